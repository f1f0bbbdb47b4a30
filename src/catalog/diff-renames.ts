import type { TableName } from '../model/expressions.ts';
import type { Table } from '../model/nouns.ts';
import { keyOf, knownTable } from './catalog.ts';
import { alterColumn } from './diff-columns.ts';
import { emit, type Work } from './diff-work.ts';
import { nameOf } from './lookup.ts';

/**
 * The renames, old names by new ones, that are still to be made: a model goes on saying what it was called long after.
 * One whose new name is there already has been made, unless what is there gets another name itself.
 */
export function openRenames(
  wanted: ReadonlyMap<string, string>,
  before: (name: string) => boolean,
  after: (name: string) => boolean,
): ReadonlyMap<string, string> {
  const open = new Map<string, string>();
  const taken = new Set<string>();
  for (const [to, from] of [...wanted].sort(byName)) {
    if (to === from || taken.has(from) || !before(from) || !after(to)) continue;
    open.set(to, from);
    taken.add(from);
  }
  for (let changed = true; changed; ) {
    changed = false;
    for (const [to, from] of open) {
      if (!before(to) || taken.has(to)) continue;
      open.delete(to);
      taken.delete(from);
      changed = true;
    }
  }
  return open;
}

/** Gives tables their new names, by keys. */
export function renameTables(work: Work, renames: ReadonlyMap<string, string>): void {
  for (const [from, to] of steps(renames, (key) => work.now.tables.has(key))) {
    const state = work.now.tables.get(from);
    if (state === undefined) continue;
    const newName = to.split('\0').at(-1) ?? to;
    emit(work, { kind: 'renameTable', table: nameOf(state.table), newName });
  }
}

/** Gives the columns of a table, under its new name, their new names. */
export function renameColumns(work: Work, name: TableName, after: Table): void {
  const wanted = work.options.renames.columns.get(keyOf(name));
  const table = knownTable(work.now, name);
  if (wanted === undefined || table === undefined) return;
  const before = new Map(table.columns.map((column) => [column.name, column]));
  const aims = new Map(after.columns.map((column) => [column.name, column]));
  const open = new Map(
    [
      ...openRenames(
        wanted,
        (column) => before.has(column),
        (column) => aims.has(column),
      ),
    ].filter(([to, from]) => {
      const [old, column] = [before.get(from), aims.get(to)];
      if (old === undefined || column === undefined) return false;
      return (
        work.options.include?.({ kind: 'column', table: nameOf(name), name: to, before: old, after: column }) !== false
      );
    }),
  );
  for (const [from, to] of steps(open, (column) => before.has(column))) {
    emit(work, alterColumn(name, from, { newColumnName: to }));
  }
}

/** Renames one after the other, each to a name that is free by then; in a circle one gets a name for the meantime. */
function steps(
  renames: ReadonlyMap<string, string>,
  exists: (name: string) => boolean,
): readonly (readonly [from: string, to: string])[] {
  const pending = new Map([...renames].map(([to, from]) => [from, to]).sort(byName) as [string, string][]);
  const made: [string, string][] = [];
  while (pending.size > 0) {
    const free = [...pending].filter(([, to]) => !pending.has(to));
    for (const [from, to] of free) {
      made.push([from, to]);
      pending.delete(from);
    }
    const [first] = pending;
    if (free.length > 0 || first === undefined) continue;
    const [from, to] = first;
    let aside = `${from}_old`;
    while (exists(aside) || renames.has(aside)) aside += '_';
    made.push([from, aside]);
    pending.delete(from);
    pending.set(aside, to);
  }
  return made;
}

function byName([a]: readonly string[], [b]: readonly string[]): number {
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
