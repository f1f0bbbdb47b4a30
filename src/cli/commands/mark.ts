import type { Command } from '../command.ts';
import { configsOf } from '../config.ts';
import { filled, flag, texts } from '../given.ts';
import { dialectOption, listOptions, projectOptions } from '../options.ts';

export const mark: Command = {
  name: 'mark',
  usage: 'mark <revisions..>',
  describe: 'Write into the version file where the database stands',
  positionals: {
    revisions: 'The rows of its version table: revisions, a tag, head, heads; base for an empty database',
  },
  options: { dialect: dialectOption, ...listOptions, ...projectOptions },
  examples: [
    ['tsmig mark head', 'the last script was applied'],
    ['tsmig mark v1.4 -n production', 'one of several databases has this release'],
  ],
  epilogue: 'tsmig mark is the only command that writes the version file.',
  needs: 'the revisions at which the database stands, such as head',
  work: async (io, given) => {
    const { mark } = await import('../../commands/mark.ts');
    const revisions = texts(given, 'revisions');
    const marks = await mark(await configsOf(io, given), { revisions, dialect: filled(given, 'dialect') });
    if (flag(given, 'json')) return io.stdout.write(`${JSON.stringify(marks, null, 2)}\n`);
    if (flag(given, 'quiet')) return;
    const place = (rows: readonly string[]): string => rows.join(', ') || 'base';
    for (const { name, from, to } of marks) {
      await io.stdout.write(`${name}: ${from === null ? '' : `${place(from)} -> `}${place(to)}\n`);
    }
  },
};
