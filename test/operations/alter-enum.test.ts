import { describe, expect, test } from 'vitest';
import { s, sql } from '../../src/index.ts';
import type { DialectName } from '../../src/model/dialect-options.ts';
import type { Operations } from '../../src/operations/op.ts';
import { render } from '../../src/testing.ts';
import { openPglite } from '../support/pglite.ts';
import { openSqlite } from '../support/sqlite.ts';

const mood = (values: readonly string[], options = {}) => s.enum(values, { name: 'mood', ...options });

const setup = (op: Operations) => {
  op.createTable('person', [
    s.column('id', s.integer(), { primaryKey: true }),
    s.column('mood', mood(['sad', 'ok']), { nullable: false, serverDefault: 'ok' }),
  ]);
};

const answers = (change: (op: Operations) => void, expected: Readonly<Record<DialectName, readonly string[]>>) =>
  test.each(Object.entries(expected))('%s', async (dialect, statements) => {
    expect(await render(change, { dialect: dialect as DialectName, after: [setup] })).toEqual(statements);
  });

const rebuilt = (type: string) => [
  `CREATE TABLE _alembic_tmp_person (
    id INTEGER NOT NULL,
    mood ${type} DEFAULT 'ok' NOT NULL,
    PRIMARY KEY (id)
)`,
  'INSERT INTO _alembic_tmp_person (id, mood) SELECT person.id, person.mood\nFROM person',
  'DROP TABLE person',
  'ALTER TABLE _alembic_tmp_person RENAME TO person',
];

describe('a named enum gets another value', () => {
  answers((op) => op.alterEnum('mood', ['sad', 'so-so', 'ok', 'overjoyed']), {
    postgresql: ["ALTER TYPE mood ADD VALUE 'so-so' AFTER 'sad'", "ALTER TYPE mood ADD VALUE 'overjoyed'"],
    mysql: ["ALTER TABLE person MODIFY mood ENUM('sad','so-so','ok','overjoyed') NOT NULL DEFAULT 'ok'"],
    mariadb: ["ALTER TABLE person MODIFY mood ENUM('sad','so-so','ok','overjoyed') NOT NULL DEFAULT 'ok'"],
    sqlite: rebuilt('VARCHAR(9)'),
    mssql: ['ALTER TABLE person ALTER COLUMN mood VARCHAR(9) NOT NULL'],
    oracle: ['ALTER TABLE person MODIFY mood VARCHAR(9 CHAR)'],
  });
});

describe('a value gets another name', () => {
  answers((op) => op.alterEnum('mood', ['unhappy', 'ok'], { rename: { sad: 'unhappy' } }), {
    postgresql: ["ALTER TYPE mood RENAME VALUE 'sad' TO 'unhappy'"],
    mysql: [
      "ALTER TABLE person MODIFY mood ENUM('sad','ok','unhappy') NOT NULL DEFAULT 'ok'",
      "UPDATE person SET mood='unhappy' WHERE person.mood = 'sad'",
      "ALTER TABLE person MODIFY mood ENUM('unhappy','ok') NOT NULL DEFAULT 'ok'",
    ],
    mariadb: [
      "ALTER TABLE person MODIFY mood ENUM('sad','ok','unhappy') NOT NULL DEFAULT 'ok'",
      "UPDATE person SET mood='unhappy' WHERE person.mood = 'sad'",
      "ALTER TABLE person MODIFY mood ENUM('unhappy','ok') NOT NULL DEFAULT 'ok'",
    ],
    sqlite: [
      ...rebuilt('VARCHAR(7)'),
      "UPDATE person SET mood='unhappy' WHERE person.mood = 'sad'",
      ...rebuilt('VARCHAR(7)'),
    ],
    mssql: [
      'ALTER TABLE person ALTER COLUMN mood VARCHAR(7) NOT NULL',
      "UPDATE person SET mood='unhappy' WHERE person.mood = 'sad'",
      'ALTER TABLE person ALTER COLUMN mood VARCHAR(7) NOT NULL',
    ],
    oracle: [
      'ALTER TABLE person MODIFY mood VARCHAR(7 CHAR)',
      "UPDATE person SET mood='unhappy' WHERE person.mood = 'sad'",
      'ALTER TABLE person MODIFY mood VARCHAR(7 CHAR)',
    ],
  });
});

