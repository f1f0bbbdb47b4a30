// What is generated for random pairs of schemas, printed, type-checked and recorded again, is the same.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createDialect } from '../../dialects/index.ts';
import { generate } from '../../src/autogenerate/generate.ts';
import { apply } from '../../src/catalog/apply.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import type { Renames } from '../../src/catalog/renames.ts';
import { creationOf } from '../../src/catalog/reverse.ts';
import type { DialectName } from '../../src/model/dialect-options.ts';
import type { UniqueConstraint } from '../../src/model/nouns.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { printOperations } from '../../src/operations/print.ts';
import { record } from '../../src/recording/recorder.ts';
import { revisionText, temporaryFolder, upgradeOf } from '../support/printed.ts';
import { randomPair } from '../support/random-schema.ts';
import { catalogOf } from '../support/random-schema-catalog.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const none: Renames = { tables: new Map(), columns: new Map() };

describe.each<readonly [DialectName, number]>([
  ['postgresql', 1000],
  ['sqlite', 500],
  ['mariadb', 500],
])('%s, over %i pairs of schemas', (name, pairs) => {
  test('what is generated, printed and recorded again is the same, and nothing is left', {
    timeout: 240_000,
  }, async () => {
    const dialect = await createDialect({ name });
    const folder = temporaryFolder();
    const options = { dialect, namingConvention: {}, config: {} } as const;
    const texts: string[] = [];
    const recorded = async (operations: readonly Operation[], before: Catalog, direction: 'upgrade' | 'downgrade') => {
      const text = revisionText(printOperations(operations, options));
      if (texts.length < 200) texts.push(text);
      return record(await upgradeOf(folder, text), { dialect, before, direction });
    };
    for (let seed = 1; seed <= pairs; seed++) {
      const pair = randomPair(seed, seed % 9, { portable: name !== 'postgresql', named: name === 'mariadb' });
      const [before, after] = [catalogOf(pair.before, dialect), catalogOf(pair.after, dialect)];
      const { upgrade, downgrade } = generate(before, after, { ...options, renames: pair.renames });
      const up = await recorded(upgrade, before, 'upgrade');
      expect([seed, said(up.operations.map(({ operation }) => operation))]).toEqual([seed, said(upgrade)]);
      const reached = upgrade.reduce((catalog, operation) => apply(catalog, operation, {}), before);
      const down = await recorded(downgrade, reached, 'downgrade');
      expect([seed, said(down.operations.map(({ operation }) => operation))]).toEqual([seed, said(downgrade)]);
      for (const [is, shall] of [
        [up.after, after],
        [down.after, before],
      ] as const) {
        expect([seed, generate(is, shall, { ...options, renames: none }).upgrade]).toEqual([seed, []]);
      }
    }
    await typeCheck(folder, texts);
  });
});

/** What operations say; in what order a column brings its constraints along makes no difference. */
function said(operations: readonly Operation[]): readonly string[] {
  const text = (_key: string, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : isPlain(value) ? Object.fromEntries(Object.entries(value).sort()) : value;
  return flat(operations)
    .map((operation) => JSON.stringify(operation, text))
    .sort();
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a constraint was written as the flag of a column makes no difference. */
function plain({ ofColumn: _, ...constraint }: UniqueConstraint): UniqueConstraint {
  return constraint;
}

/** What a column brings along may also be printed behind it; who made a type is not printed. */
function flat(operations: readonly Operation[]): readonly Operation[] {
  return operations.flatMap((operation): readonly Operation[] => {
    if (operation.kind === 'createType' || operation.kind === 'dropType') return [{ ...operation, implicit: false }];
    if (operation.kind === 'createUniqueConstraint') return [{ ...operation, constraint: plain(operation.constraint) }];
    if (operation.kind !== 'addColumn') return [operation];
    const { table, constraints, indexes } = operation;
    return [
      { ...operation, constraints: [], indexes: [] },
      ...flat(constraints.map((constraint) => creationOf(table, constraint))),
      ...indexes.map((index): Operation => ({ kind: 'createIndex', table, index, ifNotExists: false })),
    ];
  });
}

async function typeCheck(folder: string, texts: readonly string[]): Promise<void> {
  for (const [at, text] of texts.entries()) writeFileSync(join(folder, `checked${at}.ts`), text);
  const compilerOptions = {
    incremental: false,
    noUnusedParameters: false,
    typeRoots: [join(root, 'node_modules/@types')],
    paths: { tsmig: [join(root, 'src/index.ts')] },
  };
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  const settings = { extends: join(root, 'tsconfig.json'), compilerOptions, include: ['checked*.ts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, '--noEmit', '--listFiles', '-p', folder], {
    maxBuffer: 50_000_000,
  }).catch((failure: { readonly stdout: string }) => failure);
  expect(stdout.match(/^.*error TS.*$/gm) ?? []).toEqual([]);
  expect(stdout).toContain(join(folder, 'checked0.ts'));
}
