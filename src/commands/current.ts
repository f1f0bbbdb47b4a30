import type { Config } from '../config/config.ts';
import { TsmigError } from '../errors.ts';
import { type RevisionGraph, revisionOf } from '../revisions/graph.ts';
import { ancestors } from '../revisions/walk.ts';
import { requirePosition } from './known-position.ts';
import type { Position } from './position.ts';
import { type RevisionInfo, revisionInfos } from './revision-info.ts';
import { loadGraph } from './revisions.ts';

/** What `current` takes. */
export interface CurrentArguments {
  /** Where the database stands: identifiers, with commas between them; else as the version file says. */
  readonly from?: string | undefined;
  /** Whether it is an error when a head is not applied. */
  readonly checkHeads?: boolean | undefined;
}

/** Where a database stands, with the revisions. */
export interface CurrentResult extends Position {
  /** Which of several databases this is of; undefined: there is only one. */
  readonly database: string | undefined;
  /** The ends of all lines that are applied: the rows, and what these imply by depending on it. */
  readonly revisions: readonly RevisionInfo[];
}

/**
 * Where the database stands, from what is said or written down: it is not asked.
 *
 * @param config the project's configuration, from `readConfig`.
 * @throws TsmigError `usage` when nothing says it; `check` when a head is not applied, where that is asked.
 */
export async function current(config: Config, given: CurrentArguments = {}): Promise<CurrentResult> {
  const project = await loadGraph(config);
  const { graph } = project;
  const { rows, source } = await requirePosition(config, graph, given.from);
  const applied = new Set([...rows, ...ancestors(graph, rows)]);
  if (given.checkHeads) refuseBehindHeads(graph, rows, applied);
  const ends = [...applied].filter((id) => !revisionOf(graph, id).children.some((child) => applied.has(child)));
  return { database: config.database, source, rows, revisions: revisionInfos(project)(ends) };
}

/** Alembic compares the rows, which a head that another one depends on can never be among. */
function refuseBehindHeads(graph: RevisionGraph, rows: readonly string[], applied: ReadonlySet<string>): void {
  const missing = graph.heads.filter((id) => !applied.has(id));
  if (missing.length === 0) return;
  const start = rows.length === 0 ? 'base' : rows.join(',');
  throw new TsmigError('check', 'Database is not on all head revisions', {
    hint: `it stands at ${start} and misses ${missing.join(', ')}: tsmig upgrade ${start}:heads --sql`,
  });
}
