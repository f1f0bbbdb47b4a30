import {
  checkName,
  checkNames,
  checkOptionalName,
  checkOptions,
  described,
  type OptionChecks,
  refusal,
} from './arguments.ts';
import { type DialectOptions, pickDialectOptions } from './dialect-options.ts';
import type {
  CheckConstraintElement,
  ExcludeElement,
  ForeignKeyElement,
  ForeignKeyReference,
  IndexElement,
  PrimaryKeyElement,
  UniqueElement,
} from './elements.ts';
import type { Expression } from './expressions.ts';
import { isExpression, toExpression, toSql } from './sql.ts';
import type { Name } from './types.ts';

/** Options that every constraint has; those of one dialect stand under its name: `postgresql: { … }`. */
export interface ConstraintOptions extends DialectOptions {
  /** Null, the default: by the naming convention, or unnamed. */
  readonly name?: Name | null;
  readonly deferrable?: boolean;
  readonly initially?: 'DEFERRED' | 'IMMEDIATE';
}

/** Options of foreign keys. */
export interface ForeignKeyOptions extends ConstraintOptions {
  /** `'CASCADE'`, `'SET NULL'`, `'SET DEFAULT'`, `'RESTRICT'`, `'NO ACTION'`. */
  readonly onDelete?: string;
  /** As `onDelete`. */
  readonly onUpdate?: string;
  /** `'FULL'`, `'PARTIAL'`, `'SIMPLE'`. */
  readonly match?: string;
}

/** Options of exclude constraints. */
export interface ExcludeOptions extends ConstraintOptions {
  /** The index method: `'gist'`. */
  readonly using?: string;
  /** Only rows for which this holds exclude each other. */
  readonly where?: string | Expression;
}

/** Options of indexes; those of one dialect stand under its name: `postgresql: { using: 'gin' }`. */
export interface IndexOptions extends DialectOptions {
  readonly unique?: boolean;
  /** Forces or forbids quotes around the name. */
  readonly quote?: boolean;
}

/** The primary key of a table, where the columns' `primaryKey` does not say enough. */
export function primaryKeyConstraint(columns: readonly string[], options?: ConstraintOptions): PrimaryKeyElement {
  const call = 's.primaryKeyConstraint()';
  const named = checkNames(call, 'the columns', columns);
  return Object.freeze({
    kind: 'primaryKeyElement',
    columns: named,
    ...constraintParts(call, options, constraintChecks),
  });
}

/** A unique constraint. */
export function uniqueConstraint(columns: readonly string[], options?: ConstraintOptions): UniqueElement {
  const call = 's.uniqueConstraint()';
  const named = checkNames(call, 'the columns', columns);
  return Object.freeze({ kind: 'uniqueElement', columns: named, ...constraintParts(call, options, constraintChecks) });
}

/**
 * A foreign key of a table.
 * @param columns the columns that refer.
 * @param targets the columns referred to, one for each: `'table.column'` or `'schema.table.column'`, all of one table.
 */
export function foreignKeyConstraint(
  columns: readonly string[],
  targets: readonly string[],
  options?: ForeignKeyOptions,
): ForeignKeyElement {
  const call = 's.foreignKeyConstraint()';
  const named = checkNames(call, 'the columns', columns);
  const referred = checkNames(call, 'the targets', targets);
  if (named.length !== referred.length) {
    throw refusal(`${call}: ${named.length} columns refer to ${referred.length}`, 'name one target for each column');
  }
  const tables = new Set(referred.map((target) => checkTarget(call, target)));
  if (tables.size > 1)
    throw refusal(
      `${call} refers to several tables: ${[...tables].join(', ')}`,
      'write a foreign key for each of them',
    );
  const parts = constraintParts(call, options, foreignKeyChecks);
  checkActions(call, parts);
  return Object.freeze({ kind: 'foreignKeyElement', columns: named, targets: referred, ...parts });
}

/**
 * What a column refers to: the value of its `references`, with options.
 * @param target `'table.column'` or `'schema.table.column'`.
 * @example s.column('org_id', s.integer(), { references: s.foreignKey('org.id', { onDelete: 'CASCADE' }) })
 */
export function foreignKey(target: string, options?: ForeignKeyOptions): ForeignKeyReference {
  const call = `s.foreignKey('${checkName('s.foreignKey()', 'the target', target)}')`;
  checkTarget(call, target);
  const parts = constraintParts(call, options, foreignKeyChecks);
  checkActions(call, parts);
  return Object.freeze({ kind: 'foreignKeyReference', target, ...parts });
}

/**
 * A check constraint.
 * @param condition SQL as it is, or `sql`.
 */
export function checkConstraint(condition: string | Expression, options?: ConstraintOptions): CheckConstraintElement {
  const call = 's.checkConstraint()';
  const checked = toSql(call, 'the condition', condition);
  return Object.freeze({
    kind: 'checkElement',
    condition: checked,
    ...constraintParts(call, options, constraintChecks),
  });
}

