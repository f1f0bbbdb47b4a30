import path from 'node:path';
import type { RebaseResult } from '../../commands/rebase.ts';
import { TsmigError } from '../../errors.ts';
import type { Command } from '../command.ts';
import { configOf } from '../config.ts';
import { shownPath } from '../errors.ts';
import { filled, flag, type Given } from '../given.ts';
import type { Io } from '../io.ts';
import { listOptions, moveOptions } from '../options.ts';
import { moveArguments, runArguments } from '../script.ts';
import { notes, wordsOfRevisions } from '../script-notes.ts';

export const rebase: Command = {
  name: 'rebase',
  usage: 'rebase [branch]',
  describe: 'Move your own revisions behind the other head, so that there is one line again',
  positionals: { branch: 'What is moved: a head, or a label or revision of its branch' },
  options: {
    onto: { type: 'string', requiresArg: true, describe: 'The head behind which it goes (default: the other one)' },
    'dry-run': { type: 'boolean', describe: 'Change no file' },
    ...moveOptions,
    sql: { type: 'boolean', describe: 'Write the script, too, that takes a database from the old line to the new' },
    ...listOptions,
  },
  examples: [
    ['tsmig rebase ae102', 'ae102… and what is below it of its own go behind the other head'],
    ['tsmig rebase ae102 --sql > move.sql', 'with the script for a database that stands at ae102…'],
  ],
  work: async (io, given, style) => {
    const { rebase } = await import('../../commands/rebase.ts');
    const config = await configOf(io, given);
    const [sql, output] = [flag(given, 'sql'), filled(given, 'output')];
    if (sql && config.databases.length > 0 && config.database === undefined) {
      throw new TsmigError('usage', 'the configuration has several databases, and a script is for one', {
        hint: `say which with -n: ${config.databases.join(', ')}`,
      });
    }
    const toFile = output !== undefined && output !== '-';
    const result = await rebase(config, {
      ...(await moveArguments(io, given)),
      ...runArguments(given),
      branch: filled(given, 'branch'),
      onto: filled(given, 'onto'),
      dryRun: flag(given, 'dry-run'),
      sql,
      saveTo: toFile ? path.resolve(io.cwd, output) : undefined,
    });
    const quiet = flag(given, 'quiet');
    const told = quiet ? '' : await toldOf(result, io, given);
    if (!sql) await io.stdout.write(told);
    else if (!toFile) await io.stdout.write(result.script?.script ?? '');
    if (quiet) return;
    if (sql) await io.stderr.write(told);
    if (result.script !== undefined) {
      const words = { ...wordsOfRevisions('upgrade'), nothing: 'nothing to do in the database' };
      await io.stderr.write(notes(result.script, words, style, { place: toFile ? output : undefined }));
    }
    if (result.changes.length === 0)
      await io.stderr.write('tsmig: nothing to move: the branch is on one line already\n');
    else if (!result.rendered) {
      await io.stderr.write('tsmig: whether the revisions fit there was not tried, since no dialect is configured\n');
    }
  },
};

async function toldOf({ changes }: RebaseResult, io: Io, given: Given): Promise<string> {
  if (flag(given, 'json')) {
    const { jsonText } = await import('../list.ts');
    return jsonText(changes.map((change) => ({ ...change, file: shownPath(change.file, io.cwd) })));
  }
  const parents = (ids: readonly string[]) => ids.join(', ') || '<base>';
  return changes
    .map(({ revision, from, to, file }) => {
      return `${revision}: downRevision ${parents(from)} -> ${parents(to)}  ${shownPath(file, io.cwd)}\n`;
    })
    .join('');
}
