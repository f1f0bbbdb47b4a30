import { likeness } from '../model/nearest.ts';
import type { Column, Table } from '../model/nouns.ts';
import { keyOf } from './catalog.ts';
import type { DiffOptions, RenameCandidate } from './diff-options.ts';
import { nameOf } from './lookup.ts';

interface Scored {
  readonly candidate: RenameCandidate;
  readonly score: number;
}

/** So many are no rename: nobody could answer for them. */
const most = 100;

/** Which of the columns of a table that go may be those that come: of the same type, and called alike, or the only ones. */
export function columnCandidates(now: Table, aim: Table, sameType: DiffOptions['sameType']): readonly Scored[] {
  if (now === aim) return [];
  const [names, aims] = [namesOf(now.columns), namesOf(aim.columns)];
  const gone = now.columns.filter(({ name }) => !aims.has(name));
  const added = aim.columns.filter(({ name }) => !names.has(name));
  if (gone.length > most || added.length > most) return [];
  const only = gone.length === 1 && added.length === 1;
  return gone.flatMap((from) =>
    added.flatMap((to): Scored[] => {
      if (from.type === null || to.type === null || !sameType(from.type, to.type)) return [];
      if ((from.computed === undefined) !== (to.computed === undefined)) return [];
      const score = likeness(from.name, to.name);
      if (!only && score < 0.4) return [];
      return [{ candidate: { kind: 'column', table: nameOf(aim), from: from.name, to: to.name }, score }];
    }),
  );
}

/** Which of the tables that go may be those that come: at least half of their columns are the same. */
export function tableCandidates(gone: readonly Table[], created: readonly Table[]): readonly Scored[] {
  if (gone.length > most || created.length > most) return [];
  return gone.flatMap((from) =>
    created.flatMap((to): Scored[] => {
      if (from.schema !== to.schema) return [];
      const shared = sharedPart(namesOf(from.columns), namesOf(to.columns));
      if (shared < 0.5) return [];
      const score = shared + likeness(from.name, to.name);
      return [{ candidate: { kind: 'table', table: nameOf(to), from: from.name, to: to.name }, score }];
    }),
  );
}

/** Tables before columns, likely ones first. */
export function ordered(scored: readonly Scored[]): readonly RenameCandidate[] {
  const key = ({ candidate: { kind, table, from, to } }: Scored) =>
    [kind === 'table' ? 0 : 1, keyOf(table), from, to].join('\0');
  const isTable = ({ candidate }: Scored) => Number(candidate.kind === 'table');
  return scored
    .toSorted((a, b) => isTable(b) - isTable(a) || b.score - a.score || (key(a) < key(b) ? -1 : 1))
    .map(({ candidate }) => candidate);
}

function namesOf(columns: readonly Column[]): ReadonlySet<string> {
  return new Set(columns.map(({ name }) => name));
}

function sharedPart(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((name) => b.has(name)).length;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}
