import { isDeepStrictEqual } from 'node:util';
import { TsmigError, unreachable } from '../errors.ts';
import type {
  CheckConstraintElement,
  ColumnElement,
  ConstraintElement,
  Element,
  ForeignKeyReference,
  IndexElement,
} from '../model/elements.ts';
import type { Expression, TableName } from '../model/expressions.ts';
import type { Column, Constraint, ForeignKeyConstraint, Index, Table } from '../model/nouns.ts';
import { primaryKeyOf } from '../model/tables.ts';
import { DataType, type Name } from '../model/types.ts';
import { nameOfConstraint, nameOfIndex } from './given-names.ts';
import type { Normalizer } from './normalize.ts';
import { isPlain } from './print-expressions.ts';

/** What a column's own options say of constraints and indexes on it. */
export interface Flags {
  readonly primaryKey?: boolean;
  readonly unique?: boolean;
  readonly index?: boolean;
  readonly references?: ForeignKeyConstraint;
}

/** What of a table's constraints and indexes its columns' own options say, and what is left. */
export interface Division {
  readonly flags: ReadonlyMap<string, Flags>;
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Index[];
}

/** A table as a person would write it: `normalizeTable` of the elements gives the table. */
export function elementsOf(table: Table, by: Normalizer): readonly Element[] {
  const { flags, constraints, indexes } = divide(table, by);
  const key = primaryKeyOf(table);
  const columns = table.columns.map((column) => {
    const inKey = key?.columns.includes(column.name) ?? false;
    return columnElement(column, flags.get(column.name) ?? {}, inKey, table, by);
  });
  const extraChecks = table.columns.flatMap(({ checks }) => checks.slice(1));
  return [
    ...columns.map((column) => withTypeCheck(column, table.constraints)),
    ...[...constraints, ...extraChecks].map((one) => constraintElement(one, table, by)),
    ...indexes.map((index) => indexElement(index, table, by)),
  ];
}

/** The flags of a table's columns: they say the constraints at its end, as far as those come in the columns' order. */
export function divide(table: Table, by: Normalizer): Division {
  const flags = new Map<string, Flags>();
  const said = new Set<Constraint | Index>();
  const say = (column: string, what: Constraint | Index, more: Flags) => {
    flags.set(column, { ...flags.get(column), ...more });
    said.add(what);
  };
  const names = table.columns.map(({ name }) => name);
  const key = primaryKeyOf(table);
  const only = key?.columns.length === 1 ? key.columns[0] : undefined;
  if (key !== undefined && only !== undefined && names.includes(only)) {
    if (isBare(key, table, by)) say(only, key, { primaryKey: true });
  }
  let next = Number.POSITIVE_INFINITY;
  let inOrder = true;
  for (const constraint of table.constraints.toReversed()) {
    const [column, rank] = placeOf(constraint, table, by) ?? ['', -1];
    const at = names.indexOf(column);
    inOrder &&= at >= 0 && at * 3 + rank < next;
    next = at * 3 + rank;
    if (at < 0) continue;
    // These two are the column's own even where the order is lost.
    if (constraint.kind === 'unique') say(column, constraint, { unique: true });
    if (constraint.kind === 'check') say(column, constraint, {});
    if (constraint.kind === 'foreignKey' && inOrder) say(column, constraint, { references: constraint });
  }
  let last = -1;
  for (const index of table.indexes) {
    const [column] = index.columns;
    if (typeof column !== 'string' || names.indexOf(column) <= last || flags.get(column)?.unique) break;
    const isBareIndex = index.columns.length === 1 && index.quote === undefined && isEmpty(index.options);
    if (!isBareIndex || nameOfIndex(index, table, by) !== null) break;
    last = names.indexOf(column);
    // With `index` beside it, `unique` makes no constraint.
    say(column, index, { index: true, ...(index.unique && { unique: true }) });
  }
  return {
    flags,
    constraints: table.constraints.filter((one) => !said.has(one)),
    indexes: table.indexes.filter((one) => !said.has(one)),
  };
}

/** A column with its flags as an element. */
export function columnElement(
  column: Column,
  flags: Flags,
  inPrimaryKey: boolean,
  table: TableName,
  by: Normalizer,
): ColumnElement {
  const { name, quote, nullable, autoincrement, serverDefault, identity, computed, comment, checks, options } = column;
  const [check] = checks;
  const literal =
    serverDefault?.kind === 'literal' && isDeepStrictEqual(serverDefault.type, column.type)
      ? serverDefault.value
      : undefined;
  return {
    kind: 'columnElement',
    name,
    type: column.type,
    primaryKey: flags.primaryKey ?? false,
    ...(nullable !== !(inPrimaryKey || identity !== undefined) && { nullable }),
    unique: flags.unique ?? false,
    index: flags.index ?? false,
    ...(autoincrement !== 'auto' && { autoincrement }),
    ...(comment !== undefined && { comment }),
    ...(serverDefault !== undefined && { serverDefault: isPlain(literal) ? literal : serverDefault }),
    ...(quote !== undefined && { quote }),
    ...(flags.references && { references: referenceElement(flags.references, table, by) }),
    ...(identity && { identity }),
    ...(computed && { computed }),
    ...(check && { check: constraintElement(check, table, by) as CheckConstraintElement }),
    options,
  };
}

