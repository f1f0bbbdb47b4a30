import { createDialect } from '../../dialects/index.ts';
import { type Catalog, emptyCatalog } from '../catalog/catalog.ts';
import type { Config } from '../config/config.ts';
import { TsmigError } from '../errors.ts';
import type { Recording } from '../recording/recorded.ts';
import { record } from '../recording/recorder.ts';
import { chooseDialect } from './project.ts';
import type { Project } from './revisions.ts';
import type { RevisionContext } from './script.ts';
import type { TargetArguments } from './script-target.ts';

/** Replays the upgrade of a revision behind what is there before it. */
export type Replay = (id: string, before: Catalog) => Promise<Recording>;

/** What replays the revisions of a project, for the dialect that is asked for or configured. */
export async function replayer(
  config: Config,
  { revisions, locate }: Project,
  given: TargetArguments & RevisionContext = {},
): Promise<Replay> {
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
  return (id, before) => {
    const revision = byId.get(id);
    if (revision === undefined) throw new TsmigError('internal', `revision ${id} is not loaded`);
    return record(revision.upgrade, { ...options, before, revision: id, file: revision.file });
  };
}

/** What revisions add up to in this order; undefined when they cannot be applied in it. */
export async function replayAll(ids: Iterable<string>, replay: Replay): Promise<Catalog | undefined> {
  let catalog = emptyCatalog;
  try {
    for (const id of ids) catalog = (await replay(id, catalog)).after;
  } catch (error) {
    if (error instanceof TsmigError && error.code !== 'internal') return undefined;
    throw error;
  }
  return catalog;
}
