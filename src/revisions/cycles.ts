import type { Draft } from './graph.ts';
import { GraphError } from './graph-error.ts';
import type { RevisionNode } from './revision.ts';
import { related } from './walk.ts';

/** Refuses a revision that names itself as its parent or dependency. */
export function refuseSelfLoops(nodes: readonly RevisionNode[]): void {
  for (const { id, down, dependsOn, file } of nodes) {
    const kind = down.includes(id) ? 'Self-loop' : dependsOn.includes(id) ? 'Dependency self-loop' : undefined;
    if (kind === undefined) continue;
    throw new GraphError('cycle', `${kind} is detected in revisions (${id})`, {
      revisions: [id],
      file,
      hint: `a revision cannot ${kind === 'Self-loop' ? 'revise' : 'depend on'} itself`,
    });
  }
}

/** Refuses cycles of parents and dependencies; gives the revisions in an order in which these come first. */
export function refuseCycles(drafts: ReadonlyMap<string, Draft>): ReadonlySet<string> {
  const parents = (id: string): readonly string[] => drafts.get(id)?.down ?? [];
  const parentsAndDependencies = (id: string): readonly string[] => [
    ...parents(id),
    ...(drafts.get(id)?.dependencies ?? []),
  ];
  refuse('Cycle', drafts, parents, (id) => drafts.get(id)?.children ?? []);
  return refuse('Dependency cycle', drafts, parentsAndDependencies, (id) => drafts.get(id)?.allChildren ?? []);
}

type Edges = (id: string) => readonly string[];

function refuse(kind: string, drafts: ReadonlyMap<string, Draft>, below: Edges, above: Edges): ReadonlySet<string> {
  const order = parentsFirst(drafts, below, above);
  if (order.size === drafts.size) return order;
  const concerned = unreachable(drafts, below, above);
  const [first, ...rest] = cycleAmong(
    [...drafts.keys()].filter((id) => !order.has(id)),
    below,
    order,
  );
  throw new GraphError('cycle', `${kind} is detected in revisions (${concerned.join(', ')})`, {
    revisions: concerned,
    ...(first !== undefined && {
      file: drafts.get(first)?.node.file ?? '',
      hint: `the way down goes in a circle: ${[first, ...rest, first].join(' -> ')}`,
    }),
  });
}

/** All revisions that stand on no cycle, nor above one. */
function parentsFirst(drafts: ReadonlyMap<string, Draft>, below: Edges, above: Edges): ReadonlySet<string> {
  const waiting = new Map([...drafts.keys()].map((id) => [id, new Set(below(id)).size]));
  const order = new Set([...waiting].flatMap(([id, count]) => (count === 0 ? [id] : [])));
  for (const id of order) {
    for (const child of above(id)) {
      const left = (waiting.get(child) ?? 0) - 1;
      waiting.set(child, left);
      if (left === 0) order.add(child);
    }
  }
  return order;
}

/** What Alembic lists in its message: the revisions that are not on a way between a base and a head. */
function unreachable(drafts: ReadonlyMap<string, Draft>, below: Edges, above: Edges): string[] {
  const ids = [...drafts.keys()];
  const heads = ids.filter((id) => above(id).length === 0);
  const bases = ids.filter((id) => below(id).length === 0);
  if (heads.length === 0 || bases.length === 0) return ids;
  const down = related(heads, below);
  const up = related(bases, above);
  return ids.filter((id) => !down.has(id) || !up.has(id)).sort();
}

/** One cycle: going down from a revision that is on one, or above it, always to another such, must come round. */
function cycleAmong(left: readonly string[], below: Edges, order: ReadonlySet<string>): string[] {
  const way: string[] = [];
  const at = new Map<string, number>();
  for (let id = left[0]; id !== undefined; id = below(id).find((parent) => !order.has(parent))) {
    const start = at.get(id);
    if (start !== undefined) return way.slice(start);
    at.set(id, way.length);
    way.push(id);
  }
  return [];
}
