-- Running upgrade 0a1c5e2f7b90 -> 1b7d03c94e66
-- create product

CREATE TABLE product (
    id INTEGER NOT NULL,
    sku VARCHAR2(20 CHAR) NOT NULL,
    name VARCHAR2(80 CHAR) NOT NULL,
    description CLOB,
    price NUMERIC(8, 2) NOT NULL,
    CONSTRAINT pk_product PRIMARY KEY (id),
    CONSTRAINT ck_product_price_not_negative CHECK (price >= 0)
)

/

CREATE INDEX ix_product_name ON product (name)

/

UPDATE alembic_version SET version_num='1b7d03c94e66' WHERE alembic_version.version_num = '0a1c5e2f7b90'

/

