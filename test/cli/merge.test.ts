import { describe, expect, test } from 'vitest';
import { filesOf, revisionFile, temporaryFolder, tsmig } from './support.ts';

const twoHeads = {
  'tsmig.config.json': '{"dialect": "postgresql"}',
  'migrations/versions/a1.ts': revisionFile('a1', null),
  'migrations/versions/b2.ts': revisionFile('b2', 'a1'),
  'migrations/versions/c3.ts': revisionFile('c3', 'a1'),
};
const file = 'migrations/versions/1975ea83b712_join.ts';

describe('tsmig merge', () => {
  test('joins all heads in one file', async () => {
    const folder = temporaryFolder(twoHeads);
    expect(await tsmig(folder, ['merge', 'heads', '-m', 'join'])).toMatchObject({
      exitCode: 0,
      stdout: `Generating ${file} ...  done\n`,
    });
    expect(filesOf(folder)[file]).toContain("export const downRevision = ['b2', 'c3'];\n");
    expect(filesOf(folder)[file]).toContain(' * Revises: b2, c3\n');
    expect((await tsmig(folder, ['heads'])).stdout).toBe('1975ea83b712 (head)\n');
  });

  test.each([
    [['b2', 'b2'], 'error[graph]: Duplicate head revisions specified\n  help: name each of them once\n'],
    [
      ['a1', 'c3'],
      'error[graph]: Revision a1 is not a head revision; please specify --splice to create a new branch from this revision\n',
    ],
    [['b2', 'nope'], "error[graph]: Can't locate revision identified by 'nope'\n"],
    [
      ['heads', '--branch-label', 'b2'],
      "error[graph]: Branch name 'b2' in revision 1975ea83b712 already used by revision b2\n",
    ],
    [[], 'error[usage]: merge needs revisions, such as heads\n'],
  ])('refuses %j and writes nothing', async (words, message) => {
    const folder = temporaryFolder(twoHeads);
    const { exitCode, stdout, stderr } = await tsmig(folder, ['merge', ...words]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr.startsWith(message)).toBe(true);
    expect(Object.keys(filesOf(folder))).toEqual([...Object.keys(twoHeads).slice(1), 'tsmig.config.json']);
  });
});

describe('tsmig revision', () => {
  const written = async (words: readonly string[]) => {
    const folder = temporaryFolder(twoHeads);
    const told = await tsmig(folder, ['revision', '-m', 'join', ...words]);
    return { ...told, text: filesOf(folder)[file] };
  };

  test('begins a branch with a label, behind what others revise already', async () => {
    const { exitCode, text } = await written(['--head', 'a1', '--splice', '--branch-label', 'billing']);
    expect(exitCode).toBe(0);
    expect(text).toContain("export const downRevision = 'a1';\nexport const branchLabels = ['billing'];\n");
  });

  test('depends on several others, which it does not revise', async () => {
    const { text } = await written(['--head', 'base', '--depends-on', 'b2', '--depends-on', 'c3']);
    expect(text).toContain('export const downRevision = null;\n');
    expect(text).toContain("export const dependsOn = ['b2', 'c3'];\n");
  });

  test('goes where --version-path says, seen from the working directory', async () => {
    const folder = temporaryFolder({
      ...twoHeads,
      'tsmig.config.json': '{"versionLocations": ["migrations/versions", "b"]}',
      'b/.gitkeep': '',
    });
    const words = ['revision', '-m', 'join', '--head', 'base', '--version-path'];
    expect(await tsmig(folder, [...words, 'b'])).toMatchObject({
      exitCode: 0,
      stdout: 'Generating b/1975ea83b712_join.ts ...  done\n',
    });
    const { exitCode, stderr } = await tsmig(folder, [...words, 'c', '--rev-id', 'x1']);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error\[usage\]: Path c is not represented in current version locations\n/);
  });

  test('refuses a template that leaves out what was asked for, and leaves no file behind', async () => {
    const template =
      'export const revision = {{json revision}};\nexport const downRevision = {{json downRevision}};\nexport function upgrade() {}\nexport function downgrade() {}\n';
    const folder = temporaryFolder({ ...twoHeads, 'migrations/revision.ts.hbs': template });
    const { exitCode, stderr } = await tsmig(folder, ['revision', '--head', 'b2', '--branch-label', 'billing']);
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      'error[config]: the template of revisions does not write branchLabels: the file would say [], not ["billing"]\n' +
        '  help: write into revision.ts.hbs: export const branchLabels = {{json branchLabels}};\n',
    );
    expect(Object.keys(filesOf(folder))).toHaveLength(5);
  });
});
