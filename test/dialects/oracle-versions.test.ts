import { describe, expect, test } from 'vitest';
import { createDialect } from '../../dialects/index.ts';
import { s } from '../../src/model/schema.ts';
import type { DataType } from '../../src/model/types.ts';
import type { Operations } from '../../src/operations/op.ts';
import { render } from '../../src/testing.ts';

type Fn = (op: Operations) => void;

const setup: Fn = (op) => {
  op.createTable('t', [
    s.column('id', s.integer(), { primaryKey: true }),
    s.column('a', s.integer()),
    s.column('body', s.text()),
    s.uniqueConstraint(['a'], { name: 'uq_ab' }),
  ]);
};
const statements = (upgrade: Fn, serverVersion = '19') =>
  render(upgrade, { dialect: 'oracle', serverVersion, after: [setup] });
const refused = (upgrade: Fn, serverVersion?: string): Promise<{ readonly code: string }> =>
  statements(upgrade, serverVersion).then(
    (made) => Promise.reject(new Error(`not refused: ${made.join('; ')}`)),
    (error) => error,
  );
const typeOf = async (type: DataType, version?: string) => {
  const [made] = await statements((op) => op.createTable('u', [s.column('c', type)]), version);
  return made?.slice('CREATE TABLE u (\n    c '.length, -'\n)'.length);
};

describe('Oracle is made for a version', () => {
  test.each([
    [undefined, '19'],
    ['19', '19'],
    ['19c', '19'],
    ['21c', '21'],
    ['23ai', '23'],
    ['23.4', '23.4'],
  ])('%s', async (serverVersion, kept) => {
    const dialect = await createDialect({ name: 'oracle', ...(serverVersion !== undefined && { serverVersion }) });
    expect(dialect).toMatchObject({ serverVersion: kept, terminator: '', separator: '/', transactionalDdl: false });
  });
  test.each(['18c', '12.2', '24', 'c', '19x', '19cc', ''])('%j is refused', async (serverVersion) => {
    await expect(createDialect({ name: 'oracle', serverVersion })).rejects.toMatchObject({ code: 'config' });
  });
});

describe('Types', () => {
  test.each<[DataType, string]>([
    [s.string(10, { collation: 'BINARY_CI' }), 'VARCHAR2(10 CHAR) COLLATE BINARY_CI'],
    [s.oracle.NUMBER(5, -2), 'NUMBER(5, -2)'],
    [s.oracle.REAL(), 'REAL'],
    [s.oracle.DOUBLE_PRECISION(), 'DOUBLE PRECISION'],
    [s.oracle.FLOAT(), 'FLOAT'],
    [s.oracle.CHAR(), 'CHAR'],
    [s.oracle.NCHAR(3), 'NCHAR(3)'],
    [s.oracle.VARCHAR(3), 'VARCHAR(3 CHAR)'],
    [s.oracle.NVARCHAR(3), 'NVARCHAR2(3)'],
    [s.oracle.LONG(), 'LONG'],
    [s.oracle.DATE(), 'DATE'],
    [s.oracle.TIMESTAMP({ localTimezone: true }), 'TIMESTAMP WITH LOCAL TIME ZONE'],
    [s.oracle.INTERVAL({ dayPrecision: 3 }), 'INTERVAL DAY(3) TO SECOND'],
    [s.oracle.ROWID(), 'ROWID'],
    [s.type('SDO_GEOMETRY'), 'SDO_GEOMETRY'],
  ])('%#: %s', async (type, text) => {
    expect(await typeOf(type)).toBe(text);
  });

  test.each<[DataType, string]>([
    [s.boolean(), 'BOOLEAN'],
    [s.types.BOOLEAN(), 'BOOLEAN'],
    [s.json(), 'JSON'],
    [s.oracle.VECTOR(), 'VECTOR'],
    [s.oracle.VECTOR({ dim: 3, storageFormat: 'FLOAT32' }), 'VECTOR(3, FLOAT32)'],
    [s.oracle.VECTOR({ storageType: 'SPARSE' }), 'VECTOR(*, *, SPARSE)'],
  ])('of 23ai: %#', async (type, text) => {
    expect(await typeOf(type, '23ai')).toBe(text);
  });

  test.each<[string, DataType]>([
    ['a RAW without a length', s.oracle.RAW()],
    ['a RAW that is too long', s.oracle.RAW(40000)],
    ['a precision past 38', s.oracle.NUMBER(39)],
    ['a scale past 127', s.oracle.NUMBER(10, 128)],
    ['a binary precision past 126', s.oracle.FLOAT({ binaryPrecision: 127 })],
    ['an interval of ten digits', s.interval({ dayPrecision: 10 })],
    ['BIGINT', s.types.BIGINT()],
    ['TEXT', s.types.TEXT()],
    ['DATETIME', s.types.DATETIME()],
    ['TIME', s.types.TIME()],
    ['BOOLEAN before 23ai', s.types.BOOLEAN()],
    ['VECTOR before 23ai', s.oracle.VECTOR()],
    ['a type of another database', s.mysql.LONGTEXT()],
    ['a collation of a CLOB', s.text(undefined, { collation: 'BINARY_CI' })],
    ['SQL as a collation', s.string(3, { collation: 'x NOT NULL' })],
    ['a CHAR past 2000', s.oracle.CHAR(2001)],
  ])('%s is refused', async (_what, type) => {
    expect(await refused((op) => op.createTable('u', [s.column('c', type)]))).toMatchObject({ code: 'unsupported' });
  });
});

describe('Booleans of 23ai', () => {
  test('are native: TRUE and FALSE, and no check', async () => {
    const made = await statements((op) => {
      op.createTable('u', [
        s.column('on', s.boolean({ createConstraint: true, name: 'ck' }), { serverDefault: false }),
      ]);
      op.bulkInsert(s.table('u', [s.column('on', s.boolean())]), [{ on: true }]);
    }, '23');
    expect(made).toEqual(['CREATE TABLE u (\n    "on" BOOLEAN DEFAULT FALSE\n)', 'INSERT INTO u ("on") VALUES (TRUE)']);
  });
});

describe('IF EXISTS of 23ai', () => {
  test('is said of tables and indexes', async () => {
    const made = await statements((op) => {
      op.createTable('u', [s.column('c', s.integer())], { ifNotExists: true });
      op.createIndex('ix', 'u', ['c'], { ifNotExists: true });
      op.dropIndex('ix', { table: 'u', ifExists: true });
      op.dropTable('u', { ifExists: true });
    }, '23');
    expect(made).toEqual([
      'CREATE TABLE IF NOT EXISTS u (\n    c INTEGER\n)',
      'CREATE INDEX IF NOT EXISTS ix ON u (c)',
      'DROP INDEX IF EXISTS ix',
      'DROP TABLE IF EXISTS u',
    ]);
  });
  test.each<[string, Fn]>([
    ['columns', (op) => op.addColumn('t', s.column('z', s.integer()), { ifNotExists: true })],
    ['dropped columns', (op) => op.dropColumn('t', 'body', { ifExists: true })],
    ['constraints', (op) => op.dropConstraint('uq_ab', 't', { ifExists: true })],
  ])('not of %s', async (_what, fn) => {
    expect(await refused(fn, '23')).toMatchObject({ code: 'unsupported' });
  });
});
