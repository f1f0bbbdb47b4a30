import { Database } from 'node-sqlite3-wasm';
import { describe, expect, it } from 'vitest';
import { SQLite } from '../../dialects/sqlite/sqlite.ts';
import { type DataType, type Operations, s, sql } from '../../src/index.ts';
import { render } from '../../src/testing.ts';

type Elements = Parameters<Operations['createTable']>[1];
type Options = Parameters<Operations['createTable']>[2];

const create = async (elements: Elements, options: Options = {}, serverVersion?: string): Promise<string> => {
  const made = await render((op) => void op.createTable('t', elements, options), {
    dialect: 'sqlite',
    ...(serverVersion !== undefined && { serverVersion }),
  });
  return made[0] ?? '';
};
const id = () => s.column('id', s.integer(), { primaryKey: true });

describe('a type of sqlite', () => {
  it.each<[string, DataType]>([
    ['NUMERIC(10, 2)', s.numeric(10, 2)],
    ['FLOAT', s.float(24)],
    ['TEXT(9)', s.text(9)],
    ['VARCHAR(9) COLLATE "NOCASE"', s.string(9, { collation: 'NOCASE' })],
    ['CHAR(32)', s.uuid()],
    ['DATETIME', s.interval()],
    ['VARCHAR(5)', s.enum(['red', 'green'])],
    ['VARCHAR(2)', s.enum(['😀😀'])],
    ['DOUBLE PRECISION', s.types.DOUBLE_PRECISION()],
    ['TIMESTAMP', s.types.TIMESTAMP()],
    ['BLOB', s.sqlite.BLOB()],
    ['point', s.type('point')],
  ])('is %s', async (text, type) => {
    expect(await create([s.column('a', type)])).toBe(`CREATE TABLE t (\n    a ${text}\n)`);
  });

  it.each<[string, DataType]>([
    ['array', s.array(s.integer())],
    ['type of postgresql (JSONB)', s.postgresql.JSONB()],
    ['type of mysql (TINYINT)', s.mysql.TINYINT()],
  ])('is not %s', async (what, type) => {
    await expect(create([s.column('a', type)])).rejects.toThrow(`sqlite has no such type: ${what}`);
  });
});

describe('a default of sqlite', () => {
  it.each([
    ["'a' || 'b'", "('a' || 'b')"],
    ['(1) + (2)', '((1) + (2))'],
    ["(')' || '(')", "(')' || '(')"],
    ['(1 + 2)', '(1 + 2)'],
    ['-1', '(-1)'],
    ['7', '7'],
    ["'it''s'", "'it''s'"],
    ["x'00ff'", "x'00ff'"],
    ['CURRENT_TIME', 'CURRENT_TIME'],
    ["datetime('now')", "(datetime('now'))"],
  ])('%s is written %s', async (given, written) => {
    const made = await create([s.column('a', s.string(), { serverDefault: sql.raw(given) })]);
    expect(made).toBe(`CREATE TABLE t (\n    a VARCHAR DEFAULT ${written}\n)`);
    const database = new Database();
    database.exec(made);
    database.exec('INSERT INTO t DEFAULT VALUES');
    expect(database.all('SELECT a FROM t')).toHaveLength(1);
    database.close();
  });

  it('is no bare word, which would be a text', async () => {
    await expect(create([s.column('a', s.string(), { serverDefault: sql`now` })])).rejects.toThrow(
      "sqlite takes the default now for the text 'now'",
    );
  });
});

describe('a literal of sqlite', () => {
  const dialect = new SQLite();
  it.each<[unknown, DataType, string]>([
    [true, s.boolean(), '1'],
    [new Uint8Array([0, 255]), s.largeBinary(), "X'00ff'"],
    ['12.50', s.numeric(10, 2), '12.50'],
    ['03:04:05', s.time(), "'03:04:05.000000'"],
    ['2026-01-02 03:04:05.6', s.dateTime(), "'2026-01-02 03:04:05.600000'"],
    ['2026-01-02T03:04:05+02:00', s.dateTime({ timezone: true }), "'2026-01-02 01:04:05.000000'"],
    ['5B6E6B1E-0000-4000-8000-000000000001', s.uuid(), "'5b6e6b1e000040008000000000000001'"],
    ['5b6e6b1e-0000-4000-8000-000000000001', s.types.UUID(), "'5b6e6b1e-0000-4000-8000-000000000001'"],
    [{ a: "it's" }, s.json(), `'{"a":"it''s"}'`],
    [9223372036854775807n, s.bigInteger(), '9223372036854775807'],
    [-9223372036854775808n, s.bigInteger(), '-9223372036854775808'],
    [1e21, s.double(), '1e+21'],
    [Number.NEGATIVE_INFINITY, s.double(), '-9e999'],
  ])('of %s is by its type', (value, type, text) => {
    expect(dialect.literal(value, type)).toBe(text);
  });

  it.each<[string, unknown, DataType]>([
    ['a 65 bit integer', 9223372036854775808n, s.bigInteger()],
    ['NaN', Number.NaN, s.double()],
    ['an interval of months', '1 month', s.interval()],
    ['a time with an offset', '03:04:05+02:00', s.time({ timezone: true })],
  ])('does not exist of %s', (_, value, type) => {
    expect(() => dialect.literal(value, type)).toThrow();
  });
});

