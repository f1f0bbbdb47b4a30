import { describe, expect, test } from 'vitest';
import { s } from '../../src/model/schema.ts';
import type { Operations } from '../../src/operations/op.ts';
import { operationsOf, recordingOf, refusalOf } from './recording-of.ts';

const integer = s.integer();
const string = s.string(20);

function setup(op: Operations): void {
  op.createTable('t', [s.column('id', integer), s.column('name', string)], { comment: 'old' });
  op.createTable('u', [s.column('id', integer)], { schema: 'app' });
}
const given = { after: setup };

describe('tables', () => {
  test('are dropped, renamed and commented as asked for', async () => {
    const operations = await operationsOf((op) => {
      op.createTableComment('t', 'new', { existingComment: 'old' });
      op.dropTableComment('t', { existingComment: 'new' });
      op.renameTable('t', 't2');
      op.renameTable('u', 'v', { schema: 'app' });
      op.dropTable('v', { schema: 'app' });
      op.dropTable('never', { ifExists: true });
    }, given);
    expect(operations).toEqual([
      { kind: 'createTableComment', table: { name: 't' }, comment: 'new', existingComment: 'old' },
      { kind: 'dropTableComment', table: { name: 't' }, existingComment: 'new' },
      { kind: 'renameTable', table: { name: 't' }, newName: 't2' },
      { kind: 'renameTable', table: { name: 'u', schema: 'app' }, newName: 'v' },
      { kind: 'dropTable', table: { name: 'v', schema: 'app' }, ifExists: false, options: {} },
      { kind: 'dropTable', table: { name: 'never' }, ifExists: true, options: {} },
    ]);
  });

  test('warn of a comment that history contradicts', async () => {
    const { warnings, operations } = await recordingOf(
      (op) => op.createTableComment('t', 'new', { existingComment: null }),
      given,
    );
    expect(warnings.map(({ message }) => message)).toEqual([
      "table t: existingComment contradicts the history, in which its comment is 'old'; the history counts",
    ]);
    expect(operations[0]?.operation).toEqual({ kind: 'createTableComment', table: { name: 't' }, comment: 'new' });
  });

  test('take null as a schema that is not said', async () => {
    const [operation] = await operationsOf((op) => op.dropTable('t', { schema: null }), given);
    expect(operation).toEqual({ kind: 'dropTable', table: { name: 't' }, ifExists: false, options: {} });
  });

  test('refuse an empty comment', async () => {
    const error = await refusalOf((op) => op.createTableComment('t', ''), given);
    expect(error.hint).toBe('dropTableComment takes a comment away');
  });
});

describe('op.bulkInsert', () => {
  test('types the values by the columns of the table given, and else by the replayed table', async () => {
    const rows = s.table('t', [s.column('id', integer), s.column('name')]);
    const [operation] = await operationsOf(
      (op) => op.bulkInsert(rows, [{ id: 1, name: 'one' }, { id: 2 }], { multiinsert: false }),
      given,
    );
    expect(operation).toEqual({
      kind: 'bulkInsert',
      table: { name: 't' },
      insert: {
        kind: 'insert',
        table: { name: 't' },
        rows: [
          [
            { column: 'id', value: { kind: 'literal', value: 1, type: integer } },
            { column: 'name', value: { kind: 'literal', value: 'one', type: string } },
          ],
          [{ column: 'id', value: { kind: 'literal', value: 2, type: integer } }],
        ],
      },
    });
  });

  test('without rows asks for nothing', async () => {
    expect(await operationsOf((op) => op.bulkInsert(s.table('t', [s.column('id', integer)]), []), given)).toEqual([]);
  });

  test('refuses what is no table and what is no list', async () => {
    const table = await refusalOf((op) => op.bulkInsert('t' as never, []), given);
    expect(table.message).toBe("op.bulkInsert: the table must be made by s.table or op.createTable, not 't'");
    const rows = await refusalOf(
      (op) => op.bulkInsert(s.table('t', [s.column('id', integer)]), { id: 1 } as never),
      given,
    );
    expect(rows.message).toBe('op.bulkInsert: the rows must be a list, not an object');
  });
});

describe('op.invoke', () => {
  test('records an operation that is data, and runs a function with op', async () => {
    const operations = await operationsOf((op) => {
      op.invoke({ kind: 'dropTable', table: { name: 't' }, ifExists: false, options: {} });
      const name = op.invoke((inner) => {
        inner.dropTable('u', { schema: 'app' });
        return 'done';
      });
      expect(name).toBe('done');
    }, given);
    expect(operations.map(({ kind }) => kind)).toEqual(['dropTable', 'dropTable']);
  });

  test('is refused under the name of the operation, at its place', async () => {
    const error = await refusalOf(
      (op) => op.invoke({ kind: 'dropTable', table: { name: 'nowhere' }, ifExists: false, options: {} }),
      given,
    );
    expect(error.source).toMatchObject({ index: 1, operation: 'dropTable' });
    expect(error.source?.position?.file).toMatch(/tables\.test\.ts$/);
  });

  test.each([[{ kind: 'copyRows' }], [{ kind: 'toString' }], ['dropTable'], [null]])(
    'refuses %j',
    async (operation) => {
      const error = await refusalOf((op) => op.invoke(operation as never), given);
      expect(error.source?.operation).toBe('invoke');
      expect(error.message).toContain('op.invoke: an operation or a function is needed');
    },
  );
});

describe('op.f and op.inlineLiteral', () => {
  test('give a name and an expression', async () => {
    await recordingOf((op) => {
      expect(op.f('ck_exact').text).toBe('ck_exact');
      expect(op.inlineLiteral(5, integer)).toEqual({ kind: 'literal', value: 5, type: integer });
    });
  });
});
