import { parse as parse13 } from 'pg13';
import { loadModule, parse as parse18 } from 'pg18';
import { describe, expect, test } from 'vitest';
import { exampleScripts, renderAll } from './statements.ts';

// PostgreSQL's own parser, as https://github.com/pganalyze/libpg_query takes it from the server's source.
const grammars = { 13: parse13, 18: parse18 };

/** What is rendered for a server, the grammar that reads it, and the cases that the server cannot do. */
const servers = [
  // https://www.postgresql.org/docs/15/release-15.html: NULLS NOT DISTINCT
  { server: '13', grammar: 13, refused: ['constraints/create_unique_nulls_not_distinct'] },
  { server: '14', grammar: 18, refused: ['constraints/create_unique_nulls_not_distinct'] },
  { server: '15', grammar: 18, refused: [] },
  { server: '16', grammar: 18, refused: [] },
  { server: '17', grammar: 18, refused: [] },
  { server: '18', grammar: 18, refused: [] },
] as const;

describe.each(servers)(
  'what is rendered for PostgreSQL $server, and the grammar of $grammar',
  ({ server, grammar, refused }) => {
    const parse = grammars[grammar];

    test('every statement of the corpus and the example is one statement', async () => {
      const rendered = await renderAll('postgresql', server);
      expect(rendered.refused).toEqual(refused);
      expect(rendered.statements.size).toBeGreaterThan(700);
      const wrong: string[] = [];
      for (const [sql, from] of rendered.statements) {
        // The lines of psql itself are not the server's.
        if (sql.startsWith('\\')) continue;
        const read = await parse(sql).then(
          ({ stmts = [] }) => (stmts.length === 1 ? undefined : `${stmts.length} statements`),
          (error: Error) => error.message,
        );
        if (read !== undefined) wrong.push(`${from}: ${read}\n${sql}`);
      }
      expect(wrong).toEqual([]);
    });

    test('the scripts of the example are read whole', async () => {
      const scripts = (await exampleScripts('postgresql', server)) ?? [];
      expect(scripts.length).toBe(2);
      for (const script of scripts) expect((await parse(script)).stmts?.length).toBeGreaterThan(30);
    });
  },
);

test.each([
  'CREATE TABLE t (id INTEGER) BANANA',
  'CREATE TABLE t (id INTEGER AUTO_INCREMENT)',
  'ALTER TABLE t MODIFY a INTEGER',
  'ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a) INCLUDE',
  "INSERT INTO t (a) VALUES ('it's')",
])('both grammars refuse %s', async (sql) => {
  await loadModule();
  await expect(parse13(sql)).rejects.toThrow(/syntax error|unterminated/);
  await expect(parse18(sql)).rejects.toThrow(/syntax error|unterminated/);
});

test('only the newer grammar knows what is newer', async () => {
  const sql = 'ALTER TABLE t ADD CONSTRAINT uq UNIQUE NULLS NOT DISTINCT (a)';
  await expect(parse13(sql)).rejects.toThrow('syntax error');
  expect((await parse18(sql)).stmts).toHaveLength(1);
});
