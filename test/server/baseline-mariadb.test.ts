import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDialect } from '../../dialects/index.ts';
import { readMysqlDump } from '../../src/baseline/mysql.ts';
import { rendered } from '../support/baseline.ts';

const server = new URL(process.env.TSMIG_MARIADB ?? 'mysql://root@127.0.0.1:3306');
const env = { ...process.env, MYSQL_PWD: decodeURIComponent(server.password) };
const login = [`--user=${server.username}`, `--host=${server.hostname}`, `--port=${server.port || '3306'}`];
const [source, copy] = ['', '_copy'].map((end) => `tsmig_${randomBytes(6).toString('hex')}${end}`) as [string, string];
const shop = new URL('../baseline/schemas/mariadb-shop.sql', import.meta.url);

const run = (script: string, ...to: string[]) =>
  execFileSync('mariadb', ['--no-defaults', ...login, ...to], { env, input: script });

function dump(database: string, ...more: string[]): string {
  const options = ['--no-defaults', ...login, '--no-data', '--skip-comments', ...more, database];
  return execFileSync('mariadb-dump', options, { env, encoding: 'utf8' });
}

beforeAll(() => {
  run([source, copy].map((name) => `CREATE DATABASE ${name} CHARACTER SET utf8mb4;`).join('\n'));
  run(readFileSync(shop, 'utf8'), source);
});
afterAll(() => {
  run([source, copy].map((name) => `DROP DATABASE IF EXISTS ${name};`).join('\n'));
});

test('a dump of fifty tables, read and executed on an empty database, gives the same dump', async () => {
  const before = dump(source, '--routines', '--events');
  const dialect = await createDialect({ name: 'mariadb' });
  const { operations, verbatim } = await readMysqlDump(before, { file: 'shop.sql', dialect });
  const { statements } = rendered(operations, dialect);
  run(`DELIMITER //\n${statements.map((sql) => `${sql}\n//\n`).join('')}`, copy);

  const withoutCounters = (text: string) => text.replace(/ AUTO_INCREMENT=\d+/g, '');
  expect(withoutCounters(dump(copy, '--routines', '--events'))).toBe(withoutCounters(before));
  expect(operations.filter(({ kind }) => kind === 'createTable')).toHaveLength(47);
  expect(verbatim.map(({ why }) => why)).toEqual([
    'there is no operation for it', // the sequence
    'what has a body is kept as it is', // the trigger of account
    'not read: USING HASH of a key',
    'not read: INVISIBLE of a column',
    'not read: PARTITION of a table',
    'what has a body is kept as it is', // the trigger of order
    'not read: WITH of a table',
    'what has a body is kept as it is', // the event
    'what has a body is kept as it is', // the function
    'what follows is kept with this mode',
    'what has a body is kept as it is', // the procedure in ANSI_QUOTES
    'what has a body is kept as it is', // the other one
    'there is no operation for a view',
    'there is no operation for a view',
  ]);
});
