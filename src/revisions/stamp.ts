import { type RevisionGraph, revisionOf } from './graph.ts';
import { GraphError } from './graph-error.ts';
import { branchAndIds, resolveSeveral } from './identifier.ts';
import { parseRange, rowsAt } from './target.ts';
import type { VersionChange } from './versions.ts';
import { ancestors, dependents } from './walk.ts';

/** One move of the version table's rows; no revision runs. */
export interface StampStep {
  /** For `-- Running stamp_revision a, b -> c`; empty for base. */
  readonly fromText: string;
  readonly toText: string;
  readonly versionChanges: readonly VersionChange[];
  /** The step starts from base: an offline script makes the version table before it. */
  readonly createsVersionTable: boolean;
}

/** How the version rows come to say that a database stands somewhere else. */
export interface StampPlan {
  /** The rows at the start. */
  readonly start: readonly string[];
  readonly steps: readonly StampStep[];
  /** The rows at the end, sorted. */
  readonly rows: readonly string[];
}

/**
 * Plans what `stamp RANGE… --sql` asks for: several destinations, of which each may have a start before it, the same in all.
 *
 * @param ranges as typed: `head`, `a1b2:head`, `a,b:heads`, `label@base`
 * @param given `from`: the rows of the version table where no range has a start; without it, base
 * @throws GraphError when a range or an identifier in it is wrong, starts differ, or `purge` is asked for
 */
export function planStampRange(
  graph: RevisionGraph,
  ranges: readonly string[],
  given: { readonly from?: readonly string[] | undefined; readonly purge?: boolean | undefined } = {},
): StampPlan {
  if (given.purge) {
    throw new GraphError('range', "Can't use --purge with --sql mode", {
      hint: 'say where the database stands, such as head:base, and the script takes those rows away',
    });
  }
  const starts = new Set<string>();
  const targets = ranges.map((text) => {
    const { start, end } = parseRange(text);
    if (end === undefined || (start === undefined && text.includes(':'))) throw halfRange(text);
    if (start !== undefined) starts.add(start);
    return end;
  });
  const [start, second] = starts;
  if (second !== undefined) {
    throw new GraphError('range', 'Stamp operation with --sql only supports a single starting revision at a time', {
      argument: ranges.join(' '),
      hint: `write several rows as one start, with commas: ${[...starts].join(',')}:heads`,
    });
  }
  const from = start === undefined ? given.from : rowsAt(graph, start);
  return planStamp(graph, { targets, ...(from !== undefined && { from }) });
}

/**
 * Plans how the version rows are moved to the targets, each in a single step, as Alembic's `stamp` does. Rows on lines
 * that no target is on stay. A target that another one implies is left out: it is applied with that one.
 *
 * @param stamp `from`: the rows of the version table, none: base; `targets`: identifiers, `base` and `label@base` take
 *   rows away; `purge`: the table is emptied first
 * @throws GraphError when an identifier cannot be resolved
 */
export function planStamp(
  graph: RevisionGraph,
  stamp: { readonly from?: readonly string[]; readonly targets: readonly string[]; readonly purge?: boolean },
): StampPlan {
  const start = stamp.purge ? [] : unique((stamp.from ?? []).flatMap((row) => rowsAt(graph, row)));
  const { targets, moving, leaving } = aimedAt(() => movesOf(graph, start, stamp.targets));
  const line = new Set([...dependents(graph, moving), ...ancestors(graph, moving)]);
  const rows = new Set(start);
  const steps: StampStep[] = [];
  const step = (from: readonly string[], to: string | undefined): void => {
    const createsVersionTable = rows.size === 0 && !stamp.purge;
    const versionChanges = moveRows(rows, from, to);
    steps.push({ fromText: from.join(', '), toText: to ?? '', versionChanges, createsVersionTable });
  };
  for (const target of targets) if (!rows.has(target)) step(line.has(target) ? moving : [], target);
  for (const row of leaving) if (rows.has(row)) step([row], undefined);
  return { start: [...start].sort(), steps, rows: [...rows].sort() };
}

interface Moves {
  readonly targets: readonly string[];
  /** The rows that go to the targets on whose lines they are. */
  readonly moving: readonly string[];
  /** The rows that go to base. */
  readonly leaving: readonly string[];
}

function movesOf(graph: RevisionGraph, start: readonly string[], identifiers: readonly string[]): Moves {
  const named = identifiers.map((identifier) => {
    const against = branchAndIds(graph, identifier);
    const line = new Set([...dependents(graph, against), ...ancestors(graph, against)]);
    const rows = against.length === 0 ? start : start.filter((row) => line.has(row));
    return { rows, ids: resolveSeveral(graph, identifier) };
  });
  const all = unique(named.flatMap(({ ids }) => ids));
  const implied = ancestors(
    graph,
    all.flatMap((id) => revisionOf(graph, id).normalizedDown),
  );
  const targets = all.filter((id) => !implied.has(id));
  const isTarget = new Set(targets);
  const going = unique(named.flatMap(({ rows }) => rows)).filter((row) => !isTarget.has(row));
  const goingTo = (which: typeof named): string[] => {
    const rows = new Set(which.flatMap((one) => one.rows));
    return going.filter((row) => rows.has(row));
  };
  return {
    targets,
    moving: goingTo(named.filter(({ ids }) => ids.some((id) => !implied.has(id)))),
    leaving: goingTo(named.filter(({ ids }) => ids.length === 0)),
  };
}

/** Where rows were moved by an earlier target already, the next one is new. */
function moveRows(rows: Set<string>, from: readonly string[], to: string | undefined): VersionChange[] {
  const present = from.filter((row) => rows.delete(row));
  if (to !== undefined) rows.add(to);
  const last = to === undefined ? undefined : present.pop();
  const deleted = present.map((id) => ({ kind: 'delete', id }) as const);
  if (to === undefined) return deleted;
  return [...deleted, last === undefined ? { kind: 'insert', id: to } : { kind: 'update', from: last, to }];
}

/** Alembic's sentence for a target with several heads, which is another one than for a plan. */
function aimedAt<T>(select: () => T): T {
  try {
    return select();
  } catch (error) {
    if (!(error instanceof GraphError) || error.problem !== 'multiple-heads') throw error;
    throw new GraphError('multiple-heads', 'Multiple heads are present; please specify a single target revision', {
      revisions: error.revisions,
      argument: error.argument,
      hint: `the heads are ${error.revisions.join(', ')}; 'heads' names all of them`,
    });
  }
}

function halfRange(text: string): GraphError {
  return new GraphError('range', `'${text}' is not a whole range: one of its sides is empty`, {
    argument: text,
    hint: 'write base for the start of history and heads for its end, such as base:heads',
  });
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
