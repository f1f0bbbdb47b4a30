import { expect, test } from 'vitest';
import { buildGraph } from '../../src/revisions/graph.ts';
import type { RevisionNode } from '../../src/revisions/revision.ts';
import { node, refusal } from '../support/graph-nodes.ts';

test.each<[string, RevisionNode[], object]>([
  [
    'two files with one id, naming both',
    [node('aaa1', []), node('aaa1', [], { file: 'versions/copy.ts' })],
    {
      problem: 'duplicate',
      message: 'Revision aaa1 is present more than once: in versions/aaa1.ts and in versions/copy.ts',
      revisions: ['aaa1'],
      source: { position: { file: 'versions/copy.ts', line: 1, column: 1 } },
    },
  ],
  [
    'a missing parent',
    [node('bbb1', ['aaa1'])],
    {
      problem: 'missing',
      message: 'Revision aaa1 referenced from bbb1 (downRevision) is not present',
      revisions: ['bbb1'],
      argument: 'aaa1',
      source: { position: { file: 'versions/bbb1.ts', line: 1, column: 1 } },
    },
  ],
  [
    'a missing dependency',
    [node('bbb1', [], { dependsOn: ['users'] })],
    {
      problem: 'missing',
      message: 'Revision users referenced from bbb1 (dependsOn) is not present',
      argument: 'users',
    },
  ],
  [
    'an ambiguous partial dependency',
    [node('abcd1', []), node('abcd2', []), node('bbb1', [], { dependsOn: ['abcd'] })],
    {
      problem: 'ambiguous',
      message: "Multiple revisions start with 'abcd', on which revision bbb1 depends",
      revisions: ['abcd1', 'abcd2'],
    },
  ],
  [
    'a revision that revises itself',
    [node('aaa1', ['aaa1'])],
    { problem: 'cycle', message: 'Self-loop is detected in revisions (aaa1)', revisions: ['aaa1'] },
  ],
  [
    'a revision that depends on itself',
    [node('aaa1', [], { dependsOn: ['aaa1'] })],
    { problem: 'cycle', message: 'Dependency self-loop is detected in revisions (aaa1)' },
  ],
  [
    'a cycle, and shows the way round',
    [node('base', []), node('aaa1', ['ccc1']), node('bbb1', ['aaa1']), node('ccc1', ['bbb1']), node('ddd1', ['base'])],
    {
      problem: 'cycle',
      message: 'Cycle is detected in revisions (aaa1, bbb1, ccc1)',
      revisions: ['aaa1', 'bbb1', 'ccc1'],
      hint: 'the way down goes in a circle: aaa1 -> ccc1 -> bbb1 -> aaa1',
    },
  ],
  [
    'a cycle of dependencies',
    [node('aaa1', [], { dependsOn: ['bbb1'] }), node('bbb1', ['aaa1'])],
    {
      problem: 'cycle',
      message: 'Dependency cycle is detected in revisions (aaa1, bbb1)',
      hint: 'the way down goes in a circle: aaa1 -> bbb1 -> aaa1',
    },
  ],
  [
    'a label on two lines',
    [node('aaa1', [], { branchLabels: ['users'] }), node('bbb1', [], { branchLabels: ['users'] })],
    {
      problem: 'label',
      message: "Branch name 'users' in revision bbb1 already used by revision aaa1",
      revisions: ['aaa1', 'bbb1'],
    },
  ],
  [
    'a label that is the id of a revision',
    [node('aaa1', []), node('bbb1', ['aaa1'], { branchLabels: ['aaa1'] })],
    { problem: 'label', message: "Branch name 'aaa1' in revision bbb1 already used by revision aaa1" },
  ],
])('a graph is refused with %s', (_, nodes, fields) => {
  expect(refusal(() => buildGraph(nodes))).toMatchObject({ code: 'graph', ...fields });
});

test('a dependency that an ancestor has already is left out of the parents', () => {
  const graph = buildGraph([
    node('dep1', []),
    node('aaa1', [], { dependsOn: ['dep1'] }),
    node('bbb1', ['aaa1']),
    node('ccc1', ['bbb1'], { dependsOn: ['dep1'] }),
  ]);
  expect(graph.revisions.get('aaa1')?.normalizedDown).toEqual(['dep1']);
  expect(graph.revisions.get('ccc1')).toMatchObject({ dependencies: ['dep1'], normalizedDown: ['bbb1'] });
});

test('a label goes to all descendants, and down to the branch point', () => {
  const graph = buildGraph([
    node('root1', []),
    node('aaa1', ['root1']),
    node('aaa2', ['aaa1'], { branchLabels: ['left'] }),
    node('aaa3', ['aaa2']),
    node('bbb1', ['root1']),
  ]);
  const labelled = [...graph.revisions.values()].filter(({ branchLabels }) => branchLabels.includes('left'));
  expect(labelled.map(({ id }) => id)).toEqual(['aaa1', 'aaa2', 'aaa3']);
});
