import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { TsmigError } from '../../src/errors.ts';
import type { DialectName } from '../../src/model/dialect-options.ts';
import { readCorpus, renderCase } from './corpus.ts';
import type { Engine } from './engine.ts';

const corpus = await readCorpus();

/** Executes every case of the corpus on an engine: `setup`, `upgrade`, and what undoes `upgrade` where it can be undone. */
export function describeExecutedCorpus(
  title: string,
  dialect: DialectName,
  engine: Engine,
  skipped: Readonly<Record<string, string>> = {},
): void {
  const cases = corpus.cases.filter(
    (entry) => entry.expected[dialect]?.sql !== undefined || entry.expected[dialect]?.or !== undefined,
  );

  describe(title, () => {
    beforeEach(() => engine.reset());
    let undone = 0;
    afterAll(async () => {
      await engine.close();
      // What only inserts, executes or converts one way has no way back; the others must not fall silent.
      expect(undone).toBeGreaterThan(cases.length / 2);
    });
    test('the corpus has cases for it', () => {
      expect(cases.length).toBeGreaterThan(100);
    });

    for (const entry of cases) {
      const name = `${entry.area}/${entry.name}`;
      const reason = skipped[name];
      if (reason !== undefined) {
        test.skip(`${name}: ${reason}`, () => {});
        continue;
      }
      test(name, async () => {
        const rendered = await renderCase(entry, dialect).catch((error) => {
          if (error instanceof TsmigError && (entry.expected[dialect]?.refuses ?? entry.expected[dialect]?.mayRefuse))
            return undefined;
          throw error;
        });
        if (rendered === undefined)
          return expect(entry.expected[dialect]?.refuses ?? entry.expected[dialect]?.mayRefuse).toBeTruthy();
        await engine.execute(rendered.setup.map((statement) => statement.sql));
        const before = await engine.describe();
        await engine.execute(rendered.upgrade.map((statement) => statement.sql));
        const down = await rendered.downgrade();
        if (down === undefined) return;
        undone++;
        await engine.execute(down.map((statement) => statement.sql));
        expect(await engine.describe()).toEqual(before);
      });
    }
  });
}
