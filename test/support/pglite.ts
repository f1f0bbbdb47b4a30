import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { citext } from '@electric-sql/pglite/contrib/citext';
import { hstore } from '@electric-sql/pglite/contrib/hstore';
import type { Engine } from './engine.ts';
import { resetPostgres, rowsAsArrays } from './postgres-reset.ts';

let shared: Promise<PGlite> | undefined;

/**
 * PostgreSQL in process, with the extensions `btree_gist`, `hstore` and `citext`. One instance serves all callers of a
 * worker, for it takes seconds to start and hundreds of megabytes; closing it only empties it.
 */
export async function openPglite(): Promise<Engine> {
  shared ??= PGlite.create({ extensions: { btree_gist, citext, hstore } });
  const database = await shared;
  const execute = async (script: string | readonly string[]): Promise<void> => {
    for (const sql of typeof script === 'string' ? [script] : script) await database.exec(sql);
  };
  const reset = () => resetPostgres(execute);
  await reset();
  return {
    reset,
    execute,
    async rows(sql) {
      return rowsAsArrays(await database.query(sql, [], { rowMode: 'array' }));
    },
    close: reset,
  };
}
