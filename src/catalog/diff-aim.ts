import type { Column, Constraint, Index, Table } from '../model/nouns.ts';
import { columnNames, columnOf } from '../model/tables.ts';
import { type Match, matchConstraints, matchIndexes } from './diff-match.ts';
import type { Work } from './diff-work.ts';
import { nameOf } from './lookup.ts';

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
  const ofTypes = [...after.constraints, ...now.constraints].filter(
    (one) => one.kind === 'check' && one.typeBound !== undefined,
  );
  const bound = ofTypes.filter(
    (one) => one.kind === 'check' && (left.has(one.typeBound ?? '') ? now : after).constraints.includes(one),
  );
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
