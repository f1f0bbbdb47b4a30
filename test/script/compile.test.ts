import { describe, expect, test } from 'vitest';
import { createDialect } from '../../dialects/index.ts';
import { type Operations, s } from '../../src/index.ts';
import { type CompiledRevision, compile, type Step } from '../../src/script/compile.ts';

const letter = () => s.enum(['a', 'b'], { name: 'letter' });
const table = (op: Operations, name: string): void => {
  op.createTable(name, [s.column('l', letter())]);
};
/** R1 makes t and the type, R2 drops t (an upgrade leaves the type), R3 makes u of the same type. */
const revisions: readonly CompiledRevision[] = [
  { id: 'r1', upgrade: (op) => table(op, 't'), downgrade: (op) => op.dropTable('t') },
  { id: 'r2', upgrade: (op) => op.dropTable('t'), downgrade: (op) => table(op, 't') },
  { id: 'r3', upgrade: (op) => table(op, 'u'), downgrade: (op) => op.dropTable('u') },
];

async function run(
  direction: 'upgrade' | 'downgrade',
  applied: readonly CompiledRevision[],
  ids: readonly string[],
): Promise<string[][]> {
  const steps: Step[] = ids.map((id) => ({
    revision: revisions.find((revision) => revision.id === id) as CompiledRevision,
    direction,
    createsVersionTable: false,
    versionChanges: [],
  }));
  const compiled = await compile(steps, {
    dialect: await createDialect({ name: 'postgresql' }),
    applied,
    orderOf: (revision) => revisions.indexOf(revision),
    versionTable: { name: 'alembic_version', primaryKey: true },
  });
  return compiled.map(({ statements }) => statements.map(({ sql }) => sql));
}

describe('enum types over a history', () => {
  test('an upgrade makes the type once, whatever comes and goes', async () => {
    expect(await run('upgrade', [], ['r1', 'r2', 'r3'])).toEqual([
      ["CREATE TYPE letter AS ENUM ('a', 'b')", 'CREATE TABLE t (\n    l letter\n)'],
      ['DROP TABLE t'],
      ['CREATE TABLE u (\n    l letter\n)'],
    ]);
  });

  test('a downgrade drops it only where the revision that made it goes', async () => {
    expect(await run('downgrade', revisions, ['r3', 'r2', 'r1'])).toEqual([
      ['DROP TABLE u'],
      ['CREATE TABLE t (\n    l letter\n)'],
      ['DROP TABLE t', 'DROP TYPE letter'],
    ]);
  });
});

describe('another branch in the middle of history', () => {
  const base: CompiledRevision = {
    id: 'base',
    upgrade: (op) => void op.createTable('t', [s.column('id', s.integer(), { primaryKey: true })]),
    downgrade: (op) => op.dropTable('t'),
  };
  const adding = (id: string): CompiledRevision => ({
    id,
    upgrade: (op) => op.addColumn('t', s.column(id, s.integer())),
    downgrade: (op) => op.dropColumn('t', id),
  });
  const all = [base, adding('one'), adding('two')];
  const rebuild: CompiledRevision = {
    id: 'rebuild',
    upgrade: (op) => op.alterColumn('t', 'one', { nullable: false }),
    downgrade: (op) => op.alterColumn('t', 'one', { nullable: true }),
  };

  test('what is known of a table does not depend on the order in which branches were applied', async () => {
    const dialect = await createDialect({ name: 'sqlite' });
    const order = [...all, rebuild];
    const last = async (applied: readonly CompiledRevision[], ids: readonly CompiledRevision[]) => {
      const compiled = await compile(
        ids.map((revision) => ({ revision, direction: 'upgrade', createsVersionTable: false, versionChanges: [] })),
        { dialect, applied, orderOf: (r) => order.indexOf(r), versionTable: { name: 'v', primaryKey: true } },
      );
      return compiled.at(-1)?.statements[0]?.sql;
    };
    const expected =
      'CREATE TABLE _alembic_tmp_t (\n    id INTEGER NOT NULL,\n    one INTEGER NOT NULL,\n    two INTEGER,\n    PRIMARY KEY (id)\n)';
    expect(await last([], [base, order[2] as CompiledRevision, order[1] as CompiledRevision, rebuild])).toBe(expected);
    expect(await last([base, order[2] as CompiledRevision], [order[1] as CompiledRevision, rebuild])).toBe(expected);
    expect(await last(all, [rebuild])).toBe(expected);
  });
});
