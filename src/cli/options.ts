import { dialectNames } from '../model/dialect-options.ts';
import { clientNames } from '../script/client.ts';

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

const dialect = { type: 'string', requiresArg: true, describe: `The database: ${dialectNames.join(', ')}` } as const;

/** The options of every command. */
export const commonOptions = {
  quiet: { alias: 'q', type: 'boolean', describe: 'Say nothing but errors' },
  verbose: { alias: 'v', type: 'boolean', describe: 'Name each revision, and show stack traces of errors' },
  // yargs reads --no-color as color: false; the other one is there for the help text.
  color: { type: 'boolean', default: true, hidden: true, describe: 'Colours, on a terminal' },
  'no-color': { type: 'boolean', describe: 'No colours (also: NO_COLOR in the environment)' },
} as const satisfies Readonly<Record<string, Option>>;

const config = {
  alias: 'c',
  type: 'string',
  requiresArg: true,
  describe: 'The configuration file, or its folder (also: TSMIG_CONFIG); else searched upwards',
} as const satisfies Option;

export const initOptions = { dialect } as const satisfies Readonly<Record<string, Option>>;

export const revisionOptions = {
  message: { alias: 'm', type: 'string', requiresArg: true, describe: 'What the revision does, in a few words' },
  'rev-id': { type: 'string', requiresArg: true, describe: 'The id of the revision, instead of a random one' },
  config,
} as const satisfies Readonly<Record<string, Option>>;

/** The options of the commands that write scripts. */
export const scriptOptions = {
  sql: { type: 'boolean', describe: 'Write the SQL script (tsmig never connects to a database, so this is needed)' },
  dialect: { ...dialect, describe: `${dialect.describe}; else the configured one` },
  'server-version': { type: 'string', requiresArg: true, describe: 'The version of the database server, such as 16' },
  client: {
    type: 'string',
    requiresArg: true,
    describe: `The program that will read the script: ${clientNames.join(', ')}; else the configured one`,
  },
  output: {
    alias: 'o',
    type: 'string',
    requiresArg: true,
    describe: 'Write to this file, not to standard output; with --split: into this folder',
  },
  split: { type: 'boolean', describe: 'One file per revision, by default in out/<dialect>/' },
  x: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'key=value: an argument for the revisions (repeatable)',
  },
  tag: { type: 'string', requiresArg: true, describe: 'A free text for the revisions' },
  config,
} as const satisfies Readonly<Record<string, Option>>;
