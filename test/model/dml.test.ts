import { describe, expect, expectTypeOf, test } from 'vitest';
import { TsmigError } from '../../src/errors.ts';
import { insertStatement, type TableElement } from '../../src/model/dml.ts';
import { s } from '../../src/model/schema.ts';
import { isExpression, sql } from '../../src/model/sql.ts';

const integer = s.integer();
const name = s.string(100);
const people = s.table('people', [
  s.column('id', integer, { primaryKey: true }),
  s.column('first name', name, { quote: true }),
  s.column('born', s.date()),
  s.column('balance', s.numeric(10, 2)),
  s.column('photo', s.largeBinary()),
  s.column('state', s.enum(['open', 'closed'], { name: 'state' })),
  s.column('tags', s.array(s.string())),
  s.column('doc', s.json()),
  s.column('anything'),
  s.uniqueConstraint(['first name']),
]);
const table = { name: 'people' };
const idColumn = { kind: 'column', table, name: 'id' };

describe('rows', () => {
  test('an insert takes the columns that each row names, in the order of the table', () => {
    const insert = people.insert([
      { 'first name': 'Ann', id: 1 },
      { doc: null, id: 2 },
    ]);
    expect(insert).toEqual({
      kind: 'dmlStatement',
      statement: {
        kind: 'insert',
        table,
        rows: [
          [
            { column: 'id', value: { kind: 'literal', value: 1, type: integer } },
            { column: 'first name', quote: true, value: { kind: 'literal', value: 'Ann', type: name } },
          ],
          [
            { column: 'id', value: { kind: 'literal', value: 2, type: integer } },
            { column: 'doc', value: { kind: 'literal', value: null, type: s.json() } },
          ],
        ],
      },
    });
  });

  test('undefined in a row is NULL', () => {
    expect(people.insert({ id: undefined }).statement.rows).toEqual([
      [{ column: 'id', value: { kind: 'literal', value: null, type: integer } }],
    ]);
  });

  test('a column without a type gives literals without a type', () => {
    expect(people.insert({ anything: 5 }).statement.rows).toEqual([
      [{ column: 'anything', value: { kind: 'literal', value: 5 } }],
    ]);
  });

  test('an expression and another column stand for themselves', () => {
    const { statement } = people.update({
      'first name': sql.func('upper', people.c['first name']),
      anything: people.c.id,
    });
    const firstName = { kind: 'column', table, name: 'first name', quote: true };
    expect(statement).toEqual({
      kind: 'update',
      table,
      set: [
        { column: 'first name', quote: true, value: { kind: 'function', name: 'upper', args: [firstName] } },
        { column: 'anything', value: idColumn },
      ],
      where: [],
    });
  });

  test('JSON that looks like an expression stays JSON', () => {
    const { statement } = people.insert({ doc: { kind: 'raw', text: 'DROP TABLE people' } });
    expect(statement.rows[0]?.[0]?.value).toEqual({
      kind: 'literal',
      value: { kind: 'raw', text: 'DROP TABLE people' },
      type: s.json(),
    });
  });

  test('what is changed after the call does not change what was recorded', () => {
    const born = new Date('2026-05-06');
    const doc = { list: [1] };
    const photo = Buffer.from([1, 2]);
    const { statement } = people.insert({ born, doc, photo });
    born.setUTCFullYear(1999);
    doc.list.push(2);
    photo[0] = 9;
    expect(statement.rows[0]?.map((assignment) => assignment.value)).toMatchObject([
      { value: new Date('2026-05-06') },
      { value: Uint8Array.from([1, 2]) },
      { value: { list: [1] } },
    ]);
  });

  test('a schema and a table made from dynamic elements go along', () => {
    const names = ['a', 'b'];
    const dynamic = s.table(
      't',
      names.map((column) => s.column(column)),
      { schema: 'app' },
    );
    expect(insertStatement(dynamic, [{ b: 1 }])).toEqual({
      kind: 'insert',
      table: { name: 't', schema: 'app' },
      rows: [[{ column: 'b', value: { kind: 'literal', value: 1 } }]],
    });
  });

  test('no rows are no statements', () => {
    expect(people.insert([]).statement.rows).toEqual([]);
  });
});

