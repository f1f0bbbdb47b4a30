import { TsmigError } from '../src/errors.ts';
import { type DialectName, dialectNames } from '../src/model/dialect-options.ts';
import { nearest } from '../src/model/nearest.ts';
import type { Dialect, DialectChoice } from '../src/script/dialect.ts';

type Make = (serverVersion: string | undefined) => Dialect;

/** The dialects, each loaded when it is asked for. */
const registry: Readonly<Record<DialectName, () => Promise<Make>>> = {
  postgresql: async () => {
    const { PostgreSQL } = await import('./postgresql/postgresql.ts');
    return (version) => new PostgreSQL(version);
  },
  sqlite: async () => {
    const { SQLite } = await import('./sqlite/sqlite.ts');
    return (version) => new SQLite(version);
  },
  mysql: async () => {
    const { MySQL } = await import('./mysql/mysql.ts');
    return (version) => new MySQL(version);
  },
  mariadb: async () => {
    const { MariaDB } = await import('./mariadb.ts');
    return (version) => new MariaDB(version);
  },
  mssql: async () => {
    const { SQLServer } = await import('./mssql/mssql.ts');
    return (version) => new SQLServer(version);
  },
  oracle: async () => {
    const { Oracle } = await import('./oracle/oracle.ts');
    return (version) => new Oracle(version);
  },
};

/**
 * The dialect of a name, for the server version that is configured, or its default.
 * @throws TsmigError `config` for a name or a version that is not known.
 */
export async function createDialect({ name, serverVersion }: DialectChoice): Promise<Dialect> {
  const load = Object.hasOwn(registry, name) ? registry[name] : undefined;
  if (load === undefined) {
    const near = nearest(String(name), dialectNames);
    throw new TsmigError('config', `there is no dialect ${JSON.stringify(name)}`, {
      hint: near === undefined ? `there are ${dialectNames.join(', ')}` : `did you mean ${near}?`,
    });
  }
  return (await load())(serverVersion);
}
