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
    s.column('name', s.string(50), { nullable: false, serverDefault: 'x' }),
    s.column('n', s.integer()),
    s.column('Odd', s.text(), { quote: true }),
  ]);
};
const statements = (upgrade: Fn, setup: readonly Fn[] = [account], options: Options = {}) =>
  render(upgrade, { dialect: 'postgresql', after: setup, ...options });
const refusal = (upgrade: Fn, setup?: readonly Fn[], options?: Options) =>
  statements(upgrade, setup, options).then(
    (made) => Promise.reject(new Error(`not refused: ${made.join('; ')}`)),
    (error: unknown) => error,
  );
const letter = s.enum(['a', 'b'], { name: 'letter' });

describe('CREATE TABLE', () => {
  test('says columns, the primary key, then the other constraints, one a line', async () => {
    const made = await statements((op) => {
      op.createTable('Order', [
        s.column('id', s.bigInteger(), { primaryKey: true }),
        s.column('Key', s.string(3, { collation: 'C' }), { nullable: false, check: 'true', quote: true }),
        s.uniqueConstraint(['Key'], {
          name: 'uq',
          deferrable: true,
          initially: 'DEFERRED',
          postgresql: { include: ['id'] },
        }),
      ]);
    }, []);
    expect(made).toEqual([
      `CREATE TABLE "Order" (
    id BIGSERIAL NOT NULL,
    "Key" VARCHAR(3) COLLATE "C" NOT NULL CHECK (true),
    PRIMARY KEY (id),
    CONSTRAINT uq UNIQUE ("Key") INCLUDE (id) DEFERRABLE INITIALLY DEFERRED
)`,
    ]);
  });

  test('takes the options of PostgreSQL', async () => {
    const made = await statements((op) => {
      op.createTable('log', [s.column('at', s.date())], {
        prefixes: ['UNLOGGED'],
        postgresql: { partitionBy: 'RANGE (at)', using: 'heap', with: { fillfactor: 70 }, tablespace: 'Fast' },
      });
    }, []);
    expect(made).toEqual([
      'CREATE UNLOGGED TABLE log (\n    at DATE\n)\n PARTITION BY RANGE (at)\n USING heap\n WITH (fillfactor = 70)\n TABLESPACE "Fast"',
    ]);
  });

  test.each<[string, Fn, string]>([
    ['a prefix that is more than words', (op) => op.createTable('t', [], { prefixes: ['TEMP; DROP'] }), 'unsupported'],
    ['OIDs', (op) => op.createTable('t', [], { postgresql: { withOids: true } }), 'unsupported'],
    [
      'an unknown action on commit',
      (op) => op.createTable('t', [], { postgresql: { onCommit: 'EXPLODE' } }),
      'unsupported',
    ],
    [
      'SQL as a storage parameter',
      (op) => op.createTable('t', [], { postgresql: { with: { x: '1); --' } } }),
      'operation',
    ],
    [
      'a misspelt option',
      (op) => op.createTable('t', [], { postgresql: { tablespce: 'x' } as Readonly<Record<string, unknown>> }),
      'operation',
    ],
    ['a type of another database', (op) => op.createTable('t', [s.column('a', s.mysql.TINYINT())]), 'unsupported'],
    ['a type that it does not have', (op) => op.createTable('t', [s.column('a', s.types.CLOB())]), 'unsupported'],
    ['an enum without a name', (op) => op.createTable('t', [s.column('a', s.enum(['x']))]), 'unsupported'],
    [
      'an enum named as a type of its own',
      (op) => op.createTable('t', [s.column('a', s.enum(['x'], { name: 'date' }))]),
      'unsupported',
    ],
    [
      'a nullable identity',
      (op) => op.createTable('t', [s.column('a', s.integer(), { identity: s.identity(), nullable: true })]),
      'unsupported',
    ],
    [
      'SQL as an action on delete',
      (op) =>
        op.createTable('t', [
          s.column('a', s.integer(), { references: s.foreignKey('t.a', { onDelete: 'CASCADE; DROP' }) }),
        ]),
      'operation',
    ],
    [
      'MATCH PARTIAL',
      (op) =>
        op.createTable('t', [s.column('a', s.integer(), { references: s.foreignKey('t.a', { match: 'PARTIAL' }) })]),
      'unsupported',
    ],
  ])('refuses %s', async (_, upgrade, code) => {
    expect(await refusal((op) => void upgrade(op), [])).toMatchObject({ code });
  });

  test('computes columns when they are read since version 18', async () => {
    const upgrade: Fn = (op) => {
      op.createTable('t', [
        s.column('a', s.integer()),
        s.column('b', s.integer(), { computed: s.computed('a * 2', { persisted: false }) }),
      ]);
    };
    expect(await refusal(upgrade, [])).toMatchObject({ code: 'unsupported' });
    expect(await statements(upgrade, [], { serverVersion: '18' })).toEqual([
      'CREATE TABLE t (\n    a INTEGER,\n    b INTEGER GENERATED ALWAYS AS (a * 2) VIRTUAL\n)',
    ]);
  });
});

