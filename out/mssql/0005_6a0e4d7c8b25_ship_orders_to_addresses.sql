BEGIN TRANSACTION;

GO

-- Running upgrade 3d95b7e20f1a -> 6a0e4d7c8b25
-- ship orders to addresses

CREATE TABLE address (
    id INTEGER NOT NULL IDENTITY,
    customer_id INTEGER NOT NULL,
    lines VARCHAR(max) NOT NULL,
    country_code VARCHAR(2) NOT NULL,
    extra NVARCHAR(max) NULL,
    CONSTRAINT pk_address PRIMARY KEY (id),
    CONSTRAINT fk_address_customer_id_customer FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE,
    CONSTRAINT fk_address_country_code_country FOREIGN KEY(country_code) REFERENCES country (code)
);

GO

ALTER TABLE [order] ADD ship_to_id INTEGER NULL;

GO

ALTER TABLE [order] ADD CONSTRAINT fk_order_ship_to_id_address FOREIGN KEY(ship_to_id) REFERENCES address (id);

GO

UPDATE alembic_version SET version_num='6a0e4d7c8b25' WHERE alembic_version.version_num = '3d95b7e20f1a';

GO

COMMIT;

GO

