import { describe, expect, test } from 'vitest';
import { s, sql } from '../../src/index.ts';
import { type DialectName, dialectNames } from '../../src/model/dialect-options.ts';
import type { DataType } from '../../src/model/types.ts';
import type { Operations } from '../../src/operations/op.ts';
import { render } from '../../src/testing.ts';
import { type Answer, dataChanges, dataSetup, expectAnswer } from '../support/data-changes.ts';

type Answers = Readonly<Record<DialectName, Answer>>;

const noBoolean = { refused: 'cannot cast to a boolean' };
const readsNumber = { refused: 'it would read a number' };
const notAnInterval = { refused: 'literal for an interval' };

/** A time of day or an interval as the literal of its column. */
const values: readonly [title: string, value: string, type: DataType, Answers][] = [
  [
    'a time of day',
    '10:30:00',
    s.time(),
    {
      postgresql: "'10:30:00'",
      mysql: "'10:30:00'",
      mariadb: "'10:30:00'",
      sqlite: "'10:30:00.000000'",
      mssql: "'10:30:00'",
      oracle: { refused: 'it has no TIME' },
    },
  ],
  [
    'a time of day with a fraction',
    '23:59:59.25',
    s.time(),
    {
      postgresql: "'23:59:59.250000'",
      mysql: "'23:59:59.250000'",
      mariadb: "'23:59:59.250000'",
      sqlite: "'23:59:59.250000'",
      mssql: "'23:59:59.250000'",
      oracle: { refused: 'it has no TIME' },
    },
  ],
  [
    'an interval',
    '1 day 02:03:04',
    s.interval(),
    {
      postgresql: "'1 day 02:03:04'",
      mysql: "'1970-01-02 02:03:04'",
      mariadb: "'1970-01-02 02:03:04'",
      sqlite: "'1970-01-02 02:03:04.000000'",
      mssql: "'1970-01-02 02:03:04'",
      oracle: "TO_DSINTERVAL('1 02:03:04')",
    },
  ],
  [
    'an interval with a fraction',
    '2:03:04.5',
    s.interval(),
    {
      postgresql: "'2:03:04.5'",
      mysql: { refused: 'parts of a second, which mysql would round' },
      mariadb: { refused: 'parts of a second, which mariadb would round' },
      sqlite: "'1970-01-01 02:03:04.500000'",
      mssql: "'1970-01-01 02:03:04.500'",
      oracle: "TO_DSINTERVAL('0 02:03:04.5')",
    },
  ],
  [
    'an interval before zero',
    '-1 day -00:00:01',
    s.interval(),
    {
      postgresql: "'-1 day -00:00:01'",
      mysql: "'1969-12-30 23:59:59'",
      mariadb: "'1969-12-30 23:59:59'",
      sqlite: "'1969-12-30 23:59:59.000000'",
      mssql: "'1969-12-30 23:59:59'",
      oracle: "TO_DSINTERVAL('-1 00:00:01')",
    },
  ],
  [
    'an interval that is not native',
    '40 days',
    s.interval({ native: false }),
    {
      postgresql: "'1970-02-10 00:00:00'",
      mysql: "'1970-02-10 00:00:00'",
      mariadb: "'1970-02-10 00:00:00'",
      sqlite: "'1970-02-10 00:00:00.000000'",
      mssql: "'1970-02-10 00:00:00'",
      oracle: "TO_DATE('1970-02-10 00:00:00', 'YYYY-MM-DD HH24:MI:SS')",
    },
  ],
  ...['1 month', '2 years', '1 day -02:03:04', '-1 day 02:03:04', '5', '25:00:00', 'soon', ''].map(
    (text): [string, string, DataType, Answers] => [
      `no interval ${JSON.stringify(text)}`,
      text,
      s.interval(),
      {
        // PostgreSQL reads all that it can, and more than is said here.
        postgresql: `'${text}'`,
        mysql: notAnInterval,
        mariadb: notAnInterval,
        sqlite: notAnInterval,
        mssql: notAnInterval,
        oracle: notAnInterval,
      },
    ],
  ),
  [
    'no interval that is past all dates',
    '999999999 days',
    s.interval(),
    {
      postgresql: "'999999999 days'",
      mysql: { refused: 'no date-time is that far from 1970' },
      mariadb: { refused: 'no date-time is that far from 1970' },
      sqlite: { refused: 'no date-time is that far from 1970' },
      mssql: { refused: 'no date-time is that far from 1970' },
      oracle: "TO_DSINTERVAL('999999999 00:00:00')",
    },
  ],
];

