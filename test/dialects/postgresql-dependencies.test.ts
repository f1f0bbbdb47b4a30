import { describe, expect, test } from 'vitest';
import { s } from '../../src/model/schema.ts';
import { sql } from '../../src/model/sql.ts';
import type { Operations } from '../../src/operations/op.ts';
import { type RenderOptions, render } from '../../src/testing.ts';

// What hangs together on the server: each statement, and each refusal, was tried on PostgreSQL 15.

type Fn = (op: Operations) => void;
const statements = (upgrade: Fn, setup: readonly Fn[], options: Omit<RenderOptions, 'dialect' | 'after'> = {}) =>
  render(upgrade, { dialect: 'postgresql', after: setup, ...options });
const refusal = (upgrade: Fn, setup: readonly Fn[]) =>
  statements(upgrade, setup).then(
    () => undefined,
    (error: unknown) => error,
  );
const state = s.enum(['open', 'closed'], { name: 'state' });
const withState =
  (...more: Parameters<Operations['createTable']>[1]): Fn =>
  (op) =>
    void op.createTable('t', [s.column('state', state, { serverDefault: 'open' }), ...more]);

describe('An enum', () => {
  const swap: Fn = (op) => {
    op.execute('ALTER TYPE state RENAME TO state_old');
    s.enum(['open', 'closed', 'new'], { name: 'state' }).create(op.getBind());
    op.execute('ALTER TABLE t ALTER COLUMN state TYPE state USING state::text::state');
    op.execute('DROP TYPE state_old');
  };
  test('that raw SQL has renamed leaves its name free for the next', async () => {
    expect(await statements(swap, [withState()])).toEqual([
      'ALTER TYPE state RENAME TO state_old',
      "CREATE TYPE state AS ENUM ('open', 'closed', 'new')",
      'ALTER TABLE t ALTER COLUMN state TYPE state USING state::text::state',
      'DROP TYPE state_old',
    ]);
  });
  test('takes a default that raw SQL has added to its values', async () => {
    const add: Fn = (op) => op.execute("ALTER TYPE state ADD VALUE 'new'");
    expect(
      await statements((op) => op.alterColumn('t', 'state', { serverDefault: 'new' }), [withState(), add]),
    ).toEqual(["ALTER TABLE t ALTER COLUMN state SET DEFAULT 'new'"]);
  });
  test('that raw SQL has renamed is dropped by its new name', async () => {
    const rename: Fn = (op) => op.execute('ALTER TYPE state RENAME TO status');
    expect(await statements((op) => op.dropTable('t'), [withState(), rename], { direction: 'downgrade' })).toEqual([
      'DROP TABLE t',
      'DROP TYPE status',
    ]);
  });
  test('can be dropped after its column has become a string, for the default is made anew', async () => {
    const upgrade: Fn = (op) => op.alterColumn('t', 'state', { type: s.string(9) });
    expect(await statements(upgrade, [withState()], { direction: 'downgrade' })).toEqual([
      'ALTER TABLE t ALTER COLUMN state DROP DEFAULT',
      'ALTER TABLE t ALTER COLUMN state TYPE VARCHAR(9)',
      "ALTER TABLE t ALTER COLUMN state SET DEFAULT 'open'",
      'DROP TYPE state',
    ]);
  });
  test('in a default that is SQL needs another default with another type', async () => {
    const setup: Fn = (op) =>
      void op.createTable('t', [s.column('a', s.array(state), { serverDefault: sql`'{}'::state[]` })]);
    const type = s.array(s.text());
    expect(await refusal((op) => op.alterColumn('t', 'a', { type }), [setup])).toMatchObject({
      code: 'unsupported',
      message: 'postgresql cannot change the type of t.a and keep its default: that is of the old type',
    });
    expect(
      await statements((op) => op.alterColumn('t', 'a', { type, serverDefault: sql`'{}'::text[]` }), [setup]),
    ).toEqual([
      'ALTER TABLE t ALTER COLUMN a DROP DEFAULT',
      'ALTER TABLE t ALTER COLUMN a TYPE TEXT[]',
      "ALTER TABLE t ALTER COLUMN a SET DEFAULT '{}'::text[]",
    ]);
  });
  test('that a check or a partial index compares keeps its type', async () => {
    const upgrade: Fn = (op) => op.alterColumn('t', 'state', { type: s.string(9) });
    const check = withState(s.checkConstraint("state <> 'closed'", { name: 'ck' }));
    const index = withState(s.index('ix', ['state'], { postgresql: { where: "state = 'open'" } }));
    expect(await refusal(upgrade, [check])).toMatchObject({
      message: 'postgresql cannot change the type of t.state: the check ck is computed from it',
    });
    expect(await refusal(upgrade, [index])).toMatchObject({
      message: 'postgresql cannot change the type of t.state: the index ix is computed from it',
    });
  });
});

