import { describe, expect, test } from 'vitest';
import { emptyCatalog } from '../../src/catalog/catalog.ts';
import type { Table } from '../../src/model/nouns.ts';
import { DataType } from '../../src/model/types.ts';
import * as c from '../support/catalog.ts';
import { catalog, compare, id, renames } from '../support/diff.ts';

describe('tables', () => {
  const node = (name: string, to: readonly string[] = []): Table =>
    c.table(name, [id, ...to.map((one) => c.column(one))], {
      constraints: [c.pk(['id'], `pk_${name}`), ...to.map((one) => c.fk([one], one, ['id'], `fk_${name}_${one}`))],
    });
  test('come after those that they refer to, and go before them', () => {
    const some = catalog(node('a', ['b']), node('b', ['c']), node('c'));
    expect(compare(emptyCatalog, some).operations).toEqual([
      c.createTable(node('c')),
      c.createTable(node('b', ['c'])),
      c.createTable(node('a', ['b'])),
    ]);
    expect(compare(some, emptyCatalog).operations).toEqual([c.dropTable('a'), c.dropTable('b'), c.dropTable('c')]);
  });
  test('that refer to each other come without one of their foreign keys, which is made at the end, and dropped first', () => {
    const circle = catalog(node('a', ['b']), node('b', ['a']));
    expect(compare(emptyCatalog, circle).operations).toEqual([
      c.createTable({ ...node('b', ['a']), constraints: [c.pk(['id'], 'pk_b')] }),
      c.createTable(node('a', ['b'])),
      c.create('b', c.fk(['a'], 'a', ['id'], 'fk_b_a')),
    ]);
    expect(compare(circle, emptyCatalog).operations).toEqual([
      c.dropConstraint('a', 'fk_a_b', 'foreignkey'),
      c.dropTable('b'),
      c.dropTable('a'),
    ]);
  });
  test('that go are referred to no more', () => {
    expect(
      compare(
        catalog(node('a', ['b']), node('b')),
        catalog(c.table('a', [id, c.column('b')], { constraints: [c.pk(['id'], 'pk_a')] })),
      ).operations,
    ).toEqual([c.dropConstraint('a', 'fk_a_b', 'foreignkey'), c.dropTable('b')]);
  });
  test('refer to a key that comes only after it has come', () => {
    const before = c.table('b', [id]);
    expect(compare(catalog(before), catalog(node('a', ['b']), node('b'))).operations).toEqual([
      c.createTable(c.table('a', [id, c.column('b')], { constraints: [c.pk(['id'], 'pk_a')] })),
      c.create('b', c.pk(['id'], 'pk_b')),
      c.create('a', c.fk(['b'], 'b', ['id'], 'fk_a_b')),
    ]);
  });
  test('get the name of an index of another after that has lost it', () => {
    const indexed = (name: string, ...names: readonly string[]) =>
      c.table(name, [id], { indexes: names.map((one) => c.index(one, ['id'])) });
    expect(
      compare(catalog(indexed('a'), indexed('b', 'ix')), catalog(indexed('a', 'ix'), indexed('b'))).operations,
    ).toEqual([c.dropIndex('ix', 'b'), c.createIndex('a', c.index('ix', ['id']))]);
  });
  test('of a schema are told apart from those of another', () => {
    const at = (schema: string): Table => ({ ...c.table('t', [id]), schema });
    expect(compare(catalog(at('x')), catalog(at('y'))).operations).toEqual([
      { kind: 'dropTable', table: { name: 't', schema: 'x' }, ifExists: false, options: {} },
      c.createTable(at('y')),
    ]);
  });
  test('whose options differ are warned of', () => {
    const table = (engine: string) => ({ ...c.table('t', [id]), options: { mysql: { engine } } });
    expect(compare(catalog(table('InnoDB')), catalog(table('Aria')))).toMatchObject({
      operations: [],
      warnings: ['the options of table "t" differ: no operation changes them'],
    });
  });
});

