import { TsmigError } from '../../errors.ts';
import type { Command } from '../command.ts';
import { configsOf } from '../config.ts';
import { flag, texts } from '../given.ts';
import { listOptions, projectOptions, renameOptions } from '../options.ts';

export const check: Command = {
  name: 'check',
  usage: 'check',
  describe: 'Check that the history has one head, renders, and is what the models say',
  positionals: {},
  options: {
    downgrades: { type: 'boolean', describe: 'Also that the downgrade of each revision undoes it' },
    ...renameOptions,
    ...listOptions,
    ...projectOptions,
  },
  examples: [['tsmig check', 'exit code 2 when models and history differ, for CI']],
  work: async (io, given, style) => {
    const { check } = await import('../../commands/check.ts');
    const configs = await configsOf(io, given);
    const { findings, warnings } = await check(configs, {
      downgrades: flag(given, 'downgrades'),
      renames: texts(given, 'rename'),
    });
    if (warnings.length > 0) {
      const { formatWarning } = await import('../errors.ts');
      await io.stderr.write(warnings.map((text) => formatWarning(text, undefined, style)).join(''));
    }
    if (flag(given, 'json')) {
      const { jsonFinding } = await import('../findings.ts');
      const { jsonText } = await import('../list.ts');
      await io.stdout.write(jsonText({ findings: findings.map((one) => jsonFinding(one, io.cwd)) }));
    } else if (findings.length > 0) {
      const { findingsText } = await import('../findings.ts');
      await io.stdout.write(findingsText(findings, style));
    } else if (!flag(given, 'quiet')) {
      const compared = configs.some(({ models }) => models.length > 0);
      await io.stdout.write(
        compared ? 'No new upgrade operations detected.\n' : 'All revisions render; no models are configured.\n',
      );
    }
    if (findings.length === 0) return;
    const differs = findings.some((one) => one.check === 'models');
    throw new TsmigError('check', differs ? 'New upgrade operations detected' : 'the check found something', {
      hint: differs ? "'tsmig revision --autogenerate' writes them down" : 'see the lines above',
    });
  },
};
