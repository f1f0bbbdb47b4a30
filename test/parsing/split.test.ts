import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DialectName, dialectNames } from '../../src/model/dialect-options.ts';
import { splitStatements } from '../../src/parsing/split.ts';

const cases: Readonly<Record<DialectName, readonly (readonly [script: string, ...pieces: readonly string[]])[]>> = {
  postgresql: [
    ['SELECT 1; SELECT 2;', 'SELECT 1', 'SELECT 2'],
    ['SELECT \'a;b\'; SELECT "c;d"', "SELECT 'a;b'", 'SELECT "c;d"'],
    ["SELECT 'it''s;'; x", "SELECT 'it''s;'", 'x'],
    ["SELECT E'a\\';b'; x", "SELECT E'a\\';b'", 'x'],
    ["SELECT 'a\\'; x", "SELECT 'a\\'", 'x'],
    ['DO $$ a; b $$; x', 'DO $$ a; b $$', 'x'],
    ['DO $x$ $$;$$ ; $y$ ; $x$; x', 'DO $x$ $$;$$ ; $y$ ; $x$', 'x'],
    ['SELECT $1; SELECT a$b$c; x', 'SELECT $1', 'SELECT a$b$c', 'x'],
    ['-- a; b\nSELECT 1 -- c;\n; /* d; /* e; */ f; */ x', 'SELECT 1', 'x'],
    [
      'CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b); x',
      'CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b)',
      'x',
    ],
    [
      'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN a THEN 1 END; END; x',
      'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN a THEN 1 END; END',
      'x',
    ],
    ['BEGIN; SELECT 1; END; x', 'BEGIN', 'SELECT 1', 'END', 'x'],
    [';;; SELECT 1 ;;', 'SELECT 1'],
    ["SELECT 'open; x", "SELECT 'open; x"],
    ['COPY t FROM stdin;\na;b\n\\.\nx', 'COPY t FROM stdin', 'x'],
  ],
  mysql: [
    ["SELECT 'a\\';b'; x", "SELECT 'a\\';b'", 'x'],
    ['SELECT `a;b`, "c;d" # e;\n; x', 'SELECT `a;b`, "c;d"', 'x'],
    [
      'DELIMITER $$\nCREATE PROCEDURE p() BEGIN a; END$$\nDELIMITER ;\nx; y',
      'CREATE PROCEDURE p() BEGIN a; END',
      'x',
      'y',
    ],
    ['DELIMITER ;;\na\n;;\n\nDELIMITER ;\nx; y', 'a', 'x', 'y'],
    [
      'CREATE TRIGGER t BEFORE INSERT ON u FOR EACH ROW BEGIN IF a THEN b; END IF; END; x',
      'CREATE TRIGGER t BEFORE INSERT ON u FOR EACH ROW BEGIN IF a THEN b; END IF; END',
      'x',
    ],
    ['BEGIN; x; COMMIT', 'BEGIN', 'x', 'COMMIT'],
    ['SELECT IF(a, b, c); x', 'SELECT IF(a, b, c)', 'x'],
  ],
  mariadb: [['BEGIN NOT ATOMIC a; b; END; x', 'BEGIN NOT ATOMIC a; b; END', 'x']],
  sqlite: [
    [
      'CREATE TRIGGER t AFTER INSERT ON u BEGIN UPDATE a SET b = CASE c WHEN 1 THEN 2 END; DELETE FROM d; END; x',
      'CREATE TRIGGER t AFTER INSERT ON u BEGIN UPDATE a SET b = CASE c WHEN 1 THEN 2 END; DELETE FROM d; END',
      'x',
    ],
    [
      'CREATE TEMP TRIGGER IF NOT EXISTS t AFTER INSERT ON u BEGIN a; END; x',
      'CREATE TEMP TRIGGER IF NOT EXISTS t AFTER INSERT ON u BEGIN a; END',
      'x',
    ],
    ['BEGIN; x; END; y', 'BEGIN', 'x', 'END', 'y'],
    ['SELECT [a;b], `c;d`; x', 'SELECT [a;b], `c;d`', 'x'],
  ],
  mssql: [
    ['SELECT 1\nGO\nSELECT 2; SELECT 3\n  go  \n', 'SELECT 1', 'SELECT 2', 'SELECT 3'],
    ['CREATE PROC p AS SELECT 1; SELECT 2;\nGO 5\nx', 'CREATE PROC p AS SELECT 1; SELECT 2;', 'x'],
    ['SELECT [a]]b;c]; x', 'SELECT [a]]b;c]', 'x'],
    ['SELECT 1 AS\ngoing; x', 'SELECT 1 AS\ngoing', 'x'],
    ["SELECT 'a\nGO\nb'; x", "SELECT 'a\nGO\nb'", 'x'],
  ],
  oracle: [
    ['BEGIN a; b; END;\n/\nx; y', 'BEGIN a; b; END;', 'x', 'y'],
    ['CREATE OR REPLACE PACKAGE BODY p AS a; END;\n  /  \nx', 'CREATE OR REPLACE PACKAGE BODY p AS a; END;', 'x'],
    ["SELECT q'{a';b}' FROM dual; x", "SELECT q'{a';b}' FROM dual", 'x'],
    ['SELECT 4\n/ 2 FROM dual; x', 'SELECT 4\n/ 2 FROM dual', 'x'],
    ['SELECT 1 FROM dual\n/\nx', 'SELECT 1 FROM dual', 'x'],
  ],
};

