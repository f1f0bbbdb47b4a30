BEGIN TRANSACTION;

GO

-- Running upgrade 9d74c08b52e1 -> ae60f3926bd7
-- call the SKU code; notes on orders

EXEC sp_rename 'product.sku', code, 'COLUMN';

GO

ALTER TABLE [order] ADD note VARCHAR(max) NULL;

GO

execute sp_addextendedproperty 'MS_Description', N'What the customer asked for', 'schema', dbo, 'table', [order], 'column', note;

GO

UPDATE [order] SET note='cancelled before notes were kept: C:\orders\old' WHERE [order].status = 'cancelled';

GO

UPDATE alembic_version SET version_num='ae60f3926bd7' WHERE alembic_version.version_num = '9d74c08b52e1';

GO

COMMIT;

GO

