import { describe, expect, test, vi } from 'vitest';
import { createDialect } from '../../dialects/index.ts';
import { readPostgresqlDump } from '../../src/baseline/postgresql.ts';
import type { Column, Constraint, Table } from '../../src/model/nouns.ts';
import { DataType, type TypeSpec } from '../../src/model/types.ts';
import type { Operation } from '../../src/operations/operation.ts';

const dialect = await createDialect({ name: 'postgresql' });
const read = (text: string) => readPostgresqlDump(text, { file: 'schema.sql', dialect });
const operationsOf = async (text: string): Promise<readonly Operation[]> => (await read(text)).operations;

async function tableOf(text: string): Promise<Table> {
  const [operation, ...rest] = await operationsOf(text);
  expect(rest).toEqual([]);
  if (operation?.kind !== 'createTable') throw new Error(`${operation?.kind}`);
  return operation.table;
}

/** A column that says nothing but its name and its type. */
function column(name: string, spec: TypeSpec, more: Partial<Column> = {}): Column {
  return { name, type: new DataType(spec), nullable: true, autoincrement: 'auto', checks: [], options: {}, ...more };
}
const raw = (text: string) => ({ kind: 'raw', text }) as const;

describe('CREATE TABLE of a dump', () => {
  test('has its columns with defaults, NOT NULL, generated values and collations, and its checks', async () => {
    const table = await tableOf(`
CREATE TABLE public.account (
    id bigint NOT NULL,
    name character varying(50) DEFAULT 'a, b)'::character varying NOT NULL,
    tags text[] DEFAULT ARRAY['x'::text, 'y'::text],
    title text COLLATE pg_catalog."C" DEFAULT ('a'::text || 'b'::text),
    upper_name text GENERATED ALWAYS AS (upper((name)::text)) STORED,
    CONSTRAINT account_name CHECK (((name)::text <> ''::text))
)
WITH (fillfactor='70', autovacuum_enabled='false');`);
    expect(table).toEqual({
      name: 'account',
      columns: [
        column('id', { kind: 'bigInteger' }, { nullable: false }),
        column(
          'name',
          { kind: 'string', length: 50 },
          { nullable: false, serverDefault: raw("'a, b)'::character varying") },
        ),
        column(
          'tags',
          { kind: 'array', item: new DataType({ kind: 'text' }), dimensions: 1 },
          { serverDefault: raw("ARRAY['x'::text, 'y'::text]") },
        ),
        column('title', { kind: 'text', collation: 'C' }, { serverDefault: raw("('a'::text || 'b'::text)") }),
        column(
          'upper_name',
          { kind: 'text' },
          { computed: { kind: 'computed', expression: raw('upper((name)::text)'), persisted: true } },
        ),
      ],
      constraints: [{ kind: 'check', name: 'account_name', condition: raw("(name)::text <> ''::text"), options: {} }],
      indexes: [],
      prefixes: [],
      options: { postgresql: { with: { fillfactor: 70, autovacuum_enabled: 'false' } } },
    });
  });

  test('may be unlogged, in a schema, and have names that need quotes', async () => {
    const { columns: _, ...table } = await tableOf('CREATE UNLOGGED TABLE app."Odd ""table" ("é" integer);');
    expect(table).toEqual({
      name: 'Odd "table',
      schema: 'app',
      constraints: [],
      indexes: [],
      prefixes: ['UNLOGGED'],
      options: {},
    });
  });

  test.each<[written: string, spec: TypeSpec]>([
    ['smallint', { kind: 'smallInteger' }],
    ['integer', { kind: 'integer' }],
    ['bigint', { kind: 'bigInteger' }],
    ['real', { kind: 'exact', name: 'REAL', family: 'float', dialect: 'postgresql', args: [], options: {} }],
    ['double precision', { kind: 'double' }],
    ['numeric', { kind: 'numeric' }],
    ['numeric(10,2)', { kind: 'numeric', precision: 10, scale: 2 }],
    ['boolean', { kind: 'boolean', createConstraint: false }],
    ['text', { kind: 'text' }],
    ['character varying', { kind: 'string' }],
    ['character(5)', { kind: 'exact', name: 'CHAR', family: 'string', dialect: 'postgresql', args: [5], options: {} }],
    ['bpchar', { kind: 'verbatim', text: 'bpchar' }],
    ['"char"', { kind: 'verbatim', text: '"char"' }],
    ['date', { kind: 'date' }],
    ['time without time zone', { kind: 'time', timezone: false }],
    ['timestamp with time zone', { kind: 'dateTime', timezone: true }],
    [
      'timestamp(3) without time zone',
      {
        kind: 'exact',
        name: 'TIMESTAMP',
        family: 'dateTime',
        dialect: 'postgresql',
        args: [],
        options: { precision: 3 },
      },
    ],
    ['interval', { kind: 'interval', native: true }],
    ['interval day to second(2)', { kind: 'verbatim', text: 'interval day to second(2)' }],
    ['bytea', { kind: 'largeBinary' }],
    ['json', { kind: 'json' }],
    ['jsonb', { kind: 'exact', name: 'JSONB', family: 'json', dialect: 'postgresql', args: [], options: {} }],
    ['uuid', { kind: 'uuid', nativeUuid: true }],
    [
      'public.citext',
      { kind: 'exact', name: 'CITEXT', family: 'string', dialect: 'postgresql', args: [], options: {} },
    ],
    ['extensions.citext', { kind: 'verbatim', text: 'extensions.citext' }],
    ['public.geometry(Point,4326)', { kind: 'verbatim', text: 'public.geometry(Point,4326)' }],
    ['public.geometry(Point,4326)[]', { kind: 'verbatim', text: 'public.geometry(Point,4326)[]' }],
    ['integer[]', { kind: 'array', item: new DataType({ kind: 'integer' }), dimensions: 1 }],
  ])('the type %s', async (written, spec) => {
    const { columns } = await tableOf(`CREATE TABLE public.t (a ${written} NOT NULL, b integer);`);
    expect(columns[0]?.type).toEqual(new DataType(spec));
  });

  test('a collation that no type has room for stays with the type', async () => {
    const { columns } = await tableOf(
      'CREATE TABLE public.t (a text COLLATE pg_catalog."de_DE.utf8" NOT NULL, b name COLLATE public.x, c character varying(3)[] COLLATE public.x);',
    );
    expect(columns.map(({ type }) => type?.spec)).toEqual([
      { kind: 'verbatim', text: 'text COLLATE "pg_catalog"."de_DE.utf8"' },
      { kind: 'verbatim', text: 'name COLLATE "public"."x"' },
      {
        kind: 'array',
        item: new DataType({ kind: 'string', length: 3, collation: 'public.x' }),
        dimensions: 1,
      },
    ]);
  });
});

