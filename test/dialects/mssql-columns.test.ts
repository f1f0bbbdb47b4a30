import { describe, expect, test } from 'vitest';
import { s } from '../../src/model/schema.ts';
import { sql } from '../../src/model/sql.ts';
import type { Operations } from '../../src/operations/op.ts';
import { render } from '../../src/testing.ts';

type Fn = (op: Operations) => void;

const history: Fn = (op) => {
  op.createTable('org', [s.column('id', s.integer(), { primaryKey: true })]);
  op.createTable('t', [
    s.column('id', s.integer(), { primaryKey: true }),
    s.column('a', s.string(50), { index: true, nullable: false }),
    s.column('u', s.integer(), { unique: true }),
    s.column('c', s.integer(), { check: 'c > 0' }),
    s.column('d', s.numeric(8, 2), { serverDefault: sql`1`, nullable: false }),
    s.column('org_id', s.integer(), { references: 'org.id' }),
    s.column('e', s.enum(['x', 'y'], { name: 'letter', createConstraint: true })),
    s.column('f', s.boolean({ createConstraint: true })),
    s.column('base', s.integer()),
    s.column('total', s.integer(), { computed: s.computed('base * 2') }),
    s.checkConstraint('c > 2 OR d > 1', { name: 'ck_cd' }),
  ]);
};
const statements = (upgrade: Fn, setup: readonly Fn[] = [history]) =>
  render(upgrade, { dialect: 'mssql', after: setup });
const refusal = (upgrade: Fn, setup?: readonly Fn[]) =>
  statements(upgrade, setup).then(
    (made) => Promise.reject(new Error(`not refused: ${made.join('; ')}`)),
    (error: unknown) => error,
  );

const keyLookUp = (type: string, column: string) => `declare @const_name varchar(256)
select @const_name = QUOTENAME(kc.[name]) from
sys.key_constraints kc join sys.index_columns ic
on kc.parent_object_id=ic.object_id and kc.unique_index_id=ic.index_id
where kc.type = '${type}' and kc.parent_object_id = object_id('t')
and col_name(ic.object_id, ic.column_id) = '${column}'
exec('alter table t drop constraint ' + @const_name)`;
const lookUp = (view: string, column: string) => `declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.${view}
where parent_object_id = object_id('t')
and col_name(parent_object_id, parent_column_id) = '${column}'
exec('alter table t drop constraint ' + @const_name)`;

