-- Running upgrade 3d95b7e20f1a -> 6a0e4d7c8b25
-- ship orders to addresses

CREATE TABLE address (
    id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    lines CLOB NOT NULL,
    country_code VARCHAR2(2 CHAR) NOT NULL,
    extra CLOB,
    CONSTRAINT pk_address PRIMARY KEY (id),
    CONSTRAINT fk_address_customer_id_customer FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE,
    CONSTRAINT fk_address_country_code_country FOREIGN KEY(country_code) REFERENCES country (code)
)

/

ALTER TABLE "order" ADD ship_to_id INTEGER

/

ALTER TABLE "order" ADD CONSTRAINT fk_order_ship_to_id_address FOREIGN KEY(ship_to_id) REFERENCES address (id)

/

UPDATE alembic_version SET version_num='6a0e4d7c8b25' WHERE alembic_version.version_num = '3d95b7e20f1a'

/

