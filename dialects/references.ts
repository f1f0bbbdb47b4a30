import { type Catalog, keyOf } from '../src/catalog/catalog.ts';
import { foreignKeysOf, refersTo } from '../src/catalog/edit.ts';
import { TsmigError } from '../src/errors.ts';
import type { TableName } from '../src/model/expressions.ts';
import type { Constraint, ForeignKeyConstraint, Table } from '../src/model/nouns.ts';
import { columnNames } from '../src/model/tables.ts';

/** Refuses to drop a table that foreign keys of others refer to: the server would reject it. */
export function refuseReferred(table: TableName, before: Catalog): void {
  const user = references(table, before).find(([other]) => keyOf(other) !== keyOf(table));
  if (user === undefined) return;
  const [other, what] = [user[0].name, wordsOf(user[1])];
  throw new TsmigError('replay', `table ${table.name} cannot be dropped: ${what} of ${other} refers to it`, {
    hint: `drop ${what}, or the table ${other}, first`,
  });
}

/** Refuses to drop the key that a foreign key stands on, unless another key has the same columns. */
export function refuseReferredKey(table: Table, key: Constraint, before: Catalog): void {
  if (!isKey(key)) return;
  const isOn = (columns: readonly string[]) => sameColumns(columns, columnNames(key));
  if (table.indexes.some((index) => index.unique && isOn(columnNames(index)))) return;
  if (table.constraints.some((one) => one !== key && isKey(one) && isOn(columnNames(one)))) return;
  const user = references(table, before).find(([, one]) => isOn(one.references.columns));
  if (user === undefined) return;
  const what = wordsOf(user[1]);
  throw new TsmigError(
    'replay',
    `${key.name ?? `the key ${columnNames(key).join(', ')}`} of ${table.name} cannot be dropped: ${what} of ${user[0].name} refers to it`,
    { hint: 'drop the foreign key first, and create it again afterwards' },
  );
}

function references(table: TableName, before: Catalog): [Table, ForeignKeyConstraint][] {
  return [...(before.referencing.get(keyOf(table)) ?? [])].flatMap((key) => {
    const state = before.tables.get(key);
    if (state?.kind !== 'known') return [];
    const { table: other } = state;
    return foreignKeysOf(other).flatMap((one): [Table, ForeignKeyConstraint][] =>
      refersTo(one, table) ? [[other, one]] : [],
    );
  });
}

function isKey({ kind }: Constraint): boolean {
  return kind === 'primaryKey' || kind === 'unique';
}

function sameColumns(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((name) => others.includes(name));
}

function wordsOf({ name }: ForeignKeyConstraint): string {
  return name === undefined ? 'a foreign key' : `the foreign key ${name}`;
}
