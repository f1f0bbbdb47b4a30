CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> 0a1c5e2f7b90
-- create customer

CREATE TABLE customer (
    id INTEGER NOT NULL AUTO_INCREMENT,
    email VARCHAR(120) NOT NULL,
    name VARCHAR(100),
    created_at DATETIME NOT NULL DEFAULT (now()),
    CONSTRAINT pk_customer PRIMARY KEY (id),
    CONSTRAINT uq_customer_email UNIQUE (email)
)COMMENT='People who have ordered, or may';

INSERT INTO alembic_version (version_num) VALUES ('0a1c5e2f7b90');

