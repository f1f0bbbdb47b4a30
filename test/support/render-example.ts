// Renders examples/shop into out/<dialect>/ anew, for every dialect that is written: what `npm run example` does.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from '../../src/cli/main.ts';
import { dialectNames } from '../../src/model/dialect-options.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const config = join(root, 'examples/shop/tsmig.config.ts');

for (const dialect of dialectNames) {
  const folder = join(root, 'out', dialect);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const common = ['--sql', '-c', config, '--dialect', dialect];
  const codes = [
    await main(['upgrade', 'base:head', ...common, '--split', '-o', folder]),
    await main(['downgrade', 'head:base', ...common, '-o', join(folder, 'rollback.sql')]),
  ];
  if (codes.some((code) => code !== 0)) process.exitCode = 1;
}
