import type { RevisionGraph } from './graph.ts';

/**
 * Sorts revisions so that each comes before its parents and dependencies (turn it round for an upgrade), in Alembic's
 * order: down one line as far as nothing else needs to go first, starting with the head that was loaded first.
 *
 * @param wanted the revisions to sort
 * @param heads where to start; those that are not wanted are left out
 */
export function topologicalOrder(graph: RevisionGraph, wanted: ReadonlySet<string>, heads: Iterable<string>): string[] {
  const loaded = new Map([...graph.revisions.keys()].map((id, index) => [id, index]));
  const position = (id: string): number => loaded.get(id) ?? 0;
  const below = (id: string): readonly string[] => graph.revisions.get(id)?.normalizedDown ?? [];
  const todo = new Set(wanted);
  /** How many of the revisions still to come stand directly above one. */
  const above = new Map<string, number>();
  for (const id of todo) for (const parent of below(id)) above.set(parent, (above.get(parent) ?? 0) + 1);

  const output: string[] = [];
  let start = new Set([...heads].filter((id) => todo.has(id)));
  while (todo.size > 0) {
    // Where the heads do not lead to everything, what is left starts from its own heads.
    if (start.size === 0) start = new Set([...todo].filter((id) => !above.get(id)));
    const open = [...start].sort((a, b) => position(a) - position(b));
    start = new Set();
    const isOpen = new Set(open);
    let at = 0;
    while (open.length > 0) {
      const id = open[at] ?? '';
      if (above.get(id)) {
        const blocking = open.findIndex((other, index) => index !== at && leadsTo(graph, other, id));
        if (blocking >= 0) {
          at = blocking;
          continue;
        }
      }
      if (todo.delete(id)) {
        output.push(id);
        for (const parent of below(id)) above.set(parent, (above.get(parent) ?? 0) - 1);
      }
      isOpen.delete(id);
      const [next, ...more] = below(id).filter((parent) => todo.has(parent) && !isOpen.has(parent));
      if (next === undefined) {
        open.splice(at, 1);
        at = Math.max(at - 1, 0);
      } else {
        open[at] = next;
        open.push(...more);
        for (const added of [next, ...more]) isOpen.add(added);
      }
    }
  }
  return output;
}

/** Whether `ancestor` is below `id`. Ways that are lower already than the ancestor are not followed. */
function leadsTo(graph: RevisionGraph, id: string, ancestor: string): boolean {
  const floor = graph.levels.get(ancestor) ?? 0;
  const seen = new Set<string>();
  const todo = [id];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (next === ancestor) return true;
    if (seen.has(next) || (graph.levels.get(next) ?? 0) <= floor) continue;
    seen.add(next);
    todo.push(...(graph.revisions.get(next)?.normalizedDown ?? []));
  }
  return false;
}
