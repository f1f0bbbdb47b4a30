import { type Catalog, keyOf, knownTable } from '../../src/catalog/catalog.ts';
import { foreignKeysOf, refersTo } from '../../src/catalog/edit.ts';
import { mentions } from '../../src/catalog/expressions.ts';
import type { Expression, TableName } from '../../src/model/expressions.ts';
import type { CheckConstraint, Constraint, ForeignKeyConstraint, Index, Table } from '../../src/model/nouns.ts';
import { inlineChecks, primaryKeyOf } from '../../src/model/tables.ts';
import type { DataType } from '../../src/model/types.ts';
import type { AlterColumn } from '../../src/operations/operation.ts';
import { type ColumnChange, cannot } from './alter-column.ts';
import { columnName } from './indexes.ts';
import { refuseNotNull } from './refusals.ts';

/** What is dropped before a column is changed: the checks of its old type; and all that would keep it from being renamed. */
export function checksToDrop(operation: AlterColumn, table: Table, renameFollows: boolean): CheckConstraint[] {
  return allChecks(table).filter((one) => isMoved(one, operation, operation.column, renameFollows));
}

/** What is added after it: the checks of its new type, and those that were in the way of its new name. */
export function checksToAdd(operation: AlterColumn, table: Table, renameFollows: boolean): CheckConstraint[] {
  const name = operation.newColumnName ?? operation.column;
  return allChecks(table).filter((one) => isMoved(one, operation, name, renameFollows));
}

function isMoved(
  { condition, typeBound }: CheckConstraint,
  { column, newColumnName, type }: AlterColumn,
  name: string,
  renameFollows: boolean,
): boolean {
  const renamed = newColumnName !== undefined && newColumnName !== column && !renameFollows;
  return (type !== undefined && typeBound === name) || (renamed && mentions(condition, name));
}

/** Refuses a change that the server would reject, halfway through the script. */
export function refuseKept(
  operation: AlterColumn,
  change: ColumnChange,
  before: Catalog,
  forms: { readonly name: string; readonly renameFollows: boolean; type(type: DataType): string },
): void {
  const { column, nullable } = operation;
  const known = knownTable(before, operation.table);
  if (nullable === true && primaryKeyOf(change.table)?.columns.includes(change.after.name)) {
    throw cannot(operation, 'nullable', forms.name, 'it is part of the primary key: drop that first');
  }
  if (known === undefined) return;
  for (const key of foreignKeysOf(known)) {
    if (nullable === false && key.columns.includes(column)) refuseNotNull(key, column, forms.name);
  }
  refuseForeignKeys(operation, change, known, before, forms);
  if (forms.renameFollows || change.after.name === column) return;
  // https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html: errors 3108 and 3837.
  const dependent =
    known.columns.find(({ computed }) => computed && mentions(computed.expression, column)) ??
    known.indexes.find(({ columns }) => columns.some((one) => isExpressionOn(one, column)));
  if (dependent === undefined) return;
  throw cannot(operation, 'renamed', forms.name, `${dependent.name} is computed from it: drop that first`);
}

/** https://dev.mysql.com/doc/refman/8.0/en/alter-table.html#alter-table-foreign-key: only texts may get another length. */
function refuseForeignKeys(
  operation: AlterColumn,
  { before: old, after }: ColumnChange,
  known: Table,
  before: Catalog,
  forms: { readonly name: string; type(type: DataType): string },
): void {
  if (operation.type === undefined || old.type === null || after.type === null) return;
  const [from, to] = [forms.type(old.type), forms.type(after.type)];
  if (from === to || (/^varchar\b/i.test(from) && /^varchar\b/i.test(to))) return;
  const [user] = foreignKeysOn(operation.column, known, before);
  if (user === undefined) return;
  const key = user.key.name === undefined ? 'a foreign key' : `the foreign key ${user.key.name}`;
  throw cannot(
    operation,
    `made ${to}, while ${key} of ${user.table.name} stands on it,`,
    forms.name,
    'drop the foreign key first, change both columns, and create it again',
  );
}

/** Foreign keys that a column is part of: those of its table, and those of others that refer to it. */
export function foreignKeysOn(
  column: string,
  table: Table,
  before: Catalog,
): { readonly table: TableName; readonly key: ForeignKeyConstraint }[] {
  const own = foreignKeysOf(table).filter((key) => key.columns.includes(column));
  const others = [...(before.referencing.get(keyOf(table)) ?? [])].flatMap((name) => {
    const state = before.tables.get(name);
    if (state?.kind !== 'known') return [];
    const keys = foreignKeysOf(state.table).filter(
      (key) => refersTo(key, table) && key.references.columns.includes(column),
    );
    return keys.map((key) => ({ table: state.table, key }));
  });
  return [...own.map((key) => ({ table, key })), ...others];
}

/** The checks that name a column, with those that stand beside columns. */
function checksOn(column: string, table: Table): CheckConstraint[] {
  return allChecks(table).filter(({ condition }) => mentions(condition, column));
}

function allChecks(table: Table): CheckConstraint[] {
  return [...table.constraints.filter((one) => one.kind === 'check'), ...inlineChecks(table)];
}

function isExpressionOn(element: string | Expression, column: string): boolean {
  return typeof element !== 'string' && columnName(element) === undefined && mentions(element, column);
}

/** Those of them that name another column, too: the server drops the others with their only column. */
export function sharedChecksOn(column: string, table: Table): CheckConstraint[] {
  const others = table.columns.filter(({ name }) => name !== column);
  return checksOn(column, table).filter(({ condition }) => others.some(({ name }) => mentions(condition, name)));
}

/** The unique constraints and indexes over a column and others: the server would keep them on the others, or refuse. */
export function sharedKeysOn(column: string, table: Table): (Constraint | Index)[] {
  const shares = (columns: Index['columns']) => columns.length > 1 && columns.some((one) => columnName(one) === column);
  const unique = table.constraints.filter((one) => one.kind === 'unique' && shares(one.columns));
  return [...unique, ...table.indexes.filter((index) => shares(index.columns))];
}

/**
 * The foreign keys of the table that stand on this index, and on no other: while they do, the server does not drop it.
 * It drops the index that it made by itself for a foreign key once there is another one, and makes it again with the key.
 * https://dev.mysql.com/doc/refman/8.0/en/create-table-foreign-keys.html#foreign-key-restrictions
 */
export function foreignKeysStandingOn(index: Constraint | Index, table: Table): readonly ForeignKeyConstraint[] {
  const left = [...table.constraints, ...table.indexes].filter((one) => one !== index);
  return foreignKeysOf(table).filter((key) => serves(index, key) && !left.some((one) => serves(one, key)));
}

/** Whether an index begins with the columns of a foreign key. */
function serves(index: Constraint | Index, key: ForeignKeyConstraint): boolean {
  if ('kind' in index && index.kind !== 'primaryKey' && index.kind !== 'unique') return false;
  if (!('columns' in index)) return false;
  const columns: Index['columns'] = index.columns;
  return !saysPrefix(index) && key.columns.every((column, at) => columnName(columns[at] ?? '') === column);
}

function saysPrefix({ options }: Constraint | Index): boolean {
  return [options.mysql, options.mariadb].some((own) => own?.length !== undefined || own?.prefix !== undefined);
}