describe('what pg_dump says of a table in statements of its own', () => {
  const alter = (constraint: string) => `
CREATE TABLE public.t (a integer NOT NULL, b integer, c text);
ALTER TABLE ONLY public.t
    ADD CONSTRAINT x ${constraint};`;

  test.each<[written: string, constraint: Constraint]>([
    ['PRIMARY KEY (a)', { kind: 'primaryKey', name: 'x', columns: ['a'], options: {} }],
    [
      'UNIQUE NULLS NOT DISTINCT (a, b) INCLUDE (c) DEFERRABLE INITIALLY DEFERRED',
      {
        kind: 'unique',
        name: 'x',
        columns: ['a', 'b'],
        deferrable: true,
        initially: 'DEFERRED',
        options: { postgresql: { include: ['c'], nullsNotDistinct: true } },
      },
    ],
    ['CHECK (((a > 0) AND (b > 0)))', { kind: 'check', name: 'x', condition: raw('(a > 0) AND (b > 0)'), options: {} }],
    [
      'EXCLUDE USING gist (a WITH =, lower(c) public.o DESC WITH OPERATOR(public.&&)) WHERE ((b > 0)) DEFERRABLE',
      {
        kind: 'exclude',
        name: 'x',
        elements: [
          { expression: { kind: 'identifier', path: ['a'] }, operator: '=' },
          {
            expression: { kind: 'order', of: raw('lower(c) public.o'), direction: 'DESC' },
            operator: 'OPERATOR(public.&&)',
          },
        ],
        using: 'gist',
        where: raw('b > 0'),
        deferrable: true,
        options: {},
      },
    ],
  ])('a constraint goes into the table: %s', async (written, constraint) => {
    expect((await tableOf(alter(written))).constraints).toEqual([constraint]);
  });

  test('a foreign key to a table that comes before, and to its own, goes into the table', async () => {
    const operations = await operationsOf(`
CREATE TABLE public.a (id integer NOT NULL, up integer);
CREATE TABLE app.b (a_id integer);
ALTER TABLE ONLY public.a ADD CONSTRAINT a_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.a ADD CONSTRAINT up FOREIGN KEY (up) REFERENCES public.a(id);
ALTER TABLE ONLY app.b ADD CONSTRAINT fk FOREIGN KEY (a_id) REFERENCES public.a(id) MATCH FULL ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE;`);
    expect(operations.map((one) => (one.kind === 'createTable' ? one.table.constraints : one))).toEqual([
      [
        { kind: 'primaryKey', name: 'a_pkey', columns: ['id'], options: {} },
        {
          kind: 'foreignKey',
          name: 'up',
          columns: ['up'],
          references: { table: { name: 'a' }, columns: ['id'] },
          options: {},
        },
      ],
      [
        {
          kind: 'foreignKey',
          name: 'fk',
          columns: ['a_id'],
          references: { table: { name: 'a' }, columns: ['id'] },
          onDelete: 'SET NULL',
          onUpdate: 'CASCADE',
          match: 'FULL',
          deferrable: true,
          options: {},
        },
      ],
    ]);
  });

  test('a foreign key to a later table, or to a unique index, stays where it is', async () => {
    const operations = await operationsOf(`
CREATE TABLE public.a (b_id integer, c_id integer);
CREATE TABLE public.b (id integer NOT NULL);
CREATE TABLE public.c (id integer);
CREATE TABLE public.d (c_id integer);
ALTER TABLE ONLY public.b ADD CONSTRAINT b_pkey PRIMARY KEY (id);
CREATE UNIQUE INDEX c_id ON public.c USING btree (id);
ALTER TABLE ONLY public.a ADD CONSTRAINT later FOREIGN KEY (b_id) REFERENCES public.b(id);
ALTER TABLE ONLY public.d ADD CONSTRAINT by_index FOREIGN KEY (c_id) REFERENCES public.c(id);`);
    expect(operations.map(({ kind }) => kind)).toEqual([
      'createTable',
      'createTable',
      'createTable',
      'createTable',
      'createIndex',
      'createForeignKey',
      'createForeignKey',
    ]);
    expect(operations[5]).toEqual({
      kind: 'createForeignKey',
      table: { name: 'a' },
      constraint: {
        kind: 'foreignKey',
        name: 'later',
        columns: ['b_id'],
        references: { table: { name: 'b' }, columns: ['id'] },
        options: {},
      },
    });
  });

  test('two constraints that need the same index do not stand in one CREATE TABLE, which would make one of them', async () => {
    const operations = await operationsOf(`
CREATE TABLE public.t (id integer NOT NULL, b integer);
ALTER TABLE ONLY public.t ADD CONSTRAINT a_unique UNIQUE (id);
ALTER TABLE ONLY public.t ADD CONSTRAINT b1 EXCLUDE USING btree (b WITH =);
ALTER TABLE ONLY public.t ADD CONSTRAINT b2 EXCLUDE USING btree (b WITH =);
ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.t ADD CONSTRAINT z_unique UNIQUE (id) DEFERRABLE;`);
    expect(operations[0]).toMatchObject({ table: { constraints: [{ name: 't_pkey' }, { name: 'b1' }] } });
    expect(operations.slice(1).map((one) => ('constraint' in one ? one.constraint.name : one.kind))).toEqual([
      'a_unique',
      'b2',
      'z_unique',
    ]);
  });

  test('what is NOT VALID stays so, by an operation of its own', async () => {
    const operations = await operationsOf(alter('CHECK ((a > 0)) NOT VALID'));
    expect(operations[1]).toEqual({
      kind: 'createCheckConstraint',
      table: { name: 't' },
      constraint: { kind: 'check', name: 'x', condition: raw('a > 0'), options: { postgresql: { notValid: true } } },
    });
  });

  test('a constraint does not move before what it may need', async () => {
    const operations = await operationsOf(`
CREATE TABLE public.t (a integer NOT NULL);
CREATE FUNCTION public.f(t public.t) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN RETURN true; END';
ALTER TABLE public.t ADD CONSTRAINT needs CHECK (public.f(t.*));
ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (a);
SET default_tablespace = fast;
ALTER TABLE ONLY public.t ADD CONSTRAINT u UNIQUE (a);`);
    expect(operations.map(({ kind }) => kind)).toEqual([
      'createTable',
      'execute',
      'createCheckConstraint',
      'execute',
      'createUniqueConstraint',
    ]);
    expect(operations[0]).toMatchObject({ table: { constraints: [{ name: 't_pkey' }] } });
  });

  test('comments on tables and columns go into the table', async () => {
    const table = await tableOf(`
CREATE TABLE public.t (a integer);
COMMENT ON TABLE public.t IS 'it''s; a table';
COMMENT ON COLUMN public.t.a IS 'one
\\restrict two';`);
    expect(table.comment).toBe("it's; a table");
    expect(table.columns[0]?.comment).toBe('one\n\\restrict two');
  });

  test('an identity goes into the column, without what PostgreSQL takes by itself', async () => {
    const identity = (options: string) => `
CREATE TABLE public.t (id integer NOT NULL);
ALTER TABLE public.t ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME public.t_id_seq ${options});`;
    const plain = await tableOf(identity('START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1'));
    expect(plain.columns[0]?.identity).toEqual({ kind: 'identity', always: true });
    const full = await tableOf(
      identity('START WITH 9 INCREMENT BY -2 MINVALUE -5 MAXVALUE 9007199254740993 CACHE 7 CYCLE'),
    );
    expect(full.columns[0]?.identity).toEqual({
      kind: 'identity',
      always: true,
      start: 9,
      increment: -2,
      minValue: -5,
      maxValue: 9007199254740993n,
      cache: 7,
      cycle: true,
    });
  });
});

