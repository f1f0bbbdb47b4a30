import { createDialect } from '../../dialects/index.ts';
import { type Catalog, emptyCatalog } from '../catalog/catalog.ts';
import type { Config } from '../config/config.ts';
import type { Recording } from '../recording/recorded.ts';
import { record } from '../recording/recorder.ts';
import { replayOrder } from '../revisions/plan.ts';
import type { Revision } from '../revisions/revision.ts';
import type { Dialect } from '../script/dialect.ts';
import { chooseDialect } from './project.ts';
import type { Project, ProjectGraph } from './revisions.ts';
import type { ScriptArguments } from './script.ts';

/** Replays the revisions of a project for one dialect. */
export interface Replayer {
  readonly dialect: Dialect;
  /** Runs a revision in one direction, on what is before it. */
  run(id: string, direction: 'upgrade' | 'downgrade', before: Catalog): Promise<Recording>;
}

/** What a replay takes: the dialect, where it is not the configured one, and what revisions find in their context. */
export type ReplayArguments = Pick<ScriptArguments, 'dialect' | 'serverVersion' | 'xArgs' | 'tag'>;

/** For the configured dialect, or another. */
export async function replayer(
  config: Config,
  { revisions, locate }: Project,
  asked: ReplayArguments = {},
): Promise<Replayer> {
  const dialect = await createDialect(chooseDialect(config, asked));
  const byId = new Map(revisions.map((revision) => [revision.id, revision]));
  const options = {
    dialect,
    namingConvention: config.namingConvention,
    locate,
    ...(asked.xArgs !== undefined && { xArgs: asked.xArgs }),
    ...(asked.tag !== undefined && { tag: asked.tag }),
    ...(config.database !== undefined && { database: config.database }),
  } as const;
  return {
    dialect,
    run: (id, direction, before) => {
      const revision = byId.get(id) as Revision;
      return record(revision[direction], { ...options, direction, before, revision: id, file: revision.file });
    },
  };
}

/** The schema that the history adds up to at these version rows. */
export async function catalogAt(project: ProjectGraph, rows: readonly string[], replay: Replayer): Promise<Catalog> {
  return replayed(replayOrder(project.graph, rows), replay);
}

/** The schema after these upgrades, one after the other, from nothing. */
export async function replayed(ids: Iterable<string>, replay: Replayer): Promise<Catalog> {
  let catalog = emptyCatalog;
  for (const id of ids) catalog = (await replay.run(id, 'upgrade', catalog)).after;
  return catalog;
}