/** What CAST calls a type. */
const casts: readonly [title: string, type: DataType, Answers][] = [
  [
    'a boolean',
    s.boolean(),
    {
      postgresql: 'BOOLEAN',
      mysql: noBoolean,
      mariadb: noBoolean,
      sqlite: 'BOOLEAN',
      mssql: 'BIT',
      oracle: 'SMALLINT',
    },
  ],
  [
    'a date-time',
    s.dateTime(),
    {
      postgresql: 'TIMESTAMP WITHOUT TIME ZONE',
      mysql: 'DATETIME',
      mariadb: 'DATETIME',
      sqlite: readsNumber,
      mssql: 'DATETIME',
      oracle: 'DATE',
    },
  ],
  [
    'a time',
    s.time(),
    {
      postgresql: 'TIME WITHOUT TIME ZONE',
      mysql: 'TIME',
      mariadb: 'TIME',
      sqlite: readsNumber,
      mssql: 'TIME',
      oracle: { refused: 'oracle has no TIME' },
    },
  ],
  [
    'JSON',
    s.json(),
    {
      postgresql: 'JSON',
      mysql: 'JSON',
      mariadb: { refused: 'mariadb cannot cast to JSON' },
      sqlite: readsNumber,
      mssql: 'NVARCHAR(max)',
      oracle: { refused: 'oracle has no JSON before 21c' },
    },
  ],
  [
    'bytes',
    s.largeBinary(),
    {
      postgresql: 'BYTEA',
      mysql: 'BINARY',
      mariadb: 'BINARY',
      sqlite: 'BLOB',
      mssql: 'VARBINARY(max)',
      oracle: { refused: 'oracle cannot cast to BLOB' },
    },
  ],
  [
    'a UUID',
    s.uuid(),
    {
      postgresql: 'UUID',
      mysql: 'CHAR(32)',
      mariadb: 'CHAR(32)',
      sqlite: 'CHAR(32)',
      mssql: 'UNIQUEIDENTIFIER',
      oracle: 'CHAR(32)',
    },
  ],
  [
    'an enum',
    s.enum(['a', 'bc'], { name: 'letters' }),
    {
      postgresql: 'letters',
      mysql: { refused: 'mysql cannot cast to an enum' },
      mariadb: { refused: 'mariadb cannot cast to an enum' },
      sqlite: 'VARCHAR(2)',
      mssql: 'VARCHAR(2)',
      oracle: 'VARCHAR(2 CHAR)',
    },
  ],
  [
    'an enum that is text',
    s.enum(['a', 'bc'], { nativeEnum: false }),
    {
      postgresql: 'VARCHAR(2)',
      mysql: 'CHAR(2)',
      mariadb: 'CHAR(2)',
      sqlite: 'VARCHAR(2)',
      mssql: 'VARCHAR(2)',
      oracle: 'VARCHAR(2 CHAR)',
    },
  ],
  [
    'an array',
    s.array(s.integer()),
    {
      postgresql: 'INTEGER[]',
      mysql: { refused: 'array' },
      mariadb: { refused: 'array' },
      sqlite: { refused: 'array' },
      mssql: { refused: 'array' },
      oracle: { refused: 'array' },
    },
  ],
  [
    'a text with a collation',
    s.string(5, { collation: 'c' }),
    {
      postgresql: { refused: 'a collation' },
      mysql: { refused: 'a collation' },
      mariadb: { refused: 'a collation' },
      sqlite: { refused: 'a collation' },
      mssql: { refused: 'a collation' },
      oracle: { refused: 'a collation' },
    },
  ],
  [
    'a CHAR without a length',
    s.types.CHAR(),
    {
      postgresql: 'CHAR',
      mysql: 'CHAR',
      mariadb: 'CHAR',
      sqlite: 'CHAR',
      mssql: { refused: 'mssql cannot cast to a CHAR without a length' },
      oracle: 'CHAR',
    },
  ],
  [
    'text as it is',
    s.type('whatever(3)'),
    {
      postgresql: 'whatever(3)',
      mysql: 'whatever(3)',
      mariadb: 'whatever(3)',
      sqlite: 'whatever(3)',
      mssql: 'whatever(3)',
      oracle: 'whatever(3)',
    },
  ],
];

