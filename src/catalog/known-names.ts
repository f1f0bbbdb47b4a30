import type { TableName } from '../model/expressions.ts';
import type { Constraint } from '../model/nouns.ts';
import type { Operation, SqlEffect } from '../operations/operation.ts';
import { dependentKey } from './apply-execute.ts';
import { type Catalog, keyOf, tableState } from './catalog.ts';
import { indexKey } from './facts.ts';
import type { PersistentMap } from './persistent-map.ts';

/**
 * The effects of raw SQL on a database that does not tell names apart by their case, with the names of tables, indexes,
 * views and triggers as history spells them: else `ALTER TABLE T` would pass the table `t` by.
 */
export function inKnownCase(effects: readonly SqlEffect[], catalog: Catalog): readonly SqlEffect[] {
  const made: TableName[] = [];
  const known = <T extends TableName>(table: T): T => {
    if (tableState(catalog, table) !== undefined) return table;
    const spelt = made.find((one) => isSame(keyOf(one), keyOf(table))) ?? tableLike(catalog, table);
    return spelt === undefined ? table : respelt(table, spelt);
  };
  return effects.map((effect) => {
    const done = withKnownNames(effect, known, catalog);
    if (done.kind === 'operation') made.push(...namesMadeBy(done.operation));
    return done;
  });
}

type Known = <T extends TableName>(table: T) => T;

function withKnownNames(effect: SqlEffect, known: Known, catalog: Catalog): SqlEffect {
  switch (effect.kind) {
    case 'operation':
      return { kind: 'operation', operation: operationOf(effect.operation, known, catalog) };
    case 'opaqueTables':
      return { ...effect, tables: effect.tables.map(known) };
    case 'createDependent':
      return { ...effect, tables: effect.tables.map(known) };
    case 'dropDependent': {
      const key = keyLike(catalog.dependents, dependentKey(effect.dependent, effect.name));
      const dependent = key === undefined ? undefined : catalog.dependents.get(key);
      return dependent === undefined ? effect : { ...effect, name: respelt(effect.name, dependent) };
    }
    default:
      return effect;
  }
}

function operationOf(operation: Operation, known: Known, catalog: Catalog): Operation {
  const constraints = (list: readonly Constraint[]) => list.map((one) => constraintOf(one, known));
  switch (operation.kind) {
    case 'createTable': {
      // Without IF NOT EXISTS the name is free, or the database refuses it.
      const table = operation.ifNotExists ? known(operation.table) : operation.table;
      return { ...operation, table: { ...table, constraints: constraints(table.constraints) } };
    }
    case 'addColumn':
      return { ...operation, table: known(operation.table), constraints: constraints(operation.constraints) };
    case 'createForeignKey':
      return {
        ...operation,
        table: known(operation.table),
        constraint: { ...operation.constraint, references: references(operation.constraint.references, known) },
      };
    case 'dropIndex': {
      const key = keyLike(catalog.indexTables, indexKey(operation.name, operation.schema));
      const name = key?.split('\0').at(-1) ?? operation.name;
      return { ...operation, name, ...(operation.table && { table: known(operation.table) }) };
    }
    default:
      if (!('table' in operation) || operation.table === undefined) return operation;
      return { ...operation, table: known(operation.table) } as Operation;
  }
}

function constraintOf(constraint: Constraint, known: Known): Constraint {
  if (constraint.kind !== 'foreignKey') return constraint;
  return { ...constraint, references: references(constraint.references, known) };
}

function references<R extends { readonly table: TableName }>(given: R, known: Known): R {
  return { ...given, table: known(given.table) };
}

/** What later statements of the same text may name. */
function namesMadeBy(operation: Operation): readonly TableName[] {
  if (operation.kind === 'createTable') return [operation.table];
  if (operation.kind === 'renameTable') return [{ ...operation.table, name: operation.newName }];
  return [];
}

function tableLike(catalog: Catalog, name: TableName): TableName | undefined {
  const key = keyLike(catalog.tables, keyOf(name));
  return key === undefined ? undefined : catalog.tables.get(key)?.table;
}

/** The key of a map that is this one, or else differs from it in case alone. */
function keyLike(map: PersistentMap<unknown>, key: string): string | undefined {
  if (map.has(key)) return key;
  return map.entries().find(([one]) => isSame(one, key))?.[0];
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function respelt<T extends TableName>(table: T, { name, schema }: TableName): T {
  return { ...table, name, ...(schema !== undefined && { schema }) };
}