describe('renames', () => {
  const user = c.table('user', [id, c.column('mail')], { constraints: [c.unique(['mail'], 'uq')] });
  const people = c.table('people', [id, c.column('email')], { constraints: [c.unique(['email'], 'uq')] });
  test('are made where they are said, and everything follows', () => {
    const given = renames({ people: 'user' }, { people: { email: 'mail' } });
    expect(compare(catalog(user), catalog(people), { renames: given }).operations).toEqual([
      c.renameTable('user', 'people'),
      c.alterColumn('people', 'mail', { newColumnName: 'email' }),
    ]);
  });
  test('are not guessed; what they may be is told', () => {
    const account = c.table('account', [id, c.column('email', { type: c.text }), c.column('other')]);
    const changed = c.table('account', [id, c.column('e_mail', { type: c.text }), c.column('more')]);
    const { operations, candidates } = compare(
      catalog(account, c.table('users', [id, c.column('a')])),
      catalog(changed, c.table('user', [id, c.column('a')])),
    );
    expect(operations.map(({ kind }) => kind)).toEqual([
      'dropTable',
      'createTable',
      'dropColumn',
      'dropColumn',
      'addColumn',
      'addColumn',
    ]);
    expect(candidates).toEqual([
      { kind: 'table', table: { name: 'user' }, from: 'users', to: 'user' },
      { kind: 'column', table: { name: 'account' }, from: 'email', to: 'e_mail' },
    ]);
  });
  test('that have been made long ago are passed by', () => {
    const given = renames({ people: 'user' }, { people: { email: 'mail' } });
    expect(compare(catalog(people), catalog(people), { renames: given }).operations).toEqual([]);
    expect(compare(catalog(people, user), catalog(people), { renames: given }).operations).toEqual([
      c.dropTable('user'),
    ]);
  });
  test('that change places go by a name for the meantime', () => {
    const table = (x: string, y: string) =>
      c.table('t', [c.column(x, { type: c.text }), c.column(y, { type: c.integer })]);
    const given = renames({}, { t: { a: 'b', b: 'a' } });
    expect(compare(catalog(table('a', 'b')), catalog(table('b', 'a')), { renames: given }).operations).toEqual([
      c.alterColumn('t', 'a', { newColumnName: 'a_old' }),
      c.alterColumn('t', 'b', { newColumnName: 'a' }),
      c.alterColumn('t', 'a_old', { newColumnName: 'b' }),
    ]);
  });
  test('to another schema are no operation', () => {
    const moved: Table = { ...user, schema: 'app' };
    expect(compare(catalog(user), catalog(moved), { renames: renames({ 'app\0user': 'user' }) })).toMatchObject({
      operations: [c.dropTable('user'), c.createTable(moved)],
      warnings: ['table "user" cannot be renamed "app.user": no operation moves a table to another schema'],
    });
  });
});

test('a thousand tables of twenty columns are compared in less than half a second', () => {
  const tables = (count: number) =>
    catalog(
      ...Array.from({ length: count }, (_, at) =>
        c.table(
          `t${at}`,
          [
            id,
            ...Array.from({ length: 19 }, (__, column) =>
              c.column(`c${column}`, { type: new DataType(c.integer.spec) }),
            ),
          ],
          {
            constraints: [c.pk(['id']), c.unique(['c1']), c.check('c2 > 0', `ck${at}`), c.fk(['c3'], 't0', ['id'])],
            indexes: [c.index(`ix${at}`, ['c4'])],
          },
        ),
      ),
    );
  const [before, after] = [tables(1000), tables(1000)];
  const kinds = { sameType: (a: DataType, b: DataType) => a.spec.kind === b.spec.kind };
  // The best of some: what else the machine does is not what is measured.
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now();
    expect(compare(before, after, kinds).operations).toEqual([]);
    return performance.now() - start;
  });
  expect(Math.min(...times)).toBeLessThan(500);
});
