import path from 'node:path';
import type { Config } from '../config/config.ts';
import { isFile } from '../config/find.ts';
import { TsmigError } from '../errors.ts';
import { type ScriptFolder, writeFolders } from '../script/write.ts';

/**
 * Writes the scripts of several databases: all of them, or none.
 *
 * @throws TsmigError `io` when a file cannot be written, `usage` when a folder is none, or holds scripts of another split.
 */
export async function saveDatabases(folders: readonly ScriptFolder[]): Promise<void> {
  for (const { folder } of folders) {
    if (!(await isFile(folder))) continue;
    throw new TsmigError('usage', `${folder} is a file`, { hint: 'with several databases, --output names a folder' });
  }
  await writeFolders(folders.filter(({ files }) => files.length > 0));
}

/**
 * The folder for `<name>.sql` that is given none: `<output>`, and for other commands than `upgrade` one in it, since
 * their files have the same names.
 */
export function databaseFolder({ output }: Config, command: string): string {
  return command === 'upgrade' ? output : path.join(output, command);
}
