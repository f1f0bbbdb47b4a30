import { TsmigError } from '../errors.ts';
import type { RevisionNode } from './revision.ts';

/** What is wrong with a graph, or with an identifier, a target or a range in it. */
export type GraphProblem =
  | 'duplicate' // two revisions have one id
  | 'missing' // a parent or dependency is not there
  | 'cycle'
  | 'label' // a label is used twice, or is a revision's id
  | 'unknown' // an identifier names nothing
  | 'ambiguous' // an identifier, or a walk, has several answers
  | 'multiple-heads'
  | 'not-in-branch'
  | 'not-ancestor' // the two sides of a range, or the rows and the target, are not on one line
  | 'overlap' // a version row is implied by another
  | 'relative' // a relative target leads nowhere
  | 'range'; // a range is not written as one

/** An error about the graph of revisions. */
export class GraphError extends TsmigError {
  readonly problem: GraphProblem;
  /** The revisions that it is about, in a deterministic order. */
  readonly revisions: readonly string[];
  /** The identifier that could not be resolved, as it was given. */
  readonly argument: string | undefined;

  constructor(
    problem: GraphProblem,
    message: string,
    options: {
      hint?: string;
      revisions?: readonly string[];
      argument?: string | undefined;
      file?: string;
      cause?: unknown;
    } = {},
  ) {
    const { hint, revisions = [], argument, file, cause } = options;
    const source = file === undefined ? undefined : { position: { file, line: 1, column: 1 } };
    super('graph', message, { hint, source, cause });
    this.name = 'GraphError';
    this.problem = problem;
    this.revisions = revisions;
    this.argument = argument;
  }
}

/** A parent or dependency that there is no file of. */
export function missing(node: RevisionNode, name: string, key: string, hint: string): GraphError {
  return new GraphError('missing', `Revision ${name} referenced from ${node.id} (${key}) is not present`, {
    revisions: [node.id],
    argument: name,
    file: node.file,
    hint: `${hint}; is its file missing from the version locations?`,
  });
}