describe('ALTER COLUMN', () => {
  test('changes type, null, default, comment and name in this order', async () => {
    const made = await statements((op) =>
      op.alterColumn('account', 'Odd', {
        type: s.integer(),
        postgresql: { using: '"Odd"::int' },
        nullable: false,
        serverDefault: sql`7`,
        comment: "it's",
        newColumnName: 'even',
      }),
    );
    expect(made).toEqual([
      'ALTER TABLE account ALTER COLUMN "Odd" TYPE INTEGER USING "Odd"::int',
      'ALTER TABLE account ALTER COLUMN "Odd" SET NOT NULL',
      'ALTER TABLE account ALTER COLUMN "Odd" SET DEFAULT 7',
      `COMMENT ON COLUMN account."Odd" IS 'it''s'`,
      'ALTER TABLE account RENAME "Odd" TO "even"',
    ]);
  });

  test('turns a SERIAL into an identity only with a start', async () => {
    const change = (identity: ReturnType<typeof s.identity>): Fn => {
      return (op) => op.alterColumn('account', 'id', { serverDefault: identity });
    };
    expect(await refusal(change(s.identity()))).toMatchObject({ code: 'unsupported' });
    expect(await statements(change(s.identity({ start: 500 })))).toEqual([
      'ALTER TABLE account ALTER COLUMN id DROP DEFAULT',
      'ALTER TABLE account ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (START WITH 500)',
    ]);
  });

  test('adds an identity only where nulls cannot be', async () => {
    expect(await refusal((op) => op.alterColumn('account', 'n', { serverDefault: s.identity() }))).toMatchObject({
      code: 'unsupported',
      hint: 'say nullable: false with it',
    });
    expect(
      await statements((op) => op.alterColumn('account', 'n', { serverDefault: s.identity(), nullable: false })),
    ).toEqual([
      'ALTER TABLE account ALTER COLUMN n SET NOT NULL',
      'ALTER TABLE account ALTER COLUMN n ADD GENERATED BY DEFAULT AS IDENTITY',
    ]);
  });

  const counted: Fn = (op) => {
    op.createTable('t', [s.column('id', s.integer(), { identity: s.identity({ start: 5, cache: 20, maxValue: 90 }) })]);
  };
  test('sets back the options of an identity that are no longer said', async () => {
    expect(
      await statements((op) => op.alterColumn('t', 'id', { serverDefault: s.identity({ cycle: true }) }), [counted]),
    ).toEqual(['ALTER TABLE t ALTER COLUMN id SET CACHE 1 SET CYCLE SET NO MAXVALUE SET START WITH 1']);
  });
  test('does not turn an identity around', async () => {
    const turn: Fn = (op) => op.alterColumn('t', 'id', { serverDefault: s.identity({ increment: -1 }) });
    expect(await refusal(turn, [counted])).toMatchObject({ code: 'unsupported' });
  });
  test('has nothing to do for an identity that stays the same', async () => {
    const same = s.identity({ start: 5, cache: 20, maxValue: 90, increment: 1 });
    expect(await statements((op) => op.alterColumn('t', 'id', { serverDefault: same }), [counted])).toEqual([]);
  });
  test('drops an identity before it allows nulls, or sets a default', async () => {
    expect(
      await statements((op) => op.alterColumn('t', 'id', { serverDefault: null, nullable: true }), [counted]),
    ).toEqual(['ALTER TABLE t ALTER COLUMN id DROP IDENTITY', 'ALTER TABLE t ALTER COLUMN id DROP NOT NULL']);
    expect(await statements((op) => op.alterColumn('t', 'id', { serverDefault: 1 }), [counted])).toEqual([
      'ALTER TABLE t ALTER COLUMN id DROP IDENTITY',
      'ALTER TABLE t ALTER COLUMN id SET DEFAULT 1',
    ]);
  });

  test('refuses what it cannot know after raw SQL hid the table, naming the revision’s SQL', async () => {
    const hidden: Fn = (op) => op.execute('ALTER TABLE account INHERIT other');
    expect(
      await refusal((op) => op.alterColumn('account', 'n', { serverDefault: s.identity() }), [account, hidden]),
    ).toMatchObject({
      code: 'opaque',
    });
    expect(
      await statements(
        (op) =>
          op.alterColumn('account', 'n', {
            serverDefault: s.identity(),
            existingServerDefault: null,
            existingNullable: false,
          }),
        [account, hidden],
      ),
    ).toEqual(['ALTER TABLE account ALTER COLUMN n ADD GENERATED BY DEFAULT AS IDENTITY']);
  });

  test('takes the check of an enum that is not native away with the type, and brings the new one', async () => {
    const checked = (values: readonly string[]) =>
      s.enum(values, { name: 'ck', nativeEnum: false, createConstraint: true });
    const made = await statements(
      (op) => op.alterColumn('t', 'e', { type: checked(['a', 'b', 'c']), newColumnName: 'f' }),
      [(op) => void op.createTable('t', [s.column('e', checked(['a', 'b']))])],
    );
    expect(made).toEqual([
      'ALTER TABLE t DROP CONSTRAINT ck',
      'ALTER TABLE t ALTER COLUMN e TYPE VARCHAR(1)',
      'ALTER TABLE t RENAME e TO f',
      "ALTER TABLE t ADD CONSTRAINT ck CHECK (f IN ('a', 'b', 'c'))",
    ]);
  });

  test.each<[string, Fn, string]>([
    ['using without a type', (op) => op.alterColumn('account', 'n', { postgresql: { using: 'n' } }), 'operation'],
    ['a computed column', (op) => op.alterColumn('account', 'n', { serverDefault: s.computed('1') }), 'unsupported'],
    ['autoincrement', (op) => op.alterColumn('account', 'n', { autoincrement: true }), 'unsupported'],
  ])('refuses %s', async (_, upgrade, code) => {
    expect(await refusal(upgrade)).toMatchObject({ code });
  });
});

