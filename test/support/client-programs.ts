import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DialectName } from '../../src/model/dialect-options.ts';
import type { ClientName } from '../../src/script/client.ts';

/** A client program and an empty database for it, on the local server. */
export interface ClientProgram {
  readonly dialect: DialectName;
  readonly client: ClientName;
  /** How a text column is read as hexadecimal digits. */
  readonly hex: (column: string) => string;
  /** Empties the database. */
  reset(): unknown;
  /** Feeds the program a script as a file, as an operator does, and gives its exit code and what it said. */
  run(script: string): { readonly code: number | null; readonly told: string };
  /** The rows of one column, without a program's quirks only where it is hexadecimal. */
  column(query: string): string[];
  close(): unknown;
}

interface Shell {
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
}

/** https://www.postgresql.org/docs/current/app-psql.html, with the user's own start-up file, which must not matter. */
export function psql(server = process.env.TSMIG_PG ?? 'postgresql://postgres@127.0.0.1:5432/postgres'): ClientProgram {
  const name = scratchName();
  const url = new URL(server);
  url.pathname = `/${name}`;
  const folder = mkdtempSync(join(tmpdir(), 'tsmig-test-'));
  const startUp = join(folder, 'psqlrc');
  writeFileSync(startUp, '\\set AUTOCOMMIT off\n\\set ON_ERROR_STOP off\n\\encoding LATIN1\n');
  const admin = (sql: string) => succeed({ command: ['psql', '-Xq', '-d', server, '-c', sql] });
  return program({
    dialect: 'postgresql',
    client: 'psql',
    hex: (column) => `encode(convert_to(${column}::text, 'UTF8'), 'hex')`,
    reset() {
      admin(`DROP DATABASE IF EXISTS ${name}`);
      admin(`CREATE DATABASE ${name}`);
    },
    feed: (file) => ({
      command: ['psql', '-d', url.href, '-f', file],
      env: { PSQLRC: startUp },
    }),
    ask: (query) => ({ command: ['psql', '-XAtq', '-d', url.href, '-c', query] }),
    close() {
      admin(`DROP DATABASE IF EXISTS ${name}`);
      rmSync(folder, { recursive: true, force: true });
    },
  });
}

/** https://mariadb.com/kb/en/mariadb-command-line-client/, on a session that reads scripts as badly as it may. */
export function mariadb(): ClientProgram {
  const name = scratchName();
  const { hostname, port, username, password } = new URL(process.env.TSMIG_MARIADB ?? 'mysql://root@127.0.0.1:3306');
  const base = [
    'mariadb',
    `-h${hostname}`,
    `-P${port || '3306'}`,
    `-u${username}`,
    ...(password ? [`-p${password}`] : []),
  ] as const;
  const admin = (sql: string) => succeed({ command: [...base, '-e', sql] });
  return program({
    dialect: 'mariadb',
    client: 'mariadb',
    hex: (column) => `HEX(CONVERT(${column} USING utf8mb4))`,
    reset: () =>
      admin(`DROP DATABASE IF EXISTS ${name}; CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`),
    feed: (file) => ({
      command: [
        'sh',
        '-c',
        `exec "$@" < '${file}'`,
        'sh',
        ...base,
        '--default-character-set=sjis',
        "--init-command=SET SESSION autocommit = 0, sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES')",
        name,
      ],
    }),
    ask: (query) => ({ command: [...base, '-N', '-B', name, '-e', query] }),
    close: () => admin(`DROP DATABASE IF EXISTS ${name}`),
  });
}

/** https://www.sqlite.org/cli.html */
export function sqlite3(): ClientProgram {
  const folder = mkdtempSync(join(tmpdir(), 'tsmig-test-'));
  const database = join(folder, 'test.db');
  return program({
    dialect: 'sqlite',
    client: 'sqlite3',
    hex: (column) => `hex(${column})`,
    reset: () => rmSync(database, { force: true }),
    feed: (file) => ({ command: ['sh', '-c', `exec sqlite3 "$1" < '${file}'`, 'sh', database] }),
    ask: (query) => ({ command: ['sqlite3', '-batch', '-noheader', database, query] }),
    close: () => rmSync(folder, { recursive: true, force: true }),
  });
}

function program({
  feed,
  ask,
  close,
  ...rest
}: Omit<ClientProgram, 'run' | 'column'> & {
  readonly feed: (file: string) => Shell;
  readonly ask: (query: string) => Shell;
}): ClientProgram {
  const folder = mkdtempSync(join(tmpdir(), 'tsmig-test-'));
  const file = join(folder, 'script.sql');
  return {
    ...rest,
    run(script) {
      writeFileSync(file, script);
      const { status, stderr } = execute(feed(file));
      return { code: status, told: stderr };
    },
    column: (query) => succeed(ask(query)).split('\n').slice(0, -1),
    close() {
      close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function scratchName(): string {
  return `tsmig_${randomBytes(6).toString('hex')}`;
}

function execute({ command, env }: Shell) {
  const [file, ...args] = command;
  return spawnSync(file, args, { encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, ...env } });
}

function succeed(shell: Shell): string {
  const { status, stdout, stderr, error } = execute(shell);
  if (status !== 0) throw new Error(`${shell.command[0]}: ${error?.message ?? stderr}`);
  return stdout;
}