describe('DROP COLUMN', () => {
  test.each<[string, string, string[]]>([
    ['its index', 'a', ['DROP INDEX ix_t_a ON t']],
    ['its unique constraint, by look-up', 'u', [keyLookUp('UQ', 'u')]],
    ['its checks: by name, by look-up', 'c', ['ALTER TABLE t DROP CONSTRAINT ck_cd', lookUp('check_constraints', 'c')]],
    ['its default, by look-up', 'd', ['ALTER TABLE t DROP CONSTRAINT ck_cd', lookUp('default_constraints', 'd')]],
    ['the check of its type', 'e', ['ALTER TABLE t DROP CONSTRAINT letter']],
    ['nothing for a BIT, whose check was never made', 'f', []],
    ['its primary key', 'id', [keyLookUp('PK', 'id')]],
  ])('takes away %s first', async (_, column, first) => {
    expect(await statements((op) => op.dropColumn('t', column))).toEqual([
      ...first,
      `ALTER TABLE t DROP COLUMN ${column}`,
    ]);
  });
  test('takes away foreign keys, named or not', async () => {
    const made = await statements((op) => {
      op.createForeignKey('fk_named', 't', 'org', ['org_id'], ['id']);
      op.dropColumn('t', 'org_id');
    });
    expect(made.slice(1)).toEqual([
      'ALTER TABLE t DROP CONSTRAINT fk_named',
      `declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from
sys.foreign_keys fk join sys.foreign_key_columns fkc
on fk.object_id=fkc.constraint_object_id
where fkc.parent_object_id = object_id('t')
and col_name(fkc.parent_object_id, fkc.parent_column_id) = 'org_id'
exec('alter table t drop constraint ' + @const_name)`,
      'ALTER TABLE t DROP COLUMN org_id',
    ]);
  });
  test('takes away each of two unnamed constraints of a kind', async () => {
    const made = await statements((op) => {
      op.createUniqueConstraint(null, 't', ['u', 'd']);
      op.dropColumn('t', 'u');
    });
    expect(made.slice(1)).toEqual([keyLookUp('UQ', 'u'), keyLookUp('UQ', 'u'), 'ALTER TABLE t DROP COLUMN u']);
  });
  test('of a part of the primary key is refused', async () => {
    const error = await refusal(
      (op) => op.dropColumn('m', 'a'),
      [
        (op) =>
          op.createTable('m', [
            s.column('a', s.integer(), { primaryKey: true }),
            s.column('b', s.integer(), { primaryKey: true }),
          ]),
      ],
    );
    expect(error).toMatchObject({ code: 'unsupported', message: expect.stringContaining('primary key') });
  });
  test('with an unnamed check of the table is refused, unless a look-up is asked for', async () => {
    const setup: Fn[] = [
      (op) => op.createTable('t', [s.column('a', s.integer()), s.column('b', s.integer()), s.checkConstraint('a > 0')]),
    ];
    expect(await refusal((op) => op.dropColumn('t', 'a'), setup)).toMatchObject({ code: 'unsupported' });
    expect(await statements((op) => op.dropColumn('t', 'a', { mssql: { dropCheck: true } }), setup)).toEqual([
      lookUp('check_constraints', 'a'),
      'ALTER TABLE t DROP COLUMN a',
    ]);
  });
  test('names beyond ASCII, with dots and brackets are found', async () => {
    const made = await statements(
      (op) => {
        op.dropColumn('日.本', "é]'", { schema: 'my app' });
      },
      [
        (op) =>
          op.createTable('日.本', [s.column("é]'", s.integer(), { serverDefault: sql`1` }), s.column('b', s.date())], {
            schema: 'my app',
          }),
      ],
    );
    expect(made).toEqual([
      `declare @const_name nvarchar(258)
select @const_name = QUOTENAME([name]) from sys.default_constraints
where parent_object_id = object_id(N'my app.[日.本]')
and col_name(parent_object_id, parent_column_id) = N'é]'''
exec(N'alter table [my app].[日.本] drop constraint ' + @const_name)`,
      "ALTER TABLE [my app].[日.本] DROP COLUMN [é]]']",
    ]);
  });
});