describe('Indexes and constraints', () => {
  test('put an operator class between the column and its order', async () => {
    const made = await statements((op) =>
      op.createIndex('ix', 'account', [sql.nullsLast(sql.desc('name')), sql`lower("Odd")`, 'Odd'], {
        postgresql: { ops: { name: 'varchar_pattern_ops', Odd: 'text_pattern_ops' }, nullsNotDistinct: false },
      }),
    );
    expect(made).toEqual([
      'CREATE INDEX ix ON account (name varchar_pattern_ops DESC NULLS LAST, lower("Odd"), "Odd" text_pattern_ops)',
    ]);
  });

  test('take nulls for equal since version 15', async () => {
    const upgrade: Fn = (op) =>
      op.createIndex('ix', 'account', ['n'], { unique: true, postgresql: { nullsNotDistinct: true } });
    expect(await statements(upgrade)).toEqual(['CREATE UNIQUE INDEX ix ON account (n) NULLS NOT DISTINCT']);
    expect(await refusal(upgrade, [account], { serverVersion: '14' })).toMatchObject({ code: 'unsupported' });
  });

  test('are dropped in the schema of their table', async () => {
    const setup: Fn = (op) => {
      op.createTable('t', [s.column('a', s.integer(), { index: true })], { schema: 'app' });
    };
    expect(await statements((op) => op.dropIndex('ix_app_t_a', { schema: 'app' }), [setup])).toEqual([
      'DROP INDEX app.ix_app_t_a',
    ]);
  });

  test.each<[string, Fn, string]>([
    [
      'an operator class of a column that is not there',
      (op) => op.createIndex('ix', 'account', ['n'], { postgresql: { ops: { m: 'x' } } }),
      'operation',
    ],
    [
      'SQL as an operator class',
      (op) => op.createIndex('ix', 'account', ['n'], { postgresql: { ops: { n: 'x) --' } } }),
      'operation',
    ],
    ['SQL as an operator', (op) => op.createExcludeConstraint('e', 'account', [['n', '= , x WITH =']]), 'operation'],
    [
      'a check that is deferred',
      (op) => op.createCheckConstraint('c', 'account', 'true', { deferrable: true }),
      'unsupported',
    ],
  ])('refuse %s', async (_, upgrade, code) => {
    expect(await refusal(upgrade)).toMatchObject({ code });
  });
});

