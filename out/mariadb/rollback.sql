-- Running downgrade bf17a5d4c032 -> ae60f3926bd7
-- payments

ALTER TABLE product MODIFY description TEXT NULL;

DROP TABLE payment;

UPDATE alembic_version SET version_num='ae60f3926bd7' WHERE alembic_version.version_num = 'bf17a5d4c032';

-- Running downgrade ae60f3926bd7 -> 9d74c08b52e1
-- call the SKU code; notes on orders

ALTER TABLE `order` DROP COLUMN note;

ALTER TABLE product CHANGE code sku VARCHAR(20) NOT NULL;

UPDATE alembic_version SET version_num='9d74c08b52e1' WHERE alembic_version.version_num = 'ae60f3926bd7';

-- Running downgrade 9d74c08b52e1 -> 8c5d17ea4f03
-- wider prices and names, one product a SKU

ALTER TABLE product DROP INDEX uq_product_sku;

ALTER TABLE product MODIFY name VARCHAR(80) NOT NULL;

ALTER TABLE product MODIFY price NUMERIC(8, 2) NOT NULL;

UPDATE alembic_version SET version_num='8c5d17ea4f03' WHERE alembic_version.version_num = '9d74c08b52e1';

-- Running downgrade 8c5d17ea4f03 -> 5f31d9b06ea4, 7b92f6310cd8
-- merge catalogue and shipping

INSERT INTO alembic_version (version_num) VALUES ('5f31d9b06ea4');

UPDATE alembic_version SET version_num='7b92f6310cd8' WHERE alembic_version.version_num = '8c5d17ea4f03';

-- Running downgrade 5f31d9b06ea4 -> 4e6a82c5d719
-- index products by category

ALTER TABLE product DROP FOREIGN KEY fk_product_category_id_category;

DROP INDEX ix_product_category_id ON product;

ALTER TABLE product ADD CONSTRAINT fk_product_category_id_category FOREIGN KEY(category_id) REFERENCES category (id);

UPDATE alembic_version SET version_num='4e6a82c5d719' WHERE alembic_version.version_num = '5f31d9b06ea4';

-- Running downgrade 4e6a82c5d719 -> 3d95b7e20f1a
-- sort products into categories

ALTER TABLE product DROP FOREIGN KEY fk_product_category_id_category;

ALTER TABLE product DROP COLUMN category_id;

DROP TABLE category;

DELETE FROM alembic_version WHERE alembic_version.version_num = '4e6a82c5d719';

-- Running downgrade 7b92f6310cd8 -> 6a0e4d7c8b25
-- every customer has a name

ALTER TABLE customer MODIFY name VARCHAR(100) NULL;

UPDATE alembic_version SET version_num='6a0e4d7c8b25' WHERE alembic_version.version_num = '7b92f6310cd8';

-- Running downgrade 6a0e4d7c8b25 -> 3d95b7e20f1a
-- ship orders to addresses

ALTER TABLE `order` DROP FOREIGN KEY fk_order_ship_to_id_address;

ALTER TABLE `order` DROP COLUMN ship_to_id;

DROP TABLE address;

UPDATE alembic_version SET version_num='3d95b7e20f1a' WHERE alembic_version.version_num = '6a0e4d7c8b25';

-- Running downgrade 3d95b7e20f1a -> 2c48f1a06d3e
-- countries and their VAT rates

DROP TABLE country;

UPDATE alembic_version SET version_num='2c48f1a06d3e' WHERE alembic_version.version_num = '3d95b7e20f1a';

-- Running downgrade 2c48f1a06d3e -> 1b7d03c94e66
-- create order and its lines

DROP TABLE order_line;

DROP TABLE `order`;

UPDATE alembic_version SET version_num='1b7d03c94e66' WHERE alembic_version.version_num = '2c48f1a06d3e';

-- Running downgrade 1b7d03c94e66 -> 0a1c5e2f7b90
-- create product

DROP TABLE product;

UPDATE alembic_version SET version_num='0a1c5e2f7b90' WHERE alembic_version.version_num = '1b7d03c94e66';

-- Running downgrade 0a1c5e2f7b90 -> 
-- create customer

DROP TABLE customer;

DELETE FROM alembic_version WHERE alembic_version.version_num = '0a1c5e2f7b90';

