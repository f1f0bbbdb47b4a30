import { spawn } from 'node:child_process';
import type { Config } from '../config/config.ts';
import { TsmigError } from '../errors.ts';
import { revisionOf } from '../revisions/graph.ts';
import { resolveTarget } from '../revisions/target.ts';
import { withCurrent } from './known-position.ts';
import { loadGraph } from './revisions.ts';

/** What `edit` takes. */
export interface EditArguments {
  /** Any identifier of revisions. */
  readonly revision: string;
  /** The command line of the editor, as the environment has it: `code --wait`. The first that is installed is used. */
  readonly editors: readonly string[];
  /** Where the database stands, for `current`; else as the version file says. */
  readonly from?: string | undefined;
}

/**
 * Opens the files of revisions in an editor, and waits until it is closed.
 *
 * @throws TsmigError `usage` when nothing is named or no editor can be run.
 */
export async function edit(config: Config, { revision, editors, from }: EditArguments): Promise<void> {
  const project = await loadGraph(config);
  const graph = await withCurrent(config, project.graph, revision, from);
  const ids = resolveTarget(graph, revision).filter((id) => typeof id === 'string');
  if (ids.length === 0) {
    throw new TsmigError('usage', `No revision files indicated by symbol '${revision}'`, {
      hint: 'name a revision, such as head',
    });
  }
  await open(
    ids.map((id) => revisionOf(graph, id).node.file),
    editors,
  );
}

async function open(files: readonly string[], editors: readonly string[]): Promise<void> {
  for (const editor of editors) {
    const [program = '', ...options] = editor.trim().split(/\s+/);
    const ended = await run(program, [...options, ...files]);
    if (ended === 'missing') continue;
    if (ended === 0) return;
    throw new TsmigError('usage', `Error executing editor (${editor} ended with ${ended})`, {
      hint: 'set EDITOR to the editor that you want',
    });
  }
  throw new TsmigError('usage', `No editor found: tried ${editors.join(', ')}`, {
    hint: 'set EDITOR to the editor that you want',
  });
}

function run(program: string, options: readonly string[]): Promise<number | string | 'missing'> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, options, { stdio: 'inherit' });
    child.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? resolve('missing') : reject(error)));
    child.on('close', (code, signal) => resolve(code ?? String(signal)));
  });
}