describe.each(dialectNames)('a script for %s is cut as its client would', (dialect) => {
  it.each(cases[dialect].map(([script, ...pieces]) => ({ script, pieces })))('$script', ({ script, pieces }) => {
    expect(splitStatements(script, dialect).map((piece) => piece.text)).toEqual(pieces);
  });
});

/** Bits of SQL that meet the splitter's special cases, and plain noise. */
const noise = fc.array(
  fc.oneof(
    fc.constantFrom(
      "'",
      '"',
      '`',
      '[',
      ']',
      '(',
      ')',
      ';',
      '--',
      '/*',
      '*/',
      '#',
      '$$',
      '$a$',
      '\\',
      '\n',
      ' ',
      '/',
      '\nGO\n',
      '\n/\n',
      'DELIMITER //\n',
      '//',
      'BEGIN',
      'ATOMIC',
      'END',
      'CASE',
      'IF',
      'CREATE TRIGGER',
      'CREATE FUNCTION',
      "E'",
      "q'[",
      'COPY t FROM stdin;\n',
      '\\.',
      'x',
      '1',
    ), // prettier-ignore
    fc.string({ maxLength: 5 }),
  ),
  { maxLength: 40 },
);

describe.each(dialectNames)('laws of splitting for %s', (dialect) => {
  it('pieces are parts of the script, in order, apart and not blank', () => {
    fc.assert(
      fc.property(noise, (parts) => {
        const script = parts.join('');
        let end = 0;
        for (const piece of splitStatements(script, dialect)) {
          expect(piece.start).toBeGreaterThanOrEqual(end);
          expect(piece.text).toBe(script.slice(piece.start, piece.end));
          expect(piece.text.trim()).not.toBe('');
          end = piece.end;
        }
      }),
    );
  });

  it('statements joined by separators come back as they were', () => {
    const statement = fc.constantFrom(
      'SELECT 1',
      "INSERT INTO t VALUES ('a;b', 'it''s')",
      'UPDATE "t" SET a = 1 /* ; */ WHERE b = 2',
      'DROP TABLE t',
      'ALTER TABLE t ADD a INTEGER',
    );
    fc.assert(
      fc.property(fc.array(statement), (statements) => {
        const script = statements.map((one) => `${one} ;\n-- next; one\n`).join('');
        expect(splitStatements(script, dialect).map((piece) => piece.text)).toEqual(statements);
      }),
    );
  });
});
