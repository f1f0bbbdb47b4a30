-- The first error must end this script (sqlite3 -bail): tables are dropped once their rows are copied.

PRAGMA foreign_keys=OFF;

BEGIN;

-- Running upgrade 6a0e4d7c8b25 -> 7b92f6310cd8
-- every customer has a name

UPDATE customer SET name=lower(customer.email) WHERE customer.name IS NULL;

CREATE TABLE _alembic_tmp_customer (
    id INTEGER NOT NULL,
    email VARCHAR(120) NOT NULL,
    name VARCHAR(100) NOT NULL,
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL,
    CONSTRAINT pk_customer PRIMARY KEY (id),
    CONSTRAINT uq_customer_email UNIQUE (email)
);

INSERT INTO _alembic_tmp_customer (id, email, name, created_at) SELECT customer.id, customer.email, customer.name, customer.created_at
FROM customer;

DROP TABLE customer;

ALTER TABLE _alembic_tmp_customer RENAME TO customer;

UPDATE alembic_version SET version_num='7b92f6310cd8' WHERE alembic_version.version_num = '6a0e4d7c8b25';

COMMIT;

PRAGMA foreign_keys=ON;

