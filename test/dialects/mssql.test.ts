import { describe, expect, test } from 'vitest';
import { createDialect } from '../../dialects/index.ts';
import { s } from '../../src/model/schema.ts';
import { sql } from '../../src/model/sql.ts';
import type { DataType } from '../../src/model/types.ts';
import type { Operations } from '../../src/operations/op.ts';
import { layOut } from '../../src/script/layout.ts';
import { render } from '../../src/testing.ts';

type Fn = (op: Operations) => void;

const history: Fn = (op) => {
  op.createTable('org', [s.column('id', s.integer(), { primaryKey: true })]);
  op.createTable('t', [
    s.column('id', s.integer(), { primaryKey: true }),
    s.column('a', s.string(50), { index: true, nullable: false }),
    s.column('n', s.integer(), { serverDefault: sql`1` }),
    s.column('org_id', s.integer(), { references: 'org.id' }),
  ]);
};
const statements = (upgrade: Fn, setup: readonly Fn[] = [history]) =>
  render(upgrade, { dialect: 'mssql', after: setup });
const refusal = (upgrade: Fn, setup?: readonly Fn[]) =>
  statements(upgrade, setup).then(
    (made) => Promise.reject(new Error(`not refused: ${made.join('; ')}`)),
    (error: unknown) => error,
  );

describe('A version', () => {
  test.each([
    ['2016', '13'],
    ['2017', '14'],
    ['2019', '15'],
    ['2022', '16'],
    ['16', '16'],
    ['15.0.4430', '15.0.4430'],
  ])('%s is server version %s', async (serverVersion, expected) => {
    expect((await createDialect({ name: 'mssql', serverVersion })).serverVersion).toBe(expected);
  });
  test('is 2022 unless said otherwise', async () => {
    expect((await createDialect({ name: 'mssql' })).serverVersion).toBe('16');
  });
  test.each(['12', '17', '2014', '2025'])('%s is refused', async (serverVersion) => {
    await expect(createDialect({ name: 'mssql', serverVersion })).rejects.toMatchObject({ code: 'config' });
  });
});

describe('A script', () => {
  test('ends every batch with GO, that of BEGIN too: CREATE VIEW must be first in its own', async () => {
    const dialect = await createDialect({ name: 'mssql' });
    const step = {
      log: 'upgrade a -> b',
      message: 'a view',
      versionTable: [],
      statements: [{ sql: 'CREATE VIEW v AS SELECT 1 AS one', transactional: true }],
      versionRows: [{ sql: "UPDATE alembic_version SET version_num='b'", transactional: true }],
    };
    const frame = { transactional: true, perStep: false, around: { before: [], after: [] } };
    expect(layOut([step], dialect, frame).split('\n\n')).toEqual([
      'BEGIN TRANSACTION;',
      'GO',
      '-- Running upgrade a -> b\n-- a view',
      'CREATE VIEW v AS SELECT 1 AS one;',
      'GO',
      "UPDATE alembic_version SET version_num='b';",
      'GO',
      'COMMIT;',
      'GO',
      '',
    ]);
  });
});

describe('CREATE TABLE', () => {
  test('counts a numeric key, by the options of the column', async () => {
    const made = await statements((op) => {
      op.createTable('u', [
        s.column('id', s.bigInteger(), { primaryKey: true, mssql: { identityStart: 10, identityIncrement: 5 } }),
      ]);
    });
    expect(made).toEqual(['CREATE TABLE u (\n    id BIGINT NOT NULL IDENTITY(10,5),\n    PRIMARY KEY (id)\n)']);
  });
  test.each<[string, Fn, string]>([
    ['a prefix', (op) => op.createTable('u', [s.column('a', s.integer())], { prefixes: ['TEMPORARY'] }), '#name'],
    [
      'bounds of an identity',
      (op) => op.createTable('u', [s.column('a', s.integer(), { identity: s.identity({ maxValue: 9 }) })]),
      'SEQUENCE',
    ],
    [
      'two identities',
      (op) =>
        op.createTable('u', [
          s.column('a', s.integer(), { identity: s.identity() }),
          s.column('b', s.integer(), { identity: s.identity() }),
        ]),
      'leave one',
    ],
    [
      'an identity start without an identity',
      (op) => op.createTable('u', [s.column('a', s.integer(), { mssql: { identityStart: 2 } })]),
      's.identity',
    ],
    [
      'NOT NULL of a column that is computed when read',
      (op) => op.createTable('u', [s.column('b', s.integer(), { nullable: false, computed: s.computed('1') })]),
      'persisted: true',
    ],
    ['RESTRICT', (op) => op.createForeignKey('fk', 't', 'org', ['n'], ['id'], { onDelete: 'RESTRICT' }), 'NO ACTION'],
    [
      'a deferrable constraint',
      (op) => op.createUniqueConstraint('uq', 't', ['n'], { deferrable: true }),
      'deferrable',
    ],
  ])('refuses %s', async (_, upgrade, hint) => {
    expect(await refusal(upgrade)).toMatchObject({ code: 'unsupported', hint: expect.stringContaining(hint) });
  });
});

