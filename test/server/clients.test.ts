import { array, assert, asyncProperty, constantFrom, string } from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { clients } from '../../dialects/clients.ts';
import { createDialect } from '../../dialects/index.ts';
import { s } from '../../src/index.ts';
import type { Operations } from '../../src/operations/op.ts';
import { compile } from '../../src/script/compile.ts';
import { layOut } from '../../src/script/layout.ts';
import { type ClientProgram, mariadb, psql, sqlite3 } from '../support/client-programs.ts';
import { hostileNames, hostileTexts, largeTexts } from '../support/hostile.ts';
import { renderName } from '../support/hostile-names.ts';
import { revisionWith, type TextRole } from '../support/hostile-roles.ts';

/** The whole script of one revision, with its frame, its comments and the client's lines. */
async function scriptOf(
  { dialect: name, client }: ClientProgram,
  upgrade: (op: Operations) => void,
  message = '',
): Promise<string> {
  const dialect = await createDialect({ name });
  const revision = { id: 'a1', upgrade, downgrade: () => {} };
  const [step] = await compile(
    [{ revision, direction: 'upgrade', createsVersionTable: true, versionChanges: [{ kind: 'insert', id: 'a1' }] }],
    { dialect, applied: [], orderOf: () => 0, versionTable: { name: 'alembic_version', primaryKey: true } },
  );
  if (step === undefined) throw new Error('nothing compiled');
  const { before, after } = clients[client];
  return layOut([{ ...step, log: 'upgrade  -> a1', message }], dialect, {
    transactional: dialect.transactionalDdl,
    perStep: false,
    around: { before: [...before, ...step.frame.before], after: [...step.frame.after, ...after] },
  });
}

const fits = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);
const shown = (text: string | undefined): string => JSON.stringify(text)?.slice(0, 80) ?? 'nothing';
const decoded = (rows: readonly string[]): string[] => rows.map((hex) => Buffer.from(hex, 'hex').toString());

