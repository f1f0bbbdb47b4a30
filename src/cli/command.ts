import type { ErrorStyle } from './errors.ts';
import type { Given } from './given.ts';
import type { Io } from './io.ts';

/** An option as yargs takes it. */
export interface Option {
  readonly alias?: string;
  readonly type: 'string' | 'boolean';
  readonly array?: boolean;
  readonly requiresArg?: boolean;
  readonly default?: boolean;
  readonly hidden?: boolean;
  readonly describe: string;
}

export type Options = Readonly<Record<string, Option>>;

/** A command's work: what it prints goes to `io`, what goes wrong is thrown. What it needs is loaded when it is run. */
export type Work = (io: Io, given: Given, style: ErrorStyle) => Promise<void>;

/** A command of the command line: what `--help` says of it, what it takes, and its work. */
export interface Command {
  readonly name: string;
  /** Other spellings of its name. */
  readonly aliases?: readonly string[];
  /** With its positional arguments, as yargs writes them. */
  readonly usage: string;
  readonly describe: string;
  readonly positionals: Readonly<Record<string, string>>;
  readonly options: Options;
  readonly examples: readonly (readonly [command: string, meaning: string])[];
  readonly epilogue?: string;
  /** What to say when a positional argument is missing: `upgrade needs …`. */
  readonly needs?: string;
  readonly work: Work;
}
