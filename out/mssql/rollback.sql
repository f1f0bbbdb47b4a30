BEGIN TRANSACTION;

GO

-- Running downgrade bf17a5d4c032 -> ae60f3926bd7
-- payments

declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.default_constraints
where parent_object_id = object_id('product')
and col_name(parent_object_id, parent_column_id) = 'description'
exec('alter table product drop constraint ' + @const_name);

GO

ALTER TABLE product ALTER COLUMN description VARCHAR(max) NULL;

GO

DROP TABLE payment;

GO

UPDATE alembic_version SET version_num='ae60f3926bd7' WHERE alembic_version.version_num = 'bf17a5d4c032';

GO

-- Running downgrade ae60f3926bd7 -> 9d74c08b52e1
-- call the SKU code; notes on orders

ALTER TABLE [order] DROP COLUMN note;

GO

EXEC sp_rename 'product.code', sku, 'COLUMN';

GO

UPDATE alembic_version SET version_num='9d74c08b52e1' WHERE alembic_version.version_num = 'ae60f3926bd7';

GO

-- Running downgrade 9d74c08b52e1 -> 8c5d17ea4f03
-- wider prices and names, one product a SKU

ALTER TABLE product DROP CONSTRAINT uq_product_sku;

GO

DROP INDEX ix_product_name ON product;

GO

ALTER TABLE product ALTER COLUMN name VARCHAR(80) NOT NULL;

GO

exec sp_dropextendedproperty 'MS_Description', 'schema', dbo, 'table', product, 'column', name;

GO

CREATE INDEX ix_product_name ON product (name);

GO

ALTER TABLE product DROP CONSTRAINT ck_product_price_not_negative;

GO

ALTER TABLE product ALTER COLUMN price NUMERIC(8, 2) NOT NULL;

GO

ALTER TABLE product ADD CONSTRAINT ck_product_price_not_negative CHECK (price >= 0);

GO

UPDATE alembic_version SET version_num='8c5d17ea4f03' WHERE alembic_version.version_num = '9d74c08b52e1';

GO

-- Running downgrade 8c5d17ea4f03 -> 5f31d9b06ea4, 7b92f6310cd8
-- merge catalogue and shipping

INSERT INTO alembic_version (version_num) VALUES ('5f31d9b06ea4');

GO

UPDATE alembic_version SET version_num='7b92f6310cd8' WHERE alembic_version.version_num = '8c5d17ea4f03';

GO

-- Running downgrade 5f31d9b06ea4 -> 4e6a82c5d719
-- index products by category

DROP INDEX ix_product_category_id ON product;

GO

UPDATE alembic_version SET version_num='4e6a82c5d719' WHERE alembic_version.version_num = '5f31d9b06ea4';

GO

-- Running downgrade 4e6a82c5d719 -> 3d95b7e20f1a
-- sort products into categories

ALTER TABLE product DROP CONSTRAINT fk_product_category_id_category;

GO

ALTER TABLE product DROP COLUMN category_id;

GO

DROP TABLE category;

GO

DELETE FROM alembic_version WHERE alembic_version.version_num = '4e6a82c5d719';

GO

-- Running downgrade 7b92f6310cd8 -> 6a0e4d7c8b25
-- every customer has a name

ALTER TABLE customer ALTER COLUMN name VARCHAR(100) NULL;

GO

UPDATE alembic_version SET version_num='6a0e4d7c8b25' WHERE alembic_version.version_num = '7b92f6310cd8';

GO

-- Running downgrade 6a0e4d7c8b25 -> 3d95b7e20f1a
-- ship orders to addresses

ALTER TABLE [order] DROP CONSTRAINT fk_order_ship_to_id_address;

GO

ALTER TABLE [order] DROP COLUMN ship_to_id;

GO

DROP TABLE address;

GO

UPDATE alembic_version SET version_num='3d95b7e20f1a' WHERE alembic_version.version_num = '6a0e4d7c8b25';

GO

-- Running downgrade 3d95b7e20f1a -> 2c48f1a06d3e
-- countries and their VAT rates

DROP TABLE country;

GO

UPDATE alembic_version SET version_num='2c48f1a06d3e' WHERE alembic_version.version_num = '3d95b7e20f1a';

GO

-- Running downgrade 2c48f1a06d3e -> 1b7d03c94e66
-- create order and its lines

DROP TABLE order_line;

GO

DROP TABLE [order];

GO

UPDATE alembic_version SET version_num='1b7d03c94e66' WHERE alembic_version.version_num = '2c48f1a06d3e';

GO

-- Running downgrade 1b7d03c94e66 -> 0a1c5e2f7b90
-- create product

DROP TABLE product;

GO

UPDATE alembic_version SET version_num='0a1c5e2f7b90' WHERE alembic_version.version_num = '1b7d03c94e66';

GO

-- Running downgrade 0a1c5e2f7b90 -> 
-- create customer

DROP TABLE customer;

GO

DELETE FROM alembic_version WHERE alembic_version.version_num = '0a1c5e2f7b90';

GO

COMMIT;

GO