/**
 * An exclude constraint (PostgreSQL).
 * @param elements pairs of a column's name or an expression, and the operator that must not hold between two rows.
 * @example s.excludeConstraint([['room', '='], ['during', '&&']], { name: 'no_overlap', using: 'gist' })
 */
export function excludeConstraint(
  elements: readonly (readonly [string | Expression, string])[],
  options?: ExcludeOptions,
): ExcludeElement {
  const call = 's.excludeConstraint()';
  if (!Array.isArray(elements) || elements.length === 0) {
    throw refusal(`${call}: there are no elements`, "write [['room', '='], ['during', '&&']]");
  }
  const pairs = elements.map((pair: unknown): readonly [string | Expression, string] => {
    if (!Array.isArray(pair) || pair.length !== 2) {
      throw refusal(`${call}: ${described(pair)} is not a pair of an element and an operator`, "write ['room', '=']");
    }
    return [columnOrSql(call, pair[0]), checkName(call, 'the operator', pair[1])];
  });
  const { where, ...parts } = constraintParts(call, options, { ...constraintChecks, using: 'text', where: 'any' });
  const checked = where === undefined ? {} : { where: toSql(call, 'where', where) };
  return Object.freeze({ kind: 'excludeElement', elements: pairs, ...parts, ...checked });
}

/**
 * An index of a table.
 * @param name null: by the naming convention, without one `ix_<table>_<first column>`.
 * @param columns names of columns, or expressions: `sql`, `sql.desc('created')`.
 */
export function index(
  name: Name | null,
  columns: readonly (string | Expression)[],
  options?: IndexOptions,
): IndexElement {
  const call = 's.index()';
  const checkedName = checkOptionalName(call, name);
  if (!Array.isArray(columns) || columns.length === 0) {
    throw refusal(`${call}: the columns must be a list with at least one, not ${described(columns)}`, "write ['name']");
  }
  const said = checkOptions<IndexOptions>(call, options, { unique: 'boolean', quote: 'boolean' }, 'dialects');
  return Object.freeze({
    kind: 'indexElement',
    name: checkedName,
    ...(said.quote !== undefined && { quote: said.quote }),
    columns: columns.map((column: unknown) => columnOrSql(call, column)),
    unique: said.unique ?? false,
    options: pickDialectOptions(said),
  });
}

const constraintChecks: OptionChecks<ConstraintOptions> = {
  name: 'name',
  deferrable: 'boolean',
  initially: ['DEFERRED', 'IMMEDIATE'],
};

const foreignKeyChecks: OptionChecks<ForeignKeyOptions> = {
  ...constraintChecks,
  onDelete: 'text',
  onUpdate: 'text',
  match: ['FULL', 'PARTIAL', 'SIMPLE'],
};

/** PostgreSQL 15 and later can name the columns to set: https://www.postgresql.org/docs/15/sql-createtable.html */
const action = /^(cascade|restrict|no action|set (null|default)(\s*\([^()]+\))?)$/i;

/** Refuses an action of a foreign key that is none of the standard ones. */
export function checkActions(call: string, parts: Pick<ForeignKeyOptions, 'onDelete' | 'onUpdate'>): void {
  for (const key of ['onDelete', 'onUpdate'] as const) {
    const given = parts[key];
    if (given === undefined || action.test(given)) continue;
    throw refusal(
      `${call}: ${key} cannot be ${described(given)}`,
      'one of CASCADE, SET NULL, SET DEFAULT, RESTRICT, NO ACTION',
    );
  }
}

/** The options of a constraint as its element holds them: those of dialects gathered under `options`. */
function constraintParts<O extends ConstraintOptions>(
  call: string,
  options: O | undefined,
  checks: OptionChecks<O>,
): Omit<O, keyof DialectOptions> & { readonly options: DialectOptions } {
  const said = checkOptions(call, options, checks, 'dialects');
  const { postgresql, mysql, mariadb, sqlite, mssql, oracle, ...parts } = said;
  return { ...parts, options: pickDialectOptions(said) };
}

/** The table of `schema.table.column`. */
function checkTarget(call: string, target: string): string {
  const path = target.split('.');
  if (path.length < 2 || path.includes('')) {
    throw refusal(`${call}: '${target}' names no column of a table`, "write 'table.column' or 'schema.table.column'");
  }
  return path.slice(0, -1).join('.');
}

/** A column's name, also for a column of `s.table`; any other expression as it is. */
function columnOrSql(call: string, given: unknown): string | Expression {
  if (!isExpression(given)) return checkName(call, 'each column', given);
  const expression = toExpression(given);
  return expression.kind === 'column' ? expression.name : expression;
}
