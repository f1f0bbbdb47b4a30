import { describe, expect, test } from 'vitest';
import { buildGraph } from '../../src/revisions/graph.ts';
import { GraphError } from '../../src/revisions/graph-error.ts';
import { planRebase, type RebaseRequest } from '../../src/revisions/rebase.ts';
import type { RevisionNode } from '../../src/revisions/revision.ts';

type Given = readonly [id: string, down: readonly string[], more?: Partial<RevisionNode>];

const graphOf = (...revisions: readonly Given[]) =>
  buildGraph(
    revisions.map(([id, down, more]) => ({
      id,
      down,
      branchLabels: [],
      dependsOn: [],
      message: '',
      file: `${id}.ts`,
      ...more,
    })),
  );

const rebase = (graph: ReturnType<typeof graphOf>, request: Partial<RebaseRequest> = {}) =>
  planRebase(graph, { settled: new Map(), ...request });

const refusal = (graph: ReturnType<typeof graphOf>, request: Partial<RebaseRequest> = {}) => {
  try {
    rebase(graph, request);
  } catch (error) {
    if (error instanceof GraphError) return { message: error.message, hint: error.hint };
    throw error;
  }
  throw new Error('not refused');
};

const fork = graphOf(['base1', []], ['mine1', ['base1'], { message: 'add phone' }], ['them1', ['base1']]);

describe('what is moved', () => {
  test.each<[string, Partial<RebaseRequest>]>([
    ['the branch, behind the other one of two heads', { branch: 'mine1' }],
    ['the other one of two heads than onto', { onto: 'them1' }],
    ['by the beginnings of ids', { branch: 'mine', onto: 'them' }],
    ['onto head, which is the other one', { branch: 'mine1', onto: 'head' }],
    [
      'the side of which nothing is applied or released',
      {
        settled: new Map([
          ['them1', 'why'],
          ['base1', 'why'],
        ]),
      },
    ],
  ])('%s', (_, request) => {
    expect(rebase(fork, request)).toEqual({
      branch: 'mine1',
      onto: 'them1',
      own: ['mine1'],
      changes: [{ id: 'mine1', from: ['base1'], to: ['them1'] }],
      heads: ['mine1'],
    });
  });

  test('three own revisions: only the first gets another parent', () => {
    const graph = graphOf(['base1', []], ['them1', ['base1']], ['m1', ['base1']], ['m2', ['m1']], ['m3', ['m2']]);
    expect(rebase(graph, { branch: 'm3' })).toEqual({
      branch: 'm3',
      onto: 'them1',
      own: ['m1', 'm2', 'm3'],
      changes: [{ id: 'm1', from: ['base1'], to: ['them1'] }],
      heads: ['m3'],
    });
    // A revision in the middle stands for its branch.
    expect(rebase(graph, { branch: 'm1' })).toMatchObject({ branch: 'm3' });
  });

  test('by a label, and by the head of one', () => {
    const graph = graphOf(
      ['base1', []],
      ['them1', ['base1']],
      ['m1', ['base1'], { branchLabels: ['phone'] }],
      ['m2', ['m1']],
    );
    for (const branch of ['phone', 'phone@head']) expect(rebase(graph, { branch })).toMatchObject({ branch: 'm2' });
  });

  test('both roots of an own merge, which stays one', () => {
    const graph = graphOf(
      ['base1', []],
      ['them1', ['base1']],
      ['m1', ['base1']],
      ['m2', ['base1']],
      ['m3', ['m1', 'm2']],
    );
    expect(rebase(graph, { branch: 'm3' })).toMatchObject({
      // In Alembic's order.
      own: ['m2', 'm1', 'm3'],
      changes: [
        { id: 'm2', from: ['base1'], to: ['them1'] },
        { id: 'm1', from: ['base1'], to: ['them1'] },
      ],
      heads: ['m3'],
    });
  });

  test('an own merge with an earlier state of the other line, which it needs no longer', () => {
    const graph = graphOf(
      ['base1', []],
      ['t1', ['base1']],
      ['t2', ['t1']],
      ['m1', ['base1']],
      ['m2', ['t1', 'm1']],
      ['m3', ['m2']],
    );
    expect(rebase(graph, { branch: 'm3' })).toMatchObject({
      own: ['m1', 'm2', 'm3'],
      changes: [
        { id: 'm1', from: ['base1'], to: ['t2'] },
        { id: 'm2', from: ['t1', 'm1'], to: ['m1'] },
      ],
    });
  });

  test('an own merge with the other head itself', () => {
    const graph = graphOf(['base1', []], ['them1', ['base1']], ['m1', ['base1']], ['m2', ['them1', 'm1']]);
    expect(rebase(graph, { branch: 'm2', onto: 'them1' })).toMatchObject({
      changes: [
        { id: 'm1', from: ['base1'], to: ['them1'] },
        { id: 'm2', from: ['them1', 'm1'], to: ['m1'] },
      ],
      heads: ['m2'],
    });
  });

  test('a root that merges two shared revisions gets one parent for both', () => {
    const graph = graphOf(
      ['base1', []],
      ['s1', ['base1']],
      ['s2', ['base1']],
      ['m1', ['s1', 's2']],
      ['t1', ['s1', 's2']],
    );
    expect(rebase(graph, { branch: 'm1' })).toMatchObject({ changes: [{ id: 'm1', from: ['s1', 's2'], to: ['t1'] }] });
  });

  test('a line that depends on the other one', () => {
    const graph = graphOf(['base1', []], ['t1', ['base1']], ['t2', ['t1']], ['m1', ['base1'], { dependsOn: ['t1'] }]);
    expect(rebase(graph, { branch: 'm1' })).toMatchObject({ changes: [{ id: 'm1', from: ['base1'], to: ['t2'] }] });
  });

  test('no line that the own one only depends on', () => {
    const graph = graphOf(['x1', []], ['base1', []], ['t1', ['base1']], ['m1', ['base1'], { dependsOn: ['x1'] }]);
    expect(rebase(graph, { branch: 'm1', onto: 't1' })).toMatchObject({ own: ['m1'], heads: ['x1', 'm1'] });
  });

  test('a base of its own, when both sides are named', () => {
    const graph = graphOf(['base1', []], ['base2', []]);
    expect(rebase(graph, { branch: 'base2', onto: 'base1' })).toMatchObject({
      changes: [{ id: 'base2', from: [], to: ['base1'] }],
      heads: ['base2'],
    });
  });

  test('one of three heads, onto one of the others', () => {
    const graph = graphOf(['base1', []], ['h1', ['base1']], ['h2', ['base1']], ['h3', ['base1']]);
    expect(rebase(graph, { branch: 'h1', onto: 'h3' })).toMatchObject({
      changes: [{ id: 'h1', from: ['base1'], to: ['h3'] }],
      heads: ['h1', 'h2'],
    });
  });
});

