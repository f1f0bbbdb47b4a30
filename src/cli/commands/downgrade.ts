import type { Config } from '../../config/config.ts';
import type { Command } from '../command.ts';
import { text } from '../given.ts';
import { rangeText, scriptOptions } from '../options.ts';
import { deliver, requireSql, scriptArguments } from '../script.ts';
import { wordsOfRevisions } from '../script-notes.ts';

export const downgrade: Command = {
  name: 'downgrade',
  usage: 'downgrade <range>',
  describe: 'Write the script that takes revisions back',
  positionals: { range: 'From where to where, such as head:-1, or where to' },
  options: scriptOptions,
  examples: [
    ['tsmig downgrade head:-1 --sql > rollback.sql', 'take back the last revision'],
    ['tsmig downgrade head:base --sql > rollback.sql', 'take back everything'],
  ],
  epilogue: rangeText,
  needs: 'a range, such as head:-1',
  work: async (io, given, style) => {
    requireSql(given, `downgrade ${text(given, 'range') ?? ''}`, 'rollback.sql');
    const { downgrade } = await import('../../commands/downgrade.ts');
    const asked = await scriptArguments(io, given);
    const render = (config: Config) => downgrade(config, asked);
    await deliver({ words: wordsOfRevisions('downgrade'), render }, { io, given, style });
  },
};
