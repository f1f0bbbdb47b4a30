import path from 'node:path';
import type { Config } from '../config/config.ts';
import type { RevisionGraph } from '../revisions/graph.ts';
import { ancestors } from '../revisions/walk.ts';
import { checkRecord, readRecords } from './records.ts';

/**
 * The revisions that others rely on already, each with who does: they are applied, as a version file says, or released.
 *
 * @param graph with the tags of releases as its names.
 * @throws TsmigError `config` when a version file names a revision that there is not.
 */
export async function settledRevisions(
  configs: readonly Config[],
  graph: RevisionGraph,
): Promise<ReadonlyMap<string, string>> {
  const settled = new Map<string, string>();
  const settle = (ids: readonly string[], why: string): void => {
    for (const id of ancestors(graph, ids)) if (!settled.has(id)) settled.set(id, why);
  };
  for (const [name, ids] of graph.names) settle(ids, `it is part of release ${name}`);
  const files = new Set(configs.flatMap(({ versionFile }) => versionFile ?? []));
  for (const file of files) {
    for (const [name, ids] of Object.entries(await readRecords(file))) {
      await checkRecord(file, name, ids, graph.revisions);
      settle(ids, `${path.basename(file)} says that ${name} has it`);
    }
  }
  return settled;
}
