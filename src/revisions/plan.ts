import { type Selection, selectDowngrade, selectHistory, selectUpgrade } from './collect.ts';
import { type GraphRevision, type RevisionGraph, revisionOf } from './graph.ts';
import { GraphError } from './graph-error.ts';
import { multipleHeads } from './identifier.ts';
import { topologicalOrder } from './order.ts';
import { parseRange, rowsAt } from './target.ts';
import { type VersionChange, VersionRows } from './versions.ts';
import { ancestors, dependents, refuseOverlap } from './walk.ts';

export type Direction = 'upgrade' | 'downgrade';

/** One revision to run, and what that does to the version table. */
export interface PlannedStep {
  readonly id: string;
  readonly direction: Direction;
  /** For `-- Running upgrade a, b -> c`: the revisions without dependencies; empty for base. */
  readonly fromText: string;
  readonly toText: string;
  readonly versionChanges: readonly VersionChange[];
  /** The step starts from base: an offline script makes the version table before it. */
  readonly createsVersionTable: boolean;
}

/** The way from version rows to a target. */
export interface Plan {
  readonly direction: Direction;
  /** The rows at the start. */
  readonly start: readonly string[];
  readonly steps: readonly PlannedStep[];
  /** The rows at the end, sorted. */
  readonly rows: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Plans an upgrade.
 *
 * @param from the rows of the version table
 * @param target any identifier: `head`, `heads`, an id, `+1`, `label@head` …
 * @throws GraphError when the target cannot be resolved, or rows imply one another
 */
export function planUpgrade(graph: RevisionGraph, from: readonly string[], target: string): Plan {
  const selection = aimedAt(target, () => selectUpgrade(graph, from, target));
  return planned(graph, 'upgrade', from, selection);
}

/**
 * Plans a downgrade.
 *
 * @param from the rows of the version table
 * @param target any identifier: `base`, an id, `-1`, `label@base` …
 * @throws GraphError when the target cannot be resolved, or is not below the rows
 */
export function planDowngrade(graph: RevisionGraph, from: readonly string[], target: string): Plan {
  const selection = aimedAt(target, () => selectDowngrade(graph, from, target));
  return planned(graph, 'downgrade', from, selection);
}

/** Plans to take back these revisions, as far as the rows have them, and what stands on them. */
export function planWithout(graph: RevisionGraph, from: readonly string[], revisions: ReadonlySet<string>): Plan {
  const applied = ancestors(graph, from);
  const wanted = new Set([...dependents(graph, revisions)].filter((id) => applied.has(id)));
  return planned(graph, 'downgrade', from, { wanted, heads: from });
}

/**
 * Plans what `upgrade RANGE` or `downgrade RANGE` asks for, where a range is `start:end`, and a start one or several
 * revisions: `a,b:heads`.
 *
 * @param from the rows of the version table where the range has no start; without it, an upgrade starts from base
 * @throws GraphError when the range is not written as one, or goes the other way
 */
export function planRange(graph: RevisionGraph, direction: Direction, text: string, from?: readonly string[]): Plan {
  const { start, end } = parseRange(text);
  const colon = text.includes(':');
  if (direction === 'downgrade' && !colon && from === undefined) {
    throw new GraphError('range', 'downgrade with --sql requires <fromrev>:<torev>', {
      argument: text,
      hint: `a script does not know the version of the database: say it, such as head:${text.trim() || 'base'}, or with --from`,
    });
  }
  const rows = colon ? rowsAt(graph, start) : (from ?? []);
  if (end === undefined || (colon && start === undefined)) {
    throw new GraphError('range', `'${text}' is not a whole range: one of its sides is empty`, {
      argument: text,
      hint: 'write base for the start of history and heads for its end, such as base:heads',
    });
  }
  refuseOverlap(graph, rows, 'normalizedDown');
  if (direction === 'downgrade') return planDowngrade(graph, rows, end);
  const plan = planUpgrade(graph, rows, end);
  if (plan.steps.length === 0) refuseReversed(graph, rows, end, text);
  return plan;
}

/**
 * The revisions that are applied when these are the version rows, parents and dependencies first: what must be
 * replayed before a plan. The order is the same whatever the rows are; without rows: all revisions.
 */
export function replayOrder(graph: RevisionGraph, rows: readonly string[] = graph.effectiveHeads): string[] {
  const all = topologicalOrder(graph, new Set(graph.revisions.keys()), graph.effectiveHeads).reverse();
  const applied = ancestors(graph, rows);
  return all.filter((id) => applied.has(id));
}

/** The revisions of `history -r RANGE`, newest first; an empty range is all of history. */
export function historyOf(graph: RevisionGraph, range = ''): string[] {
  if (range !== '' && !range.includes(':')) {
    throw new GraphError('range', 'History range requires [start]:[end], [start]:, or :[end]', { argument: range });
  }
  const { start = 'base', end = 'heads' } = parseRange(range);
  const { wanted, heads } = aimedAt(end, () => selectHistory(graph, start, end));
  return topologicalOrder(graph, wanted, heads);
}

function planned(
  graph: RevisionGraph,
  direction: Direction,
  from: readonly string[],
  { wanted, heads, warning }: Selection & { readonly warning?: string },
): Plan {
  const order = topologicalOrder(graph, wanted, heads);
  if (direction === 'upgrade') order.reverse();
  const rows = new VersionRows(
    graph,
    from.flatMap((row) => rowsAt(graph, row)),
  );
  const start = rows.rows;
  const steps = order.map((id) => stepOf(revisionOf(graph, id), direction, rows));
  return { direction, start, steps, rows: rows.rows, warnings: warning === undefined ? [] : [warning] };
}

function stepOf(revision: GraphRevision, direction: Direction, rows: VersionRows): PlannedStep {
  const createsVersionTable = rows.isEmpty;
  const parents = revision.down.join(', ');
  const up = direction === 'upgrade';
  return {
    id: revision.id,
    direction,
    fromText: up ? parents : revision.id,
    toText: up ? revision.id : parents,
    versionChanges: up ? rows.upgrade(revision) : rows.downgrade(revision),
    createsVersionTable,
  };
}

/** Where a target has several heads, the message names the whole target. */
function aimedAt<T>(target: string, select: () => T): T {
  try {
    return select();
  } catch (error) {
    if (error instanceof GraphError && error.problem === 'multiple-heads') throw multipleHeads(error.revisions, target);
    throw error;
  }
}

/** An upgrade to something below its start would be an empty script; surely a downgrade was meant. */
function refuseReversed(graph: RevisionGraph, from: readonly string[], end: string, text: string): void {
  const target = rowsAt(graph, end);
  const below = target.every((id) => !from.includes(id) && ancestors(graph, from).has(id));
  if (from.length === 0 || !below) return;
  throw new GraphError('not-ancestor', `Destination ${end} is not a valid upgrade target from current head(s)`, {
    argument: text,
    revisions: [...from, ...target],
    hint: `${text} goes downwards: use downgrade ${text}, or turn the range round`,
  });
}