describe('Types', () => {
  const typed = async (type: DataType) => {
    const [made] = await statements((op) => op.createTable('u', [s.column('a', type)]), []);
    return made?.split('\n')[1]?.trim();
  };
  test.each<[DataType, string]>([
    [s.mssql.DATETIME2(3), 'a DATETIME2(3) NULL'],
    [s.mssql.DATETIMEOFFSET(0), 'a DATETIMEOFFSET(0) NULL'],
    [s.mssql.TIME(7), 'a TIME(7) NULL'],
    [s.mssql.DOUBLE_PRECISION(), 'a DOUBLE PRECISION NULL'],
    [s.mssql.SQL_VARIANT(), 'a SQL_VARIANT NULL'],
    [s.mssql.VARBINARY(), 'a VARBINARY(max) NULL'],
    [s.mssql.DECIMAL(38, 0), 'a DECIMAL(38, 0) NULL'],
    [s.mssql.CHAR(3, { collation: 'Latin1_General_BIN2' }), 'a CHAR(3) COLLATE Latin1_General_BIN2 NULL'],
    [s.mssql.JSON(), 'a NVARCHAR(max) NULL'],
    [s.mssql.MONEY(), 'a MONEY NULL'],
    [s.text(100), 'a VARCHAR(100) NULL'],
    [s.uuid({ nativeUuid: false }), 'a CHAR(32) NULL'],
    [s.type('geography'), 'a geography NULL'],
  ])('%#: %s', async (type, expected) => {
    expect(await typed(type)).toBe(expected);
  });
  test.each<DataType>([
    s.string(8001),
    s.unicode(4001),
    s.largeBinary(8001),
    s.float(54),
    s.numeric(39),
    s.mssql.TIME(8),
    s.types.BOOLEAN(),
    s.types.CLOB(),
    s.types.DOUBLE(),
    s.types.UUID(),
    s.types.TIMESTAMP({ timezone: true }),
    s.types.TEXT(10),
    s.postgresql.INET(),
    s.string(10, { collation: 'x; DROP TABLE t' }),
  ])('%# is refused', async (type) => {
    const made = statements((op) => op.createTable('u', [s.column('a', type)]), []);
    await expect(made).rejects.toMatchObject({ code: 'unsupported' });
  });
});

describe('Indexes', () => {
  test.each<[string, Fn]>([
    ['a function', (op) => op.createIndex('ix', 't', [sql.func('lower', sql.id('a'))])],
    ['an expression in text', (op) => op.createIndex('ix', 't', [sql`a + 1`])],
    ['NULLS LAST', (op) => op.createIndex('ix', 't', [sql.nullsLast(sql.id('a'))])],
    ['a unique columnstore', (op) => op.createIndex('ix', 't', ['a'], { unique: true, mssql: { columnstore: true } })],
    [
      'a filtered clustered index',
      (op) => op.createIndex('ix', 't', ['a'], { mssql: { clustered: true, where: 'n > 1' } }),
    ],
  ])('of %s is refused', async (_, upgrade) => {
    expect(await refusal(upgrade)).toMatchObject({ code: 'unsupported' });
  });
  test('name columns in any form, with a direction', async () => {
    expect(await statements((op) => op.createIndex('ix', 't', [sql`[a] desc`, sql.desc(sql.id('n'))]))).toEqual([
      'CREATE INDEX ix ON t ([a] desc, n DESC)',
    ]);
  });
  test('are dropped from their table, whose name the history knows', async () => {
    expect(await statements((op) => op.dropIndex('ix_t_a'))).toEqual(['DROP INDEX ix_t_a ON t']);
  });
  test('without their table are not dropped where the history does not know it', async () => {
    const error = await refusal((op) => {
      op.execute('EXEC make_tables');
      op.dropIndex('ix_of_somewhere');
    });
    expect(error).toMatchObject({ code: 'unsupported', hint: 'op.dropIndex(name, { table })' });
  });
});

