import type { OperationSource } from '../errors.ts';
import type { TableName } from '../model/expressions.ts';
import type { Table } from '../model/nouns.ts';
import type { DataType } from '../model/types.ts';
import { PersistentMap } from './persistent-map.ts';

/** Why facts are missing: the raw SQL that hid them. */
export interface Opaque {
  readonly source: OperationSource;
  /** The SQL's first words, for messages; empty when the table was made outside the history. */
  readonly sql: string;
}

/** A table that history knows, or one about which raw SQL left something unknown. */
export type TableState =
  | { readonly kind: 'known'; readonly table: Table }
  | { readonly kind: 'opaque'; readonly table: TableName; readonly opaque: Opaque };

/** A named type (enum, domain) that exists in the database. */
export interface TypeState {
  readonly type: DataType;
  /** Made because a column uses it; dropped with its last user. False: made and dropped by hand. */
  readonly implicit: boolean;
}

/** Something raw SQL made that a rebuild of `tables` would destroy or break: a view, a trigger. */
export interface Dependent {
  readonly kind: 'view' | 'trigger';
  readonly name: string;
  readonly schema?: string;
  /** The keys of the tables that it needs. */
  readonly tables: readonly string[];
  readonly source: OperationSource;
}

/** The schema that the history adds up to. Immutable: `apply` gives the next one. */
export interface Catalog {
  readonly tables: PersistentMap<TableState>;
  /** Table key -> keys of the tables whose foreign keys refer to it. */
  readonly referencing: PersistentMap<ReadonlySet<string>>;
  /** Index name (with its schema) -> keys of the tables that have an index of this name. */
  readonly indexTables: PersistentMap<ReadonlySet<string>>;
  /** Named types, by schema and name. */
  readonly types: PersistentMap<TypeState>;
  /** Type key -> `table key, column` of each column that uses it. */
  readonly typeUsers: PersistentMap<ReadonlySet<string>>;
  readonly dependents: PersistentMap<Dependent>;
  /** How many tables are opaque, when there are any: then an index that history does not know may exist all the same. */
  readonly opaqueTables?: number;
  /** Set when raw SQL may have changed anything. Tables that are not in `tables` may exist then. */
  readonly opaque?: Opaque;
}

export const emptyCatalog: Catalog = {
  tables: PersistentMap.empty(),
  referencing: PersistentMap.empty(),
  indexTables: PersistentMap.empty(),
  types: PersistentMap.empty(),
  typeUsers: PersistentMap.empty(),
  dependents: PersistentMap.empty(),
};

/** The key of a schema-qualified name in the catalog's maps. */
export function keyOf(name: TableName): string {
  return name.schema === undefined ? name.name : `${name.schema}\0${name.name}`;
}

/** What the catalog knows about a table; undefined: history has no such table. */
export function tableState(catalog: Catalog, name: TableName): TableState | undefined {
  return catalog.tables.get(keyOf(name));
}

/** The table, when history knows it in full. */
export function knownTable(catalog: Catalog, name: TableName): Table | undefined {
  const state = tableState(catalog, name);
  return state?.kind === 'known' ? state.table : undefined;
}
