import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesOf, revisionFile, temporaryFolder, tsmig } from './support.ts';

describe('tsmig init', () => {
  test('makes a project and says what comes next', async () => {
    const folder = temporaryFolder();
    expect(await tsmig(folder, ['init', '--dialect', 'sqlite'])).toEqual({
      exitCode: 0,
      stdout: `created tsmig.config.ts
created migrations/README.md
created migrations/versions/.gitkeep
next: npx tsmig revision -m "create account table"
`,
      stderr: '',
    });
    const files = filesOf(folder);
    expect(Object.keys(files)).toEqual(['migrations/README.md', 'migrations/versions/.gitkeep', 'tsmig.config.ts']);
    expect(files['tsmig.config.ts']).toBe(`import { defineConfig } from 'tsmig';

export default defineConfig({
  // The folder of this project's migrations: revision files go into its folder versions/.
  scriptLocation: 'migrations',
  // The database that scripts are written for. There is no server to ask, so its version stands here
  // where it is not the default: { name: 'sqlite', serverVersion: '…' }
  dialect: 'sqlite',
  // The program that will read the scripts: they open with the lines that make it stop at the first error.
  client: 'sqlite3',
  // Names for constraints and indexes that are given none, so that later revisions can change and drop them.
  namingConvention: {
    ix: 'ix_%(table_name)s_%(column_0_N_name)s',
    uq: 'uq_%(table_name)s_%(column_0_N_name)s',
    ck: 'ck_%(table_name)s_%(constraint_name)s',
    fk: 'fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s',
    pk: 'pk_%(table_name)s',
  },
});
`);
  });

  test('takes another folder, with quotes in its name', async () => {
    const folder = temporaryFolder();
    expect((await tsmig(folder, ['init', "db/o'hara"])).exitCode).toBe(0);
    expect(filesOf(folder)['tsmig.config.ts']).toContain("scriptLocation: 'db/o\\'hara',");
    const written = await tsmig(folder, ['revision', '-m', 'x']);
    expect(written).toMatchObject({
      exitCode: 0,
      stdout: "Generating db/o'hara/versions/1975ea83b712_x.ts ...  done\n",
    });
  });

  test('refuses a folder that has something in it, and makes nothing', async () => {
    const folder = temporaryFolder({ 'migrations/env.py': '' });
    const { exitCode, stderr, stdout } = await tsmig(folder, ['init']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('error[usage]: migrations is there already and is not empty');
    expect(Object.keys(filesOf(folder))).toEqual(['migrations/env.py']);
  });

  test.each([
    ['tsmig.config.json', '{}'],
    ['package.json', '{"tsmig": {}}'],
  ])('refuses a project that %s configures', async (name, text) => {
    const folder = temporaryFolder({ [name]: text });
    const { exitCode, stderr } = await tsmig(folder, ['init']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`${name} configures tsmig already`);
    expect(Object.keys(filesOf(folder))).toEqual([name]);
  });

  test('leaves nothing behind when it cannot write everything', async () => {
    const folder = temporaryFolder({ file: '' });
    const { exitCode, stderr } = await tsmig(folder, ['init', 'file/migrations']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('error[io]');
    expect(Object.keys(filesOf(folder))).toEqual(['file']);
  });

  test('refuses a dialect that there is not', async () => {
    const folder = temporaryFolder();
    const { exitCode, stderr } = await tsmig(folder, ['init', '--dialect', 'postgres']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("error[usage]: unknown dialect 'postgres'\n  help: did you mean 'postgresql'?");
    expect(filesOf(folder)).toEqual({});
  });
});

const config = { 'tsmig.config.json': '{"scriptLocation": "migrations", "dialect": "postgresql"}' };
const versions = 'migrations/versions';

describe('tsmig revision', () => {
  test('writes a file as the documentation shows it, and makes the folder', async () => {
    const folder = temporaryFolder(config);
    expect(await tsmig(folder, ['revision', '-m', 'create account table'])).toEqual({
      exitCode: 0,
      stdout: 'Generating migrations/versions/1975ea83b712_create_account_table.ts ...  done\n',
      stderr: '',
    });
    expect(filesOf(join(folder, versions))).toEqual({
      '1975ea83b712_create_account_table.ts': `/**
 * create account table
 *
 * Revision ID: 1975ea83b712
 * Revises:
 * Create Date: 2026-11-21T10:15:00Z
 */
import { s, sql, type Operations } from 'tsmig';

export const revision = '1975ea83b712';
export const downRevision = null;
export const branchLabels = null;
export const dependsOn = null;

export function upgrade(op: Operations): void {
}

export function downgrade(op: Operations): void {
}
`,
    });
  });

  test('goes on top of the head', async () => {
    const folder = temporaryFolder(config);
    await tsmig(folder, ['revision', '-m', 'one', '--rev-id', 'a1']);
    await tsmig(folder, ['revision', '-m', 'two', '--rev-id', 'b2']);
    const file = filesOf(join(folder, versions))['b2_two.ts'];
    expect(file).toContain('\n * Revises: a1\n');
    expect(file).toContain("export const downRevision = 'a1';");
  });

  test('cannot be broken by its message', async () => {
    const folder = temporaryFolder(config);
    const message = " it's `$" + '{a}` */ process.exit(3) /*\nsecond "line"\r\n\u2028{{x}} \\ ';
    expect(await tsmig(folder, ['revision', '-m', message])).toMatchObject({ exitCode: 0 });
    const [file] = Object.values(filesOf(join(folder, versions)));
    expect(file).toContain("/**\n * it's `$" + '{a}` *\\/ process.exit(3) /*\n * second "line"\n *\n * {{x}} \\\n *\n');
    expect(await tsmig(folder, ['revision', '-m', 'next', '--rev-id', 'b2'])).toMatchObject({ exitCode: 0 });
  });

  test.each([[[]], [['-m', '']], [['-m', '  ']]])('without a message is empty, as in Alembic: %j', async (argv) => {
    const folder = temporaryFolder(config);
    expect(await tsmig(folder, ['revision', ...argv])).toMatchObject({ exitCode: 0 });
    const files = filesOf(join(folder, versions));
    expect(Object.keys(files)).toEqual(['1975ea83b712_.ts']);
    expect(files['1975ea83b712_.ts']).toContain('/**\n * empty message\n *\n');
  });

  test('follows the configured file template and time zone', async () => {
    const settings = {
      fileTemplate: '%(year)d/%(day).2d_%(hour).2d_%(rev)s',
      timezone: 'Asia/Tokyo',
      recursiveVersionLocations: true,
    };
    const folder = temporaryFolder({ 'tsmig.config.json': JSON.stringify(settings) });
    expect(await tsmig(folder, ['revision'])).toMatchObject({
      stdout: `Generating ${versions}/2026/21_19_1975ea83b712.ts ...  done\n`,
    });
    expect(await tsmig(folder, ['revision', '--rev-id', 'b2'])).toMatchObject({ exitCode: 0 });
    expect(filesOf(join(folder, versions))['2026/21_19_b2.ts']).toContain('Create Date: 2026-11-21T19:15:00+09:00\n');
  });

  test('is filled from the template of the project', async () => {
    const rest = 'export const downRevision = null;\nexport function upgrade() {}\nexport function downgrade() {}\n';
    const template = `// {{message}} {{createDate}}\nexport const revision = {{json revision}};\n${rest}`;
    const folder = temporaryFolder({ ...config, 'migrations/revision.ts.hbs': template });
    expect(await tsmig(folder, ['revision', '-m', 'a <b> & c'])).toMatchObject({ exitCode: 0 });
    expect(Object.values(filesOf(join(folder, versions)))).toEqual([
      `// a <b> & c 2026-11-21T10:15:00Z\nexport const revision = '1975ea83b712';\n${rest}`,
    ]);
  });

  test.each([['{{messsage}}'], ['{{#if}}']])('refuses a template that cannot be filled: %s', async (template) => {
    const folder = temporaryFolder({ ...config, 'migrations/revision.ts.hbs': template });
    const { exitCode, stderr } = await tsmig(folder, ['revision']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('error[config]: the template migrations/revision.ts.hbs cannot be filled\n');
    expect(existsSync(join(folder, versions))).toBe(false);
  });

  test.each([
    [['--rev-id', 'a@b-c'], "error[usage]: Character(s) '-, @' not allowed in revision identifier 'a@b-c'"],
    [['--rev-id', 'head'], "error[usage]: 'head' cannot be a revision id"],
    [['--rev-id', '../x'], "error[usage]: '../x' cannot be a revision id"],
    [['--rev-id', 'x'.repeat(33)], 'is longer than 32 characters'],
    [['--rev-id', 'a1'], 'error[graph]: Revision a1 is there already: '],
    [['--rev-id', 'b', '--rev-id', 'c'], 'error[usage]: --rev-id is given 2 times'],
  ])('refuses %j', async (argv, message) => {
    const folder = temporaryFolder({ ...config, [`${versions}/a1.ts`]: revisionFile('a1', null) });
    const before = filesOf(folder);
    const { exitCode, stdout, stderr } = await tsmig(folder, ['revision', ...argv]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(filesOf(folder)).toEqual(before);
  });

  test('refuses several heads, naming them', async () => {
    const folder = temporaryFolder({
      ...config,
      [`${versions}/a.ts`]: revisionFile('a1', null),
      [`${versions}/b.ts`]: revisionFile('b2', 'a1'),
      [`${versions}/c.ts`]: revisionFile('c3', 'a1'),
    });
    const { exitCode, stderr } = await tsmig(folder, ['revision', '-m', 'x']);
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      'error[graph]: Multiple heads are present; please specify the head revision on which the new revision should be based, or perform a merge.\n' +
        "  help: the heads are b2, c3: say one with --head, or join them with 'tsmig merge heads' or 'tsmig rebase'\n",
    );
  });

  test('never overwrites a file', async () => {
    const folder = temporaryFolder({ ...config, [`${versions}/b2_x.ts`]: revisionFile('a1', null) });
    const before = filesOf(folder);
    const { exitCode, stderr } = await tsmig(folder, ['revision', '-m', 'x', '--rev-id', 'b2']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('b2_x.ts is there already');
    expect(filesOf(folder)).toEqual(before);
  });

  test('refuses a file template that hides revisions in folders', async () => {
    const folder = temporaryFolder({ 'tsmig.config.json': '{"fileTemplate": "%(year)d/%(rev)s"}' });
    const { exitCode, stderr } = await tsmig(folder, ['revision']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('set recursiveVersionLocations');
    expect(existsSync(join(folder, versions))).toBe(false);
  });

  test('goes beside its parent when there are several version locations', async () => {
    const folder = temporaryFolder({
      'tsmig.config.json': '{"versionLocations": ["a", "b"]}',
      'b/a1.ts': revisionFile('a1', null),
    });
    mkdirSync(join(folder, 'a'));
    writeFileSync(join(folder, 'a', '.gitkeep'), '');
    expect(await tsmig(folder, ['revision', '-m', 'x'])).toMatchObject({
      stdout: 'Generating b/1975ea83b712_x.ts ...  done\n',
    });
  });
});
