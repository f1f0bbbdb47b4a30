import { describe, expect, test } from 'vitest';
import { clientOf, clients, requireClient } from '../../dialects/clients.ts';
import { createDialect } from '../../dialects/index.ts';
import { s } from '../../src/index.ts';
import { type DialectName, dialectNames } from '../../src/model/dialect-options.ts';
import { clientNames } from '../../src/script/client.ts';
import { layOut } from '../../src/script/layout.ts';
import { render } from '../../src/testing.ts';

describe('A client', () => {
  test('is there for each dialect, and each has its own lines but none', () => {
    expect(Object.fromEntries(dialectNames.map((name) => [name, clientOf(name)]))).toEqual({
      postgresql: 'psql',
      mysql: 'mysql',
      mariadb: 'mariadb',
      sqlite: 'sqlite3',
      mssql: 'sqlcmd',
      oracle: 'sqlplus',
    });
    expect(clientNames.filter((name) => clients[name].before.length === 0)).toEqual(['none']);
  });
  test('that does not read scripts of the dialect is refused', () => {
    expect(() => requireClient('psql', 'oracle')).toThrow(
      expect.objectContaining({ code: 'config', hint: 'say sqlplus, or none' }),
    );
    for (const name of dialectNames) expect(requireClient('none', name)).toBe(clients.none);
  });
});

describe('The lines of a client', () => {
  const step = { log: 'upgrade  -> a1', message: '', versionTable: [], versionRows: [] };
  const statements = [{ sql: 'INSERT INTO t VALUES (1)', transactional: true }];
  const scriptFor = async (name: DialectName): Promise<string> => {
    const { before, after } = clients[clientOf(name)];
    const dialect = await createDialect({ name });
    return layOut([{ ...step, statements }], dialect, {
      transactional: dialect.transactionalDdl,
      perStep: false,
      around: { before, after },
    });
  };
  const mysql = `\\C utf8mb4

SET SESSION autocommit = 1;

SET SESSION sql_mode = CONCAT('STRICT_ALL_TABLES,', REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', ''));

SET SESSION time_zone = '+00:00';

-- Running upgrade  -> a1

INSERT INTO t VALUES (1);

`;
  const expected: Readonly<Record<DialectName, string>> = {
    postgresql: `\\set ON_ERROR_STOP on

\\set AUTOCOMMIT on

\\encoding UTF8

SET standard_conforming_strings = on;

BEGIN;

-- Running upgrade  -> a1

INSERT INTO t VALUES (1);

COMMIT;

`,
    mysql,
    mariadb: mysql,
    sqlite: `.bail on

BEGIN;

-- Running upgrade  -> a1

INSERT INTO t VALUES (1);

COMMIT;

`,
    mssql: `:on error exit

SET XACT_ABORT ON;
SET QUOTED_IDENTIFIER ON;
SET DATEFORMAT ymd;
GO

BEGIN TRANSACTION;

GO

-- Running upgrade  -> a1

INSERT INTO t VALUES (1);

GO

COMMIT;

GO

`,
    oracle: `WHENEVER SQLERROR EXIT FAILURE ROLLBACK

WHENEVER OSERROR EXIT FAILURE ROLLBACK

SET DEFINE OFF

SET SQLBLANKLINES ON

-- Running upgrade  -> a1

INSERT INTO t VALUES (1)

/

COMMIT;

`,
  };
  test.each(dialectNames)('of %s stand around the script', async (name) => {
    expect(await scriptFor(name)).toBe(expected[name]);
  });
});

describe('A comment line of a script', () => {
  const comment = async (name: DialectName, message: string): Promise<string | undefined> => {
    const dialect = await createDialect({ name });
    const step = { log: 'upgrade  -> $(a)&1', message, versionTable: [], statements: [], versionRows: [] };
    const frame = { transactional: false, perStep: false, around: { before: [], after: [] } };
    return layOut([step], dialect, frame).trimEnd();
  };
  test('says nothing to sqlcmd', async () => {
    expect(await comment('mssql', 'pay $(x) & go;')).toBe('-- Running upgrade  -> $ (a)&1\n-- pay $ (x) & go;');
  });
  test.each([
    ['R&D; and & more', 'R+D; and + more'],
    ['ends;', 'ends'],
    ['ends -', 'ends'],
    ['ends. ;/', 'ends'],
    ['a-b/c.d;e', 'a-b/c.d;e'],
  ])('says nothing to SQL*Plus: %j', async (message, said) => {
    expect(await comment('oracle', message)).toBe(`-- Running upgrade  -> $(a)+1\n-- ${said}`);
  });
  test('of terminators only is left out', async () => {
    expect(await comment('oracle', '; -')).toBe('-- Running upgrade  -> $(a)+1');
  });
  test.each(['postgresql', 'mysql', 'mariadb', 'sqlite'] as const)('is as it is in %s', async (name) => {
    expect(await comment(name, 'R&D $(x);')).toBe('-- Running upgrade  -> $(a)&1\n-- R&D $(x);');
  });
});

describe('SQL of the user', () => {
  test.each(['/', ' / ', '.'])(
    'with a line %j is refused by Oracle, for SQL*Plus ends a statement there',
    async (line) => {
      const sql = `INSERT INTO t VALUES ('a\n${line}\nb')`;
      await expect(render((op) => op.execute(sql), { dialect: 'oracle' })).rejects.toMatchObject({
        code: 'unsupported',
      });
    },
  );
  test('with a line GO is refused by SQL Server', async () => {
    await expect(render((op) => op.execute('SELECT 1\nGO\nSELECT 2'), { dialect: 'mssql' })).rejects.toMatchObject({
      code: 'unsupported',
    });
  });
});

describe('A text with line ends of Windows', () => {
  test('comes through sqlite3, which drops them', async () => {
    const [, insert] = await render(
      (op) => {
        const t = op.createTable('t', [s.column('v', s.text(), { serverDefault: 'c\r\nd␍' })]);
        op.bulkInsert(t, [{ v: "a\r\n'b'\r" }]);
      },
      { dialect: 'sqlite' },
    );
    expect(insert).toBe("INSERT INTO t (v) VALUES (replace('a␍\n''b''\r', '␍', char(13)))");
  });
  test('is a default in parentheses there, and takes another sign where the first is in the text', async () => {
    const [create] = await render(
      (op) => void op.createTable('t', [s.column('v', s.text(), { serverDefault: 'c\r\nd␍' })]),
      { dialect: 'sqlite' },
    );
    expect(create).toBe("CREATE TABLE t (\n    v TEXT DEFAULT (replace('c↵\nd␍', '↵', char(13)))\n)");
  });
});

describe('A name that ends in delimiter', () => {
  test('is in quotes for the client of MySQL, which has a command of that name', async () => {
    const [create] = await render((op) => void op.createTable('t', [s.column('field_delimiter', s.string(1))]), {
      dialect: 'mysql',
    });
    expect(create).toBe('CREATE TABLE t (\n    `field_delimiter` VARCHAR(1)\n)');
  });
});
