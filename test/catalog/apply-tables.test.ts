import { describe, expect, test } from 'vitest';
import { apply } from '../../src/catalog/apply.ts';
import { emptyCatalog, knownTable, tableState } from '../../src/catalog/catalog.ts';
import { TsmigError } from '../../src/errors.ts';
import type { Operation } from '../../src/operations/operation.ts';
import * as c from '../support/catalog.ts';

const org = c.table('org', [c.column('id'), c.column('code')], { constraints: [c.pk(['id'])] });
const account = c.table('account', [c.column('id'), c.column('org_id'), c.column('boss_id')], {
  constraints: [
    c.pk(['id']),
    c.fk(['org_id'], 'org', ['id'], 'fk_org'),
    c.fk(['boss_id'], 'account', ['id'], 'fk_boss'),
  ],
  indexes: [c.index('ix_org', ['org_id'])],
});
const both = [c.createTable(org), c.createTable(account)];

describe('createTable', () => {
  test('makes the table known, with its indexes and references', () => {
    const catalog = c.replay(both);
    expect(knownTable(catalog, { name: 'account' })).toEqual(account);
    expect(catalog.indexTables.entries()).toEqual([['ix_org', new Set(['account'])]]);
    expect(catalog.referencing.entries()).toEqual([
      ['account', new Set(['account'])],
      ['org', new Set(['account'])],
    ]);
  });
  test('leaves the catalog before it as it was', () => {
    const before = c.replay([c.createTable(org)]);
    apply(before, c.createTable(account), {});
    expect(before.tables.entries().map(([key]) => key)).toEqual(['org']);
  });
  test('keeps tables of one name in two schemas apart', () => {
    const catalog = c.replay([c.createTable(org), c.createTable({ ...org, schema: 'app' })]);
    expect(catalog.tables.size).toBe(2);
  });
  test('with ifNotExists leaves a table that exists as it is', () => {
    const before = c.replay(both);
    expect(apply(before, c.createTable(c.table('org', [c.column('x')]), true), {})).toBe(before);
  });
  test('may refer to a table that history does not know', () => {
    expect(c.replay([c.createTable(account)]).tables.size).toBe(1);
  });
  test.each<[string, Operation, string]>([
    ['a table that exists', c.createTable(org), 'table "org" exists already'],
    [
      'two columns of one name',
      c.createTable(c.table('t', [c.column('a'), c.column('a')])),
      'table "t" has two columns "a"',
    ],
    [
      'two constraints of one name',
      c.createTable(c.table('t', [c.column('a')], { constraints: [c.unique(['a'], 'x'), c.check('a > 0', 'x')] })),
      'table "t" has a constraint "x" already',
    ],
    [
      'two inline checks of one name',
      c.createTable(
        c.table('t', [
          c.column('a', { checks: [c.check('a > 0', 'x')] }),
          c.column('b', { checks: [c.check('b > 0', 'x')] }),
        ]),
      ),
      'table "t" has two constraints "x"',
    ],
    [
      'two primary keys',
      c.createTable(c.table('t', [c.column('a')], { constraints: [c.pk(['a']), c.pk(['a'])] })),
      'table "t" has a primary key already',
    ],
    [
      'two indexes of one name',
      c.createTable(c.table('t', [c.column('a')], { indexes: [c.index('x', ['a']), c.index('x', ['a'])] })),
      'table "t" has two indexes "x"',
    ],
    [
      'a key on a column that it does not have',
      c.createTable(c.table('t', [c.column('a')], { constraints: [c.unique(['b'], 'uq')] })),
      'unique constraint uq: table "t" has no column "b"',
    ],
    [
      'an index on a column that it does not have',
      c.createTable(c.table('t', [c.column('a')], { indexes: [c.index('ix', ['b'])] })),
      'index ix: table "t" has no column "b"',
    ],
    [
      'a reference to a column that a known table does not have',
      c.createTable(c.table('t', [c.column('a')], { constraints: [c.fk(['a'], 'org', ['uid'])] })),
      'foreign key: table "org" has no column "uid"',
    ],
    [
      'a reference to itself by a column that it does not have',
      c.createTable(c.table('t', [c.column('a')], { constraints: [c.fk(['a'], 't', ['uid'], 'fk')] })),
      'foreign key fk: table "t" has no column "uid"',
    ],
    [
      'a reference of one column to two',
      c.createTable(c.table('t', [c.column('a')], { constraints: [c.fk(['a'], 'org', ['id', 'code'])] })),
      'foreign key of table "t" has 1 columns, but refers to 2',
    ],
  ])('refuses %s', (_, operation, message) => {
    const before = c.replay(both);
    expect(() => apply(before, operation, {})).toThrow(message);
  });
});

