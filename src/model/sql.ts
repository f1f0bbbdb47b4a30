import { TsmigError } from '../errors.ts';
import { checkName, checkType, described, isPlainObject, refusal } from './arguments.ts';
import type { CaseBranch, Expression } from './expressions.ts';
import type { DataType } from './types.ts';

/**
 * What can stand where SQL is made of parts: an expression, a column or table of `s.table`, or a value that becomes a literal.
 */
export type SqlPart = unknown;

/**
 * SQL with safely quoted parts: an interpolated value becomes a literal of the target dialect, another `sql` nests,
 * a table or a column of `s.table` renders its name.
 *
 * The text is taken as JavaScript cooks it; `:`, `%` and `?` mean nothing special.
 * @throws TsmigError `value` for a part that has no literal: a function, a symbol, a promise, an instance of a class.
 * @example sql`UPDATE ${sql.id('user')} SET name = ${"O'Brien"} WHERE id = ${2}`
 */
export const sql = Object.assign(template, {
  /** A quoted name: `sql.id('schema', 'name')`. */
  id,
  /** Text that goes out as it is. */
  raw,
  /** The time of the transaction or statement, as the dialect's function: PostgreSQL `now()`, elsewhere `CURRENT_TIMESTAMP` or alike. */
  now: (): Expression => expression({ kind: 'now' }),
  /** `CURRENT_TIMESTAMP`, or what the dialect has for it. */
  currentTimestamp: (): Expression => expression({ kind: 'currentTimestamp' }),
  /** A value as a literal: of `type`, or by the value alone. */
  literal,
  /** A call of a function: `sql.func('lower', 'ANN')`. */
  func,
  /**
   * A value as one of another type: `CAST(value AS type)`, in the words that the dialect's CAST has for the type (MySQL
   * SIGNED, CHAR …). What it cannot cast to is refused.
   * @example sql.cast(t.c.amount, s.numeric(10, 2))
   */
  cast,
  /**
   * The value of the first condition that holds: `CASE WHEN … THEN … ELSE … END`. Where it is assigned to a column or
   * compared with one, its values become literals of the column's type.
   * @param branches conditions, each with its value.
   * @param otherwise what it is when none holds; left out: NULL.
   * @example t.update({ size: sql.case([[t.c.width.lt(10), 'small'], [t.c.width.lt(50), 'medium']], 'large') })
   */
  case: caseOf,
  /** Descending, in an index; a string is a column's name. */
  desc: (of: string | Expression): Expression => ordered('desc', of, 'DESC'),
  /** Ascending, in an index; a string is a column's name. */
  asc: (of: string | Expression): Expression => ordered('asc', of, 'ASC'),
  /** Nulls before all else, in an index: `sql.nullsFirst(sql.asc('a'))`. */
  nullsFirst: (of: string | Expression): Expression => ordered('nullsFirst', of, 'NULLS FIRST'),
  /** Nulls after all else, in an index: `sql.nullsLast(sql.desc('a'))`. */
  nullsLast: (of: string | Expression): Expression => ordered('nullsLast', of, 'NULLS LAST'),
});

/**
 * The property that tells an expression from a JSON value that looks like one: without it, `{ kind: 'raw', text: … }` in a
 * row's JSON would become SQL. A registered symbol, for a module that a revision imports may bring another copy of tsmig.
 * It holds the expression that the object stands for: tables have it too.
 */
export const expressionMark: unique symbol = Symbol.for('tsmig.expression');

/** Marks a fresh object as an expression, so that users can pass it wherever a value is taken. */
export function expression(made: Expression): Expression {
  return Object.freeze(Object.defineProperty(made, expressionMark, { value: made }));
}

/** Whether it is an expression that `sql`, a column of `s.table` or a condition gave. An object that only looks like one is not. */
export function isExpression(value: unknown): value is Expression {
  const marked = markedExpression(value);
  return marked !== undefined && (value as { kind?: unknown }).kind === marked.kind;
}

/**
 * The expression that a value stands for: an expression as it is, a table of `s.table` its name, anything else a literal.
 * @param type the type that the literal has.
 * @throws TsmigError `value` when there is no literal for it.
 */
export function toExpression(value: unknown, type?: DataType | null): Expression {
  const marked = markedExpression(value);
  return marked === undefined ? expression(literalOf(value, type)) : valuesOfType(marked, type);
}

/** As `toExpression`, for what stays inside a statement: its literals are not marked, a third of the time for many rows. */
export function innerExpression(value: unknown, type?: DataType | null): Expression {
  const marked = markedExpression(value);
  return marked === undefined ? literalOf(value, type) : valuesOfType(marked, type);
}

/** The expression with another for its value, or for each value that a CASE can have. */
export function mapValues(of: Expression, map: (value: Expression) => Expression): Expression {
  if (of.kind !== 'case') return map(of);
  const branches = of.branches.map(({ when, value }) => ({ when, value: mapValues(value, map) }));
  return { ...of, branches, ...(of.otherwise && { otherwise: mapValues(of.otherwise, map) }) };
}

/** SQL as a condition or computed expression: a string is taken as it is. */
export function toSql(call: string, what: string, given: unknown): Expression {
  if (isExpression(given)) return toExpression(given);
  if (typeof given === 'string' && given.trim() !== '') return raw(given);
  const wrong = typeof given === 'string' ? 'is empty' : `must be SQL, not ${described(given)}`;
  throw refusal(`${call}: ${what} ${wrong}`, 'write it as a string, or as sql`…`');
}

