-- The first error must end this script (sqlite3 -bail): tables are dropped once their rows are copied.

PRAGMA foreign_keys=OFF;

BEGIN;

-- Running upgrade ae60f3926bd7 -> bf17a5d4c032
-- payments

CREATE TABLE payment (
    id INTEGER NOT NULL,
    order_id INTEGER NOT NULL,
    method VARCHAR(7) NOT NULL,
    amount NUMERIC(12, 2) NOT NULL,
    received BOOLEAN DEFAULT 0 NOT NULL,
    reference CHAR(32),
    CONSTRAINT pk_payment PRIMARY KEY (id),
    CONSTRAINT fk_payment_order_id_order FOREIGN KEY(order_id) REFERENCES "order" (id)
);

CREATE INDEX ix_payment_order_id ON payment (order_id);

UPDATE product SET description = 'to be described' WHERE description IS NULL;

CREATE TABLE _alembic_tmp_product (
    id INTEGER NOT NULL,
    code VARCHAR(20) NOT NULL,
    name VARCHAR(200) NOT NULL,
    description TEXT DEFAULT 'to be described' NOT NULL,
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

CREATE TABLE _alembic_tmp_payment (
    id INTEGER NOT NULL,
    order_id INTEGER NOT NULL,
    method VARCHAR(7) NOT NULL,
    amount NUMERIC(12, 2) NOT NULL,
    received BOOLEAN DEFAULT 0 NOT NULL,
    reference CHAR(32),
    CONSTRAINT pk_payment PRIMARY KEY (id),
    CONSTRAINT fk_payment_order_id_order FOREIGN KEY(order_id) REFERENCES "order" (id),
    CONSTRAINT ck_payment_amount_positive CHECK (amount > 0)
);

INSERT INTO _alembic_tmp_payment (id, order_id, method, amount, received, reference) SELECT payment.id, payment.order_id, payment.method, payment.amount, payment.received, payment.reference
FROM payment;

DROP TABLE payment;

ALTER TABLE _alembic_tmp_payment RENAME TO payment;

CREATE INDEX ix_payment_order_id ON payment (order_id);

UPDATE alembic_version SET version_num='bf17a5d4c032' WHERE alembic_version.version_num = 'ae60f3926bd7';

COMMIT;

PRAGMA foreign_keys=ON;

