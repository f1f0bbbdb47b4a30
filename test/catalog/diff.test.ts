import { describe, expect, test } from 'vitest';
import { type Catalog, emptyCatalog } from '../../src/catalog/catalog.ts';
import { type DiffOptions, diff } from '../../src/catalog/diff.ts';
import type { Renames } from '../../src/catalog/renames.ts';
import type { TsmigError } from '../../src/errors.ts';
import type { Column, Table } from '../../src/model/nouns.ts';
import { DataType } from '../../src/model/types.ts';
import type { Operation } from '../../src/operations/operation.ts';
import * as c from '../support/catalog.ts';

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const options: DiffOptions = {
  sameType: same,
  sameExpression: same,
  renames: { tables: new Map(), columns: new Map() },
};
const catalog = (...tables: readonly Table[]): Catalog => c.replay(tables.map((one) => c.createTable(one)));
const compare = (before: Catalog, after: Catalog, given: Partial<DiffOptions> = {}) =>
  diff(before, after, { ...options, ...given });
const renames = (tables: Record<string, string>, columns: Record<string, Record<string, string>> = {}): Renames => ({
  tables: new Map(Object.entries(tables)),
  columns: new Map(Object.entries(columns).map(([table, names]) => [table, new Map(Object.entries(names))])),
});
const bigInteger = new DataType({ kind: 'bigInteger' });
const id = c.column('id', { nullable: false });
const literal = (value: unknown) => ({ kind: 'literal', value }) as const;

const account = c.table('account', [id, c.column('name', { type: c.text })], { constraints: [c.pk(['id'], 'pk')] });
const withTable = (given: Partial<Table>): Table => ({ ...account, ...given });
const withColumn = (given: Partial<Column>): Table =>
  withTable({ columns: [id, c.column('name', { type: c.text, ...given })] });
const withConstraints = (...given: Table['constraints']): Table =>
  withTable({ constraints: [c.pk(['id'], 'pk'), ...given] });
const withIndex = (...given: Parameters<typeof c.index>): Table => withTable({ indexes: [c.index(...given)] });

