BEGIN TRANSACTION;

GO

-- Running upgrade ae60f3926bd7 -> bf17a5d4c032
-- payments

CREATE TABLE payment (
    id BIGINT NOT NULL IDENTITY,
    order_id INTEGER NOT NULL,
    method VARCHAR(7) NOT NULL,
    amount NUMERIC(12, 2) NOT NULL,
    received BIT NOT NULL DEFAULT 0,
    reference UNIQUEIDENTIFIER NULL,
    CONSTRAINT pk_payment PRIMARY KEY (id),
    CONSTRAINT fk_payment_order_id_order FOREIGN KEY(order_id) REFERENCES [order] (id)
);

GO

CREATE INDEX ix_payment_order_id ON payment (order_id);

GO

UPDATE product SET description = 'to be described' WHERE description IS NULL;

GO

ALTER TABLE product ALTER COLUMN description VARCHAR(max) NOT NULL;

GO

ALTER TABLE product ADD DEFAULT 'to be described' FOR description;

GO

ALTER TABLE payment ADD CONSTRAINT ck_payment_amount_positive CHECK (amount > 0);

GO

UPDATE alembic_version SET version_num='bf17a5d4c032' WHERE alembic_version.version_num = 'ae60f3926bd7';

GO

COMMIT;

GO

