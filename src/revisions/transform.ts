import type { JSONSourceMap, OxcError, SourceMap } from 'oxc-transform';
import { type SourcePosition, TsmigError } from '../errors.ts';

type Transformer = typeof import('oxc-transform');

/** A module as the body of a function: see `evaluate.ts` for the names that it uses. */
export interface CompiledModule {
  readonly code: string;
  /** What it imports statically. */
  readonly imports: readonly string[];
}

/** The two maps of a compiled module, the last step's first: compiled code -> JavaScript -> source. */
export type ModuleMaps = readonly (SourceMap | JSONSourceMap)[];

let transformer: Transformer | undefined;

/** Loads the native transformer; must have been awaited before `compileModule`. */
export async function loadTransformer(): Promise<void> {
  transformer ??= await import('oxc-transform');
}

/**
 * Compiles an ES module to the body of a function: TypeScript is stripped, then the transform that Vite uses for its
 * module runner parses the JavaScript and rewrites imports, exports, `import()` and `import.meta`.
 *
 * @throws TsmigError `revision` with the place of the first syntax error
 */
export function compileModule(file: string, source: string): CompiledModule {
  const { code, imports } = transform(file, source, false);
  return { code, imports };
}

/** The maps of a module that has been compiled before. */
export function mapModule(file: string, source: string): ModuleMaps {
  return transform(file, source, true).maps;
}

function transform(file: string, source: string, sourcemap: boolean): CompiledModule & { readonly maps: ModuleMaps } {
  if (!transformer) throw new TsmigError('internal', 'the transformer is not loaded');
  const maps: SourceMap[] = [];
  let javascript = source;
  // The second transform aborts the process on TypeScript: it must never see any.
  if (/\.[mc]?ts$/.test(file)) {
    const stripped = transformer.transformSync(file, source, { lang: 'ts', sourceType: 'module', sourcemap });
    refuseErrors(stripped.errors, file, source);
    javascript = stripped.code;
    if (stripped.map) maps.unshift(stripped.map);
  }
  const module = transformer.moduleRunnerTransformSync(`${file}.js`, javascript, { sourcemap });
  // What the first transform lets pass and this one does not (`export =`, a second `const` of one name …) has no place
  // in the source unless it is the source.
  refuseErrors(module.errors, file, javascript === source ? source : undefined);
  if (module.map) maps.unshift(module.map);
  return { code: synchronous(withOneGetter(module.code)), imports: inOrder(module.deps, source), maps };
}

/**
 * Modules are loaded synchronously once their packages are there, so the imports are not awaited. Blanks keep the columns.
 */
function synchronous(code: string): string {
  return code.replace(
    /^((?:const __vite_ssr_import_\d+__ = )?)await (?=__vite_ssr_import__\()/gm,
    (_, declaration: string) => `${declaration}      `,
  );
}

/** How the transform defines an export, seven lines each, before everything else. */
const exportDefinition =
  /Object\.defineProperty\(__vite_ssr_exports__, ("[\w$]+"), \{\n\tenumerable: true,\n\tconfigurable: true,\n\tget\(\) \{\n\t\treturn ([\w$.]+);\n\t\}\n\}\);\n/y;

/**
 * One function that reads all exports instead of one each, for a tenth of loading is compiling those. An export is
 * read when it is asked for, as before, and the lines stay where they are.
 */
function withOneGetter(code: string): string {
  const definitions: RegExpExecArray[] = [];
  exportDefinition.lastIndex = 0;
  for (let one = exportDefinition.exec(code); one !== null; one = exportDefinition.exec(code)) definitions.push(one);
  if (definitions.length === 0) return code;
  const end = definitions.reduce((length, [text]) => length + text.length, 0);
  const names = definitions.map(([, name]) => name).join(', ');
  // Under a name that no export has: the parameter would hide it.
  const reader = definitions.map(([, name, value]) => `__tsmig_name__ === ${name} ? ${value} : `).join('');
  const lines = '\n'.repeat(definitions.length * 7);
  return `__tsmig_exportNames__([${names}], (__tsmig_name__) => ${reader}undefined);${lines}${code.slice(end)}`;
}

/** In the order of the source: the transform gives them in any. */
function inOrder(imports: readonly string[], source: string): string[] {
  return [...imports].sort((a, b) => source.indexOf(a) - source.indexOf(b));
}

function refuseErrors(errors: readonly OxcError[], file: string, source: string | undefined): void {
  const error = errors.find(({ severity }) => String(severity) === 'Error');
  if (!error) return;
  const start = error.labels[0]?.start;
  const position =
    source === undefined || start === undefined ? { file, line: 1, column: 1 } : placeOf(file, source, start);
  throw new TsmigError('revision', `syntax error: ${error.message}`, {
    source: { position },
    hint:
      error.helpMessage ??
      `the file is not valid ${file.endsWith('s') && /ts$/.test(file) ? 'TypeScript' : 'JavaScript'}`,
  });
}

/** The line and column of an offset into a text. */
export function placeOf(file: string, text: string, offset: number): SourcePosition {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { file, line, column: offset - before.lastIndexOf('\n') };
}
