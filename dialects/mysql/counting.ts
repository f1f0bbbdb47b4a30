import { mentions } from '../../src/catalog/expressions.ts';
import { TsmigError } from '../../src/errors.ts';
import type { Expression } from '../../src/model/expressions.ts';
import type { Column, Identity, Table } from '../../src/model/nouns.ts';
import { autoincrementColumn, columnOf, primaryKeyOf } from '../../src/model/tables.ts';

/**
 * Whether AUTO_INCREMENT fills a column: by the rule, or because it is asked for; it must be the first of a key.
 * https://dev.mysql.com/doc/refman/8.0/en/create-table.html
 */
export function counts(column: Column, table: Table): boolean {
  if (column.serverDefault !== undefined || column.computed !== undefined || !isKeyed(column.name, table)) return false;
  if (column.autoincrement === true || autoincrementColumn(table)?.name === column.name) return true;
  return column.identity !== undefined && (primaryKeyOf(table)?.columns.includes(column.name) ?? false);
}

/** The column of a table that AUTO_INCREMENT fills. */
export function countingColumn(table: Table | undefined): Column | undefined {
  return table?.columns.find((column) => counts(column, table));
}

/** Refuses a column that should count, but does not, and an identity that AUTO_INCREMENT is not. */
export function refuseUncounted(column: Column, table: Table, dialect: string): void {
  const what = `${table.name}.${column.name}`;
  const counted = counts(column, { ...table, indexes: [] });
  if ((column.autoincrement === true || column.identity !== undefined) && !counted) {
    throw cannot(
      `count ${what} by AUTO_INCREMENT`,
      dialect,
      'only an integer that is the first column of a key counts',
    );
  }
  if (column.identity !== undefined) refuseIdentity(column.identity, what, dialect);
}

/** As Alembic has it, it counts from 1 by 1, whatever start and increment say. */
function refuseIdentity({ increment = 1, minValue, maxValue, cycle }: Identity, what: string, dialect: string): void {
  if (increment > 0 && minValue === undefined && maxValue === undefined && cycle !== true) return;
  throw cannot(
    `count ${what} downwards, between bounds or in a cycle`,
    dialect,
    'leave out these options of s.identity',
  );
}

/** Refuses to drop the primary key under a column that counts. */
export function refuseKeyless(table: Table, dialect: string): void {
  const column = countingColumn(table);
  const left = { ...table, constraints: table.constraints.filter(({ kind }) => kind !== 'primaryKey') };
  if (column === undefined || isKeyed(column.name, left)) return;
  throw cannot(
    `drop the primary key of ${table.name}: ${column.name} counts by AUTO_INCREMENT, and must be a key`,
    dialect,
    `alter the column first: op.alterColumn('${table.name}', '${column.name}', { autoincrement: false })`,
  );
}

/** Refuses an expression that would be evaluated before its column is counted. */
export function refuseCountingIn(
  expression: Expression,
  table: Table | undefined,
  what: string,
  dialect: string,
): void {
  const column = countingColumn(table)?.name;
  if (column === undefined || !mentions(expression, column)) return;
  throw cannot(`have ${column}, which AUTO_INCREMENT fills, in ${what}`, dialect, 'leave the column out of it');
}

/** Whether a column is the first of a key. */
function isKeyed(column: string, table: Table): boolean {
  const keys = table.constraints.filter((one) => one.kind === 'primaryKey' || one.kind === 'unique');
  return (
    columnOf(table, column) !== undefined &&
    [...keys, ...table.indexes].some(({ columns: [first] }) => first === column)
  );
}

function cannot(what: string, dialect: string, hint: string): TsmigError {
  return new TsmigError('unsupported', `${dialect} cannot ${what}`, { hint });
}
