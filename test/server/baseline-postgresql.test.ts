import { readFileSync } from 'node:fs';
import { assert, asyncProperty } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDialect } from '../../dialects/index.ts';
import { readPostgresqlDump } from '../../src/baseline/postgresql.ts';
import { type Catalog, emptyCatalog } from '../../src/catalog/catalog.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { rendered } from '../support/baseline.ts';
import { comparable, dumpOf } from '../support/pg-dump.ts';
import { historyOf, wishes } from '../support/random-history.ts';
import { factsOf } from '../support/schema-facts.ts';

const dialect = await createDialect({ name: 'postgresql', serverVersion: '15' });

/** The operations that a dump is read into, and the dump of a database in which they have been executed. */
async function roundTrip(dump: string) {
  const { operations, verbatim } = await readPostgresqlDump(dump, { file: 'schema.sql', dialect });
  const { statements, after } = rendered(operations, dialect);
  return { operations, verbatim, after, again: await dumpOf(statements.map((sql) => `${sql};`).join('\n')) };
}

function tablesIn(dump: string): number {
  return dump.match(/^CREATE (UNLOGGED )?TABLE /gm)?.length ?? 0;
}

/** The facts of a catalog, but which columns have a default: that of SERIAL is one after its table has another name. */
function facts(catalog: Catalog) {
  return JSON.parse(JSON.stringify(factsOf(catalog, 'postgresql')).replaceAll(' DEFAULT"', '"'));
}

function count(operations: readonly Operation[], kind: Operation['kind']): number {
  return operations.filter((operation) => operation.kind === kind).length;
}

describe('a dump of PostgreSQL, read and executed, gives the same dump', () => {
  test('of a shop with fifty tables in three schemas', { timeout: 60_000 }, async () => {
    const dump = await dumpOf(readFileSync('test/baseline/schemas/postgresql-shop.sql', 'utf8'));
    const { operations, again } = await roundTrip(dump);
    expect(comparable(again)).toBe(comparable(dump));
    expect(tablesIn(dump)).toBe(53);
    // Not: two tables of inheritance and their parent, a partitioned one with its two parts, NO INHERIT, OF, no columns.
    expect(count(operations, 'createTable')).toBe(44);
    expect(count(operations, 'createIndex')).toBe(11);
    expect(count(operations, 'createType')).toBe(7);
  });

  test('of what is easily got wrong: names, order, counting, partitions', { timeout: 60_000 }, async () => {
    const dump = await dumpOf(readFileSync('test/baseline/schemas/postgresql-traps.sql', 'utf8'));
    const { operations, again } = await roundTrip(dump);
    expect(comparable(again)).toBe(comparable(dump));
    expect(tablesIn(dump)).toBe(50);
    expect(count(operations, 'createTable')).toBe(44);
    expect(count(operations, 'createIndex')).toBe(11);
    expect(count(operations, 'createType')).toBe(8);
    const later = operations.flatMap((one) => (one.kind === 'createForeignKey' ? [one.constraint.name] : []));
    expect(later).toEqual(['a_second_other_fkey', 'by_index_refers_y_x_fkey']);
  });

  test('of random histories, whose catalog it gives as well', { timeout: 300_000 }, async () => {
    await assert(
      asyncProperty(wishes, async (list) => {
        const history = await historyOf(list, dialect);
        const operations = history.flatMap((revision) => revision.operations);
        const dump = await dumpOf(rendered(operations, dialect).statements.join(';\n'));
        const { after, again } = await roundTrip(dump);
        expect(comparable(again)).toBe(comparable(dump));
        expect(facts(after)).toEqual(facts(history.at(-1)?.after ?? emptyCatalog));
      }),
      { seed: 20261127, numRuns: 30 },
    );
  });
});