describe('conditions', () => {
  test('comparisons hold literals of the type of the column', () => {
    const literal = { kind: 'literal', value: 3, type: integer };
    const operators = { eq: '=', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=' } as const;
    for (const [method, operator] of Object.entries(operators)) {
      expect(people.c.id[method as keyof typeof operators](3)).toEqual({
        kind: 'comparison',
        operator,
        left: idColumn,
        right: literal,
      });
    }
  });

  test('a comparison with another column holds that column', () => {
    expect(people.c.id.eq(people.c.anything)).toMatchObject({ right: { kind: 'column', table, name: 'anything' } });
  });

  test('a pattern is text, of the type of a text column only', () => {
    expect(people.c['first name'].like('o%')).toMatchObject({
      operator: 'LIKE',
      right: { kind: 'literal', value: 'o%', type: name },
    });
    expect(people.c.state.like('o%')).toMatchObject({ right: { kind: 'literal', value: 'o%' } });
    expect(people.c.state.like('o%')).not.toHaveProperty('right.type');
  });

  test('lists and null tests', () => {
    const values = [
      { kind: 'literal', value: 1, type: integer },
      { kind: 'literal', value: 2, type: integer },
    ];
    expect(people.c.id.in([1, 2])).toEqual({ kind: 'in', of: idColumn, values, negated: false });
    expect(people.c.id.notIn([1, 2])).toEqual({ kind: 'in', of: idColumn, values, negated: true });
    expect(people.c.id.isNull()).toEqual({ kind: 'isNull', of: idColumn, negated: false });
    expect(people.c.id.isNotNull()).toEqual({ kind: 'isNull', of: idColumn, negated: true });
  });

  test('and, or and not nest; a single condition stays itself', () => {
    const one = people.c.id.isNull();
    const two = people.c.born.isNull();
    expect(s.and(one, s.or(one, two), s.not(two))).toEqual({
      kind: 'logical',
      operator: 'AND',
      operands: [one, { kind: 'logical', operator: 'OR', operands: [one, two] }, { kind: 'not', of: two }],
    });
    expect(s.and(one)).toBe(one);
  });

  test('where narrows, and a second where narrows further, without changing the first', () => {
    const first = people.delete().where(people.c.id.eq(1));
    const second = first.where(people.c.born.isNull(), sql`1 = 1`);
    expect(first.statement).toEqual({ kind: 'delete', table, where: [people.c.id.eq(1)] });
    expect(second.statement).toEqual({
      kind: 'delete',
      table,
      where: [people.c.id.eq(1), people.c.born.isNull(), { kind: 'raw', text: '1 = 1' }],
    });
  });

  test('a column is an expression', () => {
    expect(isExpression(people.c.id)).toBe(true);
    expect(sql`lower(${people.c.id})`).toEqual({
      kind: 'fragment',
      parts: [{ kind: 'raw', text: 'lower(' }, idColumn, { kind: 'raw', text: ')' }],
    });
  });
});

describe('conditions on text and ranges', () => {
  const literal = (value: number) => ({ kind: 'literal', value, type: integer });

  test('between holds both ends as literals of the type of the column', () => {
    const ends = { low: literal(1), high: literal(5) };
    expect(people.c.id.between(1, 5)).toEqual({ kind: 'between', of: idColumn, ...ends, negated: false });
    expect(people.c.id.notBetween(1, 5)).toEqual({ kind: 'between', of: idColumn, ...ends, negated: true });
    expect(people.c.id.between(people.c.id, sql`2`)).toMatchObject({ low: idColumn, high: { kind: 'raw', text: '2' } });
  });

  test('patterns', () => {
    const right = { kind: 'literal', value: 'o%', type: name };
    expect(people.c['first name'].notLike('o%')).toMatchObject({ operator: 'NOT LIKE', right });
    expect(people.c['first name'].ilike('o%')).toMatchObject({ kind: 'ilike', right });
    expect(people.c.state.ilike('o%')).not.toHaveProperty('right.type');
  });

  test('a text that is looked for stays as it is: the dialect escapes', () => {
    const column = people.c['first name'];
    const found = { kind: 'textMatch', of: { kind: 'column', name: 'first name' }, text: '1%', type: name };
    expect(column.startsWith('1%')).toMatchObject({ ...found, at: 'start' });
    expect(column.endsWith('1%')).toMatchObject({ ...found, at: 'end' });
    expect(column.contains('1%')).toMatchObject({ ...found, at: 'anywhere' });
    expect(people.c.state.contains('1')).not.toHaveProperty('type');
  });
});

describe('CASE and the type of its column', () => {
  const chosen = sql.case([[people.c.id.eq(1), 'Ann']], sql.case([[people.c.id.eq(2), 'Ben']], sql.literal(null)));
  const typed = {
    kind: 'case',
    branches: [{ when: people.c.id.eq(1), value: { kind: 'literal', value: 'Ann', type: name } }],
    otherwise: {
      kind: 'case',
      branches: [{ when: people.c.id.eq(2), value: { kind: 'literal', value: 'Ben', type: name } }],
      otherwise: { kind: 'literal', value: null, type: name },
    },
  };

  test('assigned to a column, its values are of the type of the column, however deep', () => {
    expect(people.update({ 'first name': chosen }).statement).toMatchObject({ set: [{ value: typed }] });
  });

  test('compared with a column, too, and by itself it has no types', () => {
    expect(people.c['first name'].eq(chosen)).toMatchObject({ right: typed });
    expect(chosen).not.toHaveProperty('branches.0.value.type');
  });

  test('what says its own type keeps it', () => {
    const own = sql.case([[people.c.id.eq(1), sql.literal('2026-01-02', s.date())]], people.c.id);
    expect(people.update({ 'first name': own }).statement).toMatchObject({
      set: [{ value: { branches: [{ value: { type: s.date() } }], otherwise: idColumn } }],
    });
  });
});

describe('an insert of what a SELECT gives', () => {
  const select = sql`SELECT 1, ${'x'}`;

  test('holds the columns in the order given', () => {
    expect(people.insert().fromSelect(['first name', 'id'], select)).toEqual({
      kind: 'dmlStatement',
      statement: {
        kind: 'insertFromSelect',
        table,
        columns: [{ column: 'first name', quote: true }, { column: 'id' }],
        select,
      },
    });
  });

  const target = people.insert();
  const computed = s.table('t', [s.column('c', integer, { computed: s.computed('1') })]);
  const cases: readonly [string, () => unknown, string, string | undefined][] = [
    ['a misspelt column', () => target.fromSelect(['idd' as 'id'], select), "no column 'idd'", 'did you mean id?'],
    ['no columns', () => target.fromSelect([], select), 'is an empty list', 'name at least one column'],
    ['a column twice', () => target.fromSelect(['id', 'id'], select), "'id' stands twice", 'name it once'],
    ['a computed column', () => computed.insert().fromSelect(['c'], select), "column 'c' is computed", 'leave it out'],
    ['a string', () => target.fromSelect(['id'], 'SELECT 1' as never), "not 'SELECT 1'", 'sql`SELECT …`'],
    ['nothing', () => target.fromSelect(['id'], sql` `), 'the SELECT must be', 'sql`SELECT …`'],
    ['a column as the SELECT', () => target.fromSelect(['id'], people.c.id), 'the SELECT must be', 'sql`SELECT …`'],
    ['undefined as rows', () => people.insert(undefined as never), 'row 1: it must be an object', undefined],
  ];
  test.each(cases)('refuses %s', (_, call, message, hint) => {
    const error = thrownBy(call);
    expect(error.code).toBe('operation');
    expect(error.message).toContain(message);
    if (hint !== undefined) expect(error.hint).toContain(hint);
  });
});

describe('refusals', () => {
  const untyped = people as unknown as TableElement & { c: Record<string, { eq(value: unknown): unknown }> };
  const cases: readonly [string, () => unknown, string, string | undefined][] = [
    [
      'a misspelt key of a row',
      () => untyped.insert({ idd: 1 }),
      "row 1: there is no column 'idd'",
      'did you mean id?',
    ],
    [
      'a misspelt key of an update',
      () => untyped.update({ bron: 1 }),
      "there is no column 'bron'",
      'did you mean born?',
    ],
    ['a misspelt column', () => untyped.c.bron?.eq(1), "table people has no column 'bron'", 'did you mean born?'],
    ['a row that is no object', () => untyped.insert([5 as never]), 'row 1: it must be an object of values', undefined],
    ['an empty row', () => people.insert({}), 'row 1: no column has a value', 'name at least one column'],
    ['an empty update', () => people.update({}), 'no column has a value', 'name at least one column'],
    ['eq(null)', () => untyped.c.id?.eq(null), 'a comparison with null is never true', 'use isNull() for it'],
    ['eq(undefined)', () => untyped.c.id?.eq(undefined), 'a comparison with undefined is never true', 'use isNull()'],
    ['ne(null)', () => people.c.id.ne(null as never), 'a comparison with null', 'use isNotNull() for it'],
    ['in([])', () => people.c.id.in([]), 'the list is empty', 'no database takes IN ()'],
    ['in([null])', () => people.c.id.in([null as never]), 'a comparison with null', 'isNull()'],
    ['in(5)', () => people.c.id.in(5 as never), 'takes a list, not 5', 'write .in([1, 2])'],
    ['between(null)', () => people.c.id.between(null as never, 1), 'a comparison with null', 'use isNull() for it'],
    ['notBetween(1)', () => people.c.id.notBetween(1, undefined as never), 'with undefined', 'use isNotNull()'],
    ['ilike(5)', () => people.c.id.ilike(5 as never), 'the pattern must be a string, not 5', undefined],
    ['startsWith(5)', () => people.c.id.startsWith(5 as never), 'the text must be a string, not 5', undefined],
    ['contains(sql)', () => people.c.id.contains(sql`x` as never), 'the text must be a string', '.like(sql`…`)'],
    ['like(5)', () => people.c.id.like(5 as never), 'the pattern must be a string, not 5', undefined],
    ['where()', () => people.delete().where(), 'where() without conditions', 'leave where()'],
    ['where(false)', () => people.delete().where(false as never), 'must be an expression, not false', 't.c.name.eq'],
    ['where(text)', () => people.delete().where('id = 1' as never), "must be an expression, not 'id = 1'", 'sql`…`'],
    ['and()', () => s.and(), 's.and() without conditions', 'give at least one'],
    [
      'a column twice',
      () => s.table('t', [s.column('a'), s.column('a')]),
      "s.table('t') has two columns 'a'",
      'rename one, or leave it out',
    ],
    [
      'a key on no column',
      () => s.table('t', [s.column('ab'), s.primaryKeyConstraint(['abc'])]),
      "no column 'abc' for its primary key",
      'did you mean ab?',
    ],
    [
      'an element that is none',
      () => s.table('t', [s.integer as never]),
      'the function integer is not a column',
      's.column',
    ],
    [
      'an unknown option',
      () => s.table('t', [], { shema: 'a' } as never),
      "s.table('t') has no option 'shema'",
      'did you mean schema?',
    ],
    [
      'values for a computed column',
      () => s.table('t', [s.column('c', integer, { computed: s.computed('1') })]).insert({ c: 1 }),
      "column 'c' is computed",
      'leave it out',
    ],
  ];
  test.each(cases)('%s', (_, call, message, hint) => {
    const error = thrownBy(call);
    expect(error.code).toBe('operation');
    expect(error.message).toContain(message);
    if (hint === undefined) expect(error.hint).toBeUndefined();
    else expect(error.hint).toContain(hint);
  });

  const unsayable: readonly [string, unknown, string][] = [
    ['a function', () => 1, 'a function has no literal'],
    ['a symbol', Symbol('x'), 'Symbol(x) has no literal'],
    ['a promise', Promise.resolve(1), 'a Promise has no literal'],
    ['a map', new Map(), 'a Map has no literal'],
    ['a map in JSON', { a: [new Map()] }, 'a Map has no literal'],
    ['an invalid date', new Date('x'), 'an invalid Date has no literal'],
    ['an expression in a list', [sql.now()], 'an expression inside a list or an object'],
    ['a type', s.integer(), 'a DataType has no literal'],
  ];
  test.each(unsayable)('%s as a value', (_, value, message) => {
    const error = thrownBy(() => people.insert({ anything: value }));
    expect([error.code, error.message]).toEqual(['value', expect.stringContaining(message)]);
  });

  test('a value that contains itself', () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    expect(thrownBy(() => people.insert({ doc: loop })).message).toBe(
      "insert into table people, row 1, column 'doc': a value that contains itself has no literal",
    );
  });
});

