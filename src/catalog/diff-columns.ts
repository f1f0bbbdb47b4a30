import type { TableName } from '../model/expressions.ts';
import type { CheckConstraint, Column, Table } from '../model/nouns.ts';
import { autoincrementColumn, typeChecksOf } from '../model/tables.ts';
import type { AlterColumn } from '../operations/operation.ts';
import type { Work } from './diff-work.ts';
import { mentions } from './expressions.ts';
import { nameOf, spell } from './lookup.ts';
import { sameComputed, sameIdentity, sameOptions } from './same.ts';

/** The columns of a table that go, those that go and come again, and those that get another type, as they are now. */
export interface LeavingColumns {
  readonly gone: readonly Column[];
  readonly remade: readonly Column[];
  readonly retyped: readonly Column[];
}

/** Compares the columns of a table with those it is to have. No operation changes how a column is computed. */
export function leavingColumns(work: Work, now: Table, aim: Table): LeavingColumns {
  const aims = new Map(aim.columns.map((column) => [column.name, column]));
  const gone = now.columns.filter(({ name }) => !aims.has(name));
  const retyped = now.columns.filter((column) => {
    const other = aims.get(column.name);
    return other !== undefined && typeDiffers(work, column, other, now);
  });
  const remade = new Map<string, Column>();
  const remake = (column: Column, why: string) => {
    remade.set(column.name, column);
    work.warnings.add(`column "${column.name}" of table "${spell(now)}" is dropped and added again: ${why}`);
  };
  for (const column of now.columns) {
    const other = aims.get(column.name);
    if (other === undefined || sameComputed(column.computed, other.computed, work.compare)) continue;
    const [was, is] = [column.computed !== undefined, other.computed !== undefined];
    remake(column, was && is ? 'it is computed otherwise' : is ? 'it becomes computed' : 'it is computed no more');
  }
  const computed = now.columns.filter((column) => column.computed !== undefined && aims.has(column.name));
  const pending = [...gone, ...retyped, ...remade.values()];
  for (let changed = pending.shift(); changed !== undefined; changed = pending.shift()) {
    for (const column of computed) {
      if (column === changed || remade.has(column.name) || !isComputedFrom(column, changed.name)) continue;
      remake(column, `it is computed from "${changed.name}", which changes`);
      pending.push(column);
    }
  }
  return { gone, remade: [...remade.values()], retyped: retyped.filter(({ name }) => !remade.has(name)) };
}

/** Whether a column's values are computed from another. */
function isComputedFrom(column: Column, other: string): boolean {
  return column.name !== other && column.computed !== undefined && mentions(column.computed.expression, other);
}

/** Columns in an order in which each can be dropped: what is computed from others goes before them. */
export function dropOrder(columns: readonly Column[]): readonly Column[] {
  return addOrder(columns).toReversed();
}

/** Columns in an order in which each can be added: what is computed from others comes after them. */
export function addOrder(columns: readonly Column[]): readonly Column[] {
  const ordered = columns.filter(({ computed }) => computed === undefined);
  const left = new Set(columns.filter(({ computed }) => computed !== undefined));
  while (left.size > 0) {
    const free = [...left].filter((one) => [...left].every((other) => !isComputedFrom(one, other.name)));
    for (const one of free.length > 0 ? free : [...left]) {
      ordered.push(one);
      left.delete(one);
    }
  }
  return ordered;
}

/** Whether a column is to have another type. */
export function typeDiffers({ options }: Work, now: Column, aim: Column, table: TableName): boolean {
  if (now.type === null || aim.type === null) return false;
  const said = options.compareType?.(now, aim, nameOf(table));
  return said ?? (now.type !== aim.type && !options.sameType(now.type, aim.type));
}

/** The operations, at most one, that make a column of a table what it is to be; how it is computed is the same. */
export function alterations(work: Work, now: Table, aim: Table): readonly AlterColumn[] {
  if (now === aim) return [];
  const present = new Map(now.columns.map((column) => [column.name, column]));
  return aim.columns.flatMap((column) => {
    const known = present.get(column.name);
    if (known === undefined || known === column) return [];
    warnOfOptions(work, known, column, now);
    const checks = typeChecksOf(aim, column.name);
    const retyped = typeDiffers(work, known, column, now) || !sameChecks(work, typeChecksOf(now, column.name), checks);
    const change = {
      ...(retyped && column.type !== null && { type: column.type }),
      ...(known.nullable !== column.nullable && { nullable: column.nullable }),
      ...(defaultDiffers(work, known, column, now) && {
        serverDefault: column.identity ?? column.serverDefault ?? null,
      }),
      ...((known.comment ?? '') !== (column.comment ?? '') && { comment: column.comment ?? null }),
    };
    if (Object.keys(change).length === 0) return [];
    return [alterColumn(now, column.name, { ...change, ...(retyped && { typeChecks: checks }) })];
  });
}

/**
 * The operations that make columns count by themselves, or no more. `auto` is no value that a column can be given: what
 * the rule makes of it is compared, with the keys that are to be. A column stops before its key goes, and starts when
 * it has one.
 */
export function countingChanges(now: Table, aim: Table, counts: boolean): readonly AlterColumn[] {
  const flags = new Map(now.columns.map(({ name, autoincrement }) => [name, autoincrement]));
  const changed = aim.columns.filter(({ name, autoincrement }) => (flags.get(name) ?? autoincrement) !== autoincrement);
  if (changed.length === 0) return [];
  const flag = (one: Column) => flags.get(one.name) ?? one.autoincrement;
  const before = countingName({ ...aim, columns: aim.columns.map((one) => ({ ...one, autoincrement: flag(one) })) });
  const after = countingName(aim);
  return changed.flatMap((column) => {
    const wanted = column.autoincrement === true || after === column.name;
    const given = flag(column) === 'auto' ? before === column.name : flag(column);
    return wanted !== counts || given === wanted ? [] : [alterColumn(aim, column.name, { autoincrement: wanted })];
  });
}

/** The operation that changes a column. */
export function alterColumn(table: TableName, column: string, change: Partial<AlterColumn>): AlterColumn {
  return { kind: 'alterColumn', table: nameOf(table), column, existing: {}, typeChecks: [], options: {}, ...change };
}

function sameChecks({ compare }: Work, a: readonly CheckConstraint[], b: readonly CheckConstraint[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ name, condition }, at) => {
      const other = b[at];
      if (other === undefined) return false;
      const sameName = name === undefined || other.name === undefined || name === other.name;
      return sameName && compare.sameExpression(condition, other.condition);
    })
  );
}

function defaultDiffers({ options }: Work, now: Column, aim: Column, table: TableName): boolean {
  if (now.computed !== undefined) return false;
  const said = options.compareServerDefault?.(now, aim, nameOf(table));
  if (said !== undefined) return said;
  if (now.identity !== undefined || aim.identity !== undefined) {
    return now.identity === undefined || aim.identity === undefined || !sameIdentity(now.identity, aim.identity);
  }
  const [a, b] = [now.serverDefault, aim.serverDefault];
  return a === undefined || b === undefined ? a !== b : a !== b && !options.sameExpression(a, b);
}

/** None where the table contradicts itself: the dialect says so when it is made. */
function countingName(table: Table): string | undefined {
  try {
    return autoincrementColumn(table)?.name;
  } catch {
    return undefined;
  }
}

function warnOfOptions(work: Work, now: Column, aim: Column, table: Table): void {
  if (sameOptions(now.options, aim.options, work.compare)) return;
  work.warnings.add(`the options of column "${aim.name}" of table "${spell(table)}" differ: no operation changes them`);
}
