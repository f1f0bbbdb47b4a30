import type { Candidate, RevisionArgument } from '../commands/complete.ts';
import { listTemplates } from '../commands/list-templates.ts';
import { schemaFormats } from '../commands/schema-formats.ts';
import { dialectNames } from '../model/dialect-options.ts';
import { clientNames } from '../script/client.ts';
import { globalOptions, ordered, readOption } from './argv.ts';
import type { Command, Option, Options } from './command.ts';
import { configOf } from './config.ts';
import type { Given } from './given.ts';
import type { Io } from './io.ts';
import { commonOptions } from './options.ts';
import { commandNamed, commands } from './register.ts';
import { shells } from './shells.ts';

/** What is written in a place of the command line. */
type Kind =
  | RevisionArgument
  | 'file'
  | 'dialect'
  | 'client'
  | 'database'
  | 'template'
  | 'shell'
  | 'format'
  /** What only the user knows. */
  | 'text';

/** What the values of options are. The same name is the same thing in every command. */
export const optionKinds: Readonly<Record<string, Kind>> = {
  'branch-label': 'text',
  models: 'file',
  client: 'client',
  config: 'file',
  'depends-on': 'revision',
  dialect: 'dialect',
  from: 'revisions',
  head: 'revision',
  message: 'text',
  name: 'database',
  onto: 'revision',
  output: 'file',
  'rev-id': 'text',
  'rev-range': 'range',
  'server-version': 'text',
  rename: 'text',
  format: 'format',
  tag: 'text',
  template: 'template',
  'version-path': 'file',
  x: 'text',
};

/** What arguments are, by the names that `usage` has for them. */
export const argumentKinds: Readonly<Record<string, Kind>> = {
  branch: 'revision',
  dir: 'file',
  directory: 'file',
  dump: 'file',
  name: 'text',
  range: 'range',
  rev: 'revision',
  revision: 'revision',
  release: 'text',
  revisions: 'range',
  shell: 'shell',
  tag: 'text',
};

/** What may be written: names of files, as the shell knows them; words; or words that a range may start with. */
interface Completion {
  readonly kind: 'files' | 'words' | 'start';
  readonly candidates: readonly Candidate[];
}

/**
 * Prints how the last of the words may go on, for the completion scripts: the kind of completion on a line of its own, then
 * each candidate with its meaning, a tab between them. Nothing, where nothing may be written or something is wrong.
 */
export async function complete(words: readonly string[], io: Io): Promise<number> {
  try {
    const { kind, candidates } = await completionOf(words, io);
    const lines = candidates.map(({ word, meaning }) => `${word}\t${meaning}\n`);
    if (kind === 'files' || lines.length > 0) await io.stdout.write(`${kind}\n${lines.join('')}`);
  } catch {
    // In the middle of a command line is no place to complain.
  }
  return 0;
}

async function completionOf(words: readonly string[], io: Io): Promise<Completion> {
  const current = words.at(-1) ?? '';
  const line = readLine(ordered(words.slice(0, -1)));
  if (line === undefined) return nothing;
  const { command, open, said, places, given, options } = line;
  const values = (kind: Kind | undefined, word: string) => completeValue(kind ?? 'text', word, io, given);
  if (open !== undefined) return values(optionKinds[open], current);
  if (current.startsWith('-') && said !== undefined) {
    const option = readOption(current, options);
    if (typeof option?.value !== 'string') return starting(current, optionWords(options, said));
    const value = await values(optionKinds[option.name], option.value);
    return prefixed(current.slice(0, current.indexOf('=') + 1), value);
  }
  if (command === undefined) return starting(current, commandWords(current));
  const [place] = places;
  if (place === undefined) return said === undefined ? nothing : starting(current, optionWords(options, said));
  return values(argumentKinds[place.replace(/[^a-z-]/g, '')], current);
}

const nothing: Completion = { kind: 'words', candidates: [] };

