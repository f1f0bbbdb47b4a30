import { type OperationSource, TsmigError, unreachable } from '../errors.ts';
import type { TableName } from '../model/expressions.ts';
import type { Table } from '../model/nouns.ts';
import type { CreateTable, DropTable, Operation, RenameTable } from '../operations/operation.ts';
import { alterEnum } from './alter-enum.ts';
import { applyBatch } from './apply-batch.ts';
import { addColumn, alterColumn, dropColumnOf } from './apply-columns.ts';
import {
  checkForeignKey,
  checkNewConstraint,
  createConstraint,
  createIndex,
  dropConstraint,
  dropIndex,
} from './apply-constraints.ts';
import { applyExecute, checkCopy, checkDml } from './apply-execute.ts';
import { createType, dropType } from './apply-types.ts';
import { type Catalog, keyOf, type Opaque, tableState } from './catalog.ts';
import { renameReferredTable } from './edit.ts';
import { putOpaque, putTable, registerTypes, removeTable } from './facts.ts';
import { existence, nameOf, noTable, refusal, requireColumns, spell, targetTable } from './lookup.ts';

/**
 * The catalog after an operation. Strict: what does not fit the replayed history is a TsmigError `replay` that names the
 * object; what raw SQL has hidden is let pass, for only the dialect knows which facts it needs.
 */
export function apply(catalog: Catalog, operation: Operation, source: OperationSource): Catalog {
  try {
    return applied(catalog, operation, source);
  } catch (error) {
    if (error instanceof TsmigError) error.source ??= source;
    throw error;
  }
}

function applied(catalog: Catalog, operation: Operation, source: OperationSource): Catalog {
  switch (operation.kind) {
    case 'createTable':
      return createTable(catalog, operation);
    case 'dropTable':
      return dropTable(catalog, operation);
    case 'renameTable':
      return renameTable(catalog, operation);
    case 'addColumn':
      return addColumn(catalog, operation);
    case 'dropColumn':
      return dropColumnOf(catalog, operation);
    case 'alterColumn':
      return alterColumn(catalog, operation, source);
    case 'createPrimaryKey':
    case 'createUniqueConstraint':
    case 'createForeignKey':
    case 'createCheckConstraint':
    case 'createExcludeConstraint':
      return createConstraint(catalog, operation.table, operation.constraint);
    case 'dropConstraint':
      return dropConstraint(catalog, operation);
    case 'createIndex':
      return createIndex(catalog, operation);
    case 'dropIndex':
      return dropIndex(catalog, operation);
    case 'createTableComment':
      return changeTable(catalog, operation.table, (table) => ({ ...table, comment: operation.comment }));
    case 'dropTableComment':
      return changeTable(catalog, operation.table, ({ comment: _, ...table }) => table);
    case 'bulkInsert':
      return checkDml(catalog, operation.insert);
    case 'execute':
      return applyExecute(catalog, operation, source, apply);
    case 'batchAlterTable':
      return applyBatch(catalog, operation, source, apply);
    case 'createType':
      return createType(catalog, operation);
    case 'dropType':
      return dropType(catalog, operation);
    case 'alterEnum':
      return alterEnum(catalog, operation);
    case 'copyRows':
      return checkCopy(catalog, operation);
    default:
      return unreachable(operation);
  }
}

function createTable(catalog: Catalog, { table, ifNotExists }: CreateTable): Catalog {
  const state = tableState(catalog, table);
  if (state !== undefined && ifNotExists) return catalog;
  if (state !== undefined) throw refusal(`table "${spell(table)}" exists already`, 'drop or rename it first');
  if (ifNotExists && catalog.opaque !== undefined) {
    return registerTypes(putOpaque(catalog, table, catalog.opaque), table, table.columns);
  }
  checkNewTable(catalog, table);
  return putTable(catalog, table);
}

