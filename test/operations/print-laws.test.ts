import { assert, asyncProperty, gen } from 'fast-check';
import { expect, test } from 'vitest';
import { emptyCatalog } from '../../src/catalog/catalog.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { printOperations } from '../../src/operations/print.ts';
import { record } from '../../src/recording/recorder.ts';
import { misformatted, revisionText, temporaryFolder, upgradeOf } from '../support/printed.ts';
import { conventions, dialectNames, Random } from '../support/random-nouns.ts';
import { askFor } from '../support/random-operations.ts';

const runs = 800;

test('what is printed, recorded again, gives the same operations, and is as Biome formats it', {
  timeout: 300_000,
}, async () => {
  const folder = temporaryFolder();
  const texts: string[] = [];
  const kinds = new Set<string>();
  await assert(
    asyncProperty(gen(), async (g) => {
      const random = new Random(g);
      const namingConvention = random.pick(conventions);
      const dialect = { name: random.pick(dialectNames), serverVersion: '16', maxIdentifierLength: 63 };
      const options = { dialect, namingConvention, before: emptyCatalog, direction: 'upgrade' as const };
      const operations = operationsOf(await record((op) => askFor(op, random), options));
      for (const { kind } of operations) kinds.add(kind);
      const text = revisionText(printOperations(operations, options));
      texts.push(text);
      expect(operationsOf(await record(await upgradeOf(folder, text), options))).toEqual(operations);
    }),
    { numRuns: runs, seed: 5, endOnFailure: true },
  );
  expect(texts.length).toBe(runs);
  expect(kinds.size).toBe(21);
  expect(misformatted(`${folder}/biome`, texts)).toMatch(/No fixes applied/);
});

function operationsOf(recording: Awaited<ReturnType<typeof record>>): Operation[] {
  return recording.operations.map(({ operation }) => operation);
}
