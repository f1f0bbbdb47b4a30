-- Running upgrade 9d74c08b52e1 -> ae60f3926bd7
-- call the SKU code; notes on orders

ALTER TABLE product RENAME COLUMN sku TO code

/

ALTER TABLE "order" ADD note CLOB

/

COMMENT ON COLUMN "order".note IS 'What the customer asked for'

/

UPDATE "order" SET note='cancelled before notes were kept: C:\orders\old' WHERE "order".status = 'cancelled'

/

UPDATE alembic_version SET version_num='ae60f3926bd7' WHERE alembic_version.version_num = '9d74c08b52e1'

/

