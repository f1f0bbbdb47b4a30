import { GraphError } from '../../src/revisions/graph-error.ts';
import type { RevisionNode } from '../../src/revisions/revision.ts';

/** A revision for a graph that is written out in a test. */
export function node(id: string, down: readonly string[] = [], more: Partial<RevisionNode> = {}): RevisionNode {
  return { id, down, branchLabels: [], dependsOn: [], message: '', file: `versions/${id}.ts`, ...more };
}

/** The error that something is refused with. */
export function refusal(ask: () => unknown): GraphError {
  try {
    ask();
  } catch (error) {
    if (error instanceof GraphError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
