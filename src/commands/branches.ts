import type { Config } from '../config/config.ts';
import { revisionOf } from '../revisions/graph.ts';
import { historyOf } from '../revisions/plan.ts';
import { type RevisionInfo, revisionInfos } from './revision-info.ts';
import { loadGraph } from './revisions.ts';

/** A revision at which the line forks. */
export interface BranchPoint {
  readonly point: RevisionInfo;
  /** The revisions that revise it. */
  readonly into: readonly RevisionInfo[];
}

/**
 * The revisions that more than one revises.
 *
 * @param config the project's configuration, from `readConfig`.
 * @returns the branch points, newest first.
 */
export async function branches(config: Config): Promise<readonly BranchPoint[]> {
  const project = await loadGraph(config);
  const points = historyOf(project.graph).filter((id) => revisionOf(project.graph, id).children.length > 1);
  const infos = revisionInfos(project);
  return infos(points).map((point) => ({ point, into: infos(point.children) }));
}
