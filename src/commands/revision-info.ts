import { type GraphRevision, type RevisionGraph, revisionOf } from '../revisions/graph.ts';
import type { Revision } from '../revisions/revision.ts';

/** A revision and its place in the graph, as data. Lists keep the order of the revision's file; `children` are sorted. */
export interface RevisionInfo {
  readonly revision: string;
  /** The revisions that it revises; empty: it is a base. */
  readonly downRevision: readonly string[];
  /** What it depends on, as its file names it: revisions, parts of their ids, or branch labels. */
  readonly dependsOn: readonly string[];
  /** The ids of the same. */
  readonly dependencies: readonly string[];
  /** The labels of its branch, its own and those that it inherits, sorted. */
  readonly branchLabels: readonly string[];
  /** The revisions that revise it. */
  readonly children: readonly string[];
  /** No revision revises it. */
  readonly isHead: boolean;
  /** No revision revises it or depends on it. */
  readonly isEffectiveHead: boolean;
  /** It revises none. */
  readonly isBase: boolean;
  /** Several revise it. */
  readonly isBranchPoint: boolean;
  /** It revises several. */
  readonly isMergePoint: boolean;
  /** The database has a row for it; left out where that was not asked. */
  readonly isCurrent?: boolean;
  /** The first paragraph of its doc comment, on one line. */
  readonly message: string;
  /** Its doc comment. */
  readonly doc: string;
  /** The absolute path of its file. */
  readonly file: string;
}

/** What gives revisions of a project as data, by their ids and in the same order. */
export function revisionInfos(project: {
  readonly revisions: readonly Revision[];
  readonly graph: RevisionGraph;
}): (ids: readonly string[]) => RevisionInfo[] {
  const docs = new Map(project.revisions.map(({ id, doc }) => [id, doc]));
  return (ids) => ids.map((id) => infoOf(revisionOf(project.graph, id), docs.get(id) ?? ''));
}

function infoOf(revision: GraphRevision, doc: string): RevisionInfo {
  const { node, id, down, dependencies, branchLabels, children, allChildren } = revision;
  return {
    revision: id,
    downRevision: down,
    dependsOn: node.dependsOn,
    dependencies,
    branchLabels,
    children,
    isHead: children.length === 0,
    isEffectiveHead: allChildren.length === 0,
    isBase: down.length === 0,
    isBranchPoint: children.length > 1,
    isMergePoint: down.length > 1,
    message: node.message,
    doc,
    file: node.file,
  };
}
