BEGIN TRANSACTION;

GO

-- Running upgrade 5f31d9b06ea4, 7b92f6310cd8 -> 8c5d17ea4f03
-- merge catalogue and shipping

DELETE FROM alembic_version WHERE alembic_version.version_num = '5f31d9b06ea4';

GO

UPDATE alembic_version SET version_num='8c5d17ea4f03' WHERE alembic_version.version_num = '7b92f6310cd8';

GO

COMMIT;

GO

