import { describe, expect, test } from 'vitest';
import { s } from '../../src/model/schema.ts';
import { sql } from '../../src/model/sql.ts';
import type { Operations } from '../../src/operations/op.ts';
import { type RenderOptions, render } from '../../src/testing.ts';

type Fn = (op: Operations) => void;
type Options = Omit<Partial<RenderOptions>, 'dialect' | 'after'>;

/** A table with everything that MODIFY could forget. */
const account: Fn = (op) => {
  op.createTable('org', [s.column('id', s.integer(), { primaryKey: true })]);
  op.createTable('account', [
    s.column('id', s.integer(), { primaryKey: true }),
    s.column('name', s.mysql.VARCHAR(50, { charset: 'utf8mb4', collation: 'utf8mb4_bin' }), {
      nullable: false,
      serverDefault: "it's",
      comment: 'C:\\',
    }),
    s.column('n', s.integer()),
    s.column('twice', s.integer(), { computed: s.computed('n * 2', { persisted: true }), comment: 'of n' }),
    s.column('changed', s.mysql.TIMESTAMP({ fsp: 3 }), {
      serverDefault: sql`CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3)`,
    }),
    s.column('Odd', s.text(), { quote: true }),
    s.column('org_id', s.integer(), { references: s.foreignKey('org.id', { name: 'fk_org' }) }),
    s.column('flag', s.boolean({ createConstraint: true, name: 'ck_flag' })),
    s.checkConstraint('n > 0 OR org_id IS NULL', { name: 'ck_n_org' }),
  ]);
};
const statements = (upgrade: Fn, setup: readonly Fn[] = [account], options: Options = {}) =>
  render(upgrade, { dialect: 'mysql', after: setup, ...options });
const refusal = (upgrade: Fn, setup?: readonly Fn[], options?: Options) =>
  statements(upgrade, setup, options).then(
    (made) => Promise.reject(new Error(`not refused: ${made.join('; ')}`)),
    (error: unknown) => error,
  );

