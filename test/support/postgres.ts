import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Engine } from './engine.ts';
import { postgresEngine } from './postgres-engine.ts';

const server = process.env.TSMIG_PG ?? 'postgresql://postgres@127.0.0.1:5432/postgres';

/** A scratch database on a real server (`TSMIG_PG`, by default the local one), dropped by `close`. */
export async function openPostgres(): Promise<Engine> {
  const name = `tsmig_${randomBytes(6).toString('hex')}`;
  await asAdmin(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  return postgresEngine({
    async run(sql) {
      await client.query(sql);
    },
    async rows(sql) {
      return (await client.query({ text: sql, rowMode: 'array' })).rows;
    },
    async close() {
      await client.end();
      await asAdmin(`DROP DATABASE ${name}`);
    },
  });
}

async function asAdmin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
