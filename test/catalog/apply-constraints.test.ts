import { describe, expect, test } from 'vitest';
import { apply } from '../../src/catalog/apply.ts';
import { emptyCatalog, knownTable } from '../../src/catalog/catalog.ts';
import { DataType } from '../../src/model/types.ts';
import type { Operation } from '../../src/operations/operation.ts';
import * as c from '../support/catalog.ts';

const org = c.table('org', [c.column('id')], { constraints: [c.pk(['id'], 'pk_org')] });
const inline = c.check('b > 0', 'ck_inline');
const t = c.table('t', [c.column('a'), c.column('b', { checks: [inline] })], {
  constraints: [c.unique(['a'], 'uq_a'), c.fk(['b'], 'org', ['id'], 'fk_b')],
  indexes: [c.index('ix_a', ['a'])],
});
const before = c.replay([c.createTable(org), c.createTable(t)]);
const applied = (...operations: Operation[]) => knownTable(c.replay(operations, before), t);

describe('a new constraint', () => {
  test.each([
    ['unique', c.unique(['b'], 'x')],
    ['foreign key', c.fk(['a'], 'org', ['id'], 'x')],
    ['foreign key to an unknown table', c.fk(['a'], 'elsewhere', ['id'], 'x')],
    ['check', c.check('a > 0', 'x')],
    [
      'exclude',
      { kind: 'exclude', name: 'x', elements: [{ expression: c.raw('a'), operator: '=' }], options: {} } as const,
    ],
    ['unnamed unique', c.unique(['a'])],
  ])('%s stands last', (_, constraint) => {
    expect(applied(c.create('t', constraint))?.constraints).toEqual([...t.constraints, constraint]);
  });
  test('primary key stands first, and its columns are NOT NULL from then on', () => {
    const table = applied(c.create('t', c.pk(['a'], 'pk_t')));
    expect(table?.constraints).toEqual([c.pk(['a'], 'pk_t'), ...t.constraints]);
    expect(table?.columns.map((column) => column.nullable)).toEqual([false, true]);
  });
  test('foreign key makes the other table know who refers to it', () => {
    expect(c.replay([c.create('t', c.fk(['a'], 'elsewhere', ['id']))], before).referencing.get('elsewhere')).toEqual(
      new Set(['t']),
    );
  });
  test.each<[string, Operation, string]>([
    ['whose name is taken', c.create('t', c.check('a > 0', 'uq_a')), 'table "t" has a constraint "uq_a" already'],
    [
      'whose name an inline check has',
      c.create('t', c.check('a > 0', 'ck_inline')),
      'table "t" has a constraint "ck_inline" already',
    ],
    [
      'on a column that is not there',
      c.create('t', c.unique(['x'], 'uq_x')),
      'unique constraint uq_x: table "t" has no column "x"',
    ],
    [
      'that refers to a column that is not there',
      c.create('t', c.fk(['a'], 'org', ['x'])),
      'foreign key: table "org" has no column "x"',
    ],
    ['that is a second primary key', c.create('org', c.pk(['id'])), 'table "org" has a primary key already'],
    ['on a table that is not there', c.create('never', c.unique(['a'])), 'there is no table "never"'],
  ])('%s is refused', (_, operation, message) => {
    expect(() => apply(before, operation, {})).toThrow(message);
  });
});

