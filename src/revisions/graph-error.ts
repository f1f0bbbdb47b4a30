import { TsmigError } from '../errors.ts';

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
