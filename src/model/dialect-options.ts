/** The databases that tsmig writes scripts for. */
export type DialectName = 'postgresql' | 'mysql' | 'mariadb' | 'sqlite' | 'mssql' | 'oracle';

export const dialectNames: readonly DialectName[] = ['postgresql', 'mysql', 'mariadb', 'sqlite', 'mssql', 'oracle'];

/** Options that only some dialects have, by dialect. Those of `mysql` serve MariaDB too, unless `mariadb` stands beside them. */
export type DialectOptions = { readonly [D in DialectName]?: Readonly<Record<string, unknown>> };

/** The keys of `given` that name a dialect, as dialect options; undefined entries are left out. */
export function pickDialectOptions(given: object): DialectOptions {
  const picked: Record<string, unknown> = {};
  for (const name of dialectNames) {
    const value = (given as Record<string, unknown>)[name];
    if (value !== undefined) picked[name] = value;
  }
  return picked as DialectOptions;
}
