import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesOf, temporaryFolder, tsmig } from './support.ts';

const file = 'migrations/versions/1975ea83b712_x.ts';

/** A program that puts its arguments, the file's name left out, on top of the file that it is given. */
const program = `
const fs = require('node:fs');
const file = process.argv.find((word) => word.endsWith('_x.ts'));
const at = process.argv.indexOf(file) - 2;
const others = process.argv.slice(2).filter((word) => word !== file);
fs.writeFileSync(file, '// ' + [at, ...others].join(' ') + '\\n' + fs.readFileSync(file, 'utf8'));
console.log('formatted');
`;

const project = (hooks: string) => ({
  'tsmig.config.ts': `export default { postWriteHooks: [${hooks}] };\n`,
  'migrations/versions/.gitkeep': '',
  'hook.cjs': program,
  'node_modules/pretty/package.json': '{"name": "pretty", "bin": {"pretty": "bin/main.cjs", "other": "bin/none.cjs"}}',
  'node_modules/pretty/bin/main.cjs': program,
});

const node = JSON.stringify(process.execPath);

describe('post-write hooks', () => {
  test.each([
    [
      'a program',
      `{ type: 'exec', executable: ${node}, options: ['hook.cjs', '--first', 'REVISION_SCRIPT_FILENAME', '--wide'] }`,
      '// 1 --first --wide',
    ],
    ['a program of a package', "{ type: 'module', module: 'pretty', options: ['--wide'] }", '// 0 --wide'],
    ['a program of a package by its own name', "{ type: 'module', module: 'pretty/pretty' }", '// 0'],
  ])('run %s on the new file', async (_what, hook, first) => {
    const folder = temporaryFolder(project(hook));
    const { exitCode, stdout, stderr } = await tsmig(folder, ['revision', '-m', 'x']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `Generating ${file} ...  done\n` });
    expect(stderr).toContain('formatted\n');
    const [line = '', ...rest] = (filesOf(folder)[file] ?? '').split('\n');
    expect(line).toBe(first);
    expect(rest[0]).toBe('/**');
  });

  test('run functions of the configuration, in order, and wait for them', async () => {
    const append = (text: string) =>
      `async (file) => { const fs = await import('node:fs/promises'); await fs.appendFile(file, '// ${text}\\n'); }`;
    const folder = temporaryFolder(project(`${append('first')}, ${append('second')}`));
    expect(await tsmig(folder, ['revision', '-m', 'x'])).toMatchObject({ exitCode: 0, stderr: '' });
    expect(filesOf(folder)[file]?.endsWith('}\n// first\n// second\n')).toBe(true);
  });

  test.each([
    ["{ type: 'exec', executable: 'no-such-program' }", '(no-such-program)', 'spawn no-such-program ENOENT'],
    [
      `{ type: 'exec', executable: ${node}, options: ['-e', 'process.exit(3)', 'REVISION_SCRIPT_FILENAME'] }`,
      '',
      'it ended with exit code 3',
    ],
    ["{ type: 'module', module: 'absent' }", '(absent)', 'Could not find module absent'],
    ["{ type: 'module', module: 'pretty/third' }", '(pretty/third)', 'Could not find entrypoint pretty/third'],
    ["function check() { throw new Error('no'); }", '(check)', 'Error: no'],
  ])('that fail leave no file behind: %s', async (hook, name, cause) => {
    const folder = temporaryFolder(project(hook));
    const { exitCode, stdout, stderr } = await tsmig(folder, ['revision', '-m', 'x']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(`error[config]: post-write hook 1 ${name}`);
    expect(stderr).toContain(`  cause: ${cause}\n`);
    expect(filesOf(join(folder, 'migrations'))).toEqual({ 'versions/.gitkeep': '' });
  });

  test.each([
    ["'prettier'", "must be a list of functions, { type: 'exec', executable } and { type: 'module', module }"],
    ["{ type: 'exec' }", "must be such that the hook of type 'exec' has the key 'executable'"],
    ["{ type: 'exec', executable: 'x', option: [] }", "unknown key 'postWriteHooks[0].option'"],
  ])('are checked as the configuration is read: %s', async (hook, message) => {
    const { exitCode, stderr } = await tsmig(temporaryFolder(project(hook)), ['heads']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(message);
  });
});
