import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { dialectNames } from '../src/model/dialect-options.ts';
import { runCli, temporaryFolder } from './support/cli.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const contents = (path: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(path)
      .sort()
      .map((file) => [file, readFileSync(join(path, file), 'utf8')]),
  );

describe('the example shop', () => {
  test('has tracked scripts of each dialect that is written', () => {
    expect(readdirSync(join(root, 'out')).sort()).toEqual([...dialectNames].sort());
  });

  test.each([...dialectNames])('the tracked scripts for %s are up to date (npm run example)', async (dialect) => {
    const config = join(root, 'examples/shop/tsmig.config.ts');
    const fresh = join(folder, dialect);
    const common = ['--sql', '-q', '-c', config, '--dialect', dialect];
    const up = await runCli(['upgrade', 'base:head', ...common, '--split', '-o', fresh], folder);
    expect(up).toEqual({ code: 0, stdout: '', stderr: '' });
    const down = await runCli(['downgrade', 'head:base', ...common, '-o', join(fresh, 'rollback.sql')], folder);
    expect(down).toEqual({ code: 0, stdout: '', stderr: '' });
    const tracked = contents(join(root, 'out', dialect));
    expect(Object.keys(tracked).length).toBe(13);
    expect(contents(fresh)).toEqual(tracked);
  });
});
