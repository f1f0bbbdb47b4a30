import { describe, expect, expectTypeOf, test } from 'vitest';
import type { Expression } from '../../src/model/expressions.ts';
import { s } from '../../src/model/schema.ts';
import { sql } from '../../src/model/sql.ts';
import type { CreateTable } from '../../src/operations/operation.ts';
import { operationsOf, refusalOf } from './recording-of.ts';

const integer = s.integer();
const id = { name: 'id', type: integer, nullable: false, autoincrement: 'auto', checks: [], options: {} };

async function created(...given: Parameters<typeof operationsOf>): Promise<CreateTable['table']> {
  const [operation] = await operationsOf(...given);
  if (operation?.kind !== 'createTable') throw new Error('no table was created');
  return operation.table;
}

describe('op.createTable', () => {
  test('turns flags of columns into constraints and indexes', async () => {
    const operations = await operationsOf(
      (op) => {
        op.createTable(
          'account',
          [
            s.column('id', integer, { primaryKey: true }),
            s.column('email', integer, { unique: true }),
            s.column('org_id', integer, {
              index: true,
              references: s.foreignKey('hr.org.id', { onDelete: 'CASCADE' }),
            }),
          ],
          { schema: 'app', comment: 'who', prefixes: ['TEMPORARY'], ifNotExists: true, sqlite: { strict: true } },
        );
      },
      { after: (op) => void op.createTable('org', [s.column('id', integer, { primaryKey: true })], { schema: 'hr' }) },
    );
    expect(operations).toEqual([
      {
        kind: 'createTable',
        ifNotExists: true,
        table: {
          name: 'account',
          schema: 'app',
          columns: [id, { ...id, name: 'email', nullable: true }, { ...id, name: 'org_id', nullable: true }],
          constraints: [
            { kind: 'primaryKey', columns: ['id'], options: {} },
            { kind: 'unique', columns: ['email'], ofColumn: 'email', options: {} },
            {
              kind: 'foreignKey',
              columns: ['org_id'],
              references: { table: { name: 'org', schema: 'hr' }, columns: ['id'] },
              onDelete: 'CASCADE',
              options: {},
            },
          ],
          indexes: [{ name: 'ix_app_account_org_id', columns: ['org_id'], unique: false, options: {} }],
          comment: 'who',
          prefixes: ['TEMPORARY'],
          options: { sqlite: { strict: true } },
        },
      },
    ]);
  });

  test('puts the primary key first, then the constraints given, then those of each column', async () => {
    const table = await created((op) => {
      op.createTable('t', [
        s.column('a', s.boolean({ createConstraint: true }), { unique: true, references: 't.id' }),
        s.column('b', integer, { unique: true }),
        s.checkConstraint('b > 0', { name: 'ck' }),
        s.uniqueConstraint(['a', 'b'], { name: 'uq' }),
        s.primaryKeyConstraint(['id'], { name: 'pk' }),
        s.column('id', integer),
      ]);
    });
    expect(table.constraints.map((one) => [one.kind, one.name, 'columns' in one ? one.columns : undefined])).toEqual([
      ['primaryKey', 'pk', ['id']],
      ['check', 'ck', undefined],
      ['unique', 'uq', ['a', 'b']],
      ['unique', undefined, ['a']],
      ['check', undefined, undefined],
      ['foreignKey', undefined, ['a']],
      ['unique', undefined, ['b']],
    ]);
    expect(table.columns.map(({ name, nullable }) => [name, nullable])).toEqual([
      ['a', true],
      ['b', true],
      ['id', false],
    ]);
  });

  test('keeps the indexes of flags and elements in the order of the elements', async () => {
    const table = await created((op) => {
      op.createTable('t', [
        s.index('first', ['b', sql`lower(a)`]),
        s.column('a', integer, { index: true }),
        s.index('third', ['a'], { unique: true }),
        s.column('b', integer, { index: true }),
      ]);
    });
    expect(table.indexes.map(({ name }) => name)).toEqual(['first', 'ix_t_a', 'third', 'ix_t_b']);
  });

  test('makes one unique index of unique and index together', async () => {
    const table = await created(
      (op) => void op.createTable('t', [s.column('a', integer, { unique: true, index: true })]),
    );
    expect(table.constraints).toEqual([]);
    expect(table.indexes).toEqual([{ name: 'ix_t_a', columns: ['a'], unique: true, options: {} }]);
  });

  test('makes the checks of Boolean and Enum types', async () => {
    const flag = s.boolean({ createConstraint: true, name: 'flag_bool' });
    const state = s.enum(['on', "o'ff"], { name: 'switch', createConstraint: true });
    const table = await created((op) => void op.createTable('t', [s.column('flag', flag), s.column('state', state)]), {
      namingConvention: { ck: 'ck_%(table_name)s_%(constraint_name)s' },
    });
    expect(table.constraints).toEqual([
      {
        kind: 'check',
        name: 'ck_t_flag_bool',
        condition: {
          kind: 'in',
          of: { kind: 'identifier', path: ['flag'] },
          values: [
            { kind: 'literal', value: 0 },
            { kind: 'literal', value: 1 },
          ],
          negated: false,
        },
        typeBound: 'flag',
        options: {},
      },
      {
        kind: 'check',
        name: 'ck_t_switch',
        condition: {
          kind: 'in',
          of: { kind: 'identifier', path: ['state'] },
          values: [
            { kind: 'literal', value: 'on' },
            { kind: 'literal', value: "o'ff" },
          ],
          negated: false,
        },
        typeBound: 'state',
        options: {},
      },
    ]);
  });

  test('names by the naming convention what has no name, and leaves op.f alone', async () => {
    const table = await created(
      (op) => {
        op.createTable('u', [
          s.column('id', integer, { primaryKey: true }),
          s.column('a', integer, { unique: true, references: 'u.id' }),
          s.checkConstraint('a > 0', { name: 'positive' }),
          s.checkConstraint('a < 9', { name: op.f('exact') }),
          s.index(null, ['a', 'id']),
        ]);
      },
      {
        namingConvention: {
          ix: 'ix_%(table_name)s_%(column_0_name)s',
          uq: 'uq_%(table_name)s_%(column_0_name)s',
          ck: 'ck_%(table_name)s_%(constraint_name)s',
          fk: 'fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s',
          pk: 'pk_%(table_name)s',
        },
      },
    );
    expect(table.constraints.map(({ name }) => name)).toEqual(['pk_u', 'ck_u_positive', 'exact', 'uq_u_a', 'fk_u_a_u']);
    expect(table.indexes.map(({ name }) => name)).toEqual(['ix_u_a']);
  });

  test('resolves variants of types, inside arrays too, and gives defaults the type', async () => {
    const text = s.text();
    const varied = s.string(20).withVariant(text, 'mysql', 'mariadb');
    const columns = [s.column('a', varied, { serverDefault: 'x' }), s.column('b', s.array(varied))];
    const onMysql = await created((op) => void op.createTable('t', columns), { dialect: 'mariadb' });
    expect(onMysql.columns[0]?.type).toBe(text);
    expect(onMysql.columns[0]?.serverDefault).toEqual({ kind: 'literal', value: 'x', type: text });
    expect(onMysql.columns[1]?.type?.spec).toEqual({ kind: 'array', item: text, dimensions: 1 });
    const elsewhere = await created((op) => void op.createTable('t', columns), { dialect: 'oracle' });
    expect(elsewhere.columns[0]?.type?.spec).toEqual({ kind: 'string', length: 20 });
    expect(elsewhere.columns[0]?.type?.variants).toEqual({});
  });

  test('takes a default that is an expression as it is', async () => {
    const table = await created(
      (op) => void op.createTable('t', [s.column('a', integer, { serverDefault: sql`1 + 1` })]),
    );
    expect(table.columns[0]?.serverDefault).toEqual<Expression>({ kind: 'raw', text: '1 + 1' });
  });

  test('keeps an empty table comment, which MySQL says, and makes identity columns not nullable', async () => {
    const table = await created((op) => {
      op.createTable('t', [s.column('n', integer, { identity: s.identity({ start: 3 }), comment: '' })], {
        comment: '',
      });
    });
    expect(table.comment).toBe('');
    expect(table.columns).toEqual([{ ...id, name: 'n', nullable: false, identity: { kind: 'identity', start: 3 } }]);
  });

  test('lets a primary key column be nullable when told so, and keeps its checks beside it', async () => {
    const table = await created((op) => {
      op.createTable('t', [s.column('id', integer, { primaryKey: true, nullable: true, check: 'id > 0' })]);
    });
    expect(table.columns).toEqual([
      {
        ...id,
        nullable: true,
        checks: [{ kind: 'check', condition: { kind: 'raw', text: 'id > 0' }, options: {} }],
      },
    ]);
  });

  test('gives the table back with typed rows', async () => {
    const operations = await operationsOf((op) => {
      const table = op.createTable('t', [s.column('id', integer), s.column('name', s.string(9))], { schema: 'app' });
      expectTypeOf(table.insert).parameter(0).not.toBeAny();
      // @ts-expect-error a string in an integer column
      table.update({ id: 'x' });
      op.bulkInsert(table, [{ id: 1, name: 'one' }]);
    });
    expect(operations.map(({ kind }) => kind)).toEqual(['createTable', 'bulkInsert']);
  });

  test.each([
    ['two columns of one name', [s.column('a', integer), s.column('a', integer)], 'table t has two columns a'],
    [
      'two primary keys',
      [s.column('a', integer), s.primaryKeyConstraint(['a']), s.primaryKeyConstraint(['a'])],
      'table t has two primary keys',
    ],
    [
      'contradicting primary keys',
      [s.column('a', integer, { primaryKey: true }), s.column('b', integer), s.primaryKeyConstraint(['b'])],
      'table t has a primary key on (b), but primaryKey is set on (a)',
    ],
    [
      'a key on an unknown column',
      [s.column('a', integer), s.primaryKeyConstraint(['id'])],
      'a primary key of table t is on the column id, which the table does not have',
    ],
    [
      'a constraint on an unknown column',
      [s.column('a', integer), s.uniqueConstraint(['b'], { name: 'uq' })],
      'unique constraint uq of table t is on the column b, which the table does not have',
    ],
    [
      'an index on an unknown column',
      [s.column('a', integer), s.index('ix', ['b'])],
      'index ix of table t is on the column b, which the table does not have',
    ],
    ['a column without a type', [s.column('a')], 'column a of t has no type'],
  ])('refuses %s', async (_, elements, message) => {
    const error = await refusalOf((op) => void op.createTable('t', elements));
    expect([error.code, error.message]).toEqual(['operation', message]);
  });

  test('refuses dialect options that do not exist, with the nearest one', async () => {
    const error = await refusalOf((op) => {
      op.createTable('t', [s.column('a', integer), s.index('ix', ['a'], { postgresql: { includes: ['a'] } })]);
    });
    expect(error.message).toBe('index ix: unknown postgresql option includes');
    expect(error.hint).toBe('did you mean include?');
  });
});
