import type { Command } from '../command.ts';
import { shownPath } from '../errors.ts';
import { filled, flag } from '../given.ts';
import { dialectOption } from '../options.ts';

export const init: Command = {
  name: 'init',
  usage: 'init [dir]',
  describe: 'Make a new project: a configuration, and a folder for migrations',
  positionals: { dir: 'The folder of the migrations (default: migrations)' },
  options: {
    template: { alias: 't', type: 'string', requiresArg: true, describe: 'The kind of project: generic or multidb' },
    dialect: dialectOption,
  },
  examples: [
    ['tsmig init --dialect sqlite', 'start a project for SQLite'],
    ['tsmig init --template multidb', 'several databases with one history'],
  ],
  work: async (io, given) => {
    const { init } = await import('../../commands/init.ts');
    const { dialectNamed } = await import('../../commands/project.ts');
    const dialect = filled(given, 'dialect');
    const { files } = await init({
      directory: io.cwd,
      scriptLocation: filled(given, 'dir'),
      template: filled(given, 'template'),
      ...(dialect !== undefined && { dialect: dialectNamed(dialect) }),
    });
    if (flag(given, 'quiet')) return;
    const made = files.map((file) => `created ${shownPath(file, io.cwd)}\n`).join('');
    await io.stdout.write(`${made}next: npx tsmig revision -m "create account table"\n`);
  },
};