const insertOf = (columns: readonly string[], options?: { schema: string }) => (op: Operations) => {
  const elements = columns.map((name) => s.column(name));
  op.execute(s.table('Counted', elements, options).insert().fromSelect(columns, sql`SELECT 1, 2`));
};
const history = (always: boolean) => (op: Operations) => {
  op.createTable('Counted', [
    s.column('id', s.integer(), { primaryKey: true, identity: s.identity({ always }) }),
    s.column('order', s.integer()),
  ]);
};

const inserts: readonly [string, (op: Operations) => void, (op: Operations) => void, Answers][] = [
  [
    'with keys of its own into a table that counts',
    history(false),
    insertOf(['id', 'order']),
    {
      postgresql: 'INSERT INTO "Counted" (id, "order") SELECT 1, 2',
      mysql: 'INSERT INTO `Counted` (id, `order`) SELECT 1, 2',
      mariadb: 'INSERT INTO `Counted` (id, `order`) SELECT 1, 2',
      sqlite: 'INSERT INTO "Counted" (id, "order") SELECT 1, 2',
      mssql:
        'SET IDENTITY_INSERT [Counted] ON\nINSERT INTO [Counted] (id, [order]) SELECT 1, 2\nSET IDENTITY_INSERT [Counted] OFF',
      oracle: 'INSERT INTO "Counted" (id, "order") SELECT 1, 2',
    },
  ],
  [
    'with keys of its own into a table that always counts',
    history(true),
    insertOf(['id', 'order']),
    {
      postgresql: 'INSERT INTO "Counted" (id, "order") OVERRIDING SYSTEM VALUE SELECT 1, 2',
      mysql: 'INSERT INTO `Counted` (id, `order`) SELECT 1, 2',
      mariadb: 'INSERT INTO `Counted` (id, `order`) SELECT 1, 2',
      sqlite: 'INSERT INTO "Counted" (id, "order") SELECT 1, 2',
      mssql:
        'SET IDENTITY_INSERT [Counted] ON\nINSERT INTO [Counted] (id, [order]) SELECT 1, 2\nSET IDENTITY_INSERT [Counted] OFF',
      oracle: { refused: 'oracle takes no value for Counted.id, which is an identity GENERATED ALWAYS' },
    },
  ],
  [
    'without keys',
    history(true),
    insertOf(['order']),
    {
      postgresql: 'INSERT INTO "Counted" ("order") SELECT 1, 2',
      mysql: 'INSERT INTO `Counted` (`order`) SELECT 1, 2',
      mariadb: 'INSERT INTO `Counted` (`order`) SELECT 1, 2',
      sqlite: 'INSERT INTO "Counted" ("order") SELECT 1, 2',
      mssql: 'INSERT INTO [Counted] ([order]) SELECT 1, 2',
      oracle: 'INSERT INTO "Counted" ("order") SELECT 1, 2',
    },
  ],
  [
    'that starts with WITH',
    history(false),
    (op) =>
      op.execute(
        s
          .table('Counted', [s.column('order')])
          .insert()
          .fromSelect(['order'], sql`WITH x AS (SELECT 1 AS a) SELECT a FROM x`),
      ),
    {
      postgresql: 'INSERT INTO "Counted" ("order") WITH x AS (SELECT 1 AS a) SELECT a FROM x',
      mysql: 'INSERT INTO `Counted` (`order`) WITH x AS (SELECT 1 AS a) SELECT a FROM x',
      mariadb: 'INSERT INTO `Counted` (`order`) WITH x AS (SELECT 1 AS a) SELECT a FROM x',
      sqlite: 'INSERT INTO "Counted" ("order") WITH x AS (SELECT 1 AS a) SELECT a FROM x',
      mssql: { refused: 'from a SELECT that starts with WITH' },
      oracle: 'INSERT INTO "Counted" ("order") WITH x AS (SELECT 1 AS a) SELECT a FROM x',
    },
  ],
];

describe.each(dialectNames)('On %s', (dialect) => {
  const select = (of: Parameters<typeof sql>[1]) => render((op) => op.execute(sql`SELECT ${of}`), { dialect });

  test.each(dataChanges)('a data change: $title', async ({ change, sql: answers }) => {
    await expectAnswer(render(change, { dialect, after: [dataSetup] }), answers[dialect]);
  });

  test.each(values)('a column holds %s', async (_title, value, type, answers) => {
    await expectAnswer(select(sql.literal(value, type)), answers[dialect], (text) => `SELECT ${text}`);
  });

  test.each(casts)('a cast to %s', async (_title, type, answers) => {
    await expectAnswer(select(sql.cast(sql`x`, type)), answers[dialect], (text) => `SELECT CAST(x AS ${text})`);
  });

  test.each(inserts)('rows of a query are inserted %s', async (_title, setup, change, answers) => {
    await expectAnswer(render(change, { dialect, after: [setup] }), answers[dialect]);
  });
});

