BEGIN TRANSACTION;

GO

-- Running upgrade 6a0e4d7c8b25 -> 7b92f6310cd8
-- every customer has a name

UPDATE customer SET name=lower(customer.email) WHERE customer.name IS NULL;

GO

ALTER TABLE customer ALTER COLUMN name VARCHAR(100) NOT NULL;

GO

UPDATE alembic_version SET version_num='7b92f6310cd8' WHERE alembic_version.version_num = '6a0e4d7c8b25';

GO

COMMIT;

GO