/** What, before, after, and the operations. */
const changes: readonly (readonly [string, Table, Table, readonly Operation[]])[] = [
  ['nothing', account, structuredClone(account), []],
  ['the order of columns', account, withTable({ columns: account.columns.toReversed() }), []],
  [
    'a new column',
    account,
    withTable({ columns: [c.column('age'), ...account.columns] }),
    [c.addColumn('account', c.column('age'))],
  ],
  ['a column that goes', account, withTable({ columns: [id] }), [c.dropColumn('account', 'name')]],
  ['the type', account, withColumn({ type: bigInteger }), [c.alterColumn('account', 'name', { type: bigInteger })]],
  ['nullability', account, withColumn({ nullable: false }), [c.alterColumn('account', 'name', { nullable: false })]],
  [
    'a default that comes',
    account,
    withColumn({ serverDefault: literal('x') }),
    [c.alterColumn('account', 'name', { serverDefault: literal('x') })],
  ],
  [
    'a default that goes',
    withColumn({ serverDefault: literal('x') }),
    account,
    [c.alterColumn('account', 'name', { serverDefault: null })],
  ],
  [
    'a default that becomes an identity',
    withColumn({ serverDefault: literal(1) }),
    withColumn({ identity: { kind: 'identity', always: true } }),
    [c.alterColumn('account', 'name', { serverDefault: { kind: 'identity', always: true } })],
  ],
  [
    'what an identity is without saying so',
    withColumn({ identity: { kind: 'identity' } }),
    withColumn({ identity: { kind: 'identity', always: false, start: 1, increment: 1n, cycle: false } }),
    [],
  ],
  [
    'an option of an identity',
    withColumn({ identity: { kind: 'identity', maxValue: 9 } }),
    withColumn({ identity: { kind: 'identity', maxValue: 10 } }),
    [c.alterColumn('account', 'name', { serverDefault: { kind: 'identity', maxValue: 10 } })],
  ],
  [
    'several things of a column at once',
    account,
    withColumn({ type: bigInteger, nullable: false, comment: 'new' }),
    [c.alterColumn('account', 'name', { type: bigInteger, nullable: false, comment: 'new' })],
  ],
  [
    'a comment of a column that goes',
    withColumn({ comment: 'old' }),
    account,
    [c.alterColumn('account', 'name', { comment: null })],
  ],
  [
    'autoincrement, where the rule says otherwise',
    account,
    withTable({ columns: [{ ...id, autoincrement: false }, c.column('name', { type: c.text })] }),
    [c.alterColumn('account', 'id', { autoincrement: false })],
  ],
  [
    'autoincrement that only says what the rule says',
    account,
    withTable({ columns: [{ ...id, autoincrement: true }, c.column('name', { type: c.text })] }),
    [],
  ],
  [
    'the check of a type',
    account,
    {
      ...withColumn({ type: new DataType({ kind: 'boolean', createConstraint: true }) }),
      constraints: [...account.constraints, { ...c.check('name IN (0, 1)', 'ck'), typeBound: 'name' }],
    },
    [
      c.alterColumn('account', 'name', {
        type: new DataType({ kind: 'boolean', createConstraint: true }),
        typeChecks: [{ ...c.check('name IN (0, 1)', 'ck'), typeBound: 'name' }],
      }),
    ],
  ],
  [
    'a primary key of other columns',
    account,
    withTable({
      constraints: [c.pk(['id', 'name'], 'pk')],
      columns: [id, { ...c.column('name', { type: c.text }), nullable: false }],
    }),
    [
      c.dropConstraint('account', 'pk', 'primary'),
      c.alterColumn('account', 'name', { nullable: false }),
      c.create('account', c.pk(['id', 'name'], 'pk')),
    ],
  ],
  [
    'a primary key of another name',
    account,
    withTable({ constraints: [c.pk(['id'], 'pk_account')] }),
    [c.dropConstraint('account', 'pk', 'primary'), c.create('account', c.pk(['id'], 'pk_account'))],
  ],
  ['a primary key that loses its name', account, withTable({ constraints: [c.pk(['id'])] }), []],
  [
    'a unique constraint that comes',
    account,
    withConstraints(c.unique(['name'], 'uq')),
    [c.create('account', c.unique(['name'], 'uq'))],
  ],
  [
    'a unique constraint that comes without a name',
    account,
    withConstraints(c.unique(['name'])),
    [c.create('account', c.unique(['name'], 'account_name_key'))],
  ],
  [
    'a unique constraint that becomes deferrable',
    withConstraints(c.unique(['name'], 'uq')),
    withConstraints({ ...c.unique(['name'], 'uq'), deferrable: true }),
    [
      c.dropConstraint('account', 'uq', 'unique'),
      c.create('account', { ...c.unique(['name'], 'uq'), deferrable: true }),
    ],
  ],
  [
    'a foreign key to the table itself',
    account,
    withConstraints(c.fk(['name'], 'account', ['id'], 'fk')),
    [c.create('account', c.fk(['name'], 'account', ['id'], 'fk'))],
  ],
  [
    'what a foreign key does',
    withConstraints(c.fk(['name'], 'account', ['id'], 'fk')),
    withConstraints({ ...c.fk(['name'], 'account', ['id'], 'fk'), onDelete: 'CASCADE' }),
    [
      c.dropConstraint('account', 'fk', 'foreignkey'),
      c.create('account', { ...c.fk(['name'], 'account', ['id'], 'fk'), onDelete: 'CASCADE' }),
    ],
  ],
  [
    'what a foreign key does without saying so',
    withConstraints(c.fk(['name'], 'account', [], 'fk')),
    withConstraints({
      ...c.fk(['name'], 'account', ['id'], 'fk'),
      onDelete: 'no  action',
      match: 'SIMPLE',
      deferrable: false,
    }),
    [],
  ],
  [
    'a check of another condition',
    withConstraints(c.check('id > 0', 'ck')),
    withConstraints(c.check('id > 1', 'ck')),
    [c.dropConstraint('account', 'ck', 'check'), c.create('account', c.check('id > 1', 'ck'))],
  ],
  [
    'a check that moves to its column',
    withConstraints(c.check('name > 0', 'ck')),
    withColumn({ checks: [c.check('name > 0', 'ck')] }),
    [],
  ],
  [
    'an exclude constraint',
    account,
    withConstraints({
      kind: 'exclude',
      name: 'ex',
      elements: [{ expression: { kind: 'identifier', path: ['name'] }, operator: '=' }],
      options: {},
    }),
    [
      c.create('account', {
        kind: 'exclude',
        name: 'ex',
        elements: [{ expression: { kind: 'identifier', path: ['name'] }, operator: '=' }],
        options: {},
      }),
    ],
  ],
  [
    'an index that goes and one that comes',
    withIndex('ix_a', ['name']),
    withIndex('ix_b', ['name']),
    [c.dropIndex('ix_a', 'account'), c.createIndex('account', c.index('ix_b', ['name']))],
  ],
  [
    'an index that becomes unique',
    withIndex('ix', ['name']),
    withIndex('ix', ['name'], { unique: true }),
    [c.dropIndex('ix', 'account'), c.createIndex('account', c.index('ix', ['name'], { unique: true }))],
  ],
  [
    'the condition of an index',
    withIndex('ix', ['name'], { options: { postgresql: { where: 'id > 0' } } }),
    withIndex('ix', ['name'], { options: { postgresql: { where: 'id > 1', include: ['id'] } } }),
    [
      c.dropIndex('ix', 'account'),
      c.createIndex(
        'account',
        c.index('ix', ['name'], { options: { postgresql: { where: 'id > 1', include: ['id'] } } }),
      ),
    ],
  ],
  [
    'how an index was made, and a condition said otherwise',
    withIndex('ix', ['name'], { options: { postgresql: { where: 'id > 0', concurrently: true } } }),
    withIndex('ix', [{ kind: 'identifier', path: ['name'] }], { options: { postgresql: { where: c.raw('id > 0') } } }),
    [],
  ],
  [
    'a comment of the table',
    account,
    withTable({ comment: 'who' }),
    [{ kind: 'createTableComment', table: { name: 'account' }, comment: 'who' }],
  ],
  [
    'a comment of the table that goes',
    withTable({ comment: 'who' }),
    account,
    [{ kind: 'dropTableComment', table: { name: 'account' } }],
  ],
];

