import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { filesOf, revisionFile, temporaryFolder, tsmig } from './support.ts';

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return { ...real, rename: vi.fn(real.rename) };
});

const base = revisionFile('1975ea83b712', null, {
  message: 'create account',
  up: "op.createTable('account', [s.column('id', s.integer(), { primaryKey: true }), s.column('name', s.string(50))]);",
  down: "op.dropTable('account');",
});
const phone = revisionFile('27c6a30d7c24', '1975ea83b712', {
  message: 'add phone',
  up: "op.addColumn('account', s.column('phone', s.string(20)));",
  down: "op.dropColumn('account', 'phone');",
});
const nameless = revisionFile('ae1027a6acf1', '1975ea83b712', {
  message: 'drop name',
  up: "op.dropColumn('account', 'name');",
  down: "op.addColumn('account', s.column('name', s.string(50)));",
});
const paths = {
  base: 'migrations/versions/1975ea83b712.ts',
  phone: 'migrations/versions/27c6a30d7c24.ts',
  nameless: 'migrations/versions/ae1027a6acf1.ts',
};
const project = {
  'tsmig.config.json': '{"dialect": "postgresql"}',
  [paths.base]: base,
  [paths.phone]: phone,
  [paths.nameless]: nameless,
};
const behind = (text: string, parent: string) =>
  text.replace("downRevision = '1975ea83b712'", `downRevision = '${parent}'`);
const changed = `ae1027a6acf1: downRevision 1975ea83b712 -> 27c6a30d7c24  ${paths.nameless}\n`;

const script = `BEGIN;

-- Running downgrade ae1027a6acf1 -> 1975ea83b712
-- drop name

ALTER TABLE account ADD COLUMN name VARCHAR(50);

UPDATE alembic_version SET version_num='1975ea83b712' WHERE alembic_version.version_num = 'ae1027a6acf1';

-- Running upgrade 1975ea83b712 -> 27c6a30d7c24
-- add phone

ALTER TABLE account ADD COLUMN phone VARCHAR(20);

UPDATE alembic_version SET version_num='27c6a30d7c24' WHERE alembic_version.version_num = '1975ea83b712';

-- Running upgrade 27c6a30d7c24 -> ae1027a6acf1
-- drop name

ALTER TABLE account DROP COLUMN name;

UPDATE alembic_version SET version_num='ae1027a6acf1' WHERE alembic_version.version_num = '27c6a30d7c24';

COMMIT;

`;

/** A refusal: nothing on standard output, nothing written. */
async function refused(files: Readonly<Record<string, string>>, ...argv: readonly string[]): Promise<string> {
  const folder = temporaryFolder(files);
  const { exitCode, stdout, stderr } = await tsmig(folder, ['rebase', ...argv]);
  expect({ exitCode, stdout, files: filesOf(folder) }).toEqual({ exitCode: 1, stdout: '', files });
  return stderr;
}

