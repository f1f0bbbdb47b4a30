import { describe, expect, test } from 'vitest';
import { s } from '../../src/model/schema.ts';
import type { Operations } from '../../src/operations/op.ts';
import { operationsOf, refusalOf } from './recording-of.ts';

const renamed = s.column('a', s.integer(), { renamedFrom: 'b' });

describe('renamedFrom is for models', () => {
  test.each<[call: string, revision: (op: Operations) => void, of: string]>([
    ["op.createTable('t')", (op) => op.createTable('t', [], { renamedFrom: 'u' } as object), 'the table'],
    ["op.createTable('t')", (op) => op.createTable('t', [renamed]), "column 'a'"],
    ["op.addColumn('t')", (op) => op.addColumn('t', renamed), "column 'a'"],
    [
      "batch.addColumn('a') of table t",
      (op) => op.batchAlterTable('t', (batch) => batch.addColumn(renamed)),
      "column 'a'",
    ],
  ])('%s refuses it', async (call, revision, of) => {
    const error = await refusalOf(revision, {
      ...(call.includes('createTable')
        ? {}
        : { after: (op) => void op.createTable('t', [s.column('id', s.integer())]) }),
    });
    expect(error.message).toContain(
      `renamedFrom of ${of} says nothing here: it is for models, which autogenerate reads`,
    );
    expect(error.hint).toBe(
      "leave it out; to rename, write op.renameTable('old', 'new') or op.alterColumn('table', 'old', { newColumnName: 'new' })",
    );
  });

  test('a model may be what a batch copies from', async () => {
    const copyFrom = s.table('t', [renamed], { renamedFrom: 'u' });
    const operations = await operationsOf(
      (op) => op.batchAlterTable('t', { copyFrom }, (batch) => batch.dropColumn('a')),
      { after: (op) => void op.createTable('t', [s.column('a', s.integer()), s.column('b', s.integer())]) },
    );
    expect(operations.map(({ kind }) => kind)).toEqual(['batchAlterTable']);
  });

  test.each<[what: string, make: () => unknown, message: string]>([
    [
      'its own name',
      () => s.column('a', s.integer(), { renamedFrom: 'a' }),
      "s.column('a'): renamedFrom is its own name",
    ],
    ['its own name', () => s.table('t', [], { renamedFrom: 't' }), "s.table('t'): renamedFrom is its own name"],
    ['an empty one', () => s.table('t', [], { renamedFrom: '' }), "s.table('t'): renamedFrom is empty"],
    [
      'no name',
      () => s.column('a', s.integer(), { renamedFrom: 1 as never }),
      "s.column('a'): renamedFrom must be a string, not 1",
    ],
  ])('of a model cannot be %s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});
