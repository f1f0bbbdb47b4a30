import { expect, test } from 'vitest';
import { createDialect } from '../../dialects/index.ts';
import { readSqliteDump } from '../../src/baseline/sqlite.ts';
import { DataType } from '../../src/model/types.ts';

const dialect = await createDialect({ name: 'sqlite' });
const read = (text: string) => readSqliteDump(text, { file: 'schema.sql', dialect });
const raw = (text: string) => ({ kind: 'raw', text });
const plain = { nullable: true, autoincrement: false, checks: [], options: {} };
const integer = new DataType({ kind: 'integer' });
const text = new DataType({ kind: 'text' });

test('a table is one operation, with its keys, checks and options', async () => {
  const { operations, verbatim } = await read(`CREATE TABLE IF NOT EXISTS "t" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  a TEXT COLLATE NOCASE NOT NULL ON CONFLICT IGNORE DEFAULT 'x' CHECK (a <> ''),
  b TEXT GENERATED ALWAYS AS (lower(a)) STORED UNIQUE,
  c INTEGER REFERENCES u (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT ab UNIQUE (a, b) ON CONFLICT REPLACE
) STRICT;`);
  expect(verbatim).toEqual([]);
  expect(operations).toEqual([
    {
      kind: 'createTable',
      ifNotExists: false,
      table: {
        name: 't',
        columns: [
          { ...plain, name: 'id', type: integer, nullable: false, autoincrement: 'auto' },
          {
            ...plain,
            name: 'a',
            type: new DataType({ kind: 'text', collation: 'NOCASE' }),
            nullable: false,
            options: { sqlite: { onConflictNotNull: 'IGNORE' } },
            serverDefault: raw("'x'"),
            checks: [{ kind: 'check', condition: raw("a <> ''"), options: {} }],
          },
          {
            ...plain,
            name: 'b',
            type: text,
            computed: { kind: 'computed', expression: raw('lower(a)'), persisted: true },
          },
          { ...plain, name: 'c', type: integer },
        ],
        constraints: [
          { kind: 'primaryKey', columns: ['id'], options: {} },
          { kind: 'unique', columns: ['b'], ofColumn: 'b', options: {} },
          {
            kind: 'foreignKey',
            columns: ['c'],
            references: { table: { name: 'u' }, columns: ['id'] },
            onDelete: 'CASCADE',
            deferrable: true,
            initially: 'DEFERRED',
            options: {},
          },
          { kind: 'unique', name: 'ab', columns: ['a', 'b'], options: { sqlite: { onConflict: 'REPLACE' } } },
        ],
        indexes: [],
        prefixes: [],
        options: { sqlite: { autoincrement: true, strict: true } },
      },
    },
  ]);
});

test('an index keeps its order, its expressions and its condition', async () => {
  const { operations } = await read('CREATE UNIQUE INDEX ix ON t (a, b DESC, lower(c), d COLLATE NOCASE) WHERE a > 0;');
  expect(operations).toEqual([
    {
      kind: 'createIndex',
      table: { name: 't' },
      index: {
        name: 'ix',
        columns: [
          'a',
          { kind: 'order', of: { kind: 'identifier', path: ['b'] }, direction: 'DESC' },
          raw('lower(c)'),
          raw('d COLLATE NOCASE'),
        ],
        unique: true,
        options: { sqlite: { where: raw('a > 0') } },
      },
      ifNotExists: false,
    },
  ]);
});

test.each([
  ['CREATE TABLE t (a)', 'not read: type expected'],
  ['CREATE TABLE t (a TEXT DEFAULT word)', 'not read: the default word'],
  ['CREATE TABLE t (a INTEGER PRIMARY KEY DESC)', 'not read: DESC of the column a'],
  ['CREATE TABLE t (a TEXT CONSTRAINT n NOT NULL)', 'not read: the name n of what cannot be named'],
  ['CREATE TABLE t (a INTEGER CONSTRAINT n PRIMARY KEY AUTOINCREMENT)', 'not read: AUTOINCREMENT of a named key'],
  ['CREATE TABLE t (a INTEGER REFERENCES u)', 'not read: REFERENCES without columns'],
  ['CREATE TABLE t (a TEXT, UNIQUE (a COLLATE NOCASE))', 'not read: ) expected'],
  ['CREATE TEMP TABLE t (a TEXT)', 'there is no operation for it'],
  ['CREATE VIEW v AS SELECT 1', 'there is no operation for it'],
  ['CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; SELECT 2; END', 'there is no operation for it'],
])('%s goes in as it stands', async (sql, why) => {
  const { operations, verbatim } = await read(`\n${sql};`);
  expect(operations).toMatchObject([{ kind: 'execute', statement: { kind: 'text', sql } }]);
  expect(verbatim).toEqual([{ line: 2, sql, why }]);
});

test('what SQLite and its modules make by themselves is left out, and said', async () => {
  const { operations, leftOut } = await read(`CREATE TABLE sqlite_sequence(name,seq);
CREATE VIRTUAL TABLE docs USING fts5(body)
/* docs(body) */;
CREATE TABLE IF NOT EXISTS 'docs_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE other_data (id INTEGER PRIMARY KEY);
PRAGMA foreign_keys=OFF;
INSERT INTO other_data VALUES (1);`);
  expect(operations).toMatchObject([
    { statement: { sql: 'CREATE VIRTUAL TABLE docs USING fts5(body)' } },
    { table: { name: 'other_data' } },
  ]);
  expect(leftOut.map(({ line, why }) => [line, why])).toEqual([
    [1, 'SQLite makes it by itself'],
    [4, 'docs makes it by itself'],
    [6, 'it is a setting of the session'],
    [7, 'rows are no part of the schema'],
  ]);
});

test.each([
  ['', 'schema.sql: no statement stands in it'],
  ['CREATE TABLE t (a TEXT);\nERROR 1045', 'schema.sql:2: sqlite has no such statement: ERROR 1045'],
  [
    "CREATE TABLE t (a TEXT DEFAULT 'open",
    "schema.sql:1: sqlite has no such statement: CREATE TABLE t (a TEXT DEFAULT 'open",
  ],
])('%j is refused', async (dump, message) => {
  await expect(read(dump)).rejects.toThrow(message);
});

test('the version table is left out', async () => {
  const { operations, verbatim, leftOut } = await readSqliteDump(
    'CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);\nCREATE TABLE t (a INTEGER);',
    { file: 'schema.sql', dialect, versionTable: { name: 'alembic_version' } },
  );
  expect(operations).toMatchObject([{ kind: 'createTable', table: { name: 't' } }]);
  expect(verbatim).toEqual([]);
  expect(leftOut.map(({ line, why }) => [line, why])).toEqual([[1, 'scripts make the version table']]);
});
