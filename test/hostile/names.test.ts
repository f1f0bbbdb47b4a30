import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { reservedWords } from '../../dialects/reserved-words.ts';
import { TsmigError } from '../../src/errors.ts';
import { type DialectName, dialectNames } from '../../src/model/dialect-options.ts';
import { hostileNames } from '../support/hostile.ts';
import { type NameRole, nameRoles, renderName } from '../support/hostile-names.ts';
import { openPglite } from '../support/pglite.ts';
import { readTokens, type Token, trappedLines } from '../support/sql-reader.ts';
import { openSqlite } from '../support/sqlite.ts';

const shown = (name: string): string => JSON.stringify(name).slice(0, 60);

/** The statements, or undefined where the name is refused in words. */
async function rendered(role: NameRole, name: string, dialect: DialectName): Promise<string[] | undefined> {
  try {
    return await renderName(role, name, dialect);
  } catch (error) {
    if (error instanceof TsmigError && ['value', 'unsupported', 'operation'].includes(error.code)) return undefined;
    throw error;
  }
}

/** What must be taken: the ordinary, and what only needs its quotes. */
const ordinary = [
  'plain',
  'Mixed',
  'UPPER',
  'a b',
  'a.b',
  '1st',
  'a-b',
  "it's",
  'a]b',
  'é',
  '日本語',
  'x'.repeat(30),
  'delimiter',
  'go',
];

test('there are sixty names and more, besides the reserved words', () => {
  const reserved = new Set(dialectNames.flatMap((name) => [...reservedWords[name]]));
  expect(hostileNames.filter((name) => !reserved.has(name)).length).toBeGreaterThan(60);
  expect(hostileNames).toEqual(expect.arrayContaining([...reserved]));
});

describe.each(dialectNames)('In %s a hostile name', (dialect) => {
  const words = reservedWords[dialect];
  /** A name without quotes: nothing that needs them. */
  const stands = (name: string): boolean => /^[a-z_][a-z0-9_$]*$/.test(name) && !words.has(name);

  test.each(nameRoles)('of %s is refused, or nothing but that name', async (role) => {
    const plain = (await renderName(role, 'plain_thing', dialect)).flatMap((sql) => readTokens(sql, dialect));
    const wrong: string[] = [];
    const taken = new Set<string>();
    for (const name of hostileNames) {
      const statements = await rendered(role, name, dialect);
      if (statements === undefined) continue;
      taken.add(name);
      const tokens = statements.flatMap((sql) => readTokens(sql, dialect));
      const same = (token: Token | undefined, i: number): boolean => {
        const expected = plain[i];
        if (expected?.value !== 'plain_thing')
          return token?.kind === expected?.kind && token?.value === expected?.value;
        return token?.value === name && (token.kind === 'name' || stands(name));
      };
      const exact = tokens.length === plain.length && tokens.every(same);
      const trapped = statements.some((sql) => trappedLines(sql, dialect).length > 0);
      // In SQL Server the name of a schema may say its database.
      if (role === 'schema' && dialect === 'mssql' && /[.[]/.test(name)) continue;
      if (!exact || trapped) wrong.push(shown(name));
    }
    expect(wrong).toEqual([]);
    expect(ordinary.filter((name) => !taken.has(name))).toEqual([]);
  });
});

describe.each([
  ['postgresql', await openPglite()],
  ['sqlite', await openSqlite()],
] as const)('%s knows a hostile thing by its name', (dialect, engine) => {
  beforeEach(() => engine.reset());
  afterAll(() => engine.close());
  const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
  /** The schemas that are there already. */
  const standing = new Set(dialect === 'sqlite' ? ['main', 'temp'] : ['public']);
  const found: { readonly [R in NameRole]: string } =
    dialect === 'sqlite'
      ? {
          table: "SELECT name FROM sqlite_schema WHERE type = 'table'",
          column: "SELECT name FROM pragma_table_xinfo('t') WHERE cid = 1",
          index: "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL",
          constraint: '',
          schema: "SELECT name FROM pragma_database_list WHERE name NOT IN ('main', 'temp', 'app', 'other')",
          enum: '',
        }
      : {
          table: "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
          column: "SELECT attname::text FROM pg_attribute WHERE attrelid = 'public.t'::regclass AND attnum = 2",
          index:
            "SELECT relname::text FROM pg_class WHERE relkind = 'i' AND relname <> 't_pkey' AND relnamespace = 'public'::regnamespace",
          constraint: "SELECT conname::text FROM pg_constraint WHERE conrelid = 'public.t'::regclass AND contype = 'c'",
          schema: "SELECT table_schema::text FROM information_schema.tables WHERE table_name = 't'",
          enum: "SELECT typname::text FROM pg_type WHERE typtype = 'e'",
        };

  test.each(nameRoles)('of %s', async (role) => {
    const wrong: string[] = [];
    for (const name of hostileNames) {
      const statements = await rendered(role, name, dialect);
      if (statements === undefined) continue;
      try {
        if (role === 'schema' && !standing.has(name))
          await engine.execute([
            dialect === 'sqlite' ? `ATTACH ':memory:' AS ${quoted(name)}` : `CREATE SCHEMA ${quoted(name)}`,
          ]);
        await engine.execute(statements);
        if (found[role] !== '' && !(role === 'schema' && standing.has(name))) {
          const names = (await engine.rows(found[role])).flat();
          // PGlite's decoder takes a byte order mark away.
          if (names.length !== 1 || (names[0] !== name && name !== '\ufeff'))
            wrong.push(`${shown(name)} is ${JSON.stringify(names)}`);
        }
      } catch (error) {
        wrong.push(`${shown(name)}: ${String(error).slice(0, 80)}`);
      }
      const table = role === 'table' ? quoted(name) : role === 'schema' ? `${quoted(name)}.t` : 't';
      await engine.execute([`DROP TABLE IF EXISTS ${table}`]).catch(() => {});
      if (role === 'schema')
        await engine
          .execute([dialect === 'sqlite' ? `DETACH ${quoted(name)}` : `DROP SCHEMA ${quoted(name)} CASCADE`])
          .catch(() => {});
      if (role === 'enum' && dialect === 'postgresql')
        await engine.execute([`DROP TYPE IF EXISTS public.${quoted(name)}`]);
    }
    expect(wrong).toEqual([]);
  });
});
