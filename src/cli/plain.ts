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
 * Reads a command line that is written plainly: a command that needs one argument, then that argument, options by their
 * names as we document them, each once, and values that cannot be taken for anything else. Of all others it gives
 * undefined: those are yargs's, who also finds the words for what is wrong. Loading yargs takes longer than rendering
 * a hundred revisions.
 */
export function readPlainly(argv: readonly string[]): PlainLine | undefined {
  const command = commandNamed(argv[0]);
  const positionals = Object.keys(command?.positionals ?? {});
  if (command === undefined || !command.usage.endsWith(`<${positionals[0]}>`)) return undefined;
  const options: Options = { ...command.options, ...commonOptions };
  const given: Record<string, unknown> = Object.fromEntries(
    Object.entries(options).flatMap(([name, { default: value }]) => (value === undefined ? [] : [[name, value]])),
  );
  const said = new Set<string>();
  const rest = argv.slice(1);
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const read = word.startsWith('-') ? optionNamed(word, options) : { name: positionals[0] ?? '', value: word };
    if (read === undefined) return undefined;
    const { name } = read;
    const value = read.value ?? rest.shift();
    if (value === undefined || value === '' || (typeof value === 'string' && value.startsWith('-'))) return undefined;
    if (said.has(name)) return undefined;
    said.add(name);
    given[name] = value;
  }
  return positionals.every((name) => said.has(name)) ? { work: command.work, given } : undefined;
}

/** `value` is undefined where the next word is it. */
function optionNamed(
  word: string,
  options: Options,
): { readonly name: string; readonly value: string | boolean | undefined } | undefined {
  const match = /^(?:--(no-)?([a-z-]+)|-([a-z]))(?:=(.*))?$/.exec(word);
  if (match === null) return undefined;
  const [, negation, long, short, value] = match;
  const name = long ?? Object.keys(options).find((one) => options[one]?.alias === short);
  const option = name !== undefined && Object.hasOwn(options, name) ? options[name] : undefined;
  if (name === undefined || option === undefined || option.array) return undefined;
  if (option.type === 'boolean') return value === undefined ? { name, value: negation === undefined } : undefined;
  return negation === undefined ? { name, value } : undefined;
}
