import { expect, test } from 'vitest';
import { s, sql } from '../../src/index.ts';
import type { NamingConvention } from '../../src/model/naming.ts';
import { normalizeTable } from '../../src/operations/normalize.ts';
import { printModels } from '../../src/operations/print.ts';

const dialect = { name: 'postgresql', serverVersion: '16', maxIdentifierLength: 63 } as const;
const namingConvention: NamingConvention = { ck: 'ck_%(constraint_name)s', uq: 'uq_%(table_name)s_%(column_0_name)s' };

function modelsOf(
  tables: readonly ReturnType<typeof s.table>[],
  types: Parameters<typeof printModels>[1] = [],
): string {
  const by = { dialect, namingConvention };
  const normalized = tables.map((table) => normalizeTable(table, table.elements, by));
  return printModels(normalized, types, by).lines.join('\n');
}

test('each table is a constant in camel case, unlike any other name', () => {
  const id = s.column('id', s.integer(), { primaryKey: true });
  const names = ['user_account', 'USER_ACCOUNT', 'default', 's', '2nd "odd" name', 'größe'];
  const tables = names.map((name) => s.table(name, [id]));
  expect(modelsOf(tables).match(/^export const \S+ = s.table\('[^']*'/gm)).toEqual([
    "export const userAccount = s.table('user_account'",
    "export const userAccount2 = s.table('USER_ACCOUNT'",
    "export const defaultTable = s.table('default'",
    "export const sTable = s.table('s'",
    `export const table2ndOddName = s.table('2nd "odd" name'`,
    "export const größe = s.table('größe'",
  ]);
});

test('models stand apart, a type of its own before the columns that have it', () => {
  const mood = s.enum(['sad', 'happy'], { name: 'mood' });
  const text = modelsOf(
    [
      s.table('person', [s.column('id', s.integer(), { primaryKey: true }), s.column('mood', mood)], { schema: 'far' }),
      s.table('tag', [s.column('name', s.string(20), { serverDefault: sql`'x'` })], { comment: 'a word' }),
    ],
    [mood],
  );
  expect(text).toBe(`export const mood = s.enum(['sad', 'happy'], { name: 'mood' });

export const person = s.table('person', [s.column('id', s.integer(), { primaryKey: true }), s.column('mood', mood)], {
  schema: 'far',
});

export const tag = s.table('tag', [s.column('name', s.string(20), { serverDefault: sql\`'x'\` })], { comment: 'a word' });`);
});

test('a name that the convention would change is exact by s.f', () => {
  const table = s.table('t', [
    s.column('a', s.integer(), { unique: true }),
    s.checkConstraint('a > 0', { name: 'positive' }),
    s.checkConstraint('a < 9', { name: s.f('small') }),
  ]);
  expect(modelsOf([table])).toBe(`export const t = s.table('t', [
  s.column('a', s.integer(), { unique: true }),
  s.checkConstraint('a > 0', { name: s.f('ck_positive') }),
  s.checkConstraint('a < 9', { name: s.f('small') }),
]);`);
});

test('a foreign key to what has a dot in its name is refused, for no element says it', () => {
  const table = {
    ...normalizeTable({ name: 'a', options: {} }, [s.column('b', s.integer())], { dialect, namingConvention }),
    constraints: [
      { kind: 'foreignKey', columns: ['b'], references: { table: { name: 'x.y' }, columns: ['z'] }, options: {} },
    ],
  } as const;
  expect(() => printModels([table], [], { dialect, namingConvention })).toThrow(
    "the foreign key of a to 'x.y' has a dot in a name",
  );
});
