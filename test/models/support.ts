import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDialect } from '../../dialects/index.ts';
import { apply } from '../../src/catalog/apply.ts';
import { type Catalog, emptyCatalog, keyOf } from '../../src/catalog/catalog.ts';
import { TsmigError } from '../../src/errors.ts';
import * as tsmig from '../../src/index.ts';
import type { DialectName } from '../../src/model/dialect-options.ts';
import type { NamingConvention } from '../../src/model/naming.ts';
import type { Constraint, ForeignKeyConstraint, Table } from '../../src/model/nouns.ts';
import { catalogOfModels } from '../../src/models/catalog.ts';
import { collectModels } from '../../src/models/collect.ts';
import type { Models } from '../../src/models/models.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { byCodeUnits } from '../../src/revisions/graph.ts';
import { renderOperations } from '../../src/script/compile.ts';
import { temporaryFolder } from '../cli/support.ts';

/** A file of `test/models/fixtures`. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));
}

/** A folder in which packages are found as in our own. */
export function project(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder(files);
  symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(folder, 'node_modules'));
  return folder;
}

/** The models of files, as a command reads them. */
export function modelsOf(...files: readonly string[]): Promise<Models> {
  return collectModels(files, { modules: { tsmig } });
}

/** What the models of files are for a dialect. */
export async function catalogOf(
  files: readonly string[],
  name: DialectName,
  namingConvention: NamingConvention = {},
): Promise<Catalog> {
  return catalogOfModels(await modelsOf(...files), { dialect: await createDialect({ name }), namingConvention });
}

/** The error that something ends with. */
export async function refusalOf(work: Promise<unknown>): Promise<TsmigError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof TsmigError)) throw new Error(`not refused: ${String(error)}`);
  return error;
}

/** A catalog as plain data, by the names of its tables; the order of constraints and indexes does not count. */
export function plain({ tables, types, typeUsers, referencing }: Catalog): unknown {
  const known = tables.values().flatMap((state) => (state.kind === 'known' ? [state.table] : []));
  return {
    tables: Object.fromEntries(
      known.map((table) => [
        keyOf(table),
        { ...table, constraints: sorted(table.constraints), indexes: sorted(table.indexes) },
      ]),
    ),
    types: Object.fromEntries(types.entries()),
    typeUsers: Object.fromEntries(typeUsers.entries()),
    referencing: Object.fromEntries(referencing.entries()),
  };
}

function sorted<T>(list: readonly T[]): T[] {
  const text = (value: T) => JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? String(one) : one));
  return [...list].sort((a, b) => byCodeUnits(text(a), text(b)));
}

/** The statements that make all tables: each after those that it refers to; what closes a circle comes at the end. */
export async function statementsOf(catalog: Catalog, name: DialectName): Promise<string[]> {
  const dialect = await createDialect({ name });
  let before = emptyCatalog;
  const recorded = creation(catalog).map((operation) => {
    const after = apply(before, operation, {});
    const one = { operation, before, after, autocommit: false, source: {} };
    before = after;
    return one;
  });
  return renderOperations(dialect.lower(recorded, 'upgrade'), dialect).map(({ sql }) => sql);
}

function creation({ tables }: Catalog): Operation[] {
  const left = tables.values().flatMap((state) => (state.kind === 'known' ? [state.table] : []));
  const made = new Set<string>();
  const operations: Operation[] = [];
  const atEnd: Operation[] = [];
  while (left.length > 0) {
    const waits = (one: Constraint, table: Table): one is ForeignKeyConstraint => {
      if (one.kind !== 'foreignKey') return false;
      const key = keyOf(one.references.table);
      return key !== keyOf(table) && !made.has(key);
    };
    const ready = left.find((table) => !table.constraints.some((one) => waits(one, table))) ?? left[0];
    if (ready === undefined) break;
    left.splice(left.indexOf(ready), 1);
    const waiting = ready.constraints.filter((one) => waits(one, ready));
    const constraints = ready.constraints.filter((one) => !waits(one, ready));
    operations.push({ kind: 'createTable', ifNotExists: false, table: { ...ready, constraints } });
    atEnd.push(...waiting.map((constraint) => ({ kind: 'createForeignKey' as const, table: ready, constraint })));
    made.add(keyOf(ready));
  }
  return [...operations, ...atEnd];
}
