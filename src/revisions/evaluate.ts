import { existsSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileFunction, constants, Script } from 'node:vm';
import { TsmigError } from '../errors.ts';
import { originalPosition, remember, thrownAt } from './positions.ts';
import { type CompiledModule, compileModule, loadTransformer } from './transform.ts';

export type ModuleNamespace = Readonly<Record<string, unknown>>;

interface LoadedModule {
  readonly exports: Record<string, unknown>;
  /** False while it is evaluated: a module that imports it meanwhile sees what there is. */
  complete: boolean;
}

/** What the compiled code calls, under the names that the transform gives it. */
type ModuleBody = (
  exports: Record<string, unknown>,
  importNow: (specifier: string, options?: { readonly importedNames?: readonly string[] }) => ModuleNamespace,
  importLater: (specifier: string) => Promise<ModuleNamespace>,
  exportAll: (from: ModuleNamespace) => void,
  meta: { readonly url: string; readonly filename: string; readonly dirname: string },
  exportNames: (names: readonly string[], read: (name: string) => unknown) => void,
) => void;

/** Loads TypeScript and JavaScript modules, each once. Packages are loaded as Node does, given modules are shared. */
export class ModuleLoader {
  readonly #given: Readonly<Record<string, ModuleNamespace>>;
  readonly #texts: ReadonlyMap<string, string>;
  readonly #compiled = new Map<string, CompiledModule>();
  readonly #loaded = new Map<string, LoadedModule>();
  /** Packages, by folder and specifier. */
  readonly #packages = new Map<string, ModuleNamespace>();

  /**
   * @param given modules of the running program, by their specifiers
   * @param texts what files are to hold, by their paths, instead of what they hold
   */
  constructor(given: Readonly<Record<string, ModuleNamespace>>, texts: ReadonlyMap<string, string> = new Map()) {
    this.#given = given;
    this.#texts = texts;
  }

  /**
   * Loads a module and what it imports.
   *
   * @throws TsmigError `revision` with the place in the source when it cannot be compiled or throws
   */
  async load(file: string): Promise<ModuleNamespace> {
    await this.#prepare(file);
    return this.#evaluate(file);
  }

  /**
   * Loads modules in the order given: all are compiled, then run.
   *
   * @throws TsmigError as `load` does, for the first one that fails
   */
  async loadAll(files: readonly string[]): Promise<ModuleNamespace[]> {
    let failure: { readonly error: unknown } | undefined;
    let prepared = 0;
    try {
      for (; prepared < files.length; prepared++) await this.#prepare(files[prepared] as string);
    } catch (error) {
      failure = { error };
    }
    const modules = files.slice(0, prepared).map((file) => this.#evaluate(file));
    if (failure) throw failure.error;
    return modules;
  }

  /** Compiles a module and its relative imports, and loads the packages that they import. */
  async #prepare(file: string): Promise<void> {
    await loadTransformer();
    const todo = [file];
    for (const next of todo) {
      if (this.#compiled.has(next) || this.#loaded.has(next) || next.endsWith('.json')) continue;
      const source = this.#texts.get(next)?.replace(/^\uFEFF/, '') ?? read(next);
      remember(next, source);
      const module = compileModule(next, source);
      this.#compiled.set(next, module);
      for (const specifier of module.imports) {
        const target = this.#given[specifier] ? undefined : resolveFile(specifier, next);
        if (target !== undefined && !isForNode(target)) todo.push(target);
        else if (!this.#given[specifier]) await this.#loadPackage(specifier, next);
      }
    }
  }

  async #loadPackage(specifier: string, importer: string): Promise<void> {
    const key = packageKey(specifier, importer);
    if (this.#packages.has(key)) return;
    try {
      this.#packages.set(key, await nodeImport(specifier, importer));
    } catch (cause) {
      const position = importPlace(specifier, importer);
      throw new TsmigError('revision', `cannot import '${specifier}': ${messageOf(cause)}`, {
        cause,
        source: { position },
        hint: specifier.startsWith('.')
          ? 'a relative import is the path of a file, from the importing file on'
          : `is the package installed where ${path.basename(importer)} can find it?`,
      });
    }
  }

  #evaluate(file: string): ModuleNamespace {
    const known = this.#loaded.get(file);
    if (known) return known.exports;
    const loaded: LoadedModule = { exports: Object.create(null), complete: false };
    this.#loaded.set(file, loaded);
    if (file.endsWith('.json')) loaded.exports.default = readJson(file);
    else this.#run(file, loaded);
    loaded.complete = true;
    return loaded.exports;
  }

  #run(file: string, { exports }: LoadedModule): void {
    const compiled = this.#compiled.get(file);
    if (!compiled) throw new TsmigError('internal', `${file} is not compiled`);
    this.#compiled.delete(file);
    const body = bodyOf(file, compiled.code);
    try {
      body(
        exports,
        (specifier, options) => this.#import(specifier, file, options?.importedNames ?? []),
        (specifier) => this.#importLater(specifier, file),
        (from) => exportAll(exports, from),
        { url: pathToFileURL(file).href, filename: file, dirname: path.dirname(file) },
        (names, read) => exportNames(exports, names, read),
      );
    } catch (cause) {
      // The error of a helper that this module imports tells its own place.
      if (cause instanceof TsmigError && cause.source?.position) throw cause;
      const position = thrownAt(cause) ?? { file, line: 1, column: 1 };
      throw new TsmigError('revision', `${path.basename(file)} fails as it is loaded: ${messageOf(cause)}`, {
        cause,
        source: { position },
        hint: hintFor(cause),
      });
    }
  }

