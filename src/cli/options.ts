import { dialectNames } from '../model/dialect-options.ts';

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
  config: {
    alias: 'c',
    type: 'string',
    requiresArg: true,
    describe: 'The configuration file (or TSMIG_CONFIG); else searched upwards',
  },
  quiet: { alias: 'q', type: 'boolean', describe: 'Say nothing but errors' },
  verbose: { alias: 'v', type: 'boolean', describe: 'Name each revision, and show stack traces of errors' },
  color: { type: 'boolean', default: true, describe: 'Colours, on a terminal; --no-color for none' },
} as const satisfies Readonly<Record<string, Option>>;

export const initOptions = { dialect } as const satisfies Readonly<Record<string, Option>>;

export const revisionOptions = {
  message: { alias: 'm', type: 'string', requiresArg: true, describe: 'What the revision does, in a few words' },
  'rev-id': { type: 'string', requiresArg: true, describe: 'The id of the revision, instead of a random one' },
} as const satisfies Readonly<Record<string, Option>>;

/** The options of the commands that write scripts. */
export const scriptOptions = {
  sql: { type: 'boolean', describe: 'Write the SQL script (tsmig never connects to a database, so this is needed)' },
  dialect: { ...dialect, describe: `${dialect.describe}; else the configured one` },
  'server-version': { type: 'string', requiresArg: true, describe: 'The version of the database server, such as 16' },
  output: {
    alias: 'o',
    type: 'string',
    requiresArg: true,
    describe: 'Write to this file (with --split: folder), not to standard output',
  },
  split: { type: 'boolean', describe: 'One file per revision, by default in out/<dialect>/' },
  x: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'key=value: an argument for the revisions (repeatable)',
  },
  tag: { type: 'string', requiresArg: true, describe: 'A free text for the revisions' },
} as const satisfies Readonly<Record<string, Option>>;
