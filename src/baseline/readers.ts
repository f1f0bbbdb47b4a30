import { TsmigError } from '../errors.ts';
import type { DialectName } from '../model/dialect-options.ts';
import type { DumpReader } from './baseline.ts';

const postgresql = async () => (await import('./postgresql.ts')).postgresqlDumps;
const sqlite = async () => (await import('./sqlite.ts')).sqliteDumps;
const mysql = async () => (await import('./mysql.ts')).mysqlDumps;

/** What reads the dumps of a database; each is loaded when it is needed. */
const readers: { readonly [D in DialectName]?: () => Promise<DumpReader> } = {
  postgresql,
  mysql,
  mariadb: mysql,
  sqlite,
};

/**
 * The reader of dumps of a database.
 *
 * @throws TsmigError `unsupported` where there is none.
 */
export async function readerOf(dialect: DialectName): Promise<DumpReader> {
  const load = readers[dialect];
  if (load !== undefined) return load();
  throw new TsmigError('unsupported', `tsmig reads no dumps of ${dialect}`, {
    hint: `it reads those of ${Object.keys(readers).join(', ')}; write the first revision by hand`,
  });
}
