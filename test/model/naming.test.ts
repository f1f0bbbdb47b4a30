import { describe, expect, test } from 'vitest';
import { checkConvention, constraintName, indexName, type NamingConvention } from '../../src/model/naming.ts';
import { s } from '../../src/model/schema.ts';
import { sql } from '../../src/model/sql.ts';
import { ExactName } from '../../src/model/types.ts';

/** The convention of the conformance corpus, area naming_convention. */
const convention: NamingConvention = {
  ix: 'ix_%(table_name)s_%(column_0_name)s',
  uq: 'uq_%(table_name)s_%(column_0_name)s',
  ck: 'ck_%(table_name)s_%(constraint_name)s',
  fk: 'fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s',
  pk: 'pk_%(table_name)s',
};
const t = { name: 't' };
const u = { name: 'u' };

describe('constraintName', () => {
  test('names what has no name, as the corpus expects', () => {
    expect(constraintName(null, 'primaryKey', u, ['id'], undefined, convention, 63)).toBe('pk_u');
    expect(constraintName(undefined, 'unique', u, ['t_id'], undefined, convention, 63)).toBe('uq_u_t_id');
    const referred = { table: t, columns: ['id'] };
    expect(constraintName(null, 'foreignKey', u, ['t_id'], referred, convention, 63)).toBe('fk_u_t_id_t');
    expect(constraintName(null, 'foreignKey', t, ['t2'], referred, convention, 63)).toBe('fk_t_t2_t');
  });

  test('a name is a token of a convention that asks for it, and stays itself otherwise', () => {
    expect(constraintName('positive', 'check', u, [], undefined, convention, 63)).toBe('ck_u_positive');
    expect(constraintName('my_pk', 'primaryKey', u, ['id'], undefined, convention, 63)).toBe('my_pk');
    expect(constraintName('my_uq', 'unique', u, ['id'], undefined, convention, 63)).toBe('my_uq');
    expect(constraintName('a', 'check', u, [], undefined, {}, 63)).toBe('a');
  });

  test('an exact name is left alone', () => {
    expect(constraintName(new ExactName('ck_exact'), 'check', u, [], undefined, convention, 63)).toBe('ck_exact');
  });

  test('without a convention, or without the name that it asks for, a constraint stays unnamed', () => {
    expect(constraintName(null, 'unique', u, ['a'], undefined, {}, 63)).toBeUndefined();
    expect(constraintName(null, 'check', u, [], undefined, convention, 63)).toBeUndefined();
    expect(constraintName(null, 'exclude', u, ['a'], undefined, convention, 63)).toBeUndefined();
  });

  test('the tokens of SQLAlchemy', () => {
    const referred = { table: { name: 'org', schema: 'other' }, columns: ['x', 'y'] };
    const named = (fk: string): string | undefined =>
      constraintName(null, 'foreignKey', { name: 't', schema: 'my.app' }, ['a', 'b'], referred, { fk }, 63);
    expect(named('%(column_0_name)s')).toBe('a');
    expect(named('%(column_1_name)s')).toBe('b');
    expect(named('%(column_0_key)s')).toBe('a');
    expect(named('%(column_0_label)s')).toBe('my_app_t_a');
    expect(named('%(column_0N_name)s')).toBe('ab');
    expect(named('%(column_0_N_name)s')).toBe('a_b');
    expect(named('%(column_0_N_label)s')).toBe('my_app_t_a_my_app_t_b');
    expect(named('%(column_2_name)s_')).toBe('_');
    expect(named('%(referred_table_name)s')).toBe('org');
    expect(named('%(referred_column_0_name)s')).toBe('x');
    expect(named('%(referred_column_0_N_name)s')).toBe('x_y');
    expect(named('100%%_%(table_name)s')).toBe('100%_t');
  });

  test('a name that it makes is cut to the limit, with four digits of its MD5', () => {
    // echo -n uq_a_table_with_a_rather_long_name_a_column_with_a_rather_long_name | md5sum
    const table = { name: 'a_table_with_a_rather_long_name' };
    const columns = ['a_column_with_a_rather_long_name'];
    expect(constraintName(null, 'unique', table, columns, undefined, convention, 63)).toBe(
      'uq_a_table_with_a_rather_long_name_a_column_with_a_rath_8b63',
    );
    expect(constraintName('x'.repeat(80), 'unique', table, columns, undefined, convention, 63)).toBe('x'.repeat(80));
  });

  test('a constraint on no column that its convention could name is refused', () => {
    const ck = 'ck_%(table_name)s_%(column_0_name)s';
    expect(() => constraintName(null, 'check', u, [], undefined, { ck }, 63)).toThrowError(
      'a check constraint on u is on no named column, so the naming convention cannot name it',
    );
  });
});

describe('indexName', () => {
  test('an index without a name takes that of its first column', () => {
    expect(indexName(null, u, ['a', 'b'], convention, 63)).toBe('ix_u_a');
    expect(indexName(null, u, ['b'], {}, 63)).toBe('ix_u_b');
    expect(indexName(null, { name: 't', schema: 'app' }, ['a'], {}, 63)).toBe('ix_app_t_a');
    expect(indexName('mine', u, ['a'], convention, 63)).toBe('mine');
  });

  test('a column inside an expression counts, text does not', () => {
    const table = s.table('u', [s.column('c')]);
    expect(indexName(null, u, [sql.desc('a')], {}, 63)).toBe('ix_u_a');
    expect(indexName(null, u, [sql.func('lower', table.c.c)], {}, 63)).toBe('ix_u_c');
    expect(() => indexName(null, u, [sql`lower(a)`], {}, 63)).toThrowError('an index on u is on no named column');
  });
});

describe('checkConvention', () => {
  const wrong: readonly [string, object, string, string][] = [
    ['a key', { uk: 'x' }, "unknown key 'uk'", 'did you mean'],
    [
      'a token',
      { uq: '%(tabel_name)s' },
      "namingConvention.uq: unknown token '%(tabel_name)s'",
      'did you mean table_name?',
    ],
    [
      'a token of foreign keys elsewhere',
      { uq: '%(referred_table_name)s' },
      "unknown token '%(referred_table_name)s'",
      'there are',
    ],
    ['a percent sign', { uq: '100%_x' }, "a '%' that begins no token", 'write %%'],
    ['an empty template', { uq: '' }, 'namingConvention.uq must be a template', 'uq_%(table_name)s'],
  ];
  test.each(wrong)('%s that does not exist is an error of the configuration', (_, given, message, hint) => {
    const check = (): void => checkConvention(given as NamingConvention);
    expect(check).toThrowError(message);
    expect(check).toThrowError(expect.objectContaining({ code: 'config', hint: expect.stringContaining(hint) }));
  });

  test('the convention of the corpus is in order', () => {
    expect(checkConvention(convention)).toBeUndefined();
  });

  test('an unknown token is an error of the configuration when a name is made, too', () => {
    expect(() => constraintName(null, 'unique', u, ['a'], undefined, { uq: '%(colum_0_name)s' }, 63)).toThrowError(
      expect.objectContaining({ code: 'config', hint: expect.stringContaining('did you mean column_0_name?') }),
    );
  });
});
