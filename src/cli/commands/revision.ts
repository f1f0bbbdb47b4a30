import path from 'node:path';
import type { RevisionArguments } from '../../commands/revision.ts';
import type { Command, Options } from '../command.ts';
import { configOf } from '../config.ts';
import { filled, flag, type Given, text, texts } from '../given.ts';
import type { Io } from '../io.ts';
import { projectOptions, renameOptions } from '../options.ts';
import { told } from '../written.ts';

/** The options of the commands that write a revision file. */
export const fileOptions = {
  message: { alias: 'm', type: 'string', requiresArg: true, describe: 'What the revision does, in a few words' },
  'branch-label': { type: 'string', requiresArg: true, describe: 'A label for the branch that begins with it' },
  'rev-id': { type: 'string', requiresArg: true, describe: 'The id of the revision, instead of a random one' },
  splice: { type: 'boolean', describe: 'Let it revise what others revise already: a new branch begins there' },
} as const satisfies Options;

/** What the commands that write a revision file take, from the command line. */
export function revisionArguments(io: Io, given: Given): RevisionArguments {
  const label = filled(given, 'branch-label');
  const folder = filled(given, 'version-path');
  return {
    message: text(given, 'message'),
    revisionId: text(given, 'rev-id') ?? io.randomId(),
    now: io.now(),
    head: filled(given, 'head'),
    splice: flag(given, 'splice'),
    branchLabels: label === undefined ? [] : [label],
    dependsOn: texts(given, 'depends-on'),
    versionPath: folder === undefined ? undefined : path.resolve(io.cwd, folder),
    dryRun: flag(given, 'dry-run'),
    onOutput: (said) => void io.stderr.write(said),
  };
}

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
    autogenerate: { type: 'boolean', describe: 'Fill it with what the models have and the history has not' },
    ...renameOptions,
    'dry-run': { type: 'boolean', describe: 'Print the file, and write nothing' },
    sql: { type: 'boolean', describe: 'With --autogenerate: show its SQL, too' },
    ...projectOptions,
  },
  examples: [
    ['tsmig revision -m "create account table"', 'a revision on top of the newest'],
    ['tsmig revision --autogenerate -m "add phone"', 'what the models have and the history has not'],
    ['tsmig revision -m "start shipping" --head base --branch-label shipping', 'the first of a branch of its own'],
  ],
  work: async (io, given, style) => {
    if (flag(given, 'autogenerate')) return (await import('../autogenerate.ts')).runAutogenerate(io, given, style);
    const { revision } = await import('../../commands/revision.ts');
    const written = await revision(await configOf(io, given), revisionArguments(io, given));
    if (flag(given, 'dry-run')) await io.stdout.write(written.text);
    else await told(written, io, given);
  },
};
