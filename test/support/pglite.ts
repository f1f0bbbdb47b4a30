import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { citext } from '@electric-sql/pglite/contrib/citext';
import { hstore } from '@electric-sql/pglite/contrib/hstore';
import type { Engine } from './engine.ts';
import { postgresEngine } from './postgres-engine.ts';

let shared: Promise<PGlite> | undefined;

/**
 * PostgreSQL in process, with the extensions `btree_gist`, `hstore` and `citext`. One instance serves all callers of a
 * worker, for it takes seconds to start and hundreds of megabytes; closing it only empties it.
 */
export async function openPglite(): Promise<Engine> {
  shared ??= PGlite.create({ extensions: { btree_gist, citext, hstore } });
  const database = await shared;
  return postgresEngine({
    async run(sql) {
      await database.exec(sql);
    },
    async rows(sql) {
      const { rows } = await database.query<unknown[]>(sql, [], { rowMode: 'array' });
      return rows;
    },
    async close() {},
  });
}
