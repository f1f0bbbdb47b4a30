import type { Command } from '../command.ts';
import { configOf } from '../config.ts';
import { rangeText, scriptOptions } from '../options.ts';
import { deliver, refuseSplitToStandardOutput, requireSql, scriptArguments } from '../script.ts';

export const downgrade: Command = {
  name: 'downgrade',
  usage: 'downgrade <range>',
  describe: 'Write the script that takes revisions back',
  positionals: { range: 'From where to where, such as head:base or head:-1' },
  options: scriptOptions,
  examples: [
    ['tsmig downgrade head:-1 --sql > rollback.sql', 'take back the last revision'],
    ['tsmig downgrade head:base --sql > rollback.sql', 'take back everything'],
  ],
  epilogue: rangeText,
  needs: 'a range, such as head:-1',
  work: async (io, given, style) => {
    requireSql(given, 'downgrade', 'rollback.sql');
    refuseSplitToStandardOutput(given);
    const { downgrade } = await import('../../commands/downgrade.ts');
    const config = await configOf(io, given);
    await deliver('downgrade', await downgrade(config, scriptArguments(given)), config, { io, given, style });
  },
};
