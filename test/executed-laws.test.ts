// Laws over seeded random histories, executed: what the database holds after each revision is what the catalog says.
import { assert, asyncProperty } from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { createDialect } from '../dialects/index.ts';
import { type Catalog, emptyCatalog } from '../src/catalog/catalog.ts';
import { compile } from '../src/script/compile.ts';
import type { Dialect } from '../src/script/dialect.ts';
import type { Engine } from './support/engine.ts';
import { openPglite } from './support/pglite.ts';
import { historyOf, type RandomRevision, wishes } from './support/random-history.ts';
import { factsOf, readFacts } from './support/schema-facts.ts';
import { openSqlite } from './support/sqlite.ts';

const versionTable = { name: 'alembic_version', primaryKey: true };
const seed = 20261121;

describe.each([
  { name: 'sqlite', open: openSqlite, numRuns: 200 },
  { name: 'postgresql', open: openPglite, numRuns: 20 },
] as const)('random histories on $name', ({ name, open, numRuns }) => {
  test('leave the schema that the catalog says, and keep the rows, up, down and up again', {
    timeout: 120_000,
  }, async () => {
    const engine = await open();
    const dialect = await createDialect({ name });
    afterAll(() => engine.close());
    let undone = 0;
    await assert(
      asyncProperty(wishes, async (list) => {
        const all = await historyOf(list, dialect);
        await engine.reset();
        await upgrade(all, engine, dialect);
        if (!(await downgrade(all, engine, dialect))) return;
        undone++;
        await upgrade(all, engine, dialect);
      }),
      { seed, numRuns },
    );
    expect(undone).toBeGreaterThan(numRuns / 2);
  });
});

async function upgrade(all: readonly RandomRevision[], engine: Engine, dialect: Dialect): Promise<void> {
  for (const [at, revision] of all.entries()) {
    const before = await readRows(engine, revision.before);
    await engine.script(await scriptOf(revision, 'upgrade', all, all.slice(0, at), dialect));
    expect(await readFacts(engine, nameOf(dialect))).toEqual(factsOf(revision.after, nameOf(dialect)));
    const after = await readRows(engine, revision.after);
    for (const rows of after.values()) expect(rows.map((row) => row.id)).toEqual([0, 1]);
    expectKept(before, after);
  }
}

/** @returns false where a column that comes back empty cannot have the constraint that it had. */
async function downgrade(all: readonly RandomRevision[], engine: Engine, dialect: Dialect): Promise<boolean> {
  for (const [at, revision] of [...all.entries()].reverse()) {
    const before = await readRows(engine, revision.after);
    try {
      await engine.script(await scriptOf(revision, 'downgrade', all, all.slice(0, at + 1), dialect));
    } catch (error) {
      if (
        /NOT NULL constraint failed|UNIQUE constraint failed|contains null values|could not create unique/.test(
          String(error),
        )
      )
        return false;
      throw error;
    }
    expect(await readFacts(engine, nameOf(dialect))).toEqual(factsOf(revision.before, nameOf(dialect)));
    expectKept(before, await readRows(engine, revision.before));
  }
  expect(await readFacts(engine, nameOf(dialect))).toEqual(factsOf(emptyCatalog, nameOf(dialect)));
  return true;
}

type Row = Readonly<Record<string, unknown>>;

/** A value that was the row's id is so still, where the table and the column have their names still; no row is lost. */
function expectKept(before: ReadonlyMap<string, readonly Row[]>, after: ReadonlyMap<string, readonly Row[]>): void {
  for (const [table, rows] of after) {
    const old = before.get(table);
    if (old === undefined || old.length === 0) continue;
    expect([table, rows.length]).toEqual([table, old.length]);
    for (const [at, row] of rows.entries()) {
      const kept = Object.entries(old[at] ?? {}).filter(([column, value]) => column in row && value === row.id);
      for (const [column, value] of kept) expect([table, column, row[column]]).toEqual([table, column, value]);
    }
  }
}

async function readRows(engine: Engine, catalog: Catalog): Promise<Map<string, readonly Row[]>> {
  const read = new Map<string, readonly Row[]>();
  for (const state of catalog.tables.values()) {
    if (state.kind !== 'known') continue;
    const names = state.table.columns.filter(({ computed }) => computed === undefined).map(({ name }) => name);
    const list = names.map((name) => `"${name.replaceAll('"', '""')}"`).join(', ');
    const rows = await engine.rows(`SELECT ${list} FROM "${state.table.name.replaceAll('"', '""')}" ORDER BY id`);
    read.set(
      state.table.name,
      rows.map((row) => Object.fromEntries(row.map((value, at) => [names[at] ?? '', numberOf(value)]))),
    );
  }
  return read;
}

function numberOf(value: unknown): unknown {
  return value === null ? null : Number(value);
}

async function scriptOf(
  revision: RandomRevision,
  direction: 'upgrade' | 'downgrade',
  all: readonly RandomRevision[],
  applied: readonly RandomRevision[],
  dialect: Dialect,
): Promise<string> {
  const step = { revision, direction, createsVersionTable: false, versionChanges: [] };
  const orderOf = (one: RandomRevision) => all.indexOf(one);
  const [compiled] = await compile([step], { dialect, applied, orderOf, versionTable });
  if (compiled === undefined) throw new Error('one step gives one compiled step');
  const statements = compiled.statements.map(({ sql }) => `${sql};`);
  return [...compiled.frame.before, 'BEGIN;', ...statements, 'COMMIT;', ...compiled.frame.after].join('\n');
}

function nameOf({ name }: Dialect): 'sqlite' | 'postgresql' {
  if (name === 'sqlite' || name === 'postgresql') return name;
  throw new Error(`no random history runs on ${name}`);
}
