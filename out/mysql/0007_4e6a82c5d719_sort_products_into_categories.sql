-- Running upgrade 3d95b7e20f1a -> 4e6a82c5d719
-- sort products into categories

CREATE TABLE category (
    id INTEGER NOT NULL AUTO_INCREMENT,
    parent_id INTEGER,
    name VARCHAR(60) NOT NULL,
    CONSTRAINT pk_category PRIMARY KEY (id),
    CONSTRAINT fk_category_parent_id_category FOREIGN KEY(parent_id) REFERENCES category (id)
);

ALTER TABLE product ADD COLUMN category_id INTEGER;

ALTER TABLE product ADD CONSTRAINT fk_product_category_id_category FOREIGN KEY(category_id) REFERENCES category (id);

INSERT INTO alembic_version (version_num) VALUES ('4e6a82c5d719');

