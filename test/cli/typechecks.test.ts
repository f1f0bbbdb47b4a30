import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { temporaryFolder, tsmig } from './support.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

test('what init and revision write type-checks as it is', { timeout: 60_000 }, async () => {
  const folder = temporaryFolder({ 'package.json': '{"type": "module"}' });
  await tsmig(folder, ['init']);
  await tsmig(folder, ['revision', '-m', 'it`s */ done']);
  await tsmig(folder, ['revision', '-m', 'next', '--rev-id', 'b2']);
  const compilerOptions = {
    noUnusedLocals: false,
    noUnusedParameters: false,
    incremental: false,
    typeRoots: [join(root, 'node_modules/@types')],
    paths: { tsmig: [join(root, 'src/index.ts')] },
  };
  const settings = { extends: join(root, 'tsconfig.json'), compilerOptions, include: ['**/*.ts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, '--noEmit', '--listFiles', '-p', folder]);
  expect(stdout).toContain(join(folder, 'migrations/versions/1975ea83b712_it_s_done.ts'));
  expect(stdout).not.toMatch(/error TS/);
});
