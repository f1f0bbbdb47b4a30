import { expect, test } from 'vitest';
import { createDialect } from '../../dialects/index.ts';
import { emptyCatalog, knownTable } from '../../src/catalog/catalog.ts';
import { reverse } from '../../src/catalog/reverse.ts';
import { s, sql } from '../../src/index.ts';
import { record } from '../../src/recording/recorder.ts';
import { renderOperations } from '../../src/script/compile.ts';

test('the condition of a partial index follows the new name of its column, and can still be rendered', async () => {
  const dialect = await createDialect({ name: 'postgresql' });
  const { operations, after } = await record(
    (op) => {
      op.createTable('t', [s.column('a', s.integer()), s.column('b', s.integer())]);
      op.createIndex('ix', 't', ['a'], { postgresql: { where: sql`${sql.id('b')} > 0` } });
      op.alterColumn('t', 'b', { newColumnName: 'c' });
      op.dropIndex('ix');
    },
    { dialect, before: emptyCatalog, direction: 'upgrade' },
  );
  expect(knownTable(after, { name: 't' })?.indexes).toEqual([]);
  const drop = operations.at(-1);
  if (drop === undefined) throw new Error('nothing was recorded');
  const again = await record(
    (op) => reverse(drop.operation, drop.before).forEach((operation) => void op.invoke(operation)),
    {
      dialect,
      before: after,
      direction: 'downgrade',
    },
  );
  expect(
    renderOperations(dialect.lower(again.operations, 'downgrade'), dialect).map((statement) => statement.sql),
  ).toEqual(['CREATE INDEX ix ON t (a) WHERE c > 0']);
});