describe('The check of a Boolean', () => {
  const flag: Fn = (op) => {
    op.createTable('t', [s.column('flag', s.boolean({ createConstraint: true, name: 'ck_flag' }))]);
  };
  test('is neither made nor dropped: BOOLEAN is native', async () => {
    expect(await statements(flag, [])).toEqual(['CREATE TABLE t (\n    flag BOOLEAN\n)']);
    expect(await statements((op) => op.dropConstraint('ck_flag', 't'), [flag])).toEqual([]);
  });
});

describe('Named types', () => {
  const domain = s.postgresql.DOMAIN('initial', letter, { notNull: true, check: "VALUE <> 'b'" });

  test('are made before their first use, in an array or a domain too', async () => {
    const made = await statements((op) => {
      op.addColumn('account', s.column('initial', domain));
      op.addColumn('account', s.column('letters', s.array(s.enum(['x'], { name: 'x', schema: 'App' }))));
      op.alterColumn('account', 'Odd', {
        type: s.enum(["o'dd"], { name: 'odd' }),
        postgresql: { using: '"Odd"::odd' },
      });
    });
    expect(made).toEqual([
      "CREATE TYPE letter AS ENUM ('a', 'b')",
      "CREATE DOMAIN initial AS letter NOT NULL CHECK (VALUE <> 'b')",
      'ALTER TABLE account ADD COLUMN initial initial',
      `CREATE TYPE "App".x AS ENUM ('x')`,
      'ALTER TABLE account ADD COLUMN letters "App".x[]',
      "CREATE TYPE odd AS ENUM ('o''dd')",
      'ALTER TABLE account ALTER COLUMN "Odd" TYPE odd USING "Odd"::odd',
    ]);
  });

  const two: Fn = (op) => {
    op.createTable('t', [s.column('e', letter)]);
    op.createTable('u', [s.column('e', letter)]);
  };
  test('go with their last user on the way down, not before, and not on the way up', async () => {
    expect(await statements((op) => op.dropTable('t'), [two], { direction: 'downgrade' })).toEqual(['DROP TABLE t']);
    const both: Fn = (op) => {
      op.dropTable('u');
      op.dropColumn('t', 'e');
    };
    const dropped = ['DROP TABLE u', 'ALTER TABLE t DROP COLUMN e'];
    expect(await statements(both, [two], { direction: 'downgrade' })).toEqual([...dropped, 'DROP TYPE letter']);
    expect(await statements(both, [two], { direction: 'upgrade' })).toEqual(dropped);
  });

  test('made by hand are dropped by hand', async () => {
    const byHand: Fn = (op) => {
      letter.create(op.getBind());
      op.createTable('t', [s.column('e', letter)]);
    };
    expect(await statements(byHand, [])).toEqual([
      "CREATE TYPE letter AS ENUM ('a', 'b')",
      'CREATE TABLE t (\n    e letter\n)',
    ]);
    const down: Fn = (op) => {
      op.dropTable('t');
      letter.drop(op.getBind());
    };
    expect(await statements(down, [byHand], { direction: 'downgrade' })).toEqual(['DROP TABLE t', 'DROP TYPE letter']);
    expect(await statements((op) => op.dropTable('t'), [byHand], { direction: 'downgrade' })).toEqual(['DROP TABLE t']);
  });
});

