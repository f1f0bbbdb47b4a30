import { isDeepStrictEqual } from 'node:util';
import type { Constraint, Table } from '../model/nouns.ts';
import type { Catalog } from './catalog.ts';

/** Whether two catalogs hold the same tables and types, in whatever order; false where raw SQL has hidden any. */
export function sameSchema(a: Catalog, b: Catalog): boolean {
  return isKnown(a) && isKnown(b) && isDeepStrictEqual(schemaOf(a), schemaOf(b));
}

function isKnown({ opaque, opaqueTables = 0 }: Catalog): boolean {
  return opaque === undefined && opaqueTables === 0;
}

function schemaOf({ tables, types, dependents }: Catalog): unknown {
  return {
    tables: tables.values().map((state) => (state.kind === 'known' ? sorted(state.table) : state)),
    types: types.entries(),
    dependents: dependents.values().map(({ source: _, ...one }) => one),
  };
}

function sorted(table: Table): Table {
  const by = <T>(list: readonly T[], key: (one: T) => string): T[] =>
    [...list].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  return {
    ...table,
    columns: by(table.columns, ({ name }) => name),
    constraints: by(table.constraints, keyOf),
    indexes: by(table.indexes, ({ name }) => name),
  };
}

function keyOf(constraint: Constraint): string {
  const columns = 'columns' in constraint ? constraint.columns : [];
  return JSON.stringify([constraint.kind, constraint.name, columns]);
}
