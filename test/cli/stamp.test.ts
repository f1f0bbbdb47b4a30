import { describe, expect, test } from 'vitest';
import { filesOf, revisionFile, temporaryFolder, tsmig } from './support.ts';

const project = {
  'tsmig.config.json': '{"dialect": "postgresql"}',
  'migrations/versions/a1.ts': revisionFile('a1a1', null),
  'migrations/versions/b2.ts': revisionFile('b2b2', 'a1a1', { up: "throw new Error('a stamp runs nothing');" }),
  'migrations/versions/c3.ts': revisionFile('c3c3', 'a1a1'),
};

const versionTable = `CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

`;

function insert(id: string): string {
  return `-- Running stamp_revision  -> ${id}\n\nINSERT INTO alembic_version (version_num) VALUES ('${id}');\n\n`;
}

describe('tsmig stamp', () => {
  test.each([
    [['b2b2'], insert('b2b2')],
    [['heads'], insert('b2b2') + insert('c3c3')],
    [['c3c3', 'b2b2'], insert('c3c3') + insert('b2b2')],
    [['base:b2b2'], insert('b2b2')],
  ])('%j of an empty database makes the version table and its rows', async (revisions, rows) => {
    expect(await tsmig(temporaryFolder(project), ['stamp', ...revisions, '--sql', '-q'])).toEqual({
      exitCode: 0,
      stdout: `BEGIN;\n\n${versionTable}${rows}COMMIT;\n\n`,
      stderr: '',
    });
  });

  test.each([
    [['a1a1:b2b2']],
    [['a1a1:b2b2', 'b2b2']],
    [['b2b2', '--from', 'a1a1']],
    [['b2b2', '--tag', 'T', '-x', 'a=1', '--from=a1']],
  ])('%j moves the row that is there', async (argv) => {
    const { exitCode, stdout, stderr } = await tsmig(temporaryFolder(project), ['stamp', ...argv, '--sql']);
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: `BEGIN;

-- Running stamp_revision a1a1 -> b2b2

UPDATE alembic_version SET version_num='b2b2' WHERE alembic_version.version_num = 'a1a1';

COMMIT;

`,
    });
    expect(stderr).toMatch(/(?:^|\n)tsmig: 1 step for postgresql 16\n$/);
  });

  test('takes rows away for base, each in a transaction of its own where that is configured', async () => {
    const config = '{"dialect": "postgresql", "transactionPerMigration": true, "versionTable": "v"}';
    const folder = temporaryFolder({ ...project, 'tsmig.config.json': config });
    expect((await tsmig(folder, ['stamp', 'b2b2,c3c3:base', '--sql', '-q'])).stdout).toBe(`BEGIN;

-- Running stamp_revision b2b2 -> 

DELETE FROM v WHERE v.version_num = 'b2b2';

COMMIT;

BEGIN;

-- Running stamp_revision c3c3 -> 

DELETE FROM v WHERE v.version_num = 'c3c3';

COMMIT;

`);
  });

  test('writes nothing where there is nothing to do, and says so', async () => {
    expect(await tsmig(temporaryFolder(project), ['stamp', 'b2b2:b2b2', '--sql'])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'tsmig: nothing to stamp: the version table has these rows already, the script is empty\n',
    });
  });

  test('goes to a file, for another dialect and its client', async () => {
    const folder = temporaryFolder(project);
    const argv = ['stamp', 'b2b2', '--sql', '-o', 'sql/stamp.sql', '--dialect', 'mssql', '--client', 'sqlcmd', '-v'];
    expect(await tsmig(folder, argv)).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'Running stamp_revision  -> b2b2\ntsmig: 1 step for mssql 16, in sql/stamp.sql\n',
    });
    expect(filesOf(folder)['sql/stamp.sql']).toContain('CREATE TABLE alembic_version (');
    expect(filesOf(folder)['sql/stamp.sql']).toMatch(/^:on error exit\n/);
  });

  test.each([
    [
      ['head', '--sql'],
      'error[graph]: Multiple heads are present; please specify a single target revision\n  help: the heads are b2b2, c3c3',
    ],
    [
      ['a1a1:b2b2', 'base:c3c3', '--sql'],
      'error[graph]: Stamp operation with --sql only supports a single starting revision at a time\n  help: ',
    ],
    [['b2b2', '--purge', '--sql'], "error[usage]: Can't use --purge with --sql mode\n  help: "],
    [['nope', '--sql'], "error[graph]: Can't locate revision identified by 'nope'\n  help: "],
    [['heads', '--sql', '--from', 'nope'], "error[graph]: Can't locate revision identified by 'nope'\n  help: "],
    [
      ['a1a1:b2b2', '--sql', '--from', 'a1a1'],
      "error[usage]: 'a1a1:b2b2' and --from both say where the script starts\n  help: leave out one of them\n",
    ],
    [
      ['b2b2', 'c3c3'],
      'error[usage]: tsmig writes scripts and never connects to a database: --sql gives the script\n  help: tsmig stamp b2b2 c3c3 --sql > stamp.sql\n',
    ],
    [['--sql'], 'error[usage]: stamp needs revisions, such as head\n  help: see tsmig stamp --help\n'],
    [['b2b2', '--sql', '--split'], 'error[usage]: unknown option --split\n'],
  ])('%j is refused', async (argv, message) => {
    const { exitCode, stdout, stderr } = await tsmig(temporaryFolder(project), ['stamp', ...argv]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(message);
  });
});

describe('tsmig ensure_version', () => {
  test.each(['ensure_version', 'ensure-version'])('spelt %s, makes the version table', async (name) => {
    // No revision is loaded: there need not be any.
    const folder = temporaryFolder({ 'tsmig.config.json': '{"dialect": "postgresql", "client": "psql"}' });
    expect(await tsmig(folder, [name, '--sql', '--client', 'none'])).toEqual({
      exitCode: 0,
      stdout: `BEGIN;\n\n${versionTable}COMMIT;\n\n`,
      stderr: 'tsmig: the version table for postgresql 16\n',
    });
  });

  test('in the words of the dialect, as the configuration has it', async () => {
    const config = '{"dialect": "oracle", "versionTable": "v", "versionTableSchema": "app", "versionTablePk": false}';
    const folder = temporaryFolder({ 'tsmig.config.json': config });
    expect((await tsmig(folder, ['ensure_version', '--sql', '-q'])).stdout).toBe(
      'CREATE TABLE app.v (\n    version_num VARCHAR2(32 CHAR) NOT NULL\n)\n\n/\n\n',
    );
  });

  test('is refused without --sql', async () => {
    expect(await tsmig(temporaryFolder(project), ['ensure_version'])).toEqual({
      exitCode: 1,
      stdout: '',
      stderr:
        'error[usage]: tsmig writes scripts and never connects to a database: --sql gives the script\n  help: tsmig ensure_version --sql > version.sql\n',
    });
  });
});
