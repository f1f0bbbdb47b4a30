import { describe, expect, test } from 'vitest';
import { terminated } from '../../src/script/terminate.ts';

const semicolon = { terminator: ';' };

describe('a statement gets exactly one terminator', () => {
  test.each([
    ['SELECT 1', 'SELECT 1;'],
    ['SELECT 1;', 'SELECT 1;'],
    ['SELECT 1 ;\n\n', 'SELECT 1 ;'],
    ["SELECT ';'", "SELECT ';';"],
    ['SELECT ";"', 'SELECT ";";'],
    ["SELECT '--'", "SELECT '--';"],
    ["SELECT 'it''s;'", "SELECT 'it''s;';"],
    ["SELECT 'a\r\nb'", "SELECT 'a\r\nb';"],
    ['SELECT 1 /* ; */', 'SELECT 1 /* ; */;'],
    ['SELECT 1; /* done */', 'SELECT 1; /* done */'],
    ['SELECT 1; -- done', 'SELECT 1; -- done'],
    ['SELECT 1; -- done;', 'SELECT 1; -- done;'],
    ["SELECT E'it\\'s; --'", "SELECT E'it\\'s; --';"],
    ["SELECT 'C:\\'", "SELECT 'C:\\';"],
    ['SELECT $$a; -- b$$', 'SELECT $$a; -- b$$;'],
    ['DO $body$ BEGIN PERFORM 1; END; $body$', 'DO $body$ BEGIN PERFORM 1; END; $body$;'],
    ['SELECT $1, a$b$c', 'SELECT $1, a$b$c;'],
    ['SELECT 1 /* a /* b */ c */', 'SELECT 1 /* a /* b */ c */;'],
  ])('%j', (sql, text) => {
    expect(terminated(sql, semicolon)).toBe(text);
  });

  test.each([
    ['SELECT 1 -- all of it', 'SELECT 1 -- all of it\n;'],
    ['SELECT 1 -- all; of it;', 'SELECT 1 -- all; of it;\n;'],
    ['SELECT 1 --', 'SELECT 1 --\n;'],
  ])('which no comment swallows: %j', (sql, text) => {
    expect(terminated(sql, semicolon)).toBe(text);
  });

  test.each([['-- note'], ['-- note;'], ['/* note */'], ['-- a\n  -- b\n/* c */']])(
    'but comments alone get none: %j',
    (sql) => {
      expect(terminated(sql, semicolon)).toBe(sql);
    },
  );

  test('and nothing stays nothing', () => {
    expect(terminated(' \n', semicolon)).toBe('');
  });

  test('a comment that MySQL runs is a statement', () => {
    expect(terminated('/*!40101 SET NAMES utf8 */', semicolon)).toBe('/*!40101 SET NAMES utf8 */;');
  });

  test('by the comments and strings of the dialect', () => {
    const dialect = { terminator: ';', lineComments: ['--', '#'], backslashEscapes: true };
    expect(terminated('SELECT 1 # note;', dialect)).toBe('SELECT 1 # note;\n;');
    expect(terminated("SELECT 'it\\'s; -- '", dialect)).toBe("SELECT 'it\\'s; -- ';");
    expect(terminated("SELECT data #> '{a}'", semicolon)).toBe("SELECT data #> '{a}';");
  });

  test('of several lines: a statement with a semicolon gets the rest', () => {
    expect(terminated('SELECT 1', { terminator: ';\n\nGO' })).toBe('SELECT 1;\n\nGO');
    expect(terminated('SELECT 1;', { terminator: ';\n\nGO' })).toBe('SELECT 1;\n\nGO');
    expect(terminated('SELECT 1', { terminator: '\n/' })).toBe('SELECT 1\n/');
  });

  test('a quote that our reading leaves open gets a terminator rather than none', () => {
    expect(terminated("SELECT [it's]", semicolon)).toBe("SELECT [it's];");
    expect(terminated("SELECT [it's] -- x;", semicolon)).toBe("SELECT [it's] -- x;\n;");
  });
});
