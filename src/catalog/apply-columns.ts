import type { OperationSource } from '../errors.ts';
import type { TableName } from '../model/expressions.ts';
import type { Column, ForeignKeyConstraint, Table } from '../model/nouns.ts';
import { columnOf } from '../model/tables.ts';
import type { AddColumn, AlterColumn, DefaultChange, DropColumn } from '../operations/operation.ts';
import { addIndex, checkForeignKey, checkNewConstraint } from './apply-constraints.ts';
import { type Catalog, keyOf, tableState } from './catalog.ts';
import { orderColumns, type Placement } from './column-order.ts';
import {
  dropColumn,
  foreignKeysOf,
  refersTo,
  renameColumn,
  renameReferredColumn,
  replaceColumn,
  withConstraint,
} from './edit.ts';
import { mentions, renameInExpression } from './expressions.ts';
import { putOpaque, putTable, registerTypes } from './facts.ts';
import { nameOf, noTable, refusal, requireColumn, requireColumns, spell, targetTable } from './lookup.ts';

/** The catalog after a column, with its constraints and indexes, has been added. */
export function addColumn(catalog: Catalog, operation: AddColumn): Catalog {
  const { column, ifNotExists } = operation;
  const table = targetTable(catalog, operation.table);
  if (table === undefined) return registerTypes(catalog, operation.table, [column]);
  if (columnOf(table, column.name) !== undefined) {
    if (ifNotExists) return catalog;
    throw refusal(
      `table "${spell(table)}" has a column "${column.name}" already`,
      'change it with op.alterColumn, or give the new one another name',
    );
  }
  const placed = placeOf(column.name, operation);
  let after = reorderColumns({ ...table, columns: [...table.columns, column] }, placed, []);
  for (const constraint of keysOf(operation)) {
    checkNewConstraint(after, constraint);
    if (constraint.kind === 'foreignKey') checkForeignKey(catalog, after, constraint);
    after = withConstraint(after, constraint);
  }
  for (const index of operation.indexes) after = addIndex(after, index);
  return putTable(catalog, after);
}

/** ADD COLUMN makes the column part of the key only when it says so inline: Alembic leaves PRIMARY KEY out otherwise. */
function keysOf({ column, constraints, primaryKey, inlinePrimaryKey }: AddColumn): AddColumn['constraints'] {
  if (!(primaryKey && inlinePrimaryKey)) return constraints.filter((one) => one.kind !== 'primaryKey');
  if (constraints.some((one) => one.kind === 'primaryKey')) return constraints;
  return [{ kind: 'primaryKey', columns: [column.name], options: {} }, ...constraints];
}

/** The places that an operation asks for; empty when it asks for none. */
export function placeOf(
  column: string,
  { insertBefore, insertAfter }: Pick<AddColumn, 'insertBefore' | 'insertAfter'>,
): Placement[] {
  if (insertBefore === undefined && insertAfter === undefined) return [];
  return [
    {
      column,
      ...(insertBefore !== undefined && { before: insertBefore }),
      ...(insertAfter !== undefined && { after: insertAfter }),
    },
  ];
}

/** The table with its columns in the order that is asked for. */
export function reorderColumns(
  table: Table,
  placed: readonly Placement[],
  partial: readonly (readonly string[])[],
): Table {
  if (placed.length === 0 && partial.length === 0) return table;
  requireColumns(
    table,
    placed.flatMap(({ before, after }) => [before ?? [], after ?? []].flat()),
    'the order of the columns',
  );
  requireColumns(table, partial.flat(), 'partialReordering');
  const names = table.columns.map((column) => column.name);
  return { ...table, columns: orderColumns(names, placed, partial).map((name) => requireColumn(table, name)) };
}

/** The catalog after a column, and what is on it, has been dropped; one that another table refers to is refused. */
export function dropColumnOf(catalog: Catalog, operation: DropColumn): Catalog {
  const table = targetTable(catalog, operation.table);
  if (table === undefined) return catalog;
  if (operation.ifExists && columnOf(table, operation.column) === undefined) return catalog;
  requireColumn(table, operation.column);
  const user = referringKey(catalog, table, operation.column);
  if (user !== undefined) {
    const key = user.key.name === undefined ? 'a foreign key' : `foreign key "${user.key.name}"`;
    throw refusal(
      `column "${operation.column}" of table "${spell(table)}" cannot be dropped: ${key} of table "${spell(user.table)}" refers to it`,
      'drop the foreign key first',
    );
  }
  const computed = table.columns.find(
    ({ name, computed }) =>
      name !== operation.column && computed !== undefined && mentions(computed.expression, operation.column),
  );
  if (computed !== undefined) {
    throw refusal(
      `column "${operation.column}" of table "${spell(table)}" cannot be dropped: column "${computed.name}" is computed from it`,
      `drop column "${computed.name}" first`,
    );
  }
  return putTable(catalog, dropColumn(table, operation.column).table);
}

