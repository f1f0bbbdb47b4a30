import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import yargs from 'yargs';
import { tsmigCommands } from '../../src/cli/mount.ts';
import { filesOf, revisionFile, temporaryFolder, tsmig } from './support.ts';

const project = {
  'tsmig.config.json': '{"dialect": "postgresql"}',
  'migrations/versions/a1.ts': revisionFile('a1', null, {
    message: 'create account table',
    up: "op.createTable('account', [s.column('id', s.integer(), { primaryKey: true })]);",
    down: "op.dropTable('account');",
  }),
  'migrations/versions/b2.ts': revisionFile('b2', 'a1', {
    message: 'index; and\n * more of it',
    up: "op.createIndex('ix_account', 'account', ['id'], { postgresql: { concurrently: true } });",
    down: "op.dropIndex('ix_account', { table: 'account' });",
  }),
};

const first = `-- Running upgrade  -> a1
-- create account table

CREATE TABLE account (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

INSERT INTO alembic_version (version_num) VALUES ('a1');

`;
const versionTable = `CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

`;
const second = `-- Running upgrade a1 -> b2
-- index; and more of it

COMMIT;

CREATE INDEX CONCURRENTLY ix_account ON account (id);

BEGIN;

UPDATE alembic_version SET version_num='b2' WHERE alembic_version.version_num = 'a1';

`;

describe('tsmig upgrade', () => {
  test.each([['base:head'], ['head'], ['base:+2'], ['+2'], ['base:b2']])(
    '%s writes the script of the range',
    async (range) => {
      expect(await tsmig(temporaryFolder(project), ['upgrade', range, '--sql'])).toEqual({
        exitCode: 0,
        stdout: `BEGIN;\n\n${versionTable}${first}${second}COMMIT;\n\n`,
        stderr: 'tsmig: 2 revisions, 2 statements for postgresql 16\n',
      });
    },
  );

  test('writes a part of it from the replayed rest', async () => {
    expect(await tsmig(temporaryFolder(project), ['upgrade', 'a1:head', '--sql', '-q'])).toEqual({
      exitCode: 0,
      stdout: `BEGIN;\n\n${second}COMMIT;\n\n`,
      stderr: '',
    });
  });

  test('names each revision with -v', async () => {
    const { stderr } = await tsmig(temporaryFolder(project), ['upgrade', 'head', '--sql', '-v']);
    expect(stderr).toBe(
      'Running upgrade  -> a1, create account table\nRunning upgrade a1 -> b2, index; and more of it\ntsmig: 2 revisions, 2 statements for postgresql 16\n',
    );
  });

  test('writes nothing where there is nothing to do, and says so', async () => {
    expect(await tsmig(temporaryFolder(project), ['upgrade', 'head:head', '--sql'])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'tsmig: nothing to upgrade: the range holds no revision, the script is empty\n',
    });
  });

  test('follows the configuration of the version table and of transactions', async () => {
    const config = {
      dialect: 'postgresql',
      versionTable: 'v',
      versionTableSchema: 'app',
      versionTablePk: false,
      transactionPerMigration: true,
    };
    const { 'migrations/versions/b2.ts': _, ...one } = project;
    const folder = temporaryFolder({
      ...one,
      'tsmig.config.json': JSON.stringify(config),
      'migrations/versions/c3.ts': revisionFile('c3', 'a1'),
    });
    expect((await tsmig(folder, ['upgrade', 'head', '--sql'])).stdout).toBe(`BEGIN;

CREATE TABLE app.v (
    version_num VARCHAR(32) NOT NULL
);

-- Running upgrade  -> a1
-- create account table

CREATE TABLE account (
    id SERIAL NOT NULL,
    PRIMARY KEY (id)
);

INSERT INTO app.v (version_num) VALUES ('a1');

COMMIT;

BEGIN;

-- Running upgrade a1 -> c3
-- add c3

UPDATE app.v SET version_num='c3' WHERE app.v.version_num = 'a1';

COMMIT;

`);
  });

  test('leaves transactions out when told to', async () => {
    const folder = temporaryFolder({
      ...project,
      'tsmig.config.json': '{"dialect": "postgresql", "transactionalDdl": false}',
    });
    expect((await tsmig(folder, ['upgrade', 'head', '--sql'])).stdout).toBe(
      versionTable + first + second.replace('COMMIT;\n\n', '').replace('BEGIN;\n\n', ''),
    );
  });

  test('hands -x and --tag to the revisions', async () => {
    const up = "const { xArgs, tag } = op.getContext(); op.execute('-- ' + JSON.stringify({ ...xArgs, tag }));";
    const folder = temporaryFolder({ ...project, 'migrations/versions/c3.ts': revisionFile('c3', 'b2', { up }) });
    const { stdout } = await tsmig(folder, [
      'upgrade',
      'b2:c3',
      '--sql',
      '-x',
      'a=1=2',
      '-x',
      'b',
      '-x',
      'a.b=-1',
      '--tag',
      'T 1',
    ]);
    expect(stdout).toContain('\n-- {"a":"1=2","b":"","a.b":"-1","tag":"T 1"}\n\n');
  });

  test('takes another dialect for once', async () => {
    const { stdout, stderr } = await tsmig(temporaryFolder(project), [
      'upgrade',
      'head',
      '--sql',
      '--dialect',
      'sqlite',
    ]);
    expect(stdout).toContain('    id INTEGER NOT NULL,\n');
    expect(stderr).toMatch(/ for sqlite \d+\.\d+\n$/);
  });

  test('takes revision ids that look like numbers', async () => {
    const folder = temporaryFolder({
      'tsmig.config.json': '{"dialect": "postgresql"}',
      'migrations/versions/a.ts': revisionFile('0010', null),
      'migrations/versions/b.ts': revisionFile('1e5', '0010'),
    });
    expect((await tsmig(folder, ['upgrade', '0010', '--sql'])).stdout).toContain('-- Running upgrade  -> 0010\n');
    expect((await tsmig(folder, ['upgrade', '0010:1e5', '--sql'])).stdout).toContain(
      '-- Running upgrade 0010 -> 1e5\n',
    );
  });

  test('asks for a dialect when none is configured', async () => {
    const folder = temporaryFolder({ ...project, 'tsmig.config.json': '{}' });
    expect((await tsmig(folder, ['upgrade', 'head', '--sql'])).stderr).toContain(
      'error[config]: no dialect is configured\n  help: ',
    );
  });
});

