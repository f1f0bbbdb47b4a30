import { describe, expect, test } from 'vitest';
import { TsmigError } from '../../src/errors.ts';
import { s } from '../../src/model/schema.ts';
import { sql } from '../../src/model/sql.ts';
import { ExactName } from '../../src/model/types.ts';

const plain = { options: {} };

describe('columns', () => {
  test('a column has its defaults, and only what was said', () => {
    const type = s.integer();
    expect(s.column('id', type)).toStrictEqual({
      kind: 'columnElement',
      name: 'id',
      type,
      primaryKey: false,
      unique: false,
      index: false,
      options: {},
    });
    expect(s.column('id').type).toBeNull();
  });

  test('a column takes all its options', () => {
    const column = s.column('org_id', s.integer(), {
      primaryKey: true,
      nullable: false,
      unique: true,
      index: true,
      autoincrement: 'auto',
      comment: 'of the org',
      serverDefault: 5,
      quote: true,
      references: 'app.org.id',
      check: 'org_id > 0',
      postgresql: { x: 1 },
      mysql: { y: 2 },
    });
    expect(column).toMatchObject({
      primaryKey: true,
      nullable: false,
      unique: true,
      index: true,
      autoincrement: 'auto',
      comment: 'of the org',
      serverDefault: 5,
      quote: true,
      references: { kind: 'foreignKeyReference', target: 'app.org.id', options: {} },
      check: { kind: 'checkElement', condition: { kind: 'raw', text: 'org_id > 0' }, options: {} },
      options: { postgresql: { x: 1 }, mysql: { y: 2 } },
    });
    expect(Object.isFrozen(column)).toBe(true);
  });

  test('an identity and a computed expression', () => {
    expect(s.identity()).toEqual({ kind: 'identity' });
    expect(s.identity({ always: true, start: -1, increment: -1, minValue: -9223372036854775808n })).toEqual({
      kind: 'identity',
      always: true,
      start: -1,
      increment: -1,
      minValue: -9223372036854775808n,
    });
    expect(s.computed('a * 2', { persisted: false })).toEqual({
      kind: 'computed',
      expression: { kind: 'raw', text: 'a * 2' },
      persisted: false,
    });
    const column = s.column('b', s.integer(), { computed: s.computed(sql`a`) });
    expect(column.computed).toEqual({ kind: 'computed', expression: { kind: 'raw', text: 'a' } });
  });

  test('a default may be an expression', () => {
    expect(s.column('a', s.dateTime(), { serverDefault: sql.now() }).serverDefault).toEqual({ kind: 'now' });
    expect(s.column('a', s.boolean(), { serverDefault: false }).serverDefault).toBe(false);
  });
});

describe('constraints and indexes', () => {
  test('keys and unique constraints', () => {
    const name = new ExactName('pk');
    expect(s.primaryKeyConstraint(['a', 'b'], { name })).toEqual({
      kind: 'primaryKeyElement',
      columns: ['a', 'b'],
      name,
      ...plain,
    });
    expect(
      s.uniqueConstraint(['a'], {
        name: null,
        deferrable: true,
        initially: 'DEFERRED',
        postgresql: { nullsNotDistinct: true },
      }),
    ).toEqual({
      kind: 'uniqueElement',
      columns: ['a'],
      name: null,
      deferrable: true,
      initially: 'DEFERRED',
      options: { postgresql: { nullsNotDistinct: true } },
    });
  });

  test('foreign keys', () => {
    expect(
      s.foreignKeyConstraint(['a', 'b'], ['app.t.x', 'app.t.y'], {
        onDelete: 'SET NULL',
        onUpdate: 'cascade',
        match: 'FULL',
      }),
    ).toEqual({
      kind: 'foreignKeyElement',
      columns: ['a', 'b'],
      targets: ['app.t.x', 'app.t.y'],
      onDelete: 'SET NULL',
      onUpdate: 'cascade',
      match: 'FULL',
      ...plain,
    });
    expect(s.foreignKey('t.id', { name: 'fk', onDelete: 'SET NULL (a)' })).toEqual({
      kind: 'foreignKeyReference',
      target: 't.id',
      name: 'fk',
      onDelete: 'SET NULL (a)',
      ...plain,
    });
  });

  test('checks and excludes', () => {
    expect(s.checkConstraint(sql`a > ${1}`, { name: 'ck' })).toEqual({
      kind: 'checkElement',
      condition: {
        kind: 'fragment',
        parts: [
          { kind: 'raw', text: 'a > ' },
          { kind: 'literal', value: 1 },
        ],
      },
      name: 'ck',
      ...plain,
    });
    expect(
      s.excludeConstraint(
        [
          ['room', '='],
          [sql.id('during'), '&&'],
        ],
        { using: 'gist', where: 'active' },
      ),
    ).toEqual({
      kind: 'excludeElement',
      elements: [
        ['room', '='],
        [{ kind: 'identifier', path: ['during'] }, '&&'],
      ],
      using: 'gist',
      where: { kind: 'raw', text: 'active' },
      ...plain,
    });
  });

  test('indexes; a column of a table is its name', () => {
    const t = s.table('t', [s.column('b')]);
    expect(
      s.index('ix', ['a', t.c.b, sql.desc('c')], { unique: true, quote: true, postgresql: { using: 'gin' } }),
    ).toEqual({
      kind: 'indexElement',
      name: 'ix',
      quote: true,
      columns: ['a', 'b', { kind: 'order', of: { kind: 'identifier', path: ['c'] }, direction: 'DESC' }],
      unique: true,
      options: { postgresql: { using: 'gin' } },
    });
    expect(s.index(null, ['a'])).toEqual({ kind: 'indexElement', name: null, columns: ['a'], unique: false, ...plain });
  });
});

