import type { RebaseChange, RebaseResult } from '../../commands/rebase.ts';
import type { Config } from '../../config/config.ts';
import { TsmigError } from '../../errors.ts';
import type { Command } from '../command.ts';
import { configsOf } from '../config.ts';
import { shownPath } from '../errors.ts';
import { filled, flag, type Given } from '../given.ts';
import type { Io } from '../io.ts';
import { listOptions, moveOptions } from '../options.ts';
import { deliver, moveArguments, runArguments } from '../script.ts';
import { counted } from '../script-notes.ts';

export const rebase: Command = {
  name: 'rebase',
  usage: 'rebase [branch]',
  describe: "Put one's own revisions behind another head",
  positionals: {
    branch: 'What is moved: a revision of that branch, or its label; with two heads the other one than --onto',
  },
  options: {
    onto: {
      type: 'string',
      requiresArg: true,
      describe: 'The head that it comes to stand behind (default: the other one of two heads)',
    },
    'dry-run': { type: 'boolean', describe: 'Only say what would change in which files' },
    ...listOptions,
    ...moveOptions,
    sql: { type: 'boolean', describe: 'Also write the script that takes a database from the old line to the new' },
    from: {
      ...moveOptions.from,
      describe: 'With --sql: where the database stands (a,b or -, as elsewhere); else at the head that is moved',
    },
  },
  examples: [
    ['tsmig rebase ae1027 --onto 27c6a3', 'the line of ae1027… goes behind 27c6a3…'],
    ['tsmig rebase ae1027 --sql > rebase.sql', 'with the script for databases'],
    ['tsmig rebase ae1027 --dry-run', 'only look'],
  ],
  work: async (io, given, style) => {
    refuseWithoutSql(given);
    const { rebase } = await import('../../commands/rebase.ts');
    const configs = await configsOf(io, { ...given, name: undefined });
    const { restore, scripts, ...result } = await rebase(configs, {
      ...(await moveArguments(io, given)),
      ...runArguments(given),
      branch: filled(given, 'branch'),
      onto: filled(given, 'onto'),
      dryRun: flag(given, 'dry-run'),
      ...(flag(given, 'sql') && { scriptsFor: await configsOf(io, given) }),
    });
    const directory = configs[0]?.directory ?? io.cwd;
    if (!flag(given, 'sql')) return say(result, { io, given, directory });
    const render = async ({ database }: Config) => {
      const script = scripts.get(database);
      if (script === undefined) throw new TsmigError('internal', 'the script of a rebase is not there');
      return script;
    };
    try {
      if (result.nothing === null) await deliver({ words, render }, { io, given, style });
    } catch (error) {
      // Without its script, the rebase is only half of what was asked for.
      await restore();
      throw error;
    }
    await say(result, { io: { ...io, stdout: io.stderr }, given, directory });
  },
};

const words = {
  command: 'rebase',
  holds: ({ steps }) => {
    const statements = steps.reduce((sum, step) => sum + step.statements, 0);
    return `${counted(steps.length, 'step')}, ${counted(statements, 'statement')}`;
  },
  nothing: 'nothing to do on the database',
} as const satisfies Parameters<typeof deliver>[0]['words'];

function refuseWithoutSql(given: Given): void {
  const sql = flag(given, 'sql');
  if (sql && flag(given, 'json')) {
    throw new TsmigError('usage', '--json and --sql both write to standard output', { hint: 'leave out one of them' });
  }
  const useless = sql ? undefined : ['output', 'client', 'from'].find((name) => given[name] !== undefined);
  if (useless === undefined) return;
  throw new TsmigError('usage', `--${useless} is about the script, and --sql is not given`, {
    hint: 'add --sql for the script, too',
  });
}

async function say(
  { changes, nothing, isChecked }: Omit<RebaseResult, 'restore' | 'scripts'>,
  { io, given, directory }: { readonly io: Io; readonly given: Given; readonly directory: string },
): Promise<void> {
  const quiet = flag(given, 'quiet');
  if (flag(given, 'json')) {
    const { jsonText, portablePath } = await import('../list.ts');
    const files = changes.map((change) => ({ ...change, file: portablePath(change.file, directory) }));
    await io.stdout.write(jsonText(files));
  } else if (!quiet) {
    await io.stdout.write(changes.map((change) => line(change, io)).join(''));
  }
  if (quiet) return;
  if (nothing !== null) await io.stderr.write(`tsmig: nothing to rebase: ${nothing}\n`);
  else if (!isChecked) {
    await io.stderr.write('tsmig: whether they fit there was not checked, since no dialect is configured\n');
  }
  if (nothing === null && flag(given, 'dry-run')) await io.stderr.write('tsmig: dry run, no file is changed\n');
}

function line({ revision, from, to, file }: RebaseChange, { cwd }: Io): string {
  return `${revision}: downRevision ${from.join(', ') || '<base>'} -> ${to.join(', ')}  ${shownPath(file, cwd)}\n`;
}
