import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { twoDevelopers } from '../support/two-developers.ts';
import { filesOf, revisionFile, temporaryFolder, tsmig } from './support.ts';

const own = 'migrations/versions/ae1027a6acf1_add_address.ts';

describe('tsmig rebase', () => {
  test('changes one value in one file, and says so', async () => {
    const folder = temporaryFolder(twoDevelopers);
    chmodSync(join(folder, own), 0o640);
    const before = filesOf(folder);
    expect(await tsmig(folder, ['rebase', 'ae10'])).toEqual({
      exitCode: 0,
      stdout: `ae1027a6acf1: downRevision 1975ea83b712 -> 27c6a30d7c24  ${own}\n`,
      stderr: '',
    });
    expect(filesOf(folder)).toEqual({
      ...before,
      [own]: before[own]?.replace("downRevision = '1975ea83b712'", "downRevision = '27c6a30d7c24'"),
    });
    expect(statSync(join(folder, own)).mode & 0o777).toBe(0o640);
    expect((await tsmig(folder, ['heads', '--check'])).stdout).toBe('ae1027a6acf1 (head)\n');
    expect(await tsmig(folder, ['rebase', 'ae10'])).toMatchObject({
      exitCode: 0,
      stdout: '',
      stderr: 'tsmig: nothing to move: the branch is on one line already\n',
    });
  });

  test('moves the other one with --onto alone, and changes nothing in a dry run', async () => {
    const folder = temporaryFolder(twoDevelopers);
    const before = filesOf(folder);
    const { exitCode, stdout } = await tsmig(folder, ['rebase', '--onto', 'ae1027a6acf1', '--dry-run', '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual([
      {
        revision: '27c6a30d7c24',
        from: ['1975ea83b712'],
        to: ['ae1027a6acf1'],
        file: 'migrations/versions/27c6a30d7c24_add_phone.ts',
      },
    ]);
    expect(filesOf(folder)).toEqual(before);
  });

  test('tells which side is one’s own by what is released or applied', async () => {
    const config = '{"dialect": "postgresql", "versionFile": "where.json"}';
    const applied = { ...twoDevelopers, 'tsmig.config.json': config, 'where.json': '{"postgresql": ["27c6a30d7c24"]}' };
    expect((await tsmig(temporaryFolder(applied), ['rebase', '--dry-run'])).stdout).toMatch(/^ae1027a6acf1: /);
    const released = { ...twoDevelopers, 'migrations/tags.json': '{"v1": ["ae1027a6acf1"]}' };
    expect((await tsmig(temporaryFolder(released), ['rebase', '--dry-run'])).stdout).toMatch(/^27c6a30d7c24: /);
    expect((await tsmig(temporaryFolder(released), ['rebase', 'ae10'])).stderr).toBe(
      "error[graph]: revision ae1027a6acf1 cannot be moved: release v1 has it\n  help: move the other side, or join both with 'tsmig merge heads'\n",
    );
    expect((await tsmig(temporaryFolder(applied), ['rebase', '27c6'])).stderr).toContain(
      'error[graph]: revision 27c6a30d7c24 cannot be moved: the version file has it in postgresql\n',
    );
  });

  test('asks which side is one’s own where that cannot be told', async () => {
    const { exitCode, stdout, stderr } = await tsmig(temporaryFolder(twoDevelopers), ['rebase']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toBe(`error[usage]: which of the heads is your own cannot be told
  help: say which is moved:
    tsmig rebase 27c6a30d7c24 --onto ae1027a6acf1   moves 27c6a30d7c24 (add phone)
    tsmig rebase ae1027a6acf1 --onto 27c6a30d7c24   moves ae1027a6acf1 (add address)
`);
  });

  test.each([
    [['rebase', 'nope'], {}, "error[graph]: Can't locate revision identified by 'nope'\n"],
    [['rebase', '1975ea83b712'], {}, "error[graph]: '1975ea83b712' is on the way to several heads\n"],
    [
      ['rebase', 'ae10'],
      { 'migrations/versions/c3.ts': revisionFile('c3', '1975ea83b712') },
      'error[usage]: --onto must be said: there is not one choice\n',
    ],
    [
      ['rebase', 'ae10'],
      { [own]: revisionFile('ae1027a6acf1', '1975ea83b712').replace("'1975ea83b712'", "['1975ea83b712'].at(0)") },
      'error[revision]: downRevision cannot be rewritten: it is not a string, a list of strings or null\n  --> migrations/versions/ae1027a6acf1_add_address.ts:9:1\n',
    ],
    [
      ['rebase', 'ae10'],
      {
        [own]: revisionFile('ae1027a6acf1', '1975ea83b712', {
          up: "op.addColumn('account', s.column('phone', s.text()));",
        }),
      },
      'error[replay]: table "account"',
    ],
    [
      ['rebase', 'ae10', '--sql'],
      { [own]: revisionFile('ae1027a6acf1', '1975ea83b712', { down: "throw new Error('no way back');" }) },
      'error[revision]: ',
    ],
    [['rebase', 'ae10', '--sql', '--dialect', 'oracel'], {}, "error[usage]: unknown dialect 'oracel'\n"],
  ])('refuses %j and changes nothing', async (words, files, message) => {
    const folder = temporaryFolder({ ...twoDevelopers, ...files });
    const before = filesOf(folder);
    const { exitCode, stdout, stderr } = await tsmig(folder, words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr.slice(0, message.length)).toBe(message);
    expect(filesOf(folder)).toEqual(before);
  });

  test('refuses a side on which the other depends, and changes nothing', async () => {
    const phone = 'migrations/versions/27c6a30d7c24_add_phone.ts';
    const folder = temporaryFolder({
      ...twoDevelopers,
      [phone]: revisionFile('27c6a30d7c24', '1975ea83b712').replace('dependsOn = null', "dependsOn = 'ae1027a6acf1'"),
      'migrations/versions/c3d4.ts': revisionFile('c3d4', 'ae1027a6acf1'),
    });
    const before = filesOf(folder);
    expect(await tsmig(folder, ['rebase', 'c3d4', '--sql'])).toEqual({
      exitCode: 1,
      stdout: '',
      stderr:
        "error[graph]: revision ae1027a6acf1 would be left behind as a head: 27c6a30d7c24 depends on it, and only what is moved revises it\n  help: join both with 'tsmig merge heads'\n",
    });
    expect(filesOf(folder)).toEqual(before);
  });

  test('refuses a file that is not UTF-8, whose other bytes would change', async () => {
    const folder = temporaryFolder(twoDevelopers);
    const bytes = Buffer.concat([readFileSync(join(folder, own)), Buffer.from('// caf\xe9\n', 'latin1')]);
    writeFileSync(join(folder, own), bytes);
    const { exitCode, stdout, stderr } = await tsmig(folder, ['rebase', 'ae10']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('is not UTF-8, so it cannot be rewritten without changing more\n');
    expect(readFileSync(join(folder, own)).equals(bytes)).toBe(true);
  });

  test('changes all files and writes the script, or nothing', async () => {
    const folder = temporaryFolder({ ...twoDevelopers, out: '' });
    const before = filesOf(folder);
    const { exitCode, stdout, stderr } = await tsmig(folder, ['rebase', 'ae10', '--sql', '-o', 'out/move.sql']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('error[io]: the files cannot be written to ');
    expect(filesOf(folder)).toEqual(before);
  });

  test('writes the script into a file beside the changes', async () => {
    const folder = temporaryFolder(twoDevelopers);
    const { exitCode, stdout, stderr } = await tsmig(folder, ['rebase', 'ae10', '--sql', '-o', 'move.sql']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toBe(
      `ae1027a6acf1: downRevision 1975ea83b712 -> 27c6a30d7c24  ${own}\ntsmig: 3 revisions, 3 statements for postgresql 16, in move.sql\n`,
    );
    expect(readFileSync(join(folder, 'move.sql'), 'utf8')).toBe(`BEGIN;

-- Running downgrade ae1027a6acf1 -> 1975ea83b712
-- add address

ALTER TABLE account DROP COLUMN address;

UPDATE alembic_version SET version_num='1975ea83b712' WHERE alembic_version.version_num = 'ae1027a6acf1';

-- Running upgrade 1975ea83b712 -> 27c6a30d7c24
-- add phone

ALTER TABLE account ADD COLUMN phone VARCHAR(20);

UPDATE alembic_version SET version_num='27c6a30d7c24' WHERE alembic_version.version_num = '1975ea83b712';

-- Running upgrade 27c6a30d7c24 -> ae1027a6acf1
-- add address

ALTER TABLE account ADD COLUMN address VARCHAR(100);

UPDATE alembic_version SET version_num='ae1027a6acf1' WHERE alembic_version.version_num = '27c6a30d7c24';

COMMIT;

`);
  });

  test('starts the script where --from says: a database with both sides only loses and gets its own', async () => {
    const folder = temporaryFolder(twoDevelopers);
    const { stdout } = await tsmig(folder, ['rebase', 'ae10', '--sql', '--from', 'heads', '-q']);
    expect(stdout.match(/^-- Running .*$/gm)).toEqual([
      '-- Running downgrade ae1027a6acf1 -> 1975ea83b712',
      '-- Running upgrade 27c6a30d7c24 -> ae1027a6acf1',
    ]);
    expect(stdout).toContain("DELETE FROM alembic_version WHERE alembic_version.version_num = 'ae1027a6acf1';");
  });
});
