import { type OperationSource, TsmigError, unreachable } from '../errors.ts';
import type { DmlStatement, TableName } from '../model/expressions.ts';
import type { CopyRows, Execute, Operation, SqlEffect } from '../operations/operation.ts';
import { type Catalog, type Dependent, keyOf, type Opaque } from './catalog.ts';
import { changeEnum, renameType } from './change-type.ts';
import { forgetTables, putOpaque, removeTable } from './facts.ts';
import { requireColumns, targetTable } from './lookup.ts';

type Apply = (catalog: Catalog, operation: Operation, source: OperationSource) => Catalog;

/** The catalog after SQL, by what its statements are known to do. */
export function applyExecute(catalog: Catalog, operation: Execute, source: OperationSource, apply: Apply): Catalog {
  if (operation.statement.kind === 'dml') checkDml(catalog, operation.statement.statement);
  return operation.effects.reduce((after, effect) => applyEffect(after, effect, operation, source, apply), catalog);
}

/** Refuses a data change of a table, or of columns, that history does not have. */
export function checkDml(catalog: Catalog, statement: DmlStatement): Catalog {
  if (catalog.dependents.has(dependentKey('view', statement.table))) return catalog;
  const table = targetTable(catalog, statement.table);
  if (table === undefined) return catalog;
  switch (statement.kind) {
    case 'insert':
      requireColumns(table, [...new Set(statement.rows.flatMap((row) => row.map((one) => one.column)))], 'insert');
      return catalog;
    case 'insertFromSelect':
      requireColumns(
        table,
        statement.columns.map((one) => one.column),
        'insert',
      );
      return catalog;
    case 'update':
      requireColumns(
        table,
        statement.set.map((one) => one.column),
        'update',
      );
      return catalog;
    case 'delete':
      return catalog;
    default:
      return unreachable(statement);
  }
}

/** Refuses a copy between tables, or columns, that history does not have. */
export function checkCopy(catalog: Catalog, { from, to, columns }: CopyRows): Catalog {
  const source = targetTable(catalog, from);
  const target = targetTable(catalog, to);
  if (source !== undefined)
    requireColumns(
      source,
      columns.map((column) => column.from),
      'copy',
    );
  if (target !== undefined)
    requireColumns(
      target,
      columns.map((column) => column.to),
      'copy',
    );
  return catalog;
}

/** The key of a view or trigger in the catalog's `dependents`. */
export function dependentKey(kind: Dependent['kind'], name: TableName): string {
  return `${kind} ${keyOf(name)}`;
}

function applyEffect(
  catalog: Catalog,
  effect: SqlEffect,
  executed: Execute,
  source: OperationSource,
  apply: Apply,
): Catalog {
  switch (effect.kind) {
    case 'none':
      return catalog;
    case 'operation':
      return applyUnderstood(catalog, effect.operation, { source, sql: textOf(executed) }, apply);
    case 'createDependent':
      return createDependent(catalog, effect, source);
    case 'dropDependent':
      return { ...catalog, dependents: catalog.dependents.delete(dependentKey(effect.dependent, effect.name)) };
    case 'changeEnum':
      return changeEnum(catalog, effect);
    case 'renameType':
      return renameType(catalog, effect);
    case 'opaqueTables':
      return effect.tables.reduce((after, table) => putOpaque(after, table, { source, sql: effect.sql }), catalog);
    case 'opaque':
      return forgetTables(catalog, { source, sql: effect.sql });
    default:
      return unreachable(effect);
  }
}

/** SQL that was understood, but does not fit what is known, has changed something all the same: its tables are hidden. */
function applyUnderstood(catalog: Catalog, operation: Operation, opaque: Opaque, apply: Apply): Catalog {
  try {
    return apply(catalog, operation, opaque.source);
  } catch (error) {
    if (!(error instanceof TsmigError) || error.code === 'internal') throw error;
    if (operation.kind === 'dropTable') return removeTable(catalog, operation.table);
    if (operation.kind === 'renameTable') {
      const renamed: TableName = { ...operation.table, name: operation.newName };
      return putOpaque(removeTable(removeTable(catalog, operation.table), renamed), renamed, opaque);
    }
    return tablesOf(operation).reduce((after, table) => putOpaque(after, table, opaque), catalog);
  }
}

function tablesOf(operation: Operation): readonly TableName[] {
  if (operation.kind === 'copyRows') return [operation.to];
  return 'table' in operation && operation.table !== undefined ? [operation.table] : [];
}

/** A trigger's name may be that of triggers on other tables too (PostgreSQL): it then stands for all of them. */
function createDependent(
  catalog: Catalog,
  { dependent, name, tables }: Extract<SqlEffect, { kind: 'createDependent' }>,
  source: OperationSource,
): Catalog {
  const key = dependentKey(dependent, name);
  const others = dependent === 'trigger' ? (catalog.dependents.get(key)?.tables ?? []) : [];
  const made: Dependent = {
    kind: dependent,
    name: name.name,
    ...(name.schema !== undefined && { schema: name.schema }),
    tables: [...new Set([...others, ...tables.map(keyOf)])],
    source,
  };
  return { ...catalog, dependents: catalog.dependents.set(key, made) };
}

function textOf({ statement }: Execute): string {
  return statement.kind === 'text' ? statement.sql.trim().slice(0, 60) : '';
}
