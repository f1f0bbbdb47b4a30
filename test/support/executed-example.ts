import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { DialectName } from '../../src/model/dialect-options.ts';
import type { Engine } from './engine.ts';

const out = fileURLToPath(new URL('../../out/', import.meta.url));

/** How rows are written and read, where not as standard SQL does it. */
const words: { readonly [D in DialectName]?: { readonly order: string; readonly text: string } } = {
  mariadb: { order: '`order`', text: 'CHAR' },
};

/** Executes the example's tracked scripts as their client would: up, with rows in between, down, and up again. */
export function describeExecutedExample(title: string, dialect: DialectName, engine: Engine): void {
  const { order, text } = words[dialect] ?? { order: '"order"', text: 'TEXT' };
  const folder = join(out, dialect);
  const parts = readdirSync(folder)
    .filter((file) => /^\d{4}_/.test(file))
    .sort();
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const version = async (): Promise<unknown[][]> => engine.rows('SELECT version_num FROM alembic_version');

  describe(title, () => {
    beforeEach(() => engine.reset());
    afterAll(() => engine.close());

    test('up, down, and up again', async () => {
      for (const part of parts) await engine.script(read(part));
      expect(await version()).toEqual([['bf17a5d4c032']]);
      const full = await engine.describe();
      await engine.script(read('rollback.sql'));
      expect(await version()).toEqual([]);
      expect((await engine.describe()).map(([table]) => table)).toEqual(['alembic_version']);
      await engine.script('DROP TABLE alembic_version;');
      for (const part of parts) await engine.script(read(part));
      expect(await engine.describe()).toEqual(full);
    });

    test('rows of customers, orders and lines survive every later revision', async () => {
      const [early, late] = [parts.slice(0, 4), parts.slice(4)];
      for (const part of early) await engine.script(read(part));
      await engine.script(`
        INSERT INTO customer (id, email, name) VALUES (1, 'Ann@Example.org', NULL);
        INSERT INTO product (id, sku, name, price) VALUES (1, 'A-1', 'Apple', 1.25);
        INSERT INTO ${order} (id, customer_id, status) VALUES (1, 1, 'cancelled');
        INSERT INTO order_line (order_id, line_no, product_id, quantity, unit_price) VALUES (1, 1, 1, 3, 1.25);
      `);
      for (const part of late) await engine.script(read(part));
      expect(await engine.rows('SELECT name FROM customer')).toEqual([['ann@example.org']]);
      expect(await engine.rows('SELECT code, name, description FROM product')).toEqual([
        ['A-1', 'Apple', 'to be described'],
      ]);
      expect(await engine.rows(`SELECT note FROM ${order}`)).toEqual([
        ['cancelled before notes were kept: C:\\orders\\old'],
      ]);
      expect(await engine.rows(`SELECT CAST(quantity AS ${text}) FROM order_line`)).toEqual([['3']]);
    });
  });
}