describe('SERIAL in a dump', () => {
  const serial = (changes: Partial<Record<'sequence' | 'options' | 'key', string>> = {}) => {
    const { sequence = 'public.t_id_seq', options = '', key = 'id' } = changes;
    return `
CREATE TABLE public.t (id integer NOT NULL, b integer NOT NULL);
CREATE SEQUENCE ${sequence} AS integer START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 ${options};
ALTER SEQUENCE ${sequence} OWNED BY public.t.id;
ALTER TABLE ONLY public.t ALTER COLUMN id SET DEFAULT nextval('${sequence}'::regclass);
ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (${key});`;
  };

  test('is a key that counts by itself', async () => {
    const { columns } = await tableOf(serial());
    expect(columns).toEqual([
      column('id', { kind: 'integer' }, { nullable: false }),
      column('b', { kind: 'integer' }, { nullable: false }),
    ]);
  });

  test('says so where the key has two columns', async () => {
    const { columns } = await tableOf(serial({ key: 'id, b' }));
    expect(columns.map(({ autoincrement }) => autoincrement)).toEqual([true, 'auto']);
  });

  test('says so where the key refers to another table, now or later', async () => {
    const operations = await operationsOf(`${serial()}
CREATE TABLE public.u (id integer NOT NULL);
ALTER TABLE ONLY public.u ADD CONSTRAINT u_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.t ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES public.u(id);`);
    expect(operations[0]).toMatchObject({ table: { columns: [{ autoincrement: true }, {}] } });
    expect(operations[1]).toMatchObject({ table: { columns: [{ autoincrement: false }] } });
  });

  test.each([
    ['a name of its own', { sequence: 'public.t_seq' }],
    ['an option of its own', { options: 'CYCLE' }],
    ['a column outside the key', { key: 'b' }],
  ])('stays a sequence with %s', async (_, changes: { sequence?: string; options?: string; key?: string }) => {
    const operations = await operationsOf(serial(changes));
    const sequence = changes.sequence ?? 'public.t_id_seq';
    expect(operations.map(({ kind }) => kind)).toEqual(['createTable', 'execute', 'execute', 'alterColumn']);
    expect(operations[0]).toMatchObject({ table: { columns: [{ name: 'id' }, { name: 'b' }] } });
    expect(operations[3]).toEqual({
      kind: 'alterColumn',
      table: { name: 't' },
      column: 'id',
      serverDefault: raw(`nextval('${sequence}'::regclass)`),
      existing: {},
      typeChecks: [],
      options: {},
    });
  });

  test('an integer key without a sequence does not count', async () => {
    const { columns } = await tableOf(`
CREATE TABLE public.t (id integer NOT NULL);
ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (id);`);
    expect(columns).toEqual([column('id', { kind: 'integer' }, { nullable: false, autoincrement: false })]);
  });
});

