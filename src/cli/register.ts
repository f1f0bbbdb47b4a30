import type { Argv } from 'yargs';
import { runDowngrade, runInit, runRevision, runUpgrade, type Work } from './commands.ts';
import type { Given } from './given.ts';
import { commonOptions, initOptions, type Option, revisionOptions, scriptOptions } from './options.ts';
import { run, type Session } from './session.ts';

interface Command {
  readonly name: string;
  /** With its positional arguments, as yargs writes them. */
  readonly usage: string;
  readonly describe: string;
  readonly positionals: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, Option>>;
  readonly examples: readonly (readonly [command: string, meaning: string])[];
  readonly epilogue?: string;
  readonly work: Work;
}

const rangeText = [
  'A range is <start>:<end>; the start is where the database stands. Each side is a revision id (its first',
  'digits will do), a branch label, base, head, heads, or counts from there: head-2, +1, -1.',
].join(' ');

/** All commands, in the order in which a project needs them. */
export const commands: readonly Command[] = [
  {
    name: 'init',
    usage: 'init [dir]',
    describe: 'Make a new project: a configuration, and a folder for migrations',
    positionals: { dir: 'The folder of the migrations (default: migrations)' },
    options: initOptions,
    examples: [['$0 init --dialect sqlite', 'start a project for SQLite']],
    work: runInit,
  },
  {
    name: 'revision',
    usage: 'revision',
    describe: 'Write a new revision file, to be filled in',
    positionals: {},
    options: revisionOptions,
    examples: [['$0 revision -m "create account table"', 'a revision on top of the newest']],
    work: runRevision,
  },
  {
    name: 'upgrade',
    usage: 'upgrade <range>',
    describe: 'Write the script that applies revisions',
    positionals: { range: 'From where to where, such as base:head; an end alone starts at base' },
    options: scriptOptions,
    examples: [
      ['$0 upgrade base:head --sql > deploy.sql', 'everything, for an empty database'],
      ['$0 upgrade 1975ea:head --sql > deploy.sql', 'what came after revision 1975ea…'],
      ['$0 upgrade base:head --sql --split', 'one file per revision in out/<dialect>/'],
    ],
    epilogue: rangeText,
    work: runUpgrade,
  },
  {
    name: 'downgrade',
    usage: 'downgrade <range>',
    describe: 'Write the script that takes revisions back',
    positionals: { range: 'From where to where, such as head:base or head:-1' },
    options: scriptOptions,
    examples: [
      ['$0 downgrade head:-1 --sql > rollback.sql', 'take back the last revision'],
      ['$0 downgrade head:base --sql > rollback.sql', 'take back everything'],
    ],
    epilogue: rangeText,
    work: runDowngrade,
  },
];

/** The options that a command takes, as they are written. */
export function optionNames(command: string | undefined): readonly string[] {
  const own = commands.find(({ name }) => name === command)?.options ?? {};
  return ['help', ...Object.keys({ ...own, ...commonOptions })];
}

/** Adds tsmig's commands to a yargs instance. */
export function register(yargs: Argv, session: Session): Argv {
  for (const command of commands) {
    yargs.command({
      command: command.usage,
      describe: command.describe,
      builder: (argv: Argv) => build(argv, command),
      handler: (given: Given) => run(session, given, (style) => command.work(session.io, given, style)),
    });
  }
  return yargs;
}

function build(yargs: Argv, command: Command): Argv {
  for (const [name, describe] of Object.entries(command.positionals)) {
    yargs.positional(name, { type: 'string', describe });
  }
  yargs.options({ ...command.options, ...commonOptions });
  for (const [example, meaning] of command.examples) yargs.example(example, meaning);
  if (command.epilogue !== undefined) yargs.epilogue(command.epilogue);
  return yargs;
}
