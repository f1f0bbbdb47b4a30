import { TsmigError } from '../errors.ts';
import type { TableName } from '../model/expressions.ts';
import { nearest } from '../model/nearest.ts';
import type { Column, Table } from '../model/nouns.ts';
import { columnOf } from '../model/tables.ts';
import { type Catalog, tableState } from './catalog.ts';

/** A table as messages name it: `table` or `schema.table`. */
export function spell({ name, schema }: TableName): string {
  return schema === undefined ? name : `${schema}.${name}`;
}

/** The name of a table, without what else the value may hold. */
export function nameOf({ name, schema }: TableName): TableName {
  return { name, ...(schema !== undefined && { schema }) };
}

/** An operation that does not fit the replayed history. */
export function refusal(message: string, hint?: string): TsmigError {
  return new TsmigError('replay', message, { hint });
}

/**
 * The table that an operation is about; undefined when it exists, or may exist, but raw SQL has hidden what it is.
 * A table that the history never made is refused.
 */
export function targetTable(catalog: Catalog, name: TableName): Table | undefined {
  const state = tableState(catalog, name);
  if (state?.kind === 'known') return state.table;
  if (state === undefined && catalog.opaque === undefined) throw noTable(catalog, name);
  return undefined;
}

/** Whether history has the table: `unknown` when raw SQL may have made or dropped it. */
export function existence(catalog: Catalog, name: TableName): 'yes' | 'no' | 'unknown' {
  if (tableState(catalog, name) !== undefined) return 'yes';
  return catalog.opaque === undefined ? 'no' : 'unknown';
}

/** The refusal of a table that the history never made. */
export function noTable(catalog: Catalog, name: TableName): TsmigError {
  const spelt = spell(name);
  const known = catalog.tables.values().map((state) => spell(state.table));
  const close = nearest(spelt, known);
  const elsewhere = close ?? known.find((one) => one.split('.').at(-1) === name.name);
  const meant = elsewhere === undefined ? '' : `did you mean "${elsewhere}"? `;
  return refusal(
    `there is no table "${spelt}" at this point of the history`,
    `${meant}a table made outside the history is declared with op.execute('-- …', { means: (op) => op.createTable(…) })`,
  );
}

/** The column of this name; one that the table does not have is refused. */
export function requireColumn(table: Table, name: string): Column {
  const column = columnOf(table, name);
  if (column === undefined) throw noColumn(table, name);
  return column;
}

/** Refuses names that are not columns of the table; `user` is what names them. */
export function requireColumns(table: Table, names: readonly string[], user: string): void {
  for (const name of names) if (columnOf(table, name) === undefined) throw noColumn(table, name, user);
}

function noColumn(table: Table, name: string, user?: string): TsmigError {
  const names = table.columns.map((column) => column.name);
  const close = nearest(name, names);
  const prefix = user === undefined ? '' : `${user}: `;
  const has = names.length === 0 ? 'it has no columns' : `its columns are ${names.join(', ')}`;
  return refusal(
    `${prefix}table "${spell(table)}" has no column "${name}"`,
    close === undefined ? has : `did you mean "${close}"? ${has}`,
  );
}
