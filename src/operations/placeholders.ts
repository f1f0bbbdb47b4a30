import { refusal } from '../model/arguments.ts';
import type { DialectName } from '../model/dialect-options.ts';
import type { Expression } from '../model/expressions.ts';
import { toExpression } from '../model/sql.ts';
import { isWord, type Lexical, lexicals, skipQuoted } from './lexical.ts';

/** One placeholder in a text, and the value that it stands for: by its number, or the next one. */
interface Placeholder {
  readonly from: number;
  readonly to: number;
  readonly number: number | undefined;
}

/**
 * A compiled statement with literals in the place of its placeholders: `$1` (PostgreSQL), `?` (MySQL, MariaDB, SQLite),
 * `@1` or Knex's `@p0` (SQL Server), `:1` (Oracle). What stands in strings, quoted names, comments and dollar quotes is none.
 * @param questionMarks true: `?` may stand for a value on any dialect, as in what Knex's `toSQL()` gives; `\?` is then a plain `?`.
 * @throws TsmigError `operation` when placeholders and values do not match.
 */
export function inlineValues(
  sql: string,
  values: readonly unknown[],
  dialect: DialectName,
  questionMarks: boolean,
): Expression {
  const lexical = lexicals[dialect];
  const found = scan(sql, lexical);
  const numbered = lexical.placeholder === '?' ? [] : found.filter((one) => one.number !== undefined);
  const marks = found.filter((one) => one.number === undefined);
  if (lexical.placeholder === '?' || (questionMarks && numbered.length === 0)) {
    if (marks.length !== values.length) throw mismatch(marks.length, '?', values.length);
    return assemble(
      sql,
      marks.map((mark, at) => ({ ...mark, value: values[at] })),
      questionMarks,
    );
  }
  const first = sql.includes('@p0') ? 0 : 1;
  const used = new Set(numbered.map((one) => (one.number ?? 0) - first));
  const complete = used.size === values.length && values.every((_, at) => used.has(at));
  if (!complete) throw mismatch(used.size, lexical.placeholder, values.length);
  return assemble(
    sql,
    numbered.map((one) => ({ ...one, value: values[(one.number ?? 0) - first] })),
    false,
  );
}

function mismatch(placeholders: number, sign: string, values: number): Error {
  return refusal(
    `the compiled statement has ${placeholders} placeholders (${sign}${sign === '?' ? '' : 'n'}) and ${values} values`,
    'compile it with the query builder for the dialect that the script is for',
  );
}

function scan(sql: string, lexical: Lexical): Placeholder[] {
  const found: Placeholder[] = [];
  const numbered = lexical.placeholder === '?' ? undefined : new RegExp(`\\${lexical.placeholder}p?(\\d+)`, 'y');
  for (let at = 0; at < sql.length; ) {
    const end = skipQuoted(sql, at, lexical);
    if (end > at) {
      at = end;
      continue;
    }
    if (numbered !== undefined && !isWord(sql[at - 1])) {
      numbered.lastIndex = at;
      const match = numbered.exec(sql);
      if (match !== null) {
        found.push({ from: at, to: numbered.lastIndex, number: Number(match[1]) });
        at = numbered.lastIndex;
        continue;
      }
    }
    if (sql[at] === '?' && sql[at - 1] !== '\\') found.push({ from: at, to: at + 1, number: undefined });
    at++;
  }
  return found;
}

type Filled = Placeholder & { readonly value: unknown };

function assemble(sql: string, filled: readonly Filled[], escapedMarks: boolean): Expression {
  const parts: Expression[] = [];
  const text = (from: number, to: number) =>
    escapedMarks ? sql.slice(from, to).replaceAll('\\?', '?') : sql.slice(from, to);
  let done = 0;
  for (const { from, to, value } of filled) {
    const before = `${text(done, from)}${gapBefore(sql[from - 1], value)}`;
    if (before !== '') parts.push({ kind: 'raw', text: before });
    const literal = toExpression(value);
    // -1::smallint is -(1::smallint), which overflows for the smallest number.
    parts.push(...(isNegative(value) && sql.startsWith('::', to) ? [raw('('), literal, raw(')')] : [literal]));
    if (isWord(sql[to])) parts.push(raw(' '));
    done = to;
  }
  const rest = text(done, sql.length);
  if (rest !== '') parts.push(raw(rest));
  return { kind: 'fragment', parts };
}

/** A literal must not grow together with what stands before it: `a -$1` with -5 would be a comment. */
function gapBefore(before: string | undefined, value: unknown): string {
  return isWord(before) || (before === '-' && isNegative(value)) ? ' ' : '';
}

function isNegative(value: unknown): boolean {
  return (typeof value === 'number' || typeof value === 'bigint') && (value < 0 || Object.is(value, -0));
}

function raw(text: string): Expression {
  return { kind: 'raw', text };
}
