import path from 'node:path';
import type { DialectChoice } from '../script/dialect.ts';
import type { Config, UserConfig } from './config.ts';

/**
 * Fills in the defaults and makes paths absolute.
 *
 * @param all what was configured.
 * @param directory the folder that its paths are relative to.
 * @param file the file that it stands in, if any.
 * @param database which of its databases it is for.
 */
export function resolveConfig(all: UserConfig, directory: string, file?: string, database?: string): Config {
  const given: UserConfig = { ...all, ...(database !== undefined && all.databases?.[database]) };
  const scriptLocation = path.resolve(directory, given.scriptLocation ?? 'migrations');
  return {
    file,
    directory,
    scriptLocation,
    versionLocations: given.versionLocations?.map((location) => path.resolve(directory, location)) ?? [
      path.join(scriptLocation, 'versions'),
    ],
    recursiveVersionLocations: given.recursiveVersionLocations ?? false,
    dialect: choiceOf(given.dialect),
    client: given.client ?? 'none',
    versionTable: given.versionTable ?? 'alembic_version',
    versionTableSchema: given.versionTableSchema,
    versionTablePk: given.versionTablePk ?? true,
    transactionalDdl: given.transactionalDdl,
    transactionPerMigration: given.transactionPerMigration ?? false,
    namingConvention: given.namingConvention ?? {},
    models: patternsOf(given.models, directory),
    fileTemplate: given.fileTemplate ?? '%(rev)s_%(slug)s',
    timezone: given.timezone,
    truncateSlugLength: given.truncateSlugLength ?? 40,
    output: path.resolve(directory, given.output ?? 'out'),
    versionFile: given.versionFile === undefined ? undefined : path.resolve(directory, given.versionFile),
    tagsFile: path.resolve(directory, given.tagsFile ?? path.join(scriptLocation, 'tags.json')),
    postWriteHooks: given.postWriteHooks ?? [],
    database,
    databases: Object.keys(all.databases ?? {}),
  };
}

function choiceOf(given: UserConfig['dialect']): DialectChoice | undefined {
  return typeof given === 'string' ? { name: given } : given;
}

/** A pattern is a path with `/` on every system; where the folder itself has a character that a pattern reads, it is escaped. */
function patternsOf(given: UserConfig['models'], directory: string): readonly string[] {
  const patterns = typeof given === 'string' ? [given] : (given ?? []);
  const folder = directory
    .split(path.sep)
    .join('/')
    .replace(/[*?{}\\]/g, '\\$&');
  return patterns.map((pattern) => (path.isAbsolute(pattern) ? pattern : path.posix.join(folder, pattern)));
}
