import { TsmigError, unreachable } from '../errors.ts';
import type { TableName } from '../model/expressions.ts';
import type { Constraint, Table } from '../model/nouns.ts';
import { columnOf, indexNamed } from '../model/tables.ts';
import type {
  AddColumn,
  AlterColumn,
  AlterEnum,
  BatchAlterTable,
  ConstraintType,
  CreateType,
  DropColumn,
  DropConstraint,
  DropIndex,
  DropTable,
  DropType,
  Operation,
} from '../operations/operation.ts';
import { summarize } from '../operations/summarize.ts';
import { enumOf } from './alter-enum.ts';
import { apply } from './apply.ts';
import { beginBatch } from './apply-batch.ts';
import { tableOfIndex } from './apply-constraints.ts';
import { type Catalog, keyOf, knownTable, tableState } from './catalog.ts';
import { dropColumn } from './edit.ts';
import { findConstraint, givenName } from './find-constraint.ts';
import { nameOf, spell } from './lookup.ts';
import { reverseAlterColumn } from './reverse-alter.ts';
import { namedTypeOf, typeKey } from './type-users.ts';

/**
 * The operations that take an operation back, in the order in which they are to be applied to the catalog after it.
 * What cannot be taken back (a data change, raw SQL, the drop of something that is not known) is a TsmigError `operation`.
 * A column, constraint or index that is made again stands behind the others. A type that a column brought along stays.
 * @param before the catalog just before the operation.
 */
export function reverse(operation: Operation, before: Catalog): readonly Operation[] {
  switch (operation.kind) {
    case 'createTable': {
      if (operation.ifNotExists && mayExist(before, operation.table)) return sameOr(operation, before, operation.table);
      return [{ kind: 'dropTable', table: nameOf(operation.table), ifExists: false, options: {} }];
    }
    case 'dropTable':
      return reverseDropTable(operation, before);
    case 'renameTable':
      return [
        { kind: 'renameTable', table: { ...operation.table, name: operation.newName }, newName: operation.table.name },
      ];
    case 'addColumn':
      return reverseAddColumn(operation, before);
    case 'dropColumn':
      return reverseDropColumn(operation, before);
    case 'alterColumn':
      return reverseAlterColumn(operation, knownTable(before, operation.table));
    case 'createPrimaryKey':
      return [
        dropOf(operation, operation.table, operation.constraint),
        ...nullableAgain(knownTable(before, operation.table), operation.table, operation.constraint.columns),
      ];
    case 'createUniqueConstraint':
    case 'createForeignKey':
    case 'createCheckConstraint':
    case 'createExcludeConstraint':
      return [dropOf(operation, operation.table, operation.constraint)];
    case 'dropConstraint':
      return reverseDropConstraint(operation, before);
    case 'createIndex': {
      const { table, index } = operation;
      if (operation.ifNotExists && indexNamed(requireKnown(operation, before, table), index.name) !== undefined)
        return [];
      return [dropIndexOf(table, index)];
    }
    case 'dropIndex':
      return reverseDropIndex(operation, before);
    case 'createTableComment':
    case 'dropTableComment':
      return [commentOf(operation.table, commentBefore(operation, before))];
    case 'createType':
      return reverseCreateType(operation, before);
    case 'dropType':
      return reverseDropType(operation, before);
    case 'alterEnum':
      return [reverseAlterEnum(operation, before)];
    case 'batchAlterTable':
      return reverseBatch(operation, before);
    case 'bulkInsert':
    case 'execute':
    case 'copyRows':
      throw irreversible(operation, 'the rows and objects that it changes are not known');
    default:
      return unreachable(operation);
  }
}

/** The operation that makes a constraint. */
export function creationOf(name: TableName, constraint: Constraint): Operation {
  const table = nameOf(name);
  switch (constraint.kind) {
    case 'primaryKey':
      return { kind: 'createPrimaryKey', table, constraint };
    case 'unique':
      return { kind: 'createUniqueConstraint', table, constraint };
    case 'foreignKey':
      return { kind: 'createForeignKey', table, constraint };
    case 'check':
      return { kind: 'createCheckConstraint', table, constraint };
    case 'exclude':
      return { kind: 'createExcludeConstraint', table, constraint };
    default:
      return unreachable(constraint);
  }
}

function irreversible(operation: Operation, why: string): TsmigError {
  return new TsmigError('operation', `${summarize(operation)} cannot be reversed: ${why}`, {
    hint: 'write the downgrade by hand',
  });
}

function requireKnown(operation: Operation, before: Catalog, table: TableName): Table {
  const known = knownTable(before, table);
  if (known === undefined) throw irreversible(operation, `table "${spell(table)}" is not known before it`);
  return known;
}