describe('dropConstraint', () => {
  test('finds a constraint by its name, with its type and without', () => {
    expect(applied(c.dropConstraint('t', 'uq_a'))?.constraints).toEqual([c.fk(['b'], 'org', ['id'], 'fk_b')]);
    expect(applied(c.dropConstraint('t', 'fk_b', 'foreignkey'))?.constraints).toEqual([c.unique(['a'], 'uq_a')]);
    expect(c.replay([c.dropConstraint('t', 'fk_b')], before).referencing.size).toBe(0);
  });
  test('finds a check that is written beside a column, and one that a type brought', () => {
    expect(applied(c.dropConstraint('t', 'ck_inline', 'check'))?.columns[1]).toEqual(c.column('b'));
    const bound = { ...c.check('a IN (0, 1)', 'ck_a'), typeBound: 'a' };
    expect(applied(c.create('t', bound), c.dropConstraint('t', 'ck_a', 'check'))).toEqual(t);
  });
  test('leaves the columns of a primary key NOT NULL', () => {
    const table = applied(c.create('t', c.pk(['a'], 'pk_t')), c.dropConstraint('t', 'pk_t', 'primary'));
    expect(table?.constraints).toEqual(t.constraints);
    expect(table?.columns[0]?.nullable).toBe(false);
  });
  test('finds an unnamed constraint by the name that the database gave it', () => {
    const given = [c.create('t', c.pk(['a'])), c.create('t', c.unique(['b']))];
    expect(applied(...given, c.dropConstraint('t', 't_pkey'))?.constraints).toEqual([
      ...t.constraints,
      c.unique(['b']),
    ]);
    expect(applied(...given, c.dropConstraint('t', 't_b_key', 'unique'))?.constraints).toEqual([
      c.pk(['a']),
      ...t.constraints,
    ]);
    expect(applied(...given, c.dropConstraint('t', 'SYS_C0012', 'primary'))?.constraints).toEqual([
      ...t.constraints,
      c.unique(['b']),
    ]);
  });
  test('finds one of several unnamed checks by the column that it alone is on', () => {
    const given = [c.create('t', c.check('a > 0')), c.create('t', c.check('a < b'))];
    expect(applied(...given, c.dropConstraint('t', 't_a_check', 'check'))?.constraints).toEqual([
      ...t.constraints,
      c.check('a < b'),
    ]);
    expect(applied(...given, c.dropConstraint('t', 't_check', 'check'))?.constraints).toEqual([
      ...t.constraints,
      c.check('a > 0'),
    ]);
  });
  test('does not guess which of two unnamed constraints is meant', () => {
    const given = c.replay([c.create('t', c.unique(['b'])), c.create('t', c.unique(['a', 'b']))], before);
    expect(() => apply(given, c.dropConstraint('t', 'SYS_C0012', 'unique'), {})).toThrow(
      'table "t" has several unique constraints without a name: which one is "SYS_C0012" is not known',
    );
    expect(knownTable(apply(given, c.dropConstraint('t', 't_a_b_key', 'unique'), {}), t)?.constraints.at(-1)).toEqual(
      c.unique(['b']),
    );
  });
  test('with ifExists lets a constraint pass that is not there', () => {
    expect(apply(before, c.dropConstraint('t', 'never', 'check', true), {})).toBe(before);
  });
  test('names the nearest constraint when there is none of the name', () => {
    expect(() => apply(before, c.dropConstraint('t', 'uq_aa', 'unique'), {})).toThrow(
      expect.objectContaining({
        message: 'table "t" has no constraint "uq_aa"',
        hint: 'did you mean "uq_a"? it has uq_a, fk_b, ck_inline',
      }),
    );
  });
  test.each<[string, Operation, string]>([
    [
      'one of another type',
      c.dropConstraint('t', 'uq_a', 'check'),
      '"uq_a" on table "t" is a unique constraint, not a check constraint',
    ],
    ['an index', c.dropConstraint('t', 'ix_a'), '"ix_a" on table "t" is an index, not a constraint'],
    ['one on a table that is not there', c.dropConstraint('never', 'x'), 'there is no table "never"'],
  ])('refuses %s', (_, operation, message) => {
    expect(() => apply(before, operation, {})).toThrow(message);
  });
});

describe('indexes', () => {
  test('come and go', () => {
    const made = c.createIndex('t', c.index('ix_b', ['b', c.raw('lower(a)')]));
    expect(applied(made)?.indexes.map((index) => index.name)).toEqual(['ix_a', 'ix_b']);
    expect(applied(made, c.dropIndex('ix_b', 't'))).toEqual(t);
  });
  test('are found without their table', () => {
    expect(applied(c.dropIndex('ix_a'))?.indexes).toEqual([]);
    const moved = c.replay([c.renameTable('t', 'u'), c.dropIndex('ix_a')], before);
    expect(knownTable(moved, { name: 'u' })?.indexes).toEqual([]);
  });
  test('are found in the schema that is given', () => {
    const given = c.replay([c.createTable({ ...t, schema: 'app' })], before);
    const dropped = apply(given, { kind: 'dropIndex', name: 'ix_a', schema: 'app', ifExists: false, options: {} }, {});
    expect(knownTable(dropped, { name: 't', schema: 'app' })?.indexes).toEqual([]);
    expect(knownTable(dropped, t)?.indexes).toEqual(t.indexes);
  });
  test('with ifExists and ifNotExists change nothing that is as it should be', () => {
    expect(apply(before, c.createIndex('t', c.index('ix_a', ['b']), true), {})).toBe(before);
    expect(apply(before, c.dropIndex('never', 't', true), {})).toBe(before);
    expect(apply(before, c.dropIndex('never', undefined, true), {})).toBe(before);
  });
  test.each<[string, Operation, string]>([
    ['whose name is taken', c.createIndex('t', c.index('ix_a', ['b'])), 'table "t" has an index "ix_a" already'],
    [
      'on a column that is not there',
      c.createIndex('t', c.index('ix', ['x'])),
      'index ix: table "t" has no column "x"',
    ],
    ['on a table that is not there', c.createIndex('never', c.index('ix', ['x'])), 'there is no table "never"'],
    ['that its table does not have', c.dropIndex('ix_b', 't'), 'table "t" has no index "ix_b"'],
    ['that no table has', c.dropIndex('ix_b'), 'there is no index "ix_b" at this point of the history'],
    ['that is a constraint', c.dropIndex('uq_a', 't'), '"uq_a" on table "t" is a constraint, not an index'],
  ])('%s are refused', (_, operation, message) => {
    expect(() => apply(before, operation, {})).toThrow(message);
  });
  test('of one name on two tables must say which', () => {
    const given = c.replay([c.createIndex('org', c.index('ix_a', ['id']))], before);
    expect(() => apply(given, c.dropIndex('ix_a'), {})).toThrow('there is an index "ix_a" on several tables: org, t');
    expect(knownTable(apply(given, c.dropIndex('ix_a', 'org'), {}), org)).toEqual(org);
  });
});

