import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { main } from '../../src/cli/main.ts';

/** A folder that is gone when the test is over. */
export function temporaryFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'tsmig-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}

/** All files below a folder, sorted, with their text. */
export function filesOf(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(files.sort().map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]));
}

export interface Told {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in a folder, with a clock and a random id that stand still. */
export async function tsmig(cwd: string, argv: readonly string[], world: Partial<Io> = {}): Promise<Told> {
  const told = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    isTerminal: false,
    write: async (text: string) => {
      told[name] += text;
    },
  });
  const exitCode = await main(argv, {
    stdin: { isTerminal: false, read: async () => '' },
    stdout: output('stdout'),
    stderr: output('stderr'),
    cwd,
    env: {},
    ask: async () => '',
    now: () => new Date('2026-11-21T10:15:00.500Z'),
    elapsed: () => 0,
    randomId: () => '1975ea83b712',
    ...world,
  });
  return { exitCode, ...told };
}

/** A revision file. */
export function revisionFile(
  id: string,
  down: string | null,
  body: { up?: string; down?: string; message?: string } = {},
): string {
  return `/**
 * ${body.message ?? `add ${id}`}
 *
 * Revision ID: ${id}
 */
import { s, sql, type Operations } from 'tsmig';

export const revision = '${id}';
export const downRevision = ${down === null ? 'null' : `'${down}'`};
export const branchLabels = null;
export const dependsOn = null;

export function upgrade(op: Operations): void {
  ${body.up ?? ''}
}

export function downgrade(op: Operations): void {
  ${body.down ?? ''}
}
`;
}
