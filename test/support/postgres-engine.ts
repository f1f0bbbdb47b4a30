import { splitStatements } from '../../src/parsing/split.ts';
import type { Engine } from './engine.ts';

/** What differs between PostgreSQL in process and on a server. */
export interface PostgresConnection {
  /** Sends one query string. */
  run(sql: string): Promise<void>;
  rows(sql: string): Promise<unknown[][]>;
  close(): Promise<void>;
}

const extensions = ['btree_gist', 'citext', 'hstore'];
/** All objects of a test stand in schemas: dropping those costs milliseconds, a new database a hundred. */
const empty = `
DO $$
DECLARE found record;
BEGIN
  FOR found IN SELECT nspname FROM pg_namespace
    WHERE nspname NOT IN ('pg_catalog', 'information_schema', 'extensions') AND nspname !~ '^pg_(toast|temp)'
  LOOP
    EXECUTE format('DROP SCHEMA %I CASCADE', found.nspname);
  END LOOP;
END $$;
CREATE SCHEMA public;
CREATE SCHEMA app;
CREATE SCHEMA other;
`;
const tables = `
SELECT CASE n.nspname WHEN 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END,
  coalesce((
    SELECT json_agg(json_build_array(a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
      pg_get_expr(d.adbin, d.adrelid)) ORDER BY a.attname)
    FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  ), '[]')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'extensions') AND n.nspname !~ '^pg_'
ORDER BY n.nspname <> 'public', n.nspname, c.relname
`;

/**
 * PostgreSQL as an engine, emptied. The extensions stand in a schema of their own, which stays, so that they are made once;
 * the search path finds them.
 */
export async function postgresEngine(connection: PostgresConnection): Promise<Engine> {
  const { run, rows, close } = connection;
  const execute = async (statements: readonly string[]): Promise<void> => {
    for (const sql of statements) await run(sql);
  };
  const reset = async (): Promise<void> => {
    // Where no transaction is under way, this is only a warning.
    await execute(['ROLLBACK', 'DISCARD ALL', empty, 'SET search_path = public, extensions']);
  };
  await execute(['CREATE SCHEMA IF NOT EXISTS extensions']);
  await execute(extensions.map((name) => `CREATE EXTENSION IF NOT EXISTS ${name} SCHEMA extensions`));
  await reset();
  return {
    reset,
    execute,
    // As psql sends it: one statement after the other, so that each is its own transaction unless the script says otherwise.
    script: (text) => execute(splitStatements(text, 'postgresql').map((piece) => piece.text)),
    rows,
    describe: () => rows(tables),
    async close() {
      await reset();
      await close();
    },
  };
}
