import path from 'node:path';
import type { Command, Options } from '../command.ts';
import { configOf } from '../config.ts';
import { filled, flag, text, texts } from '../given.ts';
import { projectOptions } from '../options.ts';
import { told } from '../written.ts';

/** The options of the commands that write a revision file. */
export const fileOptions = {
  message: { alias: 'm', type: 'string', requiresArg: true, describe: 'What the revision does, in a few words' },
  'branch-label': { type: 'string', requiresArg: true, describe: 'A label for the branch that begins with it' },
  'rev-id': { type: 'string', requiresArg: true, describe: 'The id of the revision, instead of a random one' },
  splice: { type: 'boolean', describe: 'Let it revise what others revise already: a new branch begins there' },
} as const satisfies Options;

export const revision: Command = {
  name: 'revision',
  usage: 'revision',
  describe: 'Write a new revision file, to be filled in',
  positionals: {},
  options: {
    ...fileOptions,
    head: { type: 'string', requiresArg: true, describe: 'What it revises: a head, label@head, heads, or base' },
    'depends-on': {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'A revision or label that must be applied before (repeatable)',
    },
    'version-path': { type: 'string', requiresArg: true, describe: 'Which of the version locations gets the file' },
    sql: { type: 'boolean', hidden: true, describe: 'As in Alembic: nothing, for a revision that is written by hand' },
    ...projectOptions,
  },
  examples: [
    ['tsmig revision -m "create account table"', 'a revision on top of the newest'],
    ['tsmig revision -m "start shipping" --head base --branch-label shipping', 'the first of a branch of its own'],
  ],
  work: async (io, given) => {
    const { revision } = await import('../../commands/revision.ts');
    const label = filled(given, 'branch-label');
    const folder = filled(given, 'version-path');
    const written = await revision(await configOf(io, given), {
      message: text(given, 'message'),
      revisionId: text(given, 'rev-id') ?? io.randomId(),
      now: io.now(),
      head: filled(given, 'head'),
      splice: flag(given, 'splice'),
      branchLabels: label === undefined ? [] : [label],
      dependsOn: texts(given, 'depends-on'),
      versionPath: folder === undefined ? undefined : path.resolve(io.cwd, folder),
      onOutput: (said) => void io.stderr.write(said),
    });
    await told(written, io, given);
  },
};