test('the types of rows follow from the columns', () => {
  expect(compiles).toBeTypeOf('function');
  type Held = typeof people extends TableElement<infer C> ? C : never;
  expectTypeOf<Held['id']>().toEqualTypeOf<number | bigint>();
  expectTypeOf<Held['first name']>().toEqualTypeOf<string>();
  expectTypeOf<Held['born']>().toEqualTypeOf<Date | string>();
  expectTypeOf<Held['balance']>().toEqualTypeOf<number | bigint | string>();
  expectTypeOf<Held['photo']>().toEqualTypeOf<Uint8Array>();
  expectTypeOf<Held['state']>().toEqualTypeOf<'open' | 'closed'>();
  expectTypeOf<Held['doc']>().toEqualTypeOf<unknown>();
  expectTypeOf<Held['anything']>().toEqualTypeOf<unknown>();
  expectTypeOf(people).toExtend<TableElement>();
  expectTypeOf<keyof Held>().toEqualTypeOf<
    'id' | 'first name' | 'born' | 'balance' | 'photo' | 'state' | 'tags' | 'doc' | 'anything'
  >();
});

/** Never called: what must and what must not compile. */
function compiles(): void {
  people.insert({ id: 1n, born: '2026-01-01', tags: ['a', null], state: 'open', anything: Symbol('x') });
  people.insert([{ id: 1 }, { id: 2, 'first name': sql.now(), doc: { a: [1] }, balance: '12.50' }]);
  people
    .update({ id: people.c.anything, born: null })
    .where(people.c.id.in([1, people.c.id]), s.not(people.c.born.isNull()));
  // @ts-expect-error a misspelt key
  people.insert({ idd: 1 });
  // @ts-expect-error a misspelt key in a list
  people.insert([{ id: 1 }, { idd: 1 }]);
  // @ts-expect-error a misspelt key of an update
  people.update({ bron: null });
  // @ts-expect-error a string in an integer column
  people.insert({ id: '1' });
  // @ts-expect-error a string in an integer column, in a list
  people.insert([{ id: '1' }]);
  // @ts-expect-error a number in a text column
  people.update({ 'first name': 5 });
  // @ts-expect-error a number in a date column
  people.insert({ born: 5 });
  // @ts-expect-error not one of the enum's values
  people.insert({ state: 'opened' });
  // @ts-expect-error a list of the wrong items
  people.insert({ tags: [1] });
  // @ts-expect-error text in a binary column
  people.insert({ photo: 'abc' });
  // @ts-expect-error no such column
  people.c.bron.eq(1);
  people.c.id.between(1, people.c.id);
  // @ts-expect-error a string in a range of integers
  people.c.id.between(1, '5');
  // @ts-expect-error a number in a range of dates
  people.c.born.notBetween(1, '2026-01-01');
  // @ts-expect-error an expression as a text
  people.c['first name'].startsWith(people.c.id);
  people.insert().fromSelect(['id', 'first name'], sql`SELECT 1, 'x'`);
  // @ts-expect-error a misspelt column
  people.insert().fromSelect(['idd'], sql`SELECT 1`);
  // @ts-expect-error a SELECT as a string
  people.insert().fromSelect(['id'], 'SELECT 1');
  // @ts-expect-error a type as a string
  sql.cast(1, 'integer');
  // @ts-expect-error a branch without a value
  sql.case([[people.c.id.eq(1)]]);
  // @ts-expect-error a comparison with a string
  people.c.id.eq('1');
  // @ts-expect-error null has its own test
  people.c.id.eq(null);
  // @ts-expect-error a list with a string
  people.c.id.in([1, '2']);
  // @ts-expect-error a boolean is no condition
  people.delete().where(1 + 1 === 2);
  // @ts-expect-error an unknown option
  s.column('a', s.integer(), { nulable: true });
}

function thrownBy(call: () => unknown): TsmigError {
  try {
    call();
  } catch (error) {
    if (error instanceof TsmigError) return error;
    throw error;
  }
  throw new Error('it did not throw');
}
