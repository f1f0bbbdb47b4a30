import type { WrittenRevision } from '../commands/new-revision.ts';
import { shownPath } from './errors.ts';
import { flag, type Given } from './given.ts';
import type { Io } from './io.ts';

/** Says which file was written, in Alembic's words. */
export async function told({ file }: WrittenRevision, io: Io, given: Given): Promise<void> {
  if (!flag(given, 'quiet')) await io.stdout.write(`Generating ${shownPath(file, io.cwd)} ...  done\n`);
}
