import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from './engine.ts';
import { openPglite } from './pglite.ts';
import { openSqlite } from './sqlite.ts';

describe('SQLite in memory', () => {
  it('runs statements and scripts, answers queries and forgets all on reset', async () => {
    const engine = await openSqlite();
    await engine.execute([
      'CREATE TABLE app.t (b TEXT, a INTEGER NOT NULL)',
      "INSERT INTO app.t VALUES ('x', 1), (NULL, 2)",
    ]);
    await engine.script('CREATE TABLE u (a INTEGER); INSERT INTO u VALUES (3);');
    expect(await engine.rows('SELECT a, b FROM app.t ORDER BY a')).toEqual([
      [1, 'x'],
      [2, null],
    ]);
    expect(await engine.describe()).toEqual([
      ['u', [['a', 'INTEGER', 0, null, 0, 0]]],
      [
        'app.t',
        [
          ['a', 'INTEGER', 1, null, 0, 0],
          ['b', 'TEXT', 0, null, 0, 0],
        ],
      ],
    ]);
    await engine.reset();
    expect(await engine.describe()).toEqual([]);
    await expect(engine.rows('SELECT * FROM app.t')).rejects.toThrow('no such table');
    await engine.execute(['CREATE TABLE other.t (a INTEGER)']);
    await engine.close();
  });
});

describe('PostgreSQL in process', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openPglite();
  }, 60_000);
  afterAll(() => engine.close());

  it('runs statements and scripts, answers queries and forgets all on reset', async () => {
    await engine.execute([
      'CREATE TABLE app.t (b hstore, a INTEGER NOT NULL DEFAULT 1)',
      "INSERT INTO app.t VALUES ('k=>v')",
    ]);
    await engine.script(
      'CREATE SCHEMA extra; CREATE TABLE extra.t (a INT, EXCLUDE USING gist (a WITH =)); CREATE TYPE mood AS ENUM ();',
    );
    expect(await engine.rows("SELECT a, b -> 'k', 3 AS a FROM app.t")).toEqual([[1, 'v', 3]]);
    expect(await engine.describe()).toEqual([
      [
        'app.t',
        [
          ['a', 'integer', true, '', '', '1'],
          ['b', 'hstore', false, '', '', null],
        ],
      ],
      ['extra.t', [['a', 'integer', false, '', '', null]]],
    ]);
    await engine.reset();
    expect(await engine.describe()).toEqual([]);
    await engine.script('CREATE TYPE mood AS ENUM (); CREATE SCHEMA extra; CREATE TABLE other.t (a citext)');
  });

  it('runs a script as psql does: what cannot stand in a transaction stands outside', async () => {
    await engine.reset();
    await engine.script('BEGIN; CREATE TABLE t (a INT); COMMIT; CREATE INDEX CONCURRENTLY ix ON t (a); VACUUM t;');
    expect(await engine.rows("SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = 't'::regclass")).toEqual(
      [['ix']],
    );
  });

  it('is usable again after a statement that failed in a transaction', async () => {
    await engine.execute(['BEGIN']);
    await expect(engine.execute(['SELECT nonsense'])).rejects.toThrow('nonsense');
    await engine.reset();
    expect(await engine.rows('SELECT 1')).toEqual([[1]]);
  });
});
