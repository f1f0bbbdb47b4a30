// Each defect that Alembic's offline scripts have, where it touches PostgreSQL, SQLite or the common frame, and what tsmig
// writes instead. The numbers are those of the list of defects that the project keeps of Alembic 1.19.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Operations, s, sql } from '../src/index.ts';
import { render } from '../src/testing.ts';
import { runCli, temporaryFolder } from './support/cli.ts';

const account = (op: Operations): void => {
  op.createTable('account', [
    s.column('id', s.integer(), { primaryKey: true }),
    s.column('name', s.string(50)),
    s.column('n', s.integer()),
  ]);
};

describe('defect 1: INSERT with RETURNING that no script needs', () => {
  test.each(['postgresql', 'sqlite'] as const)('%s inserts without RETURNING', async (dialect) => {
    const t = s.table('account', [s.column('id', s.integer()), s.column('name', s.string())]);
    expect(await render((op) => op.execute(t.insert({ name: 'Ann' })), { dialect, after: [account] })).toEqual([
      "INSERT INTO account (name) VALUES ('Ann')",
    ]);
  });
});

describe('defect 2: colons in raw SQL are taken for bind parameters', () => {
  test.each(['postgresql', 'sqlite'] as const)('%s prints a string as it is', async (dialect) => {
    const text = `UPDATE account SET name = '{"days":28} :foo 10:30' WHERE id = 1`;
    expect(await render((op) => op.execute(text), { dialect, after: [account] })).toEqual([text]);
  });
});

describe('defect 4: PostgreSQL string literals double backslashes', () => {
  test('in values, defaults and comments a backslash stays one', async () => {
    const upgrade = (op: Operations): void => {
      op.createTable('t', [s.column('p', s.string(20), { serverDefault: 'C:\\dir', comment: 'like C:\\dir' })]);
      op.bulkInsert(s.table('t', [s.column('p', s.string())]), [{ p: 'C:\\dir\\' }]);
    };
    expect(await render(upgrade, { dialect: 'postgresql' })).toEqual([
      "CREATE TABLE t (\n    p VARCHAR(20) DEFAULT 'C:\\dir'\n)",
      "COMMENT ON COLUMN t.p IS 'like C:\\dir'",
      "INSERT INTO t (p) VALUES ('C:\\dir\\')",
    ]);
  });
});

describe('defect 5: tabs in data become four spaces', () => {
  test.each(['postgresql', 'sqlite'] as const)('%s keeps a tab', async (dialect) => {
    const t = s.table('account', [s.column('name', s.string())]);
    const upgrade = (op: Operations): void => {
      op.bulkInsert(t, [{ name: 'a\tb' }]);
      op.execute("UPDATE account SET name = 'c\td'");
    };
    expect(await render(upgrade, { dialect, after: [account] })).toEqual([
      "INSERT INTO account (name) VALUES ('a\tb')",
      "UPDATE account SET name = 'c\td'",
    ]);
  });
});

describe('defect 7: what is written depends on the range; enum types are lost', () => {
  const first = (op: Operations): void => {
    op.createTable('a', [s.column('e', s.enum(['x', 'y'], { name: 'en' }))]);
  };
  const second = (op: Operations): void => {
    op.createTable('b', [s.column('e', s.enum(['x', 'y'], { name: 'en' }))]);
  };
  test('a type that an earlier revision made is not made again', async () => {
    expect(await render(second, { dialect: 'postgresql', after: [first] })).toEqual(['CREATE TABLE b (\n    e en\n)']);
  });
  test('addColumn and alterColumn make the type that they need', async () => {
    const type = s.enum(['x', 'y'], { name: 'en' });
    expect(
      await render((op) => op.addColumn('account', s.column('e', type)), { dialect: 'postgresql', after: [account] }),
    ).toEqual(["CREATE TYPE en AS ENUM ('x', 'y')", 'ALTER TABLE account ADD COLUMN e en']);
    expect(
      await render((op) => op.alterColumn('account', 'name', { type, postgresql: { using: 'name::en' } }), {
        dialect: 'postgresql',
        after: [account],
      }),
    ).toEqual(["CREATE TYPE en AS ENUM ('x', 'y')", 'ALTER TABLE account ALTER COLUMN name TYPE en USING name::en']);
  });
  test('a downgrade drops a type with its last user, and not before', async () => {
    const down = { dialect: 'postgresql', direction: 'downgrade' } as const;
    expect(await render((op) => op.dropTable('b'), { ...down, after: [first, second] })).toEqual(['DROP TABLE b']);
    expect(await render((op) => op.dropTable('a'), { ...down, after: [first] })).toEqual([
      'DROP TABLE a',
      'DROP TYPE en',
    ]);
  });
  test('a type that the downgrade drops by hand is dropped once', async () => {
    const downgrade = (op: Operations): void => {
      op.dropTable('a');
      s.enum([], { name: 'en' }).drop(op.getBind());
    };
    expect(await render(downgrade, { dialect: 'postgresql', direction: 'downgrade', after: [first] })).toEqual([
      'DROP TABLE a',
      'DROP TYPE en',
    ]);
    const raw = (op: Operations): void => {
      op.dropTable('a');
      op.execute('DROP TYPE en');
    };
    expect(await render(raw, { dialect: 'postgresql', direction: 'downgrade', after: [first] })).toEqual([
      'DROP TABLE a',
      'DROP TYPE en',
    ]);
  });
});

