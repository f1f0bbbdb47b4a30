import type { Command } from '../command.ts';
import { configOf } from '../config.ts';
import { fromOption } from '../from.ts';
import { text } from '../given.ts';
import { positionOptions, projectOptions } from '../options.ts';

/** What Alembic looks for where the environment names no editor. */
const usual = ['sensible-editor', 'editor', 'nano', 'vim', 'code'];

export const edit: Command = {
  name: 'edit',
  usage: 'edit <revision>',
  describe: 'Open the file of a revision in your editor',
  positionals: { revision: 'A revision id, label or tag, head, heads, current' },
  options: { ...positionOptions, ...projectOptions },
  examples: [['tsmig edit head', 'the last revision, in the editor of EDITOR or VISUAL']],
  needs: 'a revision, such as head',
  work: async (io, given) => {
    const { edit } = await import('../../commands/edit.ts');
    // EDITOR first, as in Alembic.
    const chosen = [io.env.EDITOR, io.env.VISUAL].flatMap((editor) => (editor ? [editor] : []));
    await edit(await configOf(io, given), {
      revision: text(given, 'revision') ?? '',
      editors: chosen.length > 0 ? chosen : usual,
      from: await fromOption(io, given),
    });
  },
};
