import path from 'node:path';
import type { Config } from '../config/config.ts';
import { isFile } from '../config/find.ts';
import { TsmigError } from '../errors.ts';
import { writeFileAtomically, writeSplit } from '../script/write.ts';
import type { ScriptResult } from './script.ts';
import type { Script } from './script-target.ts';

/**
 * Writes a script to one file: whole, or not at all.
 *
 * @param file its absolute path.
 * @throws TsmigError `io` when it cannot be written; a file that was there is untouched then.
 */
export async function saveScript({ script }: Pick<Script, 'script'>, file: string): Promise<void> {
  if (file.endsWith('/') || file.endsWith(path.sep)) {
    throw new TsmigError('usage', `${file} is a folder`, {
      hint: 'name a file, or add --split for one file per revision',
    });
  }
  await writeFileAtomically(file, script);
}

/**
 * Writes a script as one file per revision: all of them, or none.
 *
 * @param folder its absolute path; see `defaultFolder`.
 * @returns the absolute paths, in the order in which they are to be applied.
 * @throws TsmigError `io` when a file cannot be written, `usage` when the folder holds scripts of another split.
 */
export async function saveSplit({ files }: Pick<ScriptResult, 'files'>, folder: string): Promise<readonly string[]> {
  if (await isFile(folder)) {
    throw new TsmigError('usage', `${folder} is a file`, { hint: 'with --split, --output names a folder' });
  }
  await writeSplit(folder, files);
  return files.map(({ name }) => path.join(folder, name));
}

/**
 * The folder for a split script that is given none: `<output>/<dialect>` (of several databases `<output>/<name>`), and for
 * a downgrade `downgrade` in it, since its files have the same names.
 */
export function defaultFolder(config: Config, dialect: string, direction: 'upgrade' | 'downgrade'): string {
  const folder = path.join(config.output, config.database ?? dialect);
  return direction === 'upgrade' ? folder : path.join(folder, direction);
}
