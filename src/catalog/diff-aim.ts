import type { CheckConstraint, Column, Constraint, Index, Table } from '../model/nouns.ts';
import { columnNames, columnOf } from '../model/tables.ts';
import { type Match, matchConstraints, matchIndexes } from './diff-match.ts';
import { aimOf, tableNow, type Work } from './diff-work.ts';
import { nameOf, spell } from './lookup.ts';

/** What a table is to become: as it is on the other side, except for what `include` leaves as it is now. */
export function aimFor(work: Work, now: Table, after: Table): Table {
  const { include } = work.options;
  if (include === undefined) return after;
  const table = nameOf(after);
  const said = (name: string | undefined) => ({ table, ...(name !== undefined && { name }) });
  const left = new Set<string>();
  const columnIncluded = (name: string, before: Column | undefined, other: Column | undefined) => {
    const included = include({
      kind: 'column',
      ...said(name),
      ...(before && { before }),
      ...(other && { after: other }),
    });
    if (!included) left.add(name);
    return included;
  };
  const columns = [
    ...after.columns.flatMap((column) => {
      const known = columnOf(now, column.name);
      return columnIncluded(column.name, known, column) ? [column] : (known ?? []);
    }),
    ...now.columns.filter((column) => !columnOf(after, column.name) && !columnIncluded(column.name, column, undefined)),
  ].map((column) => ({ ...column, checks: columnOf(now, column.name) === undefined ? column.checks : [] }));
  const has = new Set(columns.map(({ name }) => name));
  const fits = (one: Constraint | Index) => columnNames(one).every((name) => has.has(name));
  const byOwnRules = matchConstraints(
    now,
    { ...after, columns: after.columns.filter(({ name }) => has.has(name)) },
    work.compare,
  );
  const constraints = filtered(byOwnRules, (before, other) =>
    include({
      kind: 'constraint',
      ...said((other ?? before)?.name),
      ...(before && { before }),
      ...(other && { after: other }),
    }),
  );
  const indexes = filtered(matchIndexes(now, after, work.compare), (before, other) =>
    include({
      kind: 'index',
      ...said((other ?? before)?.name),
      ...(before && { before }),
      ...(other && { after: other }),
    }),
  );
  const bound = [
    ...typeChecks(after).filter(({ typeBound }) => typeBound !== undefined && !left.has(typeBound)),
    ...typeChecks(now).filter(({ typeBound }) => typeBound !== undefined && left.has(typeBound)),
  ];
  const inline = new Set(columns.flatMap((column) => column.checks));
  const own = constraints.filter((one) => one.kind !== 'check' || !inline.has(one));
  const key = own.filter((one) => one.kind === 'primaryKey');
  return {
    ...after,
    columns,
    constraints: [...key, ...own.filter((one) => one.kind !== 'primaryKey'), ...bound].filter(fits),
    indexes: indexes.filter(fits),
  };
}

/** Leaves out the foreign keys to columns that are left out, as the table that they refer to is to be. */
export function leaveOutDangling(work: Work): void {
  if (work.options.include === undefined) return;
  for (const [key, aim] of work.aims) {
    const constraints = aim.constraints.filter((one) => {
      if (one.kind !== 'foreignKey') return true;
      const target = aimOf(work, one.references.table) ?? tableNow(work, one.references.table);
      const missing = target && one.references.columns.find((name) => columnOf(target, name) === undefined);
      if (target === undefined || missing === undefined) return true;
      work.warnings.add(
        `a foreign key of table "${spell(aim)}" is left out: it refers to column "${missing}" of table "${spell(target)}", which is`,
      );
      return false;
    });
    if (constraints.length < aim.constraints.length) work.aims.set(key, { ...aim, constraints });
  }
}

function typeChecks(table: Table): readonly CheckConstraint[] {
  return table.constraints.filter((one) => one.kind === 'check' && one.typeBound !== undefined) as CheckConstraint[];
}

/** What is to be, of what is and what is wished: those of one name are asked about together. */
function filtered<O extends { readonly name?: string }>(
  { gone, missing, kept }: Match<O>,
  include: (before: O | undefined, after: O | undefined) => boolean,
): readonly O[] {
  const others = new Map(gone.flatMap((one) => (one.name === undefined ? [] : [[one.name, one] as const])));
  const result = kept.map(([, aim]) => aim);
  const asked = new Set<O>();
  for (const one of missing) {
    const other = one.name === undefined ? undefined : others.get(one.name);
    if (other !== undefined) asked.add(other);
    if (include(other, one)) result.push(one);
    else if (other !== undefined) result.push(other);
  }
  for (const one of gone) if (!asked.has(one) && !include(one, undefined)) result.push(one);
  return result;
}
