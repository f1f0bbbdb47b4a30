import { describe, expect, test } from 'vitest';
import { dialectNames } from '../../src/model/dialect-options.ts';
import { filesOf, revisionFile, temporaryFolder, tsmig } from './support.ts';

const revision = revisionFile('a1', null, {
  message: 'add t',
  up: "op.execute('SELECT 1');",
  down: "op.execute('SELECT 2');",
});
const rebuild = revisionFile('b2', 'a1', {
  up: `op.createTable('t', [s.column('a', s.integer())]);
  op.alterColumn('t', 'a', { type: s.bigInteger() });`,
});
const project = (config: object, more: Readonly<Record<string, string>> = {}): string =>
  temporaryFolder({ 'tsmig.config.json': JSON.stringify(config), 'migrations/versions/a1.ts': revision, ...more });
const upgrade = ['upgrade', 'head', '--sql', '-q'];

describe('The client that a script is for', () => {
  test('is the configured one', async () => {
    const { stdout } = await tsmig(project({ dialect: 'sqlite', client: 'sqlite3' }), upgrade);
    expect(stdout.split('\n\n').slice(0, 2)).toEqual(['.bail on', 'BEGIN;']);
  });
  test('is the one that --client names', async () => {
    const folder = project({ dialect: 'sqlite', client: 'sqlite3' });
    const { stdout } = await tsmig(folder, [...upgrade, '--client', 'none']);
    expect(stdout).toMatch(/^BEGIN;\n/);
  });
  test('is none unless one is said: the plain form', async () => {
    const { stdout } = await tsmig(project({ dialect: 'postgresql' }), upgrade);
    expect(stdout).toMatch(/^BEGIN;\n/);
  });
  test('is not the configured one where --dialect asks for another database', async () => {
    const folder = project({ dialect: 'postgresql', client: 'psql' });
    const { exitCode, stdout } = await tsmig(folder, [...upgrade, '--dialect', 'sqlite']);
    expect([exitCode, stdout.slice(0, 7)]).toEqual([0, 'BEGIN;\n']);
    const asked = await tsmig(folder, [...upgrade, '--dialect', 'sqlite', '--client', 'sqlite3']);
    expect(asked.stdout).toMatch(/^\.bail on\n/);
  });
  test('is the same for a downgrade', async () => {
    const folder = project({ dialect: 'postgresql', client: 'psql' });
    const { stdout } = await tsmig(folder, ['downgrade', 'head:base', '--sql', '-q']);
    expect(stdout).toMatch(/^\\set ON_ERROR_STOP on\n/);
  });
  test('opens and ends each file of a split script', async () => {
    const folder = project(
      { dialect: 'oracle', client: 'sqlplus' },
      { 'migrations/versions/b2.ts': revisionFile('b2', 'a1') },
    );
    await tsmig(folder, [...upgrade, '--split']);
    const scripts = Object.entries(filesOf(folder)).filter(([name]) => name.endsWith('.sql'));
    expect(scripts.map(([, text]) => [text.split('\n')[0], text.trimEnd().split('\n').at(-1)])).toEqual([
      ['WHENEVER SQLERROR EXIT FAILURE ROLLBACK', 'COMMIT;'],
      ['WHENEVER SQLERROR EXIT FAILURE ROLLBACK', 'COMMIT;'],
    ]);
  });
  test('writes nothing where there is nothing to do', async () => {
    const folder = project({ dialect: 'oracle', client: 'sqlplus' });
    expect((await tsmig(folder, ['upgrade', 'head:head', '--sql', '-q'])).stdout).toBe('');
  });
  test('makes the comment on the first error of a SQLite rebuild needless', async () => {
    const folder = project({ dialect: 'sqlite' }, { 'migrations/versions/b2.ts': rebuild });
    const plain = await tsmig(folder, upgrade);
    const shell = await tsmig(folder, [...upgrade, '--client', 'sqlite3']);
    expect(plain.stdout).toMatch(/^-- The first error must end this script.*\n\nPRAGMA foreign_keys=OFF;\n\nBEGIN;/);
    expect(shell.stdout).toMatch(/^\.bail on\n\nPRAGMA foreign_keys=OFF;\n\nBEGIN;/);
  });
});

describe('A client is refused', () => {
  test('that there is not', async () => {
    expect(await tsmig(project({ dialect: 'sqlite' }), [...upgrade, '--client', 'sqlite'])).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: "error[usage]: unknown client 'sqlite'\n  help: did you mean 'sqlite3'?\n",
    });
  });
  test('that reads no scripts of the dialect', async () => {
    expect(await tsmig(project({ dialect: 'sqlite' }), [...upgrade, '--client', 'psql'])).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'error[config]: the client psql does not read scripts for sqlite\n  help: say sqlite3, or none\n',
    });
  });
  test('that is configured beside another dialect', async () => {
    const { exitCode, stderr } = await tsmig(project({ dialect: 'sqlite', client: 'psql' }), upgrade);
    expect([exitCode, stderr]).toEqual([
      1,
      'error[config]: the client psql does not read scripts for sqlite\n  help: say sqlite3, or none\n',
    ]);
  });
});

test.each([
  ['postgresql', 'psql'],
  ['mysql', 'mysql'],
  ['mariadb', 'mariadb'],
  ['sqlite', 'sqlite3'],
  ['mssql', 'sqlcmd'],
  ['oracle', 'sqlplus'],
])('tsmig init --dialect %s writes its own client, %s, and that is taken', async (dialect, client) => {
  expect(dialectNames).toContain(dialect);
  const folder = temporaryFolder();
  await tsmig(folder, ['init', '--dialect', dialect]);
  expect(filesOf(folder)['tsmig.config.ts']).toContain(`\n  client: '${client}',\n`);
  expect((await tsmig(folder, ['revision', '-m', 'one'])).exitCode).toBe(0);
  expect((await tsmig(folder, upgrade)).exitCode).toBe(0);
});