/** What the words before the cursor say. */
interface Line {
  readonly command: Command | undefined;
  /** The options that may be given. */
  readonly options: Options;
  /** The options that are given; undefined behind `--`, where none may be. */
  readonly said: ReadonlySet<string> | undefined;
  readonly given: Given;
  /** The option whose value comes next. */
  readonly open: string | undefined;
  /** The arguments that are still to come, as `usage` has them. */
  readonly places: readonly string[];
}

function readLine(words: readonly string[]): Line | undefined {
  const [first] = words;
  const named = first !== undefined && !first.startsWith('-');
  const command = named ? commandNamed(first) : undefined;
  if (named && command === undefined) return first === 'help' && words.length === 1 ? emptyLine : undefined;
  const options: Options = command ? { ...command.options, ...commonOptions, help: globalOptions.help } : globalOptions;
  const given: Record<string, string | boolean> = {};
  let [, ...places] = command?.usage.split(' ') ?? [];
  let open: string | undefined;
  let dashes = false;
  for (const word of words.slice(named ? 1 : 0)) {
    if (open !== undefined) {
      given[open] = word;
      open = undefined;
    } else if (word === '--') {
      dashes = true;
    } else if (word.startsWith('-') && !dashes) {
      const option = readOption(word, options);
      if (option?.value === undefined) open = option?.name;
      else given[option.name] = option.value;
    } else if (!places[0]?.includes('..')) {
      places = places.slice(1);
    }
  }
  return { command, options, said: dashes ? undefined : new Set(Object.keys(given)), given, open, places };
}

/** Before any word: where a command is expected, as behind `help`. */
const emptyLine: Line = {
  command: undefined,
  options: {},
  said: new Set(),
  given: {},
  open: undefined,
  places: [],
};

/** By their names; by their other spellings only where the word is the beginning of no name. */
function commandWords(word: string): readonly Candidate[] {
  const mains = commands.map(({ name, describe }) => ({ word: name, meaning: describe }));
  if (mains.some((main) => main.word.startsWith(word))) return mains;
  return commands.flatMap(({ aliases = [], describe }) => aliases.map((alias) => ({ word: alias, meaning: describe })));
}

function optionWords(options: Options, said: ReadonlySet<string>): readonly Candidate[] {
  return Object.entries<Option>(options)
    .filter(([name, { array, hidden }]) => !hidden && (array || !said.has(name)))
    .map(([name, { describe }]) => ({ word: name.length === 1 ? `-${name}` : `--${name}`, meaning: describe }));
}

async function completeValue(kind: Kind, word: string, io: Io, given: Given): Promise<Completion> {
  switch (kind) {
    case 'text':
      return nothing;
    case 'file':
      return { kind: 'files', candidates: [] };
    case 'dialect':
      return starting(word, plain(dialectNames));
    case 'client':
      return starting(word, plain(clientNames));
    case 'template':
      return starting(word, plain(listTemplates().map(({ name }) => name)));
    case 'shell':
      return starting(word, plain(shells));
    case 'format':
      return starting(word, plain(schemaFormats));
    case 'database':
      return starting(word, plain((await configOf(io, { config: given.config })).databases));
    case 'revision':
    case 'revisions':
    case 'range': {
      const { completeRevisions } = await import('../commands/complete.ts');
      const candidates = await completeRevisions(await configOf(io, given), kind, word);
      return { kind: kind === 'range' && !word.includes(':') ? 'start' : 'words', candidates };
    }
  }
}

function plain(words: readonly string[]): readonly Candidate[] {
  return words.map((word) => ({ word, meaning: '' }));
}

function starting(start: string, candidates: readonly Candidate[]): Completion {
  return { kind: 'words', candidates: candidates.filter(({ word }) => word.startsWith(start)) };
}

function prefixed(before: string, { kind, candidates }: Completion): Completion {
  return { kind, candidates: candidates.map(({ word, meaning }) => ({ word: `${before}${word}`, meaning })) };
}
