import { TsmigError } from '../errors.ts';
import type { DialectOptions } from '../model/dialect-options.ts';
import { isExpression } from '../model/sql.ts';
import { call, isRawExpression, objectOf, type PrintContext } from './print-context.ts';
import { expressionSource } from './print-expressions.ts';
import type { Source } from './source.ts';
import { numberText, quoted } from './source-text.ts';

/** A value of JavaScript as the code that makes it. */
export function valueSource(value: unknown): Source {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'number':
      return numberText(value);
    case 'bigint':
      return `${value}n`;
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'object':
      return objectSource(value);
    default:
      throw new TsmigError('operation', `a ${typeof value} cannot be written into a file`, {
        hint: 'write the operation by hand',
      });
  }
}

/** Options of dialects, each under its dialect, as entries of the options of a call. */
export function dialectEntries(options: DialectOptions, context: PrintContext): Readonly<Record<string, Source>> {
  return Object.fromEntries(Object.entries(options).map(([dialect, given]) => [dialect, optionSource(given, context)]));
}

function optionSource(value: unknown, context: PrintContext): Source {
  if (isExpression(value) || isRawExpression(value)) return expressionSource(value, context);
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => optionSource(item, context)) };
  if (typeof value !== 'object' || value === null) return valueSource(value);
  const [printed] = objectOf(
    Object.fromEntries(
      Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => [key, optionSource(item, context)]),
    ),
  );
  return printed ?? '{}';
}

function objectSource(value: object | null): Source {
  if (value === null) return 'null';
  if (value instanceof Date) return call('new Date', quoted(value.toISOString()));
  if (value instanceof Uint8Array) {
    return call('new Uint8Array', { kind: 'list', items: [...value].map(numberText) });
  }
  if (Array.isArray(value)) return { kind: 'list', items: value.map(valueSource) };
  return { kind: 'object', entries: Object.entries(value).map(([key, item]) => [key, valueSource(item)]) };
}