  #import(specifier: string, importer: string, names: readonly string[]): ModuleNamespace {
    const given = this.#given[specifier];
    if (given) return withNames(given, names, specifier);
    const file = resolveFile(specifier, importer);
    if (file === undefined || isForNode(file)) {
      const loaded = this.#packages.get(packageKey(specifier, importer));
      if (!loaded) throw new TsmigError('internal', `'${specifier}' is not loaded`);
      return withNames(loaded, names, specifier);
    }
    const exports = this.#evaluate(file);
    return this.#loaded.get(file)?.complete ? withNames(exports, names, specifier) : exports;
  }

  async #importLater(specifier: string, importer: string): Promise<ModuleNamespace> {
    const given = this.#given[specifier];
    if (given) return given;
    const file = resolveFile(specifier, importer);
    if (file === undefined || isForNode(file)) return nodeImport(specifier, importer);
    return this.load(file);
  }
}

const parameters = [
  '__vite_ssr_exports__',
  '__vite_ssr_import__',
  '__vite_ssr_dynamic_import__',
  '__vite_ssr_exportAll__',
  '__vite_ssr_import_meta__',
  '__tsmig_exportNames__',
];

function bodyOf(file: string, code: string): ModuleBody {
  try {
    return compileFunction(`'use strict';\n${code}`, parameters, { filename: file, lineOffset: -1 }) as ModuleBody;
  } catch (cause) {
    const topLevelAwait = messageOf(cause).includes('await');
    throw new TsmigError(
      'revision',
      topLevelAwait ? 'top-level await is not supported here' : `syntax error: ${messageOf(cause)}`,
      {
        cause,
        source: { position: compileErrorAt(cause, file) },
        ...(topLevelAwait && { hint: 'make upgrade and downgrade async functions and await inside them' }),
      },
    );
  }
}

/** V8 writes `file:line`, the line, and carets under the column before the stack of a syntax error. */
function compileErrorAt(cause: unknown, file: string): { file: string; line: number; column: number } {
  const stack = cause instanceof Error ? (cause.stack ?? '') : '';
  const [, line, indent] = /:(\d+)\n.*\n( *)\^+\n/.exec(stack) ?? [];
  return line === undefined
    ? { file, line: 1, column: 1 }
    : originalPosition(file, Number(line), (indent?.length ?? 0) + 1);
}

