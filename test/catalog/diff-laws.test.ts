// Laws over seeded random pairs of schemas.
import { assert, integer, property } from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createDialect } from '../../dialects/index.ts';
import { apply } from '../../src/catalog/apply.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { diff } from '../../src/catalog/diff.ts';
import type { DiffOptions } from '../../src/catalog/diff-options.ts';
import type { Renames } from '../../src/catalog/renames.ts';
import { reverse } from '../../src/catalog/reverse.ts';
import type { Operation } from '../../src/operations/operation.ts';
import type { Dialect } from '../../src/script/dialect.ts';
import { randomPairs } from '../support/random-schema.ts';
import { catalogOf } from '../support/random-schema-catalog.ts';

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
  const compare = (before: Catalog, after: Catalog, renames = none, include?: DiffOptions['include']) =>
    diff(before, after, {
      sameType: (a, b) => dialect.type(a) === dialect.type(b),
      sameExpression: (a, b) => dialect.expression(a) === dialect.expression(b),
      renames,
      ownTypes: name === 'postgresql',
      ...(include && { include }),
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
        expect(factsOf(result, dialect)).toEqual(factsOf(after, dialect));
        const undo: Operation[] = [];
        let now = before;
        for (const operation of operations) {
          undo.unshift(...reverse(operation, now));
          now = apply(now, operation, {});
        }
        const back = replay(undo, result);
        expect(compare(back, before).operations).toEqual([]);
        expect(factsOf(back, dialect)).toEqual(factsOf(before, dialect));
      }),
      { seed, numRuns: runs },
    );
  });

  test('what is left out stays, and differs no more once the rest is done', () => {
    assert(
      property(pairs, integer({ min: 2, max: 7 }), (pair, part) => {
        const include: DiffOptions['include'] = ({ kind, name }) =>
          [...`${kind}${name}`].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % part > 0;
        const [before, after] = [catalogOf(pair.before, dialect), catalogOf(pair.after, dialect)];
        const result = replay(compare(before, after, none, include).operations, before);
        expect(compare(result, after, none, include).operations).toEqual([]);
      }),
      { seed, numRuns: 300 },
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

/** What a catalog says, as sorted lines, without the names of constraints; read without the code under test. */
function factsOf(catalog: Catalog, dialect: Dialect): readonly string[] {
  const plain = (value: unknown): string =>
    JSON.stringify(value, (key, one) => {
      if (key === 'ofColumn' || key === 'name') return undefined;
      if (typeof one === 'bigint') return String(one);
      if (key !== '' && typeof one === 'object' && one !== null && 'kind' in one) return dialect.expression(one);
      return one;
    });
  return catalog.tables
    .values()
    .flatMap((state) => {
      if (state.kind === 'opaque') return ['opaque'];
      const { name, columns, constraints, indexes, comment } = state.table;
      const checks = columns.flatMap((column) => column.checks);
      return [
        `${name} ${comment}`,
        ...columns.map(({ name: column, type, nullable, serverDefault, identity, computed, comment: said }) => {
          const text = plain({
            counts: identity && [identity.always, identity.start ?? 1],
            computed: computed?.expression,
            persisted: computed?.persisted,
            said,
          });
          const value = serverDefault && dialect.expression(serverDefault);
          return `${name}.${column} ${type && dialect.type(type)} ${nullable} ${value} ${text}`;
        }),
        ...[...constraints, ...checks].map((one) => {
          const to = one.kind === 'foreignKey' ? one.references.table.name : '';
          return `${name} ${one.kind} ${to} ${plain(Object.fromEntries(Object.entries(one).sort()))}`;
        }),
        ...indexes.map((one) => `${name} index ${one.name} ${plain(one)}`),
      ];
    })
    .sort();
}
