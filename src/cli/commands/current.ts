import type { CurrentResult } from '../../commands/current.ts';
import type { Command } from '../command.ts';
import { configsOf } from '../config.ts';
import { shownPath } from '../errors.ts';
import { fromOption } from '../from.ts';
import { flag } from '../given.ts';
import { listOptions, positionOptions, projectOptions } from '../options.ts';

export const current: Command = {
  name: 'current',
  usage: 'current',
  describe: 'Show the revisions at which the database stands, as you or the version file say',
  positionals: {},
  options: {
    'check-heads': { type: 'boolean', describe: 'Exit with code 2 when a head is not applied' },
    ...positionOptions,
    ...listOptions,
    ...projectOptions,
  },
  examples: [
    ['tsmig current', 'as the version file says'],
    ['tsmig current --from - < rows.txt', 'as the database said, when it was asked'],
  ],
  work: async (io, given) => {
    const { current } = await import('../../commands/current.ts');
    const { jsonRevision, jsonText, listStyleOf } = await import('../list.ts');
    const { shown } = await import('../log-entry.ts');
    const configs = await configsOf(io, given);
    const from = await fromOption(io, given);
    const checkHeads = flag(given, 'check-heads');
    const style = listStyleOf(io, given);
    const data: unknown[] = [];
    const lines: string[] = [];
    const remarks: string[] = [];
    for (const config of configs) {
      const result = await current(config, { from, checkHeads });
      data.push({ ...result, revisions: result.revisions.map((info) => jsonRevision(info, config)) });
      if (configs.length > 1) lines.push(`Current revision(s) for ${config.database}:\n`);
      lines.push(...result.revisions.map((info) => shown(info, {}, style)));
      remarks.push(remark(result, config.versionFile === undefined ? '' : shownPath(config.versionFile, io.cwd)));
    }
    await io.stdout.write(flag(given, 'json') ? jsonText(configs.length > 1 ? data : data[0]) : lines.join(''));
    if (!flag(given, 'quiet')) await io.stderr.write([...new Set(remarks)].join(''));
  },
};

function remark({ source, rows }: CurrentResult, versionFile: string): string {
  const sayer = source === 'given' ? '--from says' : `the version file ${versionFile} says`;
  const base = rows.length === 0 ? ': base, where no revision is applied' : '';
  return `tsmig never asks a database: this is what ${sayer}${base}\n`;
}
