import { TsmigError } from '../errors.ts';
import { nearest } from '../model/nearest.ts';
import { type Io, processIo } from './io.ts';
import { commands, optionNames, register } from './register.ts';
import { styleOf, tell } from './session.ts';
import { version } from './version.ts';

/**
 * The command line.
 *
 * @param argv the arguments, without the program's name.
 * @param io the world around it; this process, unless said otherwise.
 * @returns the exit code: 0; 1 something that the user can put right; 70 a bug of tsmig.
 */
export async function main(argv: readonly string[], io: Io = processIo()): Promise<number> {
  try {
    return await dispatch(argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv, io);
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
  const { default: yargs } = await import('yargs');
  let exitCode = 0;
  const parser = yargs()
    .scriptName('tsmig')
    .usage('$0 <command>\n\nTurns migrations in TypeScript into SQL scripts. Never connects to a database.')
    .detectLocale(false)
    .exitProcess(false)
    .version(false)
    .help()
    .alias('help', 'h')
    .showHelpOnFail(false)
    .wrap(100)
    .strict()
    .demandCommand(1, 'no command')
    // Revision ids such as 0123 and 1e5 are text; so is a key with a dot.
    .parserConfiguration({ 'parse-numbers': false, 'parse-positional-numbers': false, 'dot-notation': false })
    .example('$0 init', 'start a project')
    .example('$0 revision -m "create account table"', 'write a revision file')
    .example('$0 upgrade base:head --sql > deploy.sql', 'render all revisions as one script')
    .epilogue('tsmig <command> --help says more. tsmig --version gives the version.')
    .fail((message, error) => {
      throw usageError(message || error.message, argv);
    });
  register(parser, {
    io,
    fail: (code) => {
      exitCode = code;
    },
  });
  let output = '';
  await parser.parseAsync(withoutDashes(argv), {}, (_error, _given, text) => {
    output = text;
  });
  if (output !== '') await io.stdout.write(`${output}\n`);
  return exitCode;
}

/** `-- -1` is a range after the `--`; yargs takes `-1` for one without it, but does not count what stands behind it. */
function withoutDashes(argv: readonly string[]): readonly string[] {
  const at = argv.indexOf('--');
  const rest = argv.slice(at + 1);
  return at === -1 || rest.some((word) => /^-(?!\d)/.test(word)) ? argv : [...argv.slice(0, at), ...rest];
}

/** What yargs complains of, in our words, with what was probably meant. */
function usageError(message: string, argv: readonly string[]): TsmigError {
  const names = commands.map(({ name }) => name);
  const command = argv.find((word) => names.includes(word));
  const [, list] = /^Unknown (?:argument|command)s?: (.*)$/.exec(message) ?? [];
  const unknown = list?.split(', ')[0];
  const help = `tsmig ${command === undefined ? '' : `${command} `}--help`;
  if (unknown === undefined) return new TsmigError('usage', plainly(message, command), { hint: `see ${help}` });
  const first = argv.find((word) => !word.startsWith('-'));
  if (command === undefined && first !== undefined) {
    const meant = nearest(first, names);
    return new TsmigError('usage', `unknown command '${first}'`, {
      hint: meant === undefined ? `the commands are ${names.join(', ')}` : `did you mean 'tsmig ${meant}'?`,
    });
  }
  const option = argv.find((word) => word.startsWith('-') && word.replace(/^-+/, '').split('=')[0] === unknown);
  if (option !== undefined) {
    const meant = unknown.length === 1 ? undefined : nearest(unknown, optionNames(command));
    return new TsmigError('usage', `unknown option ${option.split('=')[0]}`, {
      hint: meant === undefined ? `see ${help}` : `did you mean --${meant}?`,
    });
  }
  return new TsmigError('usage', `'${unknown}' is one argument too many`, { hint: `see ${help}` });
}

function plainly(message: string, command: string | undefined): string {
  if (/^Not enough non-option/.test(message) && command !== undefined) {
    return `${command} needs a range, such as ${command === 'downgrade' ? 'head:-1' : 'base:head'}`;
  }
  const [, option] = /^Not enough arguments following: (.*)$/.exec(message) ?? [];
  if (option !== undefined) return `${option.length === 1 ? '-' : '--'}${option} needs a value`;
  return message.charAt(0).toLowerCase() + message.slice(1);
}
