import { keyOf } from '../catalog/catalog.ts';
import { spell } from '../catalog/lookup.ts';
import { TsmigError } from '../errors.ts';
import type { TableElement } from '../model/dml.ts';
import type { DataType } from '../model/types.ts';
import { type LoadOptions, loadModules } from '../revisions/load.ts';
import { oneConvention } from './conventions.ts';
import { drizzle } from './drizzle.ts';
import type { ModelSource, Models } from './models.ts';
import { native, originalOf } from './native.ts';

/** What the collecting of models is given. */
export interface CollectOptions extends Pick<LoadOptions, 'modules'> {
  /** The ways of writing models; default: all that there are. */
  readonly sources?: readonly ModelSource[];
}

/** The ways of writing models that tsmig reads. */
const allSources: readonly ModelSource[] = [native, drizzle];

/**
 * The models of all files together. A table that several files export, as an index file does, is one.
 *
 * @param modules must have `tsmig`.
 * @throws TsmigError `config` for a file without models, for two tables of one name, and for two naming conventions;
 *   `revision` for a file that cannot be loaded.
 */
export async function collectModels(files: readonly string[], options: CollectOptions = {}): Promise<Models> {
  const { sources = allSources } = options;
  const modules = await loadModules(files, options);
  const read: { readonly file: string; readonly models: Models }[] = [];
  for (const [at, exports] of modules.entries()) {
    const file = files[at] as string;
    const found = await Promise.all(sources.map((source) => source.read(exports, file)));
    const understood = found.filter((models) => models !== undefined);
    if (understood.length === 0) throw nothingIn(file, exports, sources);
    read.push(...understood.map((models) => ({ file, models })));
  }
  const convention = oneConvention(read.map(({ file, models }) => ({ file, convention: models.namingConvention })));
  const tables = tablesOf(read);
  return {
    tables: [...tables.keys()],
    types: [...new Set<DataType>(read.flatMap(({ models }) => models.types))],
    ...(convention && { namingConvention: convention }),
    files: tables,
  };
}

/** Each table once, with the first file that exports it. */
function tablesOf(read: readonly { readonly file: string; readonly models: Models }[]): Map<TableElement, string> {
  const all = read.flatMap(({ file, models }) => models.tables.map((table) => ({ file, table })));
  const replaced = new Set(all.map(({ table }) => originalOf(table)));
  const files = new Map<TableElement, string>();
  const byName = new Map<string, TableElement>();
  for (const { file, table } of all) {
    if (files.has(table) || replaced.has(table)) continue;
    const other = byName.get(keyOf(table));
    if (other !== undefined) throw twoTables(table, files.get(other) as string, file);
    byName.set(keyOf(table), table);
    files.set(table, file);
  }
  return files;
}

function twoTables(table: TableElement, first: string, second: string): TsmigError {
  const where = first === second ? `twice in ${first}` : `in ${first} and in ${second}`;
  return new TsmigError('config', `the models have two different tables '${spell(table)}': ${where}`, {
    hint: 'leave one out, rename it, or give it another schema',
  });
}

function nothingIn(
  file: string,
  exports: Readonly<Record<string, unknown>>,
  sources: readonly ModelSource[],
): TsmigError {
  const names = Object.keys(exports);
  const has = names.length === 0 ? 'it exports nothing' : `it exports ${names.join(', ')}`;
  const ways = sources.map(({ name }) => name).join(', ');
  return new TsmigError('config', `${file} has no models that tsmig understands: ${has}`, {
    hint: `export tables (${ways}), or leave the file out of 'models' in the configuration`,
  });
}