describe('types of their own', () => {
  test('enums and domains are made where the dump makes them, and columns have them', async () => {
    const operations = await operationsOf(`
CREATE TYPE app.mood AS ENUM (
    'fine',
    'it''s ok'
);
CREATE DOMAIN public.even AS integer DEFAULT 2 NOT NULL
	CONSTRAINT even_check CHECK (((VALUE % 2) = 0));
CREATE DOMAIN public.code AS character varying(12) COLLATE pg_catalog."C";
CREATE TABLE public.t (m app.mood, ms app.mood[], e public.even);`);
    const mood = new DataType({
      kind: 'enum',
      values: ['fine', "it's ok"],
      name: 'mood',
      schema: 'app',
      nativeEnum: true,
      createConstraint: false,
      createType: true,
    });
    const even = new DataType({
      kind: 'domain',
      name: 'even',
      dataType: new DataType({ kind: 'integer' }),
      default: raw('2'),
      notNull: true,
      check: raw('(VALUE % 2) = 0'),
      constraintName: 'even_check',
      createType: true,
    });
    const code = new DataType({
      kind: 'domain',
      name: 'code',
      dataType: new DataType({ kind: 'string', length: 12 }),
      collation: 'C',
      notNull: false,
      createType: true,
    });
    expect(operations.slice(0, 3)).toEqual(
      [mood, even, code].map((type) => ({ kind: 'createType', type, checkFirst: false, implicit: false })),
    );
    expect(operations[3]).toMatchObject({
      table: { columns: [{ type: mood }, { type: { spec: { kind: 'array', item: mood } } }, { type: even }] },
    });
  });

  test('a domain with two checks goes in verbatim, and its columns with its name', async () => {
    const { operations, verbatim } = await read(`
CREATE DOMAIN public.d AS integer CONSTRAINT a CHECK ((VALUE > 0)) CONSTRAINT b CHECK ((VALUE < 9));
CREATE TABLE public.t (d public.d);`);
    expect(verbatim.map(({ line, why }) => [line, why])).toEqual([[2, 'a domain of an operation has one check']]);
    expect(operations[1]).toMatchObject({ table: { columns: [{ type: { spec: { text: 'public.d' } } }] } });
  });
});

