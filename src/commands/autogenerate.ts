import { type Generated, generate, hiddenTables } from '../autogenerate/generate.ts';
import type { MigrationScript } from '../autogenerate/hooks.ts';
import { readRename, withRenames } from '../autogenerate/renames.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Config } from '../config/config.ts';
import { TsmigError } from '../errors.ts';
import { catalogOfModels, renamesOf } from '../models/catalog.ts';
import { collectModels } from '../models/collect.ts';
import { modelFiles } from '../models/files.ts';
import type { Models } from '../models/models.ts';
import { ownModules } from './project.ts';
import { catalogAt, type Replayer, replayer } from './replay.ts';
import type { ProjectGraph } from './revisions.ts';

/** The history and the models of one database, and what lies between them. */
export interface Comparison extends Generated {
  readonly config: Config;
  readonly replay: Replayer;
  readonly history: Catalog;
  readonly models: Catalog;
}

/** What is said of renames: `users.email=users.email_address`. */
export interface CompareArguments {
  readonly renames?: readonly string[] | undefined;
}

/**
 * Compares the models with the schema that the whole history adds up to.
 *
 * @throws TsmigError `config` when there are no models, or no dialect.
 */
export async function compare(config: Config, project: ProjectGraph, asked: CompareArguments): Promise<Comparison> {
  const models = await modelsOf(config);
  const replay = await replayer(config, project);
  const { dialect } = replay;
  const history = await catalogAt(project, project.graph.effectiveHeads, replay);
  const namingConvention = models.namingConvention ?? config.namingConvention;
  const wanted = catalogOfModels(models, { dialect, namingConvention }, hiddenTables(history));
  const renames = withRenames(renamesOf(models), (asked.renames ?? []).map(readRename), history, wanted);
  const generated = generate(history, wanted, { dialect, namingConvention, renames, config: config.autogenerate });
  return { ...generated, config, replay, history, models: wanted };
}

/** What the hook of the configuration makes of what was found; undefined: no file is wanted. */
export function directed(
  { config, replay, upgrade, downgrade }: Comparison,
  parents: readonly string[],
  message: string | undefined,
): MigrationScript | undefined {
  const script: MigrationScript = {
    message,
    upgradeOps: { ops: [...upgrade] },
    downgradeOps: { ops: [...downgrade] },
  };
  const directives = [script];
  const context = { dialect: replay.dialect, database: config.database };
  config.autogenerate.processRevisionDirectives?.(context, parents, directives);
  return directives[0];
}

/** The models of a configuration. */
async function modelsOf({ models, database }: Config): Promise<Models> {
  if (models.length === 0) {
    throw new TsmigError('config', `no models are configured${database === undefined ? '' : ` for ${database}`}`, {
      hint: "say where they are: models: 'src/models/*.ts' in the configuration; 'tsmig schema' writes the first ones",
    });
  }
  return collectModels(await modelFiles(models), { modules: await ownModules() });
}
