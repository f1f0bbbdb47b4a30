import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { discoverRevisionFiles } from '../../src/revisions/discover.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'discover-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function touch(...names: readonly string[]): void {
  for (const name of names) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), '');
  }
}

const names = async (locations: readonly string[], recursive = false): Promise<string[]> =>
  (await discoverRevisionFiles(locations, { recursive })).map((file) => path.relative(folder, file));

test('revision files are listed by name in code-unit order, location by location', async () => {
  touch('two/1.ts', 'one/b.ts', 'one/B.mts', 'one/a.js', 'one/10.mjs', 'one/9.ts', 'one/é.ts');
  expect(await names([path.join(folder, 'one'), path.join(folder, 'two')])).toEqual([
    'one/10.mjs',
    'one/9.ts',
    'one/B.mts',
    'one/a.js',
    'one/b.ts',
    'one/é.ts',
    'two/1.ts',
  ]);
});

test('declarations, tests, hidden files and other files are not revisions', async () => {
  touch(
    'a.ts',
    'a.d.ts',
    'a.d.mts',
    'a.test.ts',
    'a.spec.js',
    '.a.ts',
    '.#a.ts',
    'a.ts~',
    'a.json',
    'a.sql',
    'sub.ts/a.ts',
  );
  expect(await names([folder])).toEqual(['a.ts']);
});

test('folders below are searched only when asked to', async () => {
  touch('a.ts', '2025/b.ts', '2024/12/c.ts', '.git/d.ts', 'node_modules/e.ts');
  expect(await names([folder])).toEqual(['a.ts']);
  expect(await names([folder], true)).toEqual(['a.ts', '2024/12/c.ts', '2025/b.ts']);
});

test('a file that is reached twice is listed once', async () => {
  touch('versions/a.ts', 'versions/b.ts');
  symlinkSync(path.join(folder, 'versions'), path.join(folder, 'again'));
  symlinkSync(path.join(folder, 'versions/a.ts'), path.join(folder, 'versions/z.ts'));
  expect(await names([path.join(folder, 'versions'), path.join(folder, 'again'), folder], true)).toEqual([
    'versions/a.ts',
    'versions/b.ts',
  ]);
});

test('a location that is not there is an error that names it', async () => {
  const missing = path.join(folder, 'nowhere');
  await expect(discoverRevisionFiles([missing])).rejects.toMatchObject({
    code: 'io',
    message: `cannot read the version location ${missing}`,
  });
});

test('a CommonJS file is not passed over in silence', async () => {
  touch('a.ts', 'b.cjs');
  await expect(names([folder])).rejects.toMatchObject({
    code: 'revision',
    message: 'b.cjs is a CommonJS file: it would not be read as a revision',
  });
});