describe('tables and models', () => {
  test('a table holds its elements and options', () => {
    const id = s.column('id', s.integer());
    const t = s.table('t', [id, s.index(null, ['id'])], {
      schema: 'app',
      comment: 'things',
      prefixes: ['TEMPORARY'],
      info: { mine: 1 },
      mysql: { engine: 'InnoDB', charset: 'utf8mb4' },
    });
    expect({ ...t }).toEqual({
      kind: 'tableElement',
      name: 't',
      schema: 'app',
      elements: [id, s.index(null, ['id'])],
      comment: 'things',
      prefixes: ['TEMPORARY'],
      options: { mysql: { engine: 'InnoDB', charset: 'utf8mb4' } },
    });
    expect(Object.keys(t.options.mysql ?? {})).toEqual(['engine', 'charset']);
  });

  test('a model holds tables and a convention', () => {
    const t = s.table('t', []);
    const namingConvention = { pk: 'pk_%(table_name)s' };
    expect(s.metadata([t], { namingConvention, schema: 'app' })).toEqual({
      kind: 'metadata',
      tables: [t],
      namingConvention,
      schema: 'app',
    });
    expect(s.metadata([])).toEqual({ kind: 'metadata', tables: [], namingConvention: {} });
  });
});

describe('what makes no sense is refused at the call', () => {
  const t = s.table('t', []);
  const cases: readonly [string, () => unknown, string, string?][] = [
    [
      'a misspelt option',
      () => s.column('a', s.integer(), { nulable: true } as never),
      "s.column('a') has no option 'nulable'",
      'did you mean nullable?',
    ],
    [
      'a misspelt dialect',
      () => s.column('a', s.integer(), { postgres: {} } as never),
      "has no option 'postgres'",
      'did you mean postgresql?',
    ],
    [
      'dialect options that are no object',
      () => s.column('a', s.integer(), { mysql: 5 as never }),
      'mysql must be an object of options, not 5',
    ],
    ['an inherited option', () => s.column('a', s.integer(), { toString: 1 } as never), "has no option 'toString'"],
    ['an empty column name', () => s.column('', s.integer()), 's.column(): the name is empty'],
    ['a column name that is no string', () => s.column(5 as never), 'the name must be a string, not 5'],
    [
      'a type that was not called',
      () => s.column('a', s.integer as never),
      'the type must be a type, not the function integer',
      'call it',
    ],
    [
      'options where the type should be',
      () => s.column('a', { nullable: true } as never),
      'the type must be a type, not an object',
    ],
    [
      'an option of the wrong kind',
      () => s.column('a', s.integer(), { nullable: 'no' as never }),
      "nullable must be true or false, not 'no'",
    ],
    [
      'an autoincrement of the wrong kind',
      () => s.column('a', s.integer(), { autoincrement: 'yes' as never }),
      "autoincrement must be true, false or 'auto'",
    ],
    [
      'a date as a default',
      () => s.column('a', s.date(), { serverDefault: new Date(0) as never }),
      'the server default cannot be a Date',
      'sql.literal',
    ],
    [
      'NaN as a default',
      () => s.column('a', s.float(), { serverDefault: Number.NaN }),
      'the server default cannot be NaN',
    ],
    [
      'an identity as a default',
      () => s.column('a', s.integer(), { serverDefault: s.identity() as never }),
      'the server default cannot be an object',
      'write { identity: s.identity(…) }',
    ],
    [
      'a default and an identity',
      () => s.column('a', s.integer(), { serverDefault: 1, identity: s.identity() }),
      'has both serverDefault and identity',
    ],
    [
      'a reference without a column',
      () => s.column('a', s.integer(), { references: 'org' }),
      "'org' names no column of a table",
      "'table.column'",
    ],
    [
      'a reference of the wrong kind',
      () => s.column('a', s.integer(), { references: 5 as never }),
      '5 does not serve here',
      's.foreignKey',
    ],
    [
      'a check of the wrong kind',
      () => s.column('a', s.integer(), { check: true as never }),
      'true does not serve here',
      's.checkConstraint',
    ],
    ['an empty check', () => s.checkConstraint(' '), 'the condition is empty'],
    ['a check that is no SQL', () => s.checkConstraint(true as never), 'the condition must be SQL, not true'],
    [
      'an empty list of columns',
      () => s.primaryKeyConstraint([]),
      's.primaryKeyConstraint(): the columns is an empty list',
    ],
    ['a column name as a list', () => s.uniqueConstraint('a' as never), "the columns must be a list of names, not 'a'"],
    ['a column twice', () => s.uniqueConstraint(['a', 'a']), "'a' stands twice in the columns"],
    ['an empty name', () => s.uniqueConstraint(['a'], { name: '' }), 'the name is empty'],
    ['more columns than targets', () => s.foreignKeyConstraint(['a', 'b'], ['t.x']), '2 columns refer to 1'],
    [
      'targets of two tables',
      () => s.foreignKeyConstraint(['a', 'b'], ['t.x', 'u.y']),
      'refers to several tables: t, u',
    ],
    [
      'an unknown action',
      () => s.foreignKey('t.id', { onDelete: 'CASCADE; DROP TABLE t' }),
      'onDelete cannot be',
      'one of CASCADE',
    ],
    [
      'an unknown initially',
      () => s.uniqueConstraint(['a'], { initially: 'LATER' as never }),
      "initially must be one of DEFERRED, IMMEDIATE, not 'LATER'",
    ],
    ['an exclude without elements', () => s.excludeConstraint([]), 'there are no elements'],
    ['an exclude without an operator', () => s.excludeConstraint([['a'] as never]), 'a list is not a pair'],
    ['an index without columns', () => s.index('ix', []), 'the columns must be a list with at least one'],
    [
      'an index on an object that looks like SQL',
      () => s.index('ix', [{ kind: 'raw', text: 'a' }]),
      'each column must be a string, not an object',
    ],
    ['an increment of 0', () => s.identity({ increment: 0 }), 'increment is 0'],
    ['a fraction as a start', () => s.identity({ start: 1.5 }), 'start must be a whole number, not 1.5'],
    [
      'a number that is not exact',
      () => s.identity({ maxValue: 2 ** 63 }),
      'maxValue must be a whole number',
      'bigint',
    ],
    [
      'a minimum above the maximum',
      () => s.identity({ minValue: 2, maxValue: 1n }),
      'minValue 2 is greater than maxValue 1',
    ],
    ['a minimum that is none', () => s.identity({ minValue: 2, noMinValue: true }), 'minValue contradicts noMinValue'],
    ['a model with a table twice', () => s.metadata([t, t]), "has two tables 't'"],
    ['a model with what is no table', () => s.metadata([5 as never]), '5 is not a table'],
    [
      'prefixes that are no list',
      () => s.table('t', [], { prefixes: 'TEMPORARY' as never }),
      "prefixes must be a list of strings, not 'TEMPORARY'",
    ],
  ];
  test.each(cases)('%s', (_, call, message, hint) => {
    const error = thrownBy(call);
    expect(error.code).toBe('operation');
    expect(error.message).toContain(message);
    expect(error.hint ?? '').toContain(hint ?? '');
  });
});

function thrownBy(call: () => unknown): TsmigError {
  try {
    call();
  } catch (error) {
    if (error instanceof TsmigError) return error;
    throw error;
  }
  throw new Error('it did not throw');
}
