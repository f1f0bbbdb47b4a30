import { describe, expect, test } from 'vitest';
import { s } from '../../src/model/schema.ts';
import type { BatchOperations } from '../../src/operations/batch.ts';
import type { Operations } from '../../src/operations/op.ts';
import { operationsOf, recordingOf, refusalOf } from './recording-of.ts';

const integer = s.integer();
const plain = { type: integer, nullable: true, autoincrement: 'auto', checks: [], options: {} };

function setup(op: Operations): void {
  op.createTable('org', [s.column('id', integer, { primaryKey: true })]);
  op.createTable('t', [
    s.column('id', integer, { nullable: false }),
    s.column('a', s.string(9)),
    s.column('b', integer),
    s.uniqueConstraint(['a']),
  ]);
}
const given = { after: setup };

describe('op.batchAlterTable', () => {
  test('records one operation that holds those of the batch', async () => {
    const operations = await operationsOf((op) => {
      op.batchAlterTable('t', { recreate: 'always', partialReordering: [['label', 'b']], schema: null }, (batch) => {
        batch.addColumn(s.column('c', integer), { insertAfter: 'd' });
        batch.addColumn(s.column('d', integer), { insertBefore: 'b' });
        batch.alterColumn('a', { newColumnName: 'label', insertAfter: 'id' });
        batch.createPrimaryKey('pk', ['id']);
        batch.createUniqueConstraint('uq', ['c']);
        batch.createForeignKey('fk', 'org', ['b'], ['id'], { onDelete: 'CASCADE' });
        batch.createCheckConstraint('ck', 'b > 0');
        batch.createIndex(batch.f('ix'), ['label']);
        batch.createTableComment('new');
        batch.dropTableComment();
        batch.dropIndex('ix');
        batch.dropConstraint('ck', { type: 'check' });
        batch.addColumn(s.column('e', integer));
        batch.dropColumn('e');
      });
    }, given);
    expect(operations).toHaveLength(1);
    const [batch] = operations;
    if (batch?.kind !== 'batchAlterTable') throw new Error('no batch');
    const { operations: inner, ...header } = batch;
    expect(header).toEqual({
      kind: 'batchAlterTable',
      table: { name: 't' },
      recreate: 'always',
      tableArgs: { constraints: [], indexes: [] },
      tableKwargs: { options: {} },
      partialReordering: [['label', 'b']],
    });
    const add = { table: { name: 't' }, primaryKey: false, constraints: [], indexes: [], ifNotExists: false };
    expect(inner.slice(0, 3)).toEqual([
      {
        kind: 'addColumn',
        ...add,
        column: { name: 'c', ...plain },
        inlineReferences: false,
        inlinePrimaryKey: false,
        insertAfter: 'd',
      },
      {
        kind: 'addColumn',
        ...add,
        column: { name: 'd', ...plain },
        inlineReferences: false,
        inlinePrimaryKey: false,
        insertBefore: 'b',
      },
      {
        kind: 'alterColumn',
        table: { name: 't' },
        column: 'a',
        newColumnName: 'label',
        existing: {},
        typeChecks: [],
        insertAfter: 'id',
        options: {},
      },
    ]);
    expect(inner.slice(3).map(({ kind }) => kind)).toEqual([
      'createPrimaryKey',
      'createUniqueConstraint',
      'createForeignKey',
      'createCheckConstraint',
      'createIndex',
      'createTableComment',
      'dropTableComment',
      'dropIndex',
      'dropConstraint',
      'addColumn',
      'dropColumn',
    ]);
    expect(inner[10]).toEqual({ kind: 'dropIndex', name: 'ix', table: { name: 't' }, ifExists: false, options: {} });
  });

  test('takes tableArgs, tableKwargs, copyFrom and a function alone', async () => {
    const copyFrom = s.table('t', [s.column('id', integer, { primaryKey: true }), s.column('b', integer)]);
    const operations = await operationsOf((op) => {
      op.batchAlterTable(
        't',
        {
          copyFrom,
          tableArgs: [s.checkConstraint('b < 100', { name: 'ck_b' }), s.index('ix_b', ['b'])],
          tableKwargs: { sqlite: { autoincrement: true } },
        },
        (batch) => batch.addColumn(s.column('c', integer)),
      );
      op.batchAlterTable('org', (batch) => batch.addColumn(s.column('c', integer)));
    }, given);
    expect(operations).toMatchObject([
      {
        copyFrom: { name: 't', columns: [{ name: 'id' }, { name: 'b' }], constraints: [{ kind: 'primaryKey' }] },
        tableArgs: {
          constraints: [{ kind: 'check', name: 'ck_b' }],
          indexes: [{ name: 'ix_b', columns: ['b'] }],
        },
        tableKwargs: { options: { sqlite: { autoincrement: true } } },
      },
      { table: { name: 'org' }, recreate: 'auto', operations: [{ kind: 'addColumn' }] },
    ]);
  });

  test('drops an unnamed constraint by the name that its naming convention makes', async () => {
    const operations = await operationsOf((op) => {
      op.batchAlterTable('t', { namingConvention: { uq: 'uq_%(table_name)s_%(column_0_name)s' } }, (batch) => {
        batch.dropConstraint('uq_t_a', { type: 'unique' });
      });
    }, given);
    expect(operations).toMatchObject([
      { namingConvention: { uq: 'uq_%(table_name)s_%(column_0_name)s' }, operations: [{ name: 'uq_t_a' }] },
    ]);
  });

  test('fails at the call of the batch that does not fit', async () => {
    const error = await refusalOf((op) => {
      op.batchAlterTable('t', (batch) => {
        batch.dropColumn('b');
        batch.alterColumn('b', { nullable: false });
      });
    }, given);
    expect(error.code).toBe('replay');
    expect(error.source).toMatchObject({ index: 1, operation: 'alterColumn' });
  });

  test('leaves the catalog alone when it fails, and changes it when it ends', async () => {
    const { after } = await recordingOf((op) => {
      expect(() =>
        op.batchAlterTable('t', (batch) => {
          batch.dropColumn('b');
          batch.dropColumn('b');
        }),
      ).toThrow();
      expect(op.inspect().hasColumn('t', 'b')).toBe(true);
      op.batchAlterTable('t', (batch) => {
        batch.dropColumn('b');
        expect(op.inspect().hasColumn('t', 'b')).toBe(false);
      });
    }, given);
    expect(after.tables.get('t')).toMatchObject({ table: { columns: [{ name: 'id' }, { name: 'a' }] } });
  });

  test.each<[string, (op: Operations) => void, string]>([
    [
      'op inside a batch',
      (op) => op.batchAlterTable('t', () => op.execute('SELECT 1')),
      'op.execute was called inside the batch on table t',
    ],
    [
      'SQL in a batch',
      (op) => op.batchAlterTable('t', (batch) => (batch as unknown as Operations).execute('SELECT 1')),
      'there is no batch.execute: a batch changes one table',
    ],
    [
      'a batch that is used after its end',
      (op) => {
        let kept: BatchOperations | undefined;
        op.batchAlterTable('t', (batch) => {
          kept = batch;
        });
        kept?.dropColumn('b');
      },
      'dropColumn was called after the batch on table t had ended',
    ],
    [
      'an async function',
      (op) => op.batchAlterTable('t', async (batch) => batch.dropColumn('b')),
      'the function of op.batchAlterTable must not be async',
    ],
    [
      'a missing function',
      (op) => op.batchAlterTable('t', {}, undefined as never),
      'op.batchAlterTable: the last argument must be a function, not undefined',
    ],
    [
      'an unknown way to recreate',
      (op) => op.batchAlterTable('t', { recreate: 'sometimes' as never }, () => undefined),
      "op.batchAlterTable: recreate must be one of auto, always, never, not 'sometimes'",
    ],
    [
      'a copyFrom of another table',
      (op) => op.batchAlterTable('t', { copyFrom: s.table('u', [s.column('id', integer)]) }, () => undefined),
      'op.batchAlterTable: copyFrom is the table u, not t',
    ],
    [
      'a column placed twice',
      (op) =>
        op.batchAlterTable('t', (b) => b.addColumn(s.column('c', integer), { insertBefore: 'a', insertAfter: 'a' })),
      'batch.addColumn: insertBefore and insertAfter are both given',
    ],
    [
      'a schema in a batch',
      (op) => op.batchAlterTable('t', (batch) => batch.dropColumn('b', { schema: 'app' } as never)),
      "batch.dropColumn has no option 'schema'",
    ],
  ])('refuses %s', async (_, call, message) => {
    expect((await refusalOf(call, given)).message).toBe(message);
  });
});
