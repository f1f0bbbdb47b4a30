import { TsmigError } from '../../src/errors.ts';
import type { Expression } from '../../src/model/expressions.ts';
import type { Index, Table } from '../../src/model/nouns.ts';
import { columnOf } from '../../src/model/tables.ts';
import type { DataType } from '../../src/model/types.ts';
import type { Options } from '../options.ts';
import { textOption } from '../options.ts';
import type { Word } from '../words.ts';
import { isParenthesised } from './defaults.ts';
import { isLarge } from './types.ts';

/** What indexes need of the dialect. */
export interface IndexForms {
  readonly name: string;
  readonly functional: boolean;
  readonly descending: boolean;
  /** A unique index may be on all of a TEXT or BLOB. */
  readonly uniqueLarge: boolean;
  type(type: DataType): string;
  column(name: string, table: Table | undefined): string;
  expression(expression: Expression): string;
}

/** `FULLTEXT`, `SPATIAL`. */
export function indexPrefix(options: Options, index: Index): string | undefined {
  const prefix = textOption(options, 'prefix');
  if (prefix === undefined) return undefined;
  if (!/^(fulltext|spatial|vector)$/i.test(prefix)) {
    throw malformed(`${JSON.stringify(prefix)} is no kind of index (${index.name})`, 'FULLTEXT or SPATIAL');
  }
  if (index.unique) throw malformed(`the index ${index.name} cannot be both UNIQUE and ${prefix}`, 'leave one out');
  return prefix;
}

/** `USING btree` of an index or primary key. */
export function usingClause(options: Options, what: string): Word {
  const using = textOption(options, 'using');
  if (using === undefined) return undefined;
  if (/^(btree|hash|rtree)$/i.test(using)) return `USING ${using}`;
  throw malformed(`${JSON.stringify(using)} is no method of an index (${what})`, 'BTREE or HASH');
}

/** `WITH PARSER ngram` of a FULLTEXT index. */
export function parserClause(options: Options, index: Index): Word {
  const parser = textOption(options, 'withParser');
  if (parser === undefined) return undefined;
  if (/^\w+$/.test(parser)) return `WITH PARSER ${parser}`;
  throw malformed(`${JSON.stringify(parser)} is no name of a parser (${index.name})`, 'such as ngram');
}

/** The elements of an index: columns, with the length of their prefix, or expressions, which have parentheses of their own. */
export function indexElements(index: Index, options: Options, table: Table | undefined, forms: IndexForms): string[] {
  const lengths = lengthsOf(options, index);
  const whole =
    /^(fulltext|spatial|vector)$/i.test(textOption(options, 'prefix') ?? '') || (index.unique && forms.uniqueLarge);
  return index.columns.map((element) => {
    const name = columnName(element);
    const length = name === undefined ? undefined : lengths(name);
    if (name !== undefined && length === undefined && !whole) refuseWhole(index, name, table, forms);
    const { of, direction } = split(element, index, table, forms);
    return [of + (length === undefined ? '' : `(${length})`), ...direction].join(' ');
  });
}

/** https://dev.mysql.com/doc/refman/8.0/en/column-indexes.html#column-indexes-prefix */
export function refuseWhole(
  { name: key }: { readonly name?: string },
  column: string,
  table: Table | undefined,
  forms: Pick<IndexForms, 'name' | 'type'>,
): void {
  const type = table && columnOf(table, column)?.type;
  if (!type || !isLarge(forms.type(type))) return;
  throw new TsmigError(
    'unsupported',
    `${forms.name} cannot have all of the ${forms.type(type)} ${column} in ${key ?? 'a key'}`,
    { hint: 'say how much of it: an index has the option length' },
  );
}

/** The characters of a column's prefix: one number for all, or one a column. */
function lengthsOf({ length }: Options, index: Index): (column: string) => number | undefined {
  if (length === undefined || length === null) return () => undefined;
  if (isLength(length)) return () => length;
  if (typeof length !== 'object' || Array.isArray(length) || !Object.values(length).every(isLength)) {
    throw malformed(`length of the index ${index.name} must be a number, or numbers by column`);
  }
  const lengths = new Map<string, number>(Object.entries(length as Readonly<Record<string, number>>));
  const names = index.columns.map(columnName);
  const unknown = [...lengths.keys()].find((name) => !names.includes(name));
  if (unknown !== undefined) throw malformed(`the index ${index.name} has no column ${unknown}, which length names`);
  return (column) => lengths.get(column);
}

function isLength(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}

/** The column that an element of an index is all of, whatever its order; undefined: an expression, or a part. */
export function columnName(element: string | Expression): string | undefined {
  if (typeof element === 'string') return element;
  switch (element.kind) {
    case 'column':
      return element.name;
    case 'identifier':
      return element.path.length === 1 ? element.path[0] : undefined;
    case 'order':
      return columnName(element.of);
    case 'raw':
      return /^\s*`?([\w$]+)`?(?:\s+(?:asc|desc))?\s*$/i.exec(element.text)?.[1];
    case 'fragment': {
      const [of, order, more] = element.parts;
      const isOrder = order?.kind === 'raw' && /^\s+(asc|desc)\s*$/i.test(order.text);
      return of !== undefined && isOrder && more === undefined ? columnName(of) : undefined;
    }
    default:
      return undefined;
  }
}

/** An element as text, and its order; what is no column goes in parentheses of its own. */
function split(
  element: string | Expression,
  index: Index,
  table: Table | undefined,
  forms: IndexForms,
): { readonly of: string; readonly direction: readonly string[] } {
  if (typeof element === 'string') return { of: forms.column(element, table), direction: [] };
  if (element.kind === 'order') {
    const { of, direction } = split(element.of, index, table, forms);
    refuseOrder(element.direction, index, forms);
    return { of, direction: [...direction, element.direction] };
  }
  const text = forms.expression(element);
  const [, of = text, direction] = /^([\s\S]*?)\s+(asc|desc)\s*$/i.exec(text) ?? [];
  if (direction !== undefined) refuseOrder(direction.toUpperCase(), index, forms);
  const isColumn = columnName(element) !== undefined || part.test(of.trim());
  return { of: isColumn ? of : expressionText(of.trim(), index, forms), direction: direction ? [direction] : [] };
}

/** `a(10)`: the beginning of a column. */
const part = /^(?:[\p{L}_$][\p{L}\p{N}_$]*|`(?:[^`]|``)+`)\s*\(\s*\d+\s*\)$/u;

/** Servers before read DESC, and ignored it. https://dev.mysql.com/doc/refman/8.0/en/descending-indexes.html */
function refuseOrder(direction: string, index: Index, forms: IndexForms): void {
  if (direction.startsWith('NULLS'))
    throw unsupported(`say ${direction} in the index ${index.name}`, forms, 'leave it out');
  if (direction !== 'DESC' || forms.descending) return;
  throw unsupported(`keep the index ${index.name} in descending order`, forms, 'leave it out: this version ignores it');
}

/** https://dev.mysql.com/doc/refman/8.0/en/create-index.html#create-index-functional-key-parts */
function expressionText(text: string, index: Index, forms: IndexForms): string {
  if (forms.functional) return isParenthesised(text) ? text : `(${text})`;
  throw unsupported(
    `have an index on an expression (${index.name}: ${text})`,
    forms,
    'compute it in a column (s.computed), and have the index on that',
  );
}

function malformed(message: string, hint?: string): TsmigError {
  return new TsmigError('operation', message, { hint });
}

function unsupported(what: string, { name }: IndexForms, hint: string): TsmigError {
  return new TsmigError('unsupported', `${name} cannot ${what}`, { hint });
}
