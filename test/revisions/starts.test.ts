import { describe, expect, test } from 'vitest';
import { buildGraph } from '../../src/revisions/graph.ts';
import { resolveOne, resolveSeveral } from '../../src/revisions/identifier.ts';
import { withNames } from '../../src/revisions/names.ts';
import { historyOf, type Plan, planRange } from '../../src/revisions/plan.ts';
import { resolveTarget, rowsAt } from '../../src/revisions/target.ts';
import { node, refusal } from '../support/graph-nodes.ts';

/** Two lines, users and orders, of three revisions each; orders' last depends on users' second. */
const bare = buildGraph([
  node('user1', [], { branchLabels: ['users'] }),
  node('user2', ['user1']),
  node('user3', ['user2']),
  node('order1', [], { branchLabels: ['orders'] }),
  node('order2', ['order1']),
  node('order3', ['order2'], { dependsOn: ['users'] }),
]);
const graph = withNames(bare, {
  'v1.0': ['user1'],
  'v1.1': ['user1', 'order1'],
  'v1.2-rc1': ['user2', 'order2'],
  empty: [],
});
const standing = withNames(graph, { current: ['user2', 'order2'] });

const ids = ({ steps }: Plan): string[] => steps.map(({ id }) => id);

describe('the start of a range', () => {
  test.each([
    ['base', []],
    ['user1,order1', ['user1', 'order1']],
    [' user1 , order1 ', ['user1', 'order1']],
    ['heads', ['user3', 'order3']],
    ['users@head,order2', ['user3', 'order2']],
    ['users@head-1,orders', ['user2', 'order1']],
    ['v1.1', ['user1', 'order1']],
    ['v1.0,order2', ['user1', 'order2']],
    ['orders@v1.1', ['order1']],
    ['v1.0+1', ['user2']],
    ['users@v1.2-rc1-1', ['user1']],
    ['empty', []],
  ])('%s stands for these rows: %j', (text, rows) => {
    expect(rowsAt(graph, text)).toEqual(rows);
  });

  test.each([
    ['user1,user1', 'overlap', "Revision user1 is given more than once in 'user1,user1'"],
    ['v1.1,user1', 'overlap', "Revision user1 is given more than once in 'v1.1,user1'"],
    ['user2,user1', 'overlap', 'Requested revision user2 overlaps with other requested revisions user1'],
    ['user1,order3', 'overlap', 'Requested revision order3 overlaps with other requested revisions user1'],
    ['user1,', 'range', "'user1,' is not a list of revisions: one of its sides is empty"],
    ['base,user1', 'range', "'base,user1' is not a list of revisions: 'base' is no row of the version table"],
    ['user1,nope9', 'unknown', "Can't locate revision identified by 'nope9'"],
    ['v1.1+1', 'ambiguous', "'v1.1' stands for several revisions: user1, order1"],
    ['orders@v1.0', 'not-in-branch', "'v1.0' has no revision on branch 'orders'"],
    ['v1.0-5', 'relative', 'Walked too far'],
    ['current', 'unknown', "Can't locate revision identified by 'current'"],
  ])('%s is refused', (text, problem, message) => {
    const error = refusal(() => rowsAt(graph, text));
    expect(error).toMatchObject({ problem, message });
    expect(error.hint).toMatch(/\w/);
  });

  test('may be several revisions, up and down', () => {
    const up = planRange(graph, 'upgrade', 'user1,order1:heads');
    expect(up.start).toEqual(['order1', 'user1']);
    expect(ids(up)).toEqual(['order2', 'order3', 'user2', 'user3']);
    expect(up.rows).toEqual(['order3', 'user3']);
    const down = planRange(graph, 'downgrade', 'user3,order3:orders@base');
    expect(ids(down)).toEqual(['order3', 'order2', 'order1']);
    expect(down.rows).toEqual(['user3']);
  });

  test('may be all heads', () => {
    expect(planRange(graph, 'downgrade', 'heads:base').rows).toEqual([]);
  });

  test('is where the database stands when the range has none', () => {
    expect(ids(planRange(graph, 'upgrade', 'heads', ['user3', 'order1']))).toEqual(['order2', 'order3']);
    expect(ids(planRange(graph, 'upgrade', 'users@+1', ['user1', 'order1']))).toEqual(['user2']);
    expect(ids(planRange(graph, 'downgrade', '-1', ['user3']))).toEqual(['user3']);
    expect(ids(planRange(graph, 'downgrade', 'base', []))).toEqual([]);
    expect(ids(planRange(graph, 'upgrade', 'user1:user2', ['order1']))).toEqual(['user2']);
  });

  test('is refused where the database stands at rows that imply one another', () => {
    expect(refusal(() => planRange(graph, 'downgrade', '-1', ['user2', 'user1']))).toMatchObject({
      problem: 'overlap',
      revisions: ['user2', 'user1'],
    });
  });

  test('must be said for a downgrade, and how is hinted at', () => {
    expect(refusal(() => planRange(graph, 'downgrade', '-1'))).toMatchObject({
      message: 'downgrade with --sql requires <fromrev>:<torev>',
      hint: 'a script does not know the version of the database: say it, such as head:-1, or with --from',
    });
  });
});

