-- Running upgrade 2c48f1a06d3e -> 3d95b7e20f1a
-- countries and their VAT rates

CREATE TABLE country (
    code VARCHAR(2) NOT NULL,
    name VARCHAR(60) NOT NULL,
    vat_rate NUMERIC(4, 2) NOT NULL,
    in_eu BOOL NOT NULL,
    since DATE,
    CONSTRAINT pk_country PRIMARY KEY (code)
);

INSERT INTO country (code, name, vat_rate, in_eu, since) VALUES ('AT', 'Österreich', 20.00, true, '1995-01-01');

INSERT INTO country (code, name, vat_rate, in_eu, since) VALUES ('CI', 'Côte d''Ivoire', 18.00, false, NULL);

INSERT INTO country (code, name, vat_rate, in_eu, since) VALUES ('FI', 'Suomi', 25.50, true, '1995-01-01');

INSERT INTO country (code, name, vat_rate, in_eu, since) VALUES ('NO', 'Norge', 25.00, false, NULL);

UPDATE alembic_version SET version_num='3d95b7e20f1a' WHERE alembic_version.version_num = '2c48f1a06d3e';

