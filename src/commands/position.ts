import type { Config } from '../config/config.ts';
import { TsmigError } from '../errors.ts';
import type { RevisionGraph } from '../revisions/graph.ts';
import { rowsAt } from '../revisions/target.ts';
import { readRecords } from './records.ts';

/** Where a database stands. */
export interface Position {
  /** The rows of its version table; none: base. */
  readonly rows: readonly string[];
  /** Who says so: the command line, or the version file. */
  readonly source: 'given' | 'versionFile';
}

/**
 * Where the database of this configuration stands: as `from` says, else as the version file does; undefined when there is
 * neither.
 *
 * @param from identifiers, with commas between them where there are several rows.
 * @throws TsmigError `config` when there is a version file that does not say it.
 */
export async function positionOf(config: Config, graph: RevisionGraph, from?: string): Promise<Position | undefined> {
  if (from !== undefined) return { rows: rowsAt(graph, from), source: 'given' };
  if (config.versionFile === undefined) return undefined;
  const key = positionKey(config);
  const rows = (await readRecords(config.versionFile))[key];
  if (rows !== undefined) return { rows: rows.flatMap((row) => rowsAt(graph, row)), source: 'versionFile' };
  throw new TsmigError('config', `${config.versionFile} does not say where '${key}' stands`, {
    hint: `write it down with 'tsmig mark <revision>' ('tsmig mark base' for an empty database), or say it with --from`,
  });
}

/** Under what name the version file has a database: its name among several, or its dialect's. */
export function positionKey({ database, databases, dialect }: Config): string {
  if (database === undefined && databases.length > 0) {
    throw new TsmigError('usage', 'there are several databases, which may stand at different revisions', {
      hint: `say which one is meant: --name ${databases.join(' or --name ')}`,
    });
  }
  const key = database ?? dialect?.name;
  if (key !== undefined) return key;
  throw new TsmigError('config', 'the version file knows databases by their dialect, and no dialect is configured', {
    hint: "say it in the configuration: dialect: 'postgresql'",
  });
}