describe('tsmig rebase', () => {
  test('rewrites downRevision, and says what changed', async () => {
    const folder = temporaryFolder(project);
    expect(await tsmig(folder, ['rebase', 'ae10'])).toEqual({ exitCode: 0, stdout: changed, stderr: '' });
    expect(filesOf(folder)).toEqual({ ...project, [paths.nameless]: behind(nameless, '27c6a30d7c24') });
    expect(await tsmig(folder, ['rebase', 'ae10'])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'tsmig: nothing to rebase: ae1027a6acf1 is the only head\n',
    });
  });

  test('says nothing with -q', async () => {
    expect(await tsmig(temporaryFolder(project), ['rebase', 'ae10', '-q'])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '',
    });
  });

  test('with --json says it as data', async () => {
    const folder = temporaryFolder({ ...project, 'deep/.gitkeep': '' });
    const { stdout, stderr } = await tsmig(join(folder, 'deep'), ['rebase', '--onto', 'ae10', '--json']);
    expect({ data: JSON.parse(stdout), stderr }).toEqual({
      data: [{ revision: '27c6a30d7c24', from: ['1975ea83b712'], to: ['ae1027a6acf1'], file: paths.phone }],
      stderr: '',
    });
    expect((await tsmig(folder, ['rebase', '--json'])).stdout).toBe('[]\n');
  });

  test('with --dry-run changes no file', async () => {
    const folder = temporaryFolder(project);
    expect(await tsmig(folder, ['rebase', 'ae10', '--dry-run'])).toEqual({
      exitCode: 0,
      stdout: changed,
      stderr: 'tsmig: dry run, no file is changed\n',
    });
    expect(filesOf(folder)).toEqual(project);
  });

  test('leaves modes and symbolic links as they are', async () => {
    const { [paths.nameless]: _, ...rest } = project;
    const folder = temporaryFolder({ ...rest, 'shared/drop.ts': nameless });
    chmodSync(join(folder, 'shared/drop.ts'), 0o640);
    await fs.symlink('../../shared/drop.ts', join(folder, paths.nameless));
    expect((await tsmig(folder, ['rebase', 'ae10'])).stdout).toBe(changed);
    expect(await fs.readlink(join(folder, paths.nameless))).toBe('../../shared/drop.ts');
    expect((await fs.stat(join(folder, 'shared/drop.ts'))).mode & 0o777).toBe(0o640);
    expect(filesOf(folder)).toEqual({ ...rest, 'shared/drop.ts': behind(nameless, '27c6a30d7c24') });
  });

  test('gives a base a parent', async () => {
    const folder = temporaryFolder({ ...project, [paths.nameless]: revisionFile('ae1027a6acf1', null) });
    expect((await tsmig(folder, ['rebase', 'ae10'])).stdout).toBe(
      `ae1027a6acf1: downRevision <base> -> 27c6a30d7c24  ${paths.nameless}\n`,
    );
  });

  test('rewrites JavaScript, byte order marks and line ends of Windows as they are', async () => {
    const text = `\uFEFF// ours\r\nexport const revision = "ae10", downRevision = [\r\n\t"1975ea83b712", // the account\r\n];\r\nexport function upgrade() {}\r\nexport function downgrade() {}\r\n`;
    const folder = temporaryFolder({ ...project, [paths.nameless]: '', 'migrations/versions/x.mjs': text });
    await fs.rm(join(folder, paths.nameless));
    expect((await tsmig(folder, ['rebase', 'ae10'])).exitCode).toBe(0);
    expect(readFileSync(join(folder, 'migrations/versions/x.mjs'), 'utf8')).toBe(
      text.replace('"1975ea83b712"', '"27c6a30d7c24"'),
    );
  });

  test('does without a dialect, and says that it did not check', async () => {
    const folder = temporaryFolder({ ...project, 'tsmig.config.json': '{}' });
    expect(await tsmig(folder, ['rebase', 'ae10'])).toEqual({
      exitCode: 0,
      stdout: changed,
      stderr: 'tsmig: whether they fit there was not checked, since no dialect is configured\n',
    });
  });

  test.each([
    [
      'what the version file says to be applied',
      { versionFile: 'v.json' },
      'v.json',
      '{"postgresql": ["27c6a30d7c24"]}',
    ],
    ['what is released', {}, 'migrations/tags.json', '{"v1.4": ["27c6a30d7c24"]}'],
  ])('leaves %s where it is', async (_, config, file, text) => {
    const files = {
      ...project,
      'tsmig.config.json': JSON.stringify({ dialect: 'postgresql', ...config }),
      [file]: text,
    };
    const folder = temporaryFolder(files);
    expect(await tsmig(folder, ['rebase'])).toEqual({ exitCode: 0, stdout: changed, stderr: '' });
    const why = file === 'v.json' ? 'v.json says that postgresql has it' : 'it is part of release v1.4';
    expect(await refused(files, '27c6')).toBe(
      `error[graph]: Revision 27c6a30d7c24 cannot be moved: ${why}\n` +
        "  help: move the other line, 'tsmig rebase ae1027a6acf1 --onto 27c6a30d7c24', or join the two, 'tsmig merge 27c6a30d7c24 ae1027a6acf1'\n",
    );
  });

  test('asks which side is meant', async () => {
    expect(await refused(project)).toBe(`error[graph]: nothing says which of the two heads is yours
  help: say which is moved:
    tsmig rebase 27c6a30d7c24 --onto ae1027a6acf1   moves 27c6a30d7c24 (add phone)
    tsmig rebase ae1027a6acf1 --onto 27c6a30d7c24   moves ae1027a6acf1 (drop name)
`);
  });

  test('refuses a revision that does not fit in its new place', async () => {
    const files = {
      ...project,
      [paths.phone]: phone
        .replace("addColumn('account', s.column('phone'", "addColumn('account', s.column('PHONE'")
        .replace('op.addColumn', "op.alterColumn('account', 'name', { nullable: false });\n  op.addColumn"),
    };
    const stderr = await refused(files, '27c6');
    expect(stderr).toContain(
      'error[replay]: 27c6a30d7c24 does not fit behind ae1027a6acf1: table "account" has no column "name"\n' +
        `  --> ${paths.phone}:14:6  upgrade, operation 1 (alterColumn)\n`,
    );
  });

  test('refuses what it cannot rewrite safely', async () => {
    const parent = "const parent = '1975ea83b712';\n";
    const computed = { ...project, [paths.nameless]: parent + nameless.replace("= '1975ea83b712'", '= parent') };
    expect(await refused(computed, 'ae10')).toContain(
      `error[revision]: ae1027a6acf1.ts: its downRevision cannot be changed safely\n  --> ${paths.nameless}:10:29\n`,
    );
    const other = {
      ...project,
      [paths.nameless]: `${parent}export { parent as downRevision };\n${nameless.replace("export const downRevision = '1975ea83b712'", "const downRevision = 'x'")}`,
    };
    expect(await refused(other, 'ae10')).toContain(
      `error[revision]: ae1027a6acf1.ts: its downRevision cannot be changed safely\n  --> ${paths.nameless}:1:1\n`,
    );
  });

  test('refuses a file that is not UTF-8', async () => {
    const folder = temporaryFolder(project);
    const bytes = Buffer.concat([Buffer.from(nameless), Buffer.from([0x2f, 0x2f, 0xe9, 0x0a])]);
    writeFileSync(join(folder, paths.nameless), bytes);
    const { exitCode, stderr } = await tsmig(folder, ['rebase', 'ae10']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('error[revision]: ae1027a6acf1.ts is not UTF-8, so that it cannot be rewritten\n');
    expect(readFileSync(join(folder, paths.nameless)).equals(bytes)).toBe(true);
  });

  test('refuses a version file that speaks of a revision which is not there', async () => {
    const files = {
      ...project,
      'tsmig.config.json': '{"dialect": "postgresql", "versionFile": "v.json"}',
      'v.json': '{\n  "oracle": ["gone"]\n}',
    };
    expect(await refused(files, 'ae10')).toContain(
      "error[config]: v.json says that 'oracle' stands at 'gone', which is no revision\n  --> v.json:2:3\n",
    );
  });

  test('writes all files or none', async () => {
    const third = revisionFile('bbbb', '1975ea83b712');
    const files = {
      ...project,
      'migrations/versions/bbbb.ts': third,
      'migrations/versions/cccc.ts': revisionFile('cccc', null).replace(
        'downRevision = null',
        "downRevision = ['ae1027a6acf1', 'bbbb']",
      ),
    };
    const { rename } = await vi.importActual<typeof import('node:fs/promises')>('node:fs/promises');
    vi.mocked(fs.rename)
      .mockImplementationOnce(rename)
      .mockImplementationOnce(async () => {
        throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO', syscall: 'rename' });
      });
    const stderr = await refused(files, 'cccc');
    expect(stderr).toContain('error[io]: ');
    expect(stderr).toContain('cause: EIO: i/o error');

    const folder = temporaryFolder(files);
    expect(await tsmig(folder, ['rebase', 'cccc'])).toEqual({
      exitCode: 0,
      stdout: `bbbb: downRevision 1975ea83b712 -> 27c6a30d7c24  migrations/versions/bbbb.ts\n${changed}`,
      stderr: '',
    });
  });

  test.each([
    [['--output', 'x.sql'], 'output'],
    [['--from', 'base'], 'from'],
    [['--client', 'psql'], 'client'],
  ])('refuses %j without --sql', async (words, name) => {
    expect(await refused(project, 'ae10', ...words)).toBe(
      `error[usage]: --${name} is about the script, and --sql is not given\n  help: add --sql for the script, too\n`,
    );
  });
});

