import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { TsmigError } from '../errors.ts';
import { byCodeUnits } from '../revisions/graph.ts';

/**
 * The files that the configuration's `models` name, each once, by name in code-unit order. `*` and `?` stand for characters
 * of a name, `**` for any folders, `{a,b}` for either, a backslash makes the next character an ordinary one. What is only
 * matched, not named, is a `.ts`, `.mts`, `.js` or `.mjs` file that is no declaration and no test; nothing below
 * `node_modules` or in what begins with a dot.
 *
 * @param patterns absolute, with `/`.
 * @throws TsmigError `config` for a pattern that matches nothing.
 */
export async function modelFiles(patterns: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const pattern of patterns) {
    const files = await Promise.all(alternatives(pattern).map(matches));
    if (files.flat().length === 0) {
      throw new TsmigError('config', `models: no file matches ${pattern}`, {
        hint: "paths are relative to the configuration's folder: 'src/models/*.ts', or 'src/**/models.ts'",
      });
    }
    for (const file of files.flat()) found.add(file);
  }
  return [...found].sort(byCodeUnits);
}

/** A pattern once for each choice of its `{a,b}`, the innermost first. */
function alternatives(pattern: string): string[] {
  const braces = /(?<!\\)\{((?:[^{}\\]|\\.)*)\}/.exec(pattern);
  if (braces === null) return [pattern];
  const [whole, choices = ''] = braces;
  const before = pattern.slice(0, braces.index);
  const after = pattern.slice(braces.index + whole.length);
  return choices.split(',').flatMap((choice) => alternatives(before + choice + after));
}

function matches(pattern: string): Promise<string[]> {
  const { root } = path.parse(pattern);
  return below(root, pattern.slice(root.length).split('/'));
}

async function below(folder: string, [segment, ...rest]: readonly string[]): Promise<string[]> {
  if (segment === undefined) return [];
  const named = /(?<!\\)[*?]/.test(segment) ? undefined : segment.replace(/\\(.)/g, '$1');
  if (named !== undefined) return arrived(path.join(folder, named), rest, () => true);
  const entries = (await readdir(folder, { withFileTypes: true }).catch(() => [])).filter(({ name }) =>
    isVisible(name),
  );
  if (segment === '**') {
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => path.join(folder, name));
    const deeper = await Promise.all(folders.map((one) => below(one, [segment, ...rest])));
    return [...(await below(folder, rest.length === 0 ? ['*'] : rest)), ...deeper.flat()];
  }
  const name = nameOf(segment);
  const fitting = entries.filter((entry) => name.test(entry.name)).map((entry) => path.join(folder, entry.name));
  return (await Promise.all(fitting.map((one) => arrived(one, rest, isModule)))).flat();
}

/** What a path leads to: at the end of a pattern a file, before it a folder. */
async function arrived(place: string, rest: readonly string[], isWanted: (file: string) => boolean): Promise<string[]> {
  const found = await stat(place).catch(() => undefined);
  if (rest.length > 0) return found?.isDirectory() ? below(place, rest) : [];
  return found?.isFile() && isWanted(place) ? [place] : [];
}

/** What a segment of a pattern says of a name. */
function nameOf(segment: string): RegExp {
  const parts = segment.replace(/\\(.)|[\s\S]/g, (character, escaped: string | undefined) => {
    if (character === '*') return '.*';
    if (character === '?') return '.';
    return (escaped ?? character).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  });
  return new RegExp(`^${parts}$`, 'su');
}

function isVisible(name: string): boolean {
  return !name.startsWith('.') && name !== 'node_modules';
}

function isModule(file: string): boolean {
  return /\.m?[tj]s$/.test(file) && !/\.(?:d|test|spec)\.m?[tj]s$/.test(file);
}