function mayExist(catalog: Catalog, table: TableName): boolean {
  return tableState(catalog, table) !== undefined || catalog.opaque !== undefined;
}

/** Nothing to take back, when the table is known to have been there. */
function sameOr(operation: Operation, before: Catalog, table: TableName): readonly Operation[] {
  if (tableState(before, table) !== undefined) return [];
  throw irreversible(operation, `whether table "${spell(table)}" exists before it is not known`);
}

function reverseDropTable(operation: DropTable, before: Catalog): readonly Operation[] {
  if (operation.ifExists && !mayExist(before, operation.table)) return [];
  const table = requireKnown(operation, before, operation.table);
  const key = keyOf(table);
  const trigger = before.dependents.values().find((one) => one.kind === 'trigger' && one.tables.includes(key));
  if (trigger !== undefined) throw irreversible(operation, `trigger "${trigger.name}" goes with it`);
  return [{ kind: 'createTable', table, ifNotExists: false }];
}

function reverseAddColumn(operation: AddColumn, before: Catalog): readonly Operation[] {
  if (operation.ifNotExists) {
    const table = requireKnown(operation, before, operation.table);
    if (columnOf(table, operation.column.name) !== undefined) return [];
  }
  const { name } = operation.column;
  return [{ kind: 'dropColumn', table: operation.table, column: name, ifExists: false, options: {} }];
}

function reverseDropColumn(operation: DropColumn, before: Catalog): readonly Operation[] {
  const table = requireKnown(operation, before, operation.table);
  const column = columnOf(table, operation.column);
  if (column === undefined) return [];
  const { constraints, indexes } = dropColumn(table, column.name);
  const key = constraints.find((one) => one.kind === 'primaryKey');
  const add: AddColumn = {
    kind: 'addColumn',
    table: nameOf(operation.table),
    column,
    primaryKey: false,
    constraints: constraints.filter((one) => one.kind !== 'primaryKey').map((one) => nameable(table, one)),
    indexes,
    ifNotExists: false,
    inlineReferences: false,
    inlinePrimaryKey: false,
  };
  if (key === undefined) return [add];
  const rest = key.columns.length > 1 ? [dropOf(operation, operation.table, key)] : [];
  return [...rest, add, creationOf(operation.table, key), ...nullableAgain(table, operation.table, key.columns)];
}

/** A constraint that history did not name gets the name that databases give, for not every database adds one without. */
function nameable(table: Table, one: Constraint): Constraint {
  const isOfType = one.kind === 'check' && one.typeBound !== undefined;
  const name = one.name !== undefined || isOfType ? undefined : givenName(table, one);
  return name === undefined ? one : { ...one, name };
}

/** What a constraint is called where it is dropped. */
export const constraintTypes: Readonly<Record<Constraint['kind'], ConstraintType | undefined>> = {
  primaryKey: 'primary',
  unique: 'unique',
  foreignKey: 'foreignkey',
  check: 'check',
  exclude: undefined,
};

function dropOf(operation: Operation, name: TableName, constraint: Constraint): DropConstraint {
  if (constraint.name === undefined) throw irreversible(operation, 'the constraint has no name by which to drop it');
  const type = constraintTypes[constraint.kind];
  return {
    kind: 'dropConstraint',
    table: nameOf(name),
    name: constraint.name,
    ...(type !== undefined && { type }),
    ifExists: false,
  };
}

/** A primary key makes its columns NOT NULL, and they stay so when it goes; SQLite has keys over columns that are not. */
function nullableAgain(table: Table | undefined, name: TableName, columns: readonly string[]): readonly AlterColumn[] {
  return (table?.columns ?? [])
    .filter((column) => column.nullable && columns.includes(column.name))
    .map((column) => ({
      kind: 'alterColumn',
      table: nameOf(name),
      column: column.name,
      nullable: true,
      existing: {},
      typeChecks: [],
      options: {},
    }));
}

function reverseDropConstraint(operation: DropConstraint, before: Catalog): readonly Operation[] {
  const table = requireKnown(operation, before, operation.table);
  const constraint = findConstraint(table, operation.name, operation.type);
  if (constraint === undefined) return [];
  const again = constraint.kind === 'primaryKey' ? nullableAgain(table, operation.table, constraint.columns) : [];
  // One that history did not name is made again as the database calls it.
  return [creationOf(operation.table, { ...constraint, name: operation.name }), ...again];
}

