import { apply } from '../../src/catalog/apply.ts';
import { type Catalog, emptyCatalog } from '../../src/catalog/catalog.ts';
import type { Expression, TableName } from '../../src/model/expressions.ts';
import type { Column, Constraint, Index, Table } from '../../src/model/nouns.ts';
import { DataType } from '../../src/model/types.ts';
import type { AddColumn, AlterColumn, BatchAlterTable, Operation } from '../../src/operations/operation.ts';

export const integer = new DataType({ kind: 'integer' });
export const text = new DataType({ kind: 'text' });
export const raw = (sql: string): Expression => ({ kind: 'raw', text: sql });
export const enumOf = (name: string, values: readonly string[], createType = true): DataType =>
  new DataType({ kind: 'enum', name, values, nativeEnum: true, createConstraint: false, createType });

export const column = (name: string, given: Partial<Column> = {}): Column => ({
  name,
  type: integer,
  nullable: true,
  autoincrement: 'auto',
  checks: [],
  options: {},
  ...given,
});
export const pk = (columns: readonly string[], name?: string): Constraint & { kind: 'primaryKey' } => ({
  kind: 'primaryKey',
  ...(name !== undefined && { name }),
  columns,
  options: {},
});
export const unique = (columns: readonly string[], name?: string): Constraint & { kind: 'unique' } => ({
  kind: 'unique',
  ...(name !== undefined && { name }),
  columns,
  options: {},
});
export const check = (condition: string, name?: string): Constraint & { kind: 'check' } => ({
  kind: 'check',
  ...(name !== undefined && { name }),
  condition: raw(condition),
  options: {},
});
export const fk = (
  columns: readonly string[],
  table: string,
  to: readonly string[],
  name?: string,
): Constraint & { kind: 'foreignKey' } => ({
  kind: 'foreignKey',
  ...(name !== undefined && { name }),
  columns,
  references: { table: { name: table }, columns: to },
  options: {},
});
export const index = (name: string, columns: readonly (string | Expression)[], given: Partial<Index> = {}): Index => ({
  name,
  columns,
  unique: false,
  options: {},
  ...given,
});
export const table = (name: string, columns: readonly Column[], given: Partial<Table> = {}): Table => ({
  name,
  columns,
  constraints: [],
  indexes: [],
  prefixes: [],
  options: {},
  ...given,
});

export const createTable = (made: Table, ifNotExists = false): Operation => ({
  kind: 'createTable',
  table: made,
  ifNotExists,
});
export const dropTable = (name: string, ifExists = false): Operation => ({
  kind: 'dropTable',
  table: { name },
  ifExists,
  options: {},
});
export const renameTable = (name: string, newName: string): Operation => ({
  kind: 'renameTable',
  table: { name },
  newName,
});
export const addColumn = (name: string, added: Column, given: Partial<AddColumn> = {}): AddColumn => ({
  kind: 'addColumn',
  table: { name },
  column: added,
  primaryKey: false,
  constraints: [],
  indexes: [],
  ifNotExists: false,
  inlineReferences: false,
  inlinePrimaryKey: false,
  ...given,
});
export const dropColumn = (name: string, dropped: string, ifExists = false): Operation => ({
  kind: 'dropColumn',
  table: { name },
  column: dropped,
  ifExists,
  options: {},
});
export const alterColumn = (name: string, altered: string, given: Partial<AlterColumn>): AlterColumn => ({
  kind: 'alterColumn',
  table: { name },
  column: altered,
  existing: {},
  typeChecks: [],
  options: {},
  ...given,
});
export const create = (name: string, constraint: Constraint): Operation => {
  const on: TableName = { name };
  switch (constraint.kind) {
    case 'primaryKey':
      return { kind: 'createPrimaryKey', table: on, constraint };
    case 'unique':
      return { kind: 'createUniqueConstraint', table: on, constraint };
    case 'foreignKey':
      return { kind: 'createForeignKey', table: on, constraint };
    case 'check':
      return { kind: 'createCheckConstraint', table: on, constraint };
    case 'exclude':
      return { kind: 'createExcludeConstraint', table: on, constraint };
  }
};
export const dropConstraint = (
  name: string,
  constraint: string,
  type?: 'foreignkey' | 'primary' | 'unique' | 'check',
  ifExists = false,
): Operation => ({ kind: 'dropConstraint', table: { name }, name: constraint, ...(type && { type }), ifExists });
export const createIndex = (name: string, made: Index, ifNotExists = false): Operation => ({
  kind: 'createIndex',
  table: { name },
  index: made,
  ifNotExists,
});
export const dropIndex = (name: string, on?: string, ifExists = false): Operation => ({
  kind: 'dropIndex',
  name,
  ...(on !== undefined && { table: { name: on } }),
  ifExists,
  options: {},
});
export const batch = (
  name: string,
  operations: readonly Operation[],
  given: Partial<BatchAlterTable> = {},
): BatchAlterTable => ({
  kind: 'batchAlterTable',
  table: { name },
  recreate: 'auto',
  tableArgs: { constraints: [], indexes: [] },
  tableKwargs: { options: {} },
  partialReordering: [],
  operations,
  ...given,
});
export const createType = (type: DataType, checkFirst = false, implicit = false): Operation => ({
  kind: 'createType',
  type,
  checkFirst,
  implicit,
});
export const dropType = (type: DataType, checkFirst = false): Operation => ({
  kind: 'dropType',
  type,
  checkFirst,
  implicit: false,
});

/** The catalog that operations add up to. */
export const replay = (operations: readonly Operation[], from: Catalog = emptyCatalog): Catalog =>
  operations.reduce((catalog, operation) => apply(catalog, operation, {}), from);

/**
 * A catalog as plain sorted data. Columns, constraints and indexes are sets, for what is made again stands last; a check
 * beside a column counts as one of the table; a type that only a column brought along counts while a column uses it.
 */
export function describeCatalog(catalog: Catalog): unknown {
  const sets = (entries: [string, ReadonlySet<string>][]) => entries.map(([key, set]) => [key, [...set].sort()]);
  return {
    tables: catalog.tables
      .entries()
      .map(([key, state]) => [key, state.kind === 'known' ? plainTable(state.table) : 'opaque']),
    referencing: sets(catalog.referencing.entries()),
    indexTables: sets(catalog.indexTables.entries()),
    typeUsers: sets(catalog.typeUsers.entries()),
    types: catalog.types
      .entries()
      .filter(([key, { implicit }]) => !implicit || catalog.typeUsers.has(key))
      .map(([key, state]) => [key, state.implicit, plain(state.type.spec)]),
    dependents: catalog.dependents.entries().map(([key, one]) => [key, one.tables]),
    opaque: catalog.opaque !== undefined,
  };
}

function plainTable({ columns, constraints, indexes, ...rest }: Table): unknown {
  return plain({
    ...rest,
    columns: sorted(columns.map(({ checks: _, ...one }) => one)),
    constraints: sorted([...constraints, ...columns.flatMap((one) => one.checks)]),
    indexes: sorted(indexes),
  });
}

const sorted = (list: readonly unknown[]): unknown[] =>
  list.map(plain).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** Plain data with its keys in order; text and the identifiers in it are one text. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return value;
  const given = value as Record<string, unknown>;
  if (given.kind === 'fragment' && Array.isArray(given.parts)) {
    return { kind: 'raw', text: given.parts.map((part) => part.text ?? part.path?.join('.')).join('') };
  }
  const keys = Object.keys(given)
    .filter((key) => given[key] !== undefined)
    .sort();
  return Object.fromEntries(keys.map((key) => [key, plain(given[key])]));
}
