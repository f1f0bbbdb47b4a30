import type { Command } from '../command.ts';
import { configOf } from '../config.ts';
import { fromOption } from '../from.ts';
import { filled, flag } from '../given.ts';
import { listOptions, positionOptions, projectOptions } from '../options.ts';

export const history: Command = {
  name: 'history',
  usage: 'history',
  describe: 'List the revisions, newest first',
  positionals: {},
  options: {
    'rev-range': {
      alias: 'r',
      type: 'string',
      requiresArg: true,
      describe: '[start]:[end], both included: revisions, labels, base, head, heads, current, head-2, -3',
    },
    'indicate-current': { alias: 'i', type: 'boolean', describe: 'Mark the revisions at which the database stands' },
    ...positionOptions,
    ...listOptions,
    ...projectOptions,
  },
  examples: [
    ['tsmig history -r-3:head', 'the last revisions'],
    ['tsmig history -i --from 1975ea', 'with a mark at 1975ea…'],
    ['tsmig history -r 1975ea: -v', 'from 1975ea… on, with all that is known'],
  ],
  work: async (io, given) => {
    const { history } = await import('../../commands/history.ts');
    const { printRevisions } = await import('../list.ts');
    const config = await configOf(io, given);
    const infos = await history(config, {
      range: filled(given, 'rev-range'),
      indicateCurrent: flag(given, 'indicate-current'),
      from: await fromOption(io, given),
    });
    await printRevisions(infos, { parents: true, labels: true, message: true }, { io, given, config });
  },
};
