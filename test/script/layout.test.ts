import { describe, expect, test } from 'vitest';
import { layOut, oneLine, type ScriptStep } from '../../src/script/layout.ts';
import type { SqlStatement } from '../../src/script/statement.ts';

const dialect = { terminator: ';', begin: 'BEGIN', commit: 'COMMIT' };
const nothingAround = { before: [], after: [] };
const whole = { transactional: true, perStep: false, around: nothingAround };

const inside = (sql: string): SqlStatement => ({ sql, transactional: true });
const outside = (sql: string): SqlStatement => ({ sql, transactional: false });

function step(log: string, given: Partial<ScriptStep> = {}): ScriptStep {
  return { log, message: '', versionTable: [], statements: [], versionRows: [], ...given };
}

const first = step('upgrade  -> a1', {
  message: 'create account table',
  versionTable: [inside('CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)')],
  statements: [inside('CREATE TABLE account (\n    id SERIAL NOT NULL\n)')],
  versionRows: [inside("INSERT INTO alembic_version (version_num) VALUES ('a1')")],
});
const second = step('upgrade a1 -> b2', {
  statements: [inside('DROP TABLE account')],
  versionRows: [inside("UPDATE alembic_version SET version_num='b2' WHERE alembic_version.version_num = 'a1'")],
});

describe('a script', () => {
  test('is laid out as Alembic lays it out, with the message below the comment', () => {
    expect(layOut([first, second], dialect, whole)).toBe(`BEGIN;

CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);

-- Running upgrade  -> a1
-- create account table

CREATE TABLE account (
    id SERIAL NOT NULL
);

INSERT INTO alembic_version (version_num) VALUES ('a1');

-- Running upgrade a1 -> b2

DROP TABLE account;

UPDATE alembic_version SET version_num='b2' WHERE alembic_version.version_num = 'a1';

COMMIT;

`);
  });

  test('keeps the blank at the end of a downgrade to base, as Alembic prints it', () => {
    expect(layOut([step('downgrade a1 -> ')], dialect, { ...whole, transactional: false })).toBe(
      '-- Running downgrade a1 -> \n\n',
    );
  });

  test('has one transaction a step when that is asked for', () => {
    expect(layOut([step('upgrade  -> a'), step('upgrade a -> b')], dialect, { ...whole, perStep: true })).toBe(
      'BEGIN;\n\n-- Running upgrade  -> a\n\nCOMMIT;\n\nBEGIN;\n\n-- Running upgrade a -> b\n\nCOMMIT;\n\n',
    );
  });

  test('has no frame when the database takes no DDL back', () => {
    const steps = [step('upgrade  -> a', { statements: [outside('VACUUM'), inside('SELECT 1')] })];
    expect(layOut(steps, dialect, { ...whole, transactional: false })).toBe(
      '-- Running upgrade  -> a\n\nVACUUM;\n\nSELECT 1;\n\n',
    );
  });

  test('steps out of the transaction once for neighbouring statements that cannot stand in one', () => {
    const statements = [inside('SELECT 1'), outside('VACUUM'), outside('REINDEX'), inside('SELECT 2')];
    expect(layOut([step('upgrade a -> b', { statements })], dialect, whole)).toBe(
      'BEGIN;\n\n-- Running upgrade a -> b\n\nSELECT 1;\n\nCOMMIT;\n\nVACUUM;\n\nREINDEX;\n\nBEGIN;\n\nSELECT 2;\n\nCOMMIT;\n\n',
    );
  });

  test('is back in the transaction for the version row', () => {
    const one = step('upgrade a -> b', { statements: [outside('VACUUM')], versionRows: [inside('UPDATE v')] });
    expect(layOut([one], dialect, whole)).toBe(
      'BEGIN;\n\n-- Running upgrade a -> b\n\nCOMMIT;\n\nVACUUM;\n\nBEGIN;\n\nUPDATE v;\n\nCOMMIT;\n\n',
    );
  });

  test('puts what the dialect wants around it outside of all transactions', () => {
    const around = { before: ['PRAGMA foreign_keys=OFF;'], after: ['PRAGMA foreign_keys=ON;'] };
    expect(layOut([step('upgrade a -> b')], dialect, { ...whole, around })).toBe(
      'PRAGMA foreign_keys=OFF;\n\nBEGIN;\n\n-- Running upgrade a -> b\n\nCOMMIT;\n\nPRAGMA foreign_keys=ON;\n\n',
    );
  });

  test('of no steps is empty', () => {
    expect(layOut([], dialect, { ...whole, around: { before: ['x'], after: ['y'] } })).toBe('');
  });

  test.each([
    ['two\nlines; DROP TABLE t', 'two lines; DROP TABLE t'],
    ['a\r\nb\u0085c\u2028d\u2029e\u000bf\u000cg\u0000h', 'a b c d e f g h'],
    ['  \t ', ''],
    ['größe 😀', 'größe 😀'],
  ])('has a message on one line: %j', (message, line) => {
    expect(oneLine(message)).toBe(line);
    const text = layOut([step('upgrade a -> b', { message })], dialect, { ...whole, transactional: false });
    expect(text).toBe(line === '' ? '-- Running upgrade a -> b\n\n' : `-- Running upgrade a -> b\n-- ${line}\n\n`);
  });
});
