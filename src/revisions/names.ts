import { type RevisionGraph, revisionOf } from './graph.ts';
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
    for (const id of ids) revisionOf(graph, id);
  }
  return { ...graph, names: new Map([...graph.names, ...Object.entries(names)]) };
}
