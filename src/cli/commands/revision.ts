import type { Command } from '../command.ts';
import { configOf } from '../config.ts';
import { shownPath } from '../errors.ts';
import { flag, text } from '../given.ts';
import { projectOptions } from '../options.ts';

export const revision: Command = {
  name: 'revision',
  usage: 'revision',
  describe: 'Write a new revision file, to be filled in',
  positionals: {},
  options: {
    message: { alias: 'm', type: 'string', requiresArg: true, describe: 'What the revision does, in a few words' },
    'rev-id': { type: 'string', requiresArg: true, describe: 'The id of the revision, instead of a random one' },
    ...projectOptions,
  },
  examples: [['tsmig revision -m "create account table"', 'a revision on top of the newest']],
  work: async (io, given) => {
    const { revision } = await import('../../commands/revision.ts');
    const { file } = await revision(await configOf(io, given), {
      message: text(given, 'message'),
      revisionId: text(given, 'rev-id') ?? io.randomId(),
      now: io.now(),
    });
    if (!flag(given, 'quiet')) await io.stdout.write(`created ${shownPath(file, io.cwd)}\n`);
  },
};