describe('On PostgreSQL', () => {
  test('a CASE in an index stands in parentheses, a cast and a condition as they are taken', async () => {
    const setup = (op: Operations) => {
      op.createTable('t', [s.column('a', s.string(9)), s.column('b', s.integer())]);
    };
    const t = s.table('t', [s.column('a', s.string(9)), s.column('b', s.integer())]);
    const change = (op: Operations) => {
      op.createIndex('i', 't', [sql.case([[t.c.b.between(1, 2), 1]], 0)]);
      op.createIndex('j', 't', [sql.cast(t.c.a, s.integer()), t.c.a.startsWith('x'), t.c.a.ilike('y')]);
    };
    expect(await render(change, { dialect: 'postgresql', after: [setup] })).toEqual([
      'CREATE INDEX i ON t ((CASE WHEN b BETWEEN 1 AND 2 THEN 1 ELSE 0 END))',
      "CREATE INDEX j ON t (CAST(a AS INTEGER), (a LIKE 'x%'), (a ILIKE 'y'))",
    ]);
  });
});

describe('On Oracle', () => {
  test('a CASE for a column with a zone keeps the zone', async () => {
    const type = s.oracle.TIMESTAMP({ timezone: true });
    const setup = (op: Operations) => {
      op.createTable('t', [s.column('at', type)]);
    };
    const t = s.table('t', [s.column('at', s.dateTime())]);
    const change = (op: Operations) =>
      op.execute(t.update({ at: sql.case([[sql`1 = 1`, new Date('2026-01-02T03:04:05Z')]]) }));
    expect(await render(change, { dialect: 'oracle', after: [setup] })).toEqual([
      "UPDATE t SET at=CASE WHEN 1 = 1 THEN TO_TIMESTAMP_TZ('2026-01-02 03:04:05.000000 +00:00', 'YYYY-MM-DD HH24:MI:SS.FF TZH:TZM') END",
    ]);
  });
});

describe('What history knows', () => {
  test('an insert without rows is refused', async () => {
    const change = (op: Operations) => op.execute(s.table('t', []).insert() as never);
    await expect(render(change, { dialect: 'sqlite' })).rejects.toThrow('an insert without rows');
  });

  const insert = (columns: readonly string[]) =>
    render(insertOf(columns), { dialect: 'sqlite', after: [history(false)] });

  test('a column of the table that a query is inserted into must exist', async () => {
    await expect(insert(['ordr'])).rejects.toThrow('ordr');
  });

  test('a CASE takes the type that the replayed column has', async () => {
    const setup = (op: Operations) => {
      op.createTable('t', [s.column('price', s.numeric(10, 2))]);
    };
    const t = s.table('t', [s.column('price')]);
    const change = (op: Operations) => op.execute(t.update({ price: sql.case([[sql`1 = 1`, '12.50']]) }));
    expect(await render(change, { dialect: 'sqlite', after: [setup] })).toEqual([
      'UPDATE t SET price=CASE WHEN 1 = 1 THEN 12.50 END',
    ]);
  });

  test('a check with the new conditions follows the name of its column', async () => {
    const t = s.table('t', [s.column('a', s.string(9)), s.column('b', s.integer())]);
    const setup = (op: Operations) => {
      op.createTable('t', [
        s.column('a', s.string(9)),
        s.column('b', s.integer()),
        s.checkConstraint(
          s.or(
            t.c.b.between(1, 2),
            t.c.b.eq(sql.case([[t.c.b.lt(5), 1]], t.c.b)),
            sql`${sql.cast(t.c.b, s.text())} = '1'`,
          ),
          { name: 'ck' },
        ),
      ]);
    };
    const change = (op: Operations) => {
      op.alterColumn('t', 'b', { newColumnName: 'c' });
      op.batchAlterTable('t', { recreate: 'always' }, (batch) => batch.alterColumn('a', { type: s.text() }));
    };
    const statements = await render(change, { dialect: 'sqlite', after: [setup] });
    expect(statements.find((statement) => statement.startsWith('CREATE TABLE'))).toContain(
      "CONSTRAINT ck CHECK (c BETWEEN 1 AND 2 OR c = CASE WHEN c < 5 THEN 1 ELSE c END OR (CAST(c AS TEXT) = '1'))",
    );
  });
});
