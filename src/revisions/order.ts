import { Blocks } from './blocks.ts';
import type { RevisionGraph } from './graph.ts';
import { OpenHeads } from './open-heads.ts';

/**
 * Sorts revisions so that each comes before its parents and dependencies (turn it round for an upgrade), in Alembic's
 * order: down one line as far as nothing else needs to go first, starting with the head that was loaded first.
 *
 * @param wanted the revisions to sort
 * @param heads where to start; those that are not wanted are left out
 */
export function topologicalOrder(graph: RevisionGraph, wanted: ReadonlySet<string>, heads: Iterable<string>): string[] {
  const ids = [...graph.revisions.keys()];
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const numbersOf = (some: Iterable<string>): number[] => Array.from(some, (id) => numbers.get(id) ?? -1);
  const parents = [...graph.revisions.values()].map(({ normalizedDown }) => numbersOf(normalizedDown));
  const left = new Set(numbersOf(wanted));
  let output = walkDown(parents, left, numbersOf(heads));
  if (left.size > 0) {
    // The heads do not lead to everything: what is left starts from its own heads.
    const below = new Set([...left].flatMap((number) => parents[number] ?? []));
    const own = [...left].filter((number) => !below.has(number));
    output = output.concat(walkDown(parents, left, own));
  }
  return output.map((number) => ids[number] ?? '');
}

/** Takes what it passes out of `left`. */
function walkDown(parents: readonly (readonly number[])[], left: Set<number>, heads: readonly number[]): number[] {
  const output: number[] = [];
  const start = [...new Set(heads)].filter((head) => left.has(head));
  const open = new OpenHeads(start.sort((a, b) => a - b));
  const blocks = new Blocks(parents, open);
  let place = open.from(0);
  while (place !== undefined) {
    const revision = open.at(place);
    const blocking = blocks.placeAbove(revision);
    if (blocking !== undefined) {
      place = blocking;
      continue;
    }
    output.push(revision);
    left.delete(revision);
    blocks.pass(revision);
    const [next, ...more] = (parents[revision] ?? []).filter((parent) => left.has(parent) && !open.has(parent));
    if (next === undefined) {
      open.close(place);
      place = open.upTo(place) ?? open.from(0);
    } else open.move(place, next);
    for (const parent of more) open.add(parent);
  }
  return output;
}
