import sqlite from 'node-sqlite3-wasm';
import type { Engine } from './engine.ts';

const schemas = ['app', 'other'];

/** SQLite in memory, with `app` and `other` attached. */
export async function openSqlite(): Promise<Engine> {
  let database = fresh();
  const rows = (sql: string): unknown[][] => database.all(sql).map((row) => Object.values(row));
  return {
    async reset() {
      if (database.isOpen) database.close();
      database = fresh();
    },
    async execute(statements) {
      for (const sql of statements) database.exec(sql);
    },
    async script(text) {
      database.exec(text);
    },
    async rows(sql) {
      return rows(sql);
    },
    async describe() {
      return describeSqlite(rows, schemas);
    },
    async close() {
      if (database.isOpen) database.close();
    },
  };
}

function fresh(): InstanceType<typeof sqlite.Database> {
  const database = new sqlite.Database(':memory:');
  for (const schema of schemas) database.exec(`ATTACH ':memory:' AS ${schema}`);
  return database;
}

/** The tables of the main schema and the attached ones, with their columns in name order. */
export function describeSqlite(rows: (sql: string) => unknown[][], attached: readonly string[]): unknown[][] {
  return ['main', ...attached].flatMap((schema) => tables(rows, schema));
}

/** https://www.sqlite.org/pragma.html#pragma_table_xinfo lists generated columns too. */
function tables(rows: (sql: string) => unknown[][], schema: string): unknown[][] {
  const names = rows(
    `SELECT name FROM ${schema}.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
  );
  return names.map(([name]) => {
    const literal = `'${String(name).replaceAll("'", "''")}'`;
    const columns = rows(
      `SELECT name, type, "notnull", dflt_value, pk > 0, hidden FROM pragma_table_xinfo(${literal}, '${schema}') ORDER BY name`,
    );
    return [schema === 'main' ? name : `${schema}.${name}`, columns];
  });
}
