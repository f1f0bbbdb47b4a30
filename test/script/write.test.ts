import { chmodSync, mkdirSync, readFileSync, readlinkSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TsmigError } from '../../src/errors.ts';
import { writeFileAtomically, writeSplit } from '../../src/script/write.ts';
import { filesOf, temporaryFolder } from '../cli/support.ts';

async function refusal(work: Promise<unknown>): Promise<TsmigError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof TsmigError)) throw new Error(`not refused: ${String(error)}`);
  return error;
}

describe('a script file', () => {
  test('is written, its folders made', async () => {
    const folder = temporaryFolder();
    await writeFileAtomically(join(folder, 'a/b/deploy.sql'), 'SELECT 1;\n');
    expect(filesOf(folder)).toEqual({ 'a/b/deploy.sql': 'SELECT 1;\n' });
  });

  test('replaces an older one and keeps its mode', async () => {
    const folder = temporaryFolder({ 'deploy.sql': 'old' });
    chmodSync(join(folder, 'deploy.sql'), 0o600);
    await writeFileAtomically(join(folder, 'deploy.sql'), 'new');
    expect(filesOf(folder)).toEqual({ 'deploy.sql': 'new' });
    expect(statSync(join(folder, 'deploy.sql')).mode & 0o777).toBe(0o600);
  });

  test('goes through a symbolic link, which stays one', async () => {
    const folder = temporaryFolder({ 'real/deploy.sql': 'old' });
    symlinkSync('real/deploy.sql', join(folder, 'link.sql'));
    await writeFileAtomically(join(folder, 'link.sql'), 'new');
    expect(readlinkSync(join(folder, 'link.sql'))).toBe('real/deploy.sql');
    expect(filesOf(folder)).toEqual({ 'real/deploy.sql': 'new' });
  });

  test('goes to a device as it is', async () => {
    await writeFileAtomically('/dev/null', 'x');
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  test('on a full disk is one error', async () => {
    const error = await refusal(writeFileAtomically('/dev/full', 'x'));
    expect(error.code).toBe('io');
    expect(error.message).toBe('/dev/full cannot be written');
    expect(String(error.cause)).toContain('ENOSPC');
  });

  test('below a file is one error, and nothing is left', async () => {
    const folder = temporaryFolder({ file: 'x' });
    const error = await refusal(writeFileAtomically(join(folder, 'file/deploy.sql'), 'x'));
    expect(error.code).toBe('io');
    expect(filesOf(folder)).toEqual({ file: 'x' });
  });

  test('whose name is too long leaves neither it nor its folders', async () => {
    const folder = temporaryFolder();
    const error = await refusal(writeFileAtomically(join(folder, `a/b/${'x'.repeat(300)}.sql`), 'x'));
    expect(String(error.cause)).toContain('ENAMETOOLONG');
    expect(filesOf(folder)).toEqual({});
    expect(() => statSync(join(folder, 'a'))).toThrow('ENOENT');
  });

  test('cannot be a folder', async () => {
    const folder = temporaryFolder();
    const error = await refusal(writeFileAtomically(folder, 'x'));
    expect(error.message).toBe(`${folder} is a folder`);
    expect(error.hint).toContain('--split');
  });

  test('is not replaced when it is to be new', async () => {
    const folder = temporaryFolder({ 'a.ts': 'old' });
    expect((await refusal(writeFileAtomically(join(folder, 'a.ts'), 'new', 'create'))).message).toContain(
      'is there already',
    );
    expect(filesOf(folder)).toEqual({ 'a.ts': 'old' });
  });
});

describe('split scripts', () => {
  const files = [
    { name: '0001_a_one.sql', text: 'ONE' },
    { name: '0002_b_two.sql', text: 'TWO' },
  ];

  test('are written together, over those of the same names', async () => {
    const folder = temporaryFolder({ 'out/0001_a_one.sql': 'old', 'out/README.md': 'mine' });
    await writeSplit(join(folder, 'out'), files);
    expect(filesOf(folder)).toEqual({
      'out/0001_a_one.sql': 'ONE',
      'out/0002_b_two.sql': 'TWO',
      'out/README.md': 'mine',
    });
  });

  test('are refused where older ones would be left among them', async () => {
    const before = { '0001_a_one.sql': 'old', '0003_c_three.sql': 'old' };
    const folder = temporaryFolder(before);
    const error = await refusal(writeSplit(folder, files));
    expect(error.code).toBe('usage');
    expect(error.message).toBe(`${folder} holds scripts that are not part of this one: 0003_c_three.sql`);
    expect(filesOf(folder)).toEqual(before);
  });

  test.each([
    ['before anything is renamed', '0002_b_two.sql', 'x'.repeat(300)],
    ['by a folder of its name', '0002_b_two.sql', '0002_b_two.sql'],
  ])('leave all as it was when one cannot be written: %s', async (_, __, name) => {
    const folder = temporaryFolder({ 'out/0001_a_one.sql': 'old', 'out/other.txt': 'mine' });
    if (name === '0002_b_two.sql') mkdirSync(join(folder, 'out', name));
    const given = [
      { name: '0001_a_one.sql', text: 'ONE' },
      { name: '0000_new.sql', text: 'NEW' },
      { name, text: 'TWO' },
    ];
    const error = await refusal(writeSplit(join(folder, 'out'), given));
    expect(error.code).toBe('io');
    expect(filesOf(folder)).toEqual({ 'out/0001_a_one.sql': 'old', 'out/other.txt': 'mine' });
  });

  test('leave no folder behind', async () => {
    const folder = temporaryFolder();
    await refusal(writeSplit(join(folder, 'out/sqlite'), [{ name: 'no/such/folder.sql', text: '' }]));
    expect(() => readFileSync(join(folder, 'out'))).toThrow('ENOENT');
  });
});
