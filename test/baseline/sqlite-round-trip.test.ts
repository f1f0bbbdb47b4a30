import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createDialect } from '../../dialects/index.ts';
import { readSqliteDump } from '../../src/baseline/sqlite.ts';
import { rendered } from '../support/baseline.ts';
import { schemaOf } from '../support/sqlite-schema.ts';

const library = readFileSync(new URL('schemas/sqlite-library.sql', import.meta.url), 'utf8');

test('the schema of fifty tables, read and executed on an empty database, gives the same schema', async () => {
  const before = schemaOf([library]);
  const dialect = await createDialect({ name: 'sqlite' });
  const dump = [...before.texts.values()].map((sql) => `${sql};\n`).join('');
  const { operations, verbatim } = await readSqliteDump(dump, { file: 'library.sql', dialect });
  const { statements } = rendered(operations, dialect);
  const after = schemaOf(statements);

  expect(Object.keys(before.tables)).toHaveLength(52); // with two views
  expect(after.tables).toEqual(before.tables);
  expect(after.texts.get('member_active')).toBe(before.texts.get('member_active'));
  expect([...after.texts.keys()]).toEqual([...before.texts.keys()]);
  expect(verbatim.map(({ sql, why }) => [sql.split(/[\s(]/).slice(0, 3).join(' '), why])).toEqual([
    ['CREATE TABLE bare', 'not read: type expected'],
    ['CREATE TABLE short', 'not read: REFERENCES without columns'],
    ['CREATE TABLE down', 'not read: DESC of the column id'],
    ['CREATE TABLE folded', 'not read: COLLATE NOCASE of a type that is no text'],
    ['CREATE VIEW active_member', 'there is no operation for it'],
    ['CREATE VIEW titles', 'there is no operation for it'],
    ['CREATE TRIGGER member_touch', 'there is no operation for it'],
    ['CREATE TRIGGER active_delete', 'there is no operation for it'],
  ]);

  // What was written is read as it was written.
  const again = [...after.texts.values()].map((sql) => `${sql};\n`).join('');
  const second = await readSqliteDump(again, { file: 'again.sql', dialect });
  expect(rendered(second.operations, dialect).statements).toEqual(statements);
});

test.each([
  ['ON DELETE CASCADE', 'ON DELETE RESTRICT'],
  ['title DESC', 'title'],
  ['ON CONFLICT IGNORE', 'ON CONFLICT FAIL'],
  ['COLLATE RTRIM', 'COLLATE NOCASE'],
  ["email LIKE '%@%'", "email LIKE '%.%'"],
  [' AUTOINCREMENT', ''],
  ['DEFAULT 1.5', 'DEFAULT 1.6'],
  ['WHERE active AND', 'WHERE'],
])('the comparison sees that %s has become %s', (from, to) => {
  const [whole, changed] = [library, library.replace(from, to)].map((sql) => schemaOf([sql]));
  const partial = (schema: typeof whole) => [schema?.tables, schema?.texts.get('member_active')];
  expect(partial(changed)).not.toEqual(partial(whole));
});
