import { dialectNames } from '../model/dialect-options.ts';
import { clientNames } from '../script/client.ts';
import type { Options } from './command.ts';

export const dialectOption = {
  type: 'string',
  requiresArg: true,
  describe: `The database: ${dialectNames.join(', ')}`,
} as const;

/** The options of every command. */
export const commonOptions = {
  quiet: { alias: 'q', type: 'boolean', describe: 'Say nothing but errors' },
  verbose: { alias: 'v', type: 'boolean', describe: 'Say more of each revision, and show stack traces of errors' },
  // yargs reads --no-color as color: false; the other one is there for the help text.
  color: { type: 'boolean', default: true, hidden: true, describe: 'Colours, on a terminal' },
  'no-color': { type: 'boolean', describe: 'No colours (also: NO_COLOR in the environment)' },
} as const satisfies Options;

/** The options of every command that works on a project. */
export const projectOptions = {
  config: {
    alias: 'c',
    type: 'string',
    requiresArg: true,
    describe: 'The configuration file, or its folder (also: TSMIG_CONFIG); else searched upwards',
  },
  name: {
    alias: 'n',
    type: 'string',
    requiresArg: true,
    describe: "One of the configuration's databases; else all of them, or the one there is",
  },
} as const satisfies Options;

/** The option of the commands that must know where the database stands; `fromOption` reads it. */
export const positionOptions = {
  from: {
    type: 'string',
    requiresArg: true,
    describe:
      'Where the database stands: a,b, or - to read a result of `select version_num …`; else as the version file says',
  },
} as const satisfies Options;

/** The options of the commands that print information. */
export const listOptions = {
  json: { type: 'boolean', describe: 'Print JSON, for programs' },
} as const satisfies Options;

/** The options of the commands that compare models with the history. */
export const renameOptions = {
  rename: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'users.email=users.email_address: what has another name now (repeatable)',
  },
} as const satisfies Options;

/** The options of every command that writes scripts. */
export const targetOptions = {
  sql: { type: 'boolean', describe: 'Write the SQL script (tsmig never connects to a database, so this is needed)' },
  dialect: { ...dialectOption, describe: `${dialectOption.describe}; else the configured one` },
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
    describe: 'Write to this file, not to standard output; of several databases: into this folder',
  },
  ...projectOptions,
} as const satisfies Options;

/** The options of the commands that move a database from one place to another. */
export const moveOptions = {
  ...targetOptions,
  ...positionOptions,
  x: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'key=value: an argument for the revisions (repeatable)',
  },
  tag: { type: 'string', requiresArg: true, describe: 'A free text for the revisions' },
} as const satisfies Options;

/** The options of `upgrade` and `downgrade`. */
export const scriptOptions = {
  ...moveOptions,
  output: {
    ...moveOptions.output,
    describe: 'Write to this file, not to standard output; with --split or several databases: into this folder',
  },
  split: { type: 'boolean', describe: 'One file per revision, by default in out/<dialect>/' },
} as const satisfies Options;

/** What a range is, for `--help`. */
export const rangeText = [
  'A range is <start>:<end>; the start is where the database stands, and can be left out where --from or the version',
  'file says it. Each side is a revision id (its first digits will do), a branch label, a tag, base, head, heads, or',
  'counts from there: head-2, +1, -1.',
].join(' ');