describe('MODIFY and CHANGE', () => {
  test.each<[string, Fn, string[]]>([
    [
      'character set, default and comment',
      (op) => op.alterColumn('account', 'name', { nullable: true }),
      [
        "ALTER TABLE account MODIFY name VARCHAR(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL DEFAULT 'it''s' COMMENT 'C:\\\\'",
      ],
    ],
    [
      'AUTO_INCREMENT',
      (op) => op.alterColumn('account', 'id', { comment: 'key' }),
      ["ALTER TABLE account MODIFY id INTEGER NOT NULL AUTO_INCREMENT COMMENT 'key'"],
    ],
    [
      'the expression of a generated column',
      (op) => op.alterColumn('account', 'twice', { type: s.bigInteger() }),
      ["ALTER TABLE account MODIFY twice BIGINT GENERATED ALWAYS AS (n * 2) STORED COMMENT 'of n'"],
    ],
    [
      'ON UPDATE, and goes with it',
      (op) => {
        op.alterColumn('account', 'changed', { newColumnName: 'at' });
        op.alterColumn('account', 'at', { serverDefault: null });
      },
      [
        'ALTER TABLE account CHANGE changed at TIMESTAMP(3) NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3)',
        'ALTER TABLE account MODIFY at TIMESTAMP(3) NULL',
      ],
    ],
    [
      'the quotes of a name',
      (op) => op.alterColumn('account', 'Odd', { newColumnName: 'odd', nullable: false }),
      ['ALTER TABLE account CHANGE `Odd` `odd` TEXT NOT NULL'],
    ],
    [
      'a default that an AUTO_INCREMENT column gets instead',
      (op) => op.alterColumn('account', 'id', { serverDefault: sql`7` }),
      ['ALTER TABLE account MODIFY id INTEGER NOT NULL DEFAULT 7'],
    ],
  ])('repeat %s', async (_, upgrade, expected) => {
    expect(await statements(upgrade)).toEqual(expected);
  });

  test('a column of a foreign key is renamed first, then changed', async () => {
    const made = await statements((op) => {
      op.dropConstraint('ck_n_org', 'account');
      op.alterColumn('account', 'org_id', { newColumnName: 'owner', nullable: false, comment: 'org' });
    });
    expect(made.slice(1)).toEqual([
      'ALTER TABLE account CHANGE org_id owner INTEGER NULL',
      "ALTER TABLE account MODIFY owner INTEGER NOT NULL COMMENT 'org'",
    ]);
  });

  test('checks that name a column are away while it is renamed', async () => {
    const made = await statements((op) => op.alterColumn('account', 'flag', { newColumnName: 'on' }));
    expect(made).toEqual([
      'ALTER TABLE account DROP CHECK ck_flag',
      'ALTER TABLE account CHANGE flag `on` BOOL NULL',
      'ALTER TABLE account ADD CONSTRAINT ck_flag CHECK (`on` IN (0, 1))',
    ]);
  });

  test.each<[string, Fn]>([
    [
      'the type of a column that a foreign key refers to',
      (op) => op.alterColumn('org', 'id', { type: s.bigInteger() }),
    ],
    ['the type of a column with a foreign key', (op) => op.alterColumn('account', 'org_id', { type: s.bigInteger() })],
    ['a key to be null', (op) => op.alterColumn('account', 'id', { nullable: true })],
    ['a column that is no key to count', (op) => op.alterColumn('account', 'n', { autoincrement: true })],
    ['a generated column to have a default', (op) => op.alterColumn('account', 'twice', { serverDefault: sql`1` })],
    [
      'the name of a column that another is computed from',
      (op) => op.alterColumn('account', 'n', { newColumnName: 'm' }),
    ],
  ])('do not change %s', async (_, upgrade) => {
    expect(await refusal(upgrade)).toMatchObject({ code: 'unsupported' });
  });

  test('need everything said of a table that history does not know', async () => {
    const hidden: Fn = (op) => op.execute('ALTER TABLE account FROBNICATE');
    const wanted = { type: s.string(9), existingNullable: false, existingServerDefault: 'x' } as const;
    expect(await refusal((op) => op.alterColumn('account', 'name', wanted), [account, hidden])).toMatchObject({
      code: 'opaque',
      hint: 'say existingComment (null: it has none)',
    });
    expect(
      await statements(
        (op) => op.alterColumn('account', 'name', { ...wanted, existingComment: null }),
        [account, hidden],
      ),
    ).toEqual(["ALTER TABLE account MODIFY name VARCHAR(9) NOT NULL DEFAULT 'x'"]);
  });
});

