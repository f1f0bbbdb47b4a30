import type { TableName } from '../model/expressions.ts';
import { nearest } from '../model/nearest.ts';
import type { Constraint, ForeignKeyConstraint, Index, Table } from '../model/nouns.ts';
import { columnNames, constraintNamed, indexNamed, primaryKeyOf } from '../model/tables.ts';
import type { CreateIndex, DropConstraint, DropIndex } from '../operations/operation.ts';
import { type Catalog, keyOf, knownTable } from './catalog.ts';
import { withConstraint, withoutConstraint } from './edit.ts';
import { indexKey, putTable } from './facts.ts';
import { constraintWords, findConstraint, noConstraint } from './find-constraint.ts';
import { refusal, requireColumns, spell, targetTable } from './lookup.ts';

/** The catalog after a constraint has been made. */
export function createConstraint(catalog: Catalog, name: TableName, constraint: Constraint): Catalog {
  const table = targetTable(catalog, name);
  if (table === undefined) return catalog;
  checkNewConstraint(table, constraint);
  if (constraint.kind === 'foreignKey') checkForeignKey(catalog, table, constraint);
  return putTable(catalog, withConstraint(table, constraint));
}

/** Refuses a constraint whose name is taken, whose columns do not exist, or that is a second primary key. */
export function checkNewConstraint(table: Table, constraint: Constraint): void {
  const { name } = constraint;
  const words = constraintWords[constraint.kind];
  if (name !== undefined && constraintNamed(table, name) !== undefined) {
    throw refusal(
      `table "${spell(table)}" has a constraint "${name}" already`,
      'drop it first, or give the new one another name',
    );
  }
  if (constraint.kind === 'primaryKey' && primaryKeyOf(table) !== undefined) {
    throw refusal(`table "${spell(table)}" has a primary key already`, 'drop it first with op.dropConstraint');
  }
  // What an exclude constraint names may be an expression; the names in it are the database's to judge.
  if (constraint.kind === 'exclude') return;
  requireColumns(table, columnNames(constraint), name === undefined ? words : `${words} ${name}`);
}

/** Refuses a foreign key to columns that a known table does not have; a table that history does not know is let pass. */
export function checkForeignKey(catalog: Catalog, table: Table, key: ForeignKeyConstraint): void {
  const { references, columns } = key;
  const words = key.name === undefined ? 'foreign key' : `foreign key ${key.name}`;
  if (references.columns.length !== columns.length && references.columns.length > 0) {
    throw refusal(
      `${words} of table "${spell(table)}" has ${columns.length} columns, but refers to ${references.columns.length}`,
    );
  }
  const own = keyOf(references.table) === keyOf(table);
  const referred = own ? table : knownTable(catalog, references.table);
  if (referred !== undefined) requireColumns(referred, references.columns, words);
}

/** The catalog after a constraint, found by its name, has been dropped. */
export function dropConstraint(catalog: Catalog, operation: DropConstraint): Catalog {
  const table = targetTable(catalog, operation.table);
  if (table === undefined) return catalog;
  const constraint = findConstraint(table, operation.name, operation.type);
  if (constraint !== undefined) return putTable(catalog, withoutConstraint(table, constraint));
  if (operation.ifExists) return catalog;
  throw noConstraint(table, operation.name);
}

/** The catalog after an index has been made. */
export function createIndex(catalog: Catalog, { table: name, index, ifNotExists }: CreateIndex): Catalog {
  const table = targetTable(catalog, name);
  if (table === undefined) return catalog;
  if (ifNotExists && indexNamed(table, index.name) !== undefined) return catalog;
  return putTable(catalog, addIndex(table, index));
}

/** The table with an index more; one whose name is taken, or whose columns do not exist, is refused. */
export function addIndex(table: Table, index: Index): Table {
  if (indexNamed(table, index.name) !== undefined) {
    throw refusal(
      `table "${spell(table)}" has an index "${index.name}" already`,
      'drop it first, or give the new one another name',
    );
  }
  requireColumns(table, columnNames(index), `index ${index.name}`);
  return { ...table, indexes: [...table.indexes, index] };
}

/** The catalog after an index has been dropped; without a table, the one that has the index is found by its name. */
export function dropIndex(catalog: Catalog, operation: DropIndex): Catalog {
  const table =
    operation.table === undefined ? tableOfIndex(catalog, operation) : targetTable(catalog, operation.table);
  if (table === undefined) return catalog;
  const index = indexNamed(table, operation.name);
  if (index !== undefined)
    return putTable(catalog, { ...table, indexes: table.indexes.filter((one) => one !== index) });
  if (operation.ifExists) return catalog;
  if (constraintNamed(table, operation.name) !== undefined) {
    throw refusal(
      `"${operation.name}" on table "${spell(table)}" is a constraint, not an index`,
      'drop it with op.dropConstraint',
    );
  }
  const names = table.indexes.map((one) => one.name);
  const close = nearest(operation.name, names);
  const has = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`;
  throw refusal(
    `table "${spell(table)}" has no index "${operation.name}"`,
    close === undefined ? has : `did you mean "${close}"? ${has}`,
  );
}

/**
 * The table that has the index which an operation names without its table; undefined when there is none and
 * need not be one, or when a table that raw SQL has hidden may have it.
 */
export function tableOfIndex(catalog: Catalog, { name, schema, ifExists }: DropIndex): Table | undefined {
  const tables = [...(catalog.indexTables.get(indexKey(name, schema)) ?? [])].sort().flatMap((key) => {
    const state = catalog.tables.get(key);
    return state?.kind === 'known' ? [state.table] : [];
  });
  const [table, second] = tables;
  if (second !== undefined) {
    throw refusal(
      `there is an index "${name}" on several tables: ${tables.map(spell).join(', ')}`,
      'say which: op.dropIndex(name, { table })',
    );
  }
  if (table !== undefined || ifExists) return table;
  if (catalog.opaque !== undefined || (catalog.opaqueTables ?? 0) > 0) return undefined;
  throw refusal(
    `there is no index "${name}" at this point of the history`,
    'say its table: op.dropIndex(name, { table })',
  );
}
