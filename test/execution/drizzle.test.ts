import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { openPglite } from '../support/pglite.ts';
import { openSqlite } from '../support/sqlite.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A project with these models, beside the repository's own packages. */
function project(dialect: string, fixture: string) {
  const folder = mkdtempSync(join(tmpdir(), 'tsmig-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'tsmig.config.json'), JSON.stringify({ dialect, models: 'models.ts' }));
  const tsmig = async (...words: readonly string[]) => {
    const { code, stdout, stderr } = await runCli(words, folder);
    if (code !== 0) throw new Error(stderr || stdout);
    return stdout;
  };
  const models = (other: string) =>
    writeFileSync(join(folder, 'models.ts'), readFileSync(join(root, `test/models/fixtures/${other}-${dialect}.ts`)));
  models(fixture);
  return { tsmig, models };
}

test.each([
  ['postgresql', openPglite, "SELECT count(*) FROM pg_tables WHERE schemaname IN ('public', 'audit')"],
  ['sqlite', openSqlite, "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"],
] as const)(
  'a Drizzle project with 15 tables, end to end on %s, is what the same tables in s.table are',
  async (dialect, open, count) => {
    const drizzle = project(dialect, 'drizzle');
    const same = 'No new upgrade operations detected.\n';
    for (const [one, other] of [
      [drizzle, 'tables'],
      [project(dialect, 'tables'), 'drizzle'],
    ] as const) {
      await one.tsmig('revision', '--autogenerate', '-m', 'first');
      expect(await one.tsmig('check', '--downgrades')).toBe(same);
      one.models(other);
      expect(await one.tsmig('check')).toBe(same);
    }
    const engine = await open();
    // Schemas are made by those who own the database, as for Alembic.
    if (dialect === 'postgresql') await engine.execute(['CREATE SCHEMA audit']);
    const empty = await engine.describe();
    await engine.script(await drizzle.tsmig('upgrade', 'head', '--sql'));
    // And the version table.
    expect(Number((await engine.rows(count))[0]?.[0])).toBe(16);
    await engine.script(await drizzle.tsmig('downgrade', 'head:base', '--sql'));
    expect((await engine.describe()).filter(([name]) => name !== 'alembic_version')).toEqual(empty);
    await engine.close();
  },
);
