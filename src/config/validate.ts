import { TsmigError } from '../errors.ts';
import { dialectNames } from '../model/dialect-options.ts';
import type { NamingConvention } from '../model/naming.ts';
import { nearest } from '../model/nearest.ts';
import type { UserConfig } from './config.ts';

/**
 * Checks what a configuration file gives, key by key.
 *
 * @param given what the file exports.
 * @param file the file, for messages.
 * @throws TsmigError `config` that names the file and the key, for an unknown key or a value of the wrong type.
 */
export function validateConfig(given: unknown, file: string): UserConfig {
  checkKeys(given, configChecks, '', file);
  return given as UserConfig;
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

const dialectName: Check = (value, path, file) => {
  if (typeof value !== 'string') return 'the name of a dialect';
  if (dialectNames.some((name) => name === value)) return undefined;
  throw new TsmigError('config', `${file}: ${path}: unknown dialect '${value}'`, { hint: dialectHint(value) });
};

const serverVersion: Check = (value) =>
  typeof value === 'string' && /^\d+(\.\d+)*$/.test(value)
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

const configChecks: Checks<UserConfig> = {
  scriptLocation: text,
  versionLocations: texts,
  recursiveVersionLocations: flag,
  dialect,
  versionTable: text,
  versionTableSchema: text,
  versionTablePk: flag,
  transactionalDdl: flag,
  transactionPerMigration: flag,
  namingConvention: convention,
  fileTemplate: text,
  timezone: text,
  truncateSlugLength: length,
  output: text,
};

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
    throw new TsmigError('config', `${file}: the configuration must be an object, not ${describe(given)}`);
  }
  for (const [key, value] of Object.entries(given)) {
    const path = `${prefix}${key}`;
    const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
    if (check === undefined) {
      const meant = nearest(key, Object.keys(checks));
      throw new TsmigError('config', `${file}: unknown key '${path}'`, {
        hint:
          meant === undefined ? `the keys are ${Object.keys(checks).join(', ')}` : `did you mean '${prefix}${meant}'?`,
      });
    }
    if (value === undefined) continue;
    const wanted = check(value, path, file);
    if (wanted !== undefined) {
      throw new TsmigError('config', `${file}: '${path}' must be ${wanted}, not ${describe(value)}`);
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
