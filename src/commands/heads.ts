import type { Config } from '../config/config.ts';
import { TsmigError } from '../errors.ts';
import { type RevisionInfo, revisionInfos } from './revision-info.ts';
import { loadGraph } from './revisions.ts';

/** What `heads` takes. */
export interface HeadsArguments {
  /** Whether a head that another revision depends on counts as applied with that, and is left out. */
  readonly resolveDependencies?: boolean | undefined;
}

/**
 * The heads of a project: the revisions that none revises.
 *
 * @param config the project's configuration, from `readConfig`.
 * @returns the heads, in the order of their files.
 */
export async function heads(config: Config, given: HeadsArguments = {}): Promise<readonly RevisionInfo[]> {
  const project = await loadGraph(config);
  const { heads, effectiveHeads } = project.graph;
  return revisionInfos(project)(given.resolveDependencies ? effectiveHeads : heads);
}

/** @throws TsmigError `check` when there is more than one head. */
export function refuseSeveralHeads(heads: readonly RevisionInfo[]): void {
  if (heads.length < 2) return;
  const ids = heads.map(({ revision }) => revision).join(', ');
  throw new TsmigError('check', `there are ${heads.length} heads: ${ids}`, {
    hint: "'tsmig merge heads' joins them by one more revision; 'tsmig rebase' puts the revisions of one line behind the other",
  });
}
