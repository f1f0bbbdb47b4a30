import type { TableName } from '../model/expressions.ts';
import { indexName } from '../model/naming.ts';
import type { Column, Constraint, ForeignKeyConstraint, Index, Table } from '../model/nouns.ts';
import { autoincrementColumn, columnOf, primaryKeyOf } from '../model/tables.ts';
import { keyOf } from './catalog.ts';
import { clear, release } from './diff-clear.ts';
import { addOrder, alterations, alterColumn, countingChanges, typeDiffers } from './diff-columns.ts';
import { matchConstraints, matchIndexes } from './diff-match.ts';
import { named } from './diff-names.ts';
import { aimOf, emit, tableNow, type Work } from './diff-work.ts';
import { foreignKeysOf } from './edit.ts';
import { mentions } from './expressions.ts';
import { nameOf, spell } from './lookup.ts';
import { creationOf } from './reverse.ts';
import { sameOptions, sameValue } from './same.ts';

/** Makes a table that exists what it is to be, but for foreign keys to come. */
export function change(work: Work, key: string): void {
  const [state, aim] = [work.now.tables.get(key), work.aims.get(key)];
  if (state?.kind !== 'known' || aim === undefined || state.table === aim) return;
  const name = nameOf(aim);
  clear(work, key);
  const added = newColumns(tableNow(work, name), aim);
  for (const column of added) if (column.computed === undefined) addColumn(work, name, aim, column);
  for (const one of alterations(work, tableNow(work, name) ?? aim, aim)) {
    release(
      work,
      one.typeChecks.map((check) => check.name),
      name,
    );
    emit(work, one);
  }
  for (const column of added) if (column.computed !== undefined) addColumn(work, name, aim, column);
  addConstraints(work, name, aim);
  addIndexes(work, name, aim);
  for (const one of countingChanges(tableNow(work, name) ?? aim, aim, true)) emit(work, one);
  changeComment(work, name, aim);
  const { options, prefixes } = state.table;
  if (!sameOptions(options, aim.options, work.compare) || !sameValue(prefixes, aim.prefixes)) {
    work.warnings.add(`the options of table "${spell(aim)}" differ: no operation changes them`);
  }
}

/** Makes the foreign keys that a table is to have and has not yet. */
export function link(work: Work, key: string): void {
  const aim = work.aims.get(key);
  const now = aim && tableNow(work, aim);
  if (now === undefined || aim === undefined) return;
  for (const one of matchConstraints(now, aim, work.compare).missing) {
    if (one.kind === 'foreignKey') addConstraint(work, aim, one);
  }
}

/** Whether what a foreign key refers to is there already, as it is to be. */
function isReady(work: Work, { references }: ForeignKeyConstraint): boolean {
  const [now, aim] = [tableNow(work, references.table), aimOf(work, references.table)];
  if (aim === undefined || now === aim) return true;
  if (now === undefined) return false;
  const names = references.columns.length > 0 ? references.columns : work.compare.primaryKey(references.table);
  const settled = names.every((name) => {
    const [known, column] = [columnOf(now, name), columnOf(aim, name)];
    return known !== undefined && column !== undefined && !typeDiffers(work, known, column, now);
  });
  if (!settled) return false;
  const isKey = (one: Constraint | Index) =>
    ('kind' in one ? one.kind === 'primaryKey' || one.kind === 'unique' : one.unique) &&
    'columns' in one &&
    one.columns.length === names.length &&
    names.every((name) => one.columns.includes(name));
  const kept = [...matchConstraints(now, aim, work.compare).kept, ...matchIndexes(now, aim, work.compare).kept];
  return kept.some(([one]) => isKey(one)) || ![...aim.constraints, ...aim.indexes].some(isKey);
}

function newColumns(now: Table | undefined, aim: Table): readonly Column[] {
  const has = new Set(now?.columns.map(({ name }) => name));
  return addOrder(aim.columns.filter(({ name }) => !has.has(name)));
}

