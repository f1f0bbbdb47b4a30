import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { TsmigError } from '../../src/errors.ts';
import { s } from '../../src/model/schema.ts';
import type { Operations } from '../../src/operations/op.ts';
import { operationsOf, recordingOf, refusalOf } from '../operations/recording-of.ts';
import { later, throws, upgrade, wrongColumn } from './fixtures/revision.ts';

const integer = s.integer();
const file = fileURLToPath(new URL('./fixtures/revision.ts', import.meta.url));

function setup(op: Operations): void {
  op.createTable('t', [s.column('id', integer)]);
}

describe('record', () => {
  test('keeps each operation, frozen, between the catalogs before and after it', async () => {
    const { operations, after } = await recordingOf((op) => {
      setup(op);
      op.dropTable('t');
    });
    const [create, drop] = operations;
    expect(Object.isFrozen(create)).toBe(true);
    expect(Object.isFrozen(create?.operation)).toBe(true);
    expect(create?.before.tables.size).toBe(0);
    expect(create?.after.tables.size).toBe(1);
    expect(drop?.before).toBe(create?.after);
    expect(after).toBe(drop?.after);
  });

  test('gives each operation its source, with the place in the revision that leads to it', async () => {
    const { operations } = await recordingOf(upgrade, { revision: '3f2a', file });
    expect(operations.map(({ source }) => source)).toEqual([
      {
        revision: '3f2a',
        direction: 'upgrade',
        index: 1,
        operation: 'createTable',
        position: { file, line: 6, column: 6 },
      },
      {
        revision: '3f2a',
        direction: 'upgrade',
        index: 2,
        operation: 'addColumn',
        position: { file, line: 7, column: 3 },
      },
      {
        revision: '3f2a',
        direction: 'upgrade',
        index: 3,
        operation: 'batchAlterTable',
        position: { file, line: 8, column: 6 },
      },
    ]);
  });

  test('without a file takes the first place outside tsmig', async () => {
    const { operations } = await recordingOf(upgrade);
    expect(operations[1]?.source.position).toMatchObject({
      file: fileURLToPath(new URL('./fixtures/helper.ts', import.meta.url)),
      line: 5,
    });
  });

  test('finds the place after an await too', async () => {
    const error = await refusalOf(later, { file });
    expect(error.code).toBe('replay');
    expect(error.source).toMatchObject({ index: 2, operation: 'dropTable', position: { file, line: 16 } });
  });

  test('wraps what the function throws, with the place', async () => {
    const error = await refusalOf(throws, { revision: '3f2a', file });
    expect(error.code).toBe('revision');
    expect(error.message).toBe('upgrade of revision 3f2a failed: no such luck');
    expect(error.cause).toBeInstanceOf(RangeError);
    expect(error.source).toMatchObject({ revision: '3f2a', direction: 'upgrade', position: { file, line: 20 } });
  });

  test('gives an error of s the place in the revision', async () => {
    const error = await refusalOf(wrongColumn, { revision: '3f2a', file });
    expect(error.code).toBe('operation');
    expect(error.source).toMatchObject({ revision: '3f2a', position: { file, line: 24 } });
  });

  test('takes a TsmigError of another copy of tsmig as its own', async () => {
    const foreign = Object.assign(new Error('no'), { name: 'TsmigError', code: 'value', hint: 'yes' });
    const error = await refusalOf(() => {
      throw foreign;
    });
    expect(error).toBeInstanceOf(TsmigError);
    expect([error.code, error.message, error.hint, error.cause]).toEqual(['value', 'no', 'yes', foreign]);
  });

  test('wraps a value that is no error', async () => {
    const error = await refusalOf(() => {
      throw 'plain';
    });
    expect(error.message).toBe('upgrade failed: plain');
  });

  test('lets a revision catch a refusal and go on', async () => {
    const operations = await operationsOf((op) => {
      expect(() => op.dropTable('t')).toThrow(TsmigError);
      setup(op);
    });
    expect(operations.map(({ kind }) => kind)).toEqual(['createTable']);
  });

  test('serves calls that are taken out of op', async () => {
    const operations = await operationsOf(({ createTable, getContext }) => {
      createTable(getContext().dialect, [s.column('id', integer)]);
    });
    expect(operations).toMatchObject([{ kind: 'createTable', table: { name: 'postgresql' } }]);
  });

  test('refuses calls after the function has ended', async () => {
    let kept: Operations | undefined;
    await recordingOf(
      (op) => {
        kept = op;
      },
      { revision: '3f2a' },
    );
    expect(() => kept?.dropTable('t')).toThrow('op.dropTable was called after upgrade of revision 3f2a had ended');
    expect(() => kept?.inspect().hasTable('t')).toThrow('had ended');
    expect(kept?.f('x').text).toBe('x');
  });
});

describe('op.getContext', () => {
  test('tells what is known of the run', async () => {
    await recordingOf(
      (op) => {
        expect(op.getContext()).toMatchObject({
          dialect: 'sqlite',
          serverVersion: '16',
          asSql: true,
          xArgs: { tenant: 'a' },
          tag: 'v1',
        });
      },
      { dialect: 'sqlite', xArgs: { tenant: 'a' }, tag: 'v1' },
    );
  });

  test('marks what autocommitBlock asks for', async () => {
    const { operations } = await recordingOf(async (op) => {
      const context = op.getContext();
      op.execute('SELECT 1');
      context.autocommitBlock(() => op.execute('SELECT 2'));
      await context.autocommitBlock(async () => {
        await Promise.resolve();
        op.execute('SELECT 3');
      });
      expect(() =>
        context.autocommitBlock(() => {
          throw new Error('inside');
        }),
      ).toThrow('inside');
      op.execute('SELECT 4');
    });
    expect(operations.map(({ autocommit }) => autocommit)).toEqual([false, true, true, false]);
  });

  test('refuses an autocommitBlock that is not awaited', async () => {
    const error = await refusalOf((op) => {
      void op.getContext().autocommitBlock(async () => {
        await Promise.resolve();
        op.execute('SELECT 1');
      });
    });
    expect(error.message).toBe('upgrade: autocommitBlock was not awaited');
    expect(error.hint).toContain('await');
  });
});
