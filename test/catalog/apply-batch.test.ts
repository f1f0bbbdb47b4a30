import { describe, expect, test } from 'vitest';
import { apply } from '../../src/catalog/apply.ts';
import { emptyCatalog, knownTable } from '../../src/catalog/catalog.ts';
import type { BatchAlterTable, Operation } from '../../src/operations/operation.ts';
import * as c from '../support/catalog.ts';

const t = c.table('t', [c.column('id', { nullable: false }), c.column('a'), c.column('b')], {
  constraints: [c.pk(['id']), c.unique(['a'])],
});
const before = c.replay([c.createTable(t)]);
const applied = (operations: readonly Operation[], given: Partial<BatchAlterTable> = {}) =>
  knownTable(apply(before, c.batch('t', operations, given), {}), t);
const order = (operations: readonly Operation[], given: Partial<BatchAlterTable> = {}) =>
  applied(operations, given)?.columns.map((column) => column.name);
const add = (name: string, given: Parameters<typeof c.addColumn>[2] = {}) => c.addColumn('t', c.column(name), given);

test('the operations are applied one after the other', () => {
  expect(
    applied([
      add('c'),
      c.dropColumn('t', 'b'),
      c.alterColumn('t', 'c', { newColumnName: 'b' }),
      c.create('t', c.unique(['b'])),
    ]),
  ).toEqual({
    ...t,
    constraints: [...t.constraints, c.unique(['b'])],
  });
});

describe('the order of the columns', () => {
  test('is the old one with new columns last', () => {
    expect(order([add('c'), add('d')])).toEqual(['id', 'a', 'b', 'c', 'd']);
  });
  test('follows insertBefore and insertAfter, also of new columns; two at one place stand as they were added', () => {
    expect(order([add('c', { insertAfter: 'id' })])).toEqual(['id', 'c', 'a', 'b']);
    expect(order([add('c', { insertBefore: 'id' })])).toEqual(['c', 'id', 'a', 'b']);
    expect(order([add('c', { insertAfter: 'id' }), add('d', { insertAfter: 'id' })])).toEqual([
      'id',
      'c',
      'd',
      'a',
      'b',
    ]);
    expect(order([add('c', { insertAfter: 'id' }), add('d', { insertAfter: 'c' })])).toEqual([
      'id',
      'c',
      'd',
      'a',
      'b',
    ]);
    expect(order([add('c', { insertBefore: 'a' }), add('d', { insertBefore: 'c' })])).toEqual([
      'id',
      'd',
      'c',
      'a',
      'b',
    ]);
    expect(order([add('c'), add('d', { insertAfter: 'a' })])).toEqual(['id', 'a', 'd', 'b', 'c']);
  });
  test('may be moved with a change of a column, under its new name', () => {
    expect(order([c.alterColumn('t', 'b', { newColumnName: 'z', insertBefore: 'a' })])).toEqual(['id', 'z', 'a']);
  });
  test('follows partialReordering, in which the other columns come as early as they can', () => {
    expect(order([add('c')], { partialReordering: [['b', 'a']] })).toEqual(['id', 'b', 'c', 'a']);
    expect(order([], { partialReordering: [['b', 'a', 'id']] })).toEqual(['b', 'a', 'id']);
  });
  test('is refused when it names a column that is not there, or contradicts itself', () => {
    expect(() => order([], { partialReordering: [['b', 'x']] })).toThrow(
      'partialReordering: table "t" has no column "x"',
    );
    expect(() =>
      order([], {
        partialReordering: [
          ['b', 'a'],
          ['a', 'b'],
        ],
      }),
    ).toThrow('the order asked for contradicts itself: a, b');
  });
});

test('tableArgs and tableKwargs are taken over', () => {
  const made = applied([], {
    tableArgs: { constraints: [c.check('b < 100', 'ck_b')], indexes: [c.index('ix_b', ['b'])] },
    tableKwargs: { prefixes: ['TEMPORARY'], comment: 'x', options: { sqlite: { autoincrement: true } } },
  });
  expect(made).toEqual({
    ...t,
    constraints: [...t.constraints, c.check('b < 100', 'ck_b')],
    indexes: [c.index('ix_b', ['b'])],
    prefixes: ['TEMPORARY'],
    comment: 'x',
    options: { sqlite: { autoincrement: true } },
  });
  expect(() => applied([], { tableArgs: { constraints: [c.unique(['x'])], indexes: [] } })).toThrow(
    'table "t" has no column "x"',
  );
});

test('a naming convention names the unnamed constraints before they are looked up', () => {
  const namingConvention = { uq: 'uq_%(table_name)s_%(column_0_name)s' };
  expect(applied([c.dropConstraint('t', 'uq_t_a', 'unique')], { namingConvention })?.constraints).toEqual([
    c.pk(['id']),
  ]);
  expect(applied([], { namingConvention })?.constraints).toEqual([c.pk(['id']), c.unique(['a'], 'uq_t_a')]);
});

test('copyFrom takes the place of what is known, and of what is not', () => {
  const copyFrom = c.table('t', [c.column('x'), c.column('y')]);
  const operations = [c.dropColumn('t', 'y')];
  expect(applied(operations, { copyFrom })).toEqual(c.table('t', [c.column('x')]));
  expect(knownTable(apply(emptyCatalog, c.batch('t', operations, { copyFrom }), {}), t)).toEqual(
    c.table('t', [c.column('x')]),
  );
});

test('a table that is not there is refused without copyFrom', () => {
  expect(() => apply(emptyCatalog, c.batch('t', []), {})).toThrow('there is no table "t"');
});
