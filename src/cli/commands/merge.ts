import type { Command } from '../command.ts';
import { configOf, configsOf } from '../config.ts';
import { filled, flag, text, texts } from '../given.ts';
import { projectOptions } from '../options.ts';
import { told } from '../written.ts';
import { fileOptions } from './revision.ts';

export const merge: Command = {
  name: 'merge',
  usage: 'merge <revisions..>',
  describe: 'Write a revision that joins several into one line',
  positionals: { revisions: 'What is joined: heads for all heads, or revisions' },
  options: { ...fileOptions, ...projectOptions },
  examples: [
    ['tsmig merge heads', 'all heads'],
    ['tsmig merge 27c6a ae102 -m "merge phone and address"', 'two of them'],
  ],
  needs: 'revisions, such as heads',
  work: async (io, given, style) => {
    const { merge } = await import('../../commands/merge.ts');
    const label = filled(given, 'branch-label');
    const config = await configOf(io, given);
    const written = await merge(config, {
      revisions: texts(given, 'revisions'),
      message: text(given, 'message'),
      revisionId: text(given, 'rev-id') ?? io.randomId(),
      now: io.now(),
      splice: flag(given, 'splice'),
      branchLabels: label === undefined ? [] : [label],
      onOutput: (said) => void io.stderr.write(said),
    });
    await told(written, io, given);
    if (flag(given, 'quiet')) return;
    const { sidesText } = await import('../sides.ts');
    await io.stderr.write(await sidesText(await configsOf(io, given), written.downRevision, style));
  },
};
