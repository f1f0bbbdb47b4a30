import path from 'node:path';
import type { Config } from '../config/config.ts';
import { TsmigError } from '../errors.ts';
import { rowsAt } from '../revisions/target.ts';
import { writeFileAtomically, writeFolders } from '../script/write.ts';
import { positionKey, withDialect } from './position.ts';
import { type Records, readRecords, recordOf, recordsText, withRecord } from './records.ts';
import { loadGraph } from './revisions.ts';

export interface MarkArguments {
  /** Where the databases stand: any identifiers; `base` for an empty database. */
  readonly revisions: readonly string[];
  /** The dialect, where it is not the configured one. */
  readonly dialect?: string | undefined;
}

/** What the version file says of a database from now on. */
export interface Mark {
  /** Under what name: that of the database, or of its dialect. */
  readonly name: string;
  /** What the version file said before; null: nothing. */
  readonly from: readonly string[] | null;
  /** The rows of the version table; none: base. */
  readonly to: readonly string[];
}

/**
 * Writes into the version file where databases stand: all of them, or none.
 *
 * @param configs that of the project, or one for each database.
 * @throws TsmigError `config` when there is no version file configured, `graph` when the revisions are not, or when one
 * implies another; `io` when the file cannot be written: it is untouched then.
 */
export async function mark(
  configs: readonly Config[],
  { revisions, dialect }: MarkArguments,
): Promise<readonly Mark[]> {
  const files = new Map<string, Records>();
  const marks: Mark[] = [];
  for (const config of configs) {
    const file = versionFileOf(config);
    const name = positionKey(withDialect(config, { dialect }));
    const { graph } = await loadGraph(config);
    const to = rowsAt(graph, revisions.join(',')).sort();
    const records = files.get(file) ?? (await readRecords(file));
    files.set(file, withRecord(records, name, to));
    marks.push({ name, from: recordOf(records, name) ?? null, to });
  }
  await writeAll(files);
  return marks;
}

function versionFileOf({ versionFile }: Config): string {
  if (versionFile !== undefined) return versionFile;
  throw new TsmigError(
    'config',
    'no version file is configured: there is nowhere to write down where databases stand',
    {
      hint: "say where in the configuration: versionFile: 'migrations/current.json'",
    },
  );
}

async function writeAll(files: ReadonlyMap<string, Records>): Promise<void> {
  const written = [...files].map(([file, records]) => ({ file, text: recordsText(records) }));
  const [only, second] = written;
  if (only !== undefined && second === undefined) return writeFileAtomically(only.file, only.text);
  await writeFolders(
    written.map(({ file, text }) => ({ folder: path.dirname(file), files: [{ name: path.basename(file), text }] })),
  );
}
