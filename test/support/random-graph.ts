import { type Arbitrary, integer, noShrink, record } from 'fast-check';
import type { RevisionNode } from '../../src/revisions/revision.ts';

/** Numbers in [0, 1), the same for the same seed. */
export type Random = () => number;

/** A history as teams make it: branches and merges, several bases, labels, dependencies; files in any order. */
export interface RandomGraph {
  readonly nodes: readonly RevisionNode[];
  /** For what else is to be chosen. */
  readonly seed: number;
}

/** Random graphs of up to so many revisions. Another seed is no simpler, so that only the size is worth shrinking. */
export function randomGraphs(maxSize: number): Arbitrary<RandomGraph> {
  const shapes = record({ size: integer({ min: 1, max: maxSize }), seed: noShrink(integer({ min: 1, max: 2 ** 31 })) });
  return shapes.map(({ size, seed }) => ({ nodes: randomNodes(size, randomFrom(seed)), seed: seed + 1 }));
}

/** Some of the ids, each once. */
export function someOf(ids: readonly string[], count: number, random: Random): string[] {
  return [...new Set(Array.from({ length: count }, () => ids[Math.floor(random() * ids.length)] ?? ''))];
}

function randomNodes(size: number, random: Random): RevisionNode[] {
  const reach = Math.ceil(random() ** 3 * size);
  const often = { base: random() * 0.1, merge: random() * 0.5, depend: random() * 0.4, label: random() * 0.2 };
  const earlier = (index: number): string => idOf(index - 1 - Math.floor(random() * Math.min(reach, index)));
  const nodes = Array.from({ length: size }, (_, index): RevisionNode => {
    const isBase = index === 0 || random() < often.base;
    const down = isBase ? [] : [earlier(index), ...(random() < often.merge ? [earlier(index)] : [])];
    return {
      id: idOf(index),
      down: [...new Set(down)],
      branchLabels: random() < often.label ? [`label${index}`] : [],
      dependsOn: index > 0 && random() < often.depend ? [earlier(index)] : [],
      message: '',
      file: `versions/${idOf(index)}.ts`,
    };
  });
  return random() < 0.3 ? nodes : shuffled(nodes, random);
}

function idOf(index: number): string {
  return `r${String(index).padStart(5, '0')}`;
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
