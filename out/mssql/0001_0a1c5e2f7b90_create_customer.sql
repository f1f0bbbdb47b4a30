BEGIN TRANSACTION;

GO

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

GO

-- Running upgrade  -> 0a1c5e2f7b90
-- create customer

CREATE TABLE customer (
    id INTEGER NOT NULL IDENTITY,
    email VARCHAR(120) NOT NULL,
    name VARCHAR(100) NULL,
    created_at DATETIMEOFFSET NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT pk_customer PRIMARY KEY (id),
    CONSTRAINT uq_customer_email UNIQUE (email)
);

GO

execute sp_addextendedproperty 'MS_Description', N'People who have ordered, or may', 'schema', dbo, 'table', customer;

GO

INSERT INTO alembic_version (version_num) VALUES ('0a1c5e2f7b90');

GO

COMMIT;

GO

