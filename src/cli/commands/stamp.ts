import type { Config } from '../../config/config.ts';
import { TsmigError } from '../../errors.ts';
import type { Command } from '../command.ts';
import { flag, texts } from '../given.ts';
import { moveOptions } from '../options.ts';
import { deliver, moveArguments, requireSql } from '../script.ts';
import { counted } from '../script-notes.ts';

export const stamp: Command = {
  name: 'stamp',
  usage: 'stamp <revisions..>',
  describe: 'Write the script that sets the version table, without running revisions',
  positionals: {
    revisions: 'Where the database stands from now on: head, heads, base, or a range such as 1975ea:head',
  },
  options: {
    ...moveOptions,
    purge: { type: 'boolean', hidden: true, describe: "Alembic's, for a database that is connected to" },
  },
  examples: [
    ['tsmig stamp head --sql > stamp.sql', 'for a database without version table'],
    ['tsmig stamp 1975ea:head --sql > stamp.sql', 'from 1975ea… to the head'],
  ],
  needs: 'revisions, such as head',
  work: async (io, given, style) => {
    const revisions = texts(given, 'revisions');
    requireSql(given, `stamp ${revisions.join(' ')}`, 'stamp.sql');
    if (flag(given, 'purge')) {
      throw new TsmigError('usage', "Can't use --purge with --sql mode", {
        hint: 'say where the database stands, such as head:base, and the script takes those rows away',
      });
    }
    const { stamp } = await import('../../commands/stamp.ts');
    const asked = { ...(await moveArguments(io, given)), revisions };
    const render = (config: Config) => stamp(config, asked);
    await deliver({ words, render }, { io, given, style });
  },
};

const words = {
  command: 'stamp',
  holds: ({ steps }) => counted(steps.length, 'step'),
  nothing: 'nothing to stamp: the version table has these rows already',
} as const satisfies Parameters<typeof deliver>[0]['words'];
