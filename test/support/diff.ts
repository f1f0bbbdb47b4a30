import type { Catalog } from '../../src/catalog/catalog.ts';
import { diff } from '../../src/catalog/diff.ts';
import type { Difference, DiffOptions } from '../../src/catalog/diff-options.ts';
import type { Renames } from '../../src/catalog/renames.ts';
import type { Expression } from '../../src/model/expressions.ts';
import type { Column, Table } from '../../src/model/nouns.ts';
import { DataType } from '../../src/model/types.ts';
import * as c from './catalog.ts';

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const options: DiffOptions = {
  sameType: same,
  sameExpression: same,
  renames: { tables: new Map(), columns: new Map() },
};
/** The catalog of these tables. */
export const catalog = (...tables: readonly Table[]): Catalog => c.replay(tables.map((one) => c.createTable(one)));
/** What differs, where types and expressions are the same that are made of the same. */
export const compare = (before: Catalog, after: Catalog, given: Partial<DiffOptions> = {}): Difference =>
  diff(before, after, { ...options, ...given });
/** New names by old ones. */
export const renames = (
  tables: Record<string, string>,
  columns: Record<string, Record<string, string>> = {},
): Renames => ({
  tables: new Map(Object.entries(tables)),
  columns: new Map(Object.entries(columns).map(([table, names]) => [table, new Map(Object.entries(names))])),
});
export const bigInteger = new DataType({ kind: 'bigInteger' });
export const id: Column = c.column('id', { nullable: false });
export const literal = (value: unknown): Expression => ({ kind: 'literal', value });
