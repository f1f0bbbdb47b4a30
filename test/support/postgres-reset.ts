/** What a script may have left: roles apart, all objects of a test stand in these schemas. */
const empty = `
DO $$
DECLARE found record;
BEGIN
  FOR found IN SELECT nspname FROM pg_namespace WHERE nspname NOT IN ('pg_catalog', 'information_schema', 'extensions')
    AND nspname NOT LIKE 'pg\\_toast%' AND nspname NOT LIKE 'pg\\_temp%'
  LOOP
    EXECUTE format('DROP SCHEMA %I CASCADE', found.nspname);
  END LOOP;
END $$;
CREATE SCHEMA public;
CREATE SCHEMA app;
CREATE SCHEMA other;
`;
const extensions = ['btree_gist', 'citext', 'hstore'];

/**
 * Empties a PostgreSQL database: dropping schemas costs milliseconds, a new database a hundred. The extensions stand in a
 * schema of their own, which stays, so that they are made once; the search path finds them.
 */
export async function resetPostgres(execute: (sql: string) => Promise<void>): Promise<void> {
  await execute('ROLLBACK');
  await execute('DISCARD ALL');
  await execute(`CREATE SCHEMA IF NOT EXISTS extensions`);
  for (const name of extensions) await execute(`CREATE EXTENSION IF NOT EXISTS ${name} SCHEMA extensions`);
  await execute(empty);
  await execute('SET search_path = public, extensions');
}

export function rowsAsArrays(result: { readonly rows: readonly unknown[] }): unknown[][] {
  return result.rows.map((row) => (Array.isArray(row) ? row : Object.values(row ?? {})));
}
