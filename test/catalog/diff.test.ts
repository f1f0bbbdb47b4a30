import { describe, expect, test } from 'vitest';
import type { Column, Table } from '../../src/model/nouns.ts';
import { DataType } from '../../src/model/types.ts';
import type { Operation } from '../../src/operations/operation.ts';
import * as c from '../support/catalog.ts';
import { bigInteger, catalog, compare, id, literal } from '../support/diff.ts';

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
