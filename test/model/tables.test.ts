import { describe, expect, test } from 'vitest';
import type { Column, Constraint } from '../../src/model/nouns.ts';
import {
  autoincrementColumn,
  columnNames,
  columnOf,
  constraintNamed,
  indexNamed,
  primaryKeyOf,
} from '../../src/model/tables.ts';
import { DataType } from '../../src/model/types.ts';
import { check, column, fk, index, integer, pk, raw, table, text, unique } from '../support/catalog.ts';

const counts = (columns: readonly Column[], constraints: readonly Constraint[]) =>
  autoincrementColumn(table('t', columns, { constraints }))?.name;

describe('the column that counts by itself', () => {
  test('is the only column of the primary key when it is an integer', () => {
    expect(counts([column('a', { nullable: false }), column('b')], [pk(['a'])])).toBe('a');
    expect(counts([column('a', { type: new DataType({ kind: 'bigInteger' }) })], [pk(['a'], 'pk_u')])).toBe('a');
  });
  test('is not one of a type without counting', () => {
    expect(counts([column('a', { type: text })], [pk(['a'])])).toBeUndefined();
    expect(
      counts([column('a', { type: new DataType({ kind: 'numeric', precision: 10, scale: 0 }) })], [pk(['a'])]),
    ).toBeUndefined();
    const domain = new DataType({ kind: 'domain', name: 'd', dataType: integer, notNull: false, createType: true });
    expect(counts([column('a', { type: domain })], [pk(['a'])])).toBeUndefined();
    expect(counts([column('a', { type: null })], [pk(['a'])])).toBeUndefined();
  });
  test('is none without a primary key, and none in one over two columns', () => {
    expect(counts([column('a')], [])).toBeUndefined();
    expect(counts([column('a'), column('b')], [pk(['a', 'b'])])).toBeUndefined();
  });
  test('is the one of a composite key that says so', () => {
    expect(counts([column('a'), column('b', { autoincrement: true })], [pk(['a', 'b'])])).toBe('b');
  });
  test('is not one that says it does not', () => {
    expect(counts([column('a', { autoincrement: false })], [pk(['a'])])).toBeUndefined();
  });
  test('is not one with a default, an identity or an expression, even when it says so', () => {
    expect(counts([column('a', { serverDefault: raw('1') })], [pk(['a'])])).toBeUndefined();
    expect(counts([column('a', { identity: { kind: 'identity' } })], [pk(['a'])])).toBeUndefined();
    expect(
      counts([column('a', { computed: { kind: 'computed', expression: raw('1') } })], [pk(['a'])]),
    ).toBeUndefined();
    expect(
      counts([column('a', { serverDefault: raw("nextval('s')"), autoincrement: true })], [pk(['a'])]),
    ).toBeUndefined();
  });
  test('is not a foreign key, unless it says so', () => {
    expect(counts([column('a')], [pk(['a']), fk(['a'], 'org', ['id'])])).toBeUndefined();
    expect(counts([column('a', { autoincrement: true })], [pk(['a']), fk(['a'], 'org', ['id'])])).toBe('a');
  });
  test('may be a whole decimal when it says so, but no text', () => {
    const number = new DataType({
      kind: 'exact',
      name: 'NUMBER',
      family: 'decimal',
      dialect: 'oracle',
      args: [10, 0],
      options: {},
    });
    expect(counts([column('a', { type: number, autoincrement: true })], [pk(['a'])])).toBe('a');
    expect(() => counts([column('a', { type: text, autoincrement: true })], [pk(['a'])])).toThrow(
      'column t.a cannot have autoincrement: it is not an integer',
    );
  });
  test('is not two', () => {
    const both = [column('a', { autoincrement: true }), column('b', { autoincrement: true })];
    expect(() => counts(both, [pk(['a', 'b'])])).toThrow('table t has two columns with autoincrement: a and b');
  });
  test('is none of a column outside the key that says so', () => {
    expect(counts([column('a'), column('b', { autoincrement: true })], [pk(['a'])])).toBe('a');
  });
});

describe('look-ups', () => {
  const inline = check('a > 0', 'ck_a');
  const t = table('t', [column('a', { checks: [inline] }), column('b')], {
    constraints: [pk(['a'], 'pk_t'), unique(['a', 'b'], 'uq')],
    indexes: [index('ix', ['b', raw('lower(a)')])],
  });
  test('find a column, the primary key, an index and a constraint by name', () => {
    expect(columnOf(t, 'b')).toEqual(column('b'));
    expect(columnOf(t, 'B')).toBeUndefined();
    expect(primaryKeyOf(t)).toEqual(pk(['a'], 'pk_t'));
    expect(primaryKeyOf(table('t', []))).toBeUndefined();
    expect(indexNamed(t, 'ix')?.columns[0]).toBe('b');
    expect(constraintNamed(t, 'uq')).toEqual(unique(['a', 'b'], 'uq'));
    expect(constraintNamed(t, 'ck_a')).toBe(inline);
    expect(constraintNamed(t, 'ix')).toBeUndefined();
  });
  test('give the columns that are named plainly', () => {
    expect(columnNames(unique(['a', 'b']))).toEqual(['a', 'b']);
    expect(columnNames(fk(['b'], 'o', ['id']))).toEqual(['b']);
    expect(columnNames(check('a > 0'))).toEqual([]);
    expect(columnNames(index('ix', ['b', raw('lower(a)')]))).toEqual(['b']);
    const elements = [
      { expression: { kind: 'identifier', path: ['room'] }, operator: '=' },
      { expression: raw('tsrange(a, b)'), operator: '&&' },
    ] as const;
    expect(columnNames({ kind: 'exclude', elements, options: {} })).toEqual(['room']);
  });
});