describe('CREATE INDEX', () => {
  test.each([
    ['btree (a, b DESC, c DESC NULLS LAST)', ['a', order('b', 'DESC'), order(order('c', 'DESC'), 'NULLS LAST')], {}],
    ['btree (c text_pattern_ops DESC)', [order('c', 'DESC')], { ops: { c: 'text_pattern_ops' } }],
    ['btree (c public.x_ops, c)', [raw('c public.x_ops'), 'c'], {}],
    [
      'btree (lower(c) COLLATE "C" text_pattern_ops DESC)',
      [order(raw('lower(c) COLLATE "C" text_pattern_ops'), 'DESC')],
      {},
    ],
    [
      "gin ((ARRAY[a, b]), ((c)::text || ','::text))",
      [raw('(ARRAY[a, b])'), raw("((c)::text || ','::text)")],
      { using: 'gin' },
    ],
    ["gist (c public.gist_trgm_ops (siglen='32'))", [raw("c public.gist_trgm_ops (siglen='32')")], { using: 'gist' }],
    [
      "btree (a) INCLUDE (b, c) NULLS NOT DISTINCT WITH (fillfactor='70', deduplicate_items=off) WHERE ((a > 0) AND (b > 0))",
      ['a'],
      {
        include: ['b', 'c'],
        nullsNotDistinct: true,
        with: { fillfactor: 70, deduplicate_items: 'off' },
        where: '(a > 0) AND (b > 0)',
      },
    ],
  ])('USING %s', async (written, columns, options) => {
    const operations = await operationsOf(
      `CREATE TABLE app.t (a integer, b integer, c text);\nCREATE UNIQUE INDEX ix ON app.t USING ${written};`,
    );
    expect(operations[1]).toEqual({
      kind: 'createIndex',
      table: { name: 't', schema: 'app' },
      index: {
        name: 'ix',
        columns,
        unique: true,
        options: Object.keys(options).length === 0 ? {} : { postgresql: options },
      },
      ifNotExists: false,
    });
  });
});

