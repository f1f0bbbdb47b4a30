import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { revisionFile, temporaryFolder, tsmig } from '../cli/support.ts';
import type { Engine } from '../support/engine.ts';
import { openPglite } from '../support/pglite.ts';
import { openSqlite } from '../support/sqlite.ts';

const makes = (table: string) => ({
  up: `op.createTable('${table}', [s.column('id', s.integer(), { primaryKey: true })]);`,
  down: `op.dropTable('${table}');`,
});
const project = {
  'migrations/versions/a.ts': revisionFile('1975ea83b712', null, makes('account')),
  'migrations/versions/b.ts': revisionFile('27c6a30d7c24', '1975ea83b712', makes('payment')),
  'migrations/versions/c.ts': revisionFile('ae1027a6acf1', '1975ea83b712', makes('invoice')),
};

describe.each([
  ['postgresql', openPglite],
  ['sqlite', openSqlite],
] as const)('scripts of the version table on %s', async (dialect, open) => {
  const engine: Engine = await open();
  const rows = async () => (await engine.rows('SELECT version_num FROM alembic_version ORDER BY version_num')).flat();
  const tables = async () => (await engine.describe()).map(([table]) => table);

  /** Writes a script, and runs it. */
  async function run(...argv: readonly string[]): Promise<void> {
    const folder = temporaryFolder({ ...project, 'tsmig.config.json': JSON.stringify({ dialect }) });
    const { exitCode, stdout, stderr } = await tsmig(folder, [...argv, '--sql', '-q']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    await engine.script(stdout);
  }

  beforeEach(() => engine.reset());
  afterAll(() => engine.close());

  test('ensure_version makes an empty table', async () => {
    await run('ensure_version');
    expect(await tables()).toEqual(['alembic_version']);
    expect(await rows()).toEqual([]);
  });

  test('stamp makes the table, and an upgrade goes on from there', async () => {
    await run('stamp', '1975ea83b712');
    expect(await rows()).toEqual(['1975ea83b712']);
    await run('upgrade', 'heads', '--from', '1975ea83b712');
    expect(await rows()).toEqual(['27c6a30d7c24', 'ae1027a6acf1']);
    expect(await tables()).toEqual(['alembic_version', 'invoice', 'payment']);
  });

  test('stamps move from one row to several, to another, and to none', async () => {
    await run('stamp', 'heads');
    expect(await rows()).toEqual(['27c6a30d7c24', 'ae1027a6acf1']);
    await run('stamp', '1975', '--from', '27c6,ae10');
    expect(await rows()).toEqual(['1975ea83b712']);
    await run('stamp', '1975:27c6', 'ae10');
    expect(await rows()).toEqual(['27c6a30d7c24', 'ae1027a6acf1']);
    await run('stamp', 'heads:base');
    expect(await rows()).toEqual([]);
  });

  test('several rows are where an upgrade and a downgrade start', async () => {
    await run('upgrade', 'heads');
    await run('downgrade', 'heads:1975');
    expect(await rows()).toEqual(['1975ea83b712']);
    await run('upgrade', '1975:27c6');
    await run('upgrade', '27c6:heads');
    expect(await rows()).toEqual(['27c6a30d7c24', 'ae1027a6acf1']);
    await run('downgrade', 'base', '--from', 'heads');
    expect(await rows()).toEqual([]);
    expect(await tables()).toEqual(['alembic_version']);
  });
});
