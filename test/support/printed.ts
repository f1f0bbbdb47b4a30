import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import * as tsmig from '../../src/index.ts';
import type { Operations } from '../../src/operations/op.ts';
import type { Printed } from '../../src/operations/print.ts';
import { loadModule } from '../../src/revisions/load.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A folder inside of the repository, so that its Biome formats there, which goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tsmig-print-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A revision file whose upgrade is what was printed. */
export function revisionText({ lines, uses }: Printed): string {
  const imports = ['type Operations', ...[...uses].sort()].join(', ');
  const from =
    imports === 'type Operations' ? "import type { Operations } from 'tsmig';" : `import { ${imports} } from 'tsmig';`;
  if (lines.length === 0) return `${from}\n\nexport function upgrade(_op: Operations): void {}\n`;
  return [
    from,
    '',
    'export function upgrade(op: Operations): void {',
    ...lines.map((line) => `  ${line}`),
    '}',
    '',
  ].join('\n');
}

/** A file of models, as it was printed. */
export function modelsText({ lines, uses }: Printed): string {
  return [`import { ${[...uses].sort().join(', ')} } from 'tsmig';`, '', ...lines, ''].join('\n');
}

let count = 0;

/** What a file with this text exports. */
export async function exportsOf(folder: string, text: string): Promise<Record<string, unknown>> {
  const file = join(folder, `printed${count++}.ts`);
  writeFileSync(file, text);
  return loadModule(file, { modules: { tsmig: { ...tsmig } } });
}

/** The upgrade function of a file with this text. */
export async function upgradeOf(folder: string, text: string): Promise<(op: Operations) => void> {
  return (await exportsOf(folder, text)).upgrade as (op: Operations) => void;
}

/** What Biome would write otherwise of the texts, with the repository's settings; nothing when it would leave them as they are. */
export function misformatted(folder: string, texts: readonly string[]): string {
  mkdirSync(folder, { recursive: true });
  const settings = {
    formatter: { indentStyle: 'space', indentWidth: 2, lineWidth: 120 },
    javascript: { formatter: { quoteStyle: 'single' } },
    files: { maxSize: 50_000_000 },
  };
  writeFileSync(join(folder, 'biome.json'), JSON.stringify(settings));
  for (const [at, text] of texts.entries()) writeFileSync(join(folder, `format${at}.ts`), text);
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const files = texts.map((_, at) => `format${at}.ts`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [biome, 'format', '--colors=off', ...files], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status === 0 && stderr.includes(`Checked ${texts.length} file`)) return '';
  return `${stdout}${stderr}`;
}