function order(of: string | object, direction: string): object {
  return { kind: 'order', of: typeof of === 'string' ? { kind: 'identifier', path: [of] } : of, direction };
}

describe('what no operation can say', () => {
  test('goes in verbatim at its place, with its line and why', async () => {
    const { operations, verbatim } = await read(`--
-- PostgreSQL database dump
--

CREATE SCHEMA app;

-- Name: f(); Type: FUNCTION
CREATE FUNCTION public.f() RETURNS text
    LANGUAGE sql
    AS $$
\\connect is text here; so it stays
$$;

CREATE TABLE public.t (a integer);
ALTER TABLE public.t OWNER TO bob;
ALTER TABLE ONLY public.t ALTER COLUMN a SET STATISTICS 100;
CREATE VIEW public.v AS
 SELECT t.a
   FROM public.t;
GRANT SELECT ON TABLE public.t TO bob;
`);
    expect(operations.map((one) => (one.kind === 'execute' ? one.statement : one.kind))).toEqual([
      { kind: 'text', sql: 'CREATE SCHEMA app' },
      {
        kind: 'text',
        sql: 'CREATE FUNCTION public.f() RETURNS text\n    LANGUAGE sql\n    AS $$\n\\connect is text here; so it stays\n$$',
      },
      'createTable',
      { kind: 'text', sql: 'ALTER TABLE public.t OWNER TO bob' },
      { kind: 'text', sql: 'ALTER TABLE ONLY public.t ALTER COLUMN a SET STATISTICS 100' },
      { kind: 'text', sql: 'CREATE VIEW public.v AS\n SELECT t.a\n   FROM public.t' },
      { kind: 'text', sql: 'GRANT SELECT ON TABLE public.t TO bob' },
    ]);
    expect(verbatim.map(({ line, why }) => `${line}: ${why}`)).toEqual([
      '5: there is no operation for schemas',
      '8: there is no operation for functions',
      '15: there is no operation for owners',
      '16: there is no operation for the statistics of columns',
      '17: there is no operation for views',
      '20: there is no operation for rights',
    ]);
    // What a view stands on is read from its text all the same.
    expect(operations[5]).toMatchObject({
      effects: [{ kind: 'createDependent', dependent: 'view', tables: [{ name: 't' }, {}] }],
    });
  });

  test('partitions and inheritance are left alone, with all that is said of them', async () => {
    const { operations, verbatim } = await read(`
CREATE TABLE public.p (a integer NOT NULL) PARTITION BY RANGE (a);
CREATE TABLE public.p1 (a integer NOT NULL);
CREATE TABLE public.parent (a integer);
CREATE TABLE public.child (b integer) INHERITS (public.parent);
ALTER TABLE ONLY public.p ATTACH PARTITION public.p1 FOR VALUES FROM (1) TO (10);
ALTER TABLE ONLY public.p ADD CONSTRAINT p_pkey PRIMARY KEY (a);
CREATE INDEX i ON ONLY public.p USING btree (a);`);
    expect(operations.map(({ kind }) => kind)).toEqual(Array(7).fill('execute'));
    expect(verbatim.map(({ why }) => why)).toEqual([
      'there is no operation for partitions and inheritance',
      'there is no operation for partitions and inheritance',
      'there is no operation for partitions and inheritance',
      'there is no operation for partitions and inheritance',
      'there is no operation for partitions',
      'p is not made by an operation',
      'an index on a partitioned table ONLY',
    ]);
  });

  test.each([
    ['a table without columns', 'CREATE TABLE public.t ();'],
    [
      'the table has more than an operation can say (accessMethod)',
      'CREATE TABLE public.t (a integer) USING columnar;',
    ],
    ['LIKE has no operation', 'CREATE TABLE public.t (LIKE public.u);'],
    [
      'NOT NULL has more than an operation can say (conname)',
      'CREATE TABLE public.t (a integer CONSTRAINT n NOT NULL);',
    ],
    [
      'the check has more than an operation can say (is_no_inherit)',
      'CREATE TABLE public.t (a integer, CONSTRAINT c CHECK ((a > 0)) NO INHERIT);',
    ],
    ['a column has more than an operation can say (compression)', 'CREATE TABLE public.t (a text COMPRESSION pglz);'],
    ['a temporary table', 'CREATE TEMPORARY TABLE t (a integer);'],
  ])('a table that is more than a table: %s', async (why, sql) => {
    const { operations, verbatim } = await read(sql);
    expect(operations).toMatchObject([{ kind: 'execute', statement: { kind: 'text', sql: sql.slice(0, -1) } }]);
    expect(verbatim.map((one) => one.why)).toEqual([why]);
  });

  test.each([
    ['the key has more than an operation can say (options)', "PRIMARY KEY (a) WITH (fillfactor='70')"],
    [
      'the foreign key has more than an operation can say (fk_del_set_cols)',
      'FOREIGN KEY (a) REFERENCES public.t(a) ON DELETE SET NULL (a)',
    ],
    ['NOT ENFORCED has no option', 'CHECK ((a > 0)) NOT ENFORCED'],
    ['what a foreign key refers to is missing', 'FOREIGN KEY (a) REFERENCES public.t'],
  ])('a constraint that is more: %s', async (why, constraint) => {
    const { operations, verbatim } = await read(
      `CREATE TABLE public.t (a integer);\nALTER TABLE ONLY public.t ADD CONSTRAINT x ${constraint};`,
    );
    expect(operations.map(({ kind }) => kind)).toEqual(['createTable', 'execute']);
    expect(verbatim.map((one) => one.why)).toEqual([why]);
  });
});