describe('defaults', () => {
  const table = (type: Parameters<typeof s.column>[1], serverDefault: unknown): Fn => {
    return (op) => op.createTable('t', [s.column('a', type, { serverDefault: serverDefault as string })]);
  };
  const line = async (upgrade: Fn, options?: Options) =>
    (await statements(upgrade, [], options))[0]?.split('\n')[1]?.trim();
  test.each<[string, Fn, string]>([
    ['a number', table(s.integer(), -5), 'a INTEGER DEFAULT -5'],
    ['a number as text', table(s.integer(), sql`-1.5e3`), 'a INTEGER DEFAULT -1.5e3'],
    ['a string of a large type', table(s.mysql.MEDIUMTEXT(), "a'\\"), "a MEDIUMTEXT DEFAULT ('a''\\\\')"],
    ['NULL of a large type', table(s.json(), sql`NULL`), 'a JSON DEFAULT NULL'],
    ['bytes as text', table(s.mysql.VARBINARY(4), sql`X'00ff'`), "a VARBINARY(4) DEFAULT X'00ff'"],
    [
      'the present time with other digits',
      table(s.mysql.DATETIME({ fsp: 6 }), sql`CURRENT_TIMESTAMP`),
      'a DATETIME(6) DEFAULT (CURRENT_TIMESTAMP)',
    ],
    [
      'the present time as a string',
      table(s.string(30), sql`CURRENT_TIMESTAMP`),
      'a VARCHAR(30) DEFAULT (CURRENT_TIMESTAMP)',
    ],
    ['an expression of two parentheses', table(s.integer(), sql`(1) + (2)`), 'a INTEGER DEFAULT ((1) + (2))'],
    [
      'a parenthesis in a string',
      table(s.string(9), sql`(concat('(', "\\")"))`),
      `a VARCHAR(9) DEFAULT (concat('(', "\\")"))`,
    ],
  ])('%s', async (_, upgrade, expected) => {
    expect(await line(upgrade)).toBe(expected);
  });

  test('before 8.0.13 only literals and the present time', async () => {
    const old = { serverVersion: '5.7' };
    expect(await line(table(s.dateTime(), sql.now()), old)).toBe('a DATETIME DEFAULT now()');
    expect(await line(table(s.string(3), 'x'), old)).toBe("a VARCHAR(3) DEFAULT 'x'");
    for (const refused of [
      table(s.text(), 'x'),
      table(s.string(36), sql`(uuid())`),
      table(s.date(), sql`CURRENT_DATE`),
    ]) {
      expect(await refusal(refused, [], old)).toMatchObject({ code: 'unsupported' });
      expect(await refusal(refused, [], { serverVersion: '8.0.12' })).toMatchObject({ code: 'unsupported' });
    }
  });

  test('SET DEFAULT takes expressions only in parentheses', async () => {
    const made = await statements((op) => {
      op.alterColumn('account', 'Odd', { serverDefault: 'x' });
      op.alterColumn('account', 'n', { serverDefault: sql`1 + 1` });
      op.alterColumn('account', 'name', { serverDefault: sql`NULL` });
    });
    expect(made).toEqual([
      "ALTER TABLE account ALTER COLUMN `Odd` SET DEFAULT ('x')",
      'ALTER TABLE account ALTER COLUMN n SET DEFAULT (1 + 1)',
      'ALTER TABLE account ALTER COLUMN name DROP DEFAULT',
    ]);
  });
});