function withNames(module: ModuleNamespace, names: readonly string[], specifier: string): ModuleNamespace {
  const missing = names.find((name) => !(name in module));
  if (missing !== undefined) throw new SyntaxError(`'${specifier}' does not export '${missing}'`);
  return module;
}

function exportNames(
  exports: Record<string, unknown>,
  names: readonly string[],
  read: (name: string) => unknown,
): void {
  for (const name of names) {
    Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: () => read(name) });
  }
}

function exportAll(exports: Record<string, unknown>, from: ModuleNamespace): void {
  for (const name of Object.keys(from)) {
    if (name === 'default' || name in exports) continue;
    Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: () => from[name] });
  }
}

function packageKey(specifier: string, importer: string): string {
  return `${path.dirname(importer)}\0${specifier}`;
}

/**
 * Imports as Node would from that file, packages and built-in modules alike: `import()` resolves from there and by the
 * conditions for ES modules, which `createRequire` does not know.
 * https://nodejs.org/api/vm.html#vmconstantsuse_main_context_default_loader
 */
export function nodeImport(specifier: string, importer: string): Promise<ModuleNamespace> {
  if (isBuiltin(specifier)) return import(specifier);
  const script = new Script('(specifier) => import(specifier)', {
    filename: importer,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const load = script.runInThisContext() as (specifier: string) => Promise<ModuleNamespace>;
  const { emitWarning } = process;
  // As the import starts, Node warns that the constant is experimental, which says nothing to the user of a revision.
  process.emitWarning = () => {};
  try {
    return load(specifier);
  } finally {
    process.emitWarning = emitWarning;
  }
}

const extensions = ['.ts', '.mts', '.js', '.mjs', '.json'];

/** The file of a relative import, also as TypeScript writes it (`./helper`, or `./helper.js` for `helper.ts`). */
function resolveFile(specifier: string, importer: string): string | undefined {
  if (!/^(?:\.{0,2}\/|\.\.?$|file:)/.test(specifier)) return undefined;
  const target = specifier.startsWith('file:')
    ? fileURLToPath(specifier)
    : path.resolve(path.dirname(importer), specifier);
  const candidates = [
    target,
    target.replace(/\.(m?)js$/, '.$1ts'),
    ...extensions.map((extension) => target + extension),
    ...extensions.map((extension) => path.join(target, `index${extension}`)),
  ];
  return candidates.find((file) => existsSync(file) && statSync(file).isFile());
}

/** CommonJS and native modules are left to Node. */
function isForNode(file: string): boolean {
  if (/\.(?:cjs|node|wasm)$/.test(file)) return true;
  return file.endsWith('.js') && !/^\s*(?:import|export)\b/m.test(read(file));
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    throw new TsmigError('io', `cannot read ${file}: ${messageOf(cause)}`, { cause });
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(read(file));
  } catch (cause) {
    if (cause instanceof TsmigError) throw cause;
    throw new TsmigError('revision', `${path.basename(file)} is not JSON: ${messageOf(cause)}`, {
      cause,
      source: { position: { file, line: 1, column: 1 } },
    });
  }
}

function importPlace(specifier: string, importer: string): { file: string; line: number; column: number } {
  const lines = read(importer).split('\n');
  const line = lines.findIndex((text) => text.includes(`'${specifier}'`) || text.includes(`"${specifier}"`));
  if (line < 0) return { file: importer, line: 1, column: 1 };
  return { file: importer, line: line + 1, column: lines[line]?.indexOf(specifier) ?? 0 };
}

function hintFor(cause: unknown): string | undefined {
  if (cause instanceof TsmigError) return cause.hint;
  if (/^(?:require|module|exports|__dirname|__filename) is not defined$/.test(messageOf(cause))) {
    return 'this is an ES module: use import and export, and import.meta.dirname';
  }
  return undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
