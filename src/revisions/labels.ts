import type { Draft } from './graph.ts';
import type { RevisionNode } from './revision.ts';
import { related } from './walk.ts';

/**
 * Gives the labels of a revision to its branch, as Alembic does: to all descendants, and from the last of them
 * downwards until a branch or merge point.
 */
export function spreadLabels(nodes: readonly RevisionNode[], drafts: ReadonlyMap<string, Draft>): void {
  for (const node of nodes) {
    if (node.branchLabels.length === 0) continue;
    const labels = [...(drafts.get(node.id)?.labels ?? [])];
    const branch = [...related([node.id], (id) => drafts.get(id)?.children ?? [])];
    for (const id of branch) give(drafts.get(id), labels);

    let below = drafts.get(branch.at(-1) ?? node.id);
    while (below && below.allChildren.length < 2 && below.down.length < 2) {
      give(below, labels);
      below = below.down[0] === undefined ? undefined : drafts.get(below.down[0]);
    }
  }
}

function give(draft: Draft | undefined, labels: readonly string[]): void {
  for (const label of labels) draft?.labels.add(label);
}