describe('dropping', () => {
  test('a column drops what would keep it first', async () => {
    const setup: Fn = (op) => {
      op.createIndex('ix_n_flag', 'account', [sql.desc(sql.id('n')), 'flag']);
      op.createUniqueConstraint('uq_org_n', 'account', ['org_id', 'name']);
    };
    const made = await statements(
      (op) => {
        op.dropColumn('account', 'org_id');
        op.dropColumn('account', 'flag');
      },
      [account, setup],
    );
    expect(made).toEqual([
      'ALTER TABLE account DROP FOREIGN KEY fk_org',
      'ALTER TABLE account DROP CHECK ck_n_org',
      'ALTER TABLE account DROP INDEX uq_org_n',
      'ALTER TABLE account DROP COLUMN org_id',
      'ALTER TABLE account DROP INDEX ix_n_flag',
      'ALTER TABLE account DROP COLUMN flag',
    ]);
  });

  test('an index that a foreign key stands on goes while the key is away', async () => {
    const setup: Fn = (op) => op.createIndex('ix_org', 'account', ['org_id', 'n']);
    expect(await statements((op) => op.dropIndex('ix_org'), [account, setup])).toEqual([
      'ALTER TABLE account DROP FOREIGN KEY fk_org',
      'DROP INDEX ix_org ON account',
      'ALTER TABLE account ADD CONSTRAINT fk_org FOREIGN KEY(org_id) REFERENCES org (id)',
    ]);
    const another: Fn = (op) => op.createIndex('ix_org2', 'account', ['org_id']);
    expect(await statements((op) => op.dropIndex('ix_org'), [account, setup, another])).toEqual([
      'DROP INDEX ix_org ON account',
    ]);
  });

  test('a constraint goes by its kind', async () => {
    const keys: Fn = (op) => {
      op.createTable('k', [s.column('a', s.string(9)), s.primaryKeyConstraint(['a'], { name: 'pk' })]);
    };
    const made = await statements(
      (op) => {
        op.dropConstraint('pk', 'k');
        op.dropConstraint('fk_org', 'account');
        op.dropConstraint('ck_flag', 'account');
      },
      [account, keys],
    );
    expect(made).toEqual([
      'ALTER TABLE k DROP PRIMARY KEY',
      'ALTER TABLE account DROP FOREIGN KEY fk_org',
      'ALTER TABLE account DROP CHECK ck_flag',
    ]);
  });

  test('a kind that nobody knows is found by the server since 8.0.19', async () => {
    const hidden: Fn = (op) => op.execute('ALTER TABLE account FROBNICATE');
    const drop: Fn = (op) => op.dropConstraint('c', 'account');
    expect(await statements(drop, [account, hidden])).toEqual(['ALTER TABLE account DROP CONSTRAINT c']);
    const old = { serverVersion: '8.0.18' };
    expect(await refusal(drop, [account, hidden], old)).toMatchObject({ code: 'unsupported' });
  });

  test('the key of a column that counts is refused', async () => {
    const upgrade: Fn = (op) => op.dropConstraint('pk_t', 't', { type: 'primary' });
    const setup: Fn = (op) => {
      op.createTable('t', [s.column('id', s.integer()), s.primaryKeyConstraint(['id'], { name: 'pk_t' })]);
    };
    expect(await refusal(upgrade, [setup])).toMatchObject({ code: 'unsupported' });
    expect(
      await statements(
        (op) => {
          op.alterColumn('t', 'id', { autoincrement: false });
          upgrade(op);
        },
        [setup],
      ),
    ).toEqual(['ALTER TABLE t MODIFY id INTEGER NOT NULL', 'ALTER TABLE t DROP PRIMARY KEY']);
  });
});

