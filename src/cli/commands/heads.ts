import type { Command } from '../command.ts';
import { configOf } from '../config.ts';
import { flag } from '../given.ts';
import { listOptions, projectOptions } from '../options.ts';

export const heads: Command = {
  name: 'heads',
  usage: 'heads',
  describe: 'Show the revisions that no other revises',
  positionals: {},
  options: {
    'resolve-dependencies': {
      type: 'boolean',
      describe: 'Leave out heads that another revision depends on: they are applied with it',
    },
    check: { type: 'boolean', describe: 'Exit with code 2 when there are several' },
    ...listOptions,
    ...projectOptions,
  },
  examples: [
    ['tsmig heads', 'the last revision of each line'],
    ['tsmig heads --check', 'for continuous integration: fails when the line has forked'],
  ],
  work: async (io, given) => {
    const { heads, refuseSeveralHeads } = await import('../../commands/heads.ts');
    const { printRevisions } = await import('../list.ts');
    const config = await configOf(io, given);
    const infos = await heads(config, { resolveDependencies: flag(given, 'resolve-dependencies') });
    await printRevisions(infos, { labels: true, points: false }, { io, given, config });
    if (flag(given, 'check')) refuseSeveralHeads(infos);
  },
};
