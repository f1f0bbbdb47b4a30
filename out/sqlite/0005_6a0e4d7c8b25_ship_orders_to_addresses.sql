-- The first error must end this script (sqlite3 -bail): tables are dropped once their rows are copied.

PRAGMA foreign_keys=OFF;

BEGIN;

-- Running upgrade 3d95b7e20f1a -> 6a0e4d7c8b25
-- ship orders to addresses

CREATE TABLE address (
    id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    lines TEXT NOT NULL,
    country_code VARCHAR(2) NOT NULL,
    extra JSON,
    CONSTRAINT pk_address PRIMARY KEY (id),
    CONSTRAINT fk_address_customer_id_customer FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE,
    CONSTRAINT fk_address_country_code_country FOREIGN KEY(country_code) REFERENCES country (code)
);

ALTER TABLE "order" ADD COLUMN ship_to_id INTEGER;

CREATE TABLE _alembic_tmp_order (
    id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    status VARCHAR(9) DEFAULT 'new' NOT NULL,
    placed_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
    ship_to_id INTEGER,
    CONSTRAINT pk_order PRIMARY KEY (id),
    CONSTRAINT fk_order_customer_id_customer FOREIGN KEY(customer_id) REFERENCES customer (id),
    CONSTRAINT fk_order_ship_to_id_address FOREIGN KEY(ship_to_id) REFERENCES address (id)
);

INSERT INTO _alembic_tmp_order (id, customer_id, status, placed_at, ship_to_id) SELECT "order".id, "order".customer_id, "order".status, "order".placed_at, "order".ship_to_id
FROM "order";

DROP TABLE "order";

ALTER TABLE _alembic_tmp_order RENAME TO "order";

CREATE INDEX ix_order_customer_id_placed_at ON "order" (customer_id, placed_at);

UPDATE alembic_version SET version_num='6a0e4d7c8b25' WHERE alembic_version.version_num = '3d95b7e20f1a';

COMMIT;

PRAGMA foreign_keys=ON;

