import type { Config } from '../../config/config.ts';
import type { Command } from '../command.ts';
import { text } from '../given.ts';
import { rangeText, scriptOptions } from '../options.ts';
import { deliver, requireSql, scriptArguments } from '../script.ts';
import { wordsOfRevisions } from '../script-notes.ts';

export const upgrade: Command = {
  name: 'upgrade',
  usage: 'upgrade <range>',
  describe: 'Write the script that applies revisions',
  positionals: { range: 'From where to where, such as base:head, or where to' },
  options: scriptOptions,
  examples: [
    ['tsmig upgrade base:head --sql > deploy.sql', 'all, for an empty database'],
    ['tsmig upgrade 1975ea:head --sql > deploy.sql', 'what came after 1975ea…'],
    ['tsmig upgrade base:head --sql --split', 'one file per revision'],
  ],
  epilogue: rangeText,
  needs: 'a range, such as base:head',
  work: async (io, given, style) => {
    requireSql(given, `upgrade ${text(given, 'range') ?? ''}`, 'deploy.sql');
    const { upgrade } = await import('../../commands/upgrade.ts');
    const asked = await scriptArguments(io, given);
    const render = (config: Config) => upgrade(config, asked);
    await deliver({ words: wordsOfRevisions('upgrade'), render }, { io, given, style });
  },
};
