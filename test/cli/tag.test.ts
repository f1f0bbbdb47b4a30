import { describe, expect, test } from 'vitest';
import { filesOf, revisionFile, temporaryFolder, tsmig } from './support.ts';

const labelled = revisionFile('b2b2', 'a1a1').replace('branchLabels = null', "branchLabels = 'pay'");
const project = {
  'tsmig.config.json': '{"dialect": "postgresql"}',
  'migrations/versions/a1.ts': revisionFile('a1a1', null),
  'migrations/versions/b2.ts': labelled,
  'migrations/versions/c3.ts': revisionFile('c3c3', 'a1a1'),
};
const tagged = { ...project, 'migrations/tags.json': '{\n  "v1.9": ["a1a1"]\n}\n' };

describe('tsmig tag', () => {
  test('names the heads, or the revision that is given', async () => {
    const folder = temporaryFolder(project);
    expect(await tsmig(folder, ['tag', 'v1.10'])).toEqual({ exitCode: 0, stdout: 'v1.10: b2b2, c3c3\n', stderr: '' });
    expect((await tsmig(folder, ['tag', 'v1.9', 'pay@head'])).stdout).toBe('v1.9: b2b2\n');
    expect((await tsmig(folder, ['tag', 'v1-2', 'v1.9-1', '-q'])).stdout).toBe('');
    expect(filesOf(folder)['migrations/tags.json']).toBe(
      '{\n  "v1-2": ["a1a1"],\n  "v1.10": ["b2b2", "c3c3"],\n  "v1.9": ["b2b2"]\n}\n',
    );
    const { stdout } = await tsmig(folder, ['upgrade', 'v1-2:v1.9', '--sql', '-q']);
    expect(stdout).toContain('-- Running upgrade a1a1 -> b2b2\n');
  });

  test('lists the releases as people count', async () => {
    const tags = '{"v1.10": ["b2b2", "c3c3"], "v1.9": ["a1a1"], "v0": [], "v1.9-rc": ["a1a1"], "v1.09": ["a1a1"]}';
    const folder = temporaryFolder({ ...project, 'migrations/tags.json': tags });
    expect(await tsmig(folder, ['tag'])).toEqual({
      exitCode: 0,
      stdout: 'v0: base\nv1.09: a1a1\nv1.9: a1a1\nv1.9-rc: a1a1\nv1.10: b2b2, c3c3\n',
      stderr: '',
    });
    const { stdout } = await tsmig(folder, ['tag', '--json']);
    expect(JSON.parse(stdout).map(({ name }: { name: string }) => name)).toEqual([
      'v0',
      'v1.09',
      'v1.9',
      'v1.9-rc',
      'v1.10',
    ]);
    expect(JSON.parse(stdout)[4]).toEqual({ name: 'v1.10', revisions: ['b2b2', 'c3c3'] });
  });

  test('lists nothing where there is none', async () => {
    const folder = temporaryFolder(project);
    expect(await tsmig(folder, ['tag'])).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect((await tsmig(folder, ['tag', '--json'])).stdout).toBe('[]\n');
  });

  test('moves a tag with --force, and removes one with --delete', async () => {
    const folder = temporaryFolder(tagged);
    expect((await tsmig(folder, ['tag', 'v1.9', 'b2b2', '--force'])).stdout).toBe('v1.9: a1a1 -> b2b2\n');
    const json = await tsmig(folder, ['tag', 'v1.9', 'c3c3', '--force', '--json']);
    expect(JSON.parse(json.stdout)).toEqual({ name: 'v1.9', from: ['b2b2'], revisions: ['c3c3'] });
    expect((await tsmig(folder, ['tag', 'v1.9', '--delete'])).stdout).toBe('v1.9: c3c3, removed\n');
    expect(filesOf(folder)['migrations/tags.json']).toBe('{}\n');
  });

  test('follows tagsFile of the configuration', async () => {
    const folder = temporaryFolder({ ...project, 'tsmig.config.json': '{"tagsFile": "releases/tags.json"}' });
    await tsmig(folder, ['tag', 'constructor', 'base']);
    expect(filesOf(folder)['releases/tags.json']).toBe('{\n  "constructor": []\n}\n');
  });

  test.each([
    [
      'a tag that is there',
      ['v1.9'],
      "error[usage]: the tag 'v1.9' is there already: it is a1a1\n  help: choose another name, or move it with --force\n",
    ],
    ['an unknown revision', ['v2', 'nope'], "error[graph]: Can't locate revision identified by 'nope'\n"],
    ['an id', ['b2b2'], "error[usage]: 'b2b2' has a meaning already: b2b2\n  help: call the release something else\n"],
    ['the beginning of an id', ['c3'], "error[usage]: 'c3' has a meaning already: c3c3\n"],
    ['a label', ['pay'], "error[usage]: 'pay' has a meaning already: b2b2\n"],
    ['what is counted from a head', ['head-1'], "error[usage]: 'head-1' has a meaning already: counted from head\n"],
    [
      'what is counted from a revision',
      ['c3c3-1'],
      "error[usage]: 'c3c3-1' has a meaning already: counted from c3c3\n",
    ],
    ...['head', 'heads', 'base', 'current', 'a b', 'a:b', 'a@b', 'a,b', '+1', 'a\u0007b', ''].map(
      (name): [string, string[], string] => [
        JSON.stringify(name),
        [name],
        `error[usage]: '${name}' cannot be the name of a release\n`,
      ],
    ),
    ['--delete of nothing', ['--delete'], 'error[usage]: --delete takes the name of a release, and nothing else\n'],
    [
      '--delete with a revision',
      ['v1.9', 'a1a1', '--delete'],
      'error[usage]: --delete takes the name of a release, and nothing else\n',
    ],
    ['--force of nothing', ['--force'], 'error[usage]: --force takes the name of a release\n'],
    [
      '--delete of an unknown tag',
      ['v1.8', '--delete'],
      "error[usage]: there is no tag 'v1.8'\n  help: did you mean 'v1.9'?\n",
    ],
    ['--delete of what every object has', ['constructor', '--delete'], "error[usage]: there is no tag 'constructor'\n"],
  ])('writes nothing for %s', async (_, argv, message) => {
    const folder = temporaryFolder(tagged);
    const { exitCode, stdout, stderr } = await tsmig(folder, ['tag', ...argv]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(filesOf(folder)).toEqual(tagged);
  });

  test('does not tag the heads of a history that has none', async () => {
    const folder = temporaryFolder({ 'tsmig.config.json': '{}', 'migrations/versions/.gitkeep': '' });
    expect((await tsmig(folder, ['tag', 'v1'])).stderr).toContain('error[usage]: there is no revision to be tagged\n');
  });
});

describe('a tag of a revision that is gone', () => {
  const gone = { ...project, 'migrations/tags.json': '{\n  "v1.8": ["a1a1"],\n  "v1.9": ["e5e5"]\n}\n' };

  test('is an error that names the file and the tag', async () => {
    const { exitCode, stdout, stderr } = await tsmig(temporaryFolder(gone), ['upgrade', 'heads', '--sql']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toBe(`error[graph]: 'v1.9' stands for revision e5e5, which is not there
  --> migrations/tags.json:3:3
  2 |   "v1.8": ["a1a1"],
  3 |   "v1.9": ["e5e5"]
    |   ^
  4 | }
  help: is its file missing? 'tsmig tag --force v1.9 <revision>' moves the tag, 'tsmig tag --delete v1.9' removes it
`);
  });

  test('is put right as the error says', async () => {
    const folder = temporaryFolder(gone);
    expect((await tsmig(folder, ['tag', '--force', 'v1.9', 'b2b2'])).stdout).toBe('v1.9: e5e5 -> b2b2\n');
    const other = temporaryFolder(gone);
    expect((await tsmig(other, ['tag', '--delete', 'v1.9'])).stdout).toBe('v1.9: e5e5, removed\n');
  });

  test('so is one that a label or a revision is called by since', async () => {
    const folder = temporaryFolder({ ...project, 'migrations/tags.json': '{\n  "pay": ["a1a1"]\n}\n' });
    const { stderr } = await tsmig(folder, ['upgrade', 'heads', '--sql']);
    expect(stderr).toContain(
      "error[graph]: 'pay' names a release, and also revision b2b2\n  --> migrations/tags.json:2:3\n",
    );
  });

  test('and a broken tags file is shown where it is broken', async () => {
    const folder = temporaryFolder({ ...project, 'migrations/tags.json': '{\n  "v1": ["a1a1"],\n}\n' });
    const { stderr } = await tsmig(folder, ['upgrade', 'heads', '--sql']);
    expect(stderr).toContain('error[config]: migrations/tags.json is not valid JSON\n  --> migrations/tags.json:3:1\n');
  });
});
