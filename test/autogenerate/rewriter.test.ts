import { describe, expect, test } from 'vitest';
import { inBatches } from '../../src/autogenerate/batches.ts';
import { type AutogenerateContext, type MigrationScript, Rewriter } from '../../src/autogenerate/hooks.ts';
import type { Operation } from '../../src/operations/operation.ts';

const context: AutogenerateContext = {
  dialect: { name: 'postgresql', serverVersion: '16', maxIdentifierLength: 63 },
  database: undefined,
};
const drop = (name: string): Operation => ({ kind: 'dropTable', table: { name }, ifExists: false, options: {} });
const rename = (name: string, newName: string): Operation => ({ kind: 'renameTable', table: { name }, newName });
const dropColumn = (name: string, column: string): Operation => ({
  kind: 'dropColumn',
  table: { name },
  column,
  ifExists: false,
  options: {},
});

const scriptOf = (...ops: Operation[]): MigrationScript => ({
  message: undefined,
  upgradeOps: { ops },
  downgradeOps: { ops: [] },
});

describe('a rewriter', () => {
  test('replaces operations by others, by several or by none, and leaves the rest', () => {
    const script = scriptOf(drop('a'), rename('b', 'c'), drop('keep'));
    new Rewriter()
      .rewrites('dropTable', (_context, _revision, op) => (op.table.name === 'a' ? undefined : op))
      .rewrites('renameTable', (_context, _revision, op) => [drop('x'), { ...op, newName: 'd' }])
      .process(context, ['a1'], [script]);
    expect(script.upgradeOps.ops).toEqual([drop('x'), rename('b', 'd'), drop('keep')]);
  });

  test('looks into batches, and hands on to the next', () => {
    const [batch] = inBatches([dropColumn('t', 'a'), dropColumn('t', 'b')]);
    const script = scriptOf(batch as Operation);
    const seen: string[] = [];
    new Rewriter()
      .rewrites('dropColumn', (_context, _revision, op) => (op.column === 'a' ? undefined : op))
      .chain((_context, revision, directives) => seen.push(`${revision} ${directives[0]?.upgradeOps.ops.length}`))
      .process(context, ['a1'], [script]);
    expect(script.upgradeOps.ops).toEqual([{ ...batch, operations: [dropColumn('t', 'b')] }]);
    expect(seen).toEqual(['a1 1']);
  });
});

describe('renderAsBatch', () => {
  test('puts neighbours that change one table together', () => {
    const operations = [
      dropColumn('t', 'a'),
      dropColumn('t', 'b'),
      drop('x'),
      dropColumn('t', 'c'),
      dropColumn('u', 'd'),
    ];
    expect(
      inBatches(operations).map((one) =>
        one.kind === 'batchAlterTable' ? [one.table.name, one.operations.length] : one.kind,
      ),
    ).toEqual([['t', 2], 'dropTable', ['t', 1], ['u', 1]]);
  });
});