describe('A column', () => {
  test('whose default is no literal of the new type needs another default', async () => {
    const setup: Fn = (op) => void op.createTable('t', [s.column('b', s.boolean(), { serverDefault: true })]);
    const change = { type: s.integer(), postgresql: { using: 'b::integer' } };
    expect(await refusal((op) => op.alterColumn('t', 'b', change), [setup])).toMatchObject({
      code: 'unsupported',
      hint: 'say serverDefault: the default that the column has then, or null for none',
    });
    expect(await statements((op) => op.alterColumn('t', 'b', { ...change, serverDefault: 1 }), [setup])).toEqual([
      'ALTER TABLE t ALTER COLUMN b DROP DEFAULT',
      'ALTER TABLE t ALTER COLUMN b TYPE INTEGER USING b::integer',
      'ALTER TABLE t ALTER COLUMN b SET DEFAULT 1',
    ]);
  });
  test('that another is computed from keeps its type', async () => {
    const setup: Fn = (op) =>
      void op.createTable('t', [
        s.column('a', s.integer()),
        s.column('c', s.integer(), { computed: s.computed('a + 1') }),
      ]);
    expect(await refusal((op) => op.alterColumn('t', 'a', { type: s.bigInteger() }), [setup])).toMatchObject({
      message: 'postgresql cannot change the type of t.a: the column c is computed from it',
    });
  });
  test('of the primary key takes no nulls', async () => {
    const setup: Fn = (op) => void op.createTable('t', [s.column('id', s.integer(), { primaryKey: true })]);
    expect(await refusal((op) => op.alterColumn('t', 'id', { nullable: true }), [setup])).toMatchObject({
      message: 'postgresql cannot change t.id: it is in the primary key, which takes no nulls',
    });
  });
  test('that is GENERATED ALWAYS takes the values that an INSERT gives it', async () => {
    const identity = s.identity({ always: true });
    const setup: Fn = (op) =>
      void op.createTable('t', [s.column('id', s.integer(), { identity }), s.column('a', s.text())]);
    const t = s.table('t', [s.column('id', s.integer()), s.column('a', s.text())]);
    expect(await statements((op) => op.bulkInsert(t, [{ id: 5, a: 'x' }, { a: 'y' }]), [setup])).toEqual([
      "INSERT INTO t (id, a) OVERRIDING SYSTEM VALUE VALUES (5, 'x')",
      "INSERT INTO t (a) VALUES ('y')",
    ]);
  });
});

describe('A key', () => {
  const org: Fn = (op) => {
    op.createTable('org', [
      s.column('id', s.integer(), { primaryKey: true }),
      s.column('code', s.text()),
      s.uniqueConstraint(['code'], { name: 'uq_code' }),
    ]);
    op.createTable('t', [s.column('org', s.text(), { references: s.foreignKey('org.code', { name: 'fk' }) })]);
  };
  test('that a foreign key refers to is not dropped', async () => {
    expect(await refusal((op) => op.dropConstraint('uq_code', 'org', { type: 'unique' }), [org])).toMatchObject({
      message: 'uq_code of org cannot be dropped: the foreign key fk of t refers to it',
    });
  });
  test('that none refers to, or not any more, is dropped', async () => {
    const upgrade: Fn = (op) => {
      op.dropConstraint('org_pkey', 'org', { type: 'primary' });
      op.dropConstraint('fk', 't', { type: 'foreignkey' });
      op.dropConstraint('uq_code', 'org', { type: 'unique' });
    };
    expect(await statements(upgrade, [org])).toEqual([
      'ALTER TABLE org DROP CONSTRAINT org_pkey',
      'ALTER TABLE t DROP CONSTRAINT fk',
      'ALTER TABLE org DROP CONSTRAINT uq_code',
    ]);
  });
});

describe('A name', () => {
  test('of an index is quoted by the drop as it was when the index was made', async () => {
    const setup: Fn = (op) => {
      op.createTable('t', [s.column('a', s.integer())]);
      op.createIndex('IX_Plain', 't', ['a'], { quote: false });
    };
    expect(await statements((op) => op.dropIndex('IX_Plain'), [setup])).toEqual(['DROP INDEX IX_Plain']);
  });
  test('of a table that another inherits from may have a schema', async () => {
    const upgrade: Fn = (op) =>
      void op.createTable('t', [s.column('a', s.integer())], { postgresql: { inherits: 'app.Base' } });
    expect(await statements(upgrade, [])).toEqual(['CREATE TABLE t (\n    a INTEGER\n)\n INHERITS ( app."Base" )']);
  });
});

describe('An array', () => {
  test('has its type beside an operator, which converts none, and no limit that would cut its values', async () => {
    const columns = [s.column('i', s.array(s.smallInteger())), s.column('v', s.array(s.string(3)))] as const;
    const setup: Fn = (op) => void op.createTable('t', [...columns]);
    const t = s.table('t', columns);
    const upgrade: Fn = (op) => {
      op.execute(t.delete().where(t.c.i.eq([1])));
      op.execute(t.update({ i: [1] }).where(t.c.v.eq(['long'])));
    };
    expect(await statements(upgrade, [setup])).toEqual([
      'DELETE FROM t WHERE t.i = ARRAY[1]::SMALLINT[]',
      "UPDATE t SET i=ARRAY[1] WHERE t.v = ARRAY['long']::VARCHAR[]",
    ]);
  });
});