describe('tsmig rebase --sql', () => {
  test('writes the script, and says what changed on standard error', async () => {
    const folder = temporaryFolder(project);
    expect(await tsmig(folder, ['rebase', 'ae10', '--sql'])).toEqual({
      exitCode: 0,
      stdout: script,
      stderr: `tsmig: 3 steps, 3 statements for postgresql 16\n${changed}`,
    });
    expect(filesOf(folder)[paths.nameless]).toBe(behind(nameless, '27c6a30d7c24'));
  });

  test('with --dry-run gives the script of files that stay as they are', async () => {
    const folder = temporaryFolder(project);
    expect(await tsmig(folder, ['rebase', 'ae10', '--sql', '--dry-run', '-o', 'out.sql', '-q'])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '',
    });
    expect(filesOf(folder)).toEqual({ ...project, 'out.sql': script });
  });

  test('has a transaction and lines of the client around all of it', async () => {
    const folder = temporaryFolder(project);
    const { stdout } = await tsmig(folder, ['rebase', 'ae10', '--sql', '--client', 'psql']);
    expect(stdout.split('\n\n').filter((item) => !/^(?:--|ALTER|UPDATE)/.test(item))).toEqual([
      '\\set ON_ERROR_STOP on',
      '\\set AUTOCOMMIT on',
      '\\encoding UTF8',
      'SET standard_conforming_strings = on;',
      'BEGIN;',
      'COMMIT;',
      '',
    ]);
  });

  test('gives revisions their arguments, before and after', async () => {
    const said = "op.execute('-- ' + op.getContext().xArgs.env + op.getContext().tag);";
    const files = {
      ...project,
      [paths.nameless]: revisionFile('ae1027a6acf1', '1975ea83b712', { up: said, down: said }),
    };
    const { stdout } = await tsmig(temporaryFolder(files), ['rebase', 'ae10', '--sql', '-x', 'env=test', '--tag', '7']);
    expect(stdout.match(/^-- test7$/gm)).toHaveLength(2);
  });

  test('starts where --from says', async () => {
    const folder = temporaryFolder(project);
    const running = async (from: string) =>
      (await tsmig(folder, ['rebase', 'ae10', '--sql', '--dry-run', '--from', from])).stdout.match(
        /(?<=^-- Running ).*/gm,
      );
    expect(await running('27c6')).toEqual(['upgrade 27c6a30d7c24 -> ae1027a6acf1']);
    expect(await running('1975')).toEqual([
      'upgrade 1975ea83b712 -> 27c6a30d7c24',
      'upgrade 27c6a30d7c24 -> ae1027a6acf1',
    ]);
    expect(await running('27c6,ae10')).toEqual(['rebase 27c6a30d7c24, ae1027a6acf1 -> ae1027a6acf1']);
    expect(await running('base')).toHaveLength(3);
  });

  test('takes the version rows of an own merge along', async () => {
    const files = {
      ...project,
      'migrations/versions/m.ts': revisionFile('m111', null).replace('= null', "= ['27c6a30d7c24', 'ae1027a6acf1']"),
      'migrations/versions/t.ts': revisionFile('t222', '27c6a30d7c24'),
    };
    const folder = temporaryFolder(files);
    const { stdout, stderr } = await tsmig(folder, ['rebase', 'm111', '--sql']);
    expect(stdout.match(/(?<=^-- Running ).*|^(?:UPDATE|INSERT|DELETE).*/gm)).toEqual([
      'downgrade m111 -> 27c6a30d7c24, ae1027a6acf1',
      "INSERT INTO alembic_version (version_num) VALUES ('27c6a30d7c24');",
      "UPDATE alembic_version SET version_num='ae1027a6acf1' WHERE alembic_version.version_num = 'm111';",
      'downgrade ae1027a6acf1 -> 1975ea83b712',
      "DELETE FROM alembic_version WHERE alembic_version.version_num = 'ae1027a6acf1';",
      'upgrade 27c6a30d7c24 -> t222',
      "UPDATE alembic_version SET version_num='t222' WHERE alembic_version.version_num = '27c6a30d7c24';",
      'upgrade t222 -> ae1027a6acf1',
      "UPDATE alembic_version SET version_num='ae1027a6acf1' WHERE alembic_version.version_num = 't222';",
      'upgrade ae1027a6acf1 -> m111',
      "UPDATE alembic_version SET version_num='m111' WHERE alembic_version.version_num = 'ae1027a6acf1';",
    ]);
    expect(stderr).toContain(
      'ae1027a6acf1: downRevision 1975ea83b712 -> t222  migrations/versions/ae1027a6acf1.ts\n' +
        'm111: downRevision 27c6a30d7c24, ae1027a6acf1 -> ae1027a6acf1  migrations/versions/m.ts\n',
    );
    expect(filesOf(folder)['migrations/versions/m.ts']).toContain("export const downRevision = 'ae1027a6acf1';\n");
  });

  test('refuses what cannot be taken back, and writes nothing', async () => {
    const files = {
      ...project,
      [paths.nameless]: nameless.replace(/op\.addColumn.*/, "throw new Error('the names are gone');"),
    };
    expect(await refused(files, 'ae10', '--sql')).toContain(
      'error[revision]: downgrade of revision ae1027a6acf1 failed: the names are gone\n',
    );
    // Without the script, it need not be taken back.
    expect((await tsmig(temporaryFolder(files), ['rebase', 'ae10'])).exitCode).toBe(0);
  });

  test('leaves the files as they were when the script cannot be delivered', async () => {
    const files = { ...project, file: 'x' };
    expect(await refused(files, 'ae10', '--sql', '-o', 'file/x.sql')).toContain('error[io]: ');
    const folder = temporaryFolder(project);
    chmodSync(join(folder, paths.nameless), 0o640);
    const failing = {
      isTerminal: false,
      write: async () => Promise.reject(Object.assign(new Error('ENOSPC'), { syscall: 'write' })),
    };
    const { exitCode } = await tsmig(folder, ['rebase', 'ae10', '--sql'], { stdout: failing });
    expect(exitCode).toBe(1);
    expect(filesOf(folder)).toEqual(project);
    expect((await fs.stat(join(folder, paths.nameless))).mode & 0o777).toBe(0o640);
  });

  test('writes one script for each of several databases, or that of -n', async () => {
    const files = {
      ...project,
      'tsmig.config.json': JSON.stringify({
        databases: { shop: { dialect: 'postgresql' }, logs: { dialect: 'sqlite' } },
      }),
    };
    const folder = temporaryFolder(files);
    const both = await tsmig(folder, ['rebase', 'ae10', '--sql', '--dry-run']);
    expect({ exitCode: both.exitCode, stdout: both.stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(filesOf(folder)['out/rebase/shop.sql']).toBe(script);
    expect(filesOf(folder)['out/rebase/logs.sql']).toContain('-- Running downgrade ae1027a6acf1 -> 1975ea83b712\n');
    expect((await tsmig(folder, ['rebase', 'ae10', '--sql', '-n', 'shop'])).stdout).toBe(script);
    expect(await refused(files, 'ae10', '--sql', '-n', 'shp')).toContain("error[usage]: unknown database 'shp'\n");
    expect(await refused(files, 'ae10', '--sql', '-o', '-')).toContain(
      'error[usage]: the configuration has several databases',
    );
  });

  test('needs a dialect, and standard output for itself', async () => {
    expect(await refused({ ...project, 'tsmig.config.json': '{}' }, 'ae10', '--sql')).toContain(
      'error[config]: no dialect is configured\n',
    );
    expect(await refused(project, 'ae10', '--sql', '--json')).toBe(
      'error[usage]: --json and --sql both write to standard output\n  help: leave out one of them\n',
    );
  });

  test('is empty where nothing is to be moved', async () => {
    const { [paths.phone]: _, ...line } = project;
    expect(await tsmig(temporaryFolder(line), ['rebase', '--sql'])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'tsmig: nothing to rebase: ae1027a6acf1 is the only head\n',
    });
  });
});
