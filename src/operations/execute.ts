import { unreachable } from '../errors.ts';
import { described, isPlainObject, refusal } from '../model/arguments.ts';
import { type DialectName, dialectNames } from '../model/dialect-options.ts';
import type { DmlBuilder } from '../model/elements.ts';
import type { Expression } from '../model/expressions.ts';
import { isExpression, toExpression } from '../model/sql.ts';
import { checkedOptions } from './checked-options.ts';
import type { Session } from './context.ts';
import { entryFor } from './dialect-keys.ts';
import { lexicals } from './lexical.ts';
import type { Execute, ExecutedStatement } from './operation.ts';
import { inlineValues } from './placeholders.ts';
import { resolveDml, resolveExpression } from './resolve.ts';

/** A statement of Kysely's `.compile()`. */
export interface KyselyStatement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}
/** A statement of Knex's `.toSQL()` or `.toSQL().toNative()`. */
export interface KnexStatement {
  readonly sql: string;
  readonly bindings: readonly unknown[];
}
/** A statement of Drizzle's `.toSQL()`. */
export interface DrizzleStatement {
  readonly sql: string;
  readonly params: readonly unknown[];
}
/** One statement a dialect; `mysql` serves MariaDB too, unless `mariadb` stands beside it. */
export type StatementByDialect = { readonly [D in DialectName]?: string | Expression };

/** What `op.execute` takes. */
export type Executable =
  | string
  | Expression
  | DmlBuilder
  | KyselyStatement
  | KnexStatement
  | DrizzleStatement
  | StatementByDialect;

export interface ExecuteOptions<O> {
  /** What the SQL means for the schema, said with the operations of `op`: they are applied to the catalog, not rendered. */
  readonly means?: (op: O) => void;
}

/**
 * The operation of `op.execute`.
 * @param mean runs what `means` holds against a session that collects.
 */
export function execute<O>(
  call: string,
  given: unknown,
  givenOptions: ExecuteOptions<O> | undefined,
  session: Session,
  operationsOf: (inner: Session) => O,
): Execute {
  const { means } = checkedOptions<ExecuteOptions<O>>(call, givenOptions, { means: 'any' });
  const statement = statementOf(call, given, session);
  if (means === undefined) return { kind: 'execute', statement, effects: effectsOf(statement, session) };
  if (typeof means !== 'function')
    throw refusal(`${call}: means must be a function, not ${described(means)}`, 'write means: (op) => { … }');
  const operations = session.collect((inner) => {
    const result: unknown = means(operationsOf(inner));
    refusePromise(`${call}: the function of means`, result);
  });
  return { kind: 'execute', statement, effects: operations.map((operation) => ({ kind: 'operation', operation })) };
}

/** Refuses what an async function gives where operations must be complete on return. */
export function refusePromise(what: string, result: unknown): void {
  if (!(result instanceof Promise)) return;
  // Its own failure would be reported a second time, without its place.
  result.catch(() => undefined);
  throw refusal(`${what} must not be async`, 'ask for all operations before it returns');
}

function statementOf(call: string, given: unknown, session: Session): ExecutedStatement {
  const dialect = session.dialect.name;
  if (typeof given === 'string') return textStatement(call, given);
  if (isExpression(given)) return expressionStatement(call, toExpression(given), dialect);
  if (typeof given !== 'object' || given === null) {
    throw refusal(`${call}: the statement must be a string, sql\`…\`, or t.insert(…), not ${described(given)}`);
  }
  if (isDmlBuilder(given)) {
    const { statement } = given;
    const resolved = resolveDml(statement, dialect, session.table(statement.table));
    if (resolved.kind !== 'insertFromSelect') return { kind: 'dml', statement: resolved };
    return { kind: 'dml', statement: { ...resolved, select: trimExpression(resolved.select) } };
  }
  if ('fromSelect' in given) {
    throw refusal(
      `${call}: an insert without rows`,
      'say .insert(rows), or .insert().fromSelect(columns, sql`SELECT …`)',
    );
  }
  if ('sql' in given) return expressionStatement(call, compiled(call, given, dialect), dialect);
  return byDialect(call, given, session);
}

function textStatement(call: string, text: string): ExecutedStatement {
  const sql = withoutTerminator(text.trimStart());
  if (sql === '') throw refusal(`${call}: the statement is empty`, 'write one, or leave the call out');
  return { kind: 'text', sql };
}

function expressionStatement(call: string, expression: Expression, dialect: DialectName): ExecutedStatement {
  const trimmed = trimExpression(resolveExpression(expression, dialect));
  const empty =
    trimmed.kind === 'raw' ? trimmed.text === '' : trimmed.kind === 'fragment' && trimmed.parts.length === 0;
  if (empty) throw refusal(`${call}: the statement is empty`, 'write one, or leave the call out');
  return { kind: 'expression', expression: trimmed };
}

function isDmlBuilder(given: object): given is DmlBuilder {
  return 'kind' in given && given.kind === 'dmlStatement';
}

