import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from './engine.ts';
import { openPglite } from './pglite.ts';
import { openSqlite } from './sqlite.ts';

describe('SQLite in memory', () => {
  it('runs statements, answers queries and forgets all on reset', async () => {
    const engine = openSqlite();
    await engine.execute(['CREATE TABLE app.t (a INTEGER, b TEXT)', "INSERT INTO app.t VALUES (1, 'x'), (2, NULL)"]);
    await engine.execute('CREATE TABLE other.t (a INTEGER); INSERT INTO other.t VALUES (3);');
    expect(await engine.rows('SELECT a, b FROM app.t ORDER BY a')).toEqual([
      [1, 'x'],
      [2, null],
    ]);
    await engine.reset();
    await expect(engine.rows('SELECT * FROM app.t')).rejects.toThrow('no such table');
    await engine.execute('CREATE TABLE app.t (a INTEGER)');
    await engine.close();
  });

  it('keeps columns of the same name apart', async () => {
    const engine = openSqlite();
    expect(await engine.rows('SELECT 1 AS a, 2 AS b')).toEqual([[1, 2]]);
    await engine.close();
  });
});

describe('PostgreSQL in process', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openPglite();
  }, 60_000);
  afterAll(() => engine.close());

  it('runs statements, answers queries and forgets all on reset', async () => {
    await engine.execute(['CREATE TABLE app.t (a INTEGER, b hstore)', "INSERT INTO app.t VALUES (1, 'k=>v')"]);
    await engine.execute(
      'CREATE SCHEMA extra; CREATE TABLE extra.t (a citext, EXCLUDE USING gist (a WITH =)); CREATE TYPE mood AS ENUM ();',
    );
    expect(await engine.rows("SELECT a, b -> 'k', 3 AS a FROM app.t")).toEqual([[1, 'v', 3]]);
    await engine.reset();
    await expect(engine.rows('SELECT * FROM app.t')).rejects.toThrow('does not exist');
    await engine.execute('CREATE TYPE mood AS ENUM (); CREATE SCHEMA extra; CREATE TABLE other.t (a hstore)');
  });

  it('is usable again after a statement that failed in a transaction', async () => {
    await engine.execute('BEGIN');
    await expect(engine.execute('SELECT nonsense')).rejects.toThrow('nonsense');
    await engine.reset();
    expect(await engine.rows('SELECT 1')).toEqual([[1]]);
  });
});
