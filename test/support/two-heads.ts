import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { filesOf, revisionFile, temporaryFolder, tsmig } from '../cli/support.ts';
import type { Engine } from './engine.ts';
import { readFacts } from './schema-facts.ts';

const base = revisionFile('1975ea83b712', null, {
  up: `op.createTable('account', [
    s.column('id', s.integer(), { primaryKey: true }),
    s.column('name', s.string(50), { nullable: false }),
  ]);`,
  down: "op.dropTable('account');",
});
const phone = revisionFile('27c6a30d7c24', '1975ea83b712', {
  up: `op.addColumn('account', s.column('phone', s.string(20)));
  op.createTable('call', [
    s.column('id', s.integer(), { primaryKey: true }),
    s.column('account_id', s.integer(), { references: 'account.id' }),
  ]);`,
  down: "op.dropTable('call');\n  op.dropColumn('account', 'phone');",
});
const longer = revisionFile('ae1027a6acf1', '1975ea83b712', {
  up: `op.batchAlterTable('account', (batch) => batch.alterColumn('name', { type: s.string(80) }));
  op.createIndex('ix_account_name', 'account', ['name'], { unique: true });`,
  down: `op.dropIndex('ix_account_name', { table: 'account' });
  op.batchAlterTable('account', (batch) => batch.alterColumn('name', { type: s.string(50) }));`,
});
const files = {
  'migrations/versions/1975ea83b712.ts': base,
  'migrations/versions/27c6a30d7c24.ts': phone,
  'migrations/versions/ae1027a6acf1.ts': longer,
};

