import { describe, expect, test } from 'vitest';
import type { DialectName } from '../../src/model/dialect-options.ts';
import { temporaryFolder } from '../cli/support.ts';
import { openPglite } from '../support/pglite.ts';
import { openSqlite } from '../support/sqlite.ts';
import { catalogOf, fixture, modelsOf, plain, project, refusalOf, statementsOf } from './support.ts';

describe('tables of Drizzle are the same as those of s.table', () => {
  test.each<[dialect: DialectName, tables: number]>([
    ['postgresql', 15],
    ['sqlite', 15],
    ['mysql', 6],
  ])('for %s', async (dialect, count) => {
    const theirs = await catalogOf([fixture(`drizzle-${dialect}.ts`)], dialect);
    const ours = await catalogOf([fixture(`tables-${dialect}.ts`)], dialect);
    expect(theirs.tables.size).toBe(count);
    expect(plain(theirs)).toEqual(plain(ours));
  });

  test('also where a naming convention would name them otherwise: the names are those that Drizzle uses', async () => {
    const convention = {
      ix: 'i_%(table_name)s_%(column_0_name)s',
      uq: 'u_%(constraint_name)s',
      ck: 'c_%(constraint_name)s',
      fk: 'f_%(constraint_name)s',
    };
    const named = await catalogOf([fixture('drizzle-postgresql.ts')], 'postgresql', convention);
    expect(plain(named)).toEqual(plain(await catalogOf([fixture('drizzle-postgresql.ts')], 'postgresql')));
  });
});

describe('what is made of them can be executed', () => {
  test.each(['drizzle', 'tables'])(
    'on PostgreSQL, of %s',
    async (source) => {
      const database = await openPglite();
      await database.reset();
      const catalog = await catalogOf([fixture(`${source}-postgresql.ts`)], 'postgresql');
      await database.execute(['CREATE SCHEMA audit', ...(await statementsOf(catalog, 'postgresql'))]);
      const counted = await database.rows(`
      select (select count(*)::int from pg_class c where relkind = 'r' and relnamespace::regnamespace::text in ('public', 'audit')),
             (select count(*)::int from pg_constraint where contype = 'f' and connamespace::regnamespace::text in ('public', 'audit')),
             (select count(*)::int from pg_constraint where contype = 'u' and connamespace::regnamespace::text in ('public', 'audit')),
             (select count(*)::int from pg_sequence)`);
      // The sequences: organizations, payments, categories, events, tickets.number, and the identities of users and orders.
      expect(counted).toEqual([[15, 14, 5, 7]]);
      const defaults = await database.rows(`
      insert into organizations (name, slug) values ('a', 'b') returning id, settings->>'theme'`);
      expect(defaults).toEqual([[1, "it's dark"]]);
      await database.execute(['DROP SCHEMA audit CASCADE']);
    },
    60_000,
  );

  test.each(['drizzle', 'tables'])('on SQLite, of %s', async (source) => {
    const database = await openSqlite();
    await database.execute(await statementsOf(await catalogOf([fixture(`${source}-sqlite.ts`)], 'sqlite'), 'sqlite'));
    const made = await database.rows('select type, count(*) from sqlite_master where sql is not null group by type');
    expect(made).toEqual([
      ['index', 7],
      // With sqlite_sequence, which AUTOINCREMENT needs.
      ['table', 16],
    ]);
    await database.execute([
      "INSERT INTO accounts (name) VALUES ('a')",
      "INSERT INTO posts (account_id, title) VALUES (1, 'Hi')",
    ]);
    expect(await database.rows('SELECT is_admin, closed_at FROM accounts')).toEqual([[0, 5000]]);
    expect(await database.rows('SELECT slug, words, kind FROM posts')).toEqual([['hi', 2, 'draft']]);
    await database.close();
  });
});

