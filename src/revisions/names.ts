import type { RevisionGraph } from './graph.ts';
import { GraphError } from './graph-error.ts';

/**
 * The graph with more names for revisions: the tags of releases, or `current`.
 *
 * @param names each with the revisions that it stands for; none: base
 * @throws GraphError when a name is a revision's id or a label already, or stands for a revision that there is not
 */
export function withNames(graph: RevisionGraph, names: Readonly<Record<string, readonly string[]>>): RevisionGraph {
  for (const [name, ids] of Object.entries(names)) {
    const owner = graph.revisions.has(name) ? name : graph.labels.get(name);
    if (owner !== undefined) {
      throw new GraphError('label', `'${name}' names a release, and also revision ${owner}`, {
        argument: name,
        revisions: [owner],
        hint: 'call the release something else',
      });
    }
    const gone = ids.find((id) => !graph.revisions.has(id));
    if (gone !== undefined) {
      throw new GraphError('unknown', `'${name}' stands for revision ${gone}, which is not there`, {
        argument: name,
        hint: `is its file missing? 'tsmig tag --force ${name} <revision>' moves the tag, 'tsmig tag --delete ${name}' removes it`,
      });
    }
  }
  return { ...graph, names: new Map([...graph.names, ...Object.entries(names)]) };
}
