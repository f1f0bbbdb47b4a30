import type { Config } from '../config/config.ts';
import { resolveTarget } from '../revisions/target.ts';
import { withCurrent } from './known-position.ts';
import { type RevisionInfo, revisionInfos } from './revision-info.ts';
import { loadGraph } from './revisions.ts';

/** What `show` takes. */
export interface ShowArguments {
  /** Any identifier: an id or its beginning, a label, `head`, `heads`, `current`, a release's tag, `head-2` … */
  readonly revision: string;
  /** Where the database stands, for `current`; else as the version file says. */
  readonly from?: string | undefined;
}

/**
 * The revisions that an identifier names.
 *
 * @param config the project's configuration, from `readConfig`.
 * @returns one revision, several for `heads`, none for `base`.
 */
export async function show(config: Config, { revision, from }: ShowArguments): Promise<readonly RevisionInfo[]> {
  const project = await loadGraph(config);
  const graph = await withCurrent(config, project.graph, revision, from);
  const ids = resolveTarget(graph, revision).filter((id) => typeof id === 'string');
  return revisionInfos({ ...project, graph })(ids);
}
