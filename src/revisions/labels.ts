import { byCodeUnits, type Draft } from './graph.ts';

/** The labels of a branch: those of a revision, and of what it revises. Revisions that add none share their parent's. */
export interface BranchLabels {
  readonly own: readonly string[];
  readonly below: readonly BranchLabels[];
  /** All of them, sorted, once they were asked for: in a long history with many labels few ever are. */
  all?: readonly string[];
}

/**
 * Gives the labels of a revision to its branch, as Alembic does: to all descendants, and where they are a single line to
 * the revisions under it too, down to the next branch or merge point.
 *
 * @param order the revisions, parents first
 */
export function spreadLabels(order: Iterable<string>, drafts: ReadonlyMap<string, Draft>): void {
  const parentsFirst = [...order].flatMap((id) => drafts.get(id) ?? []);
  for (const draft of parentsFirst) {
    const below = new Set(draft.down.map((id) => drafts.get(id)?.labels ?? none));
    below.delete(none);
    draft.labels = together(draft.node.branchLabels, [...below]);
  }
  const toEnd = new Set<Draft>();
  for (const draft of parentsFirst.reverse()) {
    if (draft.allChildren.length > 1 || draft.down.length > 1) continue;
    const child = drafts.get(draft.children[0] ?? '');
    if (child !== undefined && !toEnd.has(child)) continue;
    toEnd.add(draft);
    draft.labels = child?.labels ?? draft.labels;
  }
}

/** One of those below serves where it has all the others: as lines do that are merged again and again. */
function together(own: readonly string[], below: readonly BranchLabels[]): BranchLabels {
  if (own.length === 0 && below.length === 0) return none;
  const whole = below.find((one) => below.every((other) => other === one || one.below.includes(other)));
  return own.length === 0 && whole !== undefined ? whole : { own, below };
}

/** All labels, sorted. */
export function sortedLabels(labels: BranchLabels): readonly string[] {
  if (labels.all === undefined) {
    const seen = new Set([labels]);
    for (const { below } of seen) for (const other of below) seen.add(other);
    labels.all = [...new Set([...seen].flatMap(({ own }) => own))].sort(byCodeUnits);
  }
  return labels.all;
}

export const none: BranchLabels = { own: [], below: [] };
