import type { Config } from '../config/config.ts';
import { type NewRevision, type WrittenRevision, writeRevision } from './new-revision.ts';

/** What `revision` takes: what it revises is one place, by default the head. */
export interface RevisionArguments extends Omit<NewRevision, 'heads'> {
  /** An identifier of what it revises, `heads` for all of them, `base` for a revision that revises none. Default: `head`. */
  readonly head?: string | undefined;
}

/**
 * Writes a revision file, from the project's `revision.ts.hbs` or tsmig's own.
 *
 * @throws TsmigError when there are several heads and none is said, when the id is taken or cannot be one, when the file is
 * there already, or when it cannot be written; nothing is left behind then.
 */
export async function revision(
  config: Config,
  { head = 'head', ...asked }: RevisionArguments,
): Promise<WrittenRevision> {
  return writeRevision(config, { ...asked, heads: [head] });
}
