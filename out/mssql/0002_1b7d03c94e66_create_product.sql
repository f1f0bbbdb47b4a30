BEGIN TRANSACTION;

GO

-- Running upgrade 0a1c5e2f7b90 -> 1b7d03c94e66
-- create product

CREATE TABLE product (
    id INTEGER NOT NULL IDENTITY,
    sku VARCHAR(20) NOT NULL,
    name VARCHAR(80) NOT NULL,
    description VARCHAR(max) NULL,
    price NUMERIC(8, 2) NOT NULL,
    CONSTRAINT pk_product PRIMARY KEY (id),
    CONSTRAINT ck_product_price_not_negative CHECK (price >= 0)
);

GO

CREATE INDEX ix_product_name ON product (name);

GO

UPDATE alembic_version SET version_num='1b7d03c94e66' WHERE alembic_version.version_num = '0a1c5e2f7b90';

GO

COMMIT;

GO