function checkNewTable(catalog: Catalog, table: Table): void {
  const twice = repeated(table.columns.map((column) => column.name));
  if (twice !== undefined)
    throw refusal(`table "${spell(table)}" has two columns "${twice}"`, 'rename one, or leave it out');
  const index = repeated(table.indexes.map((one) => one.name));
  if (index !== undefined)
    throw refusal(`table "${spell(table)}" has two indexes "${index}"`, 'give one of them another name');
  table.constraints.forEach((constraint, at) => {
    checkNewConstraint({ ...table, constraints: table.constraints.slice(0, at) }, constraint);
    if (constraint.kind === 'foreignKey') checkForeignKey(catalog, table, constraint);
  });
  const check = repeated(table.columns.flatMap((column) => column.checks.flatMap((one) => one.name ?? [])));
  if (check !== undefined)
    throw refusal(`table "${spell(table)}" has two constraints "${check}"`, 'give one of them another name');
  for (const { name, columns } of table.indexes) {
    requireColumns(
      table,
      columns.filter((column) => typeof column === 'string'),
      `index ${name}`,
    );
  }
}

function repeated(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return undefined;
}

function dropTable(catalog: Catalog, { table, ifExists }: DropTable): Catalog {
  if (existence(catalog, table) === 'no') {
    if (ifExists) return catalog;
    throw noTable(catalog, table);
  }
  return removeTable(withoutTriggers(catalog, table), table);
}

/** A table's triggers go with it; a view stays behind, as it does in SQLite. */
function withoutTriggers(catalog: Catalog, table: TableName): Catalog {
  if (catalog.dependents.size === 0) return catalog;
  const key = keyOf(table);
  let { dependents } = catalog;
  for (const [name, one] of dependents.entries()) {
    if (one.kind !== 'trigger' || !one.tables.includes(key)) continue;
    const tables = one.tables.filter((other) => other !== key);
    dependents = tables.length === 0 ? dependents.delete(name) : dependents.set(name, { ...one, tables });
  }
  return { ...catalog, dependents };
}

function renameTable(catalog: Catalog, { table, newName }: RenameTable): Catalog {
  const known = targetTable(catalog, table);
  const renamed: TableName = { ...nameOf(table), name: newName };
  if (keyOf(renamed) === keyOf(table)) return catalog;
  if (tableState(catalog, renamed) !== undefined) {
    throw refusal(
      `table "${spell(table)}" cannot be renamed: table "${spell(renamed)}" exists already`,
      'drop or rename that one first',
    );
  }
  const opaque = opaqueOf(catalog, table);
  let after = removeTable(catalog, table);
  if (known !== undefined) after = putTable(after, renameReferredTable({ ...known, name: newName }, table, renamed));
  else if (opaque !== undefined) after = putOpaque(after, renamed, opaque);
  for (const key of catalog.referencing.get(keyOf(table)) ?? []) {
    const state = after.tables.get(key);
    if (state?.kind === 'known') after = putTable(after, renameReferredTable(state.table, table, renamed));
  }
  return renameInDependents(after, keyOf(table), keyOf(renamed));
}

function opaqueOf(catalog: Catalog, table: TableName): Opaque | undefined {
  const state = tableState(catalog, table);
  return state?.kind === 'opaque' ? state.opaque : catalog.opaque;
}

function renameInDependents(catalog: Catalog, from: string, to: string): Catalog {
  if (catalog.dependents.size === 0) return catalog;
  let { dependents } = catalog;
  for (const [name, one] of dependents.entries()) {
    if (!one.tables.includes(from)) continue;
    dependents = dependents.set(name, { ...one, tables: one.tables.map((key) => (key === from ? to : key)) });
  }
  return { ...catalog, dependents };
}

function changeTable(catalog: Catalog, name: TableName, change: (table: Table) => Table): Catalog {
  const table = targetTable(catalog, name);
  return table === undefined ? catalog : putTable(catalog, change(table));
}
