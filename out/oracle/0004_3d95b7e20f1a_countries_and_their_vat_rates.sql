-- Running upgrade 2c48f1a06d3e -> 3d95b7e20f1a
-- countries and their VAT rates

CREATE TABLE country (
    code VARCHAR2(2 CHAR) NOT NULL,
    name VARCHAR2(60 CHAR) NOT NULL,
    vat_rate NUMERIC(4, 2) NOT NULL,
    in_eu SMALLINT NOT NULL,
    since DATE,
    CONSTRAINT pk_country PRIMARY KEY (code)
)

/

INSERT INTO country (code, name, vat_rate, in_eu, since) VALUES ('AT', 'Österreich', 20.00, 1, TO_DATE('1995-01-01', 'YYYY-MM-DD'))

/

INSERT INTO country (code, name, vat_rate, in_eu, since) VALUES ('CI', 'Côte d''Ivoire', 18.00, 0, NULL)

/

INSERT INTO country (code, name, vat_rate, in_eu, since) VALUES ('FI', 'Suomi', 25.50, 1, TO_DATE('1995-01-01', 'YYYY-MM-DD'))

/

INSERT INTO country (code, name, vat_rate, in_eu, since) VALUES ('NO', 'Norge', 25.00, 0, NULL)

/

UPDATE alembic_version SET version_num='3d95b7e20f1a' WHERE alembic_version.version_num = '2c48f1a06d3e'

/