function addColumn(work: Work, on: TableName, aim: Table, column: Column): void {
  const constraints = aim.constraints.filter(
    (one) => isBrought(one, column.name) && (one.kind !== 'foreignKey' || isReady(work, one)),
  );
  const indexes = aim.indexes.filter((index) => isOfFlag(work, index, aim, column.name));
  release(
    work,
    [...constraints, ...column.checks, ...indexes].map((one) => one.name),
    on,
  );
  const now = tableNow(work, on);
  const later = aim.columns.filter(({ name }) => name !== column.name && now !== undefined && !columnOf(now, name));
  const checks = column.checks.filter(({ condition }) => later.every(({ name }) => !mentions(condition, name)));
  // Only inline can a column become one that counts.
  const key = primaryKeyOf(aim)?.columns;
  const counts = key?.length === 1 && now !== undefined && !primaryKeyOf(now) && isCounting(aim, column.name);
  emit(work, {
    kind: 'addColumn',
    table: on,
    column: checks.length === column.checks.length ? column : { ...column, checks },
    primaryKey: counts,
    constraints,
    indexes,
    ifNotExists: false,
    inlineReferences: false,
    inlinePrimaryKey: counts,
  });
}

/** Whether a column says this itself, by its flags or by its type. Without a name it is made by itself, and gets one. */
function isBrought(one: Constraint, column: string): boolean {
  switch (one.kind) {
    case 'unique':
      return one.name !== undefined && one.ofColumn === column;
    case 'check':
      return one.typeBound === column;
    case 'foreignKey':
      return one.name !== undefined && one.columns.length === 1 && one.columns[0] === column;
    default:
      return false;
  }
}

/** Whether an index is what a column's `index` flag makes. */
function isOfFlag({ options, compare }: Work, index: Index, table: Table, column: string): boolean {
  if (index.columns.length !== 1 || index.columns[0] !== column || index.quote !== undefined) return false;
  if (!sameOptions(index.options, {}, compare)) return false;
  const { namingConvention = {}, maxIdentifierLength = 63 } = options;
  try {
    return index.name === indexName(undefined, table, [column], namingConvention, maxIdentifierLength);
  } catch {
    return false;
  }
}

function isCounting(table: Table, column: string): boolean {
  try {
    return autoincrementColumn(table)?.name === column;
  } catch {
    return false;
  }
}

function addConstraints(work: Work, name: TableName, aim: Table): void {
  const now = tableNow(work, name);
  if (now === undefined) return;
  for (const one of matchConstraints(now, aim, work.compare).missing) {
    if (one.kind === 'foreignKey') work.unlinked.add(keyOf(name));
    // One that could not be dropped is warned of.
    else if (one.kind !== 'primaryKey' || primaryKeyOf(now) === undefined) addConstraint(work, aim, one);
  }
  // A new primary key makes its columns NOT NULL; SQLite has keys over columns that are not.
  const after = new Map(tableNow(work, name)?.columns.map((column) => [column.name, column.nullable]));
  for (const column of aim.columns) {
    if ((after.get(column.name) ?? column.nullable) === column.nullable) continue;
    emit(work, alterColumn(name, column.name, { nullable: column.nullable }));
  }
}

function addConstraint(work: Work, aim: Table, constraint: Constraint): void {
  const made = named(work, aim, constraint);
  release(work, [made.name], aim);
  emit(work, creationOf(aim, made));
}

function addIndexes(work: Work, name: TableName, aim: Table): void {
  const now = tableNow(work, name);
  for (const index of now === undefined ? [] : matchIndexes(now, aim, work.compare).missing) {
    release(work, [index.name], name);
    emit(work, { kind: 'createIndex', table: name, index, ifNotExists: false });
  }
}

function changeComment(work: Work, name: TableName, { comment = '' }: Table): void {
  const now = tableNow(work, name);
  if (now === undefined || (now.comment ?? '') === comment) return;
  emit(
    work,
    comment === '' ? { kind: 'dropTableComment', table: name } : { kind: 'createTableComment', table: name, comment },
  );
}

/** The foreign keys of a table that can be made with it. */
export function readyForeignKeys(work: Work, table: Table): ReadonlySet<Constraint> {
  const own = keyOf(table);
  return new Set(foreignKeysOf(table).filter((one) => keyOf(one.references.table) === own || isReady(work, one)));
}
