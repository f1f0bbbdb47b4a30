import { describe, expect, test } from 'vitest';
import { s } from '../../src/model/schema.ts';
import { sql } from '../../src/model/sql.ts';
import type { Operations } from '../../src/operations/op.ts';
import { operationsOf, refusalOf } from './recording-of.ts';

const integer = s.integer();
const namingConvention = {
  ix: 'ix_%(table_name)s_%(column_0_name)s',
  uq: 'uq_%(table_name)s_%(column_0_name)s',
  ck: 'ck_%(table_name)s_%(constraint_name)s',
  fk: 'fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s',
  pk: 'pk_%(table_name)s',
};

function setup(op: Operations): void {
  for (const schema of [undefined, 'app']) {
    op.createTable(
      't',
      [s.column('id', integer, { nullable: false }), s.column('a', integer), s.column('room', integer)],
      schema === undefined ? {} : { schema },
    );
  }
  op.createTable('org', [s.column('id', integer, { primaryKey: true })], { schema: 'hr' });
}
const after = setup;

describe('constraints and indexes', () => {
  test('are recorded as they are asked for', async () => {
    const operations = await operationsOf(
      (op) => {
        op.createPrimaryKey('pk', 't', ['id']);
        op.createUniqueConstraint('uq', 't', ['a'], { schema: 'app', deferrable: true, initially: 'DEFERRED' });
        op.createForeignKey('fk', 't', 'org', ['a'], ['id'], {
          sourceSchema: 'app',
          referentSchema: 'hr',
          onDelete: 'CASCADE',
          onUpdate: 'SET NULL',
          match: 'FULL',
          postgresql: { notValid: true },
        });
        op.createCheckConstraint('ck', 't', 'a > 0');
        op.createCheckConstraint('ck2', 't', sql`a < ${9}`);
        op.createExcludeConstraint(
          'no_overlap',
          't',
          [
            ['room', '='],
            [sql`a`, '&&'],
          ],
          { using: 'gist', where: 'a > 1' },
        );
        op.createIndex('ix', 't', ['a', sql`lower(room)`], { unique: true, ifNotExists: true, quote: true });
        op.createIndex('ix2', 't', ['a'], { schema: 'app', postgresql: { concurrently: true } });
      },
      { after },
    );
    expect(operations).toEqual([
      {
        kind: 'createPrimaryKey',
        table: { name: 't' },
        constraint: { kind: 'primaryKey', name: 'pk', columns: ['id'], options: {} },
      },
      {
        kind: 'createUniqueConstraint',
        table: { name: 't', schema: 'app' },
        constraint: {
          kind: 'unique',
          name: 'uq',
          columns: ['a'],
          deferrable: true,
          initially: 'DEFERRED',
          options: {},
        },
      },
      {
        kind: 'createForeignKey',
        table: { name: 't', schema: 'app' },
        constraint: {
          kind: 'foreignKey',
          name: 'fk',
          columns: ['a'],
          references: { table: { name: 'org', schema: 'hr' }, columns: ['id'] },
          onDelete: 'CASCADE',
          onUpdate: 'SET NULL',
          match: 'FULL',
          options: { postgresql: { notValid: true } },
        },
      },
      {
        kind: 'createCheckConstraint',
        table: { name: 't' },
        constraint: { kind: 'check', name: 'ck', condition: { kind: 'raw', text: 'a > 0' }, options: {} },
      },
      {
        kind: 'createCheckConstraint',
        table: { name: 't' },
        constraint: {
          kind: 'check',
          name: 'ck2',
          condition: {
            kind: 'fragment',
            parts: [
              { kind: 'raw', text: 'a < ' },
              { kind: 'literal', value: 9 },
            ],
          },
          options: {},
        },
      },
      {
        kind: 'createExcludeConstraint',
        table: { name: 't' },
        constraint: {
          kind: 'exclude',
          name: 'no_overlap',
          elements: [
            { expression: { kind: 'identifier', path: ['room'] }, operator: '=' },
            { expression: { kind: 'raw', text: 'a' }, operator: '&&' },
          ],
          using: 'gist',
          where: { kind: 'raw', text: 'a > 1' },
          options: {},
        },
      },
      {
        kind: 'createIndex',
        table: { name: 't' },
        index: {
          name: 'ix',
          quote: true,
          columns: ['a', { kind: 'raw', text: 'lower(room)' }],
          unique: true,
          options: {},
        },
        ifNotExists: true,
      },
      {
        kind: 'createIndex',
        table: { name: 't', schema: 'app' },
        index: { name: 'ix2', columns: ['a'], unique: false, options: { postgresql: { concurrently: true } } },
        ifNotExists: false,
      },
    ]);
  });

  test('take their names from the naming convention', async () => {
    const operations = await operationsOf(
      (op) => {
        op.createPrimaryKey(null, 't', ['id']);
        op.createUniqueConstraint(null, 't', ['a']);
        op.createForeignKey(null, 't', 't', ['a'], ['id']);
        op.createCheckConstraint('positive', 't', 'a > 0');
        op.createCheckConstraint(op.f('positive'), 't', 'a > 0');
        op.createIndex(null, 't', ['room']);
      },
      { after, namingConvention },
    );
    const names = operations.map((one) =>
      'constraint' in one ? one.constraint.name : 'index' in one && one.index.name,
    );
    expect(names).toEqual(['pk_t', 'uq_t_a', 'fk_t_a_t', 'ck_t_positive', 'positive', 'ix_t_room']);
  });

  test('stay unnamed without a convention, an index gets a name of its own', async () => {
    const operations = await operationsOf(
      (op) => {
        op.createUniqueConstraint(null, 't', ['a']);
        op.createIndex(null, 't', ['a']);
      },
      { after },
    );
    expect(operations).toMatchObject([
      { constraint: { kind: 'unique', columns: ['a'] } },
      { index: { name: 'ix_t_a' } },
    ]);
    expect(operations[0]).not.toHaveProperty('constraint.name');
  });

  test('are dropped by their names', async () => {
    const operations = await operationsOf(
      (op) => {
        op.dropConstraint('uq', 't', { type: 'unique' });
        op.dropConstraint('positive', 't', { type: 'check', ifExists: true });
        op.dropConstraint('plain', 't');
        op.dropIndex('ix', { table: 't', ifExists: true, postgresql: { concurrently: true } });
        op.dropIndex('ix_app', { table: 't', schema: 'app' });
      },
      {
        namingConvention,
        after: (op) => {
          setup(op);
          op.createUniqueConstraint('uq', 't', ['a']);
          op.createCheckConstraint('positive', 't', 'a > 0');
          op.createCheckConstraint(op.f('plain'), 't', 'a > 0');
          op.createIndex('ix', 't', ['a']);
          op.createIndex('ix_app', 't', ['a'], { schema: 'app' });
        },
      },
    );
    expect(operations).toEqual([
      { kind: 'dropConstraint', table: { name: 't' }, name: 'uq', type: 'unique', ifExists: false },
      { kind: 'dropConstraint', table: { name: 't' }, name: 'ck_t_positive', type: 'check', ifExists: true },
      { kind: 'dropConstraint', table: { name: 't' }, name: 'plain', ifExists: false },
      {
        kind: 'dropIndex',
        name: 'ix',
        table: { name: 't' },
        ifExists: true,
        options: { postgresql: { concurrently: true } },
      },
      {
        kind: 'dropIndex',
        name: 'ix_app',
        table: { name: 't', schema: 'app' },
        schema: 'app',
        ifExists: false,
        options: {},
      },
    ]);
  });

  test.each<[string, (op: Operations) => void, string]>([
    [
      'columns as one string',
      (op) => op.createIndex('ix', 't', 'a' as never),
      "op.createIndex: the columns must be a list, not 'a'",
    ],
    [
      'a foreign key with too few columns',
      (op) => op.createForeignKey('fk', 't', 't', ['a', 'room'], ['id']),
      'op.createForeignKey: there are 2 local columns and 1 remote columns',
    ],
    [
      'an action that does not exist',
      (op) => op.createForeignKey('fk', 't', 't', ['a'], ['id'], { onDelete: 'CASCADE; x' }),
      "op.createForeignKey: onDelete cannot be 'CASCADE; x'",
    ],
    [
      'dropping a constraint without a name',
      (op) => op.dropConstraint(null as never, 't'),
      'op.dropConstraint: a constraint without a name cannot be dropped',
    ],
    [
      'an unknown type of constraint',
      (op) => op.dropConstraint('x', 't', { type: 'exclude' as never }),
      "op.dropConstraint: type must be one of foreignkey, primary, unique, check, not 'exclude'",
    ],
    [
      'an empty condition',
      (op) => op.createCheckConstraint('ck', 't', ' '),
      'op.createCheckConstraint: the condition is empty',
    ],
    [
      'an exclude element that is no pair',
      (op) => op.createExcludeConstraint('x', 't', ['room'] as never),
      'op.createExcludeConstraint: the elements must be pairs of a column and an operator',
    ],
  ])('refuse %s', async (_, call, message) => {
    const error = await refusalOf(call, { after });
    expect([error.code, error.message]).toEqual(['operation', message]);
  });
});
