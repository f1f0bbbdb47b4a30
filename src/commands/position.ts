import type { Config } from '../config/config.ts';
import { TsmigError } from '../errors.ts';
import type { RevisionGraph } from '../revisions/graph.ts';
import { withNames } from '../revisions/names.ts';
import { rowsAt } from '../revisions/target.ts';
import { chooseDialect } from './project.ts';
import { checkRecord, readRecords, recordOf } from './records.ts';

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
  const { versionFile } = config;
  if (versionFile === undefined) return undefined;
  const key = positionKey(config);
  const rows = recordOf(await readRecords(versionFile), key);
  if (rows === undefined) {
    const mark = `tsmig mark${config.database === undefined ? '' : ` -n ${config.database}`}`;
    throw new TsmigError('config', `${versionFile} does not say where '${key}' stands`, {
      hint: `write it down with '${mark} <revision>' ('${mark} base' for an empty database), or say it with --from`,
    });
  }
  await checkRecord(versionFile, key, rows, graph.revisions);
  return { rows, source: 'versionFile' };
}

/** Where a script starts, and the graph that its ranges are read in. */
export interface Start {
  /** With `current` as a name, where the ranges speak of it and it is known. */
  readonly graph: RevisionGraph;
  /** Undefined where the ranges say it, or nobody does. */
  readonly position: Position | undefined;
}

/**
 * Where a script with these ranges starts.
 *
 * @throws TsmigError `usage` when both the ranges and `from` say it.
 */
export async function startOf(
  config: Config,
  graph: RevisionGraph,
  ranges: readonly string[],
  given: { readonly from?: string | undefined; readonly dialect?: string | undefined },
): Promise<Start> {
  const started = ranges.find((range) => range.includes(':') && !speaksOfCurrent(range.split(':')[0] ?? ''));
  if (started !== undefined && given.from !== undefined) {
    throw new TsmigError('usage', `'${started}' and --from both say where the script starts`, {
      hint: 'leave out one of them',
    });
  }
  const ofCurrent = ranges.some(speaksOfCurrent);
  if (started !== undefined && !ofCurrent) return { graph, position: undefined };
  const position = await positionOf(withDialect(config, given), graph, given.from);
  return {
    graph: ofCurrent && position !== undefined ? withNames(graph, { current: position.rows }) : graph,
    position: started === undefined ? position : undefined,
  };
}

/** Whether an identifier or a range speaks of `current`. */
export function speaksOfCurrent(range: string): boolean {
  return /(?:^|[@:,\s])current(?:$|[-+:,\s])/.test(range);
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

/** The configuration, for the dialect that was asked for. */
export function withDialect(config: Config, { dialect }: { readonly dialect?: string | undefined }): Config {
  return dialect === undefined ? config : { ...config, dialect: chooseDialect(config, { dialect }) };
}