/** The operation that drops an index, in the way in which it was made. */
export function dropIndexOf(table: TableName, { name, quote, options }: Table['indexes'][number]): DropIndex {
  const concurrently = options.postgresql?.concurrently;
  return {
    kind: 'dropIndex',
    name,
    ...(quote !== undefined && { quote }),
    table: nameOf(table),
    ...(table.schema !== undefined && { schema: table.schema }),
    ifExists: false,
    options: concurrently === undefined ? {} : { postgresql: { concurrently } },
  };
}

function reverseDropIndex(operation: DropIndex, before: Catalog): readonly Operation[] {
  const table = operation.table === undefined ? tableOfIndex(before, operation) : knownTable(before, operation.table);
  const index = table === undefined ? undefined : indexNamed(table, operation.name);
  if (table !== undefined && index !== undefined) {
    return [{ kind: 'createIndex', table: nameOf(table), index, ifNotExists: false }];
  }
  if (operation.ifExists && table !== undefined) return [];
  throw irreversible(operation, 'the index is not known before it');
}

function commentBefore(
  operation: Extract<Operation, { kind: 'createTableComment' | 'dropTableComment' }>,
  before: Catalog,
): string | null {
  const table = knownTable(before, operation.table);
  if (table !== undefined) return table.comment ?? null;
  if (operation.existingComment !== undefined) return operation.existingComment;
  throw irreversible(operation, 'the comment before it is not known');
}

function commentOf(table: TableName, comment: string | null): Operation {
  return comment === null
    ? { kind: 'dropTableComment', table: nameOf(table) }
    : { kind: 'createTableComment', table: nameOf(table), comment };
}

function reverseCreateType(operation: CreateType, before: Catalog): readonly Operation[] {
  const named = namedTypeOf(operation.type);
  if (operation.checkFirst && named !== undefined && before.types.has(typeKey(named))) return [];
  return [{ kind: 'dropType', type: operation.type, checkFirst: false, implicit: operation.implicit }];
}

function reverseDropType(operation: DropType, before: Catalog): readonly Operation[] {
  const named = namedTypeOf(operation.type);
  const known = named === undefined ? undefined : before.types.get(typeKey(named));
  if (known !== undefined) {
    return [{ kind: 'createType', type: known.type, checkFirst: false, implicit: known.implicit }];
  }
  if (operation.checkFirst && before.opaque === undefined) return [];
  throw irreversible(operation, 'the type is not known before it');
}

function reverseAlterEnum(operation: AlterEnum, before: Catalog): AlterEnum {
  const values = enumOf(before, operation.name)?.values;
  if (values === undefined) throw irreversible(operation, 'its values before it are not known');
  const renamed = Object.fromEntries(Object.entries(operation.renamed).map(([from, to]) => [to, from]));
  return { kind: 'alterEnum', name: operation.name, values, renamed };
}

function reverseBatch(batch: BatchAlterTable, before: Catalog): readonly Operation[] {
  const { prefixes, comment, options } = batch.tableKwargs;
  if (prefixes !== undefined || Object.keys(options).length > 0) {
    throw irreversible(batch, 'no operation takes back tableKwargs');
  }
  let catalog = beginBatch(before, batch);
  const start = knownTable(catalog, batch.table);
  const reversed: Operation[] = [];
  for (const operation of batch.operations) {
    reversed.unshift(...reverse(operation, catalog));
    catalog = apply(catalog, operation, {});
  }
  for (const constraint of batch.tableArgs.constraints) {
    const key =
      constraint.kind === 'primaryKey'
        ? nullableAgain(knownTable(catalog, batch.table), batch.table, constraint.columns)
        : [];
    reversed.unshift(dropOf(batch, batch.table, constraint), ...key);
  }
  for (const index of batch.tableArgs.indexes) reversed.unshift(dropIndexOf(batch.table, index));
  if (comment !== undefined) reversed.unshift(commentOf(batch.table, start?.comment ?? null));
  const after = batch.copyFrom === undefined ? undefined : knownTable(apply(before, batch, {}), batch.table);
  const { copyFrom: _, ...rest } = batch;
  return [
    {
      ...rest,
      ...(after !== undefined && { copyFrom: after }),
      tableArgs: { constraints: [], indexes: [] },
      tableKwargs: { options: {} },
      partialReordering: oldOrder(batch, start),
      operations: reversed,
    },
  ];
}

/** The order of the columns before a batch that changes it. */
function oldOrder(
  { partialReordering, operations }: BatchAlterTable,
  start: Table | undefined,
): BatchAlterTable['partialReordering'] {
  const moves = operations.some(
    (one) => one.kind === 'alterColumn' && (one.insertBefore !== undefined || one.insertAfter !== undefined),
  );
  if (start === undefined || (partialReordering.length === 0 && !moves)) return [];
  return [start.columns.map((column) => column.name)];
}
