import { type RevisionGraph, revisionOf } from './graph.ts';
import { GraphError } from './graph-error.ts';
import { multipleHeads, onBranch, type Place, resolveOne, resolveSeveral } from './identifier.ts';
import { ancestors, refuseOverlap } from './walk.ts';

/** What happens at the end of the graph: `stay` is for `history`, which lists what there is. */
export type Overwalk = 'refuse' | 'stay';

/** A target that counts steps: `+2`, `-1`, `rev+1`, `label@head-2`. */
export interface RelativeTarget {
  readonly label: string | undefined;
  readonly symbol: string | undefined;
  readonly steps: number;
  /** As written: `+2`. */
  readonly text: string;
}

/** The two sides of `start:end`; a side that is empty is undefined. */
export interface Range {
  readonly start: string | undefined;
  readonly end: string | undefined;
}

/**
 * Splits a range at its colon. A range without a colon has only an end.
 *
 * @throws GraphError when there are two colons or more
 */
export function parseRange(text: string): Range {
  const sides = text.split(':').map((side) => side.trim());
  const [first, second, third] = sides;
  if (third !== undefined) {
    throw new GraphError('range', `'${text}' is not a range: it has more than one colon`, {
      argument: text,
      hint: 'write a range as <start>:<end>, such as base:head',
    });
  }
  if (second === undefined) return { start: undefined, end: first || undefined };
  return { start: first || undefined, end: second || undefined };
}

/** Reads a relative target; undefined: the target is absolute, such as a label `release-2`. */
export function parseRelative(graph: RevisionGraph, target: string): RelativeTarget | undefined {
  if (graph.labels.has(target) || graph.names.has(target)) return undefined;
  const match = /^(?:(.+?)@)?([^@]+?)?([+-]\d+)$/u.exec(target);
  if (!match) return undefined;
  const [, label, symbol, text = ''] = match;
  // Alembic knows words only. What else an id or a name may hold, such as a dot, is taken where there is one like that.
  if (symbol !== undefined && !/^[\p{L}\p{N}_]+$/u.test(symbol) && !isKnown(graph, symbol)) return undefined;
  return { label, symbol, steps: Number(text), text };
}

function isKnown(graph: RevisionGraph, symbol: string): boolean {
  return graph.revisions.has(symbol) || graph.labels.has(symbol) || graph.names.has(symbol);
}

/**
 * The revisions that an identifier names, as `show` and ranges take it. `null`: base; `undefined`: below base.
 * `-n` and `label@-n` walk down from all heads.
 *
 * @throws GraphError when the identifier names nothing, or is ambiguous
 */
export function resolveTarget(graph: RevisionGraph, identifier: string): Place[] {
  const [, label, steps] = /^(?:([^@]*)@)?(-\d+)$/.exec(identifier) ?? [];
  if (steps === undefined || Number(steps) === 0) {
    const relative = parseRelative(graph, identifier);
    // As Alembic, only for what it does not have: names.
    if (relative?.symbol === undefined || !graph.names.has(relative.symbol)) return resolveSeveral(graph, identifier);
    return [walk(graph, resolveOne(graph, within(relative.label, relative.symbol)), relative.steps)];
  }
  const heads = resolveSeveral(graph, 'heads');
  const chosen = label === undefined ? heads : heads.filter((id) => revisionOf(graph, id).branchLabels.includes(label));
  return chosen.map((head) => walk(graph, head, Number(steps)));
}

/** The revisions to which an upgrade from the rows goes. */
export function upgradeTargets(
  graph: RevisionGraph,
  current: readonly string[],
  target: string,
  overwalk: Overwalk = 'refuse',
): Place[] {
  const relative = parseRelative(graph, target);
  if (!relative) return resolveTarget(graph, target);
  const { label, symbol, steps } = relative;
  if (symbol !== undefined) {
    const narrow = steps <= 0 || graph.names.has(symbol);
    const start = resolveOne(graph, narrow ? within(label, symbol) : symbol);
    return [walk(graph, start, steps, steps > 0 ? label : undefined, overwalk)];
  }
  if (steps <= 0) throw didNotProduce(relative);
  const starts = startsOf(graph, current, label);
  if (starts.length > 1) {
    throw new GraphError('ambiguous', 'Ambiguous upgrade from multiple current revisions', {
      revisions: current,
      argument: target,
      hint: "say which branch, '<branchname>@+1', or name the target revision",
    });
  }
  const end = walk(graph, starts[0] ?? null, steps, label, overwalk);
  if (end === undefined) throw didNotProduce(relative);
  return [end];
}

/** Where a downgrade from the rows goes. */
export interface DowngradeTarget {
  /** The branch that it is confined to. */
  readonly branch: string | undefined;
  /** None: base. Several only where a name stands for several. */
  readonly places: readonly string[];
  readonly warning?: string;
}

/** Resolves the target of a downgrade from the rows. */
export function downgradeTarget(graph: RevisionGraph, current: readonly string[], target: string): DowngradeTarget {
  const relative = parseRelative(graph, target);
  if (!relative) {
    const at = target.lastIndexOf('@');
    const symbol = target.slice(at + 1);
    const branch = at > 0 ? target.slice(0, at) : undefined;
    if (graph.names.has(symbol)) return { branch, places: resolveSeveral(graph, target) };
    return { branch, places: listed(resolveOne(graph, symbol)) };
  }
  const { label, symbol, steps } = relative;
  if (symbol !== undefined) {
    const up = steps >= 0;
    const start = resolveOne(graph, up && !graph.names.has(symbol) ? symbol : within(label, symbol));
    const place = walk(graph, start, steps, up ? label : undefined);
    if (place === undefined) throw walkedTooFar(relative);
    return { branch: label, places: listed(place) };
  }
  if (steps >= 0) throw didNotProduce(relative);
  const start = label === undefined ? current[0] : currentOn(graph, current, label);
  if (start === undefined) throw didNotProduce(relative);
  const branch = label ?? start;
  const place = walk(graph, resolveOne(graph, within(branch, start)), steps);
  if (place === undefined) throw didNotProduce(relative);
  const several = label === undefined && new Set(current).size > 1;
  return {
    branch,
    places: listed(place),
    ...(several && {
      warning: 'downgrade -1 from multiple heads is ambiguous; this usage will be disallowed in a future release.',
    }),
  };
}