describe('defect 10: SQLite gets SQL that SQLite rejects', () => {
  const rebuilt = (columns: string): string[] => [
    `CREATE TABLE _alembic_tmp_account (\n    id INTEGER NOT NULL,\n    ${columns},\n    PRIMARY KEY (id)\n)`,
    'INSERT INTO _alembic_tmp_account (id, name, n) SELECT account.id, account.name, account.n\nFROM account',
    'DROP TABLE account',
    'ALTER TABLE _alembic_tmp_account RENAME TO account',
  ];
  test('a change of nullability, type or default rebuilds the table', async () => {
    const after = [account];
    const change = (to: Parameters<Operations['alterColumn']>[2]) =>
      render((op) => op.alterColumn('account', 'name', to), { dialect: 'sqlite', after });
    expect(await change({ nullable: false })).toEqual(rebuilt('name VARCHAR(50) NOT NULL,\n    n INTEGER'));
    expect(await change({ type: s.text() })).toEqual(rebuilt('name TEXT,\n    n INTEGER'));
    expect(await change({ serverDefault: 'x' })).toEqual(rebuilt("name VARCHAR(50) DEFAULT 'x',\n    n INTEGER"));
  });
  test('neighbouring changes of one table share one rebuild', async () => {
    const upgrade = (op: Operations): void => {
      op.alterColumn('account', 'name', { nullable: false });
      op.alterColumn('account', 'n', { serverDefault: 7 });
      op.createUniqueConstraint('uq_account_name', 'account', ['name']);
    };
    expect(await render(upgrade, { dialect: 'sqlite', after: [account] })).toEqual([
      'CREATE TABLE _alembic_tmp_account (\n    id INTEGER NOT NULL,\n    name VARCHAR(50) NOT NULL,\n    n INTEGER DEFAULT 7,\n    PRIMARY KEY (id),\n    CONSTRAINT uq_account_name UNIQUE (name)\n)',
      ...rebuilt('').slice(1),
    ]);
  });
  test('IF NOT EXISTS and IF EXISTS of columns are refused', async () => {
    await expect(
      render((op) => op.addColumn('account', s.column('x', s.integer()), { ifNotExists: true }), {
        dialect: 'sqlite',
        after: [account],
      }),
    ).rejects.toThrow(/IF NOT EXISTS/);
    await expect(
      render((op) => op.dropColumn('account', 'n', { ifExists: true }), { dialect: 'sqlite', after: [account] }),
    ).rejects.toThrow(/IF EXISTS/);
  });
  test('comments give no statement', async () => {
    expect(
      await render((op) => op.createTableComment('account', 'people'), { dialect: 'sqlite', after: [account] }),
    ).toEqual([]);
    expect(
      await render((op) => op.alterColumn('account', 'n', { comment: 'x' }), { dialect: 'sqlite', after: [account] }),
    ).toEqual([]);
  });
  test('dropping an indexed column drops its index first', async () => {
    const indexed = (op: Operations): void => op.createIndex('ix_n', 'account', ['n']);
    expect(
      await render((op) => op.dropColumn('account', 'n'), { dialect: 'sqlite', after: [account, indexed] }),
    ).toEqual(['DROP INDEX ix_n', 'ALTER TABLE account DROP COLUMN n']);
  });
});

