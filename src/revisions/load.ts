import path from 'node:path';
import { ModuleLoader, type ModuleNamespace, nodeImport } from './evaluate.ts';
import { revisionFrom } from './exports.ts';
import { sourceOf } from './positions.ts';
import type { Progress } from './progress.ts';
import type { Revision } from './revision.ts';

export { originalPosition, thrownAt } from './positions.ts';

/** What the loader is given. */
export interface LoadOptions {
  /**
   * Modules of the running program, by the specifier under which files import them: `{ tsmig: namespace }`. So that a
   * revision shares our instance, however tsmig was installed.
   */
  readonly modules?: Readonly<Record<string, ModuleNamespace>>;
  /** What files are to hold, by their paths, instead of what they hold. */
  readonly texts?: ReadonlyMap<string, string> | undefined;
  readonly onProgress?: Progress | undefined;
}

/**
 * Loads revision files, in the order given.
 *
 * @returns one revision a file
 * @throws TsmigError `revision` with the place in the file: a syntax error, an error as the module runs, an export that is
 *   missing or wrong
 */
export async function loadRevisions(files: readonly string[], options: LoadOptions = {}): Promise<Revision[]> {
  const loader = new ModuleLoader(options.modules ?? {}, options.texts);
  const revisions: Revision[] = [];
  const resolved = files.map((file) => path.resolve(file));
  // By batches: compiling and running in turn, file by file, takes longer, and all at once more memory.
  for (let at = 0; at < resolved.length; at += batchSize) {
    const batch = resolved.slice(at, at + batchSize);
    for (const [index, module] of (await loader.loadAll(batch)).entries()) {
      const file = batch[index] as string;
      revisions.push(revisionFrom(file, sourceOf(file), module));
    }
    options.onProgress?.('loading revisions', revisions.length, files.length);
  }
  return revisions;
}

const batchSize = 256;

/**
 * Loads modules as revision files are loaded, in the order given: what several of them import is the same for all.
 *
 * @throws TsmigError `revision` when one cannot be compiled, or throws
 */
export async function loadModules(
  files: readonly string[],
  options: LoadOptions = {},
): Promise<Record<string, unknown>[]> {
  const loader = new ModuleLoader(options.modules ?? {});
  const modules = await loader.loadAll(files.map((file) => path.resolve(file)));
  return modules.map((module) => ({ ...module }));
}

/** A package as a file would import it: the copy that is installed for that file. */
export function importPackage(name: string, file: string): Promise<ModuleNamespace> {
  return nodeImport(name, path.resolve(file));
}

/**
 * Loads one module as revision files are loaded: for a configuration, or a model.
 *
 * @throws TsmigError `revision` when it cannot be compiled, or throws
 */
export async function loadModule(file: string, options: LoadOptions = {}): Promise<Record<string, unknown>> {
  const module = await new ModuleLoader(options.modules ?? {}).load(path.resolve(file));
  return { ...module };
}
