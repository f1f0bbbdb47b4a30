import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { effectsOf } from '../../src/parsing/effects.ts';

describe('the SQL parser', () => {
  const loaded = () =>
    Object.keys(createRequire(import.meta.url).cache).filter((file) => file.includes('node-sql-parser'));

  it('is loaded for CREATE TABLE alone, and for one dialect', () => {
    for (const sql of [
      'INSERT INTO t VALUES (1)',
      'SELECT 1',
      'ALTER TABLE t ADD a INTEGER',
      'CREATE TABLE t AS SELECT 1',
    ])
      effectsOf(sql, 'mariadb');
    expect(loaded().filter((file) => file.endsWith('mariadb.js'))).toEqual([]);
    effectsOf('CREATE TABLE t (a INTEGER)', 'mariadb');
    expect(loaded().filter((file) => file.endsWith('mariadb.js'))).toHaveLength(1);
    expect(loaded().filter((file) => file.endsWith('index.js'))).toEqual([]);
  });
});
