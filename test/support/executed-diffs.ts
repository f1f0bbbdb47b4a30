import { afterAll, describe, expect, test } from 'vitest';
import { createDialect } from '../../dialects/index.ts';
import { facts, meaning, reversed } from '../../src/autogenerate/generate.ts';
import { type Catalog, emptyCatalog } from '../../src/catalog/catalog.ts';
import { diff } from '../../src/catalog/diff.ts';
import type { Renames } from '../../src/catalog/renames.ts';
import { statementsOf } from '../../src/commands/schema.ts';
import { TsmigError } from '../../src/errors.ts';
import type { Dialect } from '../../src/script/dialect.ts';
import type { Engine } from './engine.ts';
import { randomPair } from './random-schema.ts';
import { catalogOf } from './random-schema-catalog.ts';

type Name = 'postgresql' | 'mariadb' | 'sqlite';

const none: Renames = { tables: new Map(), columns: new Map() };

/**
 * Random pairs of schemas, executed: the one and then what differs must give the same as the other from nothing, and the way
 * back the one again. What the database says of its keys, indexes and checks is asked of it, names apart that it gave itself.
 */
export function describeExecutedDiffs(title: string, name: Name, engine: Engine, runs: number): void {
  describe(title, () => {
    afterAll(() => engine.close());

    test(`${runs} pairs of schemas`, { timeout: 600_000 }, async () => {
      const dialect = await createDialect({ name });
      const refused: string[] = [];
      for (let seed = 1; seed <= runs; seed++) {
        const pair = randomPair(seed, 1 + (seed % 8), { portable: true, named: name === 'mariadb' });
        const [before, after] = [catalogOf(pair.before, dialect), catalogOf(pair.after, dialect)];
        try {
          const up = between(before, after, dialect, pair.renames);
          const scripts = {
            first: statementsOf(between(emptyCatalog, before, dialect, none), emptyCatalog, dialect, 'upgrade'),
            up: statementsOf(up, before, dialect, 'upgrade'),
            down: statementsOf(reversed(up, before), after, dialect, 'downgrade'),
            other: statementsOf(between(emptyCatalog, after, dialect, none), emptyCatalog, dialect, 'upgrade'),
          };
          await compareExecuted(scripts, engine, name, seed);
        } catch (error) {
          if (!(error instanceof TsmigError) || error.code !== 'unsupported') throw error;
          refused.push(`${seed}: ${error.message}`);
        }
      }
      // What a database cannot do is refused, and that is not most of it.
      expect(refused.length).toBeLessThan(runs / 5);
    });
  });
}

function between(before: Catalog, after: Catalog, dialect: Dialect, renames: Renames) {
  return diff(before, after, { ...meaning(dialect), ...facts(dialect, {}), renames }).operations;
}

interface Scripts {
  readonly first: readonly string[];
  readonly up: readonly string[];
  readonly down: readonly string[];
  readonly other: readonly string[];
}

async function compareExecuted(
  { first, up, down, other }: Scripts,
  engine: Engine,
  name: Name,
  seed: number,
): Promise<void> {
  const run = async (what: string, statements: readonly string[]) => {
    for (const sql of statements) {
      await engine.execute([sql]).catch((error: unknown) => {
        throw new Error(`pair ${seed}, ${what}: ${sql}`, { cause: error });
      });
    }
  };
  await engine.reset();
  await run('the one', first);
  const start = await stateOf(engine, name);
  await run('what differs', up);
  const reached = await stateOf(engine, name);
  await run('the way back', down);
  const back = await stateOf(engine, name);
  await engine.reset();
  await run('the other', other);
  expect([seed, reached]).toEqual([seed, await stateOf(engine, name)]);
  expect([seed, back]).toEqual([seed, start]);
}

/** What the database says, sorted; columns by their names, constraints by what they say. */
async function stateOf(engine: Engine, name: Name): Promise<unknown> {
  const rows: unknown[][] = [];
  for (const query of queries[name]) rows.push(...(await engine.rows(query)));
  // A sequence keeps its name when the table or column that owns it gets another.
  const described = JSON.stringify(await engine.describe()).replace(/nextval\('[^']*'/g, "nextval('…'");
  return [JSON.parse(described), rows.map((row) => JSON.stringify(row)).sort()];
}

const queries: Readonly<Record<Name, readonly string[]>> = {
  postgresql: [
    `SELECT conrelid::regclass::text, contype, pg_get_constraintdef(oid), condeferrable, condeferred
     FROM pg_constraint WHERE conrelid <> 0 AND contype <> 'n' AND connamespace::regnamespace::text !~ '^(pg_|information|extensions)'`,
    `SELECT i.indrelid::regclass::text, replace(replace(pg_get_indexdef(i.indexrelid), c.relname, '*'), '""', '')
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE c.relnamespace::regnamespace::text !~ '^(pg_|information|extensions)'`,
    `SELECT c.relname, a.attname, d.description FROM pg_description d JOIN pg_class c ON c.oid = d.objoid
     LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.objsubid AND d.objsubid > 0
     WHERE d.classoid = 'pg_class'::regclass AND c.relnamespace::regnamespace::text !~ '^(pg_|information|extensions)'`,
    `SELECT t.typname, e.enumlabel, e.enumsortorder::int FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid`,
  ],
  mariadb: [
    // The index that the server makes for a foreign key has its name, and stays behind when the foreign key goes.
    `SELECT table_name, non_unique, GROUP_CONCAT(COALESCE(column_name, '') ORDER BY seq_in_index), index_type
     FROM information_schema.statistics WHERE table_schema = DATABASE() AND NOT (non_unique = 1 AND index_name LIKE 'fk%') GROUP BY table_name, index_name, non_unique, index_type`,
    `SELECT k.table_name, GROUP_CONCAT(k.column_name ORDER BY k.ordinal_position), k.referenced_table_name,
       GROUP_CONCAT(k.referenced_column_name ORDER BY k.ordinal_position), r.delete_rule, r.update_rule
     FROM information_schema.key_column_usage k JOIN information_schema.referential_constraints r
       ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name
     WHERE k.table_schema = DATABASE() GROUP BY k.table_name, k.constraint_name, k.referenced_table_name, r.delete_rule, r.update_rule`,
    `SELECT table_name, check_clause FROM information_schema.check_constraints WHERE constraint_schema = DATABASE()`,
    `SELECT table_name, table_comment FROM information_schema.tables WHERE table_schema = DATABASE()`,
  ],
  sqlite: [
    `SELECT m.name, x."unique", x.origin, x.partial, (SELECT group_concat(coalesce(c.name, '*')) FROM pragma_index_info(x.name) c)
     FROM sqlite_master m, pragma_index_list(m.name) x WHERE m.type = 'table'`,
    `SELECT m.name, f."table", f."from", f."to", f.on_delete, f.on_update FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'`,
    `SELECT name, (length(sql) - length(replace(sql, 'CHECK', ''))) / 5 FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'`,
  ],
};
