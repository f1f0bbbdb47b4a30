import { type SourcePosition, TsmigError } from '../errors.ts';
import { dialectNames } from '../model/dialect-options.ts';
import type { NamingConvention } from '../model/naming.ts';
import { nearest } from '../model/nearest.ts';
import { clientNames } from '../script/client.ts';
import type { DatabaseConfig, UserConfig } from './config.ts';

/**
 * Checks what a configuration file gives, key by key.
 *
 * @param given what the file exports.
 * @param file the file, for messages.
 * @param locate where a key (such as `dialect.serverVersion`) stands in the file, if that can be told.
 * @throws TsmigError `config` that names the file and the key, for an unknown key or a value of the wrong type.
 */
export function validateConfig(
  given: unknown,
  file: string,
  locate: (key: string) => SourcePosition | undefined = () => undefined,
): UserConfig {
  try {
    checkKeys(given, configChecks, '', file);
  } catch (error) {
    if (error instanceof KeyError) {
      const position = locate(error.key);
      if (position !== undefined) error.source = { position };
    }
    throw error;
  }
  return given as UserConfig;
}

/** A key is wrong, or what it holds. */
class KeyError extends TsmigError {
  readonly key: string;

  constructor(file: string, key: string, message: string, hint?: string) {
    super('config', `${file}: ${message}`, { hint });
    this.key = key;
  }
}

/** Says what a value must be when it is not that; undefined: all is well. */
type Check = (value: unknown, path: string, file: string) => string | undefined;
type Checks<T> = { readonly [K in keyof Required<T>]: Check };

const text: Check = (value) => (typeof value === 'string' && value !== '' ? undefined : 'a string that is not empty');
const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'true or false');
const length: Check = (value) => (Number.isSafeInteger(value) && Number(value) >= 0 ? undefined : 'a whole number');
const texts: Check = (value, path, file) =>
  Array.isArray(value) && value.length > 0 && value.every((item) => text(item, path, file) === undefined)
    ? undefined
    : 'a list of strings, with at least one';

const models: Check = (value, path, file) =>
  text(value, path, file) === undefined || texts(value, path, file) === undefined
    ? undefined
    : "a path or pattern such as 'src/models/*.ts', or a list of them";

const dialectName: Check = (value, path, file) => {
  if (typeof value !== 'string') return 'the name of a dialect';
  if (dialectNames.some((name) => name === value)) return undefined;
  throw new KeyError(file, path, `${path}: unknown dialect '${value}'`, dialectHint(value));
};

const client: Check = (value) =>
  clientNames.some((name) => name === value) ? undefined : `one of ${clientNames.join(', ')}`;

const serverVersion: Check = (value) =>
  typeof value === 'string' && /^\d+(\.\d+)*[a-z]*$/.test(value)
    ? undefined
    : "a version as a string, such as '16' or '8.0.36'";

const conventionChecks: Checks<NamingConvention> = { ix: text, uq: text, ck: text, fk: text, pk: text };
const choiceChecks = { name: dialectName, serverVersion };

const dialect: Check = (value, path, file) => {
  if (typeof value === 'string') return dialectName(value, path, file);
  if (!isRecord(value) || value.name === undefined) return 'the name of a dialect, or { name, serverVersion }';
  checkKeys(value, choiceChecks, `${path}.`, file);
  return undefined;
};

const convention: Check = (value, path, file) => {
  if (!isRecord(value)) return 'an object with the keys ix, uq, ck, fk, pk';
  checkKeys(value, conventionChecks, `${path}.`, file);
  return undefined;
};

const hookChecks: Readonly<Record<string, Record<string, Check>>> = {
  exec: { type: text, executable: text, options: texts, cwd: text },
  module: { type: text, module: text, options: texts, cwd: text },
};

const hooks: Check = (value, path, file) => {
  if (!Array.isArray(value)) return 'a list of hooks';
  for (const [index, hook] of value.entries()) {
    if (typeof hook === 'function') continue;
    const checks = isRecord(hook) && typeof hook.type === 'string' ? hookChecks[hook.type] : undefined;
    if (!isRecord(hook) || checks === undefined) {
      return "a list of functions, { type: 'exec', executable } and { type: 'module', module }";
    }
    const [main = ''] = Object.keys(checks).slice(1);
    if (hook[main] === undefined) return `such that the hook of type '${hook.type}' has the key '${main}'`;
    checkKeys(hook, checks, `${path}[${index}].`, file);
  }
  return undefined;
};

/** The keys that one of several databases may say for itself. */
const databaseChecks: Checks<DatabaseConfig> = {
  scriptLocation: text,
  versionLocations: texts,
  recursiveVersionLocations: flag,
  dialect,
  client,
  versionTable: text,
  versionTableSchema: text,
  versionTablePk: flag,
  transactionalDdl: flag,
  transactionPerMigration: flag,
  namingConvention: convention,
  models,
  fileTemplate: text,
  timezone: text,
  truncateSlugLength: length,
  output: text,
  versionFile: text,
};

const databases: Check = (value, path, file) => {
  if (!isRecord(value) || Object.keys(value).length === 0) return 'an object with a key for each database';
  for (const [name, one] of Object.entries(value)) {
    if (!/^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(name)) {
      throw new KeyError(
        file,
        `${path}.${name}`,
        `'${name}' cannot be the name of a database`,
        'it names a file: use letters, digits, _, - and .',
      );
    }
    if (!isRecord(one)) return `such that '${name}' is an object`;
    checkKeys(one, databaseChecks, `${path}.${name}.`, file);
  }
  return undefined;
};

const configChecks: Checks<UserConfig> = { ...databaseChecks, tagsFile: text, postWriteHooks: hooks, databases };

/** What to say to someone who named a dialect that there is not. */
export function dialectHint(given: string): string {
  const meant = aliases[given.toLowerCase()] ?? nearest(given, dialectNames);
  const all = `the dialects are ${dialectNames.join(', ')}`;
  return meant === undefined ? all : `did you mean '${meant}'? ${all}`;
}

/** Names that people use for a database and that no edit distance brings near. */
const aliases: Readonly<Record<string, string>> = {
  postgres: 'postgresql',
  pg: 'postgresql',
  sqlserver: 'mssql',
  tsql: 'mssql',
  maria: 'mariadb',
};

function checkKeys(given: unknown, checks: Readonly<Record<string, Check>>, prefix: string, file: string): void {
  if (!isRecord(given)) {
    throw new TsmigError('config', `${file}: the configuration must be an object, not ${describe(given)}`, {
      hint: "such as { scriptLocation: 'migrations', dialect: 'postgresql' }",
    });
  }
  for (const [key, value] of Object.entries(given)) {
    const path = `${prefix}${key}`;
    const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
    if (check === undefined) {
      const meant = nearest(key, Object.keys(checks));
      const hint =
        meant === undefined ? `the keys are ${Object.keys(checks).join(', ')}` : `did you mean '${prefix}${meant}'?`;
      throw new KeyError(file, path, `unknown key '${path}'`, hint);
    }
    if (value === undefined) continue;
    const wanted = check(value, path, file);
    if (wanted !== undefined) {
      throw new KeyError(file, path, `'${path}' must be ${wanted}, not ${describe(value)}`);
    }
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return value === '' ? 'an empty string' : `the string '${value}'`;
    case 'number':
    case 'boolean':
    case 'bigint':
      return `${typeof value} ${value}`;
    case 'undefined':
      return 'undefined';
    default:
      return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
  }
}
