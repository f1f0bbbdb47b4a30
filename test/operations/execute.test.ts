import { describe, expect, test } from 'vitest';
import { s } from '../../src/model/schema.ts';
import { sql } from '../../src/model/sql.ts';
import type { Operations } from '../../src/operations/op.ts';
import type { Execute } from '../../src/operations/operation.ts';
import { operationsOf, recordingOf, refusalOf } from './recording-of.ts';

const integer = s.integer();

function setup(op: Operations): void {
  op.createTable('t', [s.column('id', integer), s.column('price', s.numeric(10, 2))]);
}

async function executed(
  fn: (op: Operations) => void,
  dialect: 'postgresql' | 'mariadb' | 'oracle' = 'postgresql',
): Promise<Execute> {
  const [operation] = await operationsOf(fn, { after: setup, dialect });
  if (operation?.kind !== 'execute') throw new Error('nothing was executed');
  return operation;
}

describe('op.execute', () => {
  test.each([
    ['UPDATE t SET id = 1', 'UPDATE t SET id = 1'],
    ['UPDATE t SET id = 1;', 'UPDATE t SET id = 1'],
    ['\n    UPDATE t\n       SET id = 1 ;\n  ;  \n', 'UPDATE t\n       SET id = 1'],
    ["UPDATE t SET n = 'a;'", "UPDATE t SET n = 'a;'"],
    ['-- nothing to do', '-- nothing to do'],
  ])('takes %j as it is, without the blanks around it and the terminator', async (text, expected) => {
    const { statement } = await executed((op) => op.execute(text));
    expect(statement).toEqual({ kind: 'text', sql: expected });
  });

  test('takes sql, trimmed at its ends', async () => {
    const { statement } = await executed((op) => op.execute(sql`\n  UPDATE t SET id = ${1};\n`));
    expect(statement).toEqual({
      kind: 'expression',
      expression: {
        kind: 'fragment',
        parts: [
          { kind: 'raw', text: 'UPDATE t SET id = ' },
          { kind: 'literal', value: 1 },
        ],
      },
    });
  });

  test('takes data changes of s.table; a value without a type takes that of the replayed column', async () => {
    const t = s.table('t', [s.column('id', integer), s.column('price')]);
    const { statement, effects } = await executed((op) => op.execute(t.update({ price: '12.50' }).where(t.c.id.eq(1))));
    expect(statement).toEqual({
      kind: 'dml',
      statement: {
        kind: 'update',
        table: { name: 't' },
        set: [{ column: 'price', value: { kind: 'literal', value: '12.50', type: s.numeric(10, 2) } }],
        where: [
          {
            kind: 'comparison',
            operator: '=',
            left: { kind: 'column', table: { name: 't' }, name: 'id' },
            right: { kind: 'literal', value: 1, type: integer },
          },
        ],
      },
    });
    expect(effects).toEqual([{ kind: 'none' }]);
  });

  test('picks the statement of the dialect; that of mysql serves mariadb', async () => {
    const byDialect = { postgresql: 'SELECT 1', mysql: sql`SELECT 2` };
    expect((await executed((op) => op.execute(byDialect))).statement).toEqual({ kind: 'text', sql: 'SELECT 1' });
    expect((await executed((op) => op.execute(byDialect), 'mariadb')).statement).toEqual({
      kind: 'expression',
      expression: { kind: 'raw', text: 'SELECT 2' },
    });
    const both = { mysql: 'SELECT 2', mariadb: 'SELECT 3' };
    expect((await executed((op) => op.execute(both), 'mariadb')).statement).toEqual({ kind: 'text', sql: 'SELECT 3' });
  });

  test('refuses a dialect without a statement', async () => {
    const error = await refusalOf((op) => op.execute({ postgresql: 'SELECT 1', mysql: 'SELECT 2' }), {
      dialect: 'oracle',
    });
    expect(error.code).toBe('operation');
    expect(error.message).toBe('op.execute: there is no statement for oracle, only for postgresql, mysql');
    expect(error.hint).toContain('add the key oracle');
  });

  test('applies the effects that the text has on the schema', async () => {
    const { operations, after } = await recordingOf((op) => op.execute('DROP TABLE t'), { after: setup });
    expect(operations).toMatchObject([
      { operation: { effects: [{ kind: 'operation', operation: { kind: 'dropTable', table: { name: 't' } } }] } },
    ]);
    expect(after.tables.get('t')).toBeUndefined();
  });

  test('sees the effects of sql with names in it', async () => {
    const { after } = await recordingOf((op) => op.execute(sql`DROP TABLE ${sql.id('t')}`), { after: setup });
    expect(after.tables.get('t')).toBeUndefined();
  });

  test('takes the effects from means, which records nothing itself', async () => {
    const { operations, after } = await recordingOf(
      (op) =>
        op.execute('CALL change_t()', {
          means: (inner) => {
            inner.addColumn('t', s.column('c', integer));
            inner.renameTable('t', 'u');
          },
        }),
      { after: setup },
    );
    expect(operations).toHaveLength(1);
    expect(operations).toMatchObject([
      {
        operation: {
          kind: 'execute',
          statement: { kind: 'text', sql: 'CALL change_t()' },
          effects: [
            { kind: 'operation', operation: { kind: 'addColumn', column: { name: 'c' } } },
            { kind: 'operation', operation: { kind: 'renameTable', newName: 'u' } },
          ],
        },
      },
    ]);
    expect(after.tables.get('u')).toMatchObject({
      table: { columns: [{ name: 'id' }, { name: 'price' }, { name: 'c' }] },
    });
  });

  test.each<[string, unknown, string]>([
    ['an empty statement', ' ;\n', 'op.execute: the statement is empty'],
    ['empty sql', sql``, 'op.execute: the statement is empty'],
    ['a number', 5, 'op.execute: the statement must be a string, sql`…`, or t.insert(…), not 5'],
    [
      'a misspelt dialect',
      { postgres: 'SELECT 1' },
      "op.execute: the statement cannot be an object with the key 'postgres'",
    ],
    ['an empty object', {}, 'op.execute: the statement cannot be an object'],
    [
      'a compiled statement without values',
      { sql: 'SELECT 1' },
      'op.execute: a compiled statement has its text in sql and its values in a list',
    ],
    [
      'a dialect with a number',
      { postgresql: 1 },
      'op.execute: the statement for postgresql must be a string or sql`…`, not 1',
    ],
  ])('refuses %s', async (_, statement, message) => {
    const error = await refusalOf((op) => op.execute(statement as string));
    expect([error.code, error.message]).toEqual(['operation', message]);
  });

  test('refuses an async function as means, and op instead of its argument', async () => {
    const later = await refusalOf((op) => op.execute('x', { means: (async () => undefined) as () => void }));
    expect(later.message).toBe('op.execute: the function of means must not be async');
    const outer = await refusalOf((op) => op.execute('x', { means: () => op.dropTable('t') }), { after: setup });
    expect(outer.message).toBe('op.dropTable was called inside the function of means');
  });
});
