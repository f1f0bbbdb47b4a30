import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Config, PostWriteHook } from '../config/config.ts';
import { TsmigError } from '../errors.ts';

/** Stands for the file in a hook's options, as in Alembic. */
const token = 'REVISION_SCRIPT_FILENAME';

/**
 * Runs the configured hooks on a new revision file, one after the other.
 *
 * @param onOutput told what they print.
 * @throws TsmigError `config` when one cannot be run or fails.
 */
export async function runHooks(
  config: Config,
  file: string,
  onOutput: (text: string) => void = () => undefined,
): Promise<void> {
  for (const [index, hook] of config.postWriteHooks.entries()) {
    const name = typeof hook === 'function' ? hook.name || 'a function' : nameOf(hook);
    try {
      await runHook(hook, config, file, onOutput);
    } catch (cause) {
      throw new TsmigError('config', `post-write hook ${index + 1} (${name}) failed`, {
        cause,
        hint: 'the file was not kept; correct the hook in postWriteHooks, or leave it out',
      });
    }
  }
}

type ProgramHook = Exclude<PostWriteHook, (...args: never[]) => unknown>;

function nameOf(hook: ProgramHook): string {
  return hook.type === 'exec' ? hook.executable : hook.module;
}

async function runHook(
  hook: PostWriteHook,
  config: Config,
  file: string,
  onOutput: (text: string) => void,
): Promise<void> {
  if (typeof hook === 'function') return hook(file);
  const { options = [] } = hook;
  // As Alembic: the file stands first, where the options do not say otherwise.
  const words = options.some((word) => word.includes(token)) ? options : [token, ...options];
  const given = words.map((word) => word.replaceAll(token, file));
  const cwd = path.resolve(config.directory, hook.cwd ?? '.');
  if (hook.type === 'exec') await run(hook.executable, given, cwd, onOutput);
  else await run(process.execPath, [await programOf(hook.module, config.directory), ...given], cwd, onOutput);
}

/** The program of a package that is installed where the configuration stands. */
async function programOf(name: string, directory: string): Promise<string> {
  const [, packageName = name, program] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.+))?$/.exec(name) ?? [];
  const manifest = manifestOf(packageName, directory);
  if (manifest === undefined)
    throw new TsmigError('config', `Could not find module ${packageName}`, { hint: 'install it' });
  const { bin } = JSON.parse(await readFile(manifest, 'utf8')) as { readonly bin?: string | Record<string, string> };
  const own = packageName.split('/').at(-1) ?? packageName;
  const programs = typeof bin === 'string' ? { [own]: bin } : (bin ?? {});
  const found = programs[program ?? own] ?? (program === undefined ? Object.values(programs)[0] : undefined);
  if (found !== undefined) return path.join(path.dirname(manifest), found);
  throw new TsmigError('config', `Could not find entrypoint ${name}`, {
    hint: `the programs of ${packageName} are ${Object.keys(programs).join(', ') || 'none'}`,
  });
}

/** Its `package.json`, which the package need not export. */
function manifestOf(packageName: string, directory: string): string | undefined {
  const folders = createRequire(path.join(directory, 'package.json')).resolve.paths(packageName) ?? [];
  return folders.map((folder) => path.join(folder, packageName, 'package.json')).find((file) => existsSync(file));
}

function run(
  program: string,
  options: readonly string[],
  cwd: string,
  onOutput: (text: string) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, options, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', onOutput);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new TsmigError('config', `it ended with ${signal ?? `exit code ${code}`}`));
    });
  });
}
