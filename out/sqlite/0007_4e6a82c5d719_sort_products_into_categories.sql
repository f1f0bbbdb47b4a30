-- The first error must end this script (sqlite3 -bail): tables are dropped once their rows are copied.

PRAGMA foreign_keys=OFF;

BEGIN;

-- Running upgrade 3d95b7e20f1a -> 4e6a82c5d719
-- sort products into categories

CREATE TABLE category (
    id INTEGER NOT NULL,
    parent_id INTEGER,
    name VARCHAR(60) NOT NULL,
    CONSTRAINT pk_category PRIMARY KEY (id),
    CONSTRAINT fk_category_parent_id_category FOREIGN KEY(parent_id) REFERENCES category (id)
);

ALTER TABLE product ADD COLUMN category_id INTEGER;

CREATE TABLE _alembic_tmp_product (
    id INTEGER NOT NULL,
    sku VARCHAR(20) NOT NULL,
    name VARCHAR(80) NOT NULL,
    description TEXT,
    price NUMERIC(8, 2) NOT NULL,
    category_id INTEGER,
    CONSTRAINT pk_product PRIMARY KEY (id),
    CONSTRAINT ck_product_price_not_negative CHECK (price >= 0),
    CONSTRAINT fk_product_category_id_category FOREIGN KEY(category_id) REFERENCES category (id)
);

INSERT INTO _alembic_tmp_product (id, sku, name, description, price, category_id) SELECT product.id, product.sku, product.name, product.description, product.price, product.category_id
FROM product;

DROP TABLE product;

ALTER TABLE _alembic_tmp_product RENAME TO product;

CREATE INDEX ix_product_name ON product (name);

INSERT INTO alembic_version (version_num) VALUES ('4e6a82c5d719');

COMMIT;

PRAGMA foreign_keys=ON;

