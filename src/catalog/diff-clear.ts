import type { TableName } from '../model/expressions.ts';
import type { Constraint, ForeignKeyConstraint, Index, Table } from '../model/nouns.ts';
import { keyOf, knownTable } from './catalog.ts';
import { countingChanges, dropOrder, leavingColumns } from './diff-columns.ts';
import { matchConstraints, matchIndexes } from './diff-match.ts';
import { holdersOf, nameToDrop } from './diff-names.ts';
import { emit, tableNow, type Work } from './diff-work.ts';
import { dropColumn as columnDrop, foreignKeysOf, refersTo } from './edit.ts';
import { mentions } from './expressions.ts';
import { nameOf } from './lookup.ts';
import { constraintTypes, dropIndexOf } from './reverse.ts';

/**
 * Drops what a table is to lose: foreign keys, indexes, constraints, columns. Foreign keys that stand in the way of it,
 * wherever they are, go with it, and come again in the end.
 */
export function clear(work: Work, key: string): void {
  if (work.cleared.has(key)) return;
  work.cleared.add(key);
  const [state, aim] = [work.now.tables.get(key), work.aims.get(key)];
  if (state?.kind !== 'known' || aim === undefined || state.table === aim) return;
  const { table } = state;
  const { gone, remade, retyped } = leavingColumns(work, table, aim);
  const leaving = [...gone, ...remade];
  for (const one of countingChanges(table, aim, false)) emit(work, one);
  const takesAlong = (one: Constraint) => leaving.some((column) => constraintGoes(table, one, column.name));
  const constraints = matchConstraints(table, aim, work.compare).gone.filter((one) => !takesAlong(one));
  for (const one of constraints) if (one.kind === 'foreignKey') dropConstraint(work, table, one);
  // Most databases do not let the type of a column change while a foreign key stands on it.
  for (const { name } of retyped) {
    for (const { on, foreignKey } of foreignKeysAt(work, table, name)) {
      if (foreignKey.name !== undefined) dropConstraint(work, on, foreignKey);
    }
  }
  for (const index of matchIndexes(table, aim, work.compare).gone) {
    if (!leaving.some((column) => indexGoes(index, column.name))) emit(work, dropIndexOf(table, index));
  }
  const order = ['exclude', 'check', 'unique', 'primaryKey'];
  for (const kind of order) for (const one of constraints) if (one.kind === kind) dropConstraint(work, table, one);
  for (const column of dropOrder(leaving)) dropColumn(work, table, column.name);
}

/** Clears the tables that hold one of these names, which another table is to have. */
export function release(work: Work, names: readonly (string | undefined)[], to: TableName): void {
  if (names.every((name) => name === undefined)) return;
  for (const key of holdersOf(work, names, to)) clear(work, key);
}

/** Drops a constraint, after the foreign keys that refer to it. */
export function dropConstraint(work: Work, on: TableName, constraint: Constraint): void {
  if (constraint.kind === 'primaryKey' || constraint.kind === 'unique') {
    const key = new Set(constraint.columns);
    for (const { on: other, foreignKey } of foreignKeysTo(work, on)) {
      const { columns } = foreignKey.references;
      const uses =
        columns.length === 0
          ? constraint.kind === 'primaryKey'
          : columns.length === key.size && columns.every((name) => key.has(name));
      if (uses) dropConstraint(work, other, foreignKey);
    }
  }
  const table = tableNow(work, on);
  const name = table && nameToDrop(work, table, constraint);
  if (name === undefined) return;
  const type = constraintTypes[constraint.kind];
  emit(work, { kind: 'dropConstraint', table: nameOf(on), name, ...(type !== undefined && { type }), ifExists: false });
  remember(work, on, constraint);
}

/** The foreign keys of all tables that refer to this one. */
export function foreignKeysTo(
  work: Work,
  table: TableName,
): readonly { readonly on: TableName; readonly foreignKey: ForeignKeyConstraint }[] {
  return [...(work.now.referencing.get(keyOf(table)) ?? [])].sort().flatMap((key) => {
    const state = work.now.tables.get(key);
    if (state?.kind !== 'known') return [];
    const keys = foreignKeysOf(state.table).filter((one) => refersTo(one, table));
    return keys.map((foreignKey) => ({ on: nameOf(state.table), foreignKey }));
  });
}

/** Drops a column. What is on it alone goes with it; what is on others too is dropped before, for databases differ there. */
function dropColumn(work: Work, on: TableName, name: string): void {
  for (const { on: other, foreignKey } of foreignKeysTo(work, on)) {
    const goesWithIt = keyOf(other) === keyOf(on) && foreignKey.columns.includes(name);
    if (foreignKey.references.columns.includes(name) && !goesWithIt) dropConstraint(work, other, foreignKey);
  }
  const table = knownTable(work.now, on);
  if (table === undefined) return;
  const { constraints, indexes } = columnDrop(table, name);
  for (const index of indexes) if (!indexGoes(index, name)) emit(work, dropIndexOf(on, index));
  for (const one of constraints) {
    if (constraintGoes(table, one, name)) remember(work, on, one);
    else dropConstraint(work, on, one);
  }
  emit(work, { kind: 'dropColumn', table: nameOf(on), column: name, ifExists: false, options: {} });
}

function foreignKeysAt(work: Work, table: Table, column: string): ReturnType<typeof foreignKeysTo> {
  const known = tableNow(work, table);
  const own = known === undefined ? [] : foreignKeysOf(known).filter((one) => one.columns.includes(column));
  const referring = foreignKeysTo(work, table).filter(
    ({ foreignKey }) => foreignKey.references.columns.includes(column) && !own.includes(foreignKey),
  );
  return [...own.map((foreignKey) => ({ on: nameOf(table), foreignKey })), ...referring];
}

function remember(work: Work, on: TableName, constraint: Constraint): void {
  const key = keyOf(on);
  if (constraint.kind === 'foreignKey') work.unlinked.add(key);
  const dropped = work.dropped.get(key);
  if (dropped === undefined) work.dropped.set(key, [constraint]);
  else dropped.push(constraint);
}

/** Whether a constraint is on this column alone, and so goes with it. */
function constraintGoes(table: Table, one: Constraint, column: string): boolean {
  switch (one.kind) {
    case 'primaryKey':
    case 'unique':
    case 'foreignKey':
      return one.columns.length === 1 && one.columns[0] === column;
    case 'check': {
      if (one.typeBound !== undefined) return one.typeBound === column;
      const { condition } = one;
      return (
        mentions(condition, column) && table.columns.every(({ name }) => name === column || !mentions(condition, name))
      );
    }
    case 'exclude':
      return false;
  }
}

function indexGoes(index: Index, column: string): boolean {
  return index.columns.length === 1 && index.columns[0] === column;
}
