import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);
const server = process.env.TSMIG_PG ?? 'postgresql://postgres@127.0.0.1:5432/postgres';

/** What `pg_dump --schema-only` writes of a new database in which a script has been executed, as one text. */
export async function dumpOf(script: string): Promise<string> {
  const name = `tsmig_${randomBytes(6).toString('hex')}`;
  const url = new URL(server);
  await execute(url, `CREATE DATABASE ${name}`);
  url.pathname = `/${name}`;
  try {
    await execute(url, script);
    const { stdout } = await run('pg_dump', ['--schema-only', `--dbname=${url.href}`], { maxBuffer: 1e8 });
    return stdout;
  } finally {
    await execute(new URL(server), `DROP DATABASE ${name}`);
  }
}

async function execute(url: URL, script: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(script);
  } finally {
    await client.end();
  }
}

/** A dump without its comments, and without psql's lines, which hold a random word. */
export function comparable(dump: string): string {
  return dump
    .split('\n')
    .filter((line) => !/^(--|\\(un)?restrict )/.test(line))
    .join('\n');
}
