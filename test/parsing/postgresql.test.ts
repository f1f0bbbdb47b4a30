import { describe, expect, it } from 'vitest';
import { DataType } from '../../src/model/types.ts';
import { effectsOf } from '../../src/parsing/effects.ts';
import {
  addColumn,
  alter,
  type Case,
  column,
  createIndex,
  createTable,
  dropColumn,
  dropConstraint,
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

const mood = (values: readonly string[], schema?: string) =>
  new DataType({
    kind: 'enum',
    values,
    name: 'mood',
    ...(schema && { schema }),
    nativeEnum: true,
    createConstraint: false,
    createType: true,
  });

describe('PostgreSQL: statements that leave the schema as it is', () => {
  reads('postgresql', [
    ['SELECT 1', none],
    ["INSERT INTO t VALUES ('CREATE TABLE x (a int)')", none],
    ['UPDATE t SET a = 1 WHERE b = 2;', none],
    ['DELETE FROM t', none],
    ['TRUNCATE t CASCADE', none],
    ['MERGE INTO t USING u ON t.id = u.id WHEN MATCHED THEN DELETE', none],
    ['WITH old AS (DELETE FROM t RETURNING *) INSERT INTO archive SELECT * FROM old', none],
    ['VALUES (1), (2)', none],
    ['(SELECT 1) UNION (SELECT 2)', none],
    ['GRANT SELECT ON t TO reader', none],
    ['REVOKE ALL ON t FROM reader', none],
    ["SET lock_timeout = '5s'; RESET ALL", none, none],
    ['ANALYZE t', none],
    ['VACUUM (FULL) t', none],
    ['REINDEX INDEX CONCURRENTLY ix', none],
    ['LOCK TABLE t IN ACCESS EXCLUSIVE MODE', none],
    ['BEGIN; COMMIT', none, none],
    ['BEGIN TRANSACTION ISOLATION LEVEL SERIALIZABLE; END', none, none],
    ['SAVEPOINT a; ROLLBACK TO a; RELEASE a', none, none, none],
    ['CREATE SEQUENCE s START 5', none],
    ['ALTER SEQUENCE s RESTART', none],
    ['DROP SEQUENCE s', none],
    ['CREATE EXTENSION IF NOT EXISTS hstore', none],
    ['CREATE SCHEMA IF NOT EXISTS app AUTHORIZATION bob', none],
    ['DROP SCHEMA app', none],
    ['CREATE FUNCTION one() RETURNS integer AS $$ BEGIN DROP TABLE t; RETURN 1; END; $$ LANGUAGE plpgsql', none],
    ['CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC DELETE FROM t; END', none],
    ['CREATE POLICY p ON t USING (true)', none],
    ['CREATE ROLE reader; CREATE USER bob', none, none],
    ['CREATE PUBLICATION p FOR TABLE t', none],
    ['CREATE STATISTICS s ON a, b FROM t', none],
    ['ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader', none],
    ['CREATE TYPE pair AS (a int, b int)', none],
    [
      "ALTER TYPE mood ADD VALUE IF NOT EXISTS 'meh' BEFORE 'ok'",
      [{ kind: 'changeEnum', name: { name: 'mood' }, change: { add: 'meh', before: 'ok' } }],
    ],
    [
      "ALTER TYPE app.mood RENAME VALUE 'ok' TO 'fine'",
      [{ kind: 'changeEnum', name: { schema: 'app', name: 'mood' }, change: { rename: 'ok', to: 'fine' } }],
    ],
    ['ALTER TYPE mood RENAME TO temper', [{ kind: 'renameType', name: { name: 'mood' }, newName: 'temper' }]],
    ['ALTER DOMAIN app.d RENAME TO e', [{ kind: 'renameType', name: { schema: 'app', name: 'd' }, newName: 'e' }]],
    ['REFRESH MATERIALIZED VIEW mv', none],
    ["NOTIFY c, 'x'", none],
    ["COMMENT ON INDEX ix IS 'x'", none],
    ['ALTER TABLE t ENABLE ROW LEVEL SECURITY', none],
    ['ALTER TABLE t OWNER TO bob, SET TABLESPACE fast', none],
    ['ALTER TABLE t VALIDATE CONSTRAINT c', none],
    ['ALTER TABLE t ALTER COLUMN a SET STATISTICS 100', none],
    ['ALTER TABLE t SET (fillfactor = 70)', none],
    ['ALTER TABLE t REPLICA IDENTITY FULL', none],
    ['ALTER INDEX ix SET (fillfactor = 70)', none],
    ['ALTER INDEX ix ALTER COLUMN 2 SET STATISTICS 300', none],
    ['ALTER FUNCTION one() OWNER TO bob', none],
    ['DROP FUNCTION one()', none],
    ['\\set ON_ERROR_STOP on\nSELECT 1;', none, none],
    ['COPY t FROM stdin;\n1\t;DROP TABLE t;\n\\.\nSELECT 1;', none, none],
    ['-- nothing but a comment', none],
    ['/* a /* nested */ ; comment */', none],
    ['', none],
  ]);
});

describe('PostgreSQL: statements that may change anything', () => {
  reads('postgresql', [
    ['DO $$ BEGIN DROP TABLE t; END $$', opaque],
    ['CALL p()', opaque],
    ['EXECUTE prepared', opaque],
    ['PREPARE x AS SELECT 1', opaque],
    ['DROP SCHEMA app CASCADE', opaque],
    ['DROP FUNCTION f() CASCADE', opaque],
    ['DROP OWNED BY bob', opaque],
    ['CREATE SCHEMA app CREATE TABLE t (a int)', opaque],
    ['ALTER TYPE mood SET SCHEMA app', opaque],
    ['ALTER INDEX a RENAME TO b', opaque],
    ['ALTER SCHEMA a RENAME TO b', opaque],
    ['ALTER TABLE a.b.c ADD COLUMN d int', opaque],
    ['ALTER TABLE U&"t" ADD COLUMN d int', opaque],
    ['IMPORT FOREIGN SCHEMA a FROM SERVER b INTO c', opaque],
    ["SELECT 'not closed", none],
    ['FROBNICATE t', opaque],
    ['\\i other.sql', opaque],
  ]);

  it('quote the beginning of the statement, on one line', () => {
    expect(effectsOf('CALL\n  p(1)', 'postgresql')).toEqual([{ kind: 'opaque', sql: 'CALL p(1)' }]);
    const [effect] = effectsOf(`CALL p('${'x'.repeat(100)}')`, 'postgresql');
    expect(effect).toEqual({ kind: 'opaque', sql: `CALL p('${'x'.repeat(51)}…` });
  });
});

const tables: readonly Case[] = [
  [
    "CREATE TABLE app.account (id SERIAL PRIMARY KEY, name VARCHAR(50) NOT NULL DEFAULT 'it''s', note TEXT)",
    createTable(
      'app.account',
      [
        column('id', integer, { nullable: false, autoincrement: true }),
        column('name', varchar(50), { nullable: false, serverDefault: raw("'it''s'") }),
        column('note', text),
      ],
      { constraints: [primaryKey('id')] },
    ),
  ],
  [
    'CREATE TABLE IF NOT EXISTS Users ("Id" INT, B TIMESTAMP WITH TIME ZONE DEFAULT now(), PRIMARY KEY ("Id"))',
    createTable(
      'users',
      [
        column('Id', integer, { nullable: false, autoincrement: false }),
        column('b', { kind: 'dateTime', timezone: true }, { serverDefault: raw('now()') }),
      ],
      { constraints: [primaryKey('Id')] },
      true,
    ),
  ],
  [
    'CREATE TABLE t (a INT UNIQUE, b INT REFERENCES app.org (id) ON DELETE CASCADE, c NUMERIC(10, 2) CHECK (c > 0), CONSTRAINT ck CHECK (a <> b), FOREIGN KEY (a, b) REFERENCES u (x, y))',
    createTable(
      't',
      [
        column('a', integer),
        column('b', integer),
        column(
          'c',
          { kind: 'numeric', precision: 10, scale: 2 },
          { checks: [{ kind: 'check', condition: raw('c > 0'), options: {} }] },
        ),
      ],
      {
        constraints: [
          { kind: 'unique', columns: ['a'], ofColumn: 'a', options: {} },
          {
            kind: 'foreignKey',
            columns: ['b'],
            references: { table: named('app.org'), columns: ['id'] },
            onDelete: 'CASCADE',
            options: {},
          },
          { kind: 'check', condition: raw('a <> b'), name: 'ck', options: {} },
          {
            kind: 'foreignKey',
            columns: ['a', 'b'],
            references: { table: named('u'), columns: ['x', 'y'] },
            options: {},
          },
        ],
      },
    ),
  ], // prettier-ignore
  [
    "CREATE UNLOGGED TABLE t (a TEXT[], b JSONB, c DOUBLE PRECISION, d UUID DEFAULT gen_random_uuid(), e TEXT DEFAULT 'x'::text NOT NULL)",
    createTable(
      't',
      [
        column('a', verbatim('TEXT[]')),
        column('b', { kind: 'exact', name: 'JSONB', family: 'json', dialect: 'postgresql', args: [], options: {} }),
        column('c', { kind: 'double' }),
        column('d', { kind: 'uuid', nativeUuid: true }, { serverDefault: raw('gen_random_uuid()') }),
        column('e', text, { nullable: false, serverDefault: raw("'x'::text") }),
      ],
      { prefixes: ['UNLOGGED'] },
    ),
  ],
  ['CREATE TABLE public.t (a INT)', createTable('t', [column('a', integer)])],
  ['CREATE TABLE t (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY)', hidden('t')],
  ['CREATE TABLE t (a INT REFERENCES u)', hidden('t')],
  ['CREATE TABLE t (a INT, b SERIAL)', hidden('t')],
  ['CREATE TABLE t (a INT) PARTITION BY RANGE (a)', hidden('t')],
  ['CREATE TABLE t (a INT) INHERITS (p)', hidden('t')],
  ['CREATE TABLE t PARTITION OF p FOR VALUES IN (1)', hidden('t')],
  ['CREATE TABLE t (LIKE u INCLUDING ALL)', hidden('t')],
  ['CREATE TABLE t (a INT, EXCLUDE USING gist (a WITH =))', hidden('t')],
  ['CREATE TABLE t AS SELECT 1 AS a', hidden('t')],
  ['CREATE TEMP TABLE t (a INT)', hidden('t')],
  ['CREATE FOREIGN TABLE t (a INT) SERVER s', hidden('t')],
  ['CREATE TABLE t (a INT, a TEXT)', hidden('t')],
  ['SELECT * INTO app.t FROM u', hidden('app.t')],
  ['WITH q AS (SELECT 1 AS a) SELECT a INTO TEMP t FROM q', hidden('t')],
  ['DROP TABLE t', dropTable('t')],
  ['DROP TABLE IF EXISTS a, "B" RESTRICT', dropTable('a', true), dropTable('B', true)],
  ['DROP TABLE t CASCADE', dropTable('t'), opaque],
  ['DROP TABLE public.t', dropTable('t'), dropTable('public.t', true)],
  ['ALTER TABLE t RENAME TO u', renameTable('t', 'u')],
  ['ALTER TABLE t SET SCHEMA other', hidden('t', 'other.t')],
];
describe('PostgreSQL: tables', () => reads('postgresql', tables));

describe('PostgreSQL: columns', () => {
  reads('postgresql', [
    ['ALTER TABLE t ADD COLUMN a INT', addColumn('t', column('a', integer))],
    [
      'ALTER TABLE IF EXISTS ONLY t ADD IF NOT EXISTS a INT',
      addColumn('t', column('a', integer), { ifNotExists: true }),
    ],
    [
      "ALTER TABLE t ADD a VARCHAR(5) DEFAULT 'x' NOT NULL, DROP b, ALTER c DROP NOT NULL",
      addColumn('t', column('a', varchar(5), { serverDefault: raw("'x'"), nullable: false })),
      dropColumn('t', 'b'),
      alter('t', 'c', { nullable: true }),
    ],
    [
      'ALTER TABLE t ADD a INT CONSTRAINT fk REFERENCES u (id) DEFERRABLE INITIALLY DEFERRED',
      addColumn('t', column('a', integer), {
        constraints: [
          {
            kind: 'foreignKey',
            columns: ['a'],
            name: 'fk',
            references: { table: named('u'), columns: ['id'] },
            deferrable: true,
            initially: 'DEFERRED',
            options: {},
          }, // prettier-ignore
        ],
      }),
    ],
    [
      'ALTER TABLE t ADD a BIGINT GENERATED BY DEFAULT AS IDENTITY (START WITH 10 INCREMENT BY -5 NO CYCLE)',
      addColumn(
        't',
        column(
          'a',
          { kind: 'bigInteger' },
          { nullable: false, identity: { kind: 'identity', always: false, start: 10, increment: -5, cycle: false } },
        ),
      ),
    ],
    [
      'ALTER TABLE t ADD a INT GENERATED ALWAYS AS (b * 2) STORED',
      addColumn(
        't',
        column('a', integer, { computed: { kind: 'computed', expression: raw('b * 2'), persisted: true } }),
      ),
    ],
    ['ALTER TABLE t ADD m app.mood', addColumn('t', column('m', verbatim('app.mood')))],
    ['ALTER TABLE t ADD a TEXT COLLATE "C"', addColumn('t', column('a', { kind: 'text', collation: 'C' }))],
    ['ALTER TABLE t ADD a SERIAL', hidden('t')],
    ['ALTER TABLE t DROP COLUMN IF EXISTS a RESTRICT', dropColumn('t', 'a', true)],
    ['ALTER TABLE t DROP COLUMN a CASCADE', dropColumn('t', 'a'), opaque],
    ['ALTER TABLE t RENAME a TO b', alter('t', 'a', { newColumnName: 'b' })],
    ['ALTER TABLE "T" RENAME COLUMN "A" TO B', alter('T', 'A', { newColumnName: 'b' })],
    ['ALTER TABLE t ALTER COLUMN a SET NOT NULL', alter('t', 'a', { nullable: false })],
    [
      "ALTER TABLE t ALTER a SET DEFAULT 'x' || 'y', ALTER b DROP DEFAULT",
      alter('t', 'a', { serverDefault: raw("'x' || 'y'") }),
      alter('t', 'b', { serverDefault: null }),
    ],
    [
      'ALTER TABLE t ALTER a TYPE BIGINT USING a::bigint',
      alter('t', 'a', { type: new DataType({ kind: 'bigInteger' }) }),
    ],
    [
      'ALTER TABLE t ALTER COLUMN a SET DATA TYPE CHARACTER VARYING(9)',
      alter('t', 'a', { type: new DataType(varchar(9)) }),
    ],
    ['ALTER TABLE t ALTER a ADD GENERATED ALWAYS AS IDENTITY', hidden('t')],
    ['ALTER TABLE public.t ADD a INT', addColumn('t', column('a', integer)), hidden('public.t')],
    ['ALTER TABLE t INHERIT p', hidden('t')],
    ['ALTER TABLE t RENAME CONSTRAINT a TO b', hidden('t')],
    ["COMMENT ON TABLE t IS 'it''s'", op({ kind: 'createTableComment', table: named('t'), comment: "it's" })],
    ['COMMENT ON TABLE app.t IS NULL', op({ kind: 'dropTableComment', table: named('app.t') })],
    ["COMMENT ON COLUMN app.t.a IS 'x'", alter('app.t', 'a', { comment: 'x' })],
    ['COMMENT ON COLUMN t.a IS NULL', alter('t', 'a', { comment: null })],
    ["COMMENT ON TABLE t IS E'a\\nb'", hidden('t')],
  ]);
});

describe('PostgreSQL: constraints and indexes', () => {
  reads('postgresql', [
    [
      'ALTER TABLE t ADD PRIMARY KEY (a, b)',
      op({
        kind: 'createPrimaryKey',
        table: named('t'),
        constraint: { kind: 'primaryKey', columns: ['a', 'b'], options: {} },
      }),
    ],
    [
      'ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a) DEFERRABLE',
      op({
        kind: 'createUniqueConstraint',
        table: named('t'),
        constraint: { kind: 'unique', columns: ['a'], name: 'uq', deferrable: true, options: {} },
      }),
    ],
    [
      'ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES public.u (id) MATCH FULL ON UPDATE SET NULL NOT VALID',
      op({
        kind: 'createForeignKey',
        table: named('t'),
        constraint: {
          kind: 'foreignKey',
          columns: ['a'],
          name: 'fk',
          references: { table: named('u'), columns: ['id'] },
          match: 'FULL',
          onUpdate: 'SET NULL',
          options: {},
        },
      }),
    ],
    [
      'ALTER TABLE t ADD CONSTRAINT ck CHECK (a IN (1, 2))',
      op({
        kind: 'createCheckConstraint',
        table: named('t'),
        constraint: { kind: 'check', condition: raw('a IN (1, 2)'), name: 'ck', options: {} },
      }),
    ],
    ['ALTER TABLE t ADD CONSTRAINT uq UNIQUE USING INDEX ix', hidden('t')],
    ['ALTER TABLE t DROP CONSTRAINT IF EXISTS c', dropConstraint('t', 'c', { ifExists: true })],
    ['ALTER TABLE t DROP CONSTRAINT c CASCADE', dropConstraint('t', 'c'), opaque],
    ['CREATE INDEX ix ON t (a, "B")', createIndex('t', { name: 'ix', columns: ['a', 'B'] })],
    [
      'CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix ON app.t (a)',
      createIndex('app.t', { name: 'ix', columns: ['a'], unique: true }, true),
    ],
    [
      "CREATE INDEX ix ON t USING gin (lower(a), (b || 'x'), c DESC, d text_pattern_ops) WHERE a > 0 AND b IS NULL",
      createIndex('t', {
        name: 'ix',
        columns: [
          raw('lower(a)'),
          raw("(b || 'x')"),
          { kind: 'order', of: { kind: 'identifier', path: ['c'] }, direction: 'DESC' },
          raw('d text_pattern_ops'),
        ],
        options: { postgresql: { using: 'gin', where: raw('a > 0 AND b IS NULL') } },
      }),
    ],
    ['CREATE INDEX ix ON t (a) INCLUDE (b)', hidden('t')],
    ['CREATE INDEX ix ON t (a) WITH (fillfactor = 70)', hidden('t')],
    ['CREATE INDEX ON t (a)', hidden('t')],
    [
      'DROP INDEX CONCURRENTLY IF EXISTS app.ix',
      op({ kind: 'dropIndex', name: 'ix', schema: 'app', ifExists: true, options: {} }),
    ],
    ['DROP INDEX ix CASCADE', op({ kind: 'dropIndex', name: 'ix', ifExists: false, options: {} }), opaque],
    [
      'DROP INDEX a, b',
      op({ kind: 'dropIndex', name: 'a', ifExists: false, options: {} }),
      op({ kind: 'dropIndex', name: 'b', ifExists: false, options: {} }),
    ],
    ['DROP INDEX public.ix', op({ kind: 'dropIndex', name: 'ix', ifExists: false, options: {} })],
  ]);
});

describe('PostgreSQL: views, triggers and types', () => {
  reads('postgresql', [
    ['CREATE VIEW v AS SELECT * FROM t', view('v', 't')],
    [
      'CREATE OR REPLACE VIEW app.v (a, b) AS SELECT 1, 2 FROM ONLY x JOIN app.y USING (id), z',
      view('app.v', 'x', 'app.y', 'z'),
    ],
    [
      'CREATE MATERIALIZED VIEW mv AS WITH q AS (SELECT * FROM t) SELECT * FROM q WHERE a IN (SELECT a FROM u)',
      view('mv', 't', 'u'),
    ],
    ['CREATE VIEW v AS WITH t AS (SELECT * FROM t) SELECT * FROM t', view('v', 't')],
    [
      'CREATE RECURSIVE VIEW v (n) AS SELECT n FROM w UNION SELECT extract(year FROM d) FROM generate_series(1, 2)',
      view('v', 'w'),
    ],
    ['CREATE VIEW v AS SELECT a IS DISTINCT FROM b FROM (t LEFT JOIN u ON f(t.a, u.a))', view('v', 't', 'u')],
    ['CREATE VIEW v AS SELECT 1 FROM public.t', view('v', 't', 'public.t')],
    ['DROP VIEW IF EXISTS v, app.w CASCADE', dropped('view', 'v'), dropped('view', 'app.w')],
    ['DROP MATERIALIZED VIEW mv', dropped('view', 'mv')],
    [
      'CREATE TRIGGER tr BEFORE INSERT OR UPDATE OF a ON app.t FOR EACH ROW EXECUTE FUNCTION f()',
      trigger('tr', 'app.t'),
    ],
    ['CREATE EVENT TRIGGER tr ON ddl_command_end EXECUTE FUNCTION f()', none],
    ['DROP TRIGGER IF EXISTS tr ON t', dropped('trigger', 'tr')],
    ['ALTER VIEW v SET (security_barrier)', none],
    [
      "CREATE TYPE mood AS ENUM ('sad', 'it''s ok')",
      op({ kind: 'createType', type: mood(['sad', "it's ok"]), checkFirst: false, implicit: false }),
    ],
    [
      'DROP TYPE IF EXISTS app.mood',
      op({ kind: 'dropType', type: mood([], 'app'), checkFirst: true, implicit: false }),
    ],
    ['DROP TYPE mood CASCADE', op({ kind: 'dropType', type: mood([]), checkFirst: false, implicit: false }), opaque],
    [
      'CREATE DOMAIN posint AS INTEGER DEFAULT 1 NOT NULL CONSTRAINT pos CHECK (VALUE > 0)',
      op({
        kind: 'createType',
        type: new DataType({
          kind: 'domain',
          name: 'posint',
          dataType: new DataType(integer),
          default: raw('1'),
          notNull: true,
          constraintName: 'pos',
          check: raw('VALUE > 0'),
          createType: true,
        }), // prettier-ignore
        checkFirst: false,
        implicit: false,
      }),
    ],
  ]);
});
