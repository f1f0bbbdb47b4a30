import { describe, expect, test } from 'vitest';
import type { Column } from '../../src/model/nouns.ts';
import type { DataType } from '../../src/model/types.ts';
import * as c from '../support/catalog.ts';
import { bigInteger, catalog, compare, id } from '../support/diff.ts';

describe('a column', () => {
  test('that comes brings what its flags say; the rest is made by itself', () => {
    const after = c.table('account', [id, c.column('org'), c.column('code')], {
      constraints: [
        c.pk(['id'], 'pk'),
        { ...c.unique(['code'], 'uq_code'), ofColumn: 'code' },
        c.unique(['org', 'code'], 'uq_both'),
        c.fk(['org'], 'account', ['id'], 'fk'),
      ],
      indexes: [c.index('ix_account_org', ['org']), c.index('by_code', ['code'])],
    });
    const before = c.table('account', [id], { constraints: [c.pk(['id'], 'pk')] });
    expect(compare(catalog(before), catalog(after)).operations).toEqual([
      c.addColumn('account', c.column('org'), {
        constraints: [c.fk(['org'], 'account', ['id'], 'fk')],
        indexes: [c.index('ix_account_org', ['org'])],
      }),
      c.addColumn('account', c.column('code'), {
        constraints: [{ ...c.unique(['code'], 'uq_code'), ofColumn: 'code' }],
      }),
      c.create('account', c.unique(['org', 'code'], 'uq_both')),
      c.createIndex('account', c.index('by_code', ['code'])),
    ]);
  });
  test('that goes takes what is on it alone along; what is on others too is dropped before', () => {
    const before = c.table('t', [id, c.column('a'), c.column('b')], {
      constraints: [c.pk(['id', 'a'], 'pk'), c.unique(['a'], 'uq_a'), c.unique(['a', 'b'], 'uq_ab'), c.check('a > 0')],
      indexes: [c.index('ix_a', ['a']), c.index('ix_ab', ['a', 'b'])],
    });
    const after = c.table('t', [id, c.column('b')], { constraints: [c.pk(['id'], 'pk')] });
    expect(compare(catalog(before), catalog(after)).operations).toEqual([
      c.dropIndex('ix_ab', 't'),
      c.dropConstraint('t', 'uq_ab', 'unique'),
      c.dropConstraint('t', 'pk', 'primary'),
      c.dropColumn('t', 'a'),
      c.create('t', c.pk(['id'], 'pk')),
    ]);
  });
  test('that others refer to goes after their foreign keys', () => {
    const a = c.table('a', [id, c.column('x')], { constraints: [c.fk(['x'], 'b', ['id'], 'fk')] });
    const b = c.table('b', [id, c.column('y')], { constraints: [c.pk(['id'], 'pk')] });
    const [after, other] = [c.table('a', [id, c.column('x')]), c.table('b', [c.column('y')])];
    expect(compare(catalog(a, b), catalog(after, other)).operations).toEqual([
      c.dropConstraint('a', 'fk', 'foreignkey'),
      c.dropColumn('b', 'id'),
    ]);
  });
  test('whose type changes has no foreign key on it meanwhile', () => {
    const table = (type: DataType) => [
      c.table('a', [{ ...id, type }], { constraints: [c.pk(['id'], 'pk')] }),
      c.table('b', [c.column('a', { type })], { constraints: [c.fk(['a'], 'a', ['id'], 'fk')] }),
    ];
    expect(compare(catalog(...table(c.integer)), catalog(...table(bigInteger))).operations).toEqual([
      c.dropConstraint('b', 'fk', 'foreignkey'),
      c.alterColumn('a', 'id', { type: bigInteger }),
      c.alterColumn('b', 'a', { type: bigInteger }),
      c.create('b', c.fk(['a'], 'a', ['id'], 'fk')),
    ]);
  });
  const computed = (expression: string): Column =>
    c.column('twice', { computed: { kind: 'computed', expression: c.raw(expression), persisted: true } });
  test('that is computed otherwise is dropped and added again, and so is what is computed from it', () => {
    const more = c.column('more', { computed: { kind: 'computed', expression: c.raw('twice + 1') } });
    const table = (expression: string) =>
      c.table('t', [id, computed(expression), more], { constraints: [c.unique(['id', 'twice'])] });
    expect(compare(catalog(table('id * 2')), catalog(table('id + id')))).toEqual({
      operations: [
        c.dropColumn('t', 'more'),
        c.dropConstraint('t', 't_id_twice_key', 'unique'),
        c.dropColumn('t', 'twice'),
        c.addColumn('t', computed('id + id')),
        c.addColumn('t', more),
        c.create('t', c.unique(['id', 'twice'], 't_id_twice_key')),
      ],
      warnings: [
        'column "twice" of table "t" is dropped and added again: it is computed otherwise',
        'column "more" of table "t" is dropped and added again: it is computed from "twice", which changes',
        'the unique constraint on (id, twice) of table "t" has no name in the history: it is dropped as "t_id_twice_key", check that the database calls it so',
      ],
      candidates: [],
    });
  });
  test('that is stored, as the dialect stores it anyway, does not differ where that is known', () => {
    const stored = c.table('t', [id, computed('id * 2')]);
    const unsaid = c.table('t', [
      id,
      c.column('twice', { computed: { kind: 'computed', expression: c.raw('id * 2') } }),
    ]);
    expect(compare(catalog(stored), catalog(unsaid), { storedByDefault: true }).operations).toEqual([]);
    expect(compare(catalog(stored), catalog(unsaid)).operations).toHaveLength(2);
  });
  test('that is computed from one that gets another type comes again', () => {
    const table = (type: DataType) => c.table('t', [{ ...id, type }, computed('id * 2')]);
    expect(compare(catalog(table(c.integer)), catalog(table(bigInteger))).operations).toEqual([
      c.dropColumn('t', 'twice'),
      c.alterColumn('t', 'id', { type: bigInteger }),
      c.addColumn('t', computed('id * 2')),
    ]);
  });
  test('that counts and is the key of a table that has none is added as its key', () => {
    const after = c.table('t', [c.column('a'), id], { constraints: [c.pk(['id'])] });
    expect(compare(catalog(c.table('t', [c.column('a')])), catalog(after)).operations).toEqual([
      c.addColumn('t', id, { primaryKey: true, inlinePrimaryKey: true }),
    ]);
  });
});
