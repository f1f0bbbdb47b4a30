import { afterAll, beforeEach, expect, test } from 'vitest';
import { TsmigError } from '../../src/errors.ts';
import { readCorpus, renderCase } from '../support/corpus.ts';
import { openOldSqlite } from './old-sqlite.ts';
import { exampleScripts } from './statements.ts';

// What is rendered for an old SQLite, executed on it.
const serverVersion = '3.28';
const engine = await openOldSqlite();
const { cases } = await readCorpus();

/** What this version cannot do: generated columns came with 3.31, STRICT with 3.37. https://www.sqlite.org/changes.html */
const refused = [
  'computed/add_column',
  'computed/default_persistence',
  'computed/not_null',
  'computed/persisted',
  'computed/virtual',
  'dialect_kwargs/sqlite_strict',
];

beforeEach(() => engine.reset());
afterAll(() => engine.close());

test('it is the version that is rendered for', async () => {
  expect(await engine.rows('SELECT sqlite_version()')).toEqual([['3.28.0']]);
});

test('every case of the corpus is executed, and undone where it can be, or refused', async () => {
  const refusals: string[] = [];
  const wrong: string[] = [];
  let undone = 0;
  for (const entry of cases) {
    const name = `${entry.area}/${entry.name}`;
    const expectation = entry.expected.sqlite;
    if (expectation === undefined) continue;
    const rendered = await renderCase(entry, 'sqlite', serverVersion).catch((error) => {
      const cause = error instanceof TsmigError ? error : error.cause;
      if (cause instanceof TsmigError && cause.code !== 'internal') return undefined;
      throw error;
    });
    if (rendered === undefined) {
      if (expectation.sql !== undefined && !expectation.mayRefuse) refusals.push(name);
      continue;
    }
    await engine.reset();
    try {
      await engine.execute(rendered.setup.map(({ sql }) => sql));
      const before = await engine.describe();
      await engine.execute(rendered.upgrade.map(({ sql }) => sql));
      const down = await rendered.downgrade();
      if (down === undefined) continue;
      await engine.execute(down.map(({ sql }) => sql));
      expect(await engine.describe()).toEqual(before);
      undone++;
    } catch (error) {
      wrong.push(`${name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(refusals).toEqual(refused);
  expect(undone).toBeGreaterThan(180);
});

test('the example goes up, down, and up again', async () => {
  const [up = '', down = ''] = (await exampleScripts('sqlite', serverVersion)) ?? [];
  const version = () => engine.rows('SELECT version_num FROM alembic_version');
  await engine.script(up);
  expect(await version()).toEqual([['bf17a5d4c032']]);
  const full = await engine.describe();
  expect(full.length).toBeGreaterThan(5);
  await engine.script(down);
  expect((await engine.describe()).map(([table]) => table)).toEqual(['alembic_version']);
  expect(await version()).toEqual([]);
  await engine.script('DROP TABLE alembic_version');
  await engine.script(up);
  expect(await engine.describe()).toEqual(full);
});
