import type { Command } from '../command.ts';
import { flag } from '../given.ts';
import { listOptions } from '../options.ts';

export const listTemplates: Command = {
  name: 'list_templates',
  aliases: ['list-templates'],
  usage: 'list_templates',
  describe: 'List the kinds of projects that init makes',
  positionals: {},
  options: listOptions,
  examples: [['tsmig list_templates', 'the names for init --template']],
  work: async (io, given) => {
    const { listTemplates } = await import('../../commands/list-templates.ts');
    const { jsonText } = await import('../list.ts');
    const templates = listTemplates();
    const lines = templates.map(({ name, about }) => `${name} - ${about}\n`).join('');
    const text = `Available templates:\n\n${lines}\nTemplates are used via the 'init' command, e.g.:\n\n  tsmig init --template generic ./migrations\n`;
    await io.stdout.write(flag(given, 'json') ? jsonText(templates) : text);
  },
};
