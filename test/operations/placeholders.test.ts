import { describe, expect, test } from 'vitest';
import type { DialectName } from '../../src/model/dialect-options.ts';
import type { Expression } from '../../src/model/expressions.ts';
import { inlineValues } from '../../src/operations/placeholders.ts';

/** The parts as one text, with each literal in guillemets, so that what is a literal can be seen. */
function inlined(sql: string, values: readonly unknown[], dialect: DialectName, knex = false): string {
  const text = (part: Expression): string => {
    if (part.kind === 'raw') return part.text;
    if (part.kind === 'literal') return `«${String(part.value)}»`;
    throw new Error(part.kind);
  };
  const expression = inlineValues(sql, values, dialect, knex);
  return expression.kind === 'fragment' ? expression.parts.map(text).join('') : text(expression);
}

describe('placeholders of compiled statements', () => {
  test.each<[DialectName, string, readonly unknown[], string]>([
    [
      'postgresql',
      'update "t" set "n" = $2 where "id" = $1',
      [1, "O'Brien"],
      `update "t" set "n" = «O'Brien» where "id" = «1»`,
    ],
    ['postgresql', 'select $1, $1, $2', ['a', 'b'], 'select «a», «a», «b»'],
    [
      'postgresql',
      'select $1, $10, $2, $3, $4, $5, $6, $7, $8, $9',
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 'ten'],
      'select «1», «ten», «2», «3», «4», «5», «6», «7», «8», «9»',
    ],
    ['mysql', 'update `t` set `n` = ? where `id` = ?', ['x', null], 'update `t` set `n` = «x» where `id` = «null»'],
    ['sqlite', 'insert into "t" values (?, ?)', [1n, true], 'insert into "t" values («1», «true»)'],
    ['mssql', 'update "t" set "n" = @2 where "id" = @1', [1, 'x'], 'update "t" set "n" = «x» where "id" = «1»'],
    ['oracle', 'update t set n = :2 where id = :1', [1, 'x'], 'update t set n = «x» where id = «1»'],
  ])('become literals on %s: %s', (dialect, sql, values, expected) => {
    expect(inlined(sql, values, dialect)).toBe(expected);
  });

  test.each<[DialectName, string, string]>([
    ['postgresql', `select '$1', "$1", $1`, `select '$1', "$1", «v»`],
    ['postgresql', "select 'it''s $1', $1", "select 'it''s $1', «v»"],
    ['postgresql', "select E'\\'$1', $1", "select E'\\'$1', «v»"],
    ['postgresql', "select 'a\\', $1", "select 'a\\', «v»"],
    ['postgresql', 'select $$ $1 $$, $tag$ $1 $$ $tag$, $1', 'select $$ $1 $$, $tag$ $1 $$ $tag$, «v»'],
    ['postgresql', 'select 1 -- $1\n, $1 /* $1 /* $1 */ $1 */', 'select 1 -- $1\n, «v» /* $1 /* $1 */ $1 */'],
    ['postgresql', "select data ? 'k', a$1, $1", "select data ? 'k', a$1, «v»"],
    ['mysql', "select '?', \"?\", `?`, 'a\\'?', ? # ?\n -- ?", "select '?', \"?\", `?`, 'a\\'?', «v» # ?\n -- ?"],
    ['mysql', 'select 1--?', 'select 1--«v»'],
    ['sqlite', "select [?], `?`, 'a\\', ?", "select [?], `?`, 'a\\', «v»"],
    ['mssql', "select [@1], '@1', @1, @@rowcount", "select [@1], '@1', «v», @@rowcount"],
    ['oracle', "select q'[ :1 ' ]', ':1', :1 from dual", "select q'[ :1 ' ]', ':1', «v» from dual"],
  ])('in quotes and comments are none on %s: %s', (dialect, sql, expected) => {
    expect(inlined(sql, ['v'], dialect)).toBe(expected);
  });

  test.each<[DialectName, string, readonly unknown[], string]>([
    ['postgresql', "select ? where a \\? 'k'", [1], "select «1» where a ? 'k'"],
    ['postgresql', 'select $1 where a = $2', [1, 2], 'select «1» where a = «2»'],
    ['mssql', 'select @p0, @p1', [1, 2], 'select «1», «2»'],
    ['mssql', 'select ?, ?', [1, 2], 'select «1», «2»'],
    ['oracle', 'select :1 from dual', [1], 'select «1» from dual'],
  ])('of Knex are taken in both its forms on %s: %s', (dialect, sql, values, expected) => {
    expect(inlined(sql, values, dialect, true)).toBe(expected);
  });

  test('keep apart from what stands beside them', () => {
    expect(inlined('select 1 -$1', [-5], 'postgresql')).toBe('select 1 - «-5»');
    expect(inlined('select 1 limit?offset ?', [5, 6], 'mysql')).toBe('select 1 limit «5» offset «6»');
    expect(inlined('select $1::smallint, $2::int', [-32768, 5], 'postgresql')).toBe(
      'select («-32768»)::smallint, «5»::int',
    );
  });

  test.each<[DialectName, string, readonly unknown[], string]>([
    ['postgresql', 'select $1, $2', [1], 'the compiled statement has 2 placeholders ($n) and 1 values'],
    ['postgresql', 'select $1', [1, 2], 'the compiled statement has 1 placeholders ($n) and 2 values'],
    ['postgresql', 'select $2, $3', [1, 2], 'the compiled statement has 2 placeholders ($n) and 2 values'],
    ['postgresql', 'select ?', [1], 'the compiled statement has 0 placeholders ($n) and 1 values'],
    ['mysql', 'select $1', [1], 'the compiled statement has 0 placeholders (?) and 1 values'],
    ['sqlite', 'select ?, ?', [1, 2, 3], 'the compiled statement has 2 placeholders (?) and 3 values'],
  ])('that do not fit the values are refused on %s: %s', (dialect, sql, values, message) => {
    expect(() => inlineValues(sql, values, dialect, false)).toThrow(message);
  });
});
