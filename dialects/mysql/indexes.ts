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
  const whole = /^fulltext$/i.test(textOption(options, 'prefix') ?? '') || (index.unique && forms.uniqueLarge);
  return index.columns.map((element) => {
    const { of, directions } = orderOf(element, index, forms);
    const name = typeof of === 'string' ? of : columnName(of);
    const length = name === undefined ? undefined : lengths(name);
    if (name !== undefined && length === undefined && !whole) refuseWhole(index, name, table, forms);
    const text = typeof of === 'string' ? forms.column(of, table) : elementText(of, index, forms);
    return [text + (length === undefined ? '' : `(${length})`), ...directions].join(' ');
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
  const names = index.columns.map((column) => (typeof column === 'string' ? column : columnName(column)));
  const unknown = [...lengths.keys()].find((name) => !names.includes(name));
  if (unknown !== undefined) throw malformed(`the index ${index.name} has no column ${unknown}, which length names`);
  return (column) => lengths.get(column);
}

function isLength(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}

function columnName(element: Expression): string | undefined {
  if (element.kind === 'order') return columnName(element.of);
  if (element.kind === 'column') return element.name;
  return element.kind === 'identifier' && element.path.length === 1 ? element.path[0] : undefined;
}

function orderOf(
  element: string | Expression,
  index: Index,
  forms: IndexForms,
): { readonly of: string | Expression; readonly directions: readonly string[] } {
  if (typeof element === 'string' || element.kind !== 'order') return { of: element, directions: [] };
  const { of, directions } = orderOf(element.of, index, forms);
  refuseOrder(element.direction, index, forms);
  return { of, directions: [...directions, element.direction] };
}

/** Servers before read DESC, and ignored it. https://dev.mysql.com/doc/refman/8.0/en/descending-indexes.html */
function refuseOrder(direction: string, index: Index, forms: IndexForms): void {
  if (direction.startsWith('NULLS'))
    throw unsupported(`say ${direction} in the index ${index.name}`, forms, 'leave it out');
  if (direction !== 'DESC' || forms.descending) return;
  throw unsupported(`keep the index ${index.name} in descending order`, forms, 'leave it out: this version ignores it');
}

/** Text is a column as it is (`a DESC`, `a(10)`), or an expression. https://dev.mysql.com/doc/refman/8.0/en/create-index.html#create-index-functional-key-parts */
function elementText(element: Expression, index: Index, forms: IndexForms): string {
  const text = forms.expression(element);
  if (columnName(element) !== undefined) return text;
  const [, of = text, direction] = /^([\s\S]*?)\s+(asc|desc)\s*$/i.exec(text) ?? [];
  if (direction !== undefined) refuseOrder(direction.toUpperCase(), index, forms);
  if (/^(?:[\p{L}_$][\p{L}\p{N}_$]*|`(?:[^`]|``)+`)(?:\s*\(\s*\d+\s*\))?$/u.test(of.trim())) return text;
  if (!forms.functional) {
    throw unsupported(
      `have an index on an expression (${index.name}: ${text})`,
      forms,
      'compute it in a column (s.computed), and have the index on that',
    );
  }
  const inner = isParenthesised(of.trim()) ? of.trim() : `(${of.trim()})`;
  return direction === undefined ? inner : `${inner} ${direction}`;
}

function malformed(message: string, hint?: string): TsmigError {
  return new TsmigError('operation', message, { hint });
}

function unsupported(what: string, { name }: IndexForms, hint: string): TsmigError {
  return new TsmigError('unsupported', `${name} cannot ${what}`, { hint });
}