/** A foreign key that refers to the column, and does not go with it. */
function referringKey(
  catalog: Catalog,
  table: Table,
  column: string,
): { readonly table: Table; readonly key: ForeignKeyConstraint } | undefined {
  for (const other of catalog.referencing.get(keyOf(table)) ?? []) {
    const state = catalog.tables.get(other);
    if (state?.kind !== 'known') continue;
    const own = other === keyOf(table);
    const key = foreignKeysOf(state.table).find(
      (one) =>
        refersTo(one, table) && one.references.columns.includes(column) && !(own && one.columns.includes(column)),
    );
    if (key !== undefined) return { table: state.table, key };
  }
  return undefined;
}

/** The catalog after a column has been changed; its new name is followed wherever the old one stands. */
export function alterColumn(catalog: Catalog, operation: AlterColumn, source: OperationSource): Catalog {
  const name = operation.newColumnName ?? operation.column;
  const state = tableState(catalog, operation.table);
  if (state?.kind !== 'known') return alterUnknown(catalog, operation, name, source);
  const column = requireColumn(state.table, operation.column);
  if (name !== column.name && columnOf(state.table, name) !== undefined) {
    throw refusal(
      `column "${column.name}" of table "${spell(state.table)}" cannot be renamed: it has a column "${name}" already`,
    );
  }
  const changed = changeType(replaceColumn(state.table, column.name, alteredColumn(column, operation)), operation);
  const renamed = name === column.name ? changed : renameColumn(changed, column.name, name);
  const ordered = reorderColumns(withTypeChecks(renamed, operation, name), placeOf(name, operation), []);
  const after = putTable(catalog, ordered);
  return name === column.name ? after : renameInReferences(after, ordered, column.name, name);
}

/** What the existing type says of a table that history never made is taken: the table exists, and is not known. */
function alterUnknown(catalog: Catalog, operation: AlterColumn, name: string, source: OperationSource): Catalog {
  const { table, existing, type } = operation;
  let after = catalog;
  if (tableState(catalog, table) === undefined && catalog.opaque === undefined) {
    if (existing.type === undefined) throw noTable(catalog, table);
    after = putOpaque(catalog, table, { source, sql: '' });
  }
  if (type === undefined) return after;
  return registerTypes(after, nameOf(table), [
    { name, type, nullable: true, autoincrement: 'auto', checks: [], options: {} },
  ]);
}

function alteredColumn(column: Column, operation: AlterColumn): Column {
  const { comment: _, ...uncommented } = column;
  const base = operation.comment === null ? uncommented : column;
  const altered: Column = {
    ...base,
    ...(operation.type !== undefined && { type: operation.type }),
    ...(operation.nullable !== undefined && { nullable: operation.nullable }),
    ...(operation.autoincrement !== undefined && { autoincrement: operation.autoincrement }),
    ...(typeof operation.comment === 'string' && { comment: operation.comment }),
  };
  return operation.serverDefault === undefined ? altered : withDefault(altered, operation.serverDefault);
}

/** A column has one of a default, an identity and a generating expression: the new one takes the old one's place. */
function withDefault(column: Column, change: DefaultChange): Column {
  const { serverDefault: _, identity: __, computed: ___, ...bare } = column;
  if (change === null) return bare;
  if (change.kind === 'identity') return { ...bare, identity: change };
  if (change.kind === 'computed') return { ...bare, computed: change };
  return { ...bare, serverDefault: change };
}

/** The checks that the old type brought go with it. */
function changeType(table: Table, { column, type }: AlterColumn): Table {
  if (type === undefined) return table;
  const constraints = table.constraints.filter((one) => !(one.kind === 'check' && one.typeBound === column));
  return constraints.length === table.constraints.length ? table : { ...table, constraints };
}

function withTypeChecks(table: Table, { typeChecks, type, column: old }: AlterColumn, column: string): Table {
  if (type === undefined) return table;
  return typeChecks.reduce((after, check) => {
    checkNewConstraint(after, check);
    const condition = renameInExpression(check.condition, old, column);
    return withConstraint(after, { ...check, condition, typeBound: column });
  }, table);
}

function renameInReferences(catalog: Catalog, table: TableName, from: string, to: string): Catalog {
  let after = catalog;
  for (const key of catalog.referencing.get(keyOf(table)) ?? []) {
    const state = after.tables.get(key);
    if (key === keyOf(table) || state?.kind !== 'known') continue;
    after = putTable(after, renameReferredColumn(state.table, table, from, to));
  }
  return after;
}
