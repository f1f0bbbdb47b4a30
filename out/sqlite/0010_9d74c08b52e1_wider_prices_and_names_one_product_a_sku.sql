-- The first error must end this script (sqlite3 -bail): tables are dropped once their rows are copied.

PRAGMA foreign_keys=OFF;

BEGIN;

-- Running upgrade 8c5d17ea4f03 -> 9d74c08b52e1
-- wider prices and names, one product a SKU

CREATE TABLE _alembic_tmp_product (
    id INTEGER NOT NULL,
    sku VARCHAR(20) NOT NULL,
    name VARCHAR(200) NOT NULL,
    description TEXT,
    price NUMERIC(12, 2) NOT NULL,
    category_id INTEGER,
    CONSTRAINT pk_product PRIMARY KEY (id),
    CONSTRAINT ck_product_price_not_negative CHECK (price >= 0),
    CONSTRAINT fk_product_category_id_category FOREIGN KEY(category_id) REFERENCES category (id),
    CONSTRAINT uq_product_sku UNIQUE (sku)
);

INSERT INTO _alembic_tmp_product (id, sku, name, description, price, category_id) SELECT product.id, product.sku, product.name, product.description, product.price, product.category_id
FROM product;

DROP TABLE product;

ALTER TABLE _alembic_tmp_product RENAME TO product;

CREATE INDEX ix_product_name ON product (name);

CREATE INDEX ix_product_category_id ON product (category_id);

UPDATE alembic_version SET version_num='9d74c08b52e1' WHERE alembic_version.version_num = '8c5d17ea4f03';

COMMIT;

PRAGMA foreign_keys=ON;

