import { describe, expect, test } from 'vitest';
import { s } from '../../src/model/schema.ts';
import { sql } from '../../src/model/sql.ts';
import type { Operations } from '../../src/operations/op.ts';
import { operationsOf, recordingOf, refusalOf } from '../operations/recording-of.ts';

const integer = s.integer();

function setup(op: Operations): void {
  op.createTable('org', [s.column('id', integer, { primaryKey: true })], { schema: 'hr' });
  op.createTable(
    't',
    [
      s.column('id', integer),
      s.column('a', integer, { nullable: false, serverDefault: sql`1`, comment: 'an a', check: 'a > 0' }),
      s.column('state', s.enum(['on', 'off'], { name: 'switch' })),
      s.primaryKeyConstraint(['id'], { name: 'pk_t' }),
      s.uniqueConstraint(['a'], { name: 'uq_t' }),
      s.checkConstraint('a < 9', { name: 'ck_t' }),
      s.foreignKeyConstraint(['a'], ['hr.org.id'], { name: 'fk_t', onDelete: 'CASCADE' }),
      s.index('ix_t', ['a', sql`lower(state)`], { unique: true }),
    ],
    { comment: 'things' },
  );
}

describe('op.inspect', () => {
  test('answers from the replayed history', async () => {
    await recordingOf(
      (op) => {
        const inspector = op.inspect();
        expect(inspector.hasTable('t')).toBe(true);
        expect(inspector.hasTable('org')).toBe(false);
        expect(inspector.hasTable('org', { schema: 'hr' })).toBe(true);
        expect(inspector.hasColumn('t', 'a')).toBe(true);
        expect(inspector.hasColumn('t', 'b')).toBe(false);
        expect(inspector.hasIndex('t', 'ix_t')).toBe(true);
        expect(inspector.getTableNames()).toEqual(['t']);
        expect(inspector.getTableNames({ schema: 'hr' })).toEqual(['org']);
        expect(inspector.getColumns('t').slice(0, 2)).toEqual([
          { name: 'id', type: integer, nullable: false, default: null, autoincrement: 'auto', comment: null },
          {
            name: 'a',
            type: integer,
            nullable: false,
            default: { kind: 'raw', text: '1' },
            autoincrement: 'auto',
            comment: 'an a',
          },
        ]);
        expect(inspector.getPkConstraint('t')).toEqual({ name: 'pk_t', constrainedColumns: ['id'] });
        expect(inspector.getForeignKeys('t')).toEqual([
          {
            name: 'fk_t',
            constrainedColumns: ['a'],
            referredSchema: 'hr',
            referredTable: 'org',
            referredColumns: ['id'],
            options: { onDelete: 'CASCADE' },
          },
        ]);
        expect(inspector.getUniqueConstraints('t')).toEqual([{ name: 'uq_t', columnNames: ['a'] }]);
        expect(inspector.getCheckConstraints('t')).toEqual([
          { name: 'ck_t', sqltext: { kind: 'raw', text: 'a < 9' } },
          { name: null, sqltext: { kind: 'raw', text: 'a > 0' } },
        ]);
        expect(inspector.getIndexes('t')).toEqual([
          {
            name: 'ix_t',
            columnNames: ['a', null],
            expressions: [{ kind: 'raw', text: 'lower(state)' }],
            unique: true,
          },
        ]);
        expect(inspector.getTableComment('t')).toEqual({ text: 'things' });
        expect(inspector.getEnums()).toEqual([{ name: 'switch', schema: null, labels: ['on', 'off'] }]);
      },
      { after: setup },
    );
  });

  test('sees what the revision has done so far', async () => {
    await recordingOf((op) => {
      const inspector = op.inspect();
      expect(inspector.getTableNames()).toEqual([]);
      op.createTable('u', [s.column('id', integer)]);
      expect(inspector.getTableNames()).toEqual(['u']);
    });
  });

  test('gives defaults that can be passed on', async () => {
    const operations = await operationsOf(
      (op) => {
        const value = op.inspect().getColumns('t')[1]?.default ?? 0;
        op.alterColumn('t', 'id', { serverDefault: value });
      },
      { after: setup },
    );
    expect(operations).toMatchObject([{ serverDefault: { kind: 'raw', text: '1' } }]);
  });

  test('refuses a table that history does not have', async () => {
    const error = await refusalOf((op) => void op.inspect().getColumns('u', { schema: 'app' }));
    expect([error.code, error.message]).toEqual(['replay', 'there is no table app.u at this point of the history']);
    expect(error.source).toMatchObject({ operation: 'inspect' });
  });

  test('refuses to answer what raw SQL has hidden', async () => {
    const hidden = {
      after: (op: Operations) => {
        setup(op);
        op.execute('ALTER TABLE t FROBNICATE');
      },
    };
    const table = await refusalOf((op) => void op.inspect().getColumns('t'), hidden);
    expect([table.code, table.message]).toEqual([
      'opaque',
      'the history cannot say what table t is: raw SQL hid it (ALTER TABLE t FROBNICATE)',
    ]);
    const anything = {
      after: (op: Operations) => {
        setup(op);
        op.execute('CALL frobnicate()');
      },
    };
    const names = await refusalOf((op) => void op.inspect().getTableNames(), anything);
    expect(names.code).toBe('opaque');
    expect((await refusalOf((op) => void op.inspect().hasTable('t'), anything)).code).toBe('opaque');
    await recordingOf((op) => expect(op.inspect().hasTable('t')).toBe(true), hidden);
  });
});
