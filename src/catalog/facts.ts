import type { TableName } from '../model/expressions.ts';
import type { Column, Table } from '../model/nouns.ts';
import { type Catalog, emptyCatalog, keyOf, knownTable, type Opaque, tableState } from './catalog.ts';
import type { PersistentMap } from './persistent-map.ts';
import { withMember, withoutMember } from './persistent-set.ts';
import { type NamedType, typeKey, typesOf, typeUser } from './type-users.ts';

/*
 * The only writers of the catalog's tables: the maps beside them (who refers to whom, where an index stands, who uses
 * a type) follow from the tables before and after, so no operation can forget one, and none looks at other tables.
 */

/** The catalog with this table, new or in the place of the one of its name. */
export function putTable(catalog: Catalog, table: Table): Catalog {
  const before = knownTable(catalog, table);
  return {
    ...follow(catalog, before, table),
    tables: catalog.tables.set(keyOf(table), { kind: 'known', table }),
    ...opaqueCount(catalog, table, 0),
  };
}

/** The catalog without this table. */
export function removeTable(catalog: Catalog, name: TableName): Catalog {
  return {
    ...follow(catalog, knownTable(catalog, name), undefined),
    tables: catalog.tables.delete(keyOf(name)),
    ...opaqueCount(catalog, name, 0),
  };
}

/**
 * The catalog in which this table exists, but is not known. Which types it uses is kept as it was last known, so that
 * no type is taken for unused; a table that is opaque already stays so for its first reason.
 */
export function putOpaque(catalog: Catalog, name: TableName, opaque: Opaque): Catalog {
  if (tableState(catalog, name)?.kind === 'opaque') return catalog;
  const table: TableName = { name: name.name, ...(name.schema !== undefined && { schema: name.schema }) };
  return {
    ...follow(catalog, knownTable(catalog, name), undefined),
    typeUsers: catalog.typeUsers,
    tables: catalog.tables.set(keyOf(name), { kind: 'opaque', table, opaque }),
    ...opaqueCount(catalog, name, 1),
  };
}

/** The catalog in which anything may be otherwise: no table is known any more. Types are taken to be there, and in use, still. */
export function forgetTables(catalog: Catalog, opaque: Opaque): Catalog {
  const { opaqueTables: _, ...rest } = catalog;
  const { tables, referencing, indexTables } = emptyCatalog;
  return { ...rest, tables, referencing, indexTables, opaque };
}

/** Registers the named types of a column of a table that is not known. */
export function registerTypes(catalog: Catalog, table: TableName, columns: readonly Column[]): Catalog {
  const used = typesOf(columns);
  let { typeUsers } = catalog;
  for (const [key, { columns: names }] of used) {
    for (const name of names) typeUsers = add(typeUsers, key, typeUser(table, name));
  }
  return { ...catalog, typeUsers, types: withTypes(catalog, used) };
}

/** The key of an index in the catalog's `indexTables`. */
export function indexKey(name: string, schema: string | undefined): string {
  return keyOf({ name, ...(schema !== undefined && { schema }) });
}

type Links = Pick<Catalog, 'referencing' | 'indexTables' | 'typeUsers'>;

function follow(catalog: Catalog, before: Table | undefined, after: Table | undefined): Catalog {
  const links: Links = {
    referencing: moved(catalog.referencing, before, after, referredKeys),
    indexTables: moved(catalog.indexTables, before, after, indexKeys),
    typeUsers: moved(catalog.typeUsers, before, after, usedTypes),
  };
  const types = after === undefined ? catalog.types : withTypes(catalog, typesOf(after.columns));
  return { ...catalog, ...links, types };
}

type Pair = readonly [key: string, value: string];

function moved(
  map: PersistentMap<ReadonlySet<string>>,
  before: Table | undefined,
  after: Table | undefined,
  pairsOf: (table: Table) => readonly Pair[],
): PersistentMap<ReadonlySet<string>> {
  const old = before === undefined ? [] : pairsOf(before);
  const now = after === undefined ? [] : pairsOf(after);
  if (old.length === 0 && now.length === 0) return map;
  const said = ([key, value]: Pair) => JSON.stringify([key, value]);
  const kept = new Set(now.map(said));
  const had = new Set(old.map(said));
  let result = map;
  for (const pair of old) if (!kept.has(said(pair))) result = remove(result, ...pair);
  for (const pair of now) if (!had.has(said(pair))) result = add(result, ...pair);
  return result;
}

function referredKeys(table: Table): readonly Pair[] {
  return table.constraints.flatMap((one): Pair[] =>
    one.kind === 'foreignKey' ? [[keyOf(one.references.table), keyOf(table)]] : [],
  );
}

function indexKeys(table: Table): readonly Pair[] {
  return table.indexes.map((index) => [indexKey(index.name, table.schema), keyOf(table)]);
}

function usedTypes(table: Table): readonly Pair[] {
  return [...typesOf(table.columns)].flatMap(([key, { columns }]) =>
    columns.map((column): Pair => [key, typeUser(table, column)]),
  );
}

/** A type that is made by other means (`createType: false`) exists all the same, and is never dropped with its last user. */
function withTypes(catalog: Catalog, used: ReadonlyMap<string, { readonly type: NamedType }>): Catalog['types'] {
  let { types } = catalog;
  for (const { type } of used.values()) {
    const key = typeKey(type);
    if (!types.has(key)) types = types.set(key, { type, implicit: type.spec.createType });
  }
  return types;
}

function opaqueCount(catalog: Catalog, name: TableName, after: 0 | 1): Pick<Catalog, 'opaqueTables'> {
  const before = tableState(catalog, name)?.kind === 'opaque' ? 1 : 0;
  return before === after ? {} : { opaqueTables: (catalog.opaqueTables ?? 0) + after - before };
}

function add(map: PersistentMap<ReadonlySet<string>>, key: string, value: string): PersistentMap<ReadonlySet<string>> {
  return map.set(key, withMember(map.get(key), value));
}

function remove(
  map: PersistentMap<ReadonlySet<string>>,
  key: string,
  value: string,
): PersistentMap<ReadonlySet<string>> {
  const left = withoutMember(map.get(key), value);
  return left === undefined ? map.delete(key) : map.set(key, left);
}