describe('there is nothing to be moved', () => {
  const line = graphOf(['base1', []], ['mid1', ['base1']], ['top1', ['mid1']]);
  test.each<[string, ReturnType<typeof graphOf>, Partial<RebaseRequest>, string]>([
    ['in a project without revisions', graphOf(), {}, 'there is no revision'],
    ['with one head', line, {}, 'top1 is the only head'],
    ['with one head, which is named', line, { branch: 'top1' }, 'top1 is the only head'],
    ['onto an ancestor', line, { branch: 'top1', onto: 'mid1' }, 'top1 stands behind mid1 already'],
    ['onto a parent in a fork', fork, { branch: 'mine1', onto: 'base1' }, 'mine1 stands behind base1 already'],
    ['onto what revises it', line, { branch: 'mid1', onto: 'top1' }, 'mid1 is below top1 already'],
    [
      'onto what depends on it',
      graphOf(['base1', []], ['m1', ['base1']], ['t1', ['base1'], { dependsOn: ['m1'] }]),
      { branch: 'm1', onto: 't1' },
      'm1 is below t1 already',
    ],
  ])('%s', (_, graph, request, nothing) => {
    expect(rebase(graph, request)).toEqual({ nothing });
  });
});

describe('refused is', () => {
  test('to guess which of two heads is one’s own', () => {
    expect(refusal(fork)).toEqual({
      message: 'nothing says which of the two heads is yours',
      hint: `say which is moved:
    tsmig rebase mine1 --onto them1   moves mine1 (add phone)
    tsmig rebase them1 --onto mine1   moves them1`,
    });
  });

  test('to guess where both sides are applied or released', () => {
    const settled = new Map([
      ['mine1', 'why'],
      ['them1', 'why'],
    ]);
    expect(refusal(fork, { settled })).toEqual({
      message: 'mine1 and them1 both have revisions that are applied or released',
      hint: "'tsmig merge heads' joins them, and moves none",
    });
  });

  test('to join lines that have nothing in common without being told', () => {
    const graph = graphOf(['base1', []], ['base2', []]);
    expect(refusal(graph, { settled: new Map([['base1', 'why']]) }).message).toBe(
      'the two heads have no revision in common',
    );
  });

  test('to move what is applied or released', () => {
    const graph = graphOf(['base1', []], ['them1', ['base1']], ['m1', ['base1']], ['m2', ['m1']]);
    const settled = new Map([['m1', 'it is part of release v1.4']]);
    expect(refusal(graph, { branch: 'm2', settled })).toEqual({
      message: 'Revision m1 cannot be moved: it is part of release v1.4',
      hint: "move the other line, 'tsmig rebase them1 --onto m2', or join the two, 'tsmig merge m2 them1'",
    });
  });

  const three = graphOf(['base1', []], ['h1', ['base1'], { message: 'one' }], ['h2', ['base1']], ['h3', ['base1']]);
  test.each<[Partial<RebaseRequest>, string, string]>([
    [{}, 'there are 3 heads: which one is to be moved?', 'tsmig rebase REVISION --onto REVISION, of h1 (one), h2, h3'],
    [
      { branch: 'h2' },
      'there are 3 heads: behind which one is it to stand?',
      'tsmig rebase h2 --onto REVISION, of h1 (one), h3',
    ],
    [
      { onto: 'h2' },
      'there are 3 heads: which one is to be moved?',
      'tsmig rebase REVISION --onto h2, of h1 (one), h3',
    ],
    [{ branch: 'base' }, "'base' is no branch: no revision is there", 'the heads are h1, h2, h3'],
    [{ branch: 'base1' }, "'base1' is on several branches", 'name the head of one: h1, h2, h3'],
    [{ onto: 'heads' }, "'heads' is on several branches", 'name the head of one: h1, h2, h3'],
    [{ branch: 'h1', onto: 'h1' }, 'Revision h1 cannot be put behind itself', 'the heads are h1, h2, h3'],
  ])('%j of three heads', (request, message, hint) => {
    expect(refusal(three, request)).toEqual({ message, hint });
  });

  test.each(['nope', 'base1+5'])('%s, which is not there', (branch) => {
    expect(() => rebase(three, { branch })).toThrow(GraphError);
    expect(() => rebase(three, { branch: 'h1', onto: branch })).toThrow(GraphError);
  });

  test('to take along a revision of another branch', () => {
    const graph = graphOf(['base1', []], ['t1', ['base1']], ['m1', ['base1']], ['m2', ['m1']], ['c1', ['m1']]);
    expect(refusal(graph, { branch: 'm2', onto: 't1' })).toEqual({
      message: 'Revision c1 would be moved along: it stands on m1',
      hint: "it is not on the branch of m2: join them first, 'tsmig rebase c1 --onto m2' or 'tsmig merge'",
    });
    expect(rebase(graph, { branch: 'c1', onto: 'm2' })).toMatchObject({ changes: [{ id: 'c1', to: ['m2'] }] });
  });

  test('to go behind what is no head, unless it is the label of a branch', () => {
    const graph = graphOf(
      ['base1', []],
      ['m1', ['base1']],
      ['t1', ['base1'], { branchLabels: ['theirs'] }],
      ['t2', ['t1']],
    );
    expect(refusal(graph, { branch: 'm1', onto: 't1' })).toEqual({
      message: 'Revision t1 is not a head: there would be several still',
      hint: 'the head of its branch is t2',
    });
    expect(rebase(graph, { branch: 'm1', onto: 'theirs' })).toMatchObject({ onto: 't2' });
  });

  test('to put a revision behind one that depends on it', () => {
    const graph = graphOf(['base1', []], ['m1', ['base1']], ['m2', ['m1']], ['t1', ['base1'], { dependsOn: ['m1'] }]);
    expect(refusal(graph, { branch: 'm2', onto: 't1' })).toEqual({
      message: 'Revision m1 cannot go behind t1, which depends on it',
      hint: "it would become a head of its own; 'tsmig merge m2 t1' joins the two lines",
    });
  });
});
