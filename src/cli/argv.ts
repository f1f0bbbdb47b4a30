import type { Options } from './command.ts';
import { commonOptions, projectOptions, scriptOptions } from './options.ts';
import { commandNames, optionLetters, optionNames } from './register.ts';

/** What may stand before the command, as in Alembic, as well as behind it. */
export const globalOptions = {
  ...projectOptions,
  x: scriptOptions.x,
  ...commonOptions,
  help: { alias: 'h', type: 'boolean', describe: 'Show help' },
  version: { alias: 'V', type: 'boolean', describe: 'Show the version of tsmig' },
} as const satisfies Options;

/** The letters of all options, and of those that take a value. */
const letters = new Set(['h', ...optionLetters(() => true)]);
const valuedLetters = new Set(optionLetters(({ type }) => type === 'string'));

/** The words of a command line with the command first, and with values that cannot be taken for options. */
export function ordered(argv: readonly string[]): readonly string[] {
  return commandFirst(withValues(argv));
}

/** An option as one word says it. `value` is undefined where the next word is it. */
export interface OptionWord {
  readonly name: string;
  readonly value: string | boolean | undefined;
}

/** Reads one word as one of these options, as we document them; undefined where it is none, or said in another way. */
export function readOption(word: string, options: Options): OptionWord | undefined {
  const match = /^(?:--(no-)?([a-z-]+)|-([a-zA-Z]))(?:=(.*))?$/.exec(word);
  if (match === null) return undefined;
  const [, negation, long, letter, value] = match;
  const name = long ?? Object.keys(options).find((one) => one === letter || options[one]?.alias === letter);
  const option = name !== undefined && Object.hasOwn(options, name) ? options[name] : undefined;
  if (name === undefined || option === undefined) return undefined;
  if (option.type === 'boolean') return value === undefined ? { name, value: negation === undefined } : undefined;
  return negation === undefined ? { name, value } : undefined;
}

function commandFirst(argv: readonly string[]): readonly string[] {
  const before: (readonly string[])[] = [];
  let at = 0;
  for (let word = argv[at]; word?.startsWith('-'); word = argv[at]) {
    const length = lengthOf(word);
    if (length === undefined) return argv;
    before.push(argv.slice(at, at + length));
    at += length;
  }
  const command = argv[at];
  if (command === undefined) return argv;
  // Arguments for revisions are nothing to a command that runs none; Alembic takes them for all commands.
  const taken = optionNames(command).includes('x') ? before : before.filter(([word = '']) => nameOf(word) !== 'x');
  return [command, ...taken.flat(), ...argv.slice(at + 1)];
}

/** How many words an option before the command takes; undefined where it is none that may stand there. */
export function lengthOf(word: string): 1 | 2 | undefined {
  const read = readOption(word, globalOptions);
  if (read !== undefined) return read.value === undefined ? 2 : 1;
  const several = /^-([a-zA-Z]{2,})$/.exec(word)?.[1];
  const flags = several?.split('').map((letter) => readOption(`-${letter}`, globalOptions)?.value);
  return flags?.every((value) => value === true) ? 1 : undefined;
}

function nameOf(word: string): string | undefined {
  return readOption(word, globalOptions)?.name;
}

/**
 * `-mtext` is `-m text`, as with other programs: yargs would take it for `-m -t -e -x -t`. And the text that follows `-m`
 * may begin with a dash, as long as it is not one of our options.
 */
function withValues(argv: readonly string[]): readonly string[] {
  const words: string[] = [];
  for (const [at, word] of argv.entries()) {
    if (word === '--') return [...words, ...argv.slice(at)];
    const before = words.at(-1) ?? '';
    if (/^(-[mx]|--message|--tag)$/.test(before) && /^-./.test(word) && !isOption(word)) {
      words[words.length - 1] = `${before}=${word}`;
    } else if (/^-[^-=][^=]/.test(word) && valuedLetters.has(word.charAt(1))) {
      words.push(`${word.slice(0, 2)}=${word.slice(2)}`);
    } else {
      // Alembic's word for it.
      words.push(word === '--raiseerr' ? '--verbose' : word);
    }
  }
  return words;
}

function isOption(word: string): boolean {
  const long = /^--(?:no-)?([^=]*)/.exec(word)?.[1];
  if (long === undefined) return letters.has(word.charAt(1)) && !/\s/.test(word);
  return commandNames.some((command) => optionNames(command).includes(long));
}