describe('ALTER COLUMN of the type', () => {
  test.each<[string, Fn, string[]]>([
    [
      'lets the index stay while the text gets longer',
      (op) => op.alterColumn('t', 'a', { type: s.string(60) }),
      ['ALTER TABLE t ALTER COLUMN a VARCHAR(60) NOT NULL'],
    ],
    [
      'puts the index back',
      (op) => op.alterColumn('t', 'a', { type: s.unicode(60) }),
      ['DROP INDEX ix_t_a ON t', 'ALTER TABLE t ALTER COLUMN a NVARCHAR(60) NOT NULL', 'CREATE INDEX ix_t_a ON t (a)'],
    ],
    [
      'puts a unique constraint back',
      (op) => op.alterColumn('t', 'u', { type: s.bigInteger() }),
      [keyLookUp('UQ', 'u'), 'ALTER TABLE t ALTER COLUMN u BIGINT', 'ALTER TABLE t ADD UNIQUE (u)'],
    ],
    [
      'puts checks back',
      (op) => op.alterColumn('t', 'c', { type: s.bigInteger() }),
      [
        'ALTER TABLE t DROP CONSTRAINT ck_cd',
        lookUp('check_constraints', 'c'),
        'ALTER TABLE t ALTER COLUMN c BIGINT',
        'ALTER TABLE t ADD CHECK (c > 0)',
        'ALTER TABLE t ADD CONSTRAINT ck_cd CHECK (c > 2 OR d > 1)',
      ],
    ],
    [
      'leaves the default alone while the data type stays',
      (op) => {
        op.dropConstraint('ck_cd', 't');
        op.alterColumn('t', 'd', { type: s.numeric(10, 2) });
      },
      ['ALTER TABLE t DROP CONSTRAINT ck_cd', 'ALTER TABLE t ALTER COLUMN d NUMERIC(10, 2) NOT NULL'],
    ],
    [
      'takes the check of an enum along, under the new name',
      (op) =>
        op.alterColumn('t', 'e', {
          type: s.enum(['x', 'zz'], { name: 'letter', createConstraint: true }),
          newColumnName: 'g',
        }),
      [
        'ALTER TABLE t DROP CONSTRAINT letter',
        'ALTER TABLE t ALTER COLUMN e VARCHAR(2)',
        "EXEC sp_rename 't.e', g, 'COLUMN'",
        "ALTER TABLE t ADD CONSTRAINT letter CHECK (g IN ('x', 'zz'))",
      ],
    ],
  ])('%s', async (_, upgrade, expected) => {
    expect(await statements(upgrade)).toEqual(expected);
  });
  test('writes the default that it puts back as a value of the old type', async () => {
    const made = await statements(
      (op) => op.alterColumn('t', 'f', { type: s.integer() }),
      [(op) => op.createTable('t', [s.column('f', s.boolean(), { serverDefault: true, nullable: false })])],
    );
    expect(made).toEqual([
      lookUp('default_constraints', 'f'),
      'ALTER TABLE t ALTER COLUMN f INTEGER NOT NULL',
      'ALTER TABLE t ADD DEFAULT 1 FOR f',
    ]);
  });
  test.each<[string, Fn, string]>([
    ['of the primary key', (op) => op.alterColumn('t', 'id', { type: s.bigInteger() }), 'primary key'],
    ['of a foreign key', (op) => op.alterColumn('t', 'org_id', { type: s.bigInteger() }), 'foreign key'],
    ['of what a column is computed from', (op) => op.alterColumn('t', 'base', { type: s.bigInteger() }), 'total'],
    ['of a computed column', (op) => op.alterColumn('t', 'total', { type: s.bigInteger() }), 'expression'],
  ])('%s is refused', async (_, upgrade, message) => {
    expect(await refusal(upgrade)).toMatchObject({ code: 'unsupported', message: expect.stringContaining(message) });
  });
  test('of a column that a foreign key refers to is refused', async () => {
    const error = await refusal((op) => {
      op.createUniqueConstraint('uq_u', 't', ['u']);
      op.createTable('v', [s.column('u', s.integer(), { references: 't.u' })]);
      op.alterColumn('t', 'u', { nullable: false });
    });
    expect(error).toMatchObject({ code: 'unsupported', message: expect.stringContaining('foreign key') });
  });
  test('needs to know whether the column is nullable', async () => {
    const hidden: Fn = (op) => op.execute('EXEC make_tables');
    const change = (existing: object): Fn => {
      return (op) => op.alterColumn('z', 'a', { type: s.integer(), ...existing });
    };
    expect(await refusal(change({}), [hidden])).toMatchObject({ code: 'opaque' });
    expect(await statements(change({ existingNullable: false }), [hidden])).toEqual([
      'ALTER TABLE z ALTER COLUMN a INTEGER NOT NULL',
    ]);
  });
});