describe('what has no words here is refused, with its table and column', () => {
  const pg = (body: string) => `
    import { eq, sql } from 'drizzle-orm';
    import * as d from 'drizzle-orm/pg-core';
    ${body}`;
  const mysql = (body: string) =>
    `import { sql } from 'drizzle-orm';\nimport * as d from 'drizzle-orm/mysql-core';\n${body}`;

  test.each<[what: string, text: string, message: string]>([
    [
      'row level security',
      pg("export const t = d.pgTable('t', { a: d.integer() }).enableRLS();"),
      'table t: tsmig cannot express row level security',
    ],
    [
      'a policy',
      pg("export const t = d.pgTable('t', { a: d.integer() }, () => [d.pgPolicy('p')]);"),
      'table t: tsmig cannot express row level security',
    ],
    [
      'the name of a sequence',
      pg("export const t = d.pgTable('t', { a: d.integer().generatedAlwaysAsIdentity({ name: 'mine' }) });"),
      'table t: column a: tsmig cannot express the name mine of the sequence behind an identity',
    ],
    [
      'a column of another table in a check',
      pg(`const u = d.pgTable('u', { b: d.integer() });
        export const t = d.pgSchema('x').table('t', { a: d.integer() }, (t) => [d.check('c', eq(t.a, u.b))]);`),
      'table x.t: check c: tsmig cannot express a column of another table in its SQL: u.b',
    ],
    [
      'a placeholder',
      pg("export const t = d.pgTable('t', { a: d.integer() }, (t) => [d.check('c', eq(t.a, sql.placeholder('p')))]);"),
      'table t: check c: tsmig cannot express a placeholder in its SQL',
    ],
    [
      'an index on an expression without a name',
      pg("export const t = d.pgTable('t', { a: d.text() }, () => [d.index().on(sql`lower(a)`)]);"),
      'table t: tsmig cannot express an index on an expression that has no name',
    ],
    [
      'a generated column whose expression is a value',
      pg("export const t = d.pgTable('t', { a: d.integer().generatedAlwaysAs(3) });"),
      'table t: column a: tsmig cannot express a generated column whose expression is a value',
    ],
    [
      'a foreign key to a name with a dot',
      pg(`export const u = d.pgTable('u.v', { b: d.integer().primaryKey() });
        export const t = d.pgTable('t', { a: d.integer().references(() => u.b) });`),
      'table t: tsmig cannot express a foreign key to a name with a dot in it (u.v)',
    ],
    [
      'ON UPDATE without a default',
      mysql("export const t = d.mysqlTable('t', { a: d.timestamp().onUpdateNow() });"),
      'table t: column a: tsmig cannot express onUpdateNow() without defaultNow()',
    ],
    [
      'ALGORITHM and LOCK',
      mysql("export const t = d.mysqlTable('t', { a: d.int() }, (t) => [d.index('i').on(t.a).algorithm('inplace')]);"),
      'table t: index i: tsmig cannot express ALGORITHM of an index',
    ],
  ])('%s', async (_, text, message) => {
    const error = await refusalOf(modelsOf(`${project({ 'models.ts': text })}/models.ts`));
    expect(error.message).toBe(message);
    expect(error.hint).toBeTruthy();
  });

  test('a database that tsmig does not know', async () => {
    const text = `import { int, singlestoreTable } from 'drizzle-orm/singlestore-core';
      export const t = singlestoreTable('t', { a: int() });`;
    const folder = project({ 'models.ts': text });
    const error = await refusalOf(modelsOf(`${folder}/models.ts`));
    expect(error.message).toBe(`${folder}/models.ts: table t is for a database that tsmig does not know`);
    expect(error.hint).toBe('tsmig reads tables of drizzle-orm/pg-core, mysql-core and sqlite-core');
  });

  test('tables whose package the file itself cannot import', async () => {
    const elsewhere = project({ 'schema.ts': pg("export const t = d.pgTable('t', { a: d.integer() });") });
    const folder = temporaryFolder({ 'models.ts': `export * from '${elsewhere}/schema.ts';` });
    const error = await refusalOf(modelsOf(`${folder}/models.ts`));
    expect(error.message).toBe(
      `${folder}/models.ts exports models of Drizzle, but 'drizzle-orm' cannot be imported from there`,
    );
    expect(error.hint).toBe('install drizzle-orm in the project of that file');
  });
});

describe('what is not of a table is left alone', () => {
  test('relations, views, sequences and schemas by themselves: there is nothing to compare', async () => {
    const text = `
      import { relations } from 'drizzle-orm';
      import * as d from 'drizzle-orm/pg-core';
      const t = d.pgTable('t', { a: d.integer() });
      export const r = relations(t, () => ({}));
      export const v = d.pgView('v').as((q) => q.select().from(t));
      export const q = d.pgSequence('q');
      export const x = d.pgSchema('x');`;
    const models = await modelsOf(`${project({ 'relations.ts': text })}/relations.ts`);
    expect([models.tables, models.types]).toEqual([[], []]);
  });

  test('and tables beside those of s.table are read as well', async () => {
    const text = `
      import { s } from 'tsmig';
      import { integer, sqliteTable } from 'drizzle-orm/sqlite-core';
      export const a = sqliteTable('a', { id: integer() });
      export const b = s.table('b', [s.column('id', s.integer())]);`;
    const models = await modelsOf(`${project({ 'both.ts': text })}/both.ts`);
    expect(models.tables.map(({ name }) => name)).toEqual(['b', 'a']);
  });
});
