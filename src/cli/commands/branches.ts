import type { BranchPoint } from '../../commands/branches.ts';
import type { Command } from '../command.ts';
import { configOf } from '../config.ts';
import { flag } from '../given.ts';
import { listOptions, projectOptions } from '../options.ts';

export const branches: Command = {
  name: 'branches',
  usage: 'branches',
  describe: 'Show the revisions that several others revise',
  positionals: {},
  options: { ...listOptions, ...projectOptions },
  examples: [['tsmig branches', 'where the line forks, and into what']],
  work: async (io, given) => {
    const { branches } = await import('../../commands/branches.ts');
    const { listStyleOf, printRevisions } = await import('../list.ts');
    const { shortLine, shown } = await import('../log-entry.ts');
    const config = await configOf(io, given);
    const points = await branches(config);
    if (flag(given, 'json')) {
      const infos = points.map(({ point }) => point);
      return printRevisions(infos, {}, { io, given, config });
    }
    const style = listStyleOf(io, given);
    const text = ({ point, into }: BranchPoint): string => {
      const indent = ' '.repeat([...point.revision].length);
      const lines = into.map((info) => shortLine(info, { labels: true, message: style.verbose }, style.ink));
      return `${shown(point, { labels: true }, style)}${lines.map((line) => `${indent} -> ${line}\n`).join('')}\n`;
    };
    await io.stdout.write(points.map(text).join(''));
  },
};
