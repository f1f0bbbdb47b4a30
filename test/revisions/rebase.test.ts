import { describe, expect, test } from 'vitest';
import { buildGraph } from '../../src/revisions/graph.ts';
import { planRebase } from '../../src/revisions/rebase.ts';

/** `id: parents; dependencies`, with commas between them. */
const graphOf = (...lines: readonly string[]) =>
  buildGraph(
    lines.map((line) => {
      const [, id = '', down = '', dependsOn = ''] = /^(\w+):?([^;]*);?(.*)$/.exec(line) ?? [];
      const list = (names: string) =>
        names
          .split(',')
          .map((name) => name.trim())
          .filter(Boolean);
      return { id, down: list(down), branchLabels: [], dependsOn: list(dependsOn), message: '', file: `${id}.ts` };
    }),
  );

describe('a branch moves behind another head', () => {
  test.each([
    ['where it begins, however long it is', ['a', 'b: a', 'x1: a', 'x2: x1', 'x3: x2'], 'x3', 'b', { x1: ['b'] }],
    ['at each of its beginnings', ['a', 'b: a', 'x1: a', 'x2: a', 'x3: x1, x2'], 'x3', 'b', { x1: ['b'], x2: ['b'] }],
    [
      'and a merge in it loses what the new line has',
      ['a', 'b: a', 'c: b', 'x1: a', 'x2: x1, b'],
      'x2',
      'c',
      { x1: ['c'], x2: ['x1'] },
    ],
    ['where it begins with a merge', ['a', 'p: a', 'q: a', 'x: p, q', 'y: p'], 'x', 'y', { q: ['y'], x: ['q'] }],
    ['from a base of its own', ['a', 'b: a', 'x1', 'x2: x1'], 'x2', 'b', { x1: ['b'] }],
    ['with what it depends on', ['a', 'b: a', 'x1: a; b', 'x2: x1'], 'x2', 'b', { x1: ['b'] }],
    ['not when it is there already', ['a', 'b: a', 'x: b'], 'x', 'b', {}],
  ])('%s', (_what, lines, branch, onto, expected) => {
    const { changes } = planRebase(graphOf(...lines), branch, onto);
    expect(Object.fromEntries(changes.map(({ revision, to }) => [revision, to]))).toEqual(expected);
  });
});

test.each([
  ['it depends on', ['a', 'b: a; x1', 'x1: a', 'x2: x1'], 'x2', 'x1'],
  ['it depends on and a merge joins', ['a', 'p', 'b: a; p', 'x1: a', 'x2: x1, p'], 'x2', 'p'],
])(
  'the other side keeps what %s, so a move that would leave that as a head is refused',
  (_what, lines, branch, left) => {
    expect(() => planRebase(graphOf(...lines), branch, 'b')).toThrow(
      expect.objectContaining({
        problem: 'multiple-heads',
        message: `revision ${left} would be left behind as a head: b depends on it, and only what is moved revises it`,
        revisions: [left, 'b'],
      }),
    );
  },
);

test('what the other side depends on moves nothing where another revision revises it', () => {
  const { changes } = planRebase(graphOf('a', 'b: a; x1', 'x1: a', 'x2: x1', 'c: x1'), 'x2', 'b');
  expect(changes).toEqual([{ revision: 'x2', from: ['x1'], to: ['b'] }]);
});
