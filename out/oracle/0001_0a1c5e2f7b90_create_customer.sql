CREATE TABLE alembic_version (
    version_num VARCHAR2(32 CHAR) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)

/

-- Running upgrade  -> 0a1c5e2f7b90
-- create customer

CREATE TABLE customer (
    id INTEGER NOT NULL,
    email VARCHAR2(120 CHAR) NOT NULL,
    name VARCHAR2(100 CHAR),
    created_at DATE DEFAULT CURRENT_TIMESTAMP NOT NULL,
    CONSTRAINT pk_customer PRIMARY KEY (id),
    CONSTRAINT uq_customer_email UNIQUE (email)
)

/

COMMENT ON TABLE customer IS 'People who have ordered, or may'

/

INSERT INTO alembic_version (version_num) VALUES ('0a1c5e2f7b90')

/

