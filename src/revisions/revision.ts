import type { Operations } from '../operations/op.ts';

/** What the graph needs to know of a revision: everything but its functions. */
export interface RevisionNode {
  readonly id: string;
  /** The revisions that this one revises, as its file names them; empty: it is a base. */
  readonly down: readonly string[];
  readonly branchLabels: readonly string[];
  /** Revisions or labels that must be applied before, without being revised. */
  readonly dependsOn: readonly string[];
  /** The first paragraph of the file's doc comment, on one line. */
  readonly message: string;
  readonly file: string;
}

/** What `upgrade` and `downgrade` of a revision file are. */
export type RevisionFunction = (op: Operations) => void | Promise<void>;

/** A loaded revision file. */
export interface Revision extends RevisionNode {
  /** The file's doc comment, without its comment marks. */
  readonly doc: string;
  readonly upgrade: RevisionFunction;
  readonly downgrade: RevisionFunction;
}
