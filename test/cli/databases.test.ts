import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesOf, revisionFile, temporaryFolder, tsmig } from './support.ts';

const project = {
  'tsmig.config.json': JSON.stringify({
    versionFile: 'current.json',
    databases: { shop: { dialect: 'postgresql' }, logs: { dialect: { name: 'sqlite', serverVersion: '3.40' } } },
  }),
  'current.json': '{ "shop": ["a1a1"], "logs": [] }',
  'migrations/versions/a1.ts': revisionFile('a1a1', null),
  'migrations/versions/b2.ts': revisionFile('b2b2', 'a1a1', {
    up: "op.execute('-- ' + op.getContext().database);",
    down: "op.execute('-- ' + op.getContext().database);",
  }),
};

const versionTable = `CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

`;
const first = `-- Running upgrade  -> a1a1
-- add a1a1

INSERT INTO alembic_version (version_num) VALUES ('a1a1');

`;
const second = (name: string) => `-- Running upgrade a1a1 -> b2b2
-- add b2b2

-- ${name}

UPDATE alembic_version SET version_num='b2b2' WHERE alembic_version.version_num = 'a1a1';

`;

/** The files that a run has written. */
function written(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(filesOf(folder)).filter(([name]) => !(name in project)));
}

describe('of several databases', () => {
  test('each gets its script, from where it stands', async () => {
    const folder = temporaryFolder(project);
    expect(await tsmig(folder, ['upgrade', 'head', '--sql'])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: `tsmig: shop starts at a1a1, as the version file says
tsmig: 1 revision, 1 statement for postgresql 16, in out/shop.sql
tsmig: logs starts at base, as the version file says
tsmig: 2 revisions, 1 statement for sqlite 3.40, in out/logs.sql
`,
    });
    expect(written(folder)).toEqual({
      'out/logs.sql': `BEGIN;\n\n${versionTable}${first}${second('logs')}COMMIT;\n\n`,
      'out/shop.sql': `BEGIN;\n\n${second('shop')}COMMIT;\n\n`,
    });
  });

  test.each([
    [
      ['upgrade', 'base:head', '-o', 'sql'],
      ['sql/logs.sql', 'sql/shop.sql'],
    ],
    [
      ['upgrade', 'base:head', '-o', 'sql/'],
      ['sql/logs.sql', 'sql/shop.sql'],
    ],
    [
      ['downgrade', 'head:base'],
      ['out/downgrade/logs.sql', 'out/downgrade/shop.sql'],
    ],
    [
      ['downgrade', 'head:base', '-o', 'sql'],
      ['sql/logs.sql', 'sql/shop.sql'],
    ],
    [
      ['stamp', 'head'],
      ['out/stamp/logs.sql', 'out/stamp/shop.sql'],
    ],
    [['ensure_version'], ['out/ensure_version/logs.sql', 'out/ensure_version/shop.sql']],
    [
      ['upgrade', 'a1a1:head', '--split'],
      ['out/logs/0001_b2b2_add_b2b2.sql', 'out/shop/0001_b2b2_add_b2b2.sql'],
    ],
    [
      ['upgrade', 'head', '--split', '-o', 'x'],
      ['x/logs/0001_a1a1_add_a1a1.sql', 'x/logs/0002_b2b2_add_b2b2.sql', 'x/shop/0001_b2b2_add_b2b2.sql'],
    ],
    [
      ['downgrade', 'head:-1', '--split'],
      ['out/logs/downgrade/0001_b2b2_add_b2b2.sql', 'out/shop/downgrade/0001_b2b2_add_b2b2.sql'],
    ],
    [['upgrade', 'head', '-n', 'logs', '-o', 'logs.sql'], ['logs.sql']],
    [['upgrade', 'a1a1:head', '-n', 'logs', '--split'], ['out/logs/0001_b2b2_add_b2b2.sql']],
  ])('%j writes %j', async (argv, files) => {
    const folder = temporaryFolder(project);
    expect(await tsmig(folder, [...argv, '--sql', '-q'])).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(Object.keys(written(folder))).toEqual(files);
  });

  test('one that there is nothing to do for gets an empty script, over an older one', async () => {
    const folder = temporaryFolder({
      ...project,
      'current.json': '{ "shop": ["b2b2"], "logs": ["a1a1"] }',
      'out/shop.sql': 'old',
    });
    const { stderr } = await tsmig(folder, ['upgrade', 'head', '--sql']);
    expect(stderr).toContain(
      'tsmig: nothing to upgrade: the range holds no revision, the script is empty, in out/shop.sql\n',
    );
    expect(written(folder)['out/shop.sql']).toBe('');
  });

  test('-n picks one, on standard output', async () => {
    expect(await tsmig(temporaryFolder(project), ['upgrade', 'head', '--sql', '-n', 'shop'])).toEqual({
      exitCode: 0,
      stdout: `BEGIN;\n\n${second('shop')}COMMIT;\n\n`,
      stderr: 'tsmig: starts at a1a1, as the version file says\ntsmig: 1 revision, 1 statement for postgresql 16\n',
    });
  });

  test('one alone is written as several are', async () => {
    const config = '{"dialect": "postgresql", "databases": {"shop": {}}}';
    const folder = temporaryFolder({ ...project, 'tsmig.config.json': config });
    expect((await tsmig(folder, ['upgrade', 'a1a1', '--sql'])).stdout).toBe('');
    expect(written(folder)).toEqual({ 'out/shop.sql': `BEGIN;\n\n${versionTable}${first}COMMIT;\n\n` });
  });

  test('each has its own output', async () => {
    const config = '{"dialect": "postgresql", "output": "a", "databases": {"one": {}, "two": {"output": "b"}}}';
    const folder = temporaryFolder({ ...project, 'tsmig.config.json': config });
    await tsmig(folder, ['upgrade', 'head', '--sql']);
    expect(Object.keys(written(folder))).toEqual(['a/one.sql', 'b/two.sql']);
  });

  const fails = "if (op.getContext().database === 'logs') throw new RangeError('no');";
  test.each([
    [
      'standard output',
      ['upgrade', 'head', '-o', '-'],
      {},
      'error[usage]: the configuration has several databases, and standard output takes one script\n  help: say which with -n (shop, logs), or name a folder with --output\n',
    ],
    [
      'one dialect for all',
      ['upgrade', 'head', '--dialect', 'sqlite'],
      {},
      'error[usage]: --dialect is for one database, and the configuration has several\n  help: say which with -n: shop, logs\n',
    ],
    [
      'one version for all',
      ['stamp', 'head', '--server-version', '15'],
      {},
      'error[usage]: --server-version is for one database',
    ],
    [
      'a database that there is not',
      ['upgrade', 'head', '-n', 'lgs'],
      {},
      "error[usage]: unknown database 'lgs'\n  help: did you mean 'logs'? the databases are shop, logs\n",
    ],
    [
      'a file for the folder',
      ['upgrade', 'head', '-o', 'current.json'],
      {},
      'error[usage]: current.json is a file\n  help: with several databases, --output names a folder\n',
    ],
    [
      'a revision that fails for one',
      ['upgrade', 'head'],
      { 'migrations/versions/b2.ts': revisionFile('b2b2', 'a1a1', { up: fails }) },
      'error[revision]: logs: ',
    ],
    [
      'a place that is not known for one',
      ['upgrade', 'head'],
      { 'current.json': '{ "shop": [] }' },
      "error[config]: logs: current.json does not say where 'logs' stands\n  help: write it down with 'tsmig mark -n logs <revision>'",
    ],
    ['a client of another dialect', ['upgrade', 'head', '--client', 'psql'], {}, 'error[config]: logs: '],
    [
      'scripts of another split',
      ['upgrade', 'head', '--split'],
      { 'out/logs/0007_x.sql': 'old' },
      'error[usage]: out/logs holds scripts that are not part of this one: 0007_x.sql\n',
    ],
    [
      'a file that cannot be replaced',
      ['upgrade', 'head'],
      { 'out/logs.sql/x': '', 'out/shop.sql': 'old' },
      'error[io]: out/logs.sql is a folder\n',
    ],
  ])('nothing is written for any of them when there is %s', async (_, argv, files, message) => {
    const before = { ...project, ...files };
    const folder = temporaryFolder(before);
    const { exitCode, stdout, stderr } = await tsmig(folder, [...argv, '--sql']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(filesOf(folder)).toEqual(before);
  });

  test('paths are shown from where one stands', async () => {
    const folder = temporaryFolder(project);
    const { stderr } = await tsmig(join(folder, 'migrations'), ['upgrade', 'base:head', '--sql']);
    expect(stderr).toContain(`, in ${folder}/out/shop.sql\n`);
  });
});
