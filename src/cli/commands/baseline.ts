import path from 'node:path';
import type { Command } from '../command.ts';
import { configOf } from '../config.ts';
import { shownPath } from '../errors.ts';
import { filled, flag, text } from '../given.ts';
import { dialectOption, projectOptions } from '../options.ts';
import { told } from '../written.ts';

export const baseline: Command = {
  name: 'baseline',
  usage: 'baseline <dump>',
  describe: 'Write the first revision from a dump of a database that has no history',
  positionals: { dump: 'What pg_dump --schema-only, mariadb-dump --no-data or sqlite3 .schema wrote' },
  options: {
    message: { alias: 'm', type: 'string', requiresArg: true, describe: 'The message (default: baseline)' },
    'rev-id': { type: 'string', requiresArg: true, describe: 'The id of the revision, instead of a random one' },
    models: { type: 'string', requiresArg: true, describe: 'A new file for the models of its tables' },
    dialect: dialectOption,
    ...projectOptions,
  },
  examples: [['tsmig baseline schema.sql --models src/models.ts', 'the first revision, and the models']],
  needs: 'a dump, such as schema.sql',
  work: async (io, given) => {
    const { baseline } = await import('../../commands/baseline.ts');
    const modelsFile = filled(given, 'models');
    const { written, verbatim, leftOut, operations } = await baseline(await configOf(io, given), {
      dump: path.resolve(io.cwd, filled(given, 'dump') ?? ''),
      message: text(given, 'message'),
      revisionId: text(given, 'rev-id') ?? io.randomId(),
      now: io.now(),
      modelsFile: modelsFile === undefined ? undefined : path.resolve(io.cwd, modelsFile),
      dialect: filled(given, 'dialect'),
      onOutput: (said) => void io.stderr.write(said),
    });
    await told(written, io, given);
    if (flag(given, 'quiet')) return;
    const remarks = (title: string, all: typeof verbatim) =>
      all.map(({ line, sql, why }) => `${title} (line ${line}: ${why}): ${firstLine(sql)}\n`).join('');
    await io.stderr.write(
      `${remarks('verbatim', verbatim)}${remarks('left out', leftOut)}` +
        `tsmig: ${operations} operations, ${verbatim.length} of them verbatim${modelsFile === undefined ? '' : `; models in ${shownPath(path.resolve(io.cwd, modelsFile), io.cwd)}`}\n` +
        `next, for the database that has all this: tsmig stamp ${written.revision} --sql\n`,
    );
  },
};

function firstLine(sql: string): string {
  const [first = ''] = sql.trim().split('\n');
  return first.length > 60 ? `${first.slice(0, 59)}…` : first;
}
