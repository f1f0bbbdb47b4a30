import { filled, flag, type Given } from './given.ts';
import type { Io } from './io.ts';

/** What `--from` says, as `positionOf` takes it: `-` stands for the result of a query, on standard input. */
export async function fromOption(io: Io, given: Given): Promise<string | undefined> {
  const from = filled(given, 'from');
  if (from !== '-') return from;
  const { pastedRows } = await import('../commands/pasted.ts');
  if (io.stdin.isTerminal && !flag(given, 'quiet')) {
    await io.stderr.write('paste the result of: select version_num from alembic_version (and end it with Ctrl-D)\n');
  }
  const rows = pastedRows(await io.stdin.read());
  return rows.length === 0 ? 'base' : rows.join(',');
}