/** Rebases with the scripts executed on databases that stand at one head, at both, before them, or nowhere. */
export function describeTwoHeads(title: string, dialect: 'postgresql' | 'sqlite', engine: Engine): void {
  const project = (): string => temporaryFolder({ ...files, 'tsmig.config.json': JSON.stringify({ dialect }) });

  async function run(folder: string, ...argv: readonly string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await tsmig(folder, [...argv, '-q']);
    expect({ argv, exitCode, stderr }).toEqual({ argv, exitCode: 0, stderr: '' });
    return stdout;
  }

  const state = async () => ({
    rows: (await engine.rows('SELECT version_num FROM alembic_version ORDER BY version_num')).flat(),
    tables: await readFacts(engine, dialect),
  });

  /** An empty database, upgraded to the head of the project. */
  async function fresh(folder: string) {
    await engine.reset();
    await engine.script(await run(folder, 'upgrade', 'base:head', '--sql'));
    return state();
  }

  const insert = "INSERT INTO account (id, name) VALUES (1, 'Ann');";
  const names = () => engine.rows('SELECT name FROM account');

  describe(title, () => {
    beforeEach(() => engine.reset());
    afterAll(() => engine.close());

    test.each([
      ['ae1027a6acf1', '27c6a30d7c24'],
      ['27c6a30d7c24', 'ae1027a6acf1'],
    ])('%s goes behind %s, in the files and in a database at it', async (own, other) => {
      const folder = project();
      await engine.script(await run(folder, 'upgrade', `base:${own}`, '--sql'));
      await engine.script(insert);
      const script = await run(folder, 'rebase', own, '--sql');
      expect(script.match(/^-- Running .*/gm)).toEqual([
        `-- Running downgrade ${own} -> 1975ea83b712`,
        `-- Running upgrade 1975ea83b712 -> ${other}`,
        `-- Running upgrade ${other} -> ${own}`,
      ]);
      const path = `migrations/versions/${own}.ts` as keyof typeof files;
      const text = files[path].replace("downRevision = '1975ea83b712'", `downRevision = '${other}'`);
      expect(filesOf(folder)).toEqual({ ...files, [path]: text, 'tsmig.config.json': JSON.stringify({ dialect }) });
      expect(await run(folder, 'heads')).toBe(`${own} (head)\n`);

      await engine.script(script);
      expect(await names()).toEqual([['Ann']]);
      const rebased = await state();
      expect(rebased.rows).toEqual([own]);
      expect(rebased).toEqual(await fresh(folder));
    });

    test('a database at both heads only loses a row of its version table', async () => {
      const folder = project();
      await engine.script(await run(folder, 'upgrade', 'base:heads', '--sql'));
      expect((await state()).rows).toEqual(['27c6a30d7c24', 'ae1027a6acf1']);
      const script = await run(folder, 'rebase', 'ae10', '--sql', '--from', '27c6,ae10');
      expect(script.match(/^(?:-- Running|DELETE|ALTER|CREATE|DROP|UPDATE|INSERT).*/gm)).toEqual([
        '-- Running rebase 27c6a30d7c24, ae1027a6acf1 -> ae1027a6acf1',
        "DELETE FROM alembic_version WHERE alembic_version.version_num = '27c6a30d7c24';",
      ]);
      await engine.script(script);
      const rebased = await state();
      expect(rebased.rows).toEqual(['ae1027a6acf1']);
      expect(rebased).toEqual(await fresh(folder));
    });

    test('where their order matters, a database at both heads takes its own back and applies it again', async () => {
      const alter = (type: string) =>
        `op.batchAlterTable('account', (batch) => batch.alterColumn('name', { type: ${type} }));`;
      const changes = (size: number) => ({ up: alter(`s.string(${size})`), down: alter('s.string(50)') });
      const folder = temporaryFolder({
        'tsmig.config.json': JSON.stringify({ dialect }),
        'migrations/versions/1975ea83b712.ts': base,
        'migrations/versions/27c6a30d7c24.ts': revisionFile('27c6a30d7c24', '1975ea83b712', changes(60)),
        'migrations/versions/ae1027a6acf1.ts': revisionFile('ae1027a6acf1', '1975ea83b712', changes(80)),
      });
      for (const head of ['ae1027a6acf1', '27c6a30d7c24']) {
        const from = head === 'ae1027a6acf1' ? 'base' : 'ae1027a6acf1';
        await engine.script(await run(folder, 'upgrade', head, '--from', from, '--sql'));
      }
      await engine.script(insert);
      expect((await state()).tables.account?.columns.join()).toMatch(/60/);
      await engine.script(await run(folder, 'rebase', 'ae10', '--sql', '--from', '27c6,ae10'));
      expect(await names()).toEqual([['Ann']]);
      const rebased = await state();
      expect(rebased.tables.account?.columns.join()).toMatch(/80/);
      expect(rebased).toEqual(await fresh(folder));
    });

    test('a database before both takes all, and one that has only the other line takes the rest', async () => {
      const folder = project();
      for (const start of ['base', '1975ea83b712', '27c6a30d7c24']) {
        await engine.reset();
        if (start !== 'base') await engine.script(await run(folder, 'upgrade', `base:${start}`, '--sql'));
        await engine.script(await run(folder, 'rebase', 'ae10', '--sql', '--dry-run', '--from', start));
        expect((await state()).rows).toEqual(['ae1027a6acf1']);
      }
      const rebased = await state();
      await run(folder, 'rebase', 'ae10');
      expect(rebased).toEqual(await fresh(folder));
    });

    test('bases of two lines, without a row in between', async () => {
      const folder = temporaryFolder({
        'tsmig.config.json': JSON.stringify({ dialect }),
        'migrations/versions/1975ea83b712.ts': base,
        'migrations/versions/ffff.ts': revisionFile('ffff', null, {
          up: "op.createTable('log', [s.column('id', s.integer(), { primaryKey: true })]);",
          down: "op.dropTable('log');",
        }),
      });
      await engine.script(await run(folder, 'upgrade', 'base:ffff', '--sql'));
      await engine.script(await run(folder, 'rebase', 'ffff', '--onto', '1975ea83b712', '--sql'));
      const rebased = await state();
      expect(rebased.rows).toEqual(['ffff']);
      expect(rebased).toEqual(await fresh(folder));
    });
  });
}
