import { assert, asyncProperty, string } from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { s } from '../../src/index.ts';
import type { DialectName } from '../../src/model/dialect-options.ts';
import type { DataType } from '../../src/model/types.ts';
import { render } from '../../src/testing.ts';
import type { Engine } from './engine.ts';
import { asText, storedByDialect, storedNumbers, storedStrings } from './values.ts';

/** Writes values by `bulkInsert` and by `sql`, and reads them back as text: exactly what went in. */
export function describeStoredValues(title: string, dialect: DialectName, engine: Engine): void {
  const store = async (type: DataType, value: unknown): Promise<void> => {
    await engine.reset();
    const statements = await render(
      (op) => {
        const t = op.createTable('v', [s.column('id', s.integer(), { autoincrement: false }), s.column('v', type)]);
        op.bulkInsert(t, [{ id: 1, v: value as never }]);
        op.execute(t.insert({ id: 2, v: value as never }));
        op.execute(t.update({ v: value as never }).where(t.c.id.eq(2)));
      },
      { dialect },
    );
    await engine.execute(statements);
  };

  describe(title, () => {
    beforeEach(() => engine.reset());
    afterAll(() => engine.close());

    test.each([...storedStrings, ...storedNumbers, ...(storedByDialect[dialect] ?? [])])(
      '$title is read back as it was written',
      async ({ type, value, text, read = asText[dialect] ?? 'CAST(v AS TEXT)' }) => {
        await store(type, value);
        expect(await engine.rows(`SELECT ${read} FROM v ORDER BY id`)).toEqual([[text], [text]]);
      },
    );

    test('random strings are read back as they were written', async () => {
      await assert(
        asyncProperty(
          string({ unit: 'grapheme', maxLength: 60 }),
          string({ unit: 'binary', maxLength: 60 }),
          async (one, two) => {
            const values = [one, two].map((text) => text.replaceAll('\0', ''));
            await engine.reset();
            await engine.execute(
              await render(
                (op) => {
                  const t = op.createTable('v', [
                    s.column('id', s.integer(), { autoincrement: false }),
                    s.column('v', s.text()),
                  ]);
                  op.bulkInsert(
                    t,
                    values.map((v, id) => ({ id, v })),
                  );
                },
                { dialect },
              ),
            );
            expect(await engine.rows('SELECT v FROM v ORDER BY id')).toEqual(values.map((value) => [value]));
          },
        ),
        { seed: 20261121, numRuns: 60 },
      );
    });
  });
}