/** Where a query builder puts the values: Kysely, Knex, Drizzle. */
const valueKeys = ['parameters', 'bindings', 'params'] as const;

function compiled(call: string, given: object & { sql: unknown }, dialect: DialectName): Expression {
  const keys = valueKeys.filter((key) => key in given);
  const [key] = keys;
  const values: unknown = key === undefined ? undefined : (given as Record<string, unknown>)[key];
  if (typeof given.sql !== 'string' || keys.length !== 1 || !Array.isArray(values)) {
    throw refusal(
      `${call}: a compiled statement has its text in sql and its values in a list`,
      'give { sql, parameters } (Kysely), { sql, bindings } (Knex) or { sql, params } (Drizzle)',
    );
  }
  return inlineValues(given.sql, values, dialect, key === 'bindings');
}

function byDialect(call: string, given: object, session: Session): ExecutedStatement {
  const keys = Object.keys(given);
  const stranger = keys.find((key) => !(dialectNames as readonly string[]).includes(key));
  if (!isPlainObject(given) || keys.length === 0 || stranger !== undefined) {
    const what = stranger === undefined ? described(given) : `an object with the key '${stranger}'`;
    throw refusal(`${call}: the statement cannot be ${what}`, `its keys are dialects: ${dialectNames.join(', ')}`);
  }
  const { name } = session.dialect;
  const chosen = entryFor<unknown>(name, given);
  if (chosen === undefined) {
    throw refusal(
      `${call}: there is no statement for ${name}, only for ${keys.join(', ')}`,
      `add the key ${name}, or guard the call with \`if (op.getContext().dialect === …)\``,
    );
  }
  if (typeof chosen === 'string') return textStatement(call, chosen);
  if (isExpression(chosen)) return expressionStatement(call, toExpression(chosen), name);
  throw refusal(`${call}: the statement for ${name} must be a string or sql\`…\`, not ${described(chosen)}`);
}

/** A script sets its own terminators: a second `;` is an error on Oracle (ORA-00911). */
function withoutTerminator(text: string): string {
  return text.replace(/[\s;]+$/, '');
}

function trimExpression(expression: Expression): Expression {
  if (expression.kind === 'raw') return { ...expression, text: withoutTerminator(expression.text.trimStart()) };
  if (expression.kind !== 'fragment') return expression;
  const parts = [...expression.parts];
  trimEnd(parts, 0, (text) => text.trimStart());
  trimEnd(parts, -1, withoutTerminator);
  return { ...expression, parts };
}

/** Trims the first (0) or last (-1) part while it is text, and drops it when nothing is left of it. */
function trimEnd(parts: Expression[], end: 0 | -1, trim: (text: string) => string): void {
  for (let part = parts.at(end); part?.kind === 'raw'; part = parts.at(end)) {
    const text = trim(part.text);
    const at = end === 0 ? 0 : parts.length - 1;
    if (text !== '') {
      parts[at] = { ...part, text };
      return;
    }
    parts.splice(at, 1);
  }
}

function effectsOf(statement: ExecutedStatement, session: Session): Execute['effects'] {
  const text = statementText(statement, session.dialect.name);
  return text === undefined ? [{ kind: 'none' }] : session.effectsOf(text);
}

/** A statement as text that is good enough to see what it does to the schema; undefined for a data change. */
export function statementText(statement: ExecutedStatement, dialect: DialectName): string | undefined {
  switch (statement.kind) {
    case 'text':
      return statement.sql;
    case 'expression':
      return approximateText(statement.expression, lexicals[dialect].identifierQuote);
    case 'dml':
      return undefined;
    default:
      return unreachable(statement);
  }
}

/** An expression as text that is good enough to see what it does: names are exact, values are not. */
function approximateText(expression: Expression, quote: string): string {
  const text = (inner: Expression) => approximateText(inner, quote);
  const name = (...path: readonly (string | undefined)[]) =>
    path
      .flatMap((part) => (part === undefined ? [] : [`${quote}${part.replaceAll(quote, quote + quote)}${quote}`]))
      .join('.');
  switch (expression.kind) {
    case 'raw':
      return expression.text;
    case 'literal':
      return typeof expression.value === 'string' ? "''" : '0';
    case 'identifier':
      return name(...expression.path);
    case 'table':
      return name(expression.table.schema, expression.table.name);
    case 'column':
      return name(expression.name);
    case 'fragment':
      return expression.parts.map(text).join('');
    case 'function':
      return `${expression.name}(${expression.args.map(text).join(', ')})`;
    case 'order':
      return text(expression.of);
    case 'now':
    case 'currentTimestamp':
    case 'cast':
    case 'case':
      return '0';
    case 'comparison':
    case 'ilike':
    case 'textMatch':
    case 'between':
    case 'isNull':
    case 'in':
    case 'logical':
    case 'not':
      return '(0 = 0)';
    default:
      return unreachable(expression);
  }
}