describe('defect 11: clauses of another dialect are passed through', () => {
  test('SQLite refuses DEFERRABLE on a unique constraint', async () => {
    await expect(
      render(
        (op) =>
          void op.createTable('t', [
            s.column('a', s.integer()),
            s.uniqueConstraint(['a'], { name: 'u', deferrable: true }),
          ]),
        {
          dialect: 'sqlite',
        },
      ),
    ).rejects.toThrow(/sqlite cannot defer u/);
  });
});

describe('defect 13: batch move-and-copy', () => {
  test('an index on a dropped column is not made again', async () => {
    const indexed = (op: Operations): void => op.createIndex('ix_n', 'account', ['n']);
    const upgrade = (op: Operations): void => op.batchAlterTable('account', (batch) => batch.dropColumn('n'));
    expect(await render(upgrade, { dialect: 'sqlite', after: [account, indexed] })).toEqual([
      'CREATE TABLE _alembic_tmp_account (\n    id INTEGER NOT NULL,\n    name VARCHAR(50),\n    PRIMARY KEY (id)\n)',
      'INSERT INTO _alembic_tmp_account (id, name) SELECT account.id, account.name\nFROM account',
      'DROP TABLE account',
      'ALTER TABLE _alembic_tmp_account RENAME TO account',
    ]);
  });
  test('PostgreSQL refuses to recreate a table: its sequence would start again at 1', async () => {
    await expect(
      render((op) => op.batchAlterTable('account', { recreate: 'always' }, (batch) => batch.dropColumn('n')), {
        dialect: 'postgresql',
        after: [account],
      }),
    ).rejects.toThrow(/recreate/);
  });
});

describe('defect 20: op.execute doubles semicolons and terminates comments', () => {
  test.each(['postgresql', 'sqlite'] as const)('%s: a trailing semicolon is not doubled', async (dialect) => {
    expect(await render((op) => op.execute('UPDATE account SET n = 1;\n'), { dialect, after: [account] })).toEqual([
      'UPDATE account SET n = 1',
    ]);
  });
});

describe('defect 25: values without a literal form', () => {
  test('JSON, bytes, and values of untyped columns have one', async () => {
    const t = s.table('t', [s.column('j', s.json()), s.column('b', s.largeBinary()), s.column('u')]);
    const upgrade = (op: Operations): void => {
      op.createTable('t', [s.column('j', s.json()), s.column('b', s.largeBinary()), s.column('u', s.text())]);
      op.bulkInsert(t, [{ j: { a: "it's" }, b: Uint8Array.of(0, 255), u: 'x' }]);
    };
    expect((await render(upgrade, { dialect: 'postgresql' })).at(-1)).toBe(
      `INSERT INTO t (j, b, u) VALUES ('{"a":"it''s"}', '\\x00ff', 'x')`,
    );
    expect((await render(upgrade, { dialect: 'sqlite' })).at(-1)).toBe(
      `INSERT INTO t (j, b, u) VALUES ('{"a":"it''s"}', X'00ff', 'x')`,
    );
  });
  test('an empty array says its type', async () => {
    const t = s.table('t', [s.column('a', s.array(s.integer()))]);
    const upgrade = (op: Operations): void => {
      op.createTable('t', [s.column('a', s.array(s.integer()))]);
      op.bulkInsert(t, [{ a: [] }]);
      op.execute(sql`UPDATE t SET a = ${sql.literal([1, 2], s.array(s.integer()))}`);
    };
    expect((await render(upgrade, { dialect: 'postgresql' })).slice(1)).toEqual([
      'INSERT INTO t (a) VALUES (ARRAY[]::INTEGER[])',
      'UPDATE t SET a = ARRAY[1, 2]::INTEGER[]',
    ]);
  });
});

describe('defect 22: quotes in identifiers are not escaped', () => {
  test.each([
    ['postgresql', 'ALTER TABLE "a""b" RENAME "c""d" TO "e\'f"'],
    ['sqlite', 'ALTER TABLE "a""b" RENAME COLUMN "c""d" TO "e\'f"'],
  ] as const)('%s doubles them', async (dialect, expected) => {
    const table = (op: Operations): void => {
      op.createTable('a"b', [s.column('c"d', s.integer()), s.column('g', s.integer())]);
    };
    const rename = (op: Operations): void => op.alterColumn('a"b', 'c"d', { newColumnName: "e'f" });
    expect(await render(rename, { dialect, after: [table] })).toEqual([expected]);
  });
});