describe('named types', () => {
  const letter = c.enumOf('letter', ['a', 'b']);
  const lists = c.table('u', [c.column('e', { type: letter }), c.column('f', { type: letter })]);

  test('are registered with the columns that use them', () => {
    const catalog = c.replay([c.createTable(lists)]);
    expect(catalog.types.entries()).toEqual([['letter', { type: letter, implicit: true }]]);
    expect(catalog.typeUsers.entries()).toEqual([['letter', new Set(['u, e', 'u, f'])]]);
  });
  test('lose their users with the columns, and with the table', () => {
    const one = c.replay([c.createTable(lists), c.dropColumn('u', 'e')]);
    expect(one.typeUsers.get('letter')).toEqual(new Set(['u, f']));
    const none = c.replay([c.dropTable('u')], one);
    expect(none.typeUsers.size).toBe(0);
    expect(none.types.get('letter')?.implicit).toBe(true);
  });
  test('follow renamed tables and columns, and a change of the type', () => {
    const renamed = c.replay([
      c.createTable(lists),
      c.renameTable('u', 'v'),
      c.alterColumn('v', 'e', { newColumnName: 'g' }),
    ]);
    expect(renamed.typeUsers.get('letter')).toEqual(new Set(['v, f', 'v, g']));
    expect(c.replay([c.alterColumn('v', 'g', { type: c.text })], renamed).typeUsers.get('letter')).toEqual(
      new Set(['v, f']),
    );
  });
  test('in arrays and domains count as well; an enum without a name, or that is not native, does not', () => {
    const domain = new DataType({
      kind: 'domain',
      name: 'd',
      schema: 'app',
      dataType: c.integer,
      notNull: false,
      createType: true,
    });
    const array = new DataType({ kind: 'array', item: letter, dimensions: 1 });
    const plain = new DataType({ ...letter.spec, nativeEnum: false } as typeof letter.spec);
    const columns = [c.column('a', { type: domain }), c.column('b', { type: array }), c.column('c', { type: plain })];
    const catalog = c.replay([c.createTable(c.table('w', columns))]);
    expect(catalog.typeUsers.entries()).toEqual([
      ['app\0d', new Set(['w, a'])],
      ['letter', new Set(['w, b'])],
    ]);
  });
  test('that a domain is made of are registered and in use with it', () => {
    const domain = new DataType({ kind: 'domain', name: 'd', dataType: letter, notNull: false, createType: true });
    const catalog = c.replay([c.createTable(c.table('w', [c.column('a', { type: domain })]))]);
    expect(catalog.types.entries().map(([key]) => key)).toEqual(['d', 'letter']);
    expect(() => apply(catalog, c.dropType(letter), {})).toThrow('type "letter" cannot be dropped: column w.a uses it');
    expect(apply(catalog, c.dropTable('w'), {}).typeUsers.size).toBe(0);
  });
  test('that are made by other means are never dropped with their last user', () => {
    const catalog = c.replay([c.createTable(c.table('u', [c.column('e', { type: c.enumOf('letter', [], false) })]))]);
    expect(catalog.types.get('letter')?.implicit).toBe(false);
  });
  test('are made and dropped by hand', () => {
    const made = c.replay([c.createType(letter)]);
    expect(made.types.entries()).toEqual([['letter', { type: letter, implicit: false }]]);
    expect(apply(made, c.createType(letter, true), {})).toBe(made);
    expect(apply(made, c.dropType(c.enumOf('letter', [])), {}).types.size).toBe(0);
    expect(apply(emptyCatalog, c.dropType(letter, true), {})).toBe(emptyCatalog);
  });
  test.each<[string, readonly Operation[], string]>([
    ['made twice', [c.createType(letter), c.createType(letter)], 'type "letter" exists already'],
    [
      'made again with other values',
      [c.createType(letter), c.createType(c.enumOf('letter', ['a']), true)],
      'type "letter" exists already with the values a, b: it cannot be another type at the same time',
    ],
    [
      'dropped while a column uses them',
      [c.createTable(lists), c.dropType(letter)],
      'type "letter" cannot be dropped: column u.e uses it',
    ],
    ['dropped when they are not there', [c.dropType(letter)], 'there is no type "letter" at this point of the history'],
    [
      'made without a name',
      [c.createType(c.text)],
      'a type of kind text without a name cannot be made or dropped by itself',
    ],
  ])('are refused when %s', (_, operations, message) => {
    expect(() => c.replay(operations)).toThrow(message);
  });
});
