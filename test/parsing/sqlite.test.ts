import { describe } from 'vitest';
import { DataType } from '../../src/model/types.ts';
import {
  addColumn,
  alter,
  column,
  createIndex,
  createTable,
  dropColumn,
  dropped,
  dropTable,
  hidden,
  integer,
  named,
  none,
  op,
  opaque,
  primaryKey,
  raw,
  reads,
  renameTable,
  text,
  trigger,
  varchar,
  verbatim,
  view,
} from './expected.ts'; // prettier-ignore

describe('SQLite: statements that leave the schema as it is', () => {
  reads('sqlite', [
    ['PRAGMA foreign_keys = ON', none],
    ['BEGIN IMMEDIATE; COMMIT', none, none],
    ["REPLACE INTO t VALUES (1, ';')", none],
    ['INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING', none],
    ["ATTACH 'x.db' AS x; DETACH x", none, none],
    ['ANALYZE; VACUUM; REINDEX', none, none, none],
  ]);
});

describe('SQLite: statements that change the schema', () => {
  reads('sqlite', [
    [
      'CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, "first name" VARCHAR(20) NOT NULL, `b` DATETIME DEFAULT CURRENT_TIMESTAMP)',
      createTable(
        't',
        [
          column('id', integer, { nullable: false }),
          column('first name', varchar(20), { nullable: false }),
          column('b', { kind: 'dateTime', timezone: false }, { serverDefault: raw('CURRENT_TIMESTAMP') }),
        ],
        { constraints: [primaryKey('id')], options: { sqlite: { autoincrement: true } } },
      ),
    ],
    [
      'CREATE TABLE Mixed (id INT, code TEXT, PRIMARY KEY (code)) STRICT, WITHOUT ROWID',
      createTable('Mixed', [column('id', verbatim('INT')), column('code', text, { autoincrement: false })], {
        constraints: [primaryKey('code')],
        options: { sqlite: { strict: true, withRowid: false } },
      }),
    ],
    ['CREATE TABLE main.t (a TEXT)', createTable('t', [column('a', text)])],
    ['CREATE TABLE t (a, b)', hidden('t')],
    // The parser does not know these brackets.
    ['CREATE TABLE [t] ([a] INTEGER)', hidden('t')],
    ['CREATE TABLE t (a INTEGER NOT NULL ON CONFLICT FAIL)', hidden('t')],
    ['CREATE TEMP TABLE t (a INTEGER)', hidden('t')],
    ['CREATE VIRTUAL TABLE t USING fts5(a)', hidden('t')],
    ['CREATE TABLE t AS SELECT * FROM u', hidden('t')],
    ['DROP TABLE IF EXISTS t', dropTable('t', true)],
    ['ALTER TABLE t RENAME TO u', renameTable('t', 'u')],
    ['ALTER TABLE t RENAME COLUMN a TO b', alter('t', 'a', { newColumnName: 'b' })],
    [
      "ALTER TABLE t ADD COLUMN a TEXT DEFAULT ('x')",
      addColumn('t', column('a', text, { serverDefault: raw("('x')") })),
    ],
    ['ALTER TABLE t ADD a UNSIGNED BIG INT', addColumn('t', column('a', verbatim('UNSIGNED BIG INT')))],
    ['ALTER TABLE t DROP COLUMN a', dropColumn('t', 'a')],
    [
      'CREATE UNIQUE INDEX IF NOT EXISTS app.ix ON t (a)',
      createIndex('app.t', { name: 'ix', columns: ['a'], unique: true }, true),
    ],
    [
      'CREATE INDEX ix ON t (a) WHERE a > 0',
      createIndex('t', { name: 'ix', columns: ['a'], options: { sqlite: { where: raw('a > 0') } } }),
    ],
    ['DROP INDEX app.ix', op({ kind: 'dropIndex', name: 'ix', schema: 'app', ifExists: false, options: {} })],
    ['CREATE TEMP VIEW v AS SELECT * FROM t, u', view('v', 't', 'u')],
    ['DROP VIEW v', dropped('view', 'v')],
    [
      'CREATE TRIGGER tr AFTER UPDATE OF a ON t BEGIN UPDATE u SET b = CASE WHEN 1 THEN 2 END; INSERT OR IGNORE INTO v (a) SELECT a FROM w; DELETE FROM t; END; DROP TABLE x',
      trigger('tr', 't', 'u', 'v', 'w'),
      dropTable('x'),
    ],
    ['DROP TRIGGER IF EXISTS tr', dropped('trigger', 'tr')],
    ['PRAGMA writable_schema = ON', opaque],
    ['COMMENT ON TABLE t IS NULL', opaque],
    ['ALTER TABLE t ALTER COLUMN a TYPE TEXT', alter('t', 'a', { type: new DataType(text) })],
    [
      'ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)',
      op({
        kind: 'createCheckConstraint',
        table: named('t'),
        constraint: { kind: 'check', condition: raw('a > 0'), name: 'c', options: {} },
      }),
    ],
  ]);
});
