import { describe, expect, test } from 'vitest';
import { filesOf, revisionFile, temporaryFolder, tsmig } from './support.ts';

const project = {
  'tsmig.config.json': '{"dialect": "postgresql", "versionFile": "state/current.json"}',
  'migrations/versions/a1.ts': revisionFile('a1a1', null),
  'migrations/versions/b2.ts': revisionFile('b2b2', 'a1a1'),
  'migrations/versions/c3.ts': revisionFile('c3c3', 'a1a1'),
  'migrations/tags.json': '{ "v1": ["c3c3", "b2b2"] }',
};

describe('tsmig mark', () => {
  test('writes down where the database stands, and prints what it wrote', async () => {
    const folder = temporaryFolder(project);
    const marks = [
      [['base'], 'postgresql: base\n', '{\n  "postgresql": []\n}\n'],
      [['a1'], 'postgresql: base -> a1a1\n', '{\n  "postgresql": ["a1a1"]\n}\n'],
      [['c3c3', 'b2'], 'postgresql: a1a1 -> b2b2, c3c3\n', '{\n  "postgresql": ["b2b2", "c3c3"]\n}\n'],
      [
        ['b2b2', '--dialect', 'mysql'],
        'mysql: b2b2\n',
        '{\n  "mysql": ["b2b2"],\n  "postgresql": ["b2b2", "c3c3"]\n}\n',
      ],
    ] as const;
    for (const [argv, stdout, text] of marks) {
      expect(await tsmig(folder, ['mark', ...argv])).toEqual({ exitCode: 0, stdout, stderr: '' });
      expect(filesOf(folder)['state/current.json']).toBe(text);
    }
  });

  test.each([[['heads']], [['b2b2,c3c3']], [['v1']], [['c3c3', 'b2b2', '-q']]])('takes %j', async (argv) => {
    const folder = temporaryFolder(project);
    expect(await tsmig(folder, ['mark', ...argv])).toMatchObject({ exitCode: 0, stderr: '' });
    expect(filesOf(folder)['state/current.json']).toBe('{\n  "postgresql": ["b2b2", "c3c3"]\n}\n');
  });

  test('prints JSON', async () => {
    const folder = temporaryFolder({ ...project, 'state/current.json': '{"postgresql": ["a1a1"]}' });
    const { stdout } = await tsmig(folder, ['mark', 'b2b2', '--json', '-q']);
    expect(JSON.parse(stdout)).toEqual([{ name: 'postgresql', from: ['a1a1'], to: ['b2b2'] }]);
    const first = await tsmig(folder, ['mark', 'base', '--json', '--dialect', 'sqlite']);
    expect(JSON.parse(first.stdout)).toEqual([{ name: 'sqlite', from: null, to: [] }]);
  });

  test('marks all of several databases, or one', async () => {
    const config = JSON.stringify({
      versionFile: 'current.json',
      databases: { east: { dialect: 'postgresql' }, west: { dialect: 'postgresql', versionFile: 'west.json' } },
    });
    const folder = temporaryFolder({ ...project, 'tsmig.config.json': config });
    expect((await tsmig(folder, ['mark', 'a1a1'])).stdout).toBe('east: a1a1\nwest: a1a1\n');
    expect((await tsmig(folder, ['mark', 'b2b2', '-n', 'west'])).stdout).toBe('west: a1a1 -> b2b2\n');
    expect(filesOf(folder)).toMatchObject({
      'current.json': '{\n  "east": ["a1a1"]\n}\n',
      'west.json': '{\n  "west": ["b2b2"]\n}\n',
    });
  });

  test.each([
    ['an unknown revision', ['nope'], {}, "error[graph]: Can't locate revision identified by 'nope'\n"],
    [
      'an unknown revision among others',
      ['a1a1', 'nope'],
      {},
      "error[graph]: Can't locate revision identified by 'nope'\n",
    ],
    [
      'rows of which one implies another',
      ['b2b2', 'a1a1'],
      {},
      'error[graph]: Requested revision b2b2 overlaps with other requested revisions a1a1\n',
    ],
    ['a row twice', ['b2b2', 'b2b2'], {}, 'error[graph]: Revision b2b2 is given more than once'],
    ['base among rows', ['base', 'b2b2'], {}, "error[graph]: 'base,b2b2' is not a list of revisions"],
    ['nothing', [], {}, 'error[usage]: mark needs the revisions at which the database stands, such as head\n'],
    ['head of several', ['head'], {}, "error[graph]: Multiple head revisions are present for given argument 'head'"],
    ['an unknown dialect', ['a1a1', '--dialect', 'postgres'], {}, "error[usage]: unknown dialect 'postgres'\n"],
    [
      'an unknown name',
      ['a1a1', '-n', 'east'],
      {},
      "error[usage]: unknown database 'east'\n  help: the configuration has no databases\n",
    ],
    [
      'no version file',
      ['a1a1'],
      { 'tsmig.config.json': '{"dialect": "postgresql"}' },
      "error[config]: no version file is configured: there is nowhere to write down where databases stand\n  help: say where in the configuration: versionFile: 'migrations/current.json'\n",
    ],
    [
      'no dialect',
      ['a1a1'],
      { 'tsmig.config.json': '{"versionFile": "state/current.json"}' },
      'error[config]: the version file knows databases by their dialect, and no dialect is configured\n',
    ],
    [
      'a broken version file',
      ['a1a1'],
      { 'state/current.json': '{\n  "sqlite": [a1a1]\n}' },
      'error[config]: state/current.json is not valid JSON\n  --> state/current.json:2:14\n',
    ],
    [
      'a list for a version file',
      ['a1a1'],
      { 'state/current.json': '[]' },
      'error[config]: state/current.json does not hold names and revisions\n  --> state/current.json:1:1\n',
    ],
    ['a file for a folder', ['a1a1'], { state: 'x' }, 'error[io]: state/current.json cannot be read\n'],
  ])('writes nothing for %s', async (_, argv, files, message) => {
    const before = { ...project, ...files };
    const folder = temporaryFolder(before);
    const { exitCode, stdout, stderr } = await tsmig(folder, ['mark', ...argv]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(filesOf(folder)).toEqual(before);
  });

  test('leaves nothing behind where it cannot write', async () => {
    const config = '{"dialect": "postgresql", "versionFile": "/sys/nowhere/current.json"}';
    const before = { ...project, 'tsmig.config.json': config };
    const folder = temporaryFolder(before);
    const { exitCode, stdout, stderr } = await tsmig(folder, ['mark', 'a1a1']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('error[io]: /sys/nowhere/current.json cannot be written\n');
    expect(filesOf(folder)).toEqual(before);
  });

  test('marks none of several databases where one cannot be written', async () => {
    const config = JSON.stringify({
      dialect: 'postgresql',
      databases: { east: { versionFile: 'east.json' }, west: { versionFile: '/sys/nowhere/west.json' } },
    });
    const before = { ...project, 'tsmig.config.json': config, 'east.json': '{}' };
    const folder = temporaryFolder(before);
    const { exitCode, stdout, stderr } = await tsmig(folder, ['mark', 'a1a1']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('error[io]: ');
    expect(filesOf(folder)).toEqual(before);
  });
});
