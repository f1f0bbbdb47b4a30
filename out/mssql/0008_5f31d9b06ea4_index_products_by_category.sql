BEGIN TRANSACTION;

GO

-- Running upgrade 4e6a82c5d719 -> 5f31d9b06ea4
-- index products by category

CREATE INDEX ix_product_category_id ON product (category_id);

GO

UPDATE alembic_version SET version_num='5f31d9b06ea4' WHERE alembic_version.version_num = '4e6a82c5d719';

GO

COMMIT;

GO