describe('what differs in a table', () => {
  test.each(changes)('%s', (_, before, after, expected) => {
    expect(compare(catalog(before), catalog(after))).toMatchObject({ operations: expected, warnings: [] });
  });
});

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

describe('constraints without a name', () => {
  test('are found by what they say', () => {
    const table = (...constraints: Table['constraints']) => catalog(c.table('t', [id, c.column('a')], { constraints }));
    const before = table(c.unique(['a']), c.check('a > 0'), c.check('id > 0', 'ck'), c.fk(['a'], 't', ['id']));
    const after = table(c.fk(['a'], 't', ['id'], 'fk'), c.check('id > 0'), c.check('a > 0'), c.unique(['a']));
    expect(compare(before, after)).toMatchObject({ operations: [], warnings: [] });
  });
  test('are dropped by the name that databases give, with a warning', () => {
    const before = catalog(c.table('t', [id, c.column('a')], { constraints: [c.unique(['a']), c.check('a > 0')] }));
    expect(compare(before, catalog(c.table('t', [id, c.column('a')])))).toMatchObject({
      operations: [c.dropConstraint('t', 't_a_check', 'check'), c.dropConstraint('t', 't_a_key', 'unique')],
      warnings: [
        'the check constraint of table "t" has no name in the history: it is dropped as "t_a_check", check that the database calls it so',
        'the unique constraint on (a) of table "t" has no name in the history: it is dropped as "t_a_key", check that the database calls it so',
      ],
    });
  });
  test('that cannot be told apart are left, with a warning', () => {
    const checks = [c.check('a > 0'), c.check('a > 1')];
    const before = catalog(c.table('t', [id, c.column('a')], { constraints: checks }));
    expect(compare(before, catalog(c.table('t', [id, c.column('a')])))).toMatchObject({
      operations: [],
      warnings: ['the check constraint of table "t" has no name, and is one of several: drop it by hand'],
    });
  });
  test('keep the name that the database gave them when their table is renamed', () => {
    const before = catalog(c.table('old', [id, c.column('a')], { constraints: [c.unique(['a'])] }));
    const after = catalog(c.table('new', [id, c.column('a')]));
    expect(compare(before, after, { renames: renames({ new: 'old' }) }).operations).toEqual([
      c.renameTable('old', 'new'),
      c.dropConstraint('new', 'old_a_key', 'unique'),
    ]);
  });
});

