import { createDialect } from '../../dialects/index.ts';
import { type Catalog, emptyCatalog } from '../catalog/catalog.ts';
import { sameSchema } from '../catalog/same-schema.ts';
import type { Config } from '../config/config.ts';
import { TsmigError } from '../errors.ts';
import { record } from '../recording/recorder.ts';
import { chooseDialect } from './project.ts';
import type { RebaseScriptArguments } from './rebase-script.ts';
import type { Project } from './revisions.ts';

/**
 * Whether revisions of two lines, each with what is below it, add up to the same schema in either order.
 *
 * @returns false, too, where they cannot be applied in one of the orders, or where raw SQL hides what they do.
 */
export async function isSameInEitherOrder(
  config: Config,
  { revisions, locate }: Project,
  given: RebaseScriptArguments,
  [mine, theirs]: readonly [mine: readonly string[], theirs: readonly string[]],
): Promise<boolean> {
  const byId = new Map(revisions.map((revision) => [revision.id, revision]));
  const options = {
    dialect: await createDialect(chooseDialect(config, given)),
    direction: 'upgrade',
    namingConvention: config.namingConvention,
    locate,
    ...(given.xArgs !== undefined && { xArgs: given.xArgs }),
    ...(given.tag !== undefined && { tag: given.tag }),
    ...(config.database !== undefined && { database: config.database }),
  } as const;
  const replayed = async (ids: readonly string[]): Promise<Catalog> => {
    let before = emptyCatalog;
    for (const id of new Set(ids)) {
      const { upgrade, file } = byId.get(id) ?? {};
      if (upgrade === undefined || file === undefined) throw new TsmigError('internal', `revision ${id} is not loaded`);
      before = (await record(upgrade, { ...options, before, revision: id, file })).after;
    }
    return before;
  };
  try {
    return sameSchema(await replayed([...mine, ...theirs]), await replayed([...theirs, ...mine]));
  } catch (error) {
    if (error instanceof TsmigError && error.code !== 'internal') return false;
    throw error;
  }
}
