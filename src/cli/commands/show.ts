import type { Command } from '../command.ts';
import { configOf } from '../config.ts';
import { fromOption } from '../from.ts';
import { text } from '../given.ts';
import { listOptions, positionOptions, projectOptions } from '../options.ts';

export const show: Command = {
  name: 'show',
  usage: 'show <revision>',
  describe: 'Show all that is known of a revision',
  positionals: { revision: 'A revision id, label or tag, head, heads, current, head-2' },
  options: { ...positionOptions, ...listOptions, ...projectOptions },
  examples: [
    ['tsmig show head', 'the last revision'],
    ['tsmig show 1975ea', 'the revision whose id begins so'],
  ],
  needs: 'a revision, such as head',
  work: async (io, given) => {
    const { show } = await import('../../commands/show.ts');
    const { printRevisions } = await import('../list.ts');
    const config = await configOf(io, given);
    const infos = await show(config, { revision: text(given, 'revision') ?? '', from: await fromOption(io, given) });
    await printRevisions(infos, {}, { io, given: { ...given, verbose: true }, config });
  },
};
