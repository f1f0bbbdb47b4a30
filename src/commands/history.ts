import type { Config } from '../config/config.ts';
import { historyOf } from '../revisions/plan.ts';
import { requirePosition, withCurrent } from './known-position.ts';
import { type RevisionInfo, revisionInfos } from './revision-info.ts';
import { loadGraph } from './revisions.ts';

/** What `history` takes. */
export interface HistoryArguments {
  /** `[start]:[end]`, both included; nothing: all. */
  readonly range?: string | undefined;
  /** Whether to tell which revisions the database stands at. */
  readonly indicateCurrent?: boolean | undefined;
  /** Where the database stands, for that and for `current` in the range; else as the version file says. */
  readonly from?: string | undefined;
}

/**
 * The revisions of a range.
 *
 * @param config the project's configuration, from `readConfig`.
 * @returns the revisions, newest first.
 */
export async function history(config: Config, given: HistoryArguments = {}): Promise<readonly RevisionInfo[]> {
  const { range = '', indicateCurrent, from } = given;
  const project = await loadGraph(config);
  const graph = await withCurrent(config, project.graph, range, from);
  const infos = revisionInfos({ ...project, graph })(historyOf(graph, range));
  if (!indicateCurrent) return infos;
  const rows = new Set((await requirePosition(config, graph, from)).rows);
  return infos.map((info) => ({ ...info, isCurrent: rows.has(info.revision) }));
}
