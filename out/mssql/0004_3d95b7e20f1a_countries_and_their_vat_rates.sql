BEGIN TRANSACTION;

GO

-- Running upgrade 2c48f1a06d3e -> 3d95b7e20f1a
-- countries and their VAT rates

CREATE TABLE country (
    code VARCHAR(2) NOT NULL,
    name VARCHAR(60) NOT NULL,
    vat_rate NUMERIC(4, 2) NOT NULL,
    in_eu BIT NOT NULL,
    since DATE NULL,
    CONSTRAINT pk_country PRIMARY KEY (code)
);

GO

INSERT INTO country (code, name, vat_rate, in_eu, since) VALUES ('AT', N'Österreich', 20.00, 1, '1995-01-01');

GO

INSERT INTO country (code, name, vat_rate, in_eu, since) VALUES ('CI', N'Côte d''Ivoire', 18.00, 0, NULL);

GO

INSERT INTO country (code, name, vat_rate, in_eu, since) VALUES ('FI', 'Suomi', 25.50, 1, '1995-01-01');

GO

INSERT INTO country (code, name, vat_rate, in_eu, since) VALUES ('NO', 'Norge', 25.00, 0, NULL);

GO

UPDATE alembic_version SET version_num='3d95b7e20f1a' WHERE alembic_version.version_num = '2c48f1a06d3e';

GO

COMMIT;

GO

