import { describe, expect, test } from 'vitest';
import { PostgreSQL } from '../../dialects/postgresql/postgresql.ts';

const dialect = new PostgreSQL();

describe('A name gets quotes where PostgreSQL needs them', () => {
  const names: readonly [name: string, sql: string][] = [
    ['account', 'account'],
    ['_private', '_private'],
    ['us$', 'us$'],
    ['a1', 'a1'],
    ['index', 'index'],
    ['key', 'key'],
    ['comment', 'comment'],
    ['order', '"order"'],
    ['user', '"user"'],
    ['window', '"window"'],
    ['2fa', '"2fa"'],
    ['$x', '"$x"'],
    ['userName', '"userName"'],
    ['my table', '"my table"'],
    ['café', '"café"'],
    ['a"b', '"a""b"'],
    ['a.b', '"a.b"'],
    ["o'brien", '"o\'brien"'],
    ['x; DROP TABLE y; --', '"x; DROP TABLE y; --"'],
  ];
  test.each(names)('%s', (name, sql) => {
    expect(dialect.id(name)).toBe(sql);
  });

  test('`quote` forces it either way', () => {
    expect([dialect.id('plain', true), dialect.id('order', false), dialect.id('Mixed', false)]).toEqual([
      '"plain"',
      'order',
      'Mixed',
    ]);
  });

  test('a schema and its table are quoted each by itself', () => {
    expect(dialect.table({ schema: 'App', name: 'order' })).toBe('"App"."order"');
  });
});

describe('A name that PostgreSQL would cut or reject is refused', () => {
  test('63 bytes fit, 64 do not', () => {
    expect(dialect.id('x'.repeat(63))).toBe('x'.repeat(63));
    expect(() => dialect.id('x'.repeat(64))).toThrow('has 64 bytes, postgresql takes 63');
  });
  test('bytes count, not characters', () => {
    expect(() => dialect.id('é'.repeat(32))).toThrow('has 64 bytes');
  });
  test.each([
    ['an empty one', ''],
    ['one with NUL', 'a\0b'],
    ['one with half of a surrogate pair', 'a\udc00'],
  ])('%s', (_, name) => {
    expect(() => dialect.id(name)).toThrow(expect.objectContaining({ code: 'value' }));
  });
  test('one that cannot stand without the quotes that it forgoes', () => {
    expect(() => dialect.id('x; DROP TABLE y', false)).toThrow('cannot stand without quotes');
  });
});