describe('tables and indexes', () => {
  test('options keep their order, texts their quotes, partitions come last', async () => {
    const made = await statements((op) => {
      op.createTable('t', [s.column('id', s.integer())], {
        comment: 'c',
        mysql: {
          partitionBy: 'RANGE (id) (PARTITION p0 VALUES LESS THAN (10))',
          rowFormat: 'COMPRESSED',
          dataDirectory: "/d'",
          encryption: 'Y',
          avgRowLength: 7,
          defaultCharacterSet: 'utf8mb4',
        },
      });
    }, []);
    expect(made).toEqual([
      "CREATE TABLE t (\n    id INTEGER\n)ROW_FORMAT=COMPRESSED DATA DIRECTORY='/d''' ENCRYPTION='Y' AVG_ROW_LENGTH=7 DEFAULT CHARACTER SET utf8mb4 COMMENT='c' PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10))",
    ]);
  });

  test('a table is renamed in its schema', async () => {
    const setup: Fn = (op) => op.createTable('t', [s.column('id', s.integer())], { schema: 'app' });
    expect(await statements((op) => op.renameTable('t', 'u', { schema: 'app' }), [setup])).toEqual([
      'ALTER TABLE app.t RENAME TO app.u',
    ]);
  });

  test('indexes take prefixes, parsers, methods and expressions', async () => {
    const made = await statements((op) => {
      op.createIndex('a', 'account', ['Odd'], { mysql: { prefix: 'FULLTEXT', withParser: 'ngram' } });
      op.createIndex('b', 'account', [sql.desc(sql.id('Odd')), 'n'], { mysql: { length: { Odd: 9 }, using: 'btree' } });
      op.createIndex('c', 'account', [sql.func('lower', sql.id('name')), sql`n + 1 DESC`, sql`name(3)`]);
    });
    expect(made).toEqual([
      'CREATE FULLTEXT INDEX a ON account (`Odd`) WITH PARSER ngram',
      'CREATE INDEX b ON account (`Odd`(9) DESC, n) USING btree',
      'CREATE INDEX c ON account ((lower(name)), (n + 1) DESC, name(3))',
    ]);
  });

  test('a spatial index is on all of a column', async () => {
    const made = await statements((op) => {
      op.createTable('place', [s.column('at', s.type('POINT'), { nullable: false })]);
      op.createIndex('place_at', 'place', ['at'], { mysql: { prefix: 'SPATIAL' } });
    });
    expect(made.at(-1)).toBe('CREATE SPATIAL INDEX place_at ON place (at)');
  });

  test('a column that comes as the key counts; REFERENCES beside it is a constraint', async () => {
    const setup: Fn = (op) => op.createTable('t', [s.column('a', s.integer())]);
    const made = await statements(
      (op) => {
        op.addColumn('t', s.column('id', s.integer(), { primaryKey: true }), { inlinePrimaryKey: true });
        op.addColumn('t', s.column('o', s.integer(), { references: 'org.id' }), { inlineReferences: true });
      },
      [account, setup],
    );
    expect(made).toEqual([
      'ALTER TABLE t ADD COLUMN id INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY',
      'ALTER TABLE t ADD COLUMN o INTEGER',
      'ALTER TABLE t ADD FOREIGN KEY(o) REFERENCES org (id)',
    ]);
  });

  test.each<[string, Fn, Options?]>([
    ['a check before 8.0.16', (op) => op.createCheckConstraint('c', 'org', 'true'), { serverVersion: '5.7' }],
    [
      'an index on an expression before 8.0.13',
      (op) => op.createIndex('i', 'org', [sql`id + 1`]),
      { serverVersion: '5.7' },
    ],
    ['descending order before 8.0', (op) => op.createIndex('i', 'org', [sql`id DESC`]), { serverVersion: '5.7' }],
    ['NULLS LAST', (op) => op.createIndex('i', 'org', [sql.nullsLast(sql.id('id'))])],
    ['all of a TEXT in an index', (op) => op.createIndex('i', 'account', [sql`Odd DESC`, 'Odd'])],
    ['all of a TEXT in a key', (op) => op.createUniqueConstraint('u', 'account', ['Odd'])],
    ['an index called PRIMARY', (op) => op.createIndex('Primary', 'org', ['id'])],
    ['a check of a column that counts', (op) => op.createCheckConstraint('c', 'org', 'id > 0')],
    [
      'a column computed from one that counts',
      (op) => op.addColumn('org', s.column('x', s.integer(), { computed: s.computed('id + 1') })),
    ],
    ['SET DEFAULT', (op) => op.createForeignKey('f', 'account', 'org', ['n'], ['id'], { onDelete: 'SET DEFAULT' })],
    ['MATCH', (op) => op.createForeignKey('f', 'account', 'org', ['n'], ['id'], { match: 'FULL' })],
    [
      'SET NULL of a column that is NOT NULL',
      (op) => op.createForeignKey('f', 'account', 'org', ['id'], ['id'], { onDelete: 'SET NULL' }),
    ],
    [
      'a check of a column that a foreign key writes',
      (op) => op.createForeignKey('f', 'account', 'org', ['n'], ['id'], { onUpdate: 'CASCADE' }),
    ],
    ['an unknown prefix', (op) => op.createTable('t', [], { prefixes: ['UNLOGGED'] })],
    ['a type of another database', (op) => op.addColumn('org', s.column('x', s.postgresql.JSONB()))],
    ['a UUID type', (op) => op.addColumn('org', s.column('x', s.mysql.UUID()))],
    ['an enum value that ends with a blank', (op) => op.addColumn('org', s.column('x', s.enum(['a '])))],
    [
      'two character sets',
      (op) => op.addColumn('org', s.column('x', s.mysql.TEXT(undefined, { ascii: true, national: true }))),
    ],
    [
      'an identity with bounds',
      (op) =>
        op.createTable('t', [s.column('i', s.integer(), { primaryKey: true, identity: s.identity({ maxValue: 9 }) })]),
    ],
    [
      'an identity that is no key',
      (op) => op.createTable('t', [s.column('i', s.integer(), { identity: s.identity() })]),
    ],
    [
      'a second column of a key that counts',
      (op) =>
        op.createTable('t', [
          s.column('a', s.integer(), { primaryKey: true }),
          s.column('b', s.integer(), { primaryKey: true, autoincrement: true }),
        ]),
    ],
    ['a long comment', (op) => op.addColumn('org', s.column('x', s.integer(), { comment: 'x'.repeat(1025) }))],
    ['a name that ends with a blank', (op) => op.createTable('t ', [])],
    ['a name past U+FFFF', (op) => op.createTable('t😀', [])],
    ['a name that the client would change', (op) => op.createTable('a\r\nb', [])],
  ])('%s is refused', async (_, upgrade, options) => {
    expect(await refusal(upgrade, [account], options)).toMatchObject({ code: 'unsupported' });
  });

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['SQL as a value', { engine: 'InnoDB; DROP TABLE t' }],
    ['an object', { engine: {} }],
    ['a key that is no word', { 'engine=x': 'y' }],
    ['a number of partitions that is none', { partitions: '4; x' }],
    ['a second comment', { comment: 'x' }],
  ])('the table option %s is refused', async (_, mysql) => {
    expect(await refusal((op) => op.createTable('t', [], { comment: 'c', mysql }), [])).toMatchObject({
      code: 'operation',
    });
  });
});

