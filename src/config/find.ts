import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { TsmigError } from '../errors.ts';

/** The names of a configuration file, in the order in which messages list them. */
const configFileNames: readonly string[] = [
  'tsmig.config.ts',
  'tsmig.config.mts',
  'tsmig.config.js',
  'tsmig.config.mjs',
  'tsmig.config.json',
];

/**
 * The configuration file of `directory` or of the nearest folder above it that has one: a `tsmig.config.*`,
 * or a `package.json` with a `tsmig` key.
 *
 * @throws TsmigError `config` when there is none, or when a folder has two.
 */
export async function findConfig(directory: string): Promise<string> {
  for (let folder = directory; ; folder = path.dirname(folder)) {
    const found = await configFilesIn(folder);
    const [first, second] = found;
    if (second !== undefined) {
      const names = found.map((file) => path.basename(file)).join(' and ');
      throw new TsmigError('config', `${folder} has more than one configuration: ${names}`, {
        hint: 'keep one of them, or name one with --config',
      });
    }
    if (first !== undefined) return first;
    if (path.dirname(folder) === folder) break;
  }
  const similar = (await readdir(directory).catch(() => [])).find((name) =>
    /^\.?tsmig(\.config|\.?rc)?\.?\w*$/.test(name),
  );
  throw new TsmigError('config', `no tsmig configuration in ${directory} or above`, {
    hint:
      similar === undefined
        ? "make one with 'tsmig init', or name one with --config"
        : `'${similar}' is not read: the names are ${configFileNames.join(', ')}, or a "tsmig" key in package.json`,
  });
}

/** The configuration files that stand in one folder. */
export async function configFilesIn(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of configFileNames) {
    const file = path.join(folder, name);
    if (await isFile(file)) found.push(file);
  }
  const manifest = path.join(folder, 'package.json');
  if (await hasTsmigKey(manifest)) found.push(manifest);
  return found;
}

/** Whether `file` is there, and is a file. */
export async function isFile(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

async function hasTsmigKey(manifest: string): Promise<boolean> {
  try {
    const text = await readFile(manifest, 'utf8');
    // Most manifests do not name tsmig at all, and need no parsing; one that is broken is not ours to judge.
    if (!text.includes('"tsmig"')) return false;
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && Object.hasOwn(parsed, 'tsmig');
  } catch {
    return false;
  }
}
