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
    examples: [['tsmig init --dialect sqlite', 'start a project for SQLite']],
    work: runInit,
  },
  {
    name: 'revision',
    usage: 'revision',
    describe: 'Write a new revision file, to be filled in',
    positionals: {},
    options: revisionOptions,
    examples: [['tsmig revision -m "create account table"', 'a revision on top of the newest']],
    work: runRevision,
  },
  {
    name: 'upgrade',
    usage: 'upgrade <range>',
    describe: 'Write the script that applies revisions',
    positionals: { range: 'From where to where, such as base:head; an end alone starts at base' },
    options: scriptOptions,
    examples: [
      ['tsmig upgrade base:head --sql > deploy.sql', 'all, for an empty database'],
      ['tsmig upgrade 1975ea:head --sql > deploy.sql', 'what came after 1975ea…'],
      ['tsmig upgrade base:head --sql --split', 'one file per revision'],
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
      ['tsmig downgrade head:-1 --sql > rollback.sql', 'take back the last revision'],
      ['tsmig downgrade head:base --sql > rollback.sql', 'take back everything'],
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

/** As yargs writes examples, but for the half of the width at which it breaks commands in two. */
export function examplesText(examples: Command['examples']): string {
  const width = Math.max(...examples.map(([command]) => command.length));
  return ['Examples:', ...examples.map(([command, meaning]) => `  ${command.padEnd(width)}  ${meaning}`)].join('\n');
}

function build(yargs: Argv, command: Command): Argv {
  for (const [name, describe] of Object.entries(command.positionals)) {
    yargs.positional(name, { type: 'string', describe });
  }
  yargs.options({ ...command.options, ...commonOptions });
  yargs.epilogue([examplesText(command.examples), ...(command.epilogue ? [command.epilogue] : [])].join('\n\n'));
  return yargs;
}
