import { TsmigError } from '../errors.ts';
import { type DialectName, type DialectOptions, dialectNames } from '../model/dialect-options.ts';
import { nearest } from '../model/nearest.ts';

/** What can carry options of a dialect. */
export type OptionBearer =
  | 'table'
  | 'column'
  | 'primaryKey'
  | 'unique'
  | 'foreignKey'
  | 'check'
  | 'exclude'
  | 'index'
  | 'dropIndex'
  | 'alterColumn'
  | 'dropColumn'
  | 'dropTable';

type Keys = { readonly [D in DialectName]?: readonly string[] | 'any' };

const mysqlIndex = ['using', 'length', 'prefix', 'withParser'];
const sqliteConflict = ['onConflict'];

/** Which dialect options there are, after SQLAlchemy's dialect keywords; `any`: the database has too many to list. */
const knownKeys: Readonly<Record<OptionBearer, Keys>> = {
  table: {
    postgresql: ['inherits', 'onCommit', 'partitionBy', 'tablespace', 'using', 'with', 'withOids'],
    mysql: 'any', // https://dev.mysql.com/doc/refman/8.0/en/create-table.html#create-table-options
    mariadb: 'any', // https://mariadb.com/kb/en/create-table/#table-options
    sqlite: ['autoincrement', 'strict', 'withRowid'],
    oracle: ['compress', 'onCommit', 'tablespace'],
  },
  column: {
    sqlite: ['onConflictPrimaryKey', 'onConflictNotNull', 'onConflictUnique'],
    mssql: ['identityStart', 'identityIncrement'],
  },
  primaryKey: {
    postgresql: ['include'],
    mysql: ['using'],
    mariadb: ['using'],
    sqlite: sqliteConflict,
    mssql: ['clustered'],
  },
  unique: {
    postgresql: ['include', 'nullsNotDistinct'],
    sqlite: sqliteConflict,
    mssql: ['clustered'],
  },
  foreignKey: { postgresql: ['notValid'] },
  check: { postgresql: ['notValid'], sqlite: sqliteConflict },
  exclude: { postgresql: ['ops'] },
  index: {
    postgresql: ['concurrently', 'include', 'nullsNotDistinct', 'ops', 'tablespace', 'using', 'where', 'with'],
    mysql: mysqlIndex,
    mariadb: mysqlIndex,
    sqlite: ['where'],
    mssql: ['clustered', 'columnstore', 'include', 'where'],
    oracle: ['bitmap', 'compress', 'vector'],
  },
  dropIndex: { postgresql: ['concurrently'] },
  alterColumn: { postgresql: ['using'], mssql: ['dropDefault', 'dropCheck'] },
  dropColumn: { mssql: ['dropDefault', 'dropCheck', 'dropForeignKey'] },
  dropTable: {},
};

/** Whose entry serves a dialect that has none of its own. */
const standIns: { readonly [D in DialectName]?: DialectName } = { mariadb: 'mysql' };

/** What is said for `dialect` in something keyed by dialects: its own entry, or that of the one that it follows. */
export function entryFor<T>(dialect: DialectName, given: { readonly [D in DialectName]?: T }): T | undefined {
  const standIn = standIns[dialect];
  return given[dialect] ?? (standIn === undefined ? undefined : given[standIn]);
}

/**
 * Refuses dialect options that do not exist, so that a misspelt one is not silently lost.
 * @param what names the bearer in messages, such as `index ix_t_a`.
 */
export function checkDialectOptions(bearer: OptionBearer, options: DialectOptions, what: string): void {
  for (const dialect of dialectNames) {
    const given: unknown = options[dialect];
    if (given === undefined) continue;
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
      throw new TsmigError('operation', `${what}: the ${dialect} options must be an object`, {
        hint: `write ${dialect}: { … }`,
      });
    }
    const known = knownKeys[bearer][dialect] ?? [];
    if (known === 'any') continue;
    for (const key of Object.keys(given)) {
      if (known.includes(key)) continue;
      throw new TsmigError('operation', `${what}: unknown ${dialect} option ${key}`, { hint: hintFor(key, known) });
    }
  }
}

function hintFor(key: string, known: readonly string[]): string {
  if (known.length === 0) return 'there are no options of this dialect here';
  const near = nearest(key, known);
  return near === undefined ? `known: ${known.join(', ')}` : `did you mean ${near}?`;
}
