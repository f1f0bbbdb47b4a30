import type { TableName } from '../model/expressions.ts';
import type { Constraint, Table } from '../model/nouns.ts';
import { constraintNamed, inlineChecks } from '../model/tables.ts';
import { keyOf, knownTable } from './catalog.ts';
import { tableNow, type Work } from './diff-work.ts';
import { constraintWords, findConstraint, givenName, givenNames } from './find-constraint.ts';
import { spell } from './lookup.ts';
import { constraintTypes } from './reverse.ts';
import { sameConstraint } from './same.ts';

/**
 * The name by which a constraint can be dropped: its own, or the one that databases give where history has none, which is
 * a guess. Undefined: there are several that it may mean.
 */
export function nameToDrop(work: Work, table: Table, constraint: Constraint): string | undefined {
  if (constraint.name !== undefined) return constraint.name;
  const what = `the ${constraintWords[constraint.kind]}${columnsOf(constraint)} of table "${spell(table)}"`;
  const former = work.formerNames.get(constraint);
  const name = former !== undefined && means(table, former, constraint) ? former : givenName(table, constraint);
  if (name === undefined) {
    work.warnings.add(`${what} has no name, and is one of several: drop it by hand`);
    return undefined;
  }
  work.warnings.add(
    `${what} has no name in the history: it is dropped as "${name}", check that the database calls it so`,
  );
  return name;
}

/** Keeps what databases call the constraints of a table that have no name: they stay so when the table, or a column, is renamed. */
export function keepNames(work: Work, before: Table, now: Table): void {
  if (before === now) return;
  const after = [...now.constraints, ...inlineChecks(now)];
  for (const [at, one] of [...before.constraints, ...inlineChecks(before)].entries()) {
    const name = one.name === undefined ? givenName(before, one) : undefined;
    const renamed = after[at];
    if (name !== undefined && renamed !== undefined) work.formerNames.set(renamed, name);
  }
}

/** The constraint with a name, so that it can be dropped again: the one it had, or the one that databases give. */
export function named(work: Work, table: Table, constraint: Constraint): Constraint {
  if (constraint.name !== undefined) return constraint;
  const had = work.dropped
    .get(keyOf(table))
    ?.find(
      (one) => one.name !== undefined && isFree(work, table, one.name) && sameConstraint(one, constraint, work.compare),
    );
  const base = had?.name ?? givenNames(table, constraint)[0] ?? `${table.name}_${constraint.kind}`;
  let name = base;
  const kept = new Set(work.formerNames.values());
  for (let count = 1; kept.has(name) || !isFree(work, table, name); count++) name = `${base}${count}`;
  return { ...constraint, name };
}

/** The tables that have constraints or indexes of a name which they are to lose, so that another table can have it. */
export function holdersOf(work: Work, names: readonly (string | undefined)[], but: TableName): readonly string[] {
  work.holders ??= holders(work);
  const found = new Set(names.flatMap((name) => (name === undefined ? [] : (work.holders?.get(name) ?? []))));
  found.delete(keyOf(but));
  return [...found].sort();
}

function means(table: Table, name: string, constraint: Constraint): boolean {
  try {
    return findConstraint(table, name, constraintTypes[constraint.kind]) === constraint;
  } catch {
    return false;
  }
}

function columnsOf(constraint: Constraint): string {
  return 'columns' in constraint ? ` on (${constraint.columns.join(', ')})` : '';
}

/** Neither now nor in the end is anything of the table called so. */
function isFree(work: Work, { name: table, schema }: Table, name: string): boolean {
  const key = { name: table, ...(schema !== undefined && { schema }) };
  return [tableNow(work, key), work.aims.get(keyOf(key))].every(
    (one) =>
      one === undefined ||
      (constraintNamed(one, name) === undefined && one.indexes.every((index) => index.name !== name)),
  );
}

function holders(work: Work): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const key of work.aims.keys()) {
    const state = work.now.tables.get(key);
    const table = state?.kind === 'known' ? knownTable(work.now, state.table) : undefined;
    if (table === undefined) continue;
    for (const { name } of [...table.constraints, ...inlineChecks(table), ...table.indexes]) {
      if (name === undefined) continue;
      const keys = found.get(name);
      if (keys === undefined) found.set(name, [key]);
      else keys.push(key);
    }
  }
  return found;
}
