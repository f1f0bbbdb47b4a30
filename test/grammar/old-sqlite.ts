import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Engine } from '../support/engine.ts';
import { describeSqlite } from '../support/sqlite.ts';

/** What of sql.js 1.0.0 is used; it has no types. https://github.com/sql-js/sql.js/blob/v1.0.0/README.md */
interface OldDatabase {
  exec(sql: string): readonly { readonly columns: readonly string[]; readonly values: unknown[][] }[];
  close(): void;
}
type Initialize = (options: { readonly wasmBinary: Buffer }) => Promise<{ readonly Database: new () => OldDatabase }>;

const schemas = ['app', 'other'];

/** SQLite 3.28 (2019) in memory, with `app` and `other` attached: the oldest from 3.26 on that npm has. */
export async function openOldSqlite(): Promise<Engine> {
  const require = createRequire(import.meta.url);
  const listeners = process.listeners('unhandledRejection');
  const initialize: Initialize = require('sqlite-3.28');
  const wasmBinary = readFileSync(require.resolve('sqlite-3.28/dist/sql-wasm.wasm'));
  const { Database } = await initialize({ wasmBinary });
  // It would end the whole process when any promise is rejected.
  for (const listener of process.listeners('unhandledRejection')) {
    if (!listeners.includes(listener)) process.removeListener('unhandledRejection', listener);
  }

  const fresh = (): OldDatabase => {
    const created = new Database();
    for (const schema of schemas) created.exec(`ATTACH ':memory:' AS ${schema}`);
    return created;
  };
  let database = fresh();
  const rows = (sql: string): unknown[][] => database.exec(sql).at(-1)?.values ?? [];
  return {
    async reset() {
      database.close();
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
      database.close();
    },
  };
}
