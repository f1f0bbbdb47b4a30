import { schemaFormats } from '../../commands/schema-formats.ts';
import { TsmigError } from '../../errors.ts';
import type { Command } from '../command.ts';
import { configOf } from '../config.ts';
import { filled } from '../given.ts';
import { dialectOption, projectOptions } from '../options.ts';

export const schema: Command = {
  name: 'schema',
  usage: 'schema [revision]',
  describe: 'Show the schema that the history adds up to',
  positionals: { revision: 'Where in the history (default: heads)' },
  options: {
    format: {
      alias: 'f',
      type: 'string',
      requiresArg: true,
      describe: 'typescript (models; the default), sql, json, or mermaid (a diagram)',
    },
    dialect: dialectOption,
    ...projectOptions,
  },
  examples: [
    ['tsmig schema > src/models.ts', 'the first models of a project with a history'],
    ['tsmig schema v1.3 --format sql', 'what a release has'],
  ],
  work: async (io, given) => {
    const { schema } = await import('../../commands/schema.ts');
    const asked = filled(given, 'format') ?? 'typescript';
    const format = schemaFormats.find((one) => one === asked);
    if (format === undefined) {
      throw new TsmigError('usage', `unknown format '${asked}'`, {
        hint: `the formats are ${schemaFormats.join(', ')}`,
      });
    }
    const text = await schema(await configOf(io, given), {
      revision: filled(given, 'revision'),
      format,
      dialect: filled(given, 'dialect'),
    });
    await io.stdout.write(text);
  },
};
