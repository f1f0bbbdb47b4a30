import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { TsmigError } from '../errors.ts';
import { nearest } from '../model/nearest.ts';
import { loadModule } from '../revisions/load.ts';
import type { Config, UserConfig } from './config.ts';
import { configFilesIn, findConfig, isFile } from './find.ts';
import { keyPosition, parseJson } from './positions.ts';
import { resolveConfig } from './resolve.ts';
import { validateConfig } from './validate.ts';

/** Where to look for the configuration. */
export interface ConfigPlace {
  /** The folder to start from. */
  readonly directory: string;
  /** The file (or the folder of it) that the user named, by `--config` or `TSMIG_CONFIG`; relative to `directory`. */
  readonly file?: string | undefined;
  /** What named it, for messages: `--config` or `TSMIG_CONFIG`. */
  readonly namedBy?: string | undefined;
  /** Which of the configuration's databases it is for; undefined: all of them, or the one there is. */
  readonly database?: string | undefined;
}

/** What imports of packages give in a configuration file, by the package's name. */
export type Modules = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Finds, reads and checks the configuration.
 *
 * @param modules must have `tsmig`, for `defineConfig`.
 * @throws TsmigError `config` when there is none, when it cannot be read, or when a key of it is wrong; `usage` when it has
 *   no such database.
 */
export async function loadConfig(place: ConfigPlace, modules: Modules): Promise<Config> {
  const { given, file } = await readChecked(place, modules);
  const { database } = place;
  if (database !== undefined && !Object.hasOwn(given.databases ?? {}, database)) throw unknownDatabase(database, given);
  return resolveConfig(given, path.dirname(file), file, database);
}

/** As `loadConfig`: one configuration for each of several databases, or the one there is. */
export async function loadConfigs(place: ConfigPlace, modules: Modules): Promise<readonly Config[]> {
  if (place.database !== undefined) return [await loadConfig(place, modules)];
  const { given, file } = await readChecked(place, modules);
  const names = given.databases === undefined ? [undefined] : Object.keys(given.databases);
  return names.map((name) => resolveConfig(given, path.dirname(file), file, name));
}

async function readChecked(place: ConfigPlace, modules: Modules) {
  const file = place.file === undefined ? await findConfig(place.directory) : await namedFile(place.file, place);
  const given = await readConfig(file, modules);
  const text = await readFile(file, 'utf8').catch(() => '');
  return { given: validateConfig(given, file, (key) => keyPosition(text, key, file)), file };
}

function unknownDatabase(name: string, { databases = {} }: UserConfig): TsmigError {
  const names = Object.keys(databases);
  const meant = nearest(name, names);
  const all = names.length === 0 ? 'the configuration has no databases' : `the databases are ${names.join(', ')}`;
  return new TsmigError('usage', `unknown database '${name}'`, {
    hint: meant === undefined ? all : `did you mean '${meant}'? ${all}`,
  });
}

async function namedFile(given: string, { directory, namedBy }: ConfigPlace): Promise<string> {
  const file = path.resolve(directory, given);
  if (await isFile(file)) return file;
  const [only, second] = await configFilesIn(file);
  if (only !== undefined && second === undefined) return only;
  if (only !== undefined && second !== undefined) {
    throw new TsmigError('config', `${file} has more than one configuration`, { hint: `name a file: ${only}` });
  }
  const by = namedBy === undefined ? '' : `, which ${namedBy} names`;
  throw new TsmigError('config', `there is no configuration file ${file}${by}`, {
    hint: "name a file, or a folder with one; 'tsmig init' makes a new one",
  });
}

async function readConfig(file: string, modules: Modules): Promise<unknown> {
  if (path.extname(file) === '.json') return readJson(file);
  // A promise too, since there is no top-level await.
  const given: unknown = await (await loadConfigModule(file, modules)).default;
  if (given === undefined) {
    throw new TsmigError('config', `${file} has no default export`, {
      hint: 'write: export default defineConfig({ … });',
    });
  }
  return given;
}

async function loadConfigModule(file: string, modules: Modules): Promise<Record<string, unknown>> {
  try {
    return await loadModule(file, { modules });
  } catch (error) {
    if (!(error instanceof TsmigError)) throw error;
    // The loader speaks of revisions; what it found wrong here is the configuration.
    const { source, cause } = error;
    const message = error.message.replace(`${path.basename(file)} fails as it is loaded: `, '');
    const hint = message.startsWith('top-level await')
      ? 'export a promise: export default (async () => defineConfig({ … }))();'
      : error.hint;
    throw new TsmigError('config', `${file} cannot be loaded: ${message}`, { hint, source, cause });
  }
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new TsmigError('config', `${file} cannot be read`, { cause });
  });
  const parsed = parseJson(text.replace(/^\uFEFF/, ''), file);
  if (path.basename(file) !== 'package.json') return parsed;
  const given = (parsed as { readonly tsmig?: unknown } | null)?.tsmig;
  if (given === undefined)
    throw new TsmigError('config', `${file} has no "tsmig" key`, {
      hint: 'add one, such as "tsmig": { "dialect": "postgresql" }',
    });
  return given;
}
