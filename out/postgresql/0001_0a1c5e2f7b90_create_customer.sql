BEGIN;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> 0a1c5e2f7b90
-- create customer

CREATE TABLE customer (
    id SERIAL NOT NULL,
    email VARCHAR(120) NOT NULL,
    name VARCHAR(100),
    created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_customer PRIMARY KEY (id),
    CONSTRAINT uq_customer_email UNIQUE (email)
);

COMMENT ON TABLE customer IS 'People who have ordered, or may';

INSERT INTO alembic_version (version_num) VALUES ('0a1c5e2f7b90');

COMMIT;