describe('named types', () => {
  const mood = c.enumOf('mood', ['sad', 'glad']);
  const used = catalog(c.table('t', [id, c.column('m', { type: mood })]));
  test('that stand alone are made first, and dropped last', () => {
    const after = c.replay([c.createType(mood), c.createTable(c.table('t', [c.column('m', { type: mood })]))]);
    expect(compare(emptyCatalog, after).operations).toEqual([
      c.createType(mood),
      c.createTable(c.table('t', [c.column('m', { type: mood })])),
    ]);
    expect(compare(after, emptyCatalog).operations).toEqual([c.dropTable('t'), c.dropType(mood)]);
  });
  test('that a column brings are made with it, and dropped by themselves', () => {
    const after = catalog(c.table('t', [id]));
    expect(compare(after, used).operations).toEqual([c.addColumn('t', c.column('m', { type: mood }))]);
    expect(compare(used, after).operations).toEqual([c.dropColumn('t', 'm'), c.dropType(mood)]);
  });
  test('are none of their own where a database has no such types', () => {
    expect(compare(used, catalog(c.table('t', [id])), { ownTypes: false }).operations).toEqual([
      c.dropColumn('t', 'm'),
    ]);
  });
  test('that are made by other means are left alone', () => {
    const foreign = c.enumOf('mood', ['sad'], false);
    const before = catalog(c.table('t', [id, c.column('m', { type: foreign })]));
    expect(compare(before, catalog(c.table('t', [id]))).operations).toEqual([c.dropColumn('t', 'm')]);
  });
});

describe('what is left out', () => {
  test('stays as it is, whatever it is', () => {
    const before = catalog(
      c.table('a', [id, c.column('x'), c.column('y')], {
        constraints: [c.unique(['x'], 'uq')],
        indexes: [c.index('ix', ['x'])],
      }),
      c.table('gone', [id]),
    );
    const after = catalog(
      c.table('a', [id, c.column('y', { nullable: false }), c.column('z')], {
        constraints: [c.unique(['y'], 'uq_y'), c.unique(['z'], 'uq_z')],
        indexes: [c.index('ix', ['y'])],
      }),
      c.table('new', [id]),
    );
    const asked: string[] = [];
    const include: NonNullable<DiffOptions['include']> = ({ kind, table, name }) => {
      asked.push(`${kind} ${table.name} ${name}`);
      return name === 'uq_y' || name === 'id' || (kind === 'table' && name === 'a');
    };
    expect(compare(before, after, { include }).operations).toEqual([c.create('a', c.unique(['y'], 'uq_y'))]);
    expect(asked).toEqual([
      'table a a',
      'table new new',
      'table gone gone',
      'column a id',
      'column a y',
      'column a z',
      'column a x',
      'constraint a uq_y',
      'constraint a uq_z',
      'constraint a uq',
      'index a ix',
    ]);
  });
  test('types and defaults are compared as the caller has it', () => {
    const table = (given: Partial<Column>) => catalog(c.table('t', [c.column('a', given)]));
    const [before, after] = [table({}), table({ type: c.text, serverDefault: literal(1) })];
    const never = { compareType: () => false, compareServerDefault: () => false };
    expect(compare(before, after, never).operations).toEqual([]);
    const always = { compareType: () => true, compareServerDefault: () => undefined };
    expect(compare(before, before, always).operations).toEqual([]);
    expect(compare(before, table({}), always).operations).toEqual([c.alterColumn('t', 'a', { type: c.integer })]);
  });
});

describe('what raw SQL has hidden', () => {
  const hide = (effect: 'opaque' | 'opaqueTables'): Catalog =>
    c.replay(
      [
        {
          kind: 'execute',
          statement: { kind: 'text', sql: 'CALL change()' },
          effects: [
            effect === 'opaque'
              ? { kind: 'opaque', sql: 'CALL change()' }
              : { kind: 'opaqueTables', tables: [{ name: 't' }], sql: 'CALL change()' },
          ],
        },
      ],
      catalog(c.table('t', [id])),
    );
  const refusal = (before: Catalog, given: Partial<DiffOptions> = {}): Partial<TsmigError> => {
    try {
      compare(before, catalog(c.table('t', [id])), given);
    } catch (error) {
      const { code, message, hint } = error as TsmigError;
      return { code, message, hint };
    }
    return {};
  };
  test('cannot be compared', () => {
    expect(refusal(hide('opaqueTables'))).toEqual({
      code: 'opaque',
      message: 'table "t" cannot be compared: raw SQL hid what it is (CALL change())',
      hint: 'say what the SQL does: op.execute(sql, { means: (op) => … }); or leave the table out of the comparison',
    });
    expect(refusal(hide('opaque'))).toMatchObject({
      code: 'opaque',
      message: 'the schema cannot be compared: raw SQL hid what it is (CALL change())',
    });
  });
  test('can be left out, table by table', () => {
    expect(refusal(hide('opaqueTables'), { include: ({ name }) => name !== 't' })).toEqual({});
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
