// What a seventh dialect takes: CockroachDB as a delta of PostgreSQL. It is the test of a claim, not a dialect that ships.
import { describe, expect, test } from 'vitest';
import { PostgreSQL } from '../../dialects/postgresql/postgresql.ts';
import { emptyCatalog } from '../../src/catalog/catalog.ts';
import { type Operations, s } from '../../src/index.ts';
import type { Constraint } from '../../src/model/nouns.ts';
import type { OperationOf } from '../../src/operations/operation.ts';
import { record } from '../../src/recording/recorder.ts';
import { renderOperations } from '../../src/script/compile.ts';
import type { SqlStatement } from '../../src/script/statement.ts';

/** https://www.cockroachlabs.com/docs/stable/postgresql-compatibility */
class CockroachDB extends PostgreSQL {
  // ---- facts
  override readonly features = {
    nativeBoolean: true,
    nativeEnum: true,
    deferrable: false, // https://www.cockroachlabs.com/docs/stable/foreign-key
    onUpdate: true,
    match: true,
  };

  // ---- operations
  protected override constraintBody(
    constraint: Constraint,
    scope: Parameters<PostgreSQL['constraintBody']>[1],
  ): string {
    if (constraint.kind === 'exclude') throw this.cannot(`make the exclude constraint ${constraint.name}`);
    return super.constraintBody(constraint, scope);
  }
  /** Indexes are always built without blocking, and inside the transaction. */
  protected override createIndex(operation: OperationOf<'createIndex'>, before: typeof emptyCatalog): SqlStatement[] {
    return super
      .createIndex(operation, before)
      .map(({ sql }) => ({ sql: sql.replace(' CONCURRENTLY', ''), transactional: true }));
  }
  /** A change of type that rewrites the column must stand outside a transaction: https://www.cockroachlabs.com/docs/stable/alter-table#alter-column */
  protected override alterColumn(operation: OperationOf<'alterColumn'>, before: typeof emptyCatalog): SqlStatement[] {
    const outside = operation.type !== undefined;
    return super.alterColumn(operation, before).map((one) => ({ ...one, transactional: !outside }));
  }
}

async function statements(
  upgrade: (op: Operations) => void,
  setup: (op: Operations) => void = () => {},
): Promise<SqlStatement[]> {
  const dialect = new CockroachDB();
  const { after: before } = await record(setup, { dialect, before: emptyCatalog, direction: 'upgrade' });
  const { operations } = await record(upgrade, { dialect, before, direction: 'upgrade' });
  return renderOperations(dialect.lower(operations, 'upgrade'), dialect).map(({ sql, transactional }) => ({
    sql,
    transactional,
  }));
}

describe('a seventh dialect is a small delta', () => {
  const setup = (op: Operations): void => {
    op.createTable('t', [s.column('id', s.integer(), { primaryKey: true }), s.column('n', s.string(20))]);
  };

  test('what it shares with PostgreSQL, it says like PostgreSQL', async () => {
    expect(await statements(setup)).toEqual([
      {
        sql: 'CREATE TABLE t (\n    id SERIAL NOT NULL,\n    n VARCHAR(20),\n    PRIMARY KEY (id)\n)',
        transactional: true,
      },
    ]);
  });
  test('an index is never concurrent', async () => {
    expect(
      await statements((op) => op.createIndex('ix', 't', ['n'], { postgresql: { concurrently: true } }), setup),
    ).toEqual([{ sql: 'CREATE INDEX ix ON t (n)', transactional: true }]);
  });
  test('a change of type steps out of the transaction', async () => {
    expect(await statements((op) => op.alterColumn('t', 'n', { type: s.string(40) }), setup)).toEqual([
      { sql: 'ALTER TABLE t ALTER COLUMN n TYPE VARCHAR(40)', transactional: false },
    ]);
  });
  test('exclude constraints and DEFERRABLE are refused', async () => {
    await expect(statements((op) => op.createExcludeConstraint('x', 't', [['n', '=']]), setup)).rejects.toThrow(
      /exclude constraint x/,
    );
    await expect(
      statements((op) => op.createUniqueConstraint('u', 't', ['n'], { deferrable: true }), setup),
    ).rejects.toMatchObject({ code: 'unsupported' });
  });
});
