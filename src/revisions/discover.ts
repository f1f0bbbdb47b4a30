import type { Dirent } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { TsmigError } from '../errors.ts';
import { byCodeUnits } from './graph.ts';

/**
 * Lists the revision files of the version locations: `.ts`, `.mts`, `.js` and `.mjs` by name in code-unit order, location by
 * location, each real file once. Declarations, tests and files that begin with a dot are not revisions.
 *
 * @throws TsmigError `io` when a location cannot be read
 */
export async function discoverRevisionFiles(
  locations: readonly string[],
  { recursive = false }: { readonly recursive?: boolean | undefined } = {},
): Promise<string[]> {
  const found = new Map<string, string>();
  for (const location of locations) await collect(path.resolve(location), recursive, found, new Set());
  return [...found.values()];
}

async function collect(
  folder: string,
  recursive: boolean,
  found: Map<string, string>,
  visited: Set<string>,
): Promise<void> {
  const { real, entries } = await list(folder);
  if (visited.has(real)) return;
  visited.add(real);
  entries.sort((a, b) => byCodeUnits(a.name, b.name));
  for (const entry of entries) {
    if (!isRevisionFile(entry.name) || entry.isDirectory()) continue;
    const inReal = path.join(real, entry.name);
    const key = entry.isSymbolicLink() ? await realpath(inReal) : inReal;
    if (!found.has(key)) found.set(key, path.join(folder, entry.name));
  }
  if (!recursive) return;
  for (const entry of entries) {
    if (!entry.isDirectory() || entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    await collect(path.join(folder, entry.name), recursive, found, visited);
  }
}

async function list(folder: string): Promise<{ real: string; entries: Dirent[] }> {
  try {
    return { real: await realpath(folder), entries: await readdir(folder, { withFileTypes: true }) };
  } catch (cause) {
    throw new TsmigError('io', `cannot read the version location ${folder}`, {
      cause,
      hint: 'make the folder, or correct versionLocations in the configuration',
    });
  }
}

function isRevisionFile(name: string): boolean {
  if (/\.c[tj]s$/.test(name) && !name.endsWith('.d.cts')) {
    throw new TsmigError('revision', `${name} is a CommonJS file: it would not be read as a revision`, {
      hint: 'write it with export, as .ts or .mjs, or move it out of the version locations',
    });
  }
  return /\.m?[tj]s$/.test(name) && !name.startsWith('.') && !/\.(?:d|test|spec)\.m?[tj]s$/.test(name);
}