describe('the frame of a script', () => {
  const revision = (id: string, down: string | string[] | null, message: string, body = ''): string => `/**
 * ${message}
 */
import { s, type Operations } from 'tsmig';
export const revision = '${id}';
export const downRevision = ${JSON.stringify(down)};
export function upgrade(op: Operations): void {
  ${body}
}
export function downgrade(op: Operations): void {}
`;
  const folders: string[] = [];
  const project = (files: Readonly<Record<string, string>>): string => {
    const folder = temporaryFolder();
    folders.push(folder);
    mkdirSync(join(folder, 'migrations/versions'), { recursive: true });
    writeFileSync(join(folder, 'tsmig.config.json'), '{ "dialect": "postgresql" }');
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'migrations/versions', name), text);
    return folder;
  };
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  test('defect 3: a run that fails leaves nothing on standard output', async () => {
    const folder = project({
      'a.ts': revision('aaaa', null, 'first', "op.createTable('t', [s.column('id', s.integer())]);"),
      'b.ts': revision('bbbb', 'aaaa', 'second', "op.dropTable('u');"),
    });
    const { code, stdout, stderr } = await runCli(['upgrade', 'base:head', '--sql'], folder);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error\[replay\]/);
  });

  test('defect 8: a downgrade across a merge has one order', async () => {
    const folder = project({
      'a.ts': revision('aaaa', null, 'base'),
      'b.ts': revision('bbbb', 'aaaa', 'left'),
      'c.ts': revision('cccc', 'aaaa', 'right'),
      'd.ts': revision('dddd', ['bbbb', 'cccc'], 'merge'),
    });
    const { stdout } = await runCli(['downgrade', 'dddd:base', '--sql'], folder);
    expect(stdout).toBe(`BEGIN;

-- Running downgrade dddd -> bbbb, cccc
-- merge

INSERT INTO alembic_version (version_num) VALUES ('bbbb');

UPDATE alembic_version SET version_num='cccc' WHERE alembic_version.version_num = 'dddd';

-- Running downgrade bbbb -> aaaa
-- left

DELETE FROM alembic_version WHERE alembic_version.version_num = 'bbbb';

-- Running downgrade cccc -> aaaa
-- right

UPDATE alembic_version SET version_num='aaaa' WHERE alembic_version.version_num = 'cccc';

-- Running downgrade aaaa -> 
-- base

DELETE FROM alembic_version WHERE alembic_version.version_num = 'aaaa';

COMMIT;

`);
  });

  test('defect 16: a reversed range and a:b:c are errors, not empty scripts or tracebacks', async () => {
    const folder = project({ 'a.ts': revision('aaaa', null, 'first'), 'b.ts': revision('bbbb', 'aaaa', 'second') });
    for (const range of ['bbbb:aaaa', 'aaaa:bbbb:aaaa', ':bbbb']) {
      const { code, stdout, stderr } = await runCli(['upgrade', range, '--sql'], folder);
      expect({ range, code, stdout }).toEqual({ range, code: 1, stdout: '' });
      expect(stderr).toMatch(/^error\[(graph|usage)\]/);
    }
  });

  test('defect 18: SQLite scripts have a transaction', async () => {
    const folder = project({ 'a.ts': revision('aaaa', null, 'first') });
    const { stdout } = await runCli(['upgrade', 'base:head', '--sql', '--dialect', 'sqlite'], folder);
    expect(stdout).toMatch(/^BEGIN;\n\n[\s\S]*\n\nCOMMIT;\n\n$/);
  });

  test('defect 20: a comment in op.execute stands as it is', async () => {
    const folder = project({ 'a.ts': revision('aaaa', null, 'first', "op.execute('-- a note for the DBA');") });
    const { stdout } = await runCli(['upgrade', 'base:head', '--sql'], folder);
    expect(stdout).toContain('\n\n-- a note for the DBA\n\n');
  });

  test('defect 21: the message of a revision stands in the script, safely on one line', async () => {
    const folder = project({ 'a.ts': revision('aaaa', null, "drop\u2028DROP TABLE x; -- it's \u0085 odd") });
    const { stdout } = await runCli(['upgrade', 'base:head', '--sql'], folder);
    expect(stdout).toContain("-- Running upgrade  -> aaaa\n-- drop DROP TABLE x; -- it's odd\n\n");
  });
});
