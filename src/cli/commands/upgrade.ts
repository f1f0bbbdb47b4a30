import type { Command } from '../command.ts';
import { configOf } from '../config.ts';
import { rangeText, scriptOptions } from '../options.ts';
import { deliver, refuseSplitToStandardOutput, requireSql, scriptArguments } from '../script.ts';

export const upgrade: Command = {
  name: 'upgrade',
  usage: 'upgrade <range>',
  describe: 'Write the script that applies revisions',
  positionals: { range: 'From where to where, such as base:head; an end alone starts at base' },
  options: scriptOptions,
  examples: [
    ['tsmig upgrade base:head --sql > deploy.sql', 'all, for an empty database'],
    ['tsmig upgrade 1975ea:head --sql > deploy.sql', 'what came after 1975ea…'],
    ['tsmig upgrade base:head --sql --split', 'one file per revision'],
  ],
  epilogue: rangeText,
  needs: 'a range, such as base:head',
  work: async (io, given, style) => {
    requireSql(given, 'upgrade', 'deploy.sql');
    refuseSplitToStandardOutput(given);
    const { upgrade } = await import('../../commands/upgrade.ts');
    const config = await configOf(io, given);
    await deliver('upgrade', await upgrade(config, scriptArguments(given)), config, { io, given, style });
  },
};