/**
 * The version rows that the start of a range stands for, with commas between several: none for base.
 *
 * @throws GraphError when one of them names nothing, is given twice, or is implied by another
 */
export function rowsAt(graph: RevisionGraph, start: string | undefined): string[] {
  if (start === undefined) return [];
  const parts = isKnown(graph, start) ? [start] : start.split(',').map((part) => part.trim());
  const rows = parts.flatMap((part) => {
    if (part === '') throw notAList(start, 'one of its sides is empty');
    const some = rowsOf(graph, part);
    if (parts.length > 1 && some.length === 0) throw notAList(start, `'${part}' is no row of the version table`);
    return some;
  });
  const seen = new Set<string>();
  const twice = rows.find((row) => seen.has(row) || !seen.add(row));
  if (twice !== undefined) {
    throw new GraphError('overlap', `Revision ${twice} is given more than once in '${start}'`, {
      revisions: [twice],
      argument: start,
      hint: 'name each row of the version table once',
    });
  }
  refuseOverlap(graph, rows, 'normalizedDown');
  return rows;
}

function notAList(start: string, why: string): GraphError {
  return new GraphError('range', `'${start}' is not a list of revisions: ${why}`, {
    argument: start,
    hint: 'name the rows of the version table with commas between them, such as a1b2,c3d4',
  });
}

function rowsOf(graph: RevisionGraph, start: string): string[] {
  const relative = parseRelative(graph, start);
  if (relative?.symbol === undefined) return resolveSeveral(graph, start);
  const place = walk(graph, resolveOne(graph, within(relative.label, relative.symbol)), relative.steps);
  if (place === undefined) throw walkedTooFar(relative);
  return listed(place);
}

/**
 * Walks up (`steps` > 0) or down the line of revisions, through what they revise alone.
 *
 * @param start `null`: base going up, the heads going down
 * @returns `null`: base; `undefined`: the graph ends before
 * @throws GraphError where the way forks
 */
function walk(
  graph: RevisionGraph,
  start: string | null,
  steps: number,
  label?: string,
  overwalk: Overwalk = 'refuse',
): Place {
  let at = start;
  let moved = false;
  for (let left = Math.abs(steps); left > 0; left--) {
    const next: readonly (string | null)[] = steps > 0 ? above(graph, at, label) : below(graph, at, moved);
    const [only, second] = next;
    if (only === undefined) return overwalk === 'stay' && (moved || at !== null) ? at : undefined;
    if (second !== undefined) {
      throw new GraphError('ambiguous', 'Ambiguous walk', {
        revisions: next.filter((id) => id !== null),
        hint: `from ${at ?? 'base'} the way goes to ${next.join(', ')}; name the target revision`,
      });
    }
    at = only;
    moved = true;
  }
  return at;
}

function above(graph: RevisionGraph, at: string | null, label: string | undefined): readonly (string | null)[] {
  const children = at === null ? graph.bases : revisionOf(graph, at).children;
  return label ? onBranch(graph, children, label) : children;
}

function below(graph: RevisionGraph, at: string | null, moved: boolean): readonly (string | null)[] {
  if (at === null && moved) return [];
  const parents = at === null ? graph.heads : revisionOf(graph, at).down;
  return parents.length === 0 ? [null] : parents;
}

/** Where `+n` or `label@+n` starts. */
function startsOf(graph: RevisionGraph, current: readonly string[], label: string | undefined): readonly string[] {
  if (!label) return current;
  const onIt = onBranch(graph, current, label);
  if (onIt.length > 0) return onIt;
  const active = onBranch(graph, [...ancestors(graph, current)], label);
  const covered = new Set(active.flatMap((id) => revisionOf(graph, id).normalizedDown));
  return active.filter((id) => !covered.has(id));
}

/** The current revision of a branch: its row, or the tip of it that another row implies. */
function currentOn(graph: RevisionGraph, current: readonly string[], label: string): string | undefined {
  let onIt = onBranch(graph, current, label);
  if (onIt.length === 0) {
    const all = ancestors(graph, current);
    const tips = [...all].filter((id) => !revisionOf(graph, id).children.some((child) => all.has(child)));
    onIt = onBranch(graph, tips, label);
  }
  if (onIt.length > 1) throw multipleHeads(onIt, `${label}@head`);
  return onIt[0];
}

/** No place is base. */
function listed(place: string | null): string[] {
  return place === null ? [] : [place];
}

function within(label: string | undefined, symbol: string): string {
  return label === undefined ? symbol : `${label}@${symbol}`;
}

function didNotProduce({ steps, text }: RelativeTarget): GraphError {
  return new GraphError('relative', `Relative revision ${text} didn't produce ${Math.abs(steps)} migrations`, {
    argument: text,
    hint: 'an upgrade counts upwards (+n) and a downgrade downwards (-n), and only as far as there are revisions',
  });
}

function walkedTooFar({ text }: RelativeTarget): GraphError {
  return new GraphError('relative', 'Walked too far', {
    argument: text,
    hint: `there are not ${Math.abs(Number(text))} revisions that way`,
  });
}