describe('the name of a release', () => {
  test('is a target', () => {
    expect(planRange(graph, 'upgrade', 'v1.0:v1.2-rc1').rows).toEqual(['order2', 'user2']);
    expect(planRange(graph, 'upgrade', 'base:v1.0+1').rows).toEqual(['user2']);
    expect(planRange(graph, 'upgrade', 'base:orders@v1.2-rc1').rows).toEqual(['order2']);
    expect(resolveOne(graph, 'v1.0')).toBe('user1');
    expect(resolveOne(graph, 'empty')).toBe(null);
    expect(resolveSeveral(graph, 'v1.1')).toEqual(['user1', 'order1']);
  });

  test('is a target downwards too, also where it stands for several revisions', () => {
    const plan = planRange(graph, 'downgrade', 'v1.2-rc1:v1.1');
    expect(ids(plan)).toEqual(['user2', 'order2']);
    expect(plan.rows).toEqual(['order1', 'user1']);
    expect(planRange(graph, 'downgrade', 'heads:empty').rows).toEqual([]);
    expect(planRange(graph, 'downgrade', 'user3:users@v1.1').rows).toEqual(['user1']);
  });

  test('downwards is refused where the database does not have all of it', () => {
    expect(refusal(() => planRange(graph, 'downgrade', 'user3:v1.1'))).toMatchObject({
      problem: 'not-ancestor',
      message: 'Destination v1.1 is not a valid downgrade target from current head(s)',
      revisions: ['user1', 'order1', 'user3'],
    });
  });

  test('bounds a history', () => {
    expect(historyOf(graph, 'v1.0:users@head')).toEqual(['user3', 'user2', 'user1']);
    expect(historyOf(graph, ':v1.1')).toEqual(['user1', 'order1']);
  });
});

describe('current', () => {
  test('is where the database stands', () => {
    expect(rowsAt(standing, 'current')).toEqual(['user2', 'order2']);
    expect(ids(planRange(standing, 'upgrade', 'current:heads'))).toEqual(['order3', 'user3']);
    expect(resolveTarget(standing, 'users@current-1')).toEqual(['user1']);
    expect(ids(planRange(standing, 'upgrade', 'current:users@current+1'))).toEqual(['user3']);
    expect(historyOf(standing, ':current')).toEqual(['user2', 'user1', 'order2', 'order1']);
    expect(historyOf(standing, 'current:')).toEqual(['user3', 'user2', 'order3', 'order2']);
  });

  test('that is not known says how to make it known', () => {
    const error = refusal(() => historyOf(graph, ':current'));
    expect(error.argument).toBe('current');
    expect(error.hint).toBe(
      'it is not known where the database stands: say it with --from <revisions>, or keep it in a versionFile, which the configuration names',
    );
  });
});

test('steps are counted from an id with a dot too', () => {
  const dotted = buildGraph([node('V1.0'), node('V1.1', ['V1.0']), node('V1.2', ['V1.1'])]);
  expect(ids(planRange(dotted, 'upgrade', 'V1.0:V1.0+2'))).toEqual(['V1.1', 'V1.2']);
  expect(ids(planRange(dotted, 'downgrade', 'V1.2:V1.2-1'))).toEqual(['V1.2']);
  expect(refusal(() => planRange(dotted, 'upgrade', 'V1.0:V9.9+1')).message).toBe(
    "Can't locate revision identified by 'V9.9+1'",
  );
});
