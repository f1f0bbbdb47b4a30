import { readOption } from './argv.ts';
import type { Options, Work } from './command.ts';
import type { Given } from './given.ts';
import { commonOptions } from './options.ts';
import { commandNamed } from './register.ts';

/** A command line as yargs would read it. */
export interface PlainLine {
  readonly work: Work;
  readonly given: Given;
}

/**
 * Reads a command line that is written plainly: a command, its arguments, options by their names as we document them, each
 * once, and values that cannot be taken for anything else. Of all others it gives undefined: those are yargs's, who also
 * finds the words for what is wrong. Loading yargs takes longer than rendering a hundred revisions.
 */
export function readPlainly(words: readonly string[]): PlainLine | undefined {
  const command = commandNamed(words[0]);
  const [, ...places] = command?.usage.split(' ') ?? [];
  // As many arguments as there are is yargs's to count.
  if (command === undefined || places.some((place) => place.includes('..'))) return undefined;
  const options: Options = { ...command.options, ...commonOptions };
  const given: Record<string, unknown> = Object.fromEntries(
    Object.entries(options).flatMap(([name, { default: value }]) => (value === undefined ? [] : [[name, value]])),
  );
  const said = new Set<string>();
  const rest = words.slice(1);
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const read = word.startsWith('-') ? readOption(word, options) : argument(word, places.shift());
    if (read === undefined) return undefined;
    const { name } = read;
    const value = read.value ?? rest.shift();
    if (value === undefined || value === '' || (typeof value === 'string' && value.startsWith('-'))) return undefined;
    const several = options[name]?.array === true;
    // Of one of several values yargs takes the quotation marks away.
    if (several ? /^['"]/.test(String(value)) : said.has(name)) return undefined;
    const before = given[name];
    given[name] = several ? [...(Array.isArray(before) ? before : []), value] : value;
    said.add(name);
  }
  return places.some((place) => place.startsWith('<')) ? undefined : { work: command.work, given };
}

/** A word in a place such as `<range>` or `[dir]`. */
function argument(word: string, place: string | undefined): { name: string; value: string } | undefined {
  // Behind a flag, yargs takes these two for the flag's value.
  if (place === undefined || word === 'true' || word === 'false') return undefined;
  return { name: place.slice(1, -1), value: word };
}
