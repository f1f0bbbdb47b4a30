-- Running upgrade 6a0e4d7c8b25 -> 7b92f6310cd8
-- every customer has a name

UPDATE customer SET name=lower(customer.email) WHERE customer.name IS NULL

/

ALTER TABLE customer MODIFY name NOT NULL

/

UPDATE alembic_version SET version_num='7b92f6310cd8' WHERE alembic_version.version_num = '6a0e4d7c8b25'

/

