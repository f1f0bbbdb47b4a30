import { readFile } from 'node:fs/promises';
import { TsmigError } from '../errors.ts';

/** Names, each with the revisions that it stands for: what tags and version files hold. */
export type Records = Readonly<Record<string, readonly string[]>>;

/**
 * Reads a JSON file of names and revisions: `{ "v1.3": ["1975ea83b712"] }`. A file that is not there holds nothing.
 *
 * @throws TsmigError `config` when it holds something else, `io` when it cannot be read.
 */
export async function readRecords(file: string): Promise<Records> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return '{}';
    throw new TsmigError('io', `${file} cannot be read`, { cause });
  });
  const { parseJson } = await import('../config/positions.ts');
  const records = parseJson(text, file);
  if (typeof records !== 'object' || records === null || Array.isArray(records)) throw malformed(file);
  for (const ids of Object.values(records)) {
    if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string')) throw malformed(file);
  }
  return records as Records;
}

/** The text of such a file: names in order, so that a change of one is a change of one line. */
export function recordsText(records: Records): string {
  const names = Object.keys(records).sort();
  const lines = names.map((name) => `  ${JSON.stringify(name)}: ${JSON.stringify(records[name])}`);
  return lines.length === 0 ? '{}\n' : `{\n${lines.join(',\n')}\n}\n`;
}

function malformed(file: string): TsmigError {
  return new TsmigError('config', `${file} does not hold names and revisions`, {
    hint: 'it looks like { "v1.3": ["1975ea83b712"] }; tsmig writes it',
    source: { position: { file, line: 1, column: 1 } },
  });
}
