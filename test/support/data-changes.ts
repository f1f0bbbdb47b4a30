import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type Expression, type Operations, s, sql } from '../../src/index.ts';
import type { DialectName } from '../../src/model/dialect-options.ts';
import { render } from '../../src/testing.ts';
import type { Engine } from './engine.ts';

/** What a dialect writes; one that cannot say it refuses, with these words. */
export type Answer = string | { readonly refused: string };

/** A data change, what each dialect writes for it, and what is in the tables then. */
export interface DataChange {
  readonly title: string;
  readonly change: (op: Operations) => void;
  readonly sql: Readonly<Record<DialectName, Answer>>;
  /** A query, and what it gives on every database, as texts. */
  readonly found: readonly [query: string, rows: readonly (readonly (string | null)[])[]];
}

const columns = [
  s.column('id', s.integer(), { primaryKey: true, autoincrement: false }),
  s.column('name', s.string(50)),
  s.column('n', s.integer()),
  s.column('day', s.date()),
] as const;
const t = s.table('t', columns);
const archive = s.table('archive', columns);

/** The tables, with the rows that the changes are made to. */
export function dataSetup(op: Operations): void {
  op.createTable('archive', columns);
  op.bulkInsert(op.createTable('t', columns), [
    { id: 1, name: '10% off', n: 5 },
    { id: 2, name: 'C:\\new_[x] a/b', n: 10 },
    { id: 3, name: '100 off', n: 20 },
    { id: 4 },
  ]);
}

/** A DELETE of the rows that a condition picks. */
function deleted(
  title: string,
  where: Expression,
  text: Answer | Record<DialectName, Answer>,
  ids: string,
): DataChange {
  const answer = (condition: Answer): Answer =>
    typeof condition === 'string' ? `DELETE FROM t WHERE ${condition}` : condition;
  const answers = typeof text === 'string' || 'refused' in text ? same(text as Answer) : text;
  return {
    title,
    change: (op) => op.execute(t.delete().where(where)),
    sql: each((dialect) => answer(answers[dialect])),
    found: ['SELECT id FROM t ORDER BY id', ids.split(' ').map((id) => [id])],
  };
}

function updated(
  title: string,
  values: Parameters<typeof t.update>[0],
  answers: Record<DialectName, Answer>,
  names: readonly (string | null)[],
): DataChange {
  const [column = ''] = Object.keys(values);
  return {
    title,
    change: (op) => op.execute(t.update(values)),
    sql: each((dialect) => {
      const text = answers[dialect];
      return typeof text === 'string' ? `UPDATE t SET ${column}=${text}` : text;
    }),
    found: [`SELECT ${column} FROM t ORDER BY id`, names.map((name) => [name])],
  };
}

function each(answer: (dialect: DialectName) => Answer): Record<DialectName, Answer> {
  return {
    postgresql: answer('postgresql'),
    mysql: answer('mysql'),
    mariadb: answer('mariadb'),
    sqlite: answer('sqlite'),
    mssql: answer('mssql'),
    oracle: answer('oracle'),
  };
}

function same(answer: Answer): Record<DialectName, Answer> {
  return each(() => answer);
}

const { c } = t;

