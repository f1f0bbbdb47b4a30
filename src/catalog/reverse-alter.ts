import { TsmigError } from '../errors.ts';
import type { Column, Table } from '../model/nouns.ts';
import { autoincrementColumn, columnOf, typeChecksOf } from '../model/tables.ts';
import type { AlterColumn, DefaultChange, Operation } from '../operations/operation.ts';
import { summarize } from '../operations/summarize.ts';
import { nameOf } from './lookup.ts';

/** The operation that gives a column back what it was before: from the table, or, where that is not known, from `existing`. */
export function reverseAlterColumn(operation: AlterColumn, table: Table | undefined): readonly Operation[] {
  const { newColumnName, column: name } = operation;
  const column = table === undefined ? undefined : columnOf(table, name);
  const old = column === undefined ? operation.existing : describe(column);
  const was = <K extends keyof AlterColumn['existing']>(key: K): Pick<AlterColumn['existing'], K> => {
    if (operation[key] === undefined) return {} as Pick<AlterColumn['existing'], K>;
    if (old[key] === undefined) throw unknown(operation, key);
    return { [key]: old[key] } as Pick<AlterColumn['existing'], K>;
  };
  const autoincrement = column?.autoincrement === 'auto' && operation.autoincrement !== undefined;
  const reversed: AlterColumn = {
    kind: 'alterColumn',
    table: nameOf(operation.table),
    column: newColumnName ?? name,
    ...(newColumnName !== undefined && newColumnName !== name && { newColumnName: name }),
    ...was('type'),
    ...was('nullable'),
    ...was('serverDefault'),
    ...was('comment'),
    // Nothing says "as before, by the rule": what the rule came to is said instead.
    ...(autoincrement ? { autoincrement: countedByRule(table, name) } : was('autoincrement')),
    existing: {},
    typeChecks: operation.type === undefined || table === undefined ? [] : typeChecksOf(table, name),
    options: {},
  };
  return [reversed];
}

function describe(column: Column): AlterColumn['existing'] {
  return {
    ...(column.type !== null && { type: column.type }),
    nullable: column.nullable,
    serverDefault: defaultOf(column),
    comment: column.comment ?? null,
    ...(column.autoincrement !== 'auto' && { autoincrement: column.autoincrement }),
  };
}

function defaultOf(column: Column): DefaultChange {
  return column.identity ?? column.computed ?? column.serverDefault ?? null;
}

/** False where the table contradicts itself: no column counts then. */
function countedByRule(table: Table | undefined, column: string): boolean {
  try {
    return table !== undefined && autoincrementColumn(table)?.name === column;
  } catch {
    return false;
  }
}

function unknown(operation: AlterColumn, key: string): TsmigError {
  const existing = `existing${key.charAt(0).toUpperCase()}${key.slice(1)}`;
  return new TsmigError('operation', `${summarize(operation)} cannot be reversed: its ${key} before it is not known`, {
    hint: `say ${existing}`,
  });
}
