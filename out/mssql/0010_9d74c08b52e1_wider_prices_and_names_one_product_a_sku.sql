BEGIN TRANSACTION;

GO

-- Running upgrade 8c5d17ea4f03 -> 9d74c08b52e1
-- wider prices and names, one product a SKU

ALTER TABLE product DROP CONSTRAINT ck_product_price_not_negative;

GO

ALTER TABLE product ALTER COLUMN price NUMERIC(12, 2) NOT NULL;

GO

ALTER TABLE product ADD CONSTRAINT ck_product_price_not_negative CHECK (price >= 0);

GO

ALTER TABLE product ALTER COLUMN name VARCHAR(200) NOT NULL;

GO

exec sp_addextendedproperty 'MS_Description', N'As printed on the shelf', 'schema', dbo, 'table', product, 'column', name;

GO

ALTER TABLE product ADD CONSTRAINT uq_product_sku UNIQUE (sku);

GO

UPDATE alembic_version SET version_num='9d74c08b52e1' WHERE alembic_version.version_num = '8c5d17ea4f03';

GO

COMMIT;

GO

