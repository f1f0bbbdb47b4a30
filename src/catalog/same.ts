import type { DialectOptions } from '../model/dialect-options.ts';
import type { Expression, TableName } from '../model/expressions.ts';
import type { Computed, Constraint, ForeignKeyConstraint, Identity, Index } from '../model/nouns.ts';
import { keyOf } from './catalog.ts';
import type { DiffOptions } from './diff-options.ts';

/** How things are compared. */
export interface Compare extends Pick<DiffOptions, 'sameExpression' | 'storedByDefault'> {
  /** The columns of a table's primary key, which a foreign key that names no columns refers to. */
  readonly primaryKey: (table: TableName) => readonly string[];
}

/** Whether two constraints say the same, whatever they are called. */
export function sameConstraint(a: Constraint, b: Constraint, by: Compare): boolean {
  if (
    (a.deferrable ?? false) !== (b.deferrable ?? false) ||
    (a.initially ?? 'IMMEDIATE') !== (b.initially ?? 'IMMEDIATE') ||
    !sameOptions(a.options, b.options, by)
  ) {
    return false;
  }
  switch (a.kind) {
    case 'primaryKey':
    case 'unique':
      return a.kind === b.kind && sameList(a.columns, b.columns);
    case 'foreignKey':
      return b.kind === 'foreignKey' && sameForeignKey(a, b, by);
    case 'check':
      return b.kind === 'check' && by.sameExpression(a.condition, b.condition);
    case 'exclude':
      return (
        b.kind === 'exclude' &&
        (a.using ?? 'gist').toLowerCase() === (b.using ?? 'gist').toLowerCase() &&
        sameMaybe(a.where, b.where, by.sameExpression) &&
        a.elements.length === b.elements.length &&
        a.elements.every(({ expression, operator }, at) => {
          const other = b.elements[at];
          return other !== undefined && operator === other.operator && by.sameExpression(expression, other.expression);
        })
      );
  }
}

/** Whether two indexes of one name are the same. */
export function sameIndex(a: Index, b: Index, by: Compare): boolean {
  return (
    a.unique === b.unique &&
    a.columns.length === b.columns.length &&
    a.columns.every((column, at) => sameElement(column, b.columns[at] ?? '', by)) &&
    sameOptions(a.options, b.options, by)
  );
}

/** Whether two identities count the same way: what is not said is what standard SQL takes for it. */
export function sameIdentity(a: Identity, b: Identity): boolean {
  const flags = ['always', 'onNull', 'noMinValue', 'noMaxValue', 'cycle', 'order'] as const;
  const numbers = ['minValue', 'maxValue', 'cache'] as const;
  const number = (value: number | bigint | undefined) => (value === undefined ? undefined : BigInt(value));
  const increment = (one: Identity) => BigInt(one.increment ?? 1);
  const start = (one: Identity) => number(one.start ?? (increment(one) > 0n ? (one.minValue ?? 1) : one.maxValue));
  return (
    flags.every((key) => (a[key] ?? false) === (b[key] ?? false)) &&
    numbers.every((key) => number(a[key]) === number(b[key])) &&
    increment(a) === increment(b) &&
    start(a) === start(b)
  );
}

/** Whether two columns are computed the same way, or are both not computed. */
export function sameComputed(a: Computed | undefined, b: Computed | undefined, by: Compare): boolean {
  return sameMaybe(
    a,
    b,
    (one, other) =>
      (one.persisted ?? by.storedByDefault) === (other.persisted ?? by.storedByDefault) &&
      by.sameExpression(one.expression, other.expression),
  );
}

/** How an object was made, or whether old rows were looked at, is not what it is. */
const passing: ReadonlySet<string> = new Set(['concurrently', 'notValid']);

/** Whether options of dialects say the same. */
export function sameOptions(a: DialectOptions, b: DialectOptions, by: Compare): boolean {
  if (a === b || (isEmpty(a) && isEmpty(b))) return true;
  const [one, other] = [said(a), said(b)];
  if (one.size !== other.size) return false;
  for (const [key, value] of one) {
    if (!other.has(key)) return false;
    const counterpart = other.get(key);
    const same =
      isCondition(value) && isCondition(counterpart) && key.endsWith('.where')
        ? by.sameExpression(asExpression(value), asExpression(counterpart))
        : sameValue(value, counterpart);
    if (!same) return false;
  }
  return true;
}

/** Whether two plain values are equal, whatever the order of keys. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = (of: object) => Object.keys(of).filter((key) => (of as Record<string, unknown>)[key] !== undefined);
  const own = keys(a);
  return (
    own.length === keys(b).length &&
    own.every((key) => sameValue((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}

/** Whether both are there and the same, or neither is there. */
function sameMaybe<T>(a: T | undefined, b: T | undefined, same: (a: T, b: T) => boolean): boolean {
  return a === undefined || b === undefined ? a === b : same(a, b);
}

function sameForeignKey(a: ForeignKeyConstraint, b: ForeignKeyConstraint, by: Compare): boolean {
  const targets = ({ references }: ForeignKeyConstraint) =>
    references.columns.length > 0 ? references.columns : by.primaryKey(references.table);
  return (
    sameList(a.columns, b.columns) &&
    keyOf(a.references.table) === keyOf(b.references.table) &&
    sameList(targets(a), targets(b)) &&
    action(a.onDelete, 'NO ACTION') === action(b.onDelete, 'NO ACTION') &&
    action(a.onUpdate, 'NO ACTION') === action(b.onUpdate, 'NO ACTION') &&
    action(a.match, 'SIMPLE') === action(b.match, 'SIMPLE')
  );
}

function action(said: string | undefined, unsaid: string): string {
  return (said ?? unsaid).trim().replaceAll(/\s+/g, ' ').toUpperCase();
}

function sameElement(a: string | Expression, b: string | Expression, by: Compare): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a === b;
  const expression = (one: string | Expression): Expression =>
    typeof one === 'string' ? { kind: 'identifier', path: [one] } : one;
  return by.sameExpression(expression(a), expression(b));
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at]);
}

function said(options: DialectOptions): Map<string, unknown> {
  const entries = Object.entries(options).flatMap(([dialect, given]) =>
    Object.entries(given).map(([key, value]): [string, string, unknown] => [dialect, key, value]),
  );
  return new Map(
    entries
      .filter(([, key, value]) => value !== undefined && !passing.has(key))
      .map(([dialect, key, value]) => [`${dialect}.${key}`, value]),
  );
}

function isEmpty(options: DialectOptions): boolean {
  for (const _ in options) return false;
  return true;
}

function isCondition(value: unknown): value is string | Expression {
  return typeof value === 'string' || (typeof value === 'object' && value !== null && 'kind' in value);
}

function asExpression(condition: string | Expression): Expression {
  return typeof condition === 'string' ? { kind: 'raw', text: condition } : condition;
}
