import { TsmigError } from '../errors.ts';
import { nearest } from '../model/nearest.ts';
import { globalOptions, lengthOf, ordered, readOption } from './argv.ts';
import { type Io, processIo } from './io.ts';
import { readPlainly } from './plain.ts';
import { commandNamed, commandNames, commands, optionNames, register } from './register.ts';
import { run, styleOf, tell } from './session.ts';
import { version } from './version.ts';

/**
 * The command line.
 *
 * @param argv the arguments, without the program's name.
 * @param io the world around it; this process, unless said otherwise.
 * @returns the exit code: 0; 1 something that the user can put right; 2 a check found something; 70 a bug of tsmig.
 */
export async function main(argv: readonly string[], io: Io = processIo()): Promise<number> {
  if (argv[0] === '__complete') return (await import('./completion.ts')).complete(argv.slice(1), io);
  const words = ordered(argv);
  try {
    return await dispatch(words, io);
  } catch (error) {
    const verbose = words.includes('-v') || words.includes('--verbose');
    return tell(error, io, styleOf(io, { color: !words.includes('--no-color'), verbose }));
  }
}

async function dispatch(words: readonly string[], io: Io): Promise<number> {
  const [first] = words;
  if (first === undefined || first.startsWith('-')) return withoutCommand(words, io);
  if (first === 'help') return help(words.slice(1), io);
  if (!commandNames.includes(first)) throw unknownCommand(first);
  let exitCode = 0;
  const fail = (code: number): void => {
    exitCode = code;
  };
  const plain = readPlainly(words);
  if (plain === undefined) await runByYargs(words, io, fail);
  else await run({ io, fail }, plain.given, (world, style) => plain.work(world, plain.given, style));
  return exitCode;
}

async function withoutCommand(words: readonly string[], io: Io): Promise<number> {
  const given = words.map((word) => readOption(word, globalOptions)?.name);
  if (given.includes('version')) await io.stdout.write(`${version()}\n`);
  else if (given.includes('help')) return help([], io);
  else throw noCommand(words);
  return 0;
}

/** Help for the first of the words that is a command, or without one for `tsmig` itself. */
async function help(words: readonly string[], io: Io): Promise<number> {
  const command = words.find((word) => !word.startsWith('-'));
  if (command !== undefined) return dispatch([command, '--help'], io);
  const { helpWidth, mainHelp } = await import('./help.ts');
  await io.stdout.write(mainHelp(globalOptions, helpWidth(io.stdout)));
  return 0;
}

async function runByYargs(words: readonly string[], io: Io, fail: (exitCode: number) => void): Promise<void> {
  const { default: yargs } = await import('yargs');
  const { helpWidth } = await import('./help.ts');
  const parser = yargs()
    .scriptName('tsmig')
    .detectLocale(false)
    .exitProcess(false)
    .version(false)
    .help()
    .alias('help', 'h')
    .showHelpOnFail(false)
    .wrap(helpWidth(io.stdout))
    .strict()
    // Revision ids such as 0123 and 1e5 are text; so is a key with a dot.
    .parserConfiguration({
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'dot-notation': false,
      'greedy-arrays': false,
    })
    .fail((message, error) => {
      throw usageError(message || error.message, words);
    });
  register(parser, { io, fail });
  let output = '';
  await parser.parseAsync(withoutDashes(words), {}, (_error, _given, text) => {
    output = text;
  });
  if (output !== '') await io.stdout.write(`${output}\n`);
}

/** `-- -1` is a range after the `--`; yargs takes `-1` for one without it, but does not count what stands behind it. */
function withoutDashes(argv: readonly string[]): readonly string[] {
  const at = argv.indexOf('--');
  const rest = argv.slice(at + 1);
  return at === -1 || rest.some((word) => /^-(?!\d)/.test(word)) ? argv : [...argv.slice(0, at), ...rest];
}

function noCommand(words: readonly string[]): TsmigError {
  const other = words.find((word) => word.startsWith('-') && lengthOf(word) === undefined);
  if (other !== undefined) {
    const takes = commands.filter(({ options }) => readOption(other, options) !== undefined);
    const owner = takes.find(({ name }) => words.includes(name)) ?? takes[0];
    if (owner === undefined) return unknownOption(other, Object.keys(globalOptions), 'tsmig --help');
    return new TsmigError('usage', `${other} stands before the command`, {
      hint: `write it behind: tsmig ${owner.name} … ${other}`,
    });
  }
  return new TsmigError('usage', 'no command', {
    hint: `start a project with 'tsmig init'; the commands are ${listed}; 'tsmig --help' says more`,
  });
}

const listed = commands.map(({ name }) => name).join(', ');

/** What yargs complains of, in our words, with what was probably meant. */
function usageError(message: string, words: readonly string[]): TsmigError {
  const [command] = words;
  const [, list] = /^Unknown (?:argument|command)s?: (.*)$/.exec(message) ?? [];
  const unknown = list?.split(', ')[0];
  const help = `tsmig ${command} --help`;
  if (unknown === undefined)
    return new TsmigError('usage', plainly(message, command), { hint: hintFor(message, help) });
  const option = words.find((word) => word.startsWith('-') && word.replace(/^-+/, '').split('=')[0] === unknown);
  if (option !== undefined) return unknownOption(option, optionNames(command), help);
  return new TsmigError('usage', `'${unknown}' is one argument too many`, { hint: `see ${help}` });
}

function unknownCommand(given: string): TsmigError {
  const meant = nearest(given, commandNames);
  return new TsmigError('usage', `unknown command '${given}'`, {
    hint: meant === undefined ? `the commands are ${listed}` : `did you mean 'tsmig ${meant}'?`,
  });
}

function unknownOption(given: string, names: readonly string[], help: string): TsmigError {
  const option = given.split('=')[0] ?? given;
  const meant = option.startsWith('--') ? nearest(option.slice(2), names) : undefined;
  return new TsmigError('usage', `unknown option ${option}`, {
    hint: meant === undefined ? `see ${help}` : `did you mean --${meant}?`,
  });
}

function hintFor(message: string, help: string): string {
  const [, option] = /^Not enough arguments following: (.*)$/.exec(message) ?? [];
  if (option === undefined) return `see ${help}`;
  // A value that looks like an option is taken for one.
  return `see ${help}; a value that begins with a dash is given as ${option.length === 1 ? '-' : '--'}${option}=…`;
}

function plainly(message: string, command: string | undefined): string {
  const needs = commandNamed(command)?.needs;
  if (/^Not enough non-option/.test(message) && needs !== undefined) return `${command} needs ${needs}`;
  const [, option] = /^Not enough arguments following: (.*)$/.exec(message) ?? [];
  if (option !== undefined) return `${option.length === 1 ? '-' : '--'}${option} needs a value`;
  return message.charAt(0).toLowerCase() + message.slice(1);
}
