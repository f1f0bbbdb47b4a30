import type { OperationSource } from '../errors.ts';
import { constraintName, type NamingConvention } from '../model/naming.ts';
import type { Constraint, Table } from '../model/nouns.ts';
import { columnNames } from '../model/tables.ts';
import type { BatchAlterTable, Operation } from '../operations/operation.ts';
import { placeOf, reorderColumns } from './apply-columns.ts';
import { addIndex, checkForeignKey, checkNewConstraint } from './apply-constraints.ts';
import { type Catalog, knownTable } from './catalog.ts';
import type { Placement } from './column-order.ts';
import { withConstraint } from './edit.ts';
import { putTable } from './facts.ts';
import { nameOf, targetTable } from './lookup.ts';

type Apply = (catalog: Catalog, operation: Operation, source: OperationSource) => Catalog;

/** The catalog after a batch: its operations in order, then what `tableArgs`, `tableKwargs` and the order of the columns ask for. */
export function applyBatch(catalog: Catalog, batch: BatchAlterTable, source: OperationSource, apply: Apply): Catalog {
  let after = beginBatch(catalog, batch);
  for (const operation of batch.operations) after = apply(after, withoutPlace(operation), source);
  const table = knownTable(after, batch.table);
  return table === undefined ? after : putTable(after, endBatch(after, batch, table));
}

/** The catalog in which a batch's operations look things up: with the table of `copyFrom`, and its constraints named. */
export function beginBatch(catalog: Catalog, { table: name, copyFrom, namingConvention }: BatchAlterTable): Catalog {
  const table = copyFrom === undefined ? targetTable(catalog, name) : { ...copyFrom, ...nameOf(name) };
  if (table === undefined) return catalog;
  return putTable(catalog, namingConvention === undefined ? table : nameConstraints(table, namingConvention));
}

/** The table with its unnamed constraints named by a convention, as far as it can name them. */
function nameConstraints(table: Table, convention: NamingConvention): Table {
  const named = <C extends Constraint>(one: C): C => {
    if (one.name !== undefined) return one;
    const referred = one.kind === 'foreignKey' ? one.references : undefined;
    const name = constraintName(
      undefined,
      one.kind,
      table,
      columnNames(one),
      referred,
      convention,
      Number.POSITIVE_INFINITY,
    );
    return name === undefined ? one : { ...one, name };
  };
  return {
    ...table,
    columns: table.columns.map((column) => ({ ...column, checks: column.checks.map(named) })),
    constraints: table.constraints.map(named),
  };
}

/** Within a batch the columns are ordered once, at its end. */
function withoutPlace(operation: Operation): Operation {
  if (operation.kind !== 'addColumn' && operation.kind !== 'alterColumn') return operation;
  const { insertBefore: _, insertAfter: __, ...rest } = operation;
  return rest;
}

function endBatch(catalog: Catalog, batch: BatchAlterTable, table: Table): Table {
  let after = table;
  for (const constraint of batch.tableArgs.constraints) {
    checkNewConstraint(after, constraint);
    if (constraint.kind === 'foreignKey') checkForeignKey(catalog, after, constraint);
    after = withConstraint(after, constraint);
  }
  for (const index of batch.tableArgs.indexes) after = addIndex(after, index);
  const { prefixes, comment, options } = batch.tableKwargs;
  after = {
    ...after,
    ...(prefixes !== undefined && { prefixes }),
    ...(comment !== undefined && { comment }),
    options: mergeOptions(after.options, options),
  };
  return reorderColumns(after, placements(batch, after), batch.partialReordering);
}

function mergeOptions(old: Table['options'], given: Table['options']): Table['options'] {
  const merged: Record<string, Readonly<Record<string, unknown>>> = { ...old };
  for (const [dialect, options] of Object.entries(given)) merged[dialect] = { ...merged[dialect], ...options };
  return merged;
}

/** New columns go last in the order of the batch, unless they say otherwise; all of them count, so that one can follow another. */
function placements({ operations, partialReordering }: BatchAlterTable, table: Table): Placement[] {
  const last = new Map<string, Placement>();
  let asked = partialReordering.length > 0;
  for (const operation of operations) {
    if (operation.kind === 'addColumn') {
      const [place] = placeOf(operation.column.name, operation);
      asked ||= place !== undefined;
      last.set(operation.column.name, place ?? { column: operation.column.name });
    } else if (operation.kind === 'alterColumn') {
      const name = operation.newColumnName ?? operation.column;
      const old = last.get(operation.column);
      last.delete(operation.column);
      const [place] = placeOf(name, operation);
      asked ||= place !== undefined;
      if (place !== undefined) last.set(name, place);
      else if (old !== undefined) last.set(name, { ...old, column: name });
    }
  }
  const columns = new Set(table.columns.map((column) => column.name));
  return asked ? [...last.values()].filter(({ column }) => columns.has(column)) : [];
}
