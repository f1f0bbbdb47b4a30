import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, asyncProperty, gen } from 'fast-check';
import { expect, test } from 'vitest';
import { createDialect } from '../../dialects/index.ts';
import { apply } from '../../src/catalog/apply.ts';
import { type Catalog, emptyCatalog, keyOf } from '../../src/catalog/catalog.ts';
import { reverse } from '../../src/catalog/reverse.ts';
import { s } from '../../src/index.ts';
import type { TableElement } from '../../src/model/dml.ts';
import type { Table } from '../../src/model/nouns.ts';
import { normalizeTable } from '../../src/operations/normalize.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { printModels, printOperations } from '../../src/operations/print.ts';
import { record } from '../../src/recording/recorder.ts';
import {
  exportsOf,
  misformatted,
  modelsText,
  revisionText,
  root,
  temporaryFolder,
  upgradeOf,
} from '../support/printed.ts';
import { historyOf, wishes } from '../support/random-history.ts';
import { conventions, dialectNames, Random } from '../support/random-nouns.ts';
import { askFor } from '../support/random-operations.ts';

const postgresql = await createDialect({ name: 'postgresql' });

/** SQL that may have made any table, so that any can be changed. */
const anything: Catalog = { ...emptyCatalog, opaque: { source: {}, sql: 'CALL make_tables()' } };

function optionsOf(random: Random) {
  const namingConvention = random.pick(conventions);
  const dialect = { name: random.pick(dialectNames), serverVersion: '16', maxIdentifierLength: 63 };
  const before = random.often() ? emptyCatalog : anything;
  return { dialect, namingConvention, before, direction: 'upgrade' as const };
}

function byName(one: Table, other: Table): number {
  return keyOf(one) < keyOf(other) ? -1 : 1;
}

function operationsOf(recording: Awaited<ReturnType<typeof record>>): Operation[] {
  return recording.operations.map(({ operation }) => operation);
}

test('printed operations, recorded again, are the same operations', { timeout: 300_000 }, async () => {
  const folder = temporaryFolder();
  const texts: string[] = [];
  const counts = new Map<string, number>();
  await assert(
    asyncProperty(gen(), async (g) => {
      const random = new Random(g);
      const options = optionsOf(random);
      const operations = operationsOf(await record((op) => askFor(op, random), options));
      for (const { kind } of operations) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      const text = revisionText(printOperations(operations, options));
      texts.push(text);
      expect(operationsOf(await record(await upgradeOf(folder, text), options))).toEqual(operations);
    }),
    { numRuns: 1000, seed: 5 },
  );
  expect(counts.size).toBe(21);
  expect(Math.min(...counts.values())).toBeGreaterThan(10);
  expect(misformatted(join(folder, 'formatted'), texts)).toBe('');
});

test('printed models, read again, are the same tables', { timeout: 300_000 }, async () => {
  const folder = temporaryFolder();
  const texts: string[] = [];
  await assert(
    asyncProperty(gen(), async (g) => {
      const random = new Random(g);
      const options = optionsOf(random);
      const { after } = await record((op) => {
        for (const ask of random.some(
          3,
          () => () => op.createTable(random.name(), random.elements(), { comment: random.text() }),
          1,
        )) {
          try {
            ask();
          } catch {
            // It does not fit those before it.
          }
        }
      }, options);
      const tables = [...after.tables.values()].flatMap((state) => (state.kind === 'known' ? [state.table] : []));
      const types = random.often() ? [s.enum(['a', random.name()], { name: random.name() })] : [];
      if (tables.length + types.length === 0) return;
      const text = modelsText(printModels(tables, types, options));
      texts.push(text);
      const exported = Object.values(await exportsOf(folder, text));
      const isTable = (one: unknown): one is TableElement => (one as TableElement).kind === 'tableElement';
      const read = exported.filter(isTable).map((one) => normalizeTable(one, one.elements, options));
      // A module's exports come in the order of their names.
      expect(read.toSorted(byName)).toEqual(tables.toSorted(byName));
      expect(exported.filter((one) => !isTable(one))).toEqual(types);
    }),
    { numRuns: 500, seed: 6 },
  );
  expect(texts.length).toBeGreaterThan(400);
  expect(misformatted(join(folder, 'formatted'), texts)).toBe('');
});

test('what takes operations back, printed and recorded, has the same effect', { timeout: 300_000 }, async () => {
  const folder = temporaryFolder();
  const texts: string[] = [];
  await assert(
    asyncProperty(wishes, async (all) => {
      for (const { before, operations } of await historyOf(all, postgresql)) {
        let catalog = before;
        for (const operation of operations) {
          const after = apply(catalog, operation, {});
          if (operation.kind !== 'execute') await checkReverse(reverse(operation, catalog), after);
          catalog = after;
        }
      }
    }),
    { numRuns: 60, seed: 7 },
  );
  expect(texts.length).toBeGreaterThan(500);
  expect(misformatted(join(folder, 'formatted'), texts)).toBe('');

  async function checkReverse(operations: readonly Operation[], before: Catalog): Promise<void> {
    const options = { dialect: postgresql, namingConvention: {}, before, direction: 'downgrade' as const };
    const text = revisionText(printOperations(operations, options));
    texts.push(text);
    const { after } = await record(await upgradeOf(folder, text), options);
    const wanted = operations.reduce((catalog, operation) => apply(catalog, operation, {}), before);
    expect(tablesOf(after)).toEqual(tablesOf(wanted));
  }
});

/** The tables by name, their constraints and indexes in an order of their own. */
function tablesOf(catalog: Catalog): readonly unknown[] {
  const sorted = (items: readonly object[]) => items.map((item) => JSON.stringify(item)).sort();
  return [...catalog.tables.values()]
    .flatMap((state) => (state.kind === 'known' ? [state.table] : []))
    .toSorted(byName)
    .map((table) => ({ ...table, constraints: sorted(table.constraints), indexes: sorted(table.indexes) }));
}

test('what is printed type-checks', { timeout: 120_000 }, async () => {
  const folder = temporaryFolder();
  const files: string[] = [];
  await assert(
    asyncProperty(gen(), async (g) => {
      const random = new Random(g, true);
      const options = optionsOf(random);
      const { operations, after } = await record((op) => askFor(op, random), options);
      const own = operations.map(({ operation }) => operation);
      const tables = [...after.tables.values()].flatMap((state) => (state.kind === 'known' ? [state.table] : []));
      files.push(revisionText(printOperations(own, options)));
      if (tables.length > 0) files.push(modelsText(printModels(tables, [], options)));
    }),
    { numRuns: 400, seed: 8 },
  );
  for (const [at, text] of files.entries()) writeFileSync(join(folder, `printed${at}.ts`), text);
  const compilerOptions = {
    incremental: false,
    typeRoots: [join(root, 'node_modules/@types')],
    paths: { tsmig: [join(root, 'src/index.ts')] },
  };
  const settings = { extends: join(root, 'tsconfig.json'), compilerOptions, include: ['*.ts'] };
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '--noEmit', '--listFiles', '-p', folder], { encoding: 'utf8' });
  expect(stdout.split('\n').filter((line) => line.includes('error TS'))).toEqual([]);
  expect(stdout).toContain(join(folder, `printed${files.length - 1}.ts`));
});
