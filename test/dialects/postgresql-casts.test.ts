import { describe, expect, test } from 'vitest';
import { type Operations, s } from '../../src/index.ts';
import { render } from '../../src/testing.ts';

const table =
  (type: Parameters<typeof s.column>[1], serverDefault?: string) =>
  (op: Operations): void => {
    op.createTable('t', [s.column('c', type ?? null, serverDefault === undefined ? {} : { serverDefault })]);
  };
const level = () => s.enum(['low', 'high'], { name: 'level' });

describe('a change of type that PostgreSQL cannot make by itself', () => {
  test.each([
    ['string to integer', s.string(10), s.integer()],
    ['integer to boolean', s.integer(), s.boolean()],
    ['string to date', s.text(), s.date()],
    ['string to enum', s.string(10), level()],
    ['text array to integer array', s.array(s.text()), s.array(s.integer())],
    ['binary to UUID', s.largeBinary(), s.uuid()],
  ])('%s is refused without using', async (_, from, to) => {
    await expect(
      render((op) => op.alterColumn('t', 'c', { type: to }), { dialect: 'postgresql', after: [table(from)] }),
    ).rejects.toMatchObject({
      code: 'unsupported',
      hint: "say how its values are converted: postgresql: { using: '…' }",
    });
  });

  test.each([
    ['integer to string', s.integer(), s.string(10), 'VARCHAR(10)'],
    ['integer to numeric', s.integer(), s.numeric(10, 2), 'NUMERIC(10, 2)'],
    ['date to date-time', s.date(), s.dateTime(), 'TIMESTAMP WITHOUT TIME ZONE'],
    ['JSON to JSONB', s.json(), s.postgresql.JSONB(), 'JSONB'],
  ])('%s needs none', async (_, from, to, written) => {
    expect(
      await render((op) => op.alterColumn('t', 'c', { type: to }), { dialect: 'postgresql', after: [table(from)] }),
    ).toEqual([`ALTER TABLE t ALTER COLUMN c TYPE ${written}`]);
  });

  test('a default steps aside while the type changes, and comes back as one of the new type', async () => {
    const to = { type: level(), postgresql: { using: 'c::level' } };
    const after = [table(s.string(10), 'low')];
    expect(await render((op) => op.alterColumn('t', 'c', to), { dialect: 'postgresql', after })).toEqual([
      "CREATE TYPE level AS ENUM ('low', 'high')",
      'ALTER TABLE t ALTER COLUMN c DROP DEFAULT',
      'ALTER TABLE t ALTER COLUMN c TYPE level USING c::level',
      "ALTER TABLE t ALTER COLUMN c SET DEFAULT 'low'",
    ]);
    expect(
      (
        await render((op) => op.alterColumn('t', 'c', { ...to, serverDefault: 'high' }), {
          dialect: 'postgresql',
          after,
        })
      ).slice(1),
    ).toEqual([
      'ALTER TABLE t ALTER COLUMN c DROP DEFAULT',
      'ALTER TABLE t ALTER COLUMN c TYPE level USING c::level',
      "ALTER TABLE t ALTER COLUMN c SET DEFAULT 'high'",
    ]);
    expect(
      (
        await render((op) => op.alterColumn('t', 'c', { ...to, serverDefault: null }), { dialect: 'postgresql', after })
      ).slice(1),
    ).toEqual(['ALTER TABLE t ALTER COLUMN c DROP DEFAULT', 'ALTER TABLE t ALTER COLUMN c TYPE level USING c::level']);
  });
});

describe('enum types that raw SQL changes', () => {
  const first = table(level());
  const raw = (op: Operations): void => op.execute("ALTER TYPE level ADD VALUE 'top' AFTER 'high'");
  const more = s.enum(['low', 'high', 'top'], { name: 'level' });

  test('the history knows the new value', async () => {
    expect(
      await render((op) => op.addColumn('t', s.column('d', more)), { dialect: 'postgresql', after: [first, raw] }),
    ).toEqual(['ALTER TABLE t ADD COLUMN d level']);
  });

  test('one type with two sets of values is refused', async () => {
    await expect(
      render((op) => op.addColumn('t', s.column('d', more)), { dialect: 'postgresql', after: [first] }),
    ).rejects.toMatchObject({ code: 'replay', message: expect.stringContaining('type "level" exists already') });
  });
});

describe('what the server would take along or reject', () => {
  const two = (op: Operations): void => {
    op.createTable('a', [
      s.column('x', s.integer(), { primaryKey: true }),
      s.column('y', s.integer(), { primaryKey: true }),
      s.column('z', s.integer(), { computed: s.computed('y * 2') }),
    ]);
    op.createTable('b', [
      s.column('x', s.integer()),
      s.column('y', s.integer()),
      s.foreignKeyConstraint(['x', 'y'], ['a.x', 'a.y'], { name: 'fk_b' }),
    ]);
  };
  const after = [two];
  const dialect = 'postgresql';

  test('a column of a composite primary key is not dropped alone', async () => {
    const own = (op: Operations): void => op.dropConstraint('fk_b', 'b', { type: 'foreignkey' });
    await expect(render((op) => op.dropColumn('a', 'x'), { dialect, after: [two, own] })).rejects.toThrow(
      /whole primary key/,
    );
  });
  test('a column that another is computed from is not dropped', async () => {
    const own = (op: Operations): void => op.dropConstraint('fk_b', 'b', { type: 'foreignkey' });
    await expect(render((op) => op.dropColumn('a', 'y'), { dialect, after: [two, own] })).rejects.toThrow(
      'column "z" is computed from it',
    );
  });
  test('a table that another refers to is not dropped', async () => {
    await expect(render((op) => op.dropTable('a'), { dialect, after })).rejects.toThrow(
      'table a cannot be dropped: the foreign key fk_b of b refers to it',
    );
  });
  test('an inline reference has no name to be dropped by', async () => {
    const add = (op: Operations): void => {
      op.createTable('org', [s.column('id', s.integer(), { primaryKey: true })]);
      op.addColumn('b', s.column('org_id', s.integer(), { references: s.foreignKey('org.id', { name: 'fk_org' }) }), {
        inlineReferences: true,
      });
    };
    expect(await render(add, { dialect, after })).toContain(
      'ALTER TABLE b ADD COLUMN org_id INTEGER REFERENCES org (id)',
    );
    await expect(
      render((op) => op.dropConstraint('no_such_name', 'a', { type: 'unique' }), { dialect, after: [two, add] }),
    ).rejects.toMatchObject({ code: 'replay' });
  });
});
