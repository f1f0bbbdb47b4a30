import { describe, expect, test } from 'vitest';
import { s } from '../../src/model/schema.ts';
import type { Operations } from '../../src/operations/op.ts';
import { operationsOf, refusalOf } from '../operations/recording-of.ts';

const letter = s.enum(['a', 'b'], { name: 'letter' });

describe('op.getBind', () => {
  test('records types that are made and dropped by hand', async () => {
    const operations = await operationsOf((op) => {
      letter.create(op.getBind(), { checkFirst: false });
      letter.drop(op.getBind(), { checkFirst: false });
    });
    expect(operations).toEqual([
      { kind: 'createType', type: letter, checkFirst: false, implicit: false },
      { kind: 'dropType', type: letter, checkFirst: false, implicit: false },
    ]);
  });

  test('checks first whether the history has the type', async () => {
    const operations = await operationsOf((op) => {
      letter.drop(op.getBind());
      letter.create(op.getBind());
      letter.create(op.getBind());
      letter.drop(op.getBind(), { checkFirst: true });
    });
    expect(operations.map(({ kind }) => kind)).toEqual(['createType', 'dropType']);
  });

  test('knows its dialect and executes as op does', async () => {
    const operations = await operationsOf((op) => {
      const bind = op.getBind();
      expect(bind.dialect).toBe('postgresql');
      bind.execute('SELECT 1;');
    });
    expect(operations).toMatchObject([{ kind: 'execute', statement: { kind: 'text', sql: 'SELECT 1' } }]);
  });

  test('can be awaited and looked at', async () => {
    await operationsOf(async (op) => {
      const bind = await Promise.resolve(op.getBind());
      expect(bind.dialect).toBe('postgresql');
      await bind.execute('SELECT 1');
    });
  });

  type Rows = { rows: unknown; query(sql: string): void; [Symbol.iterator](): Iterator<unknown> };
  test.each<[string, (op: Operations) => unknown, string]>([
    ['a query', (op) => (op.getBind() as unknown as Rows).query('SELECT 1'), 'query'],
    ['the rows of a result', (op) => (op.getBind().execute('SELECT 1') as unknown as Rows).rows, "the result's rows"],
    [
      'a result to iterate over',
      (op) => [...(op.getBind().execute('SELECT 1') as unknown as Rows)],
      "the result's rows",
    ],
  ])('refuses %s, and says what to do', async (_, ask, what) => {
    const error = await refusalOf((op) => void ask(op));
    expect(error.code).toBe('operation');
    expect(error.message).toBe(
      `the connection cannot be asked for ${what}: tsmig writes a script, there is no database behind it`,
    );
    expect(error.hint).toContain('op.inspect()');
    expect(error.source?.position?.file).toContain('connection.test.ts');
  });
});