describe('ALTER COLUMN of NULL', () => {
  test('states the type that the history knows, collation and all', async () => {
    const made = await statements(
      (op) => op.alterColumn('t', 'a', { nullable: false }),
      [(op) => op.createTable('t', [s.column('a', s.string(9, { collation: 'Latin1_General_CI_AS' }))])],
    );
    expect(made).toEqual(['ALTER TABLE t ALTER COLUMN a VARCHAR(9) COLLATE Latin1_General_CI_AS NOT NULL']);
  });
  test('takes indexes out of the way of NOT NULL, not of NULL', async () => {
    const made = await statements((op) => {
      op.alterColumn('t', 'a', { nullable: true });
      op.alterColumn('t', 'a', { nullable: false });
    });
    expect(made).toEqual([
      'ALTER TABLE t ALTER COLUMN a VARCHAR(50) NULL',
      'DROP INDEX ix_t_a ON t',
      'ALTER TABLE t ALTER COLUMN a VARCHAR(50) NOT NULL',
      'CREATE INDEX ix_t_a ON t (a)',
    ]);
  });
  test('of a key is refused', async () => {
    expect(await refusal((op) => op.alterColumn('t', 'id', { nullable: true }))).toMatchObject({ code: 'unsupported' });
  });
});

describe('ALTER COLUMN of the default', () => {
  test('looks for one where the history does not know the table', async () => {
    const made = await statements(
      (op) => op.alterColumn('z', 'a', { existingType: s.string(5), serverDefault: 'x' }),
      [(op) => op.execute('EXEC make_tables')],
    );
    expect(made).toEqual([
      lookUp('default_constraints', 'a').replaceAll(/\bt\b(?= drop|'\))/g, 'z'),
      "ALTER TABLE z ADD DEFAULT 'x' FOR a",
    ]);
  });
  test.each<[string, Fn]>([
    ['an identity', (op) => op.alterColumn('t', 'id', { serverDefault: null })],
    ['an identity of its own', (op) => op.alterColumn('t', 'u', { serverDefault: s.identity() })],
    ['counting', (op) => op.alterColumn('t', 'u', { autoincrement: true })],
    ['an expression', (op) => op.alterColumn('t', 'total', { serverDefault: null })],
  ])('cannot give or take %s', async (_, upgrade) => {
    expect(await refusal(upgrade)).toMatchObject({ code: 'unsupported' });
  });
});

describe('A new name', () => {
  test('takes checks along', async () => {
    expect(await statements((op) => op.alterColumn('t', 'c', { newColumnName: 'new c' }))).toEqual([
      'ALTER TABLE t DROP CONSTRAINT ck_cd',
      lookUp('check_constraints', 'c'),
      "EXEC sp_rename 't.c', [new c], 'COLUMN'",
      'ALTER TABLE t ADD CHECK ([new c] > 0)',
      'ALTER TABLE t ADD CONSTRAINT ck_cd CHECK ([new c] > 2 OR d > 1)',
    ]);
  });
  test('of what a column is computed from is refused', async () => {
    const error = await refusal((op) => op.alterColumn('t', 'base', { newColumnName: 'b' }));
    expect(error).toMatchObject({ code: 'unsupported', message: expect.stringContaining('total') });
  });
  test('in a schema, with quotes and letters of all kinds', async () => {
    const made = await statements(
      (op) => {
        op.alterColumn("o'é", 'a]b', { newColumnName: "it's", schema: 'app' });
        op.renameTable("o'é", 'go', { schema: 'app' });
      },
      [(op) => op.createTable("o'é", [s.column('a]b', s.integer())], { schema: 'app' })],
    );
    expect(made).toEqual([
      "EXEC sp_rename N'app.[o''é].[a]]b]', [it's], 'COLUMN'",
      "EXEC sp_rename N'app.[o''é]', [go]",
    ]);
  });
  test('in another database is refused', async () => {
    const error = await refusal(
      (op) => op.renameTable('t', 'u', { schema: 'other.dbo' }),
      [(op) => op.createTable('t', [s.column('a', s.integer())], { schema: 'other.dbo' })],
    );
    expect(error).toMatchObject({ code: 'unsupported', hint: 'run it in that database, without its name' });
  });
});