test.each([[['downgrade', 'head:-1', '--sql']], [['downgrade', '--sql', '--', 'head:-1']]])(
  'tsmig %j takes the last revision back',
  async (argv) => {
    expect(await tsmig(temporaryFolder(project), argv)).toEqual({
      exitCode: 0,
      stdout: `BEGIN;

-- Running downgrade b2 -> a1
-- index; and more of it

DROP INDEX ix_account;

UPDATE alembic_version SET version_num='a1' WHERE alembic_version.version_num = 'b2';

COMMIT;

`,
      stderr: 'tsmig: 1 revision, 1 statement for postgresql 16\n',
    });
  },
);

test.each([['-1'], ['head']])('tsmig downgrade %s is refused for want of a start', async (range) => {
  const { exitCode, stdout, stderr } = await tsmig(temporaryFolder(project), ['downgrade', '--sql', '--', range]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain('error[graph]: downgrade with --sql requires <fromrev>:<torev>\n');
});

describe('the script goes', () => {
  test('to a file with -o', async () => {
    const folder = temporaryFolder(project);
    expect(await tsmig(folder, ['upgrade', 'a1:head', '--sql', '-o', 'sql/deploy.sql'])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'tsmig: 1 revision, 1 statement for postgresql 16, in sql/deploy.sql\n',
    });
    expect(filesOf(join(folder, 'sql'))).toEqual({ 'deploy.sql': `BEGIN;\n\n${second}COMMIT;\n\n` });
  });

  test('to one file per revision with --split, each a whole script', async () => {
    const folder = temporaryFolder(project);
    expect(await tsmig(folder, ['upgrade', 'head', '--sql', '--split'])).toMatchObject({
      exitCode: 0,
      stderr: 'tsmig: 2 revisions, 2 statements for postgresql 16, in out/postgresql\n',
    });
    expect(filesOf(join(folder, 'out/postgresql'))).toEqual({
      '0001_a1_create_account_table.sql': `BEGIN;\n\n${versionTable}${first}COMMIT;\n\n`,
      '0002_b2_index_and_more_of_it.sql': `BEGIN;\n\n${second}COMMIT;\n\n`,
    });
    await tsmig(folder, ['downgrade', 'head:base', '--sql', '--split']);
    expect(Object.keys(filesOf(join(folder, 'out/postgresql/downgrade')))).toEqual([
      '0001_b2_index_and_more_of_it.sql',
      '0002_a1_create_account_table.sql',
    ]);
  });

  test('to the folder that -o names with --split', async () => {
    const folder = temporaryFolder(project);
    await tsmig(folder, ['upgrade', 'a1:head', '--sql', '--split', '-o', 'x/']);
    expect(Object.keys(filesOf(join(folder, 'x')))).toEqual(['0001_b2_index_and_more_of_it.sql']);
  });

  test.each([
    [['-o', 'sql/'], 'is a folder\n  help: name a file, or add --split'],
    [['-o', 'migrations'], 'is a folder\n  help: name a file, or add --split'],
    [['-o', 'tsmig.config.json/deploy.sql'], 'cannot be written\n  cause: ENOTDIR'],
    [['-o', 'tsmig.config.json', '--split'], 'is a file\n  help: with --split, --output names a folder'],
    [['-o', '/dev/full'], '/dev/full cannot be written\n  cause: ENOSPC'],
  ])('nowhere when it cannot: %j', async (argv, message) => {
    const folder = temporaryFolder(project);
    const { exitCode, stdout, stderr } = await tsmig(folder, ['upgrade', 'head', '--sql', ...argv]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(filesOf(folder)).toEqual(project);
  });

  test.each([[[]], [['-o', 'deploy.sql']], [['--split']]])('nowhere when a revision fails: %j', async (argv) => {
    const files = {
      ...project,
      'migrations/versions/c3.ts': revisionFile('c3', 'b2', { up: "throw new RangeError('no');" }),
    };
    const folder = temporaryFolder(files);
    const { exitCode, stdout, stderr } = await tsmig(folder, ['upgrade', 'head', '--sql', ...argv]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('error[revision]: ');
    expect(stderr).toContain('\n  --> migrations/versions/c3.ts:14:9  upgrade\n');
    expect(stderr).toContain("  14 |   throw new RangeError('no');\n     |         ^\n");
    expect(stderr).toContain('  cause: RangeError: no\n');
    expect(filesOf(folder)).toEqual(files);
  });
});

test('the commands can be mounted under another command line', async () => {
  const folder = temporaryFolder(project);
  const argv = ['tsmig', 'upgrade', 'a1:head', '--sql', '-q', '-c', folder, '-o', join(folder, 'deploy.sql')];
  await yargs(argv).scriptName('app').exitProcess(false).strict().command(tsmigCommands).parseAsync();
  expect(filesOf(folder)['deploy.sql']).toBe(`BEGIN;\n\n${second}COMMIT;\n\n`);
});
