-- Running upgrade 8c5d17ea4f03 -> 9d74c08b52e1
-- wider prices and names, one product a SKU

ALTER TABLE product MODIFY price NUMERIC(12, 2) NOT NULL;

ALTER TABLE product MODIFY name VARCHAR(200) NOT NULL COMMENT 'As printed on the shelf';

ALTER TABLE product ADD CONSTRAINT uq_product_sku UNIQUE (sku);

UPDATE alembic_version SET version_num='9d74c08b52e1' WHERE alembic_version.version_num = '8c5d17ea4f03';

