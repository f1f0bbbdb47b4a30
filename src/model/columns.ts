import {
  checkName,
  checkOptions,
  checkRenamed,
  checkType,
  described,
  type OptionChecks,
  refusal,
} from './arguments.ts';
import { checkConstraint, foreignKey } from './constraints.ts';
import { type DialectOptions, pickDialectOptions } from './dialect-options.ts';
import type { CheckConstraintElement, ColumnElement, DefaultValue, ForeignKeyReference } from './elements.ts';
import type { Expression } from './expressions.ts';
import type { Computed, Identity } from './nouns.ts';
import { isExpression, toExpression, toSql } from './sql.ts';
import type { DataType } from './types.ts';

/** Options of `s.column`. Those of one dialect stand under its name: `mysql: { … }`. */
export interface ColumnOptions extends DialectOptions {
  readonly primaryKey?: boolean;
  /** Without it a column is nullable unless it is part of the primary key. */
  readonly nullable?: boolean;
  readonly unique?: boolean;
  readonly index?: boolean;
  /** `'auto'`, the default: a single integer primary key without default and reference counts by itself. */
  readonly autoincrement?: boolean | 'auto';
  readonly comment?: string;
  /** A string, number or boolean becomes a literal of the column's type; `sql` goes as it is. */
  readonly serverDefault?: DefaultValue;
  /** Forces or forbids quotes around the name; without it the dialect's rules decide. */
  readonly quote?: boolean;
  /** `'table.column'` or `'schema.table.column'`, or `s.foreignKey(…)`. */
  readonly references?: string | ForeignKeyReference;
  readonly identity?: Identity;
  readonly computed?: Computed;
  readonly check?: string | CheckConstraintElement;
  /**
   * In a model for autogenerate: what the column was called before, so that it is renamed there, not dropped and added anew.
   * To be taken out once the revision is made; a later rename says another name.
   */
  readonly renamedFrom?: string;
}

/** Options of `s.identity`. */
export type IdentityOptions = Omit<Identity, 'kind'>;

/**
 * A column.
 *
 * @param name the column's name.
 * @param type its type; may be left out in a table that is only for data changes.
 * @throws TsmigError `operation` for an unknown option, a value of the wrong kind, options that contradict each other.
 * @example s.column('id', s.integer(), { primaryKey: true })
 */
export function column<const N extends string, T = unknown>(
  name: N,
  type?: DataType<T> | null,
  options?: ColumnOptions,
): ColumnElement<N, T> {
  checkName('s.column()', 'the name', name);
  const call = `s.column('${name}')`;
  if (type != null) checkType(call, 'the type', type);
  const said = checkOptions<ColumnOptions>(call, options, columnChecks, 'dialects');
  checkAutoincrement(call, said.autoincrement);
  checkContradictions(call, said);
  checkRenamed(call, name, said.renamedFrom);
  return Object.freeze<ColumnElement<N, T>>({
    kind: 'columnElement',
    name,
    type: type ?? null,
    primaryKey: said.primaryKey ?? false,
    ...(said.nullable !== undefined && { nullable: said.nullable }),
    unique: said.unique ?? false,
    index: said.index ?? false,
    ...(said.autoincrement !== undefined && { autoincrement: said.autoincrement }),
    ...(said.comment !== undefined && { comment: said.comment }),
    ...(said.serverDefault !== undefined && { serverDefault: checkDefault(call, said.serverDefault) }),
    ...(said.quote !== undefined && { quote: said.quote }),
    ...(said.references !== undefined && { references: referenceOf(call, said.references) }),
    ...(said.identity !== undefined && { identity: ofKind(call, said.identity, 'identity', 's.identity(…)') }),
    ...(said.computed !== undefined && { computed: ofKind(call, said.computed, 'computed', "s.computed('a + b')") }),
    ...(said.check !== undefined && { check: checkOf(call, said.check) }),
    ...(said.renamedFrom !== undefined && { renamedFrom: said.renamedFrom }),
    options: pickDialectOptions(said),
  });
}

/**
 * An identity: a column that counts by itself, as standard SQL says it.
 * @example s.column('id', s.integer(), { primaryKey: true, identity: s.identity({ always: true, start: 100 }) })
 */