describe('the session of pg_dump', () => {
  const preamble = `SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET default_tablespace = '';
SET default_table_access_method = heap;
`;

  test('is left out, and said to be', async () => {
    const { operations, leftOut } = await read(preamble);
    expect(operations).toEqual([]);
    expect(leftOut.map(({ line, why }) => `${line}: ${why}`)).toEqual([
      '1: a setting of the session of pg_dump',
      '2: a setting of the session of pg_dump',
      '3: a setting of the session of pg_dump',
      '4: names stand without the schema public',
      '5: a setting of the session of pg_dump',
      '6: a setting of the session of pg_dump',
      '7: a setting of the session of pg_dump',
    ]);
  });

  test('lets functions name what comes after them', async () => {
    const { operations } = await read(
      `${preamble}CREATE FUNCTION public.f() RETURNS integer LANGUAGE sql AS 'SELECT 1';`,
    );
    expect(operations).toMatchObject([
      { kind: 'execute', statement: { sql: 'SET check_function_bodies = false' } },
      { kind: 'execute' },
    ]);
  });

  test('stays where it says where tables go', async () => {
    const { operations } = await read(`${preamble}SET default_tablespace = fast;
CREATE TABLE public.t (a integer);
SET default_tablespace = '';`);
    expect(operations.map((one) => (one.kind === 'execute' ? one.statement : one.kind))).toEqual([
      { kind: 'text', sql: 'SET default_tablespace = fast' },
      'createTable',
      { kind: 'text', sql: "SET default_tablespace = ''" },
    ]);
  });

  test('the lines of psql are no statements, wherever they stand', async () => {
    const { operations, verbatim } = await read(
      '\\restrict abc\n\nCREATE SCHEMA a;\n\\connect b\nCREATE SCHEMA c;\n\\unrestrict abc\n',
    );
    expect(operations).toHaveLength(2);
    expect(verbatim.map(({ line }) => line)).toEqual([3, 5]);
  });

  test('the version table is left out', async () => {
    const { operations, leftOut } = await readPostgresqlDump(
      `CREATE TABLE public.alembic_version (version_num character varying(32) NOT NULL);
ALTER TABLE ONLY public.alembic_version ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
CREATE SCHEMA a;`,
      { file: 'schema.sql', dialect, versionTable: { name: 'alembic_version' } },
    );
    expect(operations).toHaveLength(1);
    expect(leftOut.map(({ line, why }) => [line, why])).toEqual([
      [1, 'scripts make the version table'],
      [2, 'scripts make the version table'],
    ]);
  });
});