describe('CREATE TABLE', () => {
  it('has AUTOINCREMENT at the column, and the options behind', async () => {
    expect(await create([id()], { sqlite: { autoincrement: true, strict: true } })).toBe(
      'CREATE TABLE t (\n    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT\n)\n STRICT',
    );
    expect(await create([id()], { sqlite: { withRowid: false, strict: true } })).toBe(
      'CREATE TABLE t (\n    id INTEGER NOT NULL,\n    PRIMARY KEY (id)\n)\n WITHOUT ROWID, STRICT',
    );
  });

  it('has the conflict clauses where they are said', async () => {
    const elements = [
      s.column('a', s.integer(), { primaryKey: true, sqlite: { onConflictPrimaryKey: 'REPLACE' } }),
      s.column('b', s.integer(), { nullable: false, sqlite: { onConflictNotNull: 'IGNORE' } }),
      s.uniqueConstraint(['a', 'b'], { name: 'uq', sqlite: { onConflict: 'ROLLBACK' } }),
    ];
    expect(await create(elements)).toBe(
      [
        'CREATE TABLE t (',
        '    a INTEGER NOT NULL,',
        '    b INTEGER NOT NULL ON CONFLICT IGNORE,',
        '    PRIMARY KEY (a) ON CONFLICT REPLACE,',
        '    CONSTRAINT uq UNIQUE (a, b) ON CONFLICT ROLLBACK',
        ')',
      ].join('\n'),
    );
  });

  it.each<[string, Elements, Options, string]>([
    [
      'AUTOINCREMENT of two columns',
      [id(), s.column('b', s.integer(), { primaryKey: true })],
      { sqlite: { autoincrement: true } },
      'count the keys of t with AUTOINCREMENT',
    ],
    [
      'AUTOINCREMENT of a BIGINT',
      [s.column('id', s.bigInteger(), { primaryKey: true })],
      { sqlite: { autoincrement: true } },
      'count the keys of t with AUTOINCREMENT',
    ],
    [
      'AUTOINCREMENT without a rowid',
      [id()],
      { sqlite: { autoincrement: true, withRowid: false } },
      'count the keys of t with AUTOINCREMENT',
    ],
    [
      'VARCHAR in a STRICT table',
      [id(), s.column('a', s.string(5))],
      { sqlite: { strict: true } },
      'have t.a of type VARCHAR(5): the table is STRICT',
    ],
    [
      'a deferrable UNIQUE',
      [s.column('a', s.integer()), s.uniqueConstraint(['a'], { name: 'uq', deferrable: true })],
      {},
      'defer uq: it is not a foreign key',
    ],
    [
      'a reference into another database',
      [s.column('a', s.integer()), s.foreignKeyConstraint(['a'], ['other.o.id'], { name: 'fk' })],
      { schema: 'app' },
      'refer from app.t to other.o: they are in different databases',
    ],
    [
      'an exclude constraint',
      [s.column('a', s.integer()), s.excludeConstraint([['a', '=']], { name: 'ex' })],
      {},
      'add an exclude constraint (ex)',
    ],
    [
      'an identity that is not the key',
      [id(), s.column('n', s.integer(), { identity: s.identity() })],
      {},
      'make t.n an identity column',
    ],
    ['another prefix', [id()], { prefixes: ['UNLOGGED'] }, 'create a table with the prefix "UNLOGGED"'],
    [
      'a temporary table in a schema',
      [id()],
      { prefixes: ['TEMPORARY'], schema: 'app' },
      'make the temporary table t in schema app',
    ],
    [
      'NULLS LAST in an index',
      [s.column('a', s.integer()), s.index('ix', [sql.nullsLast(sql.id('a'))])],
      {},
      'say NULLS LAST in an index',
    ],
  ])('refuses %s', async (_, elements, options, what) => {
    const setup = (op: Operations) => void op.createTable('o', [id()], { schema: 'other' });
    const upgrade = (op: Operations) => void op.createTable('t', elements, options);
    await expect(render(upgrade, { dialect: 'sqlite', after: [setup] })).rejects.toThrow(`sqlite cannot ${what}`);
  });

  it.each<[string, Elements, Options, string]>([
    ['STRICT before 3.37', [id()], { sqlite: { strict: true } }, '3.36'],
    ['generated columns before 3.31', [id(), s.column('b', s.integer(), { computed: s.computed('id') })], {}, '3.30'],
  ])('refuses %s', async (_, elements, options, version) => {
    await expect(create(elements, options, version)).rejects.toMatchObject({ code: 'unsupported' });
  });

  it('refuses options that SQLite does not have', async () => {
    await expect(create([id()], { sqlite: { witRowid: false } })).rejects.toThrow('unknown sqlite option witRowid');
  });
});

describe('the versions of sqlite', () => {
  it('start at 3.26', () => {
    expect(() => new SQLite('3.25')).toThrow('sqlite 3.25 is not supported');
    expect(new SQLite().serverVersion).toBe('3.45');
  });
});
