import { TsmigError } from '../errors.ts';
import { nearest } from '../model/nearest.ts';
import { type Io, processIo } from './io.ts';
import { readPlainly } from './plain.ts';
import { commandNamed, commandNames, examplesText, optionLetters, optionNames, register } from './register.ts';
import { run, styleOf, tell } from './session.ts';
import { version } from './version.ts';

/** The letters of all options, and of those that take a value. */
const letters = new Set(['h', ...optionLetters(() => true)]);
const valuedLetters = new Set(optionLetters(({ type }) => type === 'string'));
const noCommand = 'no command';

const examples = [
  ['tsmig init', 'start a project'],
  ['tsmig revision -m "create account table"', 'write a revision file'],
  ['tsmig upgrade base:head --sql > deploy.sql', 'all revisions as one script'],
] as const;

/**
 * The command line.
 *
 * @param argv the arguments, without the program's name.
 * @param io the world around it; this process, unless said otherwise.
 * @returns the exit code: 0; 1 something that the user can put right; 2 a check found something; 70 a bug of tsmig.
 */
export async function main(argv: readonly string[], io: Io = processIo()): Promise<number> {
  try {
    return await dispatch(argv[0] === 'help' ? [...helpedWith(argv.slice(1)), '--help'] : withValues(argv), io);
  } catch (error) {
    return tell(
      error,
      io,
      styleOf(io, { color: !argv.includes('--no-color'), verbose: argv.includes('-v') || argv.includes('--verbose') }),
    );
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  if (argv[0] === '--version' || argv[0] === '-V') {
    await io.stdout.write(`${version()}\n`);
    return 0;
  }
  let exitCode = 0;
  const fail = (code: number): void => {
    exitCode = code;
  };
  const plain = readPlainly(argv);
  if (plain !== undefined) {
    await run({ io, fail }, plain.given, (style) => plain.work(io, plain.given, style));
    return exitCode;
  }
  const { default: yargs } = await import('yargs');
  const parser = yargs()
    .scriptName('tsmig')
    .usage('$0 <command>\n\nTurns migrations in TypeScript into SQL scripts. Never connects to a database.')
    .detectLocale(false)
    .exitProcess(false)
    .version(false)
    .help()
    .alias('help', 'h')
    .showHelpOnFail(false)
    .wrap(Math.min(io.stdout.columns ?? 80, 100))
    .strict()
    .demandCommand(1, noCommand)
    // Revision ids such as 0123 and 1e5 are text; so is a key with a dot.
    .parserConfiguration({
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'dot-notation': false,
      'greedy-arrays': false,
    })
    .epilogue(`${examplesText(examples)}\n\ntsmig <command> --help says more. tsmig --version gives the version.`)
    .fail((message, error) => {
      throw usageError(message || error.message, argv);
    });
  register(parser, { io, fail });
  let output = '';
  await parser.parseAsync(withoutDashes(argv), {}, (_error, _given, text) => {
    output = text;
  });
  if (output !== '') await io.stdout.write(`${output}\n`);
  return exitCode;
}

/** The words after `help`: nothing, or a command. */
function helpedWith(words: readonly string[]): readonly string[] {
  const [first] = words;
  if (first !== undefined && !first.startsWith('-') && !commandNames.includes(first)) throw unknownCommand(first);
  return words;
}

/**
 * `-mtext` is `-m text`, as with other programs: yargs would take it for `-m -t -e -x -t`. And what follows `-m` or `-r`
 * may begin with a dash, as long as it is not one of our options.
 */
function withValues(argv: readonly string[]): readonly string[] {
  const words: string[] = [];
  for (const [at, word] of argv.entries()) {
    if (word === '--') return [...words, ...argv.slice(at)];
    const before = words.at(-1) ?? '';
    if (/^(-[mrx]|--message|--rev-range|--tag)$/.test(before) && /^-./.test(word) && !isOption(word)) {
      words[words.length - 1] = `${before}=${word}`;
    } else {
      words.push(
        /^-[^-=][^=]/.test(word) && valuedLetters.has(word.charAt(1)) ? `${word.slice(0, 2)}=${word.slice(2)}` : word,
      );
    }
  }
  return words;
}

function isOption(word: string): boolean {
  const long = /^--(?:no-)?([^=]*)/.exec(word)?.[1];
  if (long === undefined) return letters.has(word.charAt(1)) && !/\s/.test(word);
  return commandNames.some((command) => optionNames(command).includes(long));
}

/** `-- -1` is a range after the `--`; yargs takes `-1` for one without it, but does not count what stands behind it. */
function withoutDashes(argv: readonly string[]): readonly string[] {
  const at = argv.indexOf('--');
  const rest = argv.slice(at + 1);
  return at === -1 || rest.some((word) => /^-(?!\d)/.test(word)) ? argv : [...argv.slice(0, at), ...rest];
}

/** What yargs complains of, in our words, with what was probably meant. */
function usageError(message: string, argv: readonly string[]): TsmigError {
  const command = argv.find((word) => commandNames.includes(word));
  const [, list] = /^Unknown (?:argument|command)s?: (.*)$/.exec(message) ?? [];
  const unknown = list?.split(', ')[0];
  const help = `tsmig ${command === undefined ? '' : `${command} `}--help`;
  const first = argv.find((word) => !word.startsWith('-'));
  if (command === undefined && first !== undefined) return unknownCommand(first);
  if (command === undefined && argv[0] !== undefined && !/^(-v|--verbose|-q|--quiet|--no-color)$/.test(argv[0])) {
    return unknownOption(argv[0], ['help', 'version'], help);
  }
  if (unknown === undefined)
    return new TsmigError('usage', plainly(message, command), { hint: hintFor(message, help) });
  const option = argv.find((word) => word.startsWith('-') && word.replace(/^-+/, '').split('=')[0] === unknown);
  if (option !== undefined) return unknownOption(option, optionNames(command), help);
  return new TsmigError('usage', `'${unknown}' is one argument too many`, { hint: `see ${help}` });
}

function unknownCommand(given: string): TsmigError {
  const meant = nearest(given, commandNames);
  return new TsmigError('usage', `unknown command '${given}'`, {
    hint: meant === undefined ? `the commands are ${commandNames.join(', ')}` : `did you mean 'tsmig ${meant}'?`,
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
  if (message === noCommand) return "start a project with 'tsmig init'; 'tsmig --help' lists the commands";
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