describe('A batch', () => {
  test('becomes ALTERs, each seeing what the ones before it did', async () => {
    const made = await statements((op) =>
      op.batchAlterTable('account', {}, (batch) => {
        batch.addColumn(s.column('New', s.integer(), { quote: true }));
        batch.alterColumn('New', { nullable: false });
        batch.dropColumn('n');
      }),
    );
    expect(made).toEqual([
      'ALTER TABLE account ADD COLUMN "New" INTEGER',
      'ALTER TABLE account ALTER COLUMN "New" SET NOT NULL',
      'ALTER TABLE account DROP COLUMN n',
    ]);
  });

  test.each([
    ['recreate', { recreate: 'always' }],
    ['a partial reordering', { partialReordering: [['Odd', 'name']] }],
    ['table arguments', { tableArgs: [s.checkConstraint('n > 0')] }],
  ] as const)('refuses %s', async (_, options) => {
    const upgrade: Fn = (op) => op.batchAlterTable('account', options as object, (batch) => batch.dropColumn('n'));
    expect(await refusal(upgrade)).toMatchObject({ code: 'unsupported' });
  });

  test('refuses to put a column between others', async () => {
    const upgrade: Fn = (op) =>
      op.batchAlterTable('account', {}, (batch) => batch.addColumn(s.column('c', s.integer()), { insertAfter: 'id' }));
    expect(await refusal(upgrade)).toMatchObject({ code: 'unsupported' });
  });
});

describe('Data', () => {
  test('free text beside AND and OR stands in parentheses', async () => {
    const t = s.table('t', [s.column('a', s.integer()), s.column('b', s.integer())]);
    const setup: Fn = (op) => void op.createTable('t', [s.column('a', s.integer()), s.column('b', s.integer())]);
    const made = await statements(
      (op) => {
        op.execute(t.update({ a: 1 }).where(t.c.a.eq(1)).where(sql`b = 2 OR b = 3`));
        op.execute(t.delete().where(s.and(s.or(t.c.a.eq(1), t.c.b.isNull()), s.not(t.c.a.eq(3)))));
      },
      [setup],
    );
    expect(made).toEqual([
      'UPDATE t SET a=1 WHERE t.a = 1 AND (b = 2 OR b = 3)',
      'DELETE FROM t WHERE (t.a = 1 OR t.b IS NULL) AND NOT (t.a = 3)',
    ]);
  });

  test('a column without a type takes dates and objects by the history’s type', async () => {
    const setup: Fn = (op) => void op.createTable('t', [s.column('at', s.date()), s.column('doc', s.json())]);
    const t = s.table('t', [s.column('at'), s.column('doc')]);
    const upgrade: Fn = (op) => op.bulkInsert(t, [{ at: new Date('2026-01-02T03:04:05Z'), doc: { a: 1 } }]);
    expect(await statements(upgrade, [setup])).toEqual([`INSERT INTO t (at, doc) VALUES ('2026-01-02', '{"a":1}')`]);
    const hidden: Fn = (op) => op.execute('ALTER TABLE t INHERIT other');
    expect(await refusal(upgrade, [setup, hidden])).toMatchObject({ code: 'value' });
  });

  test('a default is the column’s text where a value would have a form of its own', async () => {
    const made = await statements((op) => {
      op.addColumn('account', s.column('doc', s.postgresql.JSONB(), { serverDefault: '{"a":1}' }));
      op.addColumn('account', s.column('tags', s.array(s.text()), { serverDefault: '{}' }));
    });
    expect(made).toEqual([
      `ALTER TABLE account ADD COLUMN doc JSONB DEFAULT '{"a":1}'`,
      "ALTER TABLE account ADD COLUMN tags TEXT[] DEFAULT '{}'",
    ]);
    expect(
      await refusal((op) => op.addColumn('account', s.column('doc', s.json(), { serverDefault: '{a}' }))),
    ).toMatchObject({
      code: 'value',
    });
  });
});
