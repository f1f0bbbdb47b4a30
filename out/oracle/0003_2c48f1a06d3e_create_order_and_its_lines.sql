-- Running upgrade 1b7d03c94e66 -> 2c48f1a06d3e
-- create order and its lines

CREATE TABLE "order" (
    id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    status VARCHAR(9 CHAR) DEFAULT 'new' NOT NULL,
    placed_at DATE DEFAULT CURRENT_TIMESTAMP NOT NULL,
    CONSTRAINT pk_order PRIMARY KEY (id),
    CONSTRAINT fk_order_customer_id_customer FOREIGN KEY(customer_id) REFERENCES customer (id)
)

/

CREATE TABLE order_line (
    order_id INTEGER NOT NULL,
    line_no INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    quantity INTEGER DEFAULT 1 NOT NULL,
    unit_price NUMERIC(8, 2) NOT NULL,
    CONSTRAINT pk_order_line PRIMARY KEY (order_id, line_no),
    CONSTRAINT ck_order_line_quantity_positive CHECK (quantity > 0),
    CONSTRAINT fk_order_line_order_id_order FOREIGN KEY(order_id) REFERENCES "order" (id) ON DELETE CASCADE,
    CONSTRAINT fk_order_line_product_id_product FOREIGN KEY(product_id) REFERENCES product (id)
)

/

CREATE INDEX ix_order_customer_id_placed_at ON "order" (customer_id, placed_at)

/

UPDATE alembic_version SET version_num='2c48f1a06d3e' WHERE alembic_version.version_num = '1b7d03c94e66'

/

