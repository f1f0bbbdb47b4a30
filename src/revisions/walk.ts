import type { GraphRevision, RevisionGraph } from './graph.ts';
import { GraphError } from './graph-error.ts';

/** The targets and everything that `next` leads to, each once: depth first, the last of `next` first, as Alembic walks. */
export function related(targets: Iterable<string>, next: (id: string) => readonly string[]): Set<string> {
  const seen = new Set<string>();
  for (const target of targets) {
    const todo = [target];
    for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      for (const other of next(id)) todo.push(other);
    }
  }
  return seen;
}

/** The revisions and all that must be applied before them. */
export function ancestors(graph: RevisionGraph, targets: Iterable<string>): Set<string> {
  return related(targets, next(graph, 'normalizedDown'));
}

/** The revisions and all that revise them, without those that only depend on them. */
export function descendants(graph: RevisionGraph, targets: Iterable<string>): Set<string> {
  return related(targets, next(graph, 'children'));
}

/** The revisions and all that revise or depend on them. */
export function dependents(graph: RevisionGraph, targets: Iterable<string>): Set<string> {
  return related(targets, next(graph, 'allChildren'));
}

/** The revisions, what they revise and what revises them: their lines, without dependencies. */
export function lineage(graph: RevisionGraph, targets: readonly string[]): Set<string> {
  return new Set([...descendants(graph, targets), ...lineAncestors(graph, targets)]);
}

/** The revisions and all that they revise, without dependencies. */
export function lineAncestors(graph: RevisionGraph, targets: Iterable<string>): Set<string> {
  return related(targets, next(graph, 'down'));
}

/** Refuses targets of which one is reached from another by way of `edge`. */
export function refuseOverlap(
  graph: RevisionGraph,
  targets: readonly string[],
  edge: 'normalizedDown' | 'children',
): void {
  const wanted = new Set(targets);
  if (wanted.size < 2) return;
  const seen = new Set<string>();
  for (const target of wanted) {
    const met = new Set<string>();
    const todo = [target];
    for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
      if (wanted.has(id) && id !== target) met.add(id);
      if (seen.has(id)) continue;
      seen.add(id);
      for (const other of next(graph, edge)(id)) todo.push(other);
    }
    if (met.size > 0) {
      const others = [...met];
      throw new GraphError(
        'overlap',
        `Requested revision ${target} overlaps with other requested revisions ${others.join(', ')}`,
        { revisions: [target, ...others], hint: `leave out what ${target} implies already` },
      );
    }
  }
}

function next(
  graph: RevisionGraph,
  edge: 'normalizedDown' | 'down' | 'children' | 'allChildren',
): (id: string) => GraphRevision[typeof edge] {
  return (id) => graph.revisions.get(id)?.[edge] ?? [];
}
