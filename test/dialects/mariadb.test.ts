import { describe, expect, test } from 'vitest';
import { s } from '../../src/model/schema.ts';
import { sql } from '../../src/model/sql.ts';
import type { Operations } from '../../src/operations/op.ts';
import { type RenderOptions, render } from '../../src/testing.ts';

type Fn = (op: Operations) => void;
type Options = Omit<Partial<RenderOptions>, 'dialect' | 'after'>;

const account: Fn = (op) => {
  op.createTable('account', [
    s.column('id', s.integer(), { primaryKey: true }),
    s.column('n', s.integer(), { check: 'n > 0', comment: 'c' }),
    s.column('m', s.integer(), { check: s.checkConstraint('m > 0', { name: 'ck_m' }) }),
    s.column('twice', s.integer(), { computed: s.computed('n * 2') }),
    s.column('flag', s.boolean({ createConstraint: true, name: 'ck_flag' })),
    s.column('body', s.text()),
  ]);
};
const statements = (upgrade: Fn, setup: readonly Fn[] = [account], options: Options = {}) =>
  render(upgrade, { dialect: 'mariadb', after: setup, ...options });
const refusal = (upgrade: Fn, setup?: readonly Fn[], options?: Options) =>
  statements(upgrade, setup, options).then(
    (made) => Promise.reject(new Error(`not refused: ${made.join('; ')}`)),
    (error: unknown) => error,
  );

describe('a check beside a column', () => {
  test('has no name: one with a name belongs to the table', async () => {
    expect((await statements(account, []))[0]).toContain(
      "\n    n INTEGER COMMENT 'c' CHECK (n > 0),\n    m INTEGER,\n",
    );
    expect((await statements(account, []))[0]).toContain(',\n    CONSTRAINT ck_m CHECK (m > 0)\n)');
  });

  test('is repeated by MODIFY, under the new name too, and left out by it', async () => {
    const made = await statements((op) => {
      op.alterColumn('account', 'n', { newColumnName: 'k' });
      op.alterColumn('account', 'm', { type: s.bigInteger() });
      op.dropConstraint('k', 'account', { type: 'check' });
      op.dropConstraint('ck_m', 'account');
    });
    expect(made).toEqual([
      "ALTER TABLE account CHANGE n k INTEGER NULL COMMENT 'c' CHECK (k > 0)",
      'ALTER TABLE account MODIFY m BIGINT NULL',
      "ALTER TABLE account MODIFY k INTEGER NULL COMMENT 'c'",
      'ALTER TABLE account DROP CONSTRAINT ck_m',
    ]);
  });
});

describe('where it differs from MySQL', () => {
  test.each<[string, Fn, string[]]>([
    [
      'checks follow a column that is renamed',
      (op) => op.alterColumn('account', 'flag', { newColumnName: 'on' }),
      ['ALTER TABLE account CHANGE flag `on` BOOL NULL'],
    ],
    [
      'IF EXISTS',
      (op) => {
        op.dropConstraint('fk', 'account', { type: 'foreignkey', ifExists: true });
        op.dropConstraint('c', 'account', { ifExists: true });
      },
      ['ALTER TABLE account DROP FOREIGN KEY IF EXISTS fk', 'ALTER TABLE account DROP CONSTRAINT IF EXISTS c'],
    ],
    [
      'a literal is the default of a TEXT, words need no parentheses but in SET DEFAULT',
      (op) => {
        op.alterColumn('account', 'body', { serverDefault: 'x' });
        op.addColumn('account', s.column('d', s.date(), { serverDefault: sql`CURRENT_DATE` }));
        op.alterColumn('account', 'd', { serverDefault: sql`CURRENT_DATE` });
      },
      [
        "ALTER TABLE account ALTER COLUMN body SET DEFAULT 'x'",
        'ALTER TABLE account ADD COLUMN d DATE DEFAULT CURRENT_DATE',
        'ALTER TABLE account ALTER COLUMN d SET DEFAULT (CURRENT_DATE)',
      ].map((line) => line.replaceAll(' body', ' `body`')),
    ],
    [
      'a unique constraint is on all of a TEXT; a virtual column is computed from one that counts',
      (op) => {
        op.createUniqueConstraint('uq', 'account', ['body']);
        op.addColumn('account', s.column('v', s.integer(), { computed: s.computed('id + 1', { persisted: false }) }));
      },
      [
        'ALTER TABLE account ADD CONSTRAINT uq UNIQUE (`body`)',
        'ALTER TABLE account ADD COLUMN v INTEGER GENERATED ALWAYS AS (id + 1) VIRTUAL',
      ],
    ],
    [
      'UUID and INET6 are types',
      (op) => op.createTable('t', [s.column('a', s.mysql.UUID()), s.column('b', s.mysql.INET6())]),
      ['CREATE TABLE t (\n    a UUID,\n    b INET6\n)'],
    ],
    [
      'OR REPLACE',
      (op) => op.createTable('t', [s.column('a', s.integer())], { prefixes: ['OR REPLACE'] }),
      ['CREATE OR REPLACE TABLE t (\n    a INTEGER\n)'],
    ],
    [
      'options of MySQL serve it, unless it has its own',
      (op) => {
        op.createTable('t', [s.column('a', s.integer())], { mysql: { engine: 'InnoDB' } });
        op.createTable('u', [s.column('a', s.integer())], { mysql: { engine: 'InnoDB' }, mariadb: { engine: 'Aria' } });
      },
      ['CREATE TABLE t (\n    a INTEGER\n)ENGINE=InnoDB', 'CREATE TABLE u (\n    a INTEGER\n)ENGINE=Aria'],
    ],
  ])('%s', async (_, upgrade, expected) => {
    expect(await statements(upgrade)).toEqual(expected);
  });

  test.each<[string, Fn, Options?]>([
    ['an index on an expression', (op) => op.createIndex('i', 'account', [sql`lower(body)`])],
    ['descending order before 10.8', (op) => op.createIndex('i', 'account', [sql`n DESC`]), { serverVersion: '10.6' }],
    ['UUID before 10.7', (op) => op.addColumn('account', s.column('u', s.mysql.UUID())), { serverVersion: '10.6' }],
    ['a generated column that becomes NOT NULL', (op) => op.alterColumn('account', 'twice', { nullable: false })],
    [
      'a stored column of one that counts',
      (op) => op.addColumn('account', s.column('v', s.integer(), { computed: s.computed('id', { persisted: true }) })),
    ],
    ['a primary key IF EXISTS', (op) => op.dropConstraint('pk', 'account', { type: 'primary', ifExists: true })],
  ])('%s is refused', async (_, upgrade, options) => {
    expect(await refusal(upgrade, [account], options)).toMatchObject({ code: 'unsupported' });
  });
});
