// What graphs cost grows with their size, not with its square: measured within one run, with room for a busy machine.
import { expect, test } from 'vitest';
import { buildGraph } from '../../src/revisions/graph.ts';
import { historyOf, planDowngrade, planUpgrade, replayOrder } from '../../src/revisions/plan.ts';
import type { RevisionNode } from '../../src/revisions/revision.ts';
import { planStamp } from '../../src/revisions/stamp.ts';
import { node } from '../support/graph-nodes.ts';
import { type Random, randomFrom } from '../support/random-graph.ts';

type Shape = (size: number) => RevisionNode[];

const id = (index: number): string => `r${String(index).padStart(6, '0')}`;

/** Each revision by the indices of its parents, and what else it has. */
function shape(
  of: (index: number, size: number, random: Random) => readonly [number[], Partial<RevisionNode>?],
): Shape {
  return (size) => {
    const random = randomFrom(1);
    return Array.from({ length: size }, (_, index) => {
      const [down, more] = of(index, size, random);
      return node(id(index), index === 0 ? [] : down.map(id), more);
    });
  };
}

const shapes: readonly (readonly [string, Shape])[] = [
  ['a line', shape((i) => [[i - 1]])],
  ['side branches of one base', shape((i, size) => [[i <= size / 10 ? 0 : i - size / 10]])],
  [
    'a merge of very many branches',
    shape((i, size) => [i < size - 1 ? [0] : Array.from({ length: size - 2 }, (_, k) => k + 1)]),
  ],
  ['branches and merges in turn', shape((i) => [i % 3 === 0 ? [i - 2, i - 1] : [i - (i % 3)]])],
  ['short branches off one line', shape((i) => [[i % 2 ? i - 1 : i - 2]])],
  ['merges that name ancestors of their parents', shape((i, size) => [i < size / 2 ? [i - 1] : [i - size / 2, i - 1]])],
  ['a new base merged by each second', shape((i) => [i < 3 ? [0] : i % 2 ? [] : [i === 4 ? 2 : i - 2, i - 1]])],
  ['labels all along a line', shape((i) => [[i - 1], { branchLabels: [`label${i}`] }])],
  [
    'a label on each branch',
    shape((i, size) => [[i <= size / 10 ? 0 : i - size / 10], { branchLabels: [`label${i}`] }]),
  ],
  [
    'dependencies of one line on another',
    shape((i) => [i < 2 ? [] : [i - 2], { dependsOn: i % 2 ? [id(i - 1)] : [] }]),
  ],
  [
    'dependencies that are shared',
    shape((i) => [i < 2 ? [] : [i - 2], { dependsOn: i % 2 ? [id(2 * Math.floor(i / 4))] : [] }]),
  ],
  [
    'dependencies by the beginnings of ids',
    (size) =>
      Array.from({ length: size }, (_, i) =>
        node(`${id(i)}abc`, i < 2 ? [] : [`${id(i - 2)}abc`], { dependsOn: i % 2 ? [`${id(i - 1)}a`] : [] }),
      ),
  ],
  [
    'branches, merges and dependencies at random',
    shape((i, _, random) => {
      const earlier = (): number => i - 1 - Math.floor(random() * Math.min(i, 300));
      return [
        [...new Set(random() < 0.3 ? [earlier(), earlier()] : [earlier()])],
        { dependsOn: i > 0 && random() < 0.2 ? [id(earlier())] : [] },
      ];
    }),
  ],
];

/** Builds and plans all there is; the better of two times, in milliseconds. */
function cost(nodes: readonly RevisionNode[]): number {
  return Math.min(
    ...[1, 2].map(() => {
      const start = performance.now();
      const graph = buildGraph(nodes);
      const up = planUpgrade(graph, [], 'heads');
      const down = planDowngrade(graph, up.rows, 'base');
      const stamp = planStamp(graph, { targets: ['heads'] });
      const counts = [up.steps.length, down.steps.length, historyOf(graph).length, replayOrder(graph, up.rows).length];
      const time = performance.now() - start;
      expect(counts).toEqual(counts.map(() => nodes.length));
      expect([down.rows, stamp.rows]).toEqual([[], up.rows]);
      return time;
    }),
  );
}

test.each(shapes)('planning 20,000 revisions is quick and grows with their number: %s', (_, make) => {
  const small = cost(make(5_000));
  const large = cost(make(20_000));
  // All of building, both plans, the history, the replay and a stamp; each of these has a second to itself.
  expect(large).toBeLessThan(2_000);
  // 4 when it is linear, 16 when it is quadratic.
  expect(large / small).toBeLessThan(11);
});
