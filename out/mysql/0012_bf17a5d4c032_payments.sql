-- Running upgrade ae60f3926bd7 -> bf17a5d4c032
-- payments

CREATE TABLE payment (
    id BIGINT NOT NULL AUTO_INCREMENT,
    order_id INTEGER NOT NULL,
    method ENUM('card','invoice','voucher') NOT NULL,
    amount NUMERIC(12, 2) NOT NULL,
    received BOOL NOT NULL DEFAULT false,
    reference CHAR(32),
    CONSTRAINT pk_payment PRIMARY KEY (id),
    CONSTRAINT fk_payment_order_id_order FOREIGN KEY(order_id) REFERENCES `order` (id)
);

CREATE INDEX ix_payment_order_id ON payment (order_id);

UPDATE product SET description = 'to be described' WHERE description IS NULL;

ALTER TABLE product MODIFY description TEXT NOT NULL DEFAULT ('to be described');

ALTER TABLE payment ADD CONSTRAINT ck_payment_amount_positive CHECK (amount > 0);

UPDATE alembic_version SET version_num='bf17a5d4c032' WHERE alembic_version.version_num = 'ae60f3926bd7';

