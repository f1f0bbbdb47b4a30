import type { AntlrDialect } from './antlr.ts';

/** Something that the server knows and the grammar does not. */
export interface Lack {
  readonly construct: RegExp;
  /** What the grammar knows in its place, so that it still reads the rest of the statement. */
  readonly instead: string;
  /** Where the vendor documents the construct. */
  readonly page: string;
}

const sqlrf = 'https://docs.oracle.com/en/database/oracle/oracle-database';

/** All that the grammars of @dbml/core lack of what we write. An entry that nothing needs any more fails the test. */
export const lacks: Readonly<Record<AntlrDialect, readonly Lack[]>> = {
  mysql: [
    {
      // "An empty value (X'') evaluates to a zero-length binary string."
      construct: /\bX''/g,
      instead: "X'00'",
      page: 'https://dev.mysql.com/doc/refman/8.0/en/hexadecimal-literals.html',
    },
  ],
  mssql: [
    {
      // DROP [ CONSTRAINT ] [ IF EXISTS ] …, COLUMN [ IF EXISTS ] …: SQL Server 2016 and later.
      construct: /^(ALTER TABLE \S+ DROP (?:COLUMN|CONSTRAINT)) IF EXISTS\b/g,
      instead: '$1',
      page: 'https://learn.microsoft.com/sql/t-sql/statements/alter-table-transact-sql',
    },
    {
      // Seed and increment are values of the column's type; the grammar has digits only.
      construct: /\bIDENTITY\(-(\d+),-(\d+)\)/g,
      instead: 'IDENTITY($1,$2)',
      page: 'https://learn.microsoft.com/sql/t-sql/statements/create-table-transact-sql-identity-property',
    },
  ],
  oracle: [
    {
      // modify_col_properties: … { identity_clause | DROP IDENTITY } …
      construct: /^(ALTER TABLE \S+ MODIFY \S+) DROP IDENTITY$/g,
      instead: '$1 NOT NULL',
      page: `${sqlrf}/19/sqlrf/ALTER-TABLE.html`,
    },
    {
      // identity_options are those of a sequence: "This integer value can be any positive or negative integer".
      construct: /\b(INCREMENT BY|START WITH) -(\d+)/g,
      instead: '$1 $2',
      page: `${sqlrf}/19/sqlrf/CREATE-SEQUENCE.html`,
    },
    {
      // prefix_compression: COMPRESS [ integer ]
      construct: /^(CREATE (?:UNIQUE )?INDEX .*\)) COMPRESS$/g,
      instead: '$1 COMPRESS 1',
      page: `${sqlrf}/19/sqlrf/CREATE-INDEX.html`,
    },
    {
      // A keyword of the grammar, and not on the vendor's list of reserved words.
      construct: /\blines(?= CLOB\b)/g,
      instead: 'lines_',
      page: `${sqlrf}/19/sqlrf/Oracle-SQL-Reserved-Words.html`,
    },
    {
      // 23ai
      construct: /^CREATE TABLE IF NOT EXISTS\b/g,
      instead: 'CREATE TABLE',
      page: `${sqlrf}/23/sqlrf/CREATE-TABLE.html`,
    },
    {
      // 23ai
      construct: /^DROP TABLE IF EXISTS\b/g,
      instead: 'DROP TABLE',
      page: `${sqlrf}/23/sqlrf/DROP-TABLE.html`,
    },
  ],
};
