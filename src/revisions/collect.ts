import { type RevisionGraph, revisionOf } from './graph.ts';
import { GraphError } from './graph-error.ts';
import { resolveBranch, resolveOne, resolveSeveral } from './identifier.ts';
import { downgradeTarget, parseRelative, resolveTarget, upgradeTargets } from './target.ts';
import { ancestors, dependents, descendants, lineAncestors, refuseOverlap } from './walk.ts';

/** A set of revisions, and the heads from which they are sorted. */
export interface Selection {
  readonly wanted: Set<string>;
  readonly heads: readonly string[];
}

/** What an upgrade from the rows to the target applies: all that the target needs and the rows do not have. */
export function selectUpgrade(graph: RevisionGraph, rows: readonly string[], target: string): Selection {
  const heads = placesOf(upgradeTargets(graph, rows, target), target);
  refuseOverlap(graph, heads, 'normalizedDown');
  const current = rowsIn(graph, rows);
  refuseOverlap(graph, current, 'normalizedDown');
  const applied = ancestors(graph, current);
  const wanted = new Set([...ancestors(graph, heads)].filter((id) => !applied.has(id)));
  return { wanted, heads };
}

/** What a downgrade from the rows to the target takes back: all that stands on the target's children. */
export function selectDowngrade(
  graph: RevisionGraph,
  rows: readonly string[],
  target: string,
): Selection & { readonly warning?: string } {
  const { branch, places, warning } = downgradeTarget(graph, rows, target);
  const kept = ancestors(graph, places);
  const above = new Set(places.flatMap((id) => revisionOf(graph, id).children));
  let roots = places.length === 0 ? graph.bases : [...above].filter((id) => !kept.has(id));
  if (branch && roots.length > 1) {
    const line = lineAncestors(graph, [resolveBranch(graph, branch)]);
    roots = roots.filter((id) => line.has(id));
    if (roots.length === 0) {
      throw new GraphError('not-in-branch', 'Not a valid downgrade target from current heads', {
        argument: target,
        hint: `nothing that revises ${places.join(', ') || 'base'} is on the branch '${branch}'`,
      });
    }
  }
  const heads = rowsIn(graph, rows);
  const active = ancestors(graph, heads);
  const wanted = new Set([...dependents(graph, roots)].filter((id) => active.has(id)));
  const nowhere = wanted.size === 0 && !places.every((id) => heads.includes(id));
  if (nowhere || !places.every((id) => active.has(id))) {
    throw new GraphError('not-ancestor', `Destination ${target} is not a valid downgrade target from current head(s)`, {
      argument: target,
      revisions: [...places, ...heads],
      hint: `${places.join(', ')} is not below ${heads.join(', ') || 'base'}: there is nothing to take back`,
    });
  }
  return { wanted, heads, ...(warning !== undefined && { warning }) };
}

/** What `history` lists between two identifiers, both included. */
export function selectHistory(graph: RevisionGraph, lower: string, upper: string): Selection {
  const relative = parseRelative(graph, upper);
  const from = relative && relative.symbol === undefined ? startOf(graph, lower, relative.label) : [];
  let heads = placesOf(upgradeTargets(graph, from, upper, 'stay'), upper);
  const at = lower.indexOf('@');
  if (at >= 0) heads = onLabelledBranch(graph, heads, lower.slice(0, at));
  refuseOverlap(graph, heads, 'normalizedDown');
  const required = ancestors(graph, heads);

  let current = resolveTarget(graph, lower);
  if (current.some((id) => id !== undefined && (id === null || !required.has(id))))
    throw notOnOneLine(lower, upper, heads);
  if (current.length > 0 && current[0] === undefined) {
    current = [...downgradeTarget(graph, heads, lower).places];
  }
  const start = current.filter((id) => typeof id === 'string');
  refuseOverlap(graph, start, 'normalizedDown');
  const below = ancestors(graph, start);
  const wanted = new Set([...required].filter((id) => !below.has(id)));
  for (const id of start) wanted.add(id);
  if (start.length > 0) {
    refuseOverlap(graph, start, 'children');
    const line = descendants(graph, start);
    for (const id of wanted) if (!line.has(id)) wanted.delete(id);
  }
  return { wanted, heads };
}

/** From where `+n` counts as the end of a range. */
function startOf(graph: RevisionGraph, lower: string, label: string | undefined): string[] {
  if (label) return resolveSeveral(graph, lower);
  const place = resolveOne(graph, lower);
  return place === null ? [] : [place];
}

/** Only the revisions that carry the label; a revision stands for the one label that it has. */
function onLabelledBranch(graph: RevisionGraph, ids: readonly string[], name: string): string[] {
  const revision = resolveOne(graph, name);
  let label = name;
  if (revision === name) {
    const [only, second] = revisionOf(graph, revision).branchLabels;
    if (only === undefined || second !== undefined) {
      throw new GraphError('ambiguous', `Revision ${revision} does not stand for one branch`, {
        argument: name,
        revisions: [revision],
        hint: `it has ${only === undefined ? 'no branch label' : 'several branch labels'}; use a branch label instead`,
      });
    }
    label = only;
  }
  return ids.filter((id) => revisionOf(graph, id).branchLabels.includes(label));
}

function placesOf(places: readonly (string | null | undefined)[], target: string): string[] {
  if (places.includes(undefined)) {
    throw new GraphError('relative', 'Walked too far', {
      argument: target,
      hint: `'${target}' leads out of the graph of revisions`,
    });
  }
  return [...new Set(places.filter((id) => typeof id === 'string'))];
}

function rowsIn(graph: RevisionGraph, rows: readonly string[]): string[] {
  return [...new Set(rows.map((row) => resolveOne(graph, row)).filter((id) => id !== null))];
}

function notOnOneLine(lower: string, upper: string, revisions: readonly string[]): GraphError {
  return new GraphError(
    'not-ancestor',
    `Requested range ${lower}:${upper} does not refer to ancestor/descendant revisions along the same branch`,
    { argument: `${lower}:${upper}`, revisions, hint: 'the start of a range must be below its end' },
  );
}