describe('a value goes', () => {
  test('on PostgreSQL a new type takes the old one’s place', async () => {
    expect(
      await render((op) => op.alterEnum('mood', ['ok', 'glad']), { dialect: 'postgresql', after: [setup] }),
    ).toEqual([
      'ALTER TYPE mood RENAME TO _alembic_tmp_mood',
      "CREATE TYPE mood AS ENUM ('ok', 'glad')",
      'ALTER TABLE person ALTER COLUMN mood DROP DEFAULT',
      'ALTER TABLE person ALTER COLUMN mood TYPE mood USING mood::TEXT::mood',
      "ALTER TABLE person ALTER COLUMN mood SET DEFAULT 'ok'",
      'DROP TYPE _alembic_tmp_mood',
    ]);
  });

  test('as one line of a batch of columns and arrays, executed', async () => {
    const engine = await openPglite();
    const start = (op: Operations) => {
      setup(op);
      op.createTable('team', [s.column('moods', s.array(mood(['sad', 'ok'])))]);
      op.execute(sql`INSERT INTO person (id, mood) VALUES (1, 'ok')`);
      op.execute(sql`INSERT INTO team (moods) VALUES ('{ok,ok}')`);
    };
    await engine.execute(await render(start, { dialect: 'postgresql' }));
    await engine.execute(
      await render((op) => op.alterEnum('mood', ['glad', 'ok']), { dialect: 'postgresql', after: [start] }),
    );
    expect(
      await engine.rows(
        'SELECT enum_range(NULL::mood)::text, (SELECT mood::text FROM person), (SELECT moods::text FROM team)',
      ),
    ).toEqual([['{glad,ok}', 'ok', '{ok,ok}']]);
    await engine.close();
  });

  test('with a check, the rows of SQLite must have the values that are left', async () => {
    const engine = await openSqlite();
    const start = (op: Operations) => {
      op.createTable('person', [s.column('mood', mood(['sad', 'ok'], { createConstraint: true }))]);
    };
    const options = { dialect: 'sqlite', after: [start] } as const;
    await engine.execute(await render(start, { dialect: 'sqlite' }));
    await engine.execute(await render((op) => op.alterEnum('mood', ['ok', 'glad']), options));
    await engine.execute(["INSERT INTO person (mood) VALUES ('glad')"]);
    await expect(engine.execute(["INSERT INTO person (mood) VALUES ('sad')"])).rejects.toThrow(
      'CHECK constraint failed',
    );
    await engine.close();
  });
});

describe('refused', () => {
  test.each<[string, (op: Operations) => void, string]>([
    [
      'a type that there is not',
      (op) => op.alterEnum('moood', ['a']),
      'there is no enum type "moood" at this point of the history',
    ],
    [
      'a default that would go',
      (op) => op.alterEnum('mood', ['sad']),
      'enum type "mood" cannot lose \'ok\': it is the default of person.mood',
    ],
    [
      'a new name for what is not there',
      (op) => op.alterEnum('mood', ['ok', 'b'], { rename: { a: 'b' } }),
      'enum type "mood" has no value \'a\'',
    ],
    ['a value twice', (op) => op.alterEnum('mood', ['ok', 'ok']), "op.alterEnum: the value 'ok' stands twice"],
    ['no values', (op) => op.alterEnum('mood', []), 'op.alterEnum: there are no values'],
  ])('%s', async (_what, change, message) => {
    await expect(render(change, { dialect: 'postgresql', after: [setup] })).rejects.toThrow(message);
  });
});

test('reversed, the values are as they were', async () => {
  const { reverse } = await import('../../src/catalog/reverse.ts');
  const { record } = await import('../../src/recording/recorder.ts');
  const { createDialect } = await import('../../dialects/index.ts');
  const { emptyCatalog } = await import('../../src/catalog/catalog.ts');
  const dialect = await createDialect({ name: 'postgresql' });
  const { after: before } = await record(setup, { dialect, before: emptyCatalog, direction: 'upgrade' });
  const change = (op: Operations) => op.alterEnum('mood', ['unhappy', 'ok', 'glad'], { rename: { sad: 'unhappy' } });
  const { operations } = await record(change, { dialect, before, direction: 'upgrade' });
  expect(operations.flatMap(({ operation, before }) => reverse(operation, before))).toEqual([
    { kind: 'alterEnum', name: { name: 'mood' }, values: ['sad', 'ok'], renamed: { unhappy: 'sad' } },
  ]);
});
