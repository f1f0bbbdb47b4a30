import { describe, expect, test } from 'vitest';
import { buildGraph } from '../../src/revisions/graph.ts';
import { planDowngrade, planRange, planUpgrade, replayOrder } from '../../src/revisions/plan.ts';
import { parseRange } from '../../src/revisions/target.ts';
import { node, refusal } from '../support/graph-nodes.ts';

const line = buildGraph([node('aaa1'), node('bbb1', ['aaa1']), node('ccc1', ['bbb1'])]);
const diamond = buildGraph([
  node('base1'),
  node('left1', ['base1']),
  node('right1', ['base1']),
  node('merge1', ['left1', 'right1']),
]);

describe('an upgrade', () => {
  test('of a line inserts the first version row and updates it from there', () => {
    expect(planUpgrade(line, [], 'head')).toEqual({
      direction: 'upgrade',
      start: [],
      rows: ['ccc1'],
      warnings: [],
      steps: [
        {
          id: 'aaa1',
          direction: 'upgrade',
          fromText: '',
          toText: 'aaa1',
          createsVersionTable: true,
          versionChanges: [{ kind: 'insert', id: 'aaa1' }],
        },
        {
          id: 'bbb1',
          direction: 'upgrade',
          fromText: 'aaa1',
          toText: 'bbb1',
          createsVersionTable: false,
          versionChanges: [{ kind: 'update', from: 'aaa1', to: 'bbb1' }],
        },
        {
          id: 'ccc1',
          direction: 'upgrade',
          fromText: 'bbb1',
          toText: 'ccc1',
          createsVersionTable: false,
          versionChanges: [{ kind: 'update', from: 'bbb1', to: 'ccc1' }],
        },
      ],
    });
  });

  test('of a merge deletes one row and updates the other', () => {
    const { steps } = planRange(diamond, 'upgrade', 'base:head');
    expect(steps.map(({ id }) => id)).toEqual(['base1', 'right1', 'left1', 'merge1']);
    expect(steps.at(-1)).toMatchObject({
      fromText: 'left1, right1',
      versionChanges: [
        { kind: 'delete', id: 'left1' },
        { kind: 'update', from: 'right1', to: 'merge1' },
      ],
    });
  });

  test('applies the dependencies of its target first', () => {
    const graph = buildGraph([node('aaa1'), node('bbb1'), node('bbb2', ['bbb1'], { dependsOn: ['aaa1'] })]);
    const { steps, rows } = planUpgrade(graph, ['bbb1'], 'bbb2');
    expect(steps.map(({ id }) => id)).toEqual(['aaa1', 'bbb2']);
    expect(rows).toEqual(['bbb2']);
  });

  test('stands at its target already when there is nothing to do', () => {
    expect(planUpgrade(line, ['ccc1'], 'head')).toMatchObject({ steps: [], rows: ['ccc1'] });
  });
});

describe('a downgrade', () => {
  test('over a merge inserts one row and updates to the other', () => {
    const { steps, rows } = planDowngrade(diamond, ['merge1'], 'base1');
    expect(steps.map(({ id }) => id)).toEqual(['merge1', 'left1', 'right1']);
    expect(steps[0]).toMatchObject({
      fromText: 'merge1',
      toText: 'left1, right1',
      versionChanges: [
        { kind: 'insert', id: 'left1' },
        { kind: 'update', from: 'merge1', to: 'right1' },
      ],
    });
    expect(rows).toEqual(['base1']);
  });

  test('to base deletes the last row and keeps the version table', () => {
    const { steps, rows } = planDowngrade(line, ['aaa1'], 'base');
    expect(steps).toEqual([
      {
        id: 'aaa1',
        direction: 'downgrade',
        fromText: 'aaa1',
        toText: '',
        createsVersionTable: false,
        versionChanges: [{ kind: 'delete', id: 'aaa1' }],
      },
    ]);
    expect(rows).toEqual([]);
  });

  test('takes back what depends on it', () => {
    const graph = buildGraph([node('aaa1'), node('bbb1', [], { dependsOn: ['aaa1'] })]);
    expect(planDowngrade(graph, ['bbb1'], 'base').steps.map(({ id }) => id)).toEqual(['bbb1', 'aaa1']);
  });
});

describe('a range', () => {
  test.each([
    ['base:head', { start: 'base', end: 'head' }],
    [' a : b ', { start: 'a', end: 'b' }],
    ['head', { start: undefined, end: 'head' }],
    ['a:', { start: 'a', end: undefined }],
    [':b', { start: undefined, end: 'b' }],
  ])('%s is split at its colon', (text, range) => {
    expect(parseRange(text)).toEqual(range);
  });

  test.each([
    ['upgrade', 'a:b:c', 'range', "'a:b:c' is not a range: it has more than one colon"],
    ['upgrade', 'aaa1:', 'range', "'aaa1:' is not a whole range: one of its sides is empty"],
    ['upgrade', ':head', 'range', "':head' is not a whole range: one of its sides is empty"],
    ['downgrade', ':', 'range', "':' is not a whole range: one of its sides is empty"],
    ['downgrade', 'base', 'range', 'downgrade with --sql requires <fromrev>:<torev>'],
    ['upgrade', 'ccc1:aaa1', 'not-ancestor', 'Destination aaa1 is not a valid upgrade target from current head(s)'],
    ['upgrade', 'ccc1:base', 'not-ancestor', 'Destination base is not a valid upgrade target from current head(s)'],
    ['downgrade', 'aaa1:ccc1', 'not-ancestor', 'Destination ccc1 is not a valid downgrade target from current head(s)'],
    ['upgrade', 'zzzz9:head', 'unknown', "Can't locate revision identified by 'zzzz9'"],
    ['upgrade', 'base:bb', 'unknown', "Can't locate revision identified by 'bb'"],
    ['upgrade', 'head:+1', 'relative', "Relative revision +1 didn't produce 1 migrations"],
    ['downgrade', 'head:-4', 'relative', "Relative revision -4 didn't produce 4 migrations"],
  ] as const)('is refused when it makes no sense: %s %s', (direction, text, problem, message) => {
    const graph = text === 'base:bb' ? buildGraph([node('aaa1')]) : line;
    const error = refusal(() => planRange(graph, direction, text));
    expect(error).toMatchObject({ code: 'graph', problem, message });
    expect(error.hint).toMatch(/\w/);
  });

  test('may start at, and go to, relative identifiers', () => {
    expect(planRange(line, 'upgrade', 'aaa1:+1').steps.map(({ id }) => id)).toEqual(['bbb1']);
    expect(planRange(line, 'upgrade', 'head-1:head').steps.map(({ id }) => id)).toEqual(['ccc1']);
    expect(planRange(line, 'downgrade', 'head:-2').steps.map(({ id }) => id)).toEqual(['ccc1', 'bbb1']);
  });
});

describe('the order of replay', () => {
  test('puts parents and dependencies first and holds all ancestors of the rows', () => {
    expect(replayOrder(diamond, ['merge1'])).toEqual(['base1', 'right1', 'left1', 'merge1']);
    expect(replayOrder(diamond, ['left1'])).toEqual(['base1', 'left1']);
    expect(replayOrder(diamond, [])).toEqual([]);
  });

  test('is the same for any rows, whatever way led there', () => {
    const all = replayOrder(diamond);
    expect(all).toEqual(['base1', 'right1', 'left1', 'merge1']);
    expect(replayOrder(diamond, ['left1', 'right1'])).toEqual(all.slice(0, 3));
  });
});
