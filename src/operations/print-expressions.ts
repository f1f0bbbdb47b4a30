import { isDeepStrictEqual } from 'node:util';
import { TsmigError, unreachable } from '../errors.ts';
import type { Expression, TableName } from '../model/expressions.ts';
import { mapValues } from '../model/sql.ts';
import type { DataType } from '../model/types.ts';
import { call, type PrintContext } from './print-context.ts';
import { typeSource } from './print-types.ts';
import { valueSource } from './print-values.ts';
import type { Source } from './source.ts';
import { memberAccess, quoted, templateText } from './source-text.ts';

/** SQL as a condition or a computed expression: plain text as a string. */
export function sqlSource(expression: Expression, context: PrintContext): Source {
  if (expression.kind === 'raw' && expression.text.trim() !== '') return quoted(expression.text);
  return expressionSource(expression, context);
}

/** A default of a column of `type`: what a plain value says is one. */
export function defaultSource(
  expression: Expression,
  type: DataType | null | undefined,
  context: PrintContext,
): Source {
  if (
    expression.kind === 'literal' &&
    isDeepStrictEqual(expression.type, type ?? undefined) &&
    isPlain(expression.value)
  ) {
    return valueSource(expression.value);
  }
  return expressionSource(expression, context);
}

/** Whether a default can be given as this value itself. */
export function isPlain(value: unknown): value is string | number | bigint | boolean {
  return (
    ['string', 'bigint', 'boolean'].includes(typeof value) || (typeof value === 'number' && Number.isFinite(value))
  );
}

/** A column's name, or an expression, as an index or an exclude constraint takes them. */
export function columnSource(column: string | Expression, context: PrintContext): Source {
  return typeof column === 'string' ? quoted(column) : expressionSource(column, context);
}

/** An expression as the code of `sql`, `s.and` or a column's conditions that makes it. */
export function expressionSource(expression: Expression, context: PrintContext): Source {
  const part = (inner: Expression) => partSource(inner, context);
  const whole = (inner: Expression) => expressionSource(inner, context);
  switch (expression.kind) {
    case 'raw':
      return expression.text === '' ? call('sql.raw', quoted('')) : template(expression, context);
    case 'literal': {
      const type = expression.type === undefined ? [] : [typeSource(expression.type, context)];
      return call('sql.literal', valueSource(expression.value), ...type);
    }
    case 'identifier':
      return call('sql.id', ...expression.path.map(quoted));
    case 'column':
      return columnOf(expression, undefined, context).source;
    case 'table':
      return template(expression, context);
    case 'fragment':
      return template(expression, context);
    case 'function':
      return call('sql.func', quoted(expression.name), ...expression.args.map(part));
    case 'now':
      return call('sql.now');
    case 'currentTimestamp':
      return call('sql.currentTimestamp');
    case 'order': {
      const { of } = expression;
      const [only, second] = of.kind === 'identifier' ? of.path : [];
      const ordered = only === undefined || second !== undefined ? whole(of) : quoted(only);
      return call(`sql.${orders[expression.direction]}`, ordered);
    }
    case 'comparison':
      return conditionSource(expression.left, comparisons[expression.operator], [expression.right], context);
    case 'ilike':
      return conditionSource(expression.left, 'ilike', [expression.right], context);
    case 'between':
      return conditionSource(
        expression.of,
        expression.negated ? 'notBetween' : 'between',
        [expression.low, expression.high],
        context,
      );
    case 'textMatch': {
      const { source } = columnOf(expression.of, expression.type, context);
      return call(`${source}.${matches[expression.at]}`, quoted(expression.text));
    }
    case 'isNull':
      return call(
        `${columnOf(expression.of, undefined, context).source}.${expression.negated ? 'isNotNull' : 'isNull'}`,
      );
    case 'in': {
      // The check that comes with a type is on a bare name.
      if (expression.of.kind === 'identifier')
        return template({ kind: 'fragment', parts: inParts(expression) }, context);
      const { source, values } = columnWith(expression.of, expression.values, context);
      return call(`${source}.${expression.negated ? 'notIn' : 'in'}`, { kind: 'list', items: values });
    }
    case 'logical':
      return call(`s.${expression.operator === 'AND' ? 'and' : 'or'}`, ...expression.operands.map(whole));
    case 'not':
      return call('s.not', whole(expression.of));
    case 'cast':
      return call('sql.cast', part(expression.value), typeSource(expression.type, context));
    case 'case': {
      const items = expression.branches.map(
        ({ when, value }): Source => ({ kind: 'list', items: [whole(when), part(value)] }),
      );
      const otherwise = expression.otherwise === undefined ? [] : [part(expression.otherwise)];
      return call('sql.case', { kind: 'list', items }, ...otherwise);
    }
    default:
      return unreachable(expression);
  }
}