export function identity(options?: IdentityOptions): Identity {
  const call = 's.identity()';
  const said = checkOptions<IdentityOptions>(call, options, identityChecks);
  if (said.increment !== undefined && BigInt(said.increment) === 0n)
    throw refusal(`${call}: increment is 0`, 'give a positive or a negative number');
  if (said.minValue !== undefined && said.noMinValue === true)
    throw refusal(`${call}: minValue contradicts noMinValue`, 'give one of them');
  if (said.maxValue !== undefined && said.noMaxValue === true)
    throw refusal(`${call}: maxValue contradicts noMaxValue`, 'give one of them');
  if (said.minValue !== undefined && said.maxValue !== undefined && said.minValue > said.maxValue) {
    throw refusal(`${call}: minValue ${said.minValue} is greater than maxValue ${said.maxValue}`);
  }
  return Object.freeze({ kind: 'identity', ...said });
}

/**
 * A generated column's expression, over the other columns of its row.
 * @param expression SQL as it is, or `sql`.
 * @param options `persisted`: true stores the value, false computes it when it is read; without it the dialect decides.
 */
export function computed(expression: string | Expression, options?: { readonly persisted?: boolean }): Computed {
  const said = checkOptions<{ readonly persisted?: boolean }>('s.computed()', options, { persisted: 'boolean' });
  return Object.freeze({ kind: 'computed', expression: toSql('s.computed()', 'the expression', expression), ...said });
}

/** A default as a user gives it: a string, number, bigint, boolean or expression, nothing else. */
export function checkDefault(call: string, given: unknown): DefaultValue {
  if (isExpression(given)) return toExpression(given);
  switch (typeof given) {
    case 'string':
    case 'boolean':
    case 'bigint':
      return given;
    case 'number':
      if (Number.isFinite(given)) return given;
  }
  const kind = typeof given === 'object' && given !== null ? (given as { kind?: unknown }).kind : undefined;
  const hint =
    kind === 'identity' || kind === 'computed'
      ? `write { ${kind}: s.${kind}(…) }`
      : 'give a string, number or boolean, or sql`…`; sql.literal(value, type) for any other value';
  throw refusal(`${call}: the server default cannot be ${described(given)}`, hint);
}

const columnChecks: OptionChecks<ColumnOptions> = {
  primaryKey: 'boolean',
  nullable: 'boolean',
  unique: 'boolean',
  index: 'boolean',
  autoincrement: 'any',
  comment: 'string',
  serverDefault: 'any',
  quote: 'boolean',
  references: 'any',
  identity: 'any',
  computed: 'any',
  check: 'any',
  renamedFrom: 'text',
};

const identityChecks: OptionChecks<IdentityOptions> = {
  always: 'boolean',
  onNull: 'boolean',
  start: 'integer',
  increment: 'integer',
  minValue: 'integer',
  maxValue: 'integer',
  noMinValue: 'boolean',
  noMaxValue: 'boolean',
  cycle: 'boolean',
  cache: 'integer',
  order: 'boolean',
};

function checkAutoincrement(call: string, given: unknown): void {
  if (given === undefined || typeof given === 'boolean' || given === 'auto') return;
  throw refusal(`${call}: autoincrement must be true, false or 'auto', not ${described(given)}`);
}

function checkContradictions(call: string, said: ColumnOptions): void {
  const sources = [
    said.serverDefault !== undefined && 'serverDefault',
    said.identity !== undefined && 'identity',
    said.computed !== undefined && 'computed',
  ].filter((source) => source !== false);
  if (sources.length > 1) throw refusal(`${call} has both ${sources.join(' and ')}`, 'a column has one of them');
}

function referenceOf(call: string, given: unknown): ForeignKeyReference {
  if (typeof given === 'string') return foreignKey(given);
  return ofKind(
    call,
    given as ForeignKeyReference,
    'foreignKeyReference',
    "'table.column' or s.foreignKey('table.column')",
  );
}

function checkOf(call: string, given: unknown): CheckConstraintElement {
  if (typeof given === 'string' || isExpression(given)) return checkConstraint(given);
  return ofKind(call, given as CheckConstraintElement, 'checkElement', "'price > 0' or s.checkConstraint('price > 0')");
}

function ofKind<E extends { readonly kind: string }>(call: string, given: E, kind: E['kind'], wanted: string): E {
  if (typeof given === 'object' && given !== null && given.kind === kind) return given;
  throw refusal(`${call}: ${described(given)} does not serve here`, `write ${wanted}`);
}
