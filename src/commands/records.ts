import { readFile } from 'node:fs/promises';
import { parseJson, positionAt } from '../config/positions.ts';
import { type SourcePosition, TsmigError } from '../errors.ts';

/** Names, each with the revisions that it stands for: what tags and version files hold. */
export type Records = Readonly<Record<string, readonly string[]>>;

/**
 * Reads a JSON file of names and revisions: `{ "v1.3": ["1975ea83b712"] }`. A file that is not there holds nothing.
 *
 * @throws TsmigError `config` when it holds something else, `io` when it cannot be read.
 */
export async function readRecords(file: string): Promise<Records> {
  const text = await textOf(file);
  if (text === undefined) return {};
  const records = parsed(text, file);
  if (typeof records !== 'object' || records === null || Array.isArray(records)) throw malformed(file);
  for (const [name, ids] of Object.entries(records)) {
    if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string')) {
      throw malformed(file, placeOf(text, name, file));
    }
  }
  return records as Records;
}

/** What the records hold under a name; a name such as `constructor` is no record unless it was written down. */
export function recordOf(records: Records, name: string): readonly string[] | undefined {
  return Object.hasOwn(records, name) ? records[name] : undefined;
}

/** The records with one more, or another one, under this name. */
export function withRecord(records: Records, name: string, ids: readonly string[]): Records {
  return { ...records, [name]: ids };
}

/** The records without the one of this name. */
export function withoutRecord(records: Records, name: string): Records {
  return Object.fromEntries(Object.entries(records).filter(([other]) => other !== name));
}

/** Where a file has the record of this name, as far as that can be told. */
export async function placeOfRecord(file: string, name: string): Promise<SourcePosition> {
  return placeOf((await textOf(file)) ?? '', name, file);
}

/**
 * That a version file names revisions that there are.
 *
 * @throws TsmigError `config` with the place in the file when it does not.
 */
export async function checkRecord(
  file: string,
  name: string,
  ids: readonly string[],
  revisions: ReadonlyMap<string, unknown>,
): Promise<void> {
  const gone = ids.find((id) => !revisions.has(id));
  if (gone === undefined) return;
  throw new TsmigError('config', `${file} says that '${name}' stands at '${gone}', which is no revision`, {
    hint: "is its file missing? 'tsmig mark' writes down where the database stands",
    source: { position: await placeOfRecord(file, name) },
  });
}

/** The text of such a file: names in order, so that a change of one is a change of one line. */
export function recordsText(records: Records): string {
  const names = Object.keys(records).sort();
  const lines = names.map((name) => {
    const ids = (recordOf(records, name) ?? []).map((id) => JSON.stringify(id));
    return `  ${JSON.stringify(name)}: [${ids.join(', ')}]`;
  });
  return lines.length === 0 ? '{}\n' : `{\n${lines.join(',\n')}\n}\n`;
}

/** As JSON writes the name, or at the top where it is written otherwise. */
function placeOf(text: string, name: string, file: string): SourcePosition {
  return positionAt(text, Math.max(0, text.indexOf(JSON.stringify(name))), file);
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new TsmigError('io', `${file} cannot be read`, { cause });
  }
}

function parsed(text: string, file: string): unknown {
  try {
    return parseJson(text, file);
  } catch (error) {
    if (!(error instanceof TsmigError)) throw error;
    const { code, message, source, cause } = error;
    throw new TsmigError(code, message, { hint: /^<{7}/m.test(text) ? conflictHint : shapeHint, source, cause });
  }
}

const shapeHint = 'it looks like { "v1.3": ["1975ea83b712"] }; tsmig writes it';
const conflictHint =
  'two changes of it met in a merge: keep the right lines, and remove the marks <<<<<<<, ======= and >>>>>>>';

function malformed(file: string, position: SourcePosition = { file, line: 1, column: 1 }): TsmigError {
  return new TsmigError('config', `${file} does not hold names and revisions`, {
    hint: shapeHint,
    source: { position },
  });
}
