import type { AlterColumn } from '../operations/operation.ts';
import type { Actions } from './alter-table.ts';
import { readColumn, readColumnType, readDefault } from './column-definition.ts';
import { type Cursor, NotUnderstood } from './cursor.ts';
import { readType } from './type-names.ts';

/** What follows ADD [COLUMN]. */
export function addColumnAction(cursor: Cursor, { table, operations }: Actions): void {
  // A column may be called `column` only in quotes.
  cursor.takes('COLUMN');
  const ifNotExists = cursor.takes('IF', 'NOT', 'EXISTS');
  const { column, primaryKey, primaryKeyName, constraints } = readColumn(cursor);
  if ((column.autoincrement === true && !primaryKey) || primaryKeyName !== undefined)
    throw new NotUnderstood('a counting column');
  const insertAfter = cursor.facts.databaseIsSchema && cursor.takes('AFTER') ? cursor.name() : undefined;
  operations.push({
    kind: 'addColumn',
    table,
    column,
    primaryKey,
    constraints,
    indexes: [],
    ifNotExists,
    inlineReferences: false,
    inlinePrimaryKey: false,
    ...(insertAfter !== undefined && { insertAfter }),
  });
}

/** What follows ALTER [COLUMN] within ALTER TABLE. */
export function alterColumnAction(cursor: Cursor, { table, operations }: Actions): void {
  if (cursor.seesAny(new Set(['CONSTRAINT', 'INDEX', 'CHECK'])) && !cursor.sees('COLUMN'))
    throw new NotUnderstood('ALTER of a constraint');
  cursor.takes('COLUMN');
  if (cursor.takes('IF', 'EXISTS')) throw new NotUnderstood('a column that may be missing');
  const column = cursor.name();
  const change = changeOf(cursor);
  if (change !== undefined)
    operations.push({ kind: 'alterColumn', table, column, ...change, existing: {}, typeChecks: [], options: {} });
}

/**
 * MySQL's MODIFY and CHANGE say all of a column anew: what they leave out is gone.
 * https://dev.mysql.com/doc/refman/8.0/en/alter-table.html
 */
export function modifyColumn(cursor: Cursor, { table, operations }: Actions, from: string, to: string): void {
  const { column, primaryKey, constraints } = readColumnType(cursor, to);
  const { type, nullable, serverDefault, comment, autoincrement, computed, checks } = column;
  if (primaryKey || constraints.length > 0 || computed !== undefined || checks.length > 0 || type === null)
    throw new NotUnderstood('MODIFY');
  operations.push({
    kind: 'alterColumn',
    table,
    column: from,
    ...(to !== from && { newColumnName: to }),
    type,
    nullable,
    serverDefault: serverDefault ?? null,
    comment: comment ?? null,
    autoincrement: autoincrement === true,
    existing: {},
    typeChecks: [],
    options: {},
  });
}

/** Undefined: nothing that the catalog knows. */
function changeOf(cursor: Cursor): Partial<Pick<AlterColumn, 'nullable' | 'serverDefault' | 'type'>> | undefined {
  if (cursor.takes('SET', 'NOT', 'NULL')) return { nullable: false };
  if (cursor.takes('DROP', 'NOT', 'NULL')) return { nullable: true };
  if (cursor.takes('SET', 'DEFAULT')) return { serverDefault: readDefault(cursor) };
  if (cursor.takes('DROP', 'DEFAULT')) return { serverDefault: null };
  if (cursor.takes('SET', 'DATA', 'TYPE') || cursor.takes('TYPE')) return retyped(cursor);
  if (cursor.facts.looseTerminators && !cursor.seesAny(new Set(['ADD', 'DROP', 'SET']))) return redefined(cursor);
  if (
    cursor.seesAny(new Set(['RESTART', 'RESET'])) ||
    cursor.sees('SET', 'STATISTICS') ||
    cursor.sees('SET', 'STORAGE') ||
    cursor.sees('SET', 'COMPRESSION')
  ) {
    cursor.skipToComma();
    return undefined;
  }
  if (cursor.sees('SET') && cursor.peek(1)?.text === '(') {
    cursor.skipToComma();
    return undefined;
  }
  throw new NotUnderstood('ALTER COLUMN');
}

/** `TYPE t [USING expression]`. */
function retyped(cursor: Cursor): Pick<AlterColumn, 'type'> {
  const type = readType(cursor);
  if (cursor.takes('USING')) {
    cursor.skipItem();
    cursor.skipToComma();
  }
  return { type };
}

/** SQL Server's `ALTER COLUMN c type NULL`; without NULL or NOT NULL settings of the session decide. */
function redefined(cursor: Cursor): Pick<AlterColumn, 'type' | 'nullable'> {
  const type = readType(cursor);
  if (cursor.takes('NOT', 'NULL')) return { type, nullable: false };
  cursor.needs('NULL');
  return { type, nullable: true };
}
