import { describe, expect, test } from 'vitest';
import { type AntlrDialect, type Grammar, loadGrammars } from './antlr.ts';
import { type Lack, lacks } from './lacks.ts';
import { renderAll } from './statements.ts';

// All three in one file, and so in one worker: they take close to a gigabyte together.
const grammars = loadGrammars();

const dialects: Readonly<Record<AntlrDialect, Subject>> = {
  mysql: {
    // 5.7 has no CHECK, so that much is refused there that the corpus, which is pinned to 8.0.36, has SQL for.
    servers: { '8.0.36': [], '8.4': [] },
    older: ['5.7'],
    planted: [
      'CREATE TABLE t (id INTEGER) BANANA',
      'CREATE TABLE t (id INTEGER GENERATED ALWAYS AS IDENTITY)',
      'ALTER TABLE t ALTER COLUMN a TYPE INTEGER',
      'ALTER TABLE t MODIFY a',
      'ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY(a) REFERENCES u (id) DEFERRABLE',
      'CREATE TABLE [t] (id INTEGER)',
      "INSERT INTO t (a) VALUES ('it's')",
      "COMMENT ON TABLE t IS 'x'",
    ],
  },
  mssql: {
    servers: { '13': [], '16': [] },
    planted: [
      'CREATE TABLE t (id INT) BANANA',
      'CREATE TABLE t (id INT AUTO_INCREMENT)',
      'ALTER TABLE t ADD COLUMN a INTEGER',
      'ALTER TABLE t ALTER COLUMN a SET NOT NULL',
      'ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a) DEFERRABLE INITIALLY DEFERRED',
      'EXEC sp_rename a b',
      'CREATE INDEX i ON t (lower(a))',
      "INSERT INTO t (a) VALUES ('it's')",
      'INSERT INTO `t` (a) VALUES (1)',
    ],
  },
  oracle: {
    servers: { '19': [], '23': [] },
    planted: [
      'CREATE TABLE t (id NUMBER) BANANA',
      'CREATE TABLE t (id NUMBER AUTO_INCREMENT)',
      'ALTER TABLE t ALTER COLUMN a NUMBER',
      'ALTER TABLE t ADD (a NUMBER) BANANA 1',
      'CREATE INDEX i ON t (a) BANANA',
      'COMMENT ON TABLE t IS "x"',
      "INSERT INTO t (a) VALUES ('it's')",
      'ALTER TABLE t ADD a NUMBER DEFAULT `1`',
    ],
  },
};

interface Subject {
  /** The versions rendered for, and the cases that each cannot do. */
  readonly servers: Readonly<Record<string, readonly string[]>>;
  /** Versions that are rendered for, too, as far as they go. */
  readonly older?: readonly string[];
  /** What the grammar must refuse, lest it agrees with everything. */
  readonly planted: readonly string[];
}

describe.each(Object.entries(dialects) as [AntlrDialect, Subject][])('the grammar of %s', (dialect, subject) => {
  const grammar = grammars[dialect];
  const used = new Set<Lack>();

  test.each(subject.planted)('refuses %s', (sql) => {
    expect(grammar(sql)).toBeDefined();
  });

  test('accepts every statement of the corpus and the example', { timeout: 180_000 }, async () => {
    const statements = new Map<string, string>();
    for (const [server, refused] of Object.entries(subject.servers)) {
      const rendered = await renderAll(dialect, server);
      expect(rendered.refused, server).toEqual(refused);
      for (const [sql, from] of rendered.statements) statements.set(sql, from);
    }
    for (const server of subject.older ?? []) {
      for (const [sql, from] of (await renderAll(dialect, server)).statements) statements.set(sql, from);
    }
    expect(statements.size).toBeGreaterThan(500);

    const wrong: string[] = [];
    for (const [sql, from] of statements) {
      const error = grammar(sql);
      if (error === undefined) continue;
      const known = lacks[dialect].filter((lack) => sql.search(lack.construct) !== -1);
      const rest = known.length === 0 ? error : grammar(replaced(sql, known));
      if (rest !== undefined) wrong.push(`${from}: ${rest}\n${sql}`);
      for (const lack of known) if (isNeeded(lack, known, sql, grammar)) used.add(lack);
    }
    expect(wrong).toEqual([]);
  });

  test('lacks what the list says, and no less', () => {
    expect(lacks[dialect].filter((lack) => !used.has(lack))).toEqual([]);
  });
});

function replaced(sql: string, list: readonly Lack[]): string {
  return list.reduce((text, { construct, instead }) => text.replace(construct, instead), sql);
}

/** Whether the statement does not parse with all the others replaced. */
function isNeeded(lack: Lack, known: readonly Lack[], sql: string, grammar: Grammar): boolean {
  const others = known.filter((other) => other !== lack);
  return grammar(replaced(sql, others)) !== undefined;
}
