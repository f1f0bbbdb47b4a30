import { describe, expect, test } from 'vitest';
import { buildGraph } from '../../src/revisions/graph.ts';
import { withNames } from '../../src/revisions/names.ts';
import { planStamp, planStampRange } from '../../src/revisions/stamp.ts';
import { node, refusal } from '../support/graph-nodes.ts';

/** base1 -> left1 -> left2 and base1 -> right1 -> right2; other1 beside. */
const graph = withNames(
  buildGraph([
    node('base1'),
    node('left1', ['base1'], { branchLabels: ['left'] }),
    node('left2', ['left1']),
    node('right1', ['base1'], { branchLabels: ['right'] }),
    node('right2', ['right1']),
    node('other1', [], { branchLabels: ['other'] }),
  ]),
  { 'v1.0': ['left1', 'right1'] },
);

describe('a stamp', () => {
  test('of an empty version table inserts a row, and makes the table before', () => {
    expect(planStamp(graph, { targets: ['left2'] })).toEqual({
      start: [],
      rows: ['left2'],
      steps: [
        {
          fromText: '',
          toText: 'left2',
          versionChanges: [{ kind: 'insert', id: 'left2' }],
          createsVersionTable: true,
        },
      ],
    });
  });

  test('moves a row up or down its line in one step, and leaves rows of other lines', () => {
    expect(planStamp(graph, { from: ['base1', 'other1'], targets: ['left2'] })).toMatchObject({
      steps: [{ fromText: 'base1', toText: 'left2', versionChanges: [{ kind: 'update', from: 'base1', to: 'left2' }] }],
      rows: ['left2', 'other1'],
    });
    expect(planStamp(graph, { from: ['left2', 'right2'], targets: ['base1'] })).toMatchObject({
      steps: [
        {
          fromText: 'left2, right2',
          toText: 'base1',
          versionChanges: [
            { kind: 'delete', id: 'left2' },
            { kind: 'update', from: 'right2', to: 'base1' },
          ],
        },
      ],
      rows: ['base1'],
    });
  });

  test('of several targets downwards ends at all of them, where Alembic crashes', () => {
    const { steps, rows } = planStamp(graph, { from: ['left2', 'right2'], targets: ['left1', 'right1'] });
    expect(steps.map(({ versionChanges }) => versionChanges)).toEqual([
      [
        { kind: 'delete', id: 'left2' },
        { kind: 'update', from: 'right2', to: 'left1' },
      ],
      [{ kind: 'insert', id: 'right1' }],
    ]);
    expect(rows).toEqual(['left1', 'right1']);
  });

  test('to base takes away the rows, all or those of a branch', () => {
    const steps = [{ fromText: 'other1', toText: '', versionChanges: [{ kind: 'delete', id: 'other1' }] }];
    expect(planStamp(graph, { from: ['left1', 'other1'], targets: ['other@base'] })).toMatchObject({
      steps,
      rows: ['left1'],
    });
    expect(planStamp(graph, { from: ['left1', 'other1'], targets: ['base'] }).rows).toEqual([]);
  });

  test('leaves out a target that another implies', () => {
    expect(planStamp(graph, { targets: ['left2', 'base1'] }).rows).toEqual(['left2']);
  });

  test('keeps a row that is a target', () => {
    const { steps, rows } = planStamp(graph, { from: ['left1', 'right1'], targets: ['left1', 'right2'] });
    expect(steps).toMatchObject([{ fromText: 'right1', toText: 'right2' }]);
    expect(rows).toEqual(['left1', 'right2']);
  });

  test('that purges starts from nothing, in a table that is there', () => {
    expect(planStamp(graph, { from: ['left2'], targets: ['right1'], purge: true })).toMatchObject({
      start: [],
      steps: [{ fromText: '', toText: 'right1', createsVersionTable: false }],
      rows: ['right1'],
    });
  });

  test('goes to all revisions of a name', () => {
    expect(planStamp(graph, { targets: ['v1.0'] }).rows).toEqual(['left1', 'right1']);
  });

  test('to one head where there are several is refused', () => {
    expect(refusal(() => planStamp(graph, { targets: ['head'] }))).toMatchObject({
      problem: 'multiple-heads',
      message: 'Multiple heads are present; please specify a single target revision',
      revisions: ['left2', 'right2', 'other1'],
    });
  });
});

describe('ranges of a stamp', () => {
  test.each([
    [['base:left1'], [], ['left1']],
    [['left1:left2', 'left1:other1'], ['left1'], ['left2', 'other1']],
    [['left1,right1:heads'], ['left1', 'right1'], ['left2', 'other1', 'right2']],
    [['v1.0:base'], ['left1', 'right1'], []],
  ])('%j are read', (ranges, start, rows) => {
    expect(planStampRange(graph, ranges)).toMatchObject({ start, rows });
  });

  test('without a start begin where the database stands', () => {
    expect(planStampRange(graph, ['left2'], { from: ['left1'] }).steps).toMatchObject([{ fromText: 'left1' }]);
    expect(planStampRange(graph, ['base1:left2'], { from: ['left1'] }).steps).toMatchObject([{ fromText: 'base1' }]);
  });

  test.each([
    [['a:b:c'], "'a:b:c' is not a range: it has more than one colon"],
    [['left1:'], "'left1:' is not a whole range: one of its sides is empty"],
    [[':left1'], "':left1' is not a whole range: one of its sides is empty"],
    [['base1:left1', 'left1:left2'], 'Stamp operation with --sql only supports a single starting revision at a time'],
    [['left1,left1:left2'], "Revision left1 is given more than once in 'left1,left1'"],
    [['left1,base1:left2'], 'Requested revision left1 overlaps with other requested revisions base1'],
    [['left1+1'], "Can't locate revision identified by 'left1+1'"],
  ])('%j are refused', (ranges, message) => {
    const error = refusal(() => planStampRange(graph, ranges));
    expect(error.message).toBe(message);
    expect(error.hint).toMatch(/\w/);
  });

  test('that purge are refused', () => {
    expect(refusal(() => planStampRange(graph, ['head'], { purge: true })).message).toBe(
      "Can't use --purge with --sql mode",
    );
  });
});
