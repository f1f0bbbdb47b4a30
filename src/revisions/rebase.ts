import { type RevisionGraph, revisionOf } from './graph.ts';
import { GraphError } from './graph-error.ts';
import { ancestors, lineAncestors } from './walk.ts';

/** A revision that gets other parents. */
export interface NewParents {
  readonly revision: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** What moving a branch behind another head means. */
export interface Rebase {
  /** The revisions of the branch that the other side has not. */
  readonly own: ReadonlySet<string>;
  /** Those of them that get other parents, in the order of their files. */
  readonly changes: readonly NewParents[];
}

/**
 * Moves what a branch has of its own behind another revision: where it left the other's line, it now revises that. A merge
 * within the branch loses the parents that the new line has anyway.
 *
 * @param branch the head of the branch.
 * @param onto the revision behind which it goes.
 * @throws GraphError when the other side depends on a revision that only the branch revises: it would be left as a head.
 */
export function planRebase(graph: RevisionGraph, branch: string, onto: string): Rebase {
  const theirs = ancestors(graph, [onto]);
  const own = new Set([...ancestors(graph, [branch])].filter((id) => !theirs.has(id)));
  if (lineAncestors(graph, [branch]).has(onto)) return { own, changes: [] };
  const changes: NewParents[] = [];
  for (const id of graph.revisions.keys()) {
    if (!own.has(id)) continue;
    const { down } = revisionOf(graph, id);
    const kept = down.filter((parent) => own.has(parent));
    if (kept.length === down.length && down.length > 0) continue;
    for (const parent of down) if (!own.has(parent)) refuseLeftBehind(graph, parent, own, onto);
    changes.push({ revision: id, from: down, to: kept.length === 0 ? [onto] : kept });
  }
  return { own, changes };
}

function refuseLeftBehind(graph: RevisionGraph, parent: string, own: ReadonlySet<string>, onto: string): void {
  if (!revisionOf(graph, parent).children.every((child) => own.has(child))) return;
  throw new GraphError(
    'multiple-heads',
    `revision ${parent} would be left behind as a head: ${onto} depends on it, and only what is moved revises it`,
    { revisions: [parent, onto], hint: "join both with 'tsmig merge heads'" },
  );
}
