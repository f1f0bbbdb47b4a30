import type { Config } from '../config/config.ts';
import type { ConfigPlace } from '../config/load.ts';
import { filled, type Given } from './given.ts';
import type { Io } from './io.ts';

/** The configuration that the command line names, or that is found upwards; of several databases, the one of `--name`. */
export async function configOf(io: Io, given: Given): Promise<Config> {
  const { readConfig } = await import('../commands/project.ts');
  return { ...(await readConfig(placeOf(io, given))), onProgress: io.onProgress };
}

/** One configuration for each of several databases; of `--name`, or without several, the one. */
export async function configsOf(io: Io, given: Given): Promise<readonly Config[]> {
  const { readConfigs } = await import('../commands/project.ts');
  const configs = await readConfigs(placeOf(io, given));
  return configs.map((config) => ({ ...config, onProgress: io.onProgress }));
}

function placeOf(io: Io, given: Given): ConfigPlace {
  const place = { directory: io.cwd, database: filled(given, 'name') };
  const named = filled(given, 'config');
  if (named !== undefined) return { ...place, file: named, namedBy: '--config' };
  const { TSMIG_CONFIG } = io.env;
  return { ...place, ...(TSMIG_CONFIG && { file: TSMIG_CONFIG, namedBy: 'TSMIG_CONFIG' }) };
}
