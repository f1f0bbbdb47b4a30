import type { Config } from '../../config/config.ts';
import type { Command } from '../command.ts';
import { targetOptions } from '../options.ts';
import { deliver, requireSql, targetArguments } from '../script.ts';

export const ensureVersion: Command = {
  name: 'ensure_version',
  aliases: ['ensure-version'],
  usage: 'ensure_version',
  describe: 'Write the script that makes the version table',
  positionals: {},
  options: targetOptions,
  examples: [['tsmig ensure_version --sql > version.sql', 'for a database that has none']],
  work: async (io, given, style) => {
    requireSql(given, 'ensure_version', 'version.sql');
    const { ensureVersion } = await import('../../commands/ensure-version.ts');
    const asked = targetArguments(given);
    const render = (config: Config) => ensureVersion(config, asked);
    const words = { command: 'ensure_version', holds: () => 'the version table', nothing: '' } as const;
    await deliver({ words, render }, { io, given, style });
  },
};
