import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Io } from '../../src/cli/io.ts';
import { main } from '../../src/cli/main.ts';

/** The built command line, for tests that need a process of their own. */
export const bin = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));

/** An empty folder of its own; the test removes it. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tsmig-test-'));
}

/** Runs the command line in this process, without a terminal. */
export async function runCli(
  args: readonly string[],
  cwd: string,
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    isTerminal: false,
    write: async (text: string) => {
      written[name] += text;
    },
  });
  const io: Io = {
    stdin: { isTerminal: false, read: async () => '' },
    stdout: output('stdout'),
    stderr: output('stderr'),
    cwd,
    env: {},
    ask: async () => '',
    now: () => new Date('2026-11-21T10:15:00Z'),
    elapsed: () => 0,
    randomId: () => '0123456789ab',
  };
  const code = await main(args, io);
  return { code, ...written };
}
