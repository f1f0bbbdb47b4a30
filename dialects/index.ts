import { TsmigError } from '../src/errors.ts';
import { type DialectName, dialectNames } from '../src/model/dialect-options.ts';
import { nearest } from '../src/model/nearest.ts';
import type { Dialect, DialectChoice } from '../src/script/dialect.ts';

type Make = (serverVersion: string | undefined) => Dialect;

/** The dialects, each loaded when it is asked for. Null: not written yet. */
const registry: Readonly<Record<DialectName, (() => Promise<Make>) | null>> = {
  postgresql: async () => {
    const { PostgreSQL } = await import('./postgresql/postgresql.ts');
    return (version) => new PostgreSQL(version);
  },
  sqlite: async () => {
    const { SQLite } = await import('./sqlite/sqlite.ts');
    return (version) => new SQLite(version);
  },
  mysql: null,
  mariadb: null,
  mssql: null,
  oracle: null,
};

/** The dialects that are written. */
export const supportedDialects: readonly DialectName[] = dialectNames.filter((name) => registry[name] !== null);

/**
 * The dialect of a name, for the server version that is configured, or its default.
 * @throws TsmigError `config` for a name or a version that is not known, `unsupported` for a dialect that is not written yet.
 */
export async function createDialect({ name, serverVersion }: DialectChoice): Promise<Dialect> {
  const load = Object.hasOwn(registry, name) ? registry[name] : undefined;
  if (load === undefined) {
    const near = nearest(String(name), dialectNames);
    throw new TsmigError('config', `there is no dialect ${JSON.stringify(name)}`, {
      hint: near === undefined ? `there are ${dialectNames.join(', ')}` : `did you mean ${near}?`,
    });
  }
  if (load === null) throw new TsmigError('unsupported', `the dialect ${name} is not written yet`);
  return (await load())(serverVersion);
}
