import type { Config } from '../config/config.ts';
import { TsmigError } from '../errors.ts';
import type { RevisionGraph } from '../revisions/graph.ts';
import { withNames } from '../revisions/names.ts';
import { type Position, positionOf, speaksOfCurrent } from './position.ts';

/**
 * Where the database stands.
 *
 * @throws TsmigError `usage` when nothing says it.
 */
export async function requirePosition(
  config: Config,
  graph: RevisionGraph,
  from: string | undefined,
): Promise<Position> {
  const position = await positionOf(config, graph, from);
  if (position !== undefined) return position;
  throw new TsmigError('usage', 'tsmig never asks a database, so it does not know where yours stands', {
    hint:
      "say it with --from REVISION, or pipe the result of 'select version_num from alembic_version' into --from -; " +
      "with a versionFile in the configuration, 'tsmig mark REVISION' writes it down",
  });
}

/** The graph in which `current` is a name, where the identifier or range speaks of it and it is known. */
export async function withCurrent(
  config: Config,
  graph: RevisionGraph,
  text: string,
  from: string | undefined,
): Promise<RevisionGraph> {
  if (!speaksOfCurrent(text)) return graph;
  const position = await positionOf(config, graph, from);
  return position === undefined ? graph : withNames(graph, { current: position.rows });
}
