import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import { splitStatements } from '../../src/parsing/split.ts';
import type { Engine } from './engine.ts';

const server = process.env.TSMIG_MARIADB ?? 'mysql://root@127.0.0.1:3306';
/** A database is what a schema is elsewhere. */
const schemas = ['app', 'other'];

/**
 * A scratch database on a real server (`TSMIG_MARIADB`, by default the local one), dropped by `close`; `app` and `other`
 * stand beside it, and are emptied with it.
 */
export async function openMariadb(): Promise<Engine> {
  const name = `tsmig_${randomBytes(6).toString('hex')}`;
  const connection = await createConnection({
    uri: server,
    charset: 'utf8mb4',
    // As the client has it: IGNORE_SPACE would reserve the names of functions.
    flags: ['-IGNORE_SPACE'],
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
  });
  const run = async (sql: string): Promise<void> => {
    await connection.query(sql);
  };
  const rows = async (sql: string): Promise<unknown[][]> => {
    const [found] = await connection.query({ sql, rowsAsArray: true });
    return found as unknown[][];
  };
  const execute = async (statements: readonly string[]): Promise<void> => {
    for (const sql of statements) await run(sql);
  };
  return {
    async reset() {
      const fresh = [name, ...schemas].flatMap((one) => [
        `DROP DATABASE IF EXISTS ${one}`,
        `CREATE DATABASE ${one} CHARACTER SET utf8mb4`,
      ]);
      await execute(['SET foreign_key_checks = 0', ...fresh, `USE ${name}`, 'SET foreign_key_checks = 1']);
    },
    execute,
    // As the client sends it: one statement after the other.
    script: (text) => execute(splitStatements(text, 'mariadb').map((piece) => piece.text)),
    rows,
    async describe() {
      const found = await rows(columns(name));
      const tables = new Map<unknown, unknown[]>();
      for (const [table, ...column] of found) tables.set(table, [...(tables.get(table) ?? []), column]);
      return [...tables];
    },
    async close() {
      await run(`DROP DATABASE IF EXISTS ${name}`);
      await connection.end();
    },
  };
}

/** https://mariadb.com/kb/en/information-schema-columns-table/ */
function columns(name: string): string {
  return `
SELECT IF(c.table_schema = '${name}', c.table_name, CONCAT(c.table_schema, '.', c.table_name)), c.column_name, c.column_type,
  c.collation_name, c.is_nullable, c.column_default, c.extra, c.generation_expression, c.column_comment
FROM information_schema.columns c
JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
WHERE t.table_type = 'BASE TABLE' AND c.table_schema IN ('${name}', ${schemas.map((one) => `'${one}'`).join(', ')})
ORDER BY c.table_schema <> '${name}', c.table_schema, c.table_name, c.column_name`;
}
