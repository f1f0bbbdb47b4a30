import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { revisionFile, temporaryFolder } from './support.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The built command line in a folder where it finds only some of the packages that it is made with. */
function installedWith(...packages: readonly string[]): string {
  const folder = temporaryFolder();
  for (const part of ['dist', 'templates', 'package.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  for (const name of packages) symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  return join(folder, 'dist/bin.js');
}

function project(up: string): string {
  return temporaryFolder({
    'tsmig.config.ts':
      "import { defineConfig } from 'tsmig';\nexport default defineConfig({ scriptLocation: 'migrations', dialect: 'postgresql' });\n",
    'migrations/versions/1a.ts': revisionFile('1a', null, { up }),
  });
}

const createTable = "op.createTable('account', [s.column('id', s.integer(), { primaryKey: true })]);";

describe('the built command line', () => {
  test('tells its version without any package', () => {
    expect(execFileSync(process.execPath, [installedWith(), '--version'], { encoding: 'utf8' })).toMatch(
      /^\d+\.\d+\.\d+\n$/,
    );
  });

  test.each([
    [['--help'], 'tsmig <command>\n'],
    [['__complete', 'completion', 'z'], 'words\nzsh\t\n'],
    [['-q', 'completion', 'fish'], '# Completion of tsmig for fish.'],
  ])('needs no package for %j', (argv, start) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [installedWith(), ...argv], { encoding: 'utf8' });
    expect({ status, stderr, start: stdout.slice(0, start.length) }).toEqual({ status: 0, stderr: '', start });
  });

  test('renders a script without yargs, handlebars, node-sql-parser and trace-mapping', () => {
    const script = execFileSync(
      process.execPath,
      [installedWith('oxc-transform'), 'upgrade', 'base:head', '--sql', '-q'],
      { cwd: project(createTable), encoding: 'utf8' },
    );
    expect(script).toContain('CREATE TABLE account (\n    id SERIAL NOT NULL,\n    PRIMARY KEY (id)\n);');
  });

  test('loads the SQL parser for raw SQL that makes a table, and not for other SQL', () => {
    const bin = installedWith('oxc-transform');
    const render = (sql: string) =>
      spawnSync(process.execPath, [bin, 'upgrade', 'base:head', '--sql', '-q'], {
        cwd: project(`${createTable}\n  op.execute('${sql}');`),
        encoding: 'utf8',
      });
    expect(render('ALTER TABLE account ADD a INTEGER')).toMatchObject({ status: 0, stderr: '' });
    const { status, stderr } = render('CREATE TABLE t (a INTEGER)');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining("Cannot find module 'node-sql-parser"),
    });
  });

  test('loads yargs for help', () => {
    const { status, stderr } = spawnSync(process.execPath, [installedWith(), 'upgrade', '--help'], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 70, stderr: expect.stringContaining("Cannot find package 'yargs'") });
  });

  test('loads handlebars for a new revision', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [installedWith('oxc-transform', 'yargs'), 'revision', '-m', 'more', '-c', 'tsmig.config.ts'],
      { cwd: project(createTable), encoding: 'utf8' },
    );
    expect({ status, stderr }).toEqual({
      status: 70,
      stderr: expect.stringContaining("Cannot find package 'handlebars'"),
    });
  });
});
