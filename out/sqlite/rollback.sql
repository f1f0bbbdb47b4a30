-- The first error must end this script (sqlite3 -bail): tables are dropped once their rows are copied.

PRAGMA foreign_keys=OFF;

BEGIN;

-- Running downgrade bf17a5d4c032 -> ae60f3926bd7
-- payments

CREATE TABLE _alembic_tmp_product (
    id INTEGER NOT NULL,
    code VARCHAR(20) NOT NULL,
    name VARCHAR(200) NOT NULL,
    description TEXT,
    price NUMERIC(12, 2) NOT NULL,
    category_id INTEGER,
    CONSTRAINT pk_product PRIMARY KEY (id),
    CONSTRAINT ck_product_price_not_negative CHECK (price >= 0),
    CONSTRAINT fk_product_category_id_category FOREIGN KEY(category_id) REFERENCES category (id),
    CONSTRAINT uq_product_sku UNIQUE (code)
);

INSERT INTO _alembic_tmp_product (id, code, name, description, price, category_id) SELECT product.id, product.code, product.name, product.description, product.price, product.category_id
FROM product;

DROP TABLE product;

ALTER TABLE _alembic_tmp_product RENAME TO product;

CREATE INDEX ix_product_name ON product (name);

CREATE INDEX ix_product_category_id ON product (category_id);

DROP TABLE payment;

UPDATE alembic_version SET version_num='ae60f3926bd7' WHERE alembic_version.version_num = 'bf17a5d4c032';

-- Running downgrade ae60f3926bd7 -> 9d74c08b52e1
-- call the SKU code; notes on orders

ALTER TABLE "order" DROP COLUMN note;

ALTER TABLE product RENAME COLUMN code TO sku;

UPDATE alembic_version SET version_num='9d74c08b52e1' WHERE alembic_version.version_num = 'ae60f3926bd7';

-- Running downgrade 9d74c08b52e1 -> 8c5d17ea4f03
-- wider prices and names, one product a SKU

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

CREATE INDEX ix_product_category_id ON product (category_id);

UPDATE alembic_version SET version_num='8c5d17ea4f03' WHERE alembic_version.version_num = '9d74c08b52e1';

-- Running downgrade 8c5d17ea4f03 -> 5f31d9b06ea4, 7b92f6310cd8
-- merge catalogue and shipping

INSERT INTO alembic_version (version_num) VALUES ('5f31d9b06ea4');

UPDATE alembic_version SET version_num='7b92f6310cd8' WHERE alembic_version.version_num = '8c5d17ea4f03';

-- Running downgrade 5f31d9b06ea4 -> 4e6a82c5d719
-- index products by category

DROP INDEX ix_product_category_id;

UPDATE alembic_version SET version_num='4e6a82c5d719' WHERE alembic_version.version_num = '5f31d9b06ea4';

-- Running downgrade 4e6a82c5d719 -> 3d95b7e20f1a
-- sort products into categories

CREATE TABLE _alembic_tmp_product (
    id INTEGER NOT NULL,
    sku VARCHAR(20) NOT NULL,
    name VARCHAR(80) NOT NULL,
    description TEXT,
    price NUMERIC(8, 2) NOT NULL,
    category_id INTEGER,
    CONSTRAINT pk_product PRIMARY KEY (id),
    CONSTRAINT ck_product_price_not_negative CHECK (price >= 0)
);

INSERT INTO _alembic_tmp_product (id, sku, name, description, price, category_id) SELECT product.id, product.sku, product.name, product.description, product.price, product.category_id
FROM product;

DROP TABLE product;

ALTER TABLE _alembic_tmp_product RENAME TO product;

CREATE INDEX ix_product_name ON product (name);

ALTER TABLE product DROP COLUMN category_id;

DROP TABLE category;

DELETE FROM alembic_version WHERE alembic_version.version_num = '4e6a82c5d719';

-- Running downgrade 7b92f6310cd8 -> 6a0e4d7c8b25
-- every customer has a name

CREATE TABLE _alembic_tmp_customer (
    id INTEGER NOT NULL,
    email VARCHAR(120) NOT NULL,
    name VARCHAR(100),
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
    CONSTRAINT pk_customer PRIMARY KEY (id),
    CONSTRAINT uq_customer_email UNIQUE (email)
);

INSERT INTO _alembic_tmp_customer (id, email, name, created_at) SELECT customer.id, customer.email, customer.name, customer.created_at
FROM customer;

DROP TABLE customer;

ALTER TABLE _alembic_tmp_customer RENAME TO customer;

UPDATE alembic_version SET version_num='6a0e4d7c8b25' WHERE alembic_version.version_num = '7b92f6310cd8';

-- Running downgrade 6a0e4d7c8b25 -> 3d95b7e20f1a
-- ship orders to addresses

CREATE TABLE _alembic_tmp_order (
    id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    status VARCHAR(9) DEFAULT 'new' NOT NULL,
    placed_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
    CONSTRAINT pk_order PRIMARY KEY (id),
    CONSTRAINT fk_order_customer_id_customer FOREIGN KEY(customer_id) REFERENCES customer (id)
);

INSERT INTO _alembic_tmp_order (id, customer_id, status, placed_at) SELECT "order".id, "order".customer_id, "order".status, "order".placed_at
FROM "order";

DROP TABLE "order";

ALTER TABLE _alembic_tmp_order RENAME TO "order";

CREATE INDEX ix_order_customer_id_placed_at ON "order" (customer_id, placed_at);

DROP TABLE address;

UPDATE alembic_version SET version_num='3d95b7e20f1a' WHERE alembic_version.version_num = '6a0e4d7c8b25';

-- Running downgrade 3d95b7e20f1a -> 2c48f1a06d3e
-- countries and their VAT rates

DROP TABLE country;

UPDATE alembic_version SET version_num='2c48f1a06d3e' WHERE alembic_version.version_num = '3d95b7e20f1a';

-- Running downgrade 2c48f1a06d3e -> 1b7d03c94e66
-- create order and its lines

DROP TABLE order_line;

DROP TABLE "order";

UPDATE alembic_version SET version_num='1b7d03c94e66' WHERE alembic_version.version_num = '2c48f1a06d3e';

-- Running downgrade 1b7d03c94e66 -> 0a1c5e2f7b90
-- create product

DROP TABLE product;

UPDATE alembic_version SET version_num='0a1c5e2f7b90' WHERE alembic_version.version_num = '1b7d03c94e66';

-- Running downgrade 0a1c5e2f7b90 -> 
-- create customer

DROP TABLE customer;

DELETE FROM alembic_version WHERE alembic_version.version_num = '0a1c5e2f7b90';

COMMIT;

PRAGMA foreign_keys=ON;

