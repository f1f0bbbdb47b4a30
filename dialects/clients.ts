import { TsmigError } from '../src/errors.ts';
import type { DialectName } from '../src/model/dialect-options.ts';
import type { ClientName } from '../src/script/client.ts';

/** The lines that make a client stop at the first error, and read a script as it is meant. */
export interface Client {
  readonly dialects: readonly DialectName[];
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Lines of the dialect's own frame that these lines say better. */
  readonly replaces?: readonly string[];
}

const mysqlModes = [
  // The client's own command, so that it, too, reads UTF-8: in SJIS or GBK a character may hold a backslash or swallow a quote.
  '\\C utf8mb4',
  // Version rows must not be left to what the client does at its end (init_connect may turn it off).
  'SET SESSION autocommit = 1;',
  // Scripts write a backslash in a string as two, and a value that does not fit must be an error, not be cut:
  // https://dev.mysql.com/doc/refman/8.4/en/sql-mode.html
  "SET SESSION sql_mode = CONCAT('STRICT_ALL_TABLES,', REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', ''));",
  // Instants are written in UTC, and a TIMESTAMP is read in the session's zone.
  "SET SESSION time_zone = '+00:00';",
];

/**
 * What a SQLite script that rebuilds says to whoever applies it without `.bail on`: without -bail the shell goes on after
 * a copy that failed, and drops the table with its rows. https://www.sqlite.org/cli.html
 */
export const firstErrorEnds =
  '-- The first error must end this script (sqlite3 -bail): tables are dropped once their rows are copied.';

/** Each client by its name; `none` is Alembic's plain form. */
export const clients: Readonly<Record<ClientName, Client>> = {
  /** https://www.postgresql.org/docs/current/app-psql.html */
  psql: {
    dialects: ['postgresql'],
    // A start-up file may turn AUTOCOMMIT off: what stands outside of BEGIN and COMMIT would be rolled back at the end.
    before: [
      '\\set ON_ERROR_STOP on',
      '\\set AUTOCOMMIT on',
      '\\encoding UTF8',
      'SET standard_conforming_strings = on;',
    ],
    after: [],
  },
  /** Stops at the first error by itself, unless --force is given: https://dev.mysql.com/doc/refman/8.4/en/mysql-command-options.html */
  mysql: { dialects: ['mysql'], before: mysqlModes, after: [] },
  /** https://mariadb.com/kb/en/mariadb-command-line-client/ */
  mariadb: { dialects: ['mariadb'], before: mysqlModes, after: [] },
  /** https://www.sqlite.org/cli.html */
  sqlite3: { dialects: ['sqlite'], before: ['.bail on'], after: [], replaces: [firstErrorEnds] },
  /**
   * https://learn.microsoft.com/sql/tools/sqlcmd/sqlcmd-commands, SET XACT_ABORT, SET QUOTED_IDENTIFIER; without DATEFORMAT
   * ymd a DATETIME such as '2026-01-02 03:04:05' is read by the language of the login.
   */
  sqlcmd: {
    dialects: ['mssql'],
    before: [':on error exit', 'SET XACT_ABORT ON;\nSET QUOTED_IDENTIFIER ON;\nSET DATEFORMAT ymd;\nGO'],
    after: [],
  },
  /** https://docs.oracle.com/en/database/oracle/oracle-database/19/sqpug/ */
  sqlplus: {
    dialects: ['oracle'],
    before: [
      'WHENEVER SQLERROR EXIT FAILURE ROLLBACK',
      'WHENEVER OSERROR EXIT FAILURE ROLLBACK',
      'SET DEFINE OFF',
      'SET SQLBLANKLINES ON',
    ],
    // DDL commits by itself; the last version row would be left to what the client does at its end.
    after: ['COMMIT;'],
  },
  none: { dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'mssql', 'oracle'], before: [], after: [] },
};

/** The client that a dialect's scripts are for when nobody says: what `tsmig init` writes down. */
export function clientOf(dialect: DialectName): ClientName {
  const names = Object.keys(clients) as ClientName[];
  return names.find((name) => clients[name].dialects.includes(dialect)) ?? 'none';
}

/** A client that fits the dialect. */
export function requireClient(name: ClientName, dialect: DialectName): Client {
  const client = clients[name];
  if (client.dialects.includes(dialect)) return client;
  throw new TsmigError('config', `the client ${name} does not read scripts for ${dialect}`, {
    hint: `say ${clientOf(dialect)}, or none`,
  });
}
