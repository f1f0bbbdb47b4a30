import { byCodeUnits, type Draft } from './graph.ts';
import { GraphError, missing } from './graph-error.ts';
import type { RevisionNode } from './revision.ts';

/** Gives the ids of a revision's dependencies, which its file names by id, label, or the beginning of an id. */
export function dependencyResolver(
  drafts: ReadonlyMap<string, Draft>,
  labels: ReadonlyMap<string, string>,
): (node: RevisionNode) => string[] {
  let sorted: readonly string[] | undefined;
  const startingWith = (prefix: string): string[] => {
    if (prefix.length < 4) return [];
    sorted ??= [...drafts.keys()].sort(byCodeUnits);
    return rangeOf(sorted, prefix);
  };
  const resolve = (node: RevisionNode, name: string): string => {
    const exact = drafts.get(name)?.id ?? labels.get(name);
    if (exact !== undefined) return exact;
    const partial = startingWith(name);
    const [only, second] = partial;
    if (only === undefined) throw missing(node, name, 'dependsOn', 'a dependency is a revision id or a branch label');
    if (second === undefined) return only;
    throw new GraphError('ambiguous', `Multiple revisions start with '${name}', on which revision ${node.id} depends`, {
      revisions: partial,
      argument: name,
      file: node.file,
      hint: 'name the dependency by its whole revision id',
    });
  };
  return (node) => [...new Set(node.dependsOn.map((name) => resolve(node, name)))];
}

/** Those of sorted ids that start so. */
function rangeOf(sorted: readonly string[], prefix: string): string[] {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  const found: string[] = [];
  for (let id = sorted[low]; id?.startsWith(prefix); id = sorted[++low]) found.push(id);
  return found;
}

/**
 * Leaves out the dependencies that an ancestor has too. Only those matter on which several revisions depend: 32 of them
 * at a time are handed up from parents to children as the bits of a number, so that the cost does not grow with the pairs.
 *
 * @param order the revisions, parents first
 */
export function normalizeDependencies(order: Iterable<string>, drafts: ReadonlyMap<string, Draft>): void {
  const parentsFirst = [...order].flatMap((id) => drafts.get(id) ?? []);
  const numbers = new Map(parentsFirst.map(({ id }, number) => [id, number]));
  const numbersOf = (ids: readonly string[]): number[] => ids.map((id) => numbers.get(id) ?? 0);
  const down = parentsFirst.map((draft) => numbersOf(draft.down));
  const dependencies = parentsFirst.map((draft) => numbersOf(draft.dependencies));
  const implied = impliedDependencies(down, dependencies);
  for (const [number, draft] of parentsFirst.entries()) {
    const needed = draft.dependencies.filter((_, at) => !implied[number]?.has(dependencies[number]?.[at] ?? 0));
    draft.normalizedDown = [...new Set([...draft.down, ...needed])];
  }
}

/** For each revision those of its dependencies that an ancestor has. All revisions are numbers, parents first. */
function impliedDependencies(down: readonly number[][], dependencies: readonly number[][]): Set<number>[] {
  const counts = new Int32Array(down.length);
  for (const list of dependencies) for (const id of list) counts[id] = (counts[id] ?? 0) + 1;
  const shared = [...counts.keys()].filter((id) => (counts[id] ?? 0) > 1);
  const implied: Set<number>[] = [];
  for (let start = 0; start < shared.length; start += 32) {
    const bits = new Int32Array(down.length);
    for (const [bit, id] of shared.slice(start, start + 32).entries()) bits[id] = 1 << bit;
    const handedUp = new Int32Array(down.length);
    for (const [at, parents] of down.entries()) {
      let below = 0;
      for (const parent of parents) below |= handedUp[parent] ?? 0;
      let all = below;
      for (const id of dependencies[at] ?? []) {
        const bit = bits[id] ?? 0;
        if (below & bit) implied[at] = (implied[at] ?? new Set()).add(id);
        all |= bit;
      }
      handedUp[at] = all;
    }
  }
  return implied;
}