describe('a file that is no dump', () => {
  test('is refused with the line where PostgreSQL stops reading', async () => {
    await expect(read("CREATE TABLE public.t (\n  é text DEFAULT '表',\n  a integer,,\n);")).rejects.toMatchObject({
      code: 'io',
      message: 'schema.sql:3: PostgreSQL does not read this: syntax error at or near ","',
      hint: 'write it with pg_dump --schema-only, in the plain format',
    });
  });

  test('with rows is refused with the way to leave them out', async () => {
    await expect(
      read('CREATE TABLE public.t (a integer);\nCOPY public.t (a) FROM stdin;\n1\n2\n\\.\n'),
    ).rejects.toMatchObject({
      code: 'io',
      hint: 'it holds rows: write it with pg_dump --schema-only',
    });
  });

  test.each([
    'DROP TABLE public.t;',
    'ALTER TABLE ONLY public.t DROP CONSTRAINT t_pkey;',
    "CREATE DATABASE shop WITH TEMPLATE = template0 ENCODING = 'UTF8';",
  ])('that takes things away, or makes a database, is refused: %s', async (sql) => {
    await expect(read(`SET row_security = off;\n\n${sql}\nCREATE TABLE public.t (a integer);`)).rejects.toMatchObject({
      code: 'io',
      message: `schema.sql:3: the dump does not only make things: ${sql.slice(0, -1)}`,
      hint: 'write it with pg_dump --schema-only, without --clean and --create',
    });
  });

  test('with nothing in it gives nothing', async () => {
    expect(await read('-- nothing\n')).toEqual({ operations: [], verbatim: [], leftOut: [] });
    expect(await read('')).toEqual({ operations: [], verbatim: [], leftOut: [] });
  });

  test('is not read without the package that has the grammar', async () => {
    vi.resetModules();
    vi.doMock('libpg-query', () => {
      throw new Error('Cannot find package');
    });
    const fresh = await import('../../src/baseline/postgresql.ts');
    await expect(fresh.readPostgresqlDump('', { file: 'schema.sql', dialect })).rejects.toMatchObject({
      code: 'config',
      message: 'the package libpg-query is needed to read a dump of PostgreSQL',
      hint: 'install it: npm install --save-dev libpg-query@18',
    });
    vi.doUnmock('libpg-query');
  });
});