/** SQL text whose line breaks are those of the template: where nothing else stands beside it. */
export function statementSource(expression: Expression, context: PrintContext): Source {
  const isText = expression.kind === 'fragment' || (expression.kind === 'raw' && expression.text !== '');
  return isText ? template(expression, context, 'line breaks') : expressionSource(expression, context);
}

/** A value that a column is set to or compared with: plain when it is a literal of the column's type, also in a CASE. */
export function assignedSource(
  table: TableName,
  column: { readonly name: string; readonly quote?: boolean },
  value: Expression,
  context: PrintContext,
): Source {
  let type: DataType | undefined;
  mapValues(value, (one) => {
    if (one.kind === 'literal') type ??= one.type;
    return one;
  });
  if (!context.tables.column(table, column.name, column.quote, type)) return expressionSource(value, context);
  if (value.kind === 'literal') return valueSource(value.value);
  const plain = mapValues(value, (one) =>
    one.kind === 'literal' && isDeepStrictEqual(one.type, type) ? { kind: 'literal', value: one.value } : one,
  );
  return expressionSource(plain, context);
}

/** As a value of a template or an argument of a function, where a plain value is a literal. */
function partSource(expression: Expression, context: PrintContext): Source {
  if (expression.kind === 'literal' && expression.type === undefined) return valueSource(expression.value);
  if (expression.kind === 'table') return context.tables.table(expression.table);
  return expressionSource(expression, context);
}

function template(of: Expression, context: PrintContext, lines: 'line breaks' | 'escapes' = 'escapes'): Source {
  const isList = of.kind === 'fragment';
  const parts = isList ? of.parts : [of];
  const texts = [''];
  const values: Source[] = [];
  // A list of one text: without a value it would be the text itself.
  let afterText = isList && parts.length === 1;
  for (const part of parts) {
    // One text after another would become one.
    if (part.kind === 'raw' && part.text !== '' && !afterText) {
      texts[texts.length - 1] = templateText(part.text, lines);
      afterText = true;
      continue;
    }
    values.push(part.kind === 'raw' ? call('sql.raw', quoted(part.text)) : partSource(part, context));
    texts.push('');
    afterText = false;
  }
  return { kind: 'template', tag: 'sql', texts, values };
}

function inParts({ of, values, negated }: Extract<Expression, { kind: 'in' }>): Expression[] {
  const raw = (text: string): Expression => ({ kind: 'raw', text });
  const listed = values.flatMap((value, at) => (at === 0 ? [value] : [raw(', '), value]));
  return [of, raw(negated ? ' NOT IN (' : ' IN ('), ...listed, raw(')')];
}

function conditionSource(of: Expression, method: string, given: readonly Expression[], context: PrintContext): Source {
  const { source, values } = columnWith(of, given, context);
  return call(`${source}.${method}`, ...values);
}

function columnWith(of: Expression, given: readonly Expression[], context: PrintContext) {
  const column = asColumn(of);
  const values = given.map((value) => assignedSource(column.table, column, value, context));
  return { source: columnOf(of, undefined, context).source, values };
}

function columnOf(of: Expression, type: DataType | undefined, context: PrintContext): { readonly source: string } {
  const { table, name, quote } = asColumn(of);
  context.tables.column(table, name, quote, type);
  return { source: `${context.tables.table(table)}.c${memberAccess(name)}` };
}

function asColumn(of: Expression): Extract<Expression, { kind: 'column' }> {
  if (of.kind === 'column') return of;
  throw new TsmigError('operation', 'a condition on something other than a column of a table cannot be written', {
    hint: 'write it by hand, as sql`…`',
  });
}

const orders = { ASC: 'asc', DESC: 'desc', 'NULLS FIRST': 'nullsFirst', 'NULLS LAST': 'nullsLast' } as const;
const matches = { start: 'startsWith', end: 'endsWith', anywhere: 'contains' } as const;
const comparisons = {
  '=': 'eq',
  '!=': 'ne',
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
  LIKE: 'like',
  'NOT LIKE': 'notLike',
} as const;
