import { sameSchema } from '../catalog/same-schema.ts';
import type { Config } from '../config/config.ts';
import { TsmigError } from '../errors.ts';
import { type ReplayArguments, replayed, replayer } from './replay.ts';
import type { Project } from './revisions.ts';

/**
 * Whether revisions of two lines, each with what is below it, add up to the same schema in either order.
 *
 * @returns false, too, where they cannot be applied in one of the orders, or where raw SQL hides what they do.
 */
export async function isSameInEitherOrder(
  config: Config,
  project: Project,
  given: ReplayArguments,
  [mine, theirs]: readonly [mine: readonly string[], theirs: readonly string[]],
): Promise<boolean> {
  const replay = await replayer(config, project, given);
  try {
    return sameSchema(
      await replayed(new Set([...mine, ...theirs]), replay),
      await replayed(new Set([...theirs, ...mine]), replay),
    );
  } catch (error) {
    if (error instanceof TsmigError && error.code !== 'internal') return false;
    throw error;
  }
}
