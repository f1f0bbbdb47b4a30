import type { Argv } from 'yargs';
import type { Command, Option, Options } from './command.ts';
import { baseline } from './commands/baseline.ts';
import { branches } from './commands/branches.ts';
import { check } from './commands/check.ts';
import { completion } from './commands/completion.ts';
import { current } from './commands/current.ts';
import { downgrade } from './commands/downgrade.ts';
import { edit } from './commands/edit.ts';
import { ensureVersion } from './commands/ensure-version.ts';
import { heads } from './commands/heads.ts';
import { history } from './commands/history.ts';
import { init } from './commands/init.ts';
import { listTemplates } from './commands/list-templates.ts';
import { mark } from './commands/mark.ts';
import { merge } from './commands/merge.ts';
import { rebase } from './commands/rebase.ts';
import { revision } from './commands/revision.ts';
import { schema } from './commands/schema.ts';
import { show } from './commands/show.ts';
import { stamp } from './commands/stamp.ts';
import { tag } from './commands/tag.ts';
import { upgrade } from './commands/upgrade.ts';
import type { Given } from './given.ts';
import { commonOptions, projectOptions } from './options.ts';
import { run, type Session } from './session.ts';

/** All commands, in the order in which a project needs them. */
export const commands: readonly Command[] = [
  init,
  listTemplates,
  revision,
  merge,
  rebase,
  edit,
  upgrade,
  downgrade,
  stamp,
  ensureVersion,
  history,
  heads,
  branches,
  show,
  current,
  check,
  schema,
  baseline,
  mark,
  tag,
  completion,
];

/** Every name by which a command is called. */
export const commandNames: readonly string[] = commands.flatMap(({ name, aliases = [] }) => [name, ...aliases]);

/** The command of this name. */
export function commandNamed(given: string | undefined): Command | undefined {
  return commands.find(({ name, aliases }) => name === given || aliases?.some((alias) => alias === given));
}

/** The options that a command takes, as they are written. */
export function optionNames(command: string | undefined): readonly string[] {
  const own = commandNamed(command)?.options ?? {};
  return ['help', ...Object.keys({ ...own, ...commonOptions })];
}

/** The letters by which such options of any command are given. */
export function optionLetters(wanted: (option: Option) => boolean): readonly string[] {
  return [{ options: commonOptions }, ...commands].flatMap(({ options }) =>
    Object.entries<Option>(options).flatMap(([name, option]) => {
      const letter = name.length === 1 ? name : option.alias;
      return letter !== undefined && wanted(option) ? [letter] : [];
    }),
  );
}

/** Adds tsmig's commands to a yargs instance. */
export function register(yargs: Argv, session: Session): Argv {
  for (const command of commands) {
    yargs.command({
      command: command.usage,
      aliases: command.aliases ?? [],
      describe: command.describe,
      builder: (argv: Argv) => build(argv, command),
      handler: (given: Given) => run(session, given, (io, style) => command.work(io, given, style)),
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
  const options: Options = { ...command.options, ...commonOptions };
  yargs.options(options);
  const isCommon = (name: string): boolean => name in projectOptions || name in commonOptions;
  const names = Object.keys(options);
  yargs.group(
    names.filter((name) => !isCommon(name)),
    'Options:',
  ); // yargs keeps the order in which groups are made
  yargs.group([...names.filter(isCommon), 'help'], 'Common options:');
  yargs.epilogue([examplesText(command.examples), ...(command.epilogue ? [command.epilogue] : [])].join('\n\n'));
  return yargs;
}