describe('data', () => {
  const t = s.table('account', [s.column('id', s.integer()), s.column('name', s.text()), s.column('n', s.integer())]);

  test('texts are read as they are meant, by the client too', async () => {
    const made = await statements((op) => op.execute(t.insert({ name: 'a\'b\\\r\n\u001a"`' })));
    expect(made).toEqual(["INSERT INTO account (name) VALUES ('a''b\\\\\\r\n\\Z\"`')"]);
  });

  test('an update reads old values; where it cannot, it is refused', async () => {
    expect(await statements((op) => op.execute(t.update({ n: t.c.id, id: sql`7` })))).toEqual([
      'UPDATE account SET n=account.id, id=7',
    ]);
    expect(await statements((op) => op.execute(t.update({ id: sql`id + 1`, n: sql`7` })))).toEqual([
      'UPDATE account SET id=id + 1, n=7',
    ]);
    expect(await refusal((op) => op.execute(t.update({ n: t.c.id, id: t.c.n })))).toMatchObject({
      code: 'unsupported',
    });
  });

  test('a 0 that would become the next number is refused', async () => {
    expect(await refusal((op) => op.bulkInsert(t, [{ id: 0 }]))).toMatchObject({ code: 'unsupported' });
    expect(await statements((op) => op.bulkInsert(t, [{ id: 1, n: 0 }]))).toEqual([
      'INSERT INTO account (id, n) VALUES (1, 0)',
    ]);
  });

  test('an offset of a time is refused, one of a date-time is UTC', async () => {
    const u = s.table('u', [s.column('d', s.dateTime({ timezone: true })), s.column('t', s.time({ timezone: true }))]);
    const made: Fn = (op) => {
      op.createTable('u', [s.column('d', s.dateTime()), s.column('t', s.time())]);
      op.execute(u.insert({ d: '2026-01-01T00:30:00.5+02:00', t: '01:02:03Z' }));
    };
    expect((await statements(made, []))[1]).toBe(
      "INSERT INTO u (d, t) VALUES ('2025-12-31 22:30:00.500000', '01:02:03')",
    );
    const later: Fn = (op) => op.execute(u.insert({ t: '01:02:03+02:00' }));
    expect(await refusal(later, [made])).toMatchObject({ code: 'value' });
  });
});
