import { describe, expect, test } from 'vitest';
import type { TsmigError } from '../../src/errors.ts';
import { s } from '../../src/model/schema.ts';
import { isExpression, sql, toExpression } from '../../src/model/sql.ts';

describe('sql', () => {
  test('a text without parts is text as it is, cooked', () => {
    expect(sql`true`).toEqual({ kind: 'raw', text: 'true' });
    expect(sql`a\tb ':x' 100% ?`).toEqual({ kind: 'raw', text: "a\tb ':x' 100% ?" });
  });

  test('values become literals, names and fragments nest, tables and columns stand for their names', () => {
    const t = s.table('user', [s.column('id', s.integer())], { schema: 'app' });
    const table = { name: 'user', schema: 'app' };
    const inner = sql`${1} + ${null}`;
    expect(
      sql`UPDATE ${t} SET ${sql.id('app', 'n')} = ${"O'Brien"} WHERE ${t.c.id} = ${inner} -- ${undefined}`,
    ).toEqual({
      kind: 'fragment',
      parts: [
        { kind: 'raw', text: 'UPDATE ' },
        { kind: 'table', table },
        { kind: 'raw', text: ' SET ' },
        { kind: 'identifier', path: ['app', 'n'] },
        { kind: 'raw', text: ' = ' },
        { kind: 'literal', value: "O'Brien" },
        { kind: 'raw', text: ' WHERE ' },
        { kind: 'column', table, name: 'id' },
        { kind: 'raw', text: ' = ' },
        {
          kind: 'fragment',
          parts: [
            { kind: 'literal', value: 1 },
            { kind: 'raw', text: ' + ' },
            { kind: 'literal', value: null },
          ],
        },
        { kind: 'raw', text: ' -- ' },
        { kind: 'literal', value: null },
      ],
    });
  });

  test('the expressions by name', () => {
    const type = s.numeric(10, 2);
    expect(sql.now()).toEqual({ kind: 'now' });
    expect(sql.currentTimestamp()).toEqual({ kind: 'currentTimestamp' });
    expect(sql.raw('a b')).toEqual({ kind: 'raw', text: 'a b' });
    expect(sql.literal('12.50', type)).toEqual({ kind: 'literal', value: '12.50', type });
    expect(sql.literal(true)).toEqual({ kind: 'literal', value: true });
    expect(sql.func('pg_catalog.lower', 'ANN', sql.id('n'))).toEqual({
      kind: 'function',
      name: 'pg_catalog.lower',
      args: [
        { kind: 'literal', value: 'ANN' },
        { kind: 'identifier', path: ['n'] },
      ],
    });
    expect(sql.nullsLast(sql.desc('created'))).toEqual({
      kind: 'order',
      of: { kind: 'order', of: { kind: 'identifier', path: ['created'] }, direction: 'DESC' },
      direction: 'NULLS LAST',
    });
    expect(sql.nullsFirst(sql.asc(sql.id('a')))).toMatchObject({ direction: 'NULLS FIRST', of: { direction: 'ASC' } });
  });

  test('casts and cases hold their parts', () => {
    const type = s.integer();
    expect(sql.cast('5', type)).toEqual({ kind: 'cast', value: { kind: 'literal', value: '5' }, type });
    const when = sql`a > 1`;
    const branches = [{ when, value: { kind: 'literal', value: 'x' } }];
    expect(sql.case([[when, 'x']])).toEqual({ kind: 'case', branches });
    expect(sql.case([[when, 'x']], null)).toEqual({
      kind: 'case',
      branches,
      otherwise: { kind: 'literal', value: null },
    });
    expect(isExpression(sql.case([[when, sql.cast(1, type)]]))).toBe(true);
  });

  test('only what sql made is an expression, not what looks like one', () => {
    expect(isExpression(sql`x`)).toBe(true);
    expect(isExpression({ kind: 'raw', text: 'x' })).toBe(false);
    expect(isExpression(s.table('t', []))).toBe(false);
    for (const other of [null, undefined, 'x', 1, []]) expect(isExpression(other)).toBe(false);
    const now = sql.now();
    expect(toExpression(now)).toBe(now);
    expect(toExpression({ kind: 'now' })).toEqual({ kind: 'literal', value: { kind: 'now' } });
  });

  const refused: readonly [string, () => unknown, string, string][] = [
    [
      'a call without backquotes',
      () => (sql as unknown as (text: string) => unknown)('SELECT 1'),
      'operation',
      'sql is called as a function',
    ],
    ['an invalid escape', () => sql`a\u{zz}`, 'operation', 'an escape sequence'],
    ['a function as a part', () => sql`${sql.now}`, 'value', 'the function now has no literal'],
    ['an instance of a class', () => sql`${/x/}`, 'value', 'a RegExp has no literal'],
    ['sql.id()', () => (sql.id as () => unknown)(), 'operation', 'there is no name'],
    ['sql.id of an empty name', () => sql.id('a', ''), 'operation', 'each name is empty'],
    ['sql.raw of a number', () => sql.raw(5 as never), 'operation', 'the text must be a string, not 5'],
    ['sql.func of what is no name', () => sql.func('lower('), 'operation', "'lower(' is not the name of a function"],
    ['sql.cast to what is no type', () => sql.cast(1, s.integer as never), 'operation', 'the type must be a type'],
    ['sql.case without branches', () => sql.case([]), 'operation', 'there are no branches'],
    ['sql.case of no list', () => sql.case('x' as never), 'operation', "the branches must be a list, not 'x'"],
    ['a branch that is no pair', () => sql.case([[sql`x`] as never]), 'operation', 'branch 1 must be a list'],
    ['a condition as a string', () => sql.case([['a > 1' as never, 1]]), 'operation', "not 'a > 1'"],
    [
      'sql.desc of a number',
      () => sql.desc(5 as never),
      'operation',
      "sql.desc() takes a column's name or an expression, not 5",
    ],
  ];
  test.each(refused)('%s is refused', (_, call, code, message) => {
    expect(call).toThrowError(expect.objectContaining<Partial<TsmigError>>({ code: code as TsmigError['code'] }));
    expect(call).toThrowError(message);
  });
});
