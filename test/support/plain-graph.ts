import type { RevisionNode } from '../../src/revisions/revision.ts';

/** What must be said of a graph to judge plans by, in the plainest way that there is. Dependencies are named by their ids. */
export class PlainGraph {
  readonly #parents: ReadonlyMap<string, readonly string[]>;

  constructor(nodes: readonly RevisionNode[]) {
    this.#parents = new Map(nodes.map(({ id, down, dependsOn }) => [id, [...down, ...dependsOn]]));
  }

  /** The revisions and all that must be applied before them. */
  closure(ids: readonly string[]): Set<string> {
    const closure = new Set(ids);
    for (const id of closure) for (const parent of this.parents(id)) closure.add(parent);
    return closure;
  }

  /** Those that no other one implies, sorted: the version rows when these are applied. */
  rows(ids: Iterable<string>): string[] {
    const all = [...new Set(ids)];
    const implied = this.closure(all.flatMap((id) => this.parents(id)));
    return all.filter((id) => !implied.has(id)).sort();
  }

  parents(id: string): readonly string[] {
    return this.#parents.get(id) ?? [];
  }

  /** Alembic's order of revisions, heads first, as its own code finds it: by asking all open heads at each step. */
  order(
    wanted: ReadonlySet<string>,
    heads: readonly string[],
    normalizedDown: (id: string) => readonly string[],
  ): string[] {
    const loaded = [...this.#parents.keys()];
    const todo = new Set(wanted);
    const open = loaded.filter((id) => heads.includes(id) && todo.has(id));
    const output: string[] = [];
    let at = 0;
    while (open.length > 0) {
      const id = open[at] ?? '';
      const blocking = open.findIndex((other, index) => index !== at && this.closure([other]).has(id));
      if (blocking >= 0) {
        at = blocking;
        continue;
      }
      if (todo.delete(id)) output.push(id);
      const [next, ...more] = normalizedDown(id).filter((parent) => todo.has(parent) && !open.includes(parent));
      if (next === undefined) {
        open.splice(at, 1);
        at = Math.max(at - 1, 0);
      } else open.splice(at, 1, next);
      open.push(...more);
    }
    return output;
  }
}
