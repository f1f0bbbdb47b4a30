// Laws over seeded random pairs of schemas.
import { assert, property } from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createDialect } from '../../dialects/index.ts';
import { apply } from '../../src/catalog/apply.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { diff } from '../../src/catalog/diff.ts';
import type { Renames } from '../../src/catalog/renames.ts';
import { reverse } from '../../src/catalog/reverse.ts';
import type { Operation } from '../../src/operations/operation.ts';
import type { Dialect } from '../../src/script/dialect.ts';
import { catalogOf, randomPairs } from '../support/random-schema.ts';

const seed = 20261203;
const none: Renames = { tables: new Map(), columns: new Map() };

describe.each([
  { name: 'postgresql' as const, options: {}, runs: 1500 },
  { name: 'sqlite' as const, options: { changesEnums: true }, runs: 500 },
  { name: 'mariadb' as const, options: { portable: true }, runs: 500 },
])('over random pairs of schemas, $name', ({ name, options, runs }) => {
  let dialect: Dialect;
  beforeAll(async () => {
    dialect = await createDialect({ name });
  });
  const compare = (before: Catalog, after: Catalog, renames = none) =>
    diff(before, after, {
      sameType: (a, b) => dialect.type(a) === dialect.type(b),
      sameExpression: (a, b) => dialect.expression(a) === dialect.expression(b),
      renames,
      ownTypes: name === 'postgresql',
    });
  const pairs = randomPairs(options);
  const replay = (operations: readonly Operation[], catalog: Catalog) =>
    operations.reduce((now, operation) => apply(now, operation, {}), catalog);

  test('what differs, applied to the one, gives the other, and reversed gives the one back', () => {
    assert(
      property(pairs, (pair) => {
        const [before, after] = [catalogOf(pair.before, dialect), catalogOf(pair.after, dialect)];
        const { operations, warnings } = compare(before, after, pair.renames);
        expect(warnings.filter((one) => one.includes('one of several'))).toEqual([]);
        const result = replay(operations, before);
        expect(compare(result, after).operations).toEqual([]);
        const undo: Operation[] = [];
        let now = before;
        for (const operation of operations) {
          undo.unshift(...reverse(operation, now));
          now = apply(now, operation, {});
        }
        expect(compare(replay(undo, result), before).operations).toEqual([]);
      }),
      { seed, numRuns: runs },
    );
  });

  test('a schema does not differ from itself, made twice', () => {
    assert(
      property(pairs, ({ before }) => {
        const { operations, warnings } = compare(catalogOf(before, dialect), catalogOf(before, dialect));
        expect([operations, warnings]).toEqual([[], []]);
      }),
      { seed, numRuns: 300 },
    );
  });
});