describe('dropTable', () => {
  test('takes its indexes and references along', () => {
    const catalog = c.replay([...both, c.dropTable('account')]);
    expect(catalog.tables.entries().map(([key]) => key)).toEqual(['org']);
    expect(catalog.indexTables.size).toBe(0);
    expect(catalog.referencing.size).toBe(0);
  });
  test('refuses a table that history never made, with the nearest name and the way to declare one', () => {
    const before = c.replay(both);
    try {
      apply(before, c.dropTable('acount'), { revision: 'abc1', operation: 'dropTable' });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(TsmigError);
      expect(error).toMatchObject({
        code: 'replay',
        message: 'there is no table "acount" at this point of the history',
        hint: `did you mean "account"? a table made outside the history is declared with op.execute('-- …', { means: (op) => op.createTable(…) })`,
        source: { revision: 'abc1', operation: 'dropTable' },
      });
    }
  });
  test('points to the table of that name in another schema', () => {
    const before = c.replay([c.createTable({ ...org, schema: 'tenant' })]);
    expect(() => apply(before, c.dropTable('org'), {})).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('did you mean "tenant.org"?') }),
    );
  });
  test('with ifExists lets a table pass that is not there', () => {
    expect(apply(emptyCatalog, c.dropTable('never', true), {})).toBe(emptyCatalog);
  });
  test('may be followed by another table of the same name', () => {
    const again = c.table('org', [c.column('x')]);
    expect(knownTable(c.replay([...both, c.dropTable('org'), c.createTable(again)]), org)).toEqual(again);
  });
});

describe('renameTable', () => {
  test('is followed by indexes, self references and the foreign keys of other tables', () => {
    const catalog = c.replay([...both, c.renameTable('org', 'firm'), c.renameTable('account', 'user')]);
    expect(knownTable(catalog, { name: 'user' })?.constraints).toEqual([
      c.pk(['id']),
      c.fk(['org_id'], 'firm', ['id'], 'fk_org'),
      c.fk(['boss_id'], 'user', ['id'], 'fk_boss'),
    ]);
    expect(catalog.indexTables.entries()).toEqual([['ix_org', new Set(['user'])]]);
    expect(catalog.referencing.entries()).toEqual([
      ['firm', new Set(['user'])],
      ['user', new Set(['user'])],
    ]);
    expect(tableState(catalog, org)).toBeUndefined();
  });
  test('keeps the schema', () => {
    const catalog = c.replay([
      c.createTable({ ...org, schema: 'app' }),
      { kind: 'renameTable', table: { name: 'org', schema: 'app' }, newName: 'firm' },
    ]);
    expect(knownTable(catalog, { name: 'firm', schema: 'app' })?.name).toBe('firm');
  });
  test('to its own name changes nothing', () => {
    const before = c.replay(both);
    expect(apply(before, c.renameTable('org', 'org'), {})).toBe(before);
  });
  test('is refused when the new name is taken, or the table is not there', () => {
    const before = c.replay(both);
    expect(() => apply(before, c.renameTable('org', 'account'), {})).toThrow(
      'table "org" cannot be renamed: table "account" exists already',
    );
    expect(() => apply(before, c.renameTable('never', 'x'), {})).toThrow('there is no table "never"');
  });
});

describe('comments', () => {
  test('come and go', () => {
    const commented: Operation = { kind: 'createTableComment', table: { name: 'org' }, comment: 'firms' };
    const catalog = c.replay([...both, commented]);
    expect(knownTable(catalog, org)).toEqual({ ...org, comment: 'firms' });
    const without = apply(catalog, { kind: 'dropTableComment', table: { name: 'org' } }, {});
    expect(knownTable(without, org)).toEqual(org);
  });
  test('are refused on a table that is not there', () => {
    expect(() => apply(emptyCatalog, { kind: 'dropTableComment', table: { name: 'org' } }, {})).toThrow(
      'there is no table "org"',
    );
  });
});

test('ten thousand tables that refer to one cost each what a few do', () => {
  const perTable = (count: number): number => {
    const started = performance.now();
    let catalog = apply(emptyCatalog, c.createTable(org), {});
    for (let i = 0; i < count; i++) {
      const made = c.table(`t${i}`, [c.column('a')], { constraints: [c.fk(['a'], 'org', ['id'])] });
      catalog = apply(catalog, c.createTable(made), {});
    }
    expect(catalog.referencing.get('org')?.size).toBe(count);
    return (performance.now() - started) / count;
  };
  perTable(500);
  const few = perTable(2000);
  expect(perTable(10_000)).toBeLessThan(6 * few);
}, 60_000);

test('twenty thousand tables come and go in linear time', () => {
  const perOperation = (count: number): number => {
    const started = performance.now();
    let catalog = emptyCatalog;
    for (let i = 0; i < count; i++) {
      const t = c.table(`table_${i}`, [c.column('id'), c.column('a')], {
        constraints: [c.pk(['id']), c.fk(['a'], `table_${i}`, ['id'])],
        indexes: [c.index(`ix_${i}`, ['a'])],
      });
      catalog = apply(catalog, c.createTable(t), {});
    }
    expect(catalog.tables.size).toBe(count);
    for (let i = 0; i < count; i++) catalog = apply(catalog, c.dropTable(`table_${i}`), {});
    expect(catalog).toMatchObject({ tables: { size: 0 }, referencing: { size: 0 }, indexTables: { size: 0 } });
    return (performance.now() - started) / count;
  };
  perOperation(1000);
  const few = perOperation(5000);
  expect(perOperation(20_000)).toBeLessThan(6 * few);
}, 60_000);