export const dataChanges: readonly DataChange[] = [
  deleted('between', c.n.between(5, 10), 't.n BETWEEN 5 AND 10', '3 4'),
  deleted('notBetween', c.n.notBetween(5, 10), 't.n NOT BETWEEN 5 AND 10', '1 2 4'),
  deleted('between a column and sql', c.n.between(c.id, sql`2 + ${3}`), 't.n BETWEEN t.id AND 2 + 3', '2 3 4'),
  deleted('notLike', c.name.notLike('10%'), "t.name NOT LIKE '10%'", '1 3 4'),
  deleted(
    'ilike',
    c.name.ilike('%OFF'),
    {
      postgresql: "t.name ILIKE '%OFF'",
      mysql: "lower(t.name) LIKE lower('%OFF')",
      mariadb: "lower(t.name) LIKE lower('%OFF')",
      sqlite: "lower(t.name) LIKE lower('%OFF')",
      mssql: "lower(t.name) LIKE lower('%OFF')",
      oracle: "lower(t.name) LIKE lower('%OFF')",
    },
    '2 4',
  ),
  deleted('startsWith', c.name.startsWith('100'), "t.name LIKE '100%'", '1 2 4'),
  deleted('startsWith a wildcard', c.name.startsWith('10%'), "t.name LIKE '10/%%' ESCAPE '/'", '2 3 4'),
  deleted('endsWith', c.name.endsWith(' off'), "t.name LIKE '% off'", '2 4'),
  deleted('contains a slash', c.name.contains('a/b'), "t.name LIKE '%a/b%'", '1 3 4'),
  deleted('contains a slash and a wildcard', c.name.contains('a/b_'), "t.name LIKE '%a//b/_%' ESCAPE '/'", '1 2 3 4'),
  deleted(
    'contains a bracket, which is a wildcard to SQL Server',
    c.name.contains('[x'),
    { ...same("t.name LIKE '%[x%'"), mssql: "t.name LIKE '%/[x%' ESCAPE '/'" },
    '1 3 4',
  ),
  deleted(
    'startsWith a backslash, which escapes on PostgreSQL and MySQL',
    c.name.startsWith('C:\\'),
    {
      postgresql: "t.name LIKE 'C:\\%' ESCAPE '/'",
      mysql: "t.name LIKE 'C:\\\\%' ESCAPE '/'",
      mariadb: "t.name LIKE 'C:\\\\%' ESCAPE '/'",
      sqlite: "t.name LIKE 'C:\\%'",
      mssql: "t.name LIKE 'C:\\%'",
      oracle: "t.name LIKE 'C:\\%'",
    },
    '1 3 4',
  ),
  deleted(
    'a condition of conditions',
    s.and(s.or(c.n.between(1, 6), c.name.startsWith('100')), s.not(c.name.ilike('x'))),
    {
      ...same("(t.n BETWEEN 1 AND 6 OR t.name LIKE '100%') AND NOT (lower(t.name) LIKE lower('x'))"),
      postgresql: "(t.n BETWEEN 1 AND 6 OR t.name LIKE '100%') AND NOT (t.name ILIKE 'x')",
    },
    '2 4',
  ),
  deleted(
    'a comparison with a CASE',
    c.n.eq(sql.case([[c.name.startsWith('100'), 20]], 10)),
    "t.n = CASE WHEN t.name LIKE '100%' THEN 20 ELSE 10 END",
    '1 4',
  ),
  updated(
    'a cast to a string',
    { name: sql.cast(c.n, s.string(10)) },
    {
      postgresql: 'CAST(t.n AS VARCHAR(10))',
      mysql: 'CAST(t.n AS CHAR(10))',
      mariadb: 'CAST(t.n AS CHAR(10))',
      sqlite: 'CAST(t.n AS VARCHAR(10))',
      mssql: 'CAST(t.n AS VARCHAR(10))',
      oracle: 'CAST(t.n AS VARCHAR2(10 CHAR))',
    },
    ['5', '10', '20', null],
  ),
  updated(
    'a cast to a text',
    { name: sql.cast(c.n, s.text()) },
    {
      postgresql: 'CAST(t.n AS TEXT)',
      mysql: 'CAST(t.n AS CHAR)',
      mariadb: 'CAST(t.n AS CHAR)',
      sqlite: 'CAST(t.n AS TEXT)',
      mssql: 'CAST(t.n AS VARCHAR(max))',
      oracle: { refused: 'oracle cannot cast to CLOB' },
    },
    ['5', '10', '20', null],
  ),
  updated(
    'a cast to an integer',
    { n: sql.cast('12', s.integer()) },
    { ...same('CAST(12 AS INTEGER)'), mysql: 'CAST(12 AS SIGNED)', mariadb: 'CAST(12 AS SIGNED)' },
    ['12', '12', '12', '12'],
  ),
  updated(
    'a cast to a decimal',
    { n: sql.cast('12.00', s.numeric(10, 2)) },
    {
      ...same('CAST(12.00 AS NUMERIC(10, 2))'),
      mysql: 'CAST(12.00 AS DECIMAL(10, 2))',
      mariadb: 'CAST(12.00 AS DECIMAL(10, 2))',
    },
    ['12', '12', '12', '12'],
  ),
  updated(
    'a cast to a double',
    { n: sql.cast(7, s.double()) },
    {
      postgresql: 'CAST(7 AS DOUBLE PRECISION)',
      mysql: 'CAST(7 AS DOUBLE)',
      mariadb: 'CAST(7 AS DOUBLE)',
      sqlite: 'CAST(7 AS DOUBLE)',
      mssql: 'CAST(7 AS DOUBLE PRECISION)',
      oracle: 'CAST(7 AS DOUBLE PRECISION)',
    },
    ['7', '7', '7', '7'],
  ),
  updated(
    'a cast to a date',
    { day: sql.cast('2026-01-02', s.date()) },
    {
      ...same("CAST('2026-01-02' AS DATE)"),
      sqlite: { refused: 'sqlite cannot cast to the type date: it would read a number' },
      oracle: "CAST(TO_DATE('2026-01-02', 'YYYY-MM-DD') AS DATE)",
    },
    ['2026-01-02', '2026-01-02', '2026-01-02', '2026-01-02'],
  ),
  updated(
    'a CASE',
    {
      name: sql.case(
        [
          [c.n.lt(10), 'few'],
          [c.n.isNull(), null],
        ],
        sql.func('lower', 'MANY'),
      ),
    },
    same("CASE WHEN t.n < 10 THEN 'few' WHEN t.n IS NULL THEN NULL ELSE lower('MANY') END"),
    ['few', 'many', 'many', null],
  ),
  updated(
    'a CASE of dates, which are of the type of the column',
    { day: sql.case([[c.n.lt(10), '2026-01-02']]) },
    {
      ...same("CASE WHEN t.n < 10 THEN '2026-01-02' END"),
      postgresql: "CASE WHEN t.n < 10 THEN CAST('2026-01-02' AS DATE) END",
      oracle: "CASE WHEN t.n < 10 THEN TO_DATE('2026-01-02', 'YYYY-MM-DD') END",
    },
    ['2026-01-02', null, null, null],
  ),
  {
    title: 'an insert of what a SELECT gives',
    change: (op) =>
      op.execute(archive.insert().fromSelect(['id', 'name'], sql` SELECT id, ${'x'} FROM ${t} WHERE ${c.n.ge(10)};\n`)),
    sql: same("INSERT INTO archive (id, name) SELECT id, 'x' FROM t WHERE t.n >= 10"),
    found: [
      'SELECT id, name FROM archive ORDER BY id',
      [
        ['2', 'x'],
        ['3', 'x'],
      ],
    ],
  },
];

/** Makes each change that the dialect can say, and looks at the tables. */
export function describeDataChanges(title: string, dialect: DialectName, engine: Engine): void {
  describe(title, () => {
    beforeEach(() => engine.reset());
    afterAll(() => engine.close());

    test.each(dataChanges.filter((one) => typeof one.sql[dialect] === 'string'))(
      '$title does what it says',
      async ({ change, found: [query, rows] }) => {
        await engine.execute(await render(dataSetup, { dialect }));
        await engine.execute(await render(change, { dialect, after: [dataSetup] }));
        const got = await engine.rows(query);
        expect(got.map((row) => row.map(asText))).toEqual(rows);
      },
    );
  });
}

function asText(value: unknown): string | null {
  if (value === null) return null;
  if (!(value instanceof Date)) return String(value);
  // A date comes as midnight of wherever the client is.
  return new Date(value.getTime() - value.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** What a dialect wrote is the answer: statements, one a line, each within `whole`; or it refused so. */
export async function expectAnswer(
  given: Promise<readonly string[]>,
  answer: Answer,
  whole = (text: string): string => text,
): Promise<void> {
  if (typeof answer === 'string') expect(await given).toEqual(whole(answer).split('\n'));
  else await expect(given).rejects.toThrow(answer.refused);
}