function template(texts: TemplateStringsArray, ...parts: readonly SqlPart[]): Expression {
  if (!Array.isArray(texts) || !Array.isArray(texts.raw)) {
    throw refusal('sql is called as a function', 'write sql`…` with backquotes, or sql.raw(text) for text as it is');
  }
  const made: Expression[] = [];
  texts.forEach((text: string | undefined, at) => {
    if (text === undefined)
      throw refusal(`sql: an escape sequence after '${texts[at - 1] ?? ''}' is not valid`, 'double its backslash');
    if (text !== '') made.push(raw(text));
    if (at < parts.length) made.push(toExpression(parts[at]));
  });
  const [only] = made;
  return parts.length === 0 && only !== undefined ? only : expression({ kind: 'fragment', parts: made });
}

function id(...path: readonly [string, ...string[]]): Expression {
  if (path.length === 0) throw refusal('sql.id(): there is no name');
  return expression({ kind: 'identifier', path: path.map((name) => checkName('sql.id()', 'each name', name)) });
}

function raw(text: string): Expression {
  if (typeof text !== 'string') throw refusal(`sql.raw(): the text must be a string, not ${described(text)}`);
  return expression({ kind: 'raw', text });
}

function literal<T>(value: NoInfer<T> | null, type?: DataType<T>): Expression {
  return toExpression(value, type);
}

function func(name: string, ...args: readonly SqlPart[]): Expression {
  checkName('sql.func()', 'the name', name);
  if (!/^[\p{L}_][\p{L}\p{N}_$.]*$/u.test(name)) {
    throw refusal(
      `sql.func(): '${name}' is not the name of a function`,
      'a name in quotes goes by sql.id in a template',
    );
  }
  return expression({ kind: 'function', name, args: args.map((arg) => toExpression(arg)) });
}

function cast(value: SqlPart, type: DataType): Expression {
  return expression({ kind: 'cast', value: toExpression(value), type: checkType('sql.cast()', 'the type', type) });
}

function caseOf(
  branches: readonly (readonly [condition: Expression, value: SqlPart])[],
  otherwise?: SqlPart,
): Expression {
  if (!Array.isArray(branches) || branches.length === 0) {
    const wrong = Array.isArray(branches)
      ? 'there are no branches'
      : `the branches must be a list, not ${described(branches)}`;
    throw refusal(`sql.case(): ${wrong}`, 'write sql.case([[t.c.id.lt(10), 1], …], 2)');
  }
  const made = branches.map((branch: unknown, at): CaseBranch => {
    const call = `sql.case(): branch ${at + 1}`;
    if (!Array.isArray(branch) || branch.length !== 2) {
      throw refusal(`${call} must be a list of a condition and a value`, 'write [t.c.id.lt(10), 1]');
    }
    const [condition, value]: readonly unknown[] = branch;
    if (!isExpression(condition)) {
      const hint = 'compare with t.c.name.eq(…), or write sql`…`';
      throw refusal(`${call}: the condition must be an expression, not ${described(condition)}`, hint);
    }
    return { when: toExpression(condition), value: toExpression(value) };
  });
  return expression({
    kind: 'case',
    branches: made,
    ...(otherwise !== undefined && { otherwise: toExpression(otherwise) }),
  });
}

/** A CASE whose literals are of the type of the column that it is for; any other expression is what it says. */
function valuesOfType(of: Expression, type: DataType | null | undefined): Expression {
  if (of.kind !== 'case' || type == null) return of;
  return expression(
    mapValues(of, (value) => (value.kind === 'literal' && value.type === undefined ? { ...value, type } : value)),
  );
}

function ordered(
  call: string,
  of: string | Expression,
  direction: Extract<Expression, { kind: 'order' }>['direction'],
): Expression {
  if (typeof of !== 'string' && !isExpression(of)) {
    throw refusal(`sql.${call}() takes a column's name or an expression, not ${described(of)}`);
  }
  return expression({ kind: 'order', of: typeof of === 'string' ? id(of) : toExpression(of), direction });
}

function literalOf(value: unknown, type: DataType | null | undefined): Expression {
  const held = snapshot(value, []);
  return type == null ? { kind: 'literal', value: held } : { kind: 'literal', value: held, type };
}

function markedExpression(value: unknown): Expression | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as { readonly [expressionMark]?: Expression })[expressionMark];
}

/** A copy of a value that can become a literal: what the user changes after the call must not change what was recorded. */
function snapshot(value: unknown, above: readonly unknown[]): unknown {
  switch (typeof value) {
    case 'undefined':
      return null;
    case 'function':
    case 'symbol':
      throw noLiteral(value);
    case 'object':
      return value === null ? null : objectSnapshot(value, above);
    default:
      return value;
  }
}

function objectSnapshot(value: object, above: readonly unknown[]): unknown {
  if (above.includes(value)) throw new TsmigError('value', 'a value that contains itself has no literal');
  if (markedExpression(value) !== undefined) {
    throw new TsmigError('value', 'an expression inside a list or an object has no literal', {
      hint: 'write the whole value with sql`…`',
    });
  }
  const within = [...above, value];
  // By their tags, because an object may come from another realm (node:vm, test runners).
  const tag = Object.prototype.toString.call(value);
  if (tag === '[object Date]') {
    const time = Number(value);
    if (Number.isNaN(time))
      throw new TsmigError('value', 'an invalid Date has no literal', { hint: 'check how it was parsed' });
    return new Date(time);
  }
  if (tag === '[object Uint8Array]') return Uint8Array.from(value as Uint8Array);
  if (Array.isArray(value)) return Array.from(value, (item) => snapshot(item, within));
  if (!isPlainObject(value)) throw noLiteral(value);
  const said = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(said.map(([key, item]) => [key, snapshot(item, within)]));
}

function noLiteral(value: unknown): TsmigError {
  return new TsmigError('value', `${described(value)} has no literal`, {
    hint: 'give a string, number, bigint, boolean, null, Date, Uint8Array, list or plain object, or an expression of sql',
  });
}