/** A constraint as an element of its own. */
export function constraintElement(constraint: Constraint, table: TableName, by: Normalizer): ConstraintElement {
  const { deferrable, initially, options } = constraint;
  const shared = {
    ...named(nameOfConstraint(constraint, table, by)),
    ...(deferrable !== undefined && { deferrable }),
    ...(initially !== undefined && { initially }),
    options,
  };
  switch (constraint.kind) {
    case 'primaryKey':
      return { kind: 'primaryKeyElement', columns: constraint.columns, ...shared };
    case 'unique':
      return { kind: 'uniqueElement', columns: constraint.columns, ...shared };
    case 'foreignKey':
      return {
        kind: 'foreignKeyElement',
        columns: constraint.columns,
        targets: targetsOf(constraint, table),
        ...actions(constraint),
        ...shared,
      };
    case 'check':
      return { kind: 'checkElement', condition: constraint.condition, ...shared };
    case 'exclude': {
      const elements = constraint.elements.map(
        ({ expression, operator }) => [excludedColumn(expression), operator] as const,
      );
      const { using, where } = constraint;
      return {
        kind: 'excludeElement',
        elements,
        ...(using !== undefined && { using }),
        ...(where && { where }),
        ...shared,
      };
    }
    default:
      return unreachable(constraint);
  }
}

/** An index as an element of its own. */
export function indexElement(index: Index, table: TableName, by: Normalizer): IndexElement {
  return { kind: 'indexElement', ...index, name: nameOfIndex(index, table, by) };
}

/** Whether a foreign key's target can be said as `schema.table.column`. */
export function hasTarget({ references: { table, columns } }: ForeignKeyConstraint): boolean {
  return ![table.name, ...columns].some((name) => name.includes('.')) && !table.schema?.split('.').includes('');
}

/** Whether a constraint says no more than its columns. */
function isBare(constraint: Constraint, table: TableName, by: Normalizer): boolean {
  const { deferrable, initially, options } = constraint;
  return (
    deferrable === undefined &&
    initially === undefined &&
    isEmpty(options) &&
    nameOfConstraint(constraint, table, by) === undefined
  );
}

function isEmpty(options: object): boolean {
  return Object.keys(options).length === 0;
}

/** The column that a constraint can come with, and its place among those that come with that column. */
function placeOf(
  constraint: Constraint,
  table: Table,
  by: Normalizer,
): readonly [column: string, rank: number] | undefined {
  switch (constraint.kind) {
    case 'unique': {
      const { ofColumn } = constraint;
      return ofColumn !== undefined && isBare(constraint, table, by) ? [ofColumn, 0] : undefined;
    }
    case 'check':
      return constraint.typeBound === undefined ? undefined : [constraint.typeBound, 1];
    case 'foreignKey': {
      const [only, second] = constraint.columns;
      return only === undefined || second !== undefined || !hasTarget(constraint) ? undefined : [only, 2];
    }
    default:
      return undefined;
  }
}

/** The column, its type without the check that it would bring along where the table has it no longer. */
export function withTypeCheck(column: ColumnElement, constraints: readonly Constraint[]): ColumnElement {
  const { name, type } = column;
  const spec = type?.spec;
  if ((spec?.kind !== 'boolean' && spec?.kind !== 'enum') || !spec.createConstraint) return column;
  if (constraints.some((one) => one.kind === 'check' && one.typeBound === name)) return column;
  return { ...column, type: new DataType({ ...spec, createConstraint: false }, type?.variants) };
}

/** An element of an exclude constraint: a plain column by its name. */
export function excludedColumn(expression: Expression): string | Expression {
  const [only, second] = expression.kind === 'identifier' ? expression.path : [];
  return only === undefined || second !== undefined ? expression : only;
}

function referenceElement(constraint: ForeignKeyConstraint, table: TableName, by: Normalizer): ForeignKeyReference {
  const {
    kind: _,
    columns: __,
    targets,
    ...rest
  } = constraintElement(constraint, table, by) as Extract<ConstraintElement, { kind: 'foreignKeyElement' }>;
  return { kind: 'foreignKeyReference', target: targets[0] ?? '', ...rest };
}

function targetsOf(constraint: ForeignKeyConstraint, table: TableName): readonly string[] {
  const { table: referred, columns } = constraint.references;
  if (!hasTarget(constraint)) {
    throw new TsmigError('operation', `the foreign key of ${table.name} to '${referred.name}' has a dot in a name`, {
      hint: 'such a target can only be written with op.createForeignKey',
    });
  }
  return columns.map((column) =>
    [...(referred.schema === undefined ? [] : [referred.schema]), referred.name, column].join('.'),
  );
}

function actions({ onDelete, onUpdate, match }: ForeignKeyConstraint) {
  return {
    ...(onDelete !== undefined && { onDelete }),
    ...(onUpdate !== undefined && { onUpdate }),
    ...(match !== undefined && { match }),
  };
}

function named(name: Name | undefined): { readonly name?: Name } {
  return name === undefined ? {} : { name };
}
