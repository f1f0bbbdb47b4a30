import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from './cli.ts';
import type { Engine } from './engine.ts';
import { readFacts } from './schema-facts.ts';

const file = (id: string, down: string | null, message: string, up: string, downgrade: string) => `/**
 * ${message}
 *
 * Revision ID: ${id}
 * Revises:${down === null ? '' : ` ${down}`}
 */
import { s, type Operations } from 'tsmig';

export const revision = '${id}';
export const downRevision = ${down === null ? 'null' : `'${down}'`};

export function upgrade(op: Operations): void {
  ${up}
}

export function downgrade(op: Operations): void {
  ${downgrade}
}
`;

/** Two developers branch from 1975ea83b712: one adds 27c6a30d7c24, the other ae1027a6acf1. */
const twoDevelopers: Readonly<Record<string, string>> = {
  'tsmig.config.json': '{"dialect": "postgresql"}',
  'migrations/versions/1975ea83b712_create_account.ts': file(
    '1975ea83b712',
    null,
    'create account',
    "op.createTable('account', [s.column('id', s.integer(), { primaryKey: true }), s.column('name', s.string(50))]);",
    "op.dropTable('account');",
  ),
  'migrations/versions/27c6a30d7c24_add_phone.ts': file(
    '27c6a30d7c24',
    '1975ea83b712',
    'add phone',
    "op.addColumn('account', s.column('phone', s.string(20)));",
    "op.dropColumn('account', 'phone');",
  ),
  'migrations/versions/ae1027a6acf1_add_address.ts': file(
    'ae1027a6acf1',
    '1975ea83b712',
    'add address',
    "op.addColumn('account', s.column('address', s.string(100)));",
    "op.dropColumn('account', 'address');",
  ),
};

/** The scenario executed: from two heads to one by one command, and databases at either head brought there. */
export function describeTwoDevelopers(title: string, dialect: 'postgresql' | 'sqlite', engine: Engine): void {
  describe(title, () => {
    let folder = '';
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'tsmig-test-'));
    });
    afterAll(async () => {
      rmSync(folder, { recursive: true });
      await engine.close();
    });

    const project = async (): Promise<(...words: readonly string[]) => Promise<string>> => {
      const own = mkdtempSync(join(folder, 'p'));
      for (const [name, text] of Object.entries(twoDevelopers)) {
        mkdirSync(dirname(join(own, name)), { recursive: true });
        writeFileSync(join(own, name), text);
      }
      return async (...words) => {
        const { code, stdout, stderr } = await runCli(words, own);
        if (code !== 0) throw new Error(stderr);
        return stdout;
      };
    };
    const sql = ['--sql', '--dialect', dialect];
    const state = async () => ({
      facts: await readFacts(engine, dialect),
      rows: await engine.rows('SELECT version_num FROM alembic_version'),
    });
    const columns = ['address', 'id', 'name', 'phone'];

    test.each([
      ['ae1027a6acf1', '27c6a30d7c24'],
      ['27c6a30d7c24', 'ae1027a6acf1'],
    ])('rebase %s: a database at it, or at %s, ends as a fresh one', async (own, other) => {
      const tsmig = await project();
      await engine.reset();
      await engine.script(await tsmig('upgrade', own, ...sql));
      await engine.script("INSERT INTO account (id, name) VALUES (1, 'kept');");
      await engine.script(await tsmig('rebase', own, ...sql));
      const moved = await state();
      expect(await engine.rows('SELECT id, name FROM account')).toEqual([[1, 'kept']]);
      expect(await tsmig('heads')).toBe(`${own} (head)\n`);

      await engine.reset();
      await engine.script(await tsmig('upgrade', 'head', ...sql));
      expect(await state()).toEqual(moved);
      expect(moved.rows).toEqual([[own]]);
      expect(moved.facts.account?.columns.map((column) => column.split(' ')[0])).toEqual(columns);

      await engine.reset();
      await engine.script(await tsmig('upgrade', other, ...sql));
      await engine.script(await tsmig('upgrade', `${other}:head`, ...sql));
      expect(await state()).toEqual(moved);
    });

    test('merge heads: databases at either head, and at none, end at the merge', async () => {
      const tsmig = await project();
      expect(await tsmig('merge', 'heads', '-m', 'merge phone and address')).toContain('merge_phone_and_address.ts');
      for (const start of ['base', '27c6a30d7c24', 'ae1027a6acf1', '27c6a30d7c24,ae1027a6acf1']) {
        await engine.reset();
        const before =
          start === 'base' ? [] : start.includes(',') ? ['27c6a30d7c24', '27c6a30d7c24:ae1027a6acf1'] : [start];
        for (const range of before) await engine.script(await tsmig('upgrade', range, ...sql));
        await engine.script(await tsmig('upgrade', `${start}:head`, ...sql));
        const { facts, rows } = await state();
        expect(rows).toEqual([['0123456789ab']]);
        expect(facts.account?.columns.map((column) => column.split(' ')[0])).toEqual(columns);
        await engine.script(await tsmig('downgrade', 'head:base', ...sql));
        expect(await engine.rows('SELECT count(*) FROM alembic_version')).toEqual([[expect.anything()]]);
      }
    });
  });
}
