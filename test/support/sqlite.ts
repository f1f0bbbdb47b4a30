import sqlite from 'node-sqlite3-wasm';
import type { Engine } from './engine.ts';

/** SQLite in memory, with `app` and `other` attached. */
export function openSqlite(): Engine {
  let database = fresh();
  return {
    async reset() {
      database.close();
      database = fresh();
    },
    async execute(script) {
      for (const sql of typeof script === 'string' ? [script] : script) database.exec(sql);
    },
    async rows(sql) {
      return database.all(sql).map((row) => Object.values(row));
    },
    async close() {
      database.close();
    },
  };
}

function fresh(): InstanceType<typeof sqlite.Database> {
  const database = new sqlite.Database(':memory:');
  for (const schema of ['app', 'other']) database.exec(`ATTACH ':memory:' AS ${schema}`);
  return database;
}
