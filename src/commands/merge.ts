import type { Config } from '../config/config.ts';
import { type NewRevision, type WrittenRevision, writeRevision } from './new-revision.ts';

/** What `merge` takes. */
export interface MergeArguments extends Omit<NewRevision, 'heads' | 'dependsOn' | 'versionPath'> {
  /** Identifiers of what is merged: `heads`, or revisions. */
  readonly revisions: readonly string[];
}

/**
 * Writes a revision that joins others into one line.
 *
 * @throws TsmigError as `revision` does.
 */
export async function merge(config: Config, { revisions, ...asked }: MergeArguments): Promise<WrittenRevision> {
  return writeRevision(config, { ...asked, heads: revisions });
}