describe('Comments', () => {
  test('of one column are added, changed, and dropped with nothing left', async () => {
    const made = await statements((op) => {
      op.alterColumn('t', 'n', { comment: 'one' });
      op.alterColumn('t', 'n', { comment: 'two' });
      op.alterColumn('t', 'n', { comment: null });
      op.alterColumn('t', 'n', { comment: null });
    });
    const on = "'schema', dbo, 'table', t, 'column', n";
    expect(made).toEqual([
      `exec sp_addextendedproperty 'MS_Description', N'one', ${on}`,
      `exec sp_updateextendedproperty 'MS_Description', N'two', ${on}`,
      `exec sp_dropextendedproperty 'MS_Description', ${on}`,
    ]);
  });
  test('of a table are dropped where there is one', async () => {
    const made = await statements((op) => {
      op.dropTableComment('t');
      op.createTableComment('t', 'things');
      op.dropTableComment('t');
    });
    expect(made).toEqual([
      "execute sp_addextendedproperty 'MS_Description', N'things', 'schema', dbo, 'table', t",
      "execute sp_dropextendedproperty 'MS_Description', 'schema', dbo, 'table', t",
    ]);
  });
  test('that need several literals go through a variable', async () => {
    expect(await statements((op) => op.createTableComment('t', 'first\nGO\n$(x)'))).toEqual([
      "declare @comment nvarchar(3750) = N'first' + CHAR(10) + N'GO\n$' + N'(x)'\n" +
        "execute sp_addextendedproperty 'MS_Description', @comment, 'schema', dbo, 'table', t",
    ]);
  });
  test('of more than 3750 characters are refused', async () => {
    expect(await refusal((op) => op.createTableComment('t', 'x'.repeat(3751)))).toMatchObject({
      hint: 'it takes 3750',
    });
  });
  test('in another database are refused', async () => {
    const error = await refusal(
      (op) => op.createTableComment('t', 'x', { schema: 'other.dbo' }),
      [(op) => op.createTable('t', [s.column('a', s.integer())], { schema: 'other.dbo' })],
    );
    expect(error).toMatchObject({ code: 'unsupported', message: expect.stringContaining('other.dbo.t') });
  });
});

describe('Rows of a table with an identity', () => {
  test('are switched to IDENTITY_INSERT only where they bring its value', async () => {
    const t = s.table('t', [s.column('id', s.integer()), s.column('a', s.string())]);
    const made = await statements((op) => {
      op.bulkInsert(t, [{ a: 'p' }, { id: 7, a: 'q' }, { id: 8, a: 'r' }, { a: 's' }]);
      op.execute(t.insert({ id: 9, a: 'u' }));
    });
    expect(made).toEqual([
      "INSERT INTO t (a) VALUES ('p')",
      'SET IDENTITY_INSERT t ON',
      "INSERT INTO t (id, a) VALUES (7, 'q')",
      "INSERT INTO t (id, a) VALUES (8, 'r')",
      'SET IDENTITY_INSERT t OFF',
      "INSERT INTO t (a) VALUES ('s')",
      'SET IDENTITY_INSERT t ON',
      "INSERT INTO t (id, a) VALUES (9, 'u')",
      'SET IDENTITY_INSERT t OFF',
    ]);
  });
  test('cannot get another value', async () => {
    const t = s.table('t', [s.column('id', s.integer())]);
    expect(await refusal((op) => op.execute(t.update({ id: 2 })))).toMatchObject({ code: 'unsupported' });
  });
});

describe('A batch', () => {
  test.each(['GO', 'go', '  Go 5', 'GO;', 'GO -- next'])('does not end within raw SQL, at a line %j', async (line) => {
    const error = await refusal((op) => op.execute(`SELECT 1\n${line}\nSELECT 2`));
    expect(error).toMatchObject({ code: 'unsupported', hint: expect.stringContaining('op.execute of its own') });
  });
  test('may hold the word', async () => {
    expect(await statements((op) => op.execute("UPDATE t SET a = 'GO'\nWHERE a = 'GOING'"))).toHaveLength(1);
  });
});