describe.each([psql(), mariadb(), sqlite3()])('$client', (program) => {
  beforeEach(() => program.reset());
  afterAll(() => program.close());

  test('applies a good script, whatever the session was set to before', async () => {
    const script = await scriptOf(program, (op) => {
      const t = op.createTable('t', [s.column('id', s.integer(), { autoincrement: false }), s.column('v', s.text())]);
      op.bulkInsert(t, [{ id: 1, v: "é\\n'" }]);
    });
    expect(program.run(script)).toMatchObject({ code: 0 });
    expect(decoded(program.column(`SELECT ${program.hex('v')} FROM t`))).toEqual(["é\\n'"]);
    expect(program.column('SELECT version_num FROM alembic_version')).toEqual(['a1']);
  });

  test('stops at a statement that fails, says so by its exit code, and applies nothing after it', async () => {
    const script = await scriptOf(program, (op) => {
      op.execute('CREATE TABLE one (id INTEGER)');
      op.execute('INSERT INTO no_such_table VALUES (1)');
      op.execute('CREATE TABLE two (id INTEGER)');
    });
    const { code, told } = program.run(script);
    expect(code).not.toBe(0);
    expect(told).toMatch(/no_such_table/);
    expect(() => program.column('SELECT id FROM two')).toThrow();
    const rows = (): string[] => program.column('SELECT version_num FROM alembic_version');
    // Without transactions what stood before is there, but no version.
    if (program.dialect === 'mariadb') expect(rows()).toEqual([]);
    else expect(rows).toThrow();
  });

  test('takes no command out of the comment that a message becomes', async () => {
    for (const text of hostileTexts.filter((one) => fits(one) && one.length < 40)) {
      const message = text.replaceAll(/\s+/g, ' ');
      const script = await scriptOf(program, () => {}, message);
      const heading = script.split('\n').filter((line) => line.startsWith('-- '));
      expect(heading.length).toBeLessThanOrEqual(2);
    }
    const all = hostileTexts.filter(fits).join(' ');
    expect(program.run(await scriptOf(program, () => {}, all))).toEqual({ code: 0, told: expect.any(String) });
    expect(program.column('SELECT version_num FROM alembic_version')).toEqual(['a1']);
  });

  const roles: readonly TextRole[] = ['value', 'condition', 'default', 'enum'];
  test.each(roles)('gives the server every hostile text, as %s, byte for byte', async (role) => {
    const all = hostileTexts.filter(
      (text) =>
        fits(text) &&
        (role !== 'enum' || (!text.endsWith(' ') && Buffer.byteLength(text) <= 63)) &&
        // A row of MariaDB has 65535 bytes of VARCHAR.
        (role !== 'default' || text.length <= 4000),
    );
    const told = program.run(await scriptOf(program, revisionWith(role, all)));
    expect({ ...told, told: told.told.slice(-300) }).toMatchObject({ code: 0 });
    const read = (column: string, from: string): string[] =>
      decoded(program.column(`SELECT ${program.hex(column)} FROM ${from}`));
    const tables = all.map((_, i) => `SELECT ${i} AS i, ${program.hex('v')} AS h FROM t${i}`);
    // SQLite puts at most 500 queries together.
    const stored =
      role === 'value' || role === 'condition'
        ? read(role === 'value' ? 'v' : 'w', 't ORDER BY id')
        : [0, 250, 500, 750].flatMap((at) =>
            decoded(
              program.column(`SELECT h FROM (${tables.slice(at, at + 250).join(' UNION ALL ')}) AS u ORDER BY i`),
            ),
          );
    expect(
      all
        .filter((text, i) => stored[i] !== text)
        .slice(0, 3)
        .map(shown),
    ).toEqual([]);
    expect(stored.length).toBe(all.length);
  });

  test('gives the server a megabyte of each kind', async () => {
    expect(program.run(await scriptOf(program, revisionWith('value', largeTexts)))).toMatchObject({ code: 0 });
    const stored = decoded(program.column(`SELECT ${program.hex('v')} FROM t ORDER BY id`));
    expect(largeTexts.map((text, i) => stored[i] === text)).toEqual(largeTexts.map(() => true));
  });

  test('gives the server random texts', async () => {
    const text = string({ unit: 'binary', maxLength: 40 }).map((one) => one.replaceAll('\0', ''));
    const piece = constantFrom(
      '\r',
      '\n',
      '\r\n',
      '\\',
      "'",
      '"',
      ';',
      '--',
      '/*',
      '/',
      '$$',
      ':x',
      '`',
      'GO',
      '😀',
      ' ',
      'a',
    );
    const nasty = array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
    await assert(
      asyncProperty(array(text, { minLength: 5, maxLength: 30 }), array(nasty, { maxLength: 20 }), async (one, two) => {
        const all = [...one, ...two];
        program.reset();
        expect(program.run(await scriptOf(program, revisionWith('value', all)))).toMatchObject({ code: 0 });
        expect(decoded(program.column(`SELECT ${program.hex('v')} FROM t ORDER BY id`))).toEqual(all);
      }),
      { numRuns: 20, seed: 20261121 },
    );
  });

  test('gives the server every hostile name of tables, columns and constraints', async () => {
    const known =
      program.dialect === 'sqlite' ? ['sqlite_schema', 'name'] : ['information_schema.tables', 'table_name'];
    for (const role of ['table', 'column', 'constraint', 'index'] as const) {
      const taken: string[] = [];
      const seen = new Set<string>();
      const steps: ((op: Operations) => void)[] = [];
      const names = role === 'table' ? hostileNames : hostileNames.slice(0, 150);
      for (const name of names) {
        const statements = await renderName(role, name, program.dialect).catch(() => undefined);
        // SQLite does not tell names of tables apart by case.
        const folded = program.dialect === 'sqlite' ? name.toLowerCase() : name;
        if (statements === undefined || seen.has(folded)) continue;
        seen.add(folded);
        taken.push(name);
        const table = role === 'table' ? name : 't';
        steps.push((op) => {
          for (const sql of statements) op.execute(sql);
          if (role !== 'table') op.dropTable(table);
          else if (program.dialect !== 'mariadb') op.dropIndex('ix_of_it', { table });
        });
      }
      program.reset();
      const script = await scriptOf(program, (op) => {
        for (const step of steps) step(op);
      });
      const { code, told } = program.run(script);
      expect({ role, code, told: code === 0 ? '' : told.slice(-300) }).toEqual({ role, code: 0, told: '' });
      if (role !== 'table') continue;
      const stored = decoded(program.column(`SELECT ${program.hex(String(known[1]))} FROM ${known[0]}`));
      expect(taken.filter((name) => !stored.includes(name)).map(shown)).toEqual([]);
    }
  });
});
