import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { revisionFile, temporaryFolder, tsmig } from './support.ts';

const project = {
  'tsmig.config.json': '{}',
  'migrations/versions/a1.ts': revisionFile('a1', null),
  'migrations/versions/b2.ts': revisionFile('b2', 'a1'),
  'editor.cjs': "require('node:fs').writeFileSync(__dirname + '/opened', process.argv.slice(2).join('\\n'));",
};

describe('tsmig edit', () => {
  test.each([
    [['head'], ['b2.ts']],
    [['a1'], ['a1.ts']],
    [['current', '--from', 'a1'], ['a1.ts']],
  ])('opens the files that are named, with the options of EDITOR: %j', async (words, names) => {
    const folder = temporaryFolder(project);
    const env = { EDITOR: `${process.execPath} ${join(folder, 'editor.cjs')} --wait` };
    expect(await tsmig(folder, ['edit', ...words], { env })).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    const files = names.map((name) => join(folder, 'migrations/versions', name));
    expect(readFileSync(join(folder, 'opened'), 'utf8')).toBe(['--wait', ...files].join('\n'));
  });

  test.each([
    [['base'], {}, "error[usage]: No revision files indicated by symbol 'base'\n"],
    [['nope'], {}, "error[graph]: Can't locate revision identified by 'nope'\n"],
    [['head'], { VISUAL: 'no-such-editor' }, 'error[usage]: No editor found: tried no-such-editor\n'],
    [['head'], { EDITOR: 'false' }, 'error[usage]: Error executing editor (false ended with 1)\n'],
    [[], {}, 'error[usage]: edit needs a revision, such as head\n'],
  ])('refuses %j with %j', async (words, env, message) => {
    const { exitCode, stdout, stderr } = await tsmig(temporaryFolder(project), ['edit', ...words], { env });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr.startsWith(message)).toBe(true);
  });
});
