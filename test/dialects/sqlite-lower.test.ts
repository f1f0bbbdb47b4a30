import { describe, expect, it } from 'vitest';
import { type Operations, s, sql } from '../../src/index.ts';
import { render } from '../../src/testing.ts';

type Revision = (op: Operations) => void;

const on = (setup: Revision, upgrade: Revision, serverVersion?: string) =>
  render(upgrade, { dialect: 'sqlite', after: [setup], ...(serverVersion !== undefined && { serverVersion }) });

/** t(id, a, b) */
const plain: Revision = (op) => {
  op.createTable('t', [
    s.column('id', s.integer(), { primaryKey: true }),
    s.column('a', s.string(50)),
    s.column('b', s.integer()),
  ]);
};
const rest = ['DROP TABLE t', 'ALTER TABLE _alembic_tmp_t RENAME TO t'];
const create = (...elements: string[]) => `CREATE TABLE _alembic_tmp_t (\n    ${elements.join(',\n    ')}\n)`;
const copy = 'INSERT INTO _alembic_tmp_t (id, a, b) SELECT t.id, t.a, t.b\nFROM t';

describe('neighbours that need a rebuild of one table', () => {
  it('share it', async () => {
    const upgrade: Revision = (op) => {
      op.alterColumn('t', 'a', { nullable: false });
      op.createUniqueConstraint('uq_t_a', 't', ['a']);
      op.createCheckConstraint('ck_t_b', 't', 'b > 0');
    };
    expect(await on(plain, upgrade)).toEqual([
      create(
        'id INTEGER NOT NULL',
        'a VARCHAR(50) NOT NULL',
        'b INTEGER',
        'PRIMARY KEY (id)',
        'CONSTRAINT uq_t_a UNIQUE (a)',
        'CONSTRAINT ck_t_b CHECK (b > 0)',
      ),
      copy,
      ...rest,
    ]);
  });

  it('share it across an operation that leaves no statement', async () => {
    const upgrade: Revision = (op) => {
      op.alterColumn('t', 'a', { nullable: false });
      op.createTableComment('t', 'things');
      op.alterColumn('t', 'b', { nullable: false });
    };
    expect(await on(plain, upgrade)).toEqual([
      create('id INTEGER NOT NULL', 'a VARCHAR(50) NOT NULL', 'b INTEGER NOT NULL', 'PRIMARY KEY (id)'),
      copy,
      ...rest,
    ]);
  });

  it('do not share it when the second is about the same column', async () => {
    const upgrade: Revision = (op) => {
      op.alterColumn('t', 'b', { type: s.string(5) });
      op.alterColumn('t', 'b', { nullable: false });
    };
    expect((await on(plain, upgrade)).filter((statement) => statement === 'DROP TABLE t')).toHaveLength(2);
  });

  it('follow a column through its new name', async () => {
    const upgrade: Revision = (op) => {
      op.alterColumn('t', 'a', { newColumnName: 'x', nullable: false });
      op.alterColumn('t', 'b', { nullable: false });
    };
    expect(await on(plain, upgrade)).toContain('INSERT INTO _alembic_tmp_t (id, x, b) SELECT t.id, t.a, t.b\nFROM t');
  });

  it('keep their places among statements that SQLite has', async () => {
    const upgrade: Revision = (op) => {
      op.alterColumn('t', 'a', { nullable: false });
      op.execute("UPDATE t SET a = 'x'");
      op.alterColumn('t', 'b', { nullable: false });
    };
    const statements = await on(plain, upgrade);
    expect(statements.map((statement) => statement.split(' ').slice(0, 2).join(' '))).toEqual([
      'CREATE TABLE',
      'INSERT INTO',
      'DROP TABLE',
      'ALTER TABLE',
      'UPDATE t',
      'CREATE TABLE',
      'INSERT INTO',
      'DROP TABLE',
      'ALTER TABLE',
    ]);
  });

  it('of two tables do not share it', async () => {
    const setup: Revision = (op) => {
      plain(op);
      op.createTable('u', [s.column('id', s.integer(), { primaryKey: true }), s.column('a', s.integer())]);
    };
    const upgrade: Revision = (op) => {
      op.alterColumn('t', 'a', { nullable: false });
      op.alterColumn('u', 'a', { nullable: false });
    };
    const statements = await on(setup, upgrade);
    expect(statements.filter((statement) => statement.startsWith('DROP'))).toEqual(['DROP TABLE t', 'DROP TABLE u']);
  });

  it('do not share it with a batch', async () => {
    const upgrade: Revision = (op) => {
      op.batchAlterTable('t', (batch) => batch.alterColumn('a', { nullable: false }));
      op.alterColumn('t', 'b', { nullable: false });
    };
    expect((await on(plain, upgrade)).filter((statement) => statement === 'DROP TABLE t')).toHaveLength(2);
  });
});

describe('addColumn', () => {
  const add =
    (column: Parameters<Operations['addColumn']>[1], options = {}): Revision =>
    (op) =>
      op.addColumn('t', column, options);

  it.each([
    [
      'a text default',
      s.column('c', s.string(5), { nullable: false, serverDefault: 'x' }),
      "c VARCHAR(5) DEFAULT 'x' NOT NULL",
    ],
    [
      'a boolean default',
      s.column('c', s.boolean(), { nullable: false, serverDefault: true }),
      'c BOOLEAN DEFAULT 1 NOT NULL',
    ],
    ['a number as SQL', s.column('c', s.integer(), { serverDefault: sql`-1` }), 'c INTEGER DEFAULT (-1)'],
    ['NULL as default', s.column('c', s.integer(), { serverDefault: sql`NULL` }), 'c INTEGER DEFAULT NULL'],
    [
      'a virtual generated column',
      s.column('c', s.integer(), { computed: s.computed('b * 2') }),
      'c INTEGER GENERATED ALWAYS AS (b * 2)',
    ],
    ['a check', s.column('c', s.integer(), { check: 'c > 0' }), 'c INTEGER CHECK (c > 0)'],
  ])('is ALTER TABLE with %s', async (_, column, spec) => {
    expect(await on(plain, add(column))).toEqual([`ALTER TABLE t ADD COLUMN ${spec}`]);
  });

  it.each([
    ['the time', s.column('c', s.dateTime(), { serverDefault: sql.now() }), 'c DATETIME DEFAULT CURRENT_TIMESTAMP'],
    ['a call', s.column('c', s.string(), { serverDefault: sql`lower('X')` }), "c VARCHAR DEFAULT (lower('X'))"],
    ['a sum', s.column('c', s.integer(), { serverDefault: sql`(1 + 2)` }), 'c INTEGER DEFAULT (1 + 2)'],
    [
      'a stored generated column',
      s.column('c', s.integer(), { computed: s.computed('b * 2', { persisted: true }) }),
      'c INTEGER GENERATED ALWAYS AS (b * 2) STORED',
    ],
  ])('is a rebuild with %s, and nothing is copied into it', async (_, column, spec) => {
    expect(await on(plain, add(column))).toEqual([
      create('id INTEGER NOT NULL', 'a VARCHAR(50)', 'b INTEGER', spec, 'PRIMARY KEY (id)'),
      copy,
      ...rest,
    ]);
  });

  it('builds in an inline reference that has a default, which ALTER TABLE refuses', async () => {
    const column = s.column('c', s.integer(), { serverDefault: sql`1`, references: 't.id' });
    expect(await on(plain, add(column, { inlineReferences: true }))).toEqual([
      create(
        'id INTEGER NOT NULL',
        'a VARCHAR(50)',
        'b INTEGER',
        'c INTEGER DEFAULT 1',
        'PRIMARY KEY (id)',
        'FOREIGN KEY(c) REFERENCES t (id)',
      ),
      copy,
      ...rest,
    ]);
  });

  it('refuses NOT NULL without a default', async () => {
    await expect(on(plain, add(s.column('c', s.integer(), { nullable: false })))).rejects.toMatchObject({
      code: 'unsupported',
      message: 'sqlite cannot add t.c: NOT NULL needs a default',
      source: { operation: 'addColumn', index: 1 },
    });
  });

  it('refuses what it would add without a name', async () => {
    await expect(on(plain, add(s.column('c', s.integer(), { unique: true })))).rejects.toThrow(
      'a constraint that is added to t on sqlite must have a name',
    );
  });
});

describe('dropColumn', () => {
  const drop: Revision = (op) => op.dropColumn('t', 'b');
  const with_ =
    (...elements: Parameters<Operations['createTable']>[1][number][]): Revision =>
    (op) => {
      op.createTable('t', [s.column('id', s.integer(), { primaryKey: true }), s.column('a', s.integer()), ...elements]);
    };

  it('drops every index on the column first', async () => {
    const setup: Revision = (op) => {
      plain(op);
      op.createIndex('ix_ab', 't', ['a', 'b']);
      op.createIndex('ix_a', 't', ['a']);
      op.createIndex('ix_b', 't', ['b'], { unique: true });
    };
    expect(await on(setup, drop)).toEqual(['DROP INDEX ix_ab', 'DROP INDEX ix_b', 'ALTER TABLE t DROP COLUMN b']);
  });

  it("leaves the column's own check to ALTER TABLE", async () => {
    expect(await on(with_(s.column('b', s.integer(), { check: 'b > 0' })), drop)).toEqual([
      'ALTER TABLE t DROP COLUMN b',
    ]);
  });

  const b = s.column('b', s.integer());
  it.each<[string, Revision]>([
    ['a unique constraint', with_(b, s.uniqueConstraint(['a', 'b'], { name: 'uq' }))],
    ['a foreign key', with_(b, s.foreignKeyConstraint(['b'], ['t.id'], { name: 'fk' }))],
    ['a check of the table', with_(b, s.checkConstraint('a < b', { name: 'ck' }))],
    ['a check of the table, in another case', with_(b, s.checkConstraint('a < B', { name: 'ck' }))],
    ['an expression index', with_(b, s.index('ix', [sql`abs(b)`]))],
    ['a partial index', with_(b, s.index('ix', ['a'], { sqlite: { where: 'b > 0' } }))],
  ])('is a rebuild of a column in %s', async (_, setup) => {
    expect(await on(setup, drop)).toEqual([
      create('id INTEGER NOT NULL', 'a INTEGER', 'PRIMARY KEY (id)'),
      'INSERT INTO _alembic_tmp_t (id, a) SELECT t.id, t.a\nFROM t',
      ...rest,
    ]);
  });

  it('is a rebuild before 3.35', async () => {
    expect((await on(plain, drop, '3.34')).at(-1)).toBe('ALTER TABLE _alembic_tmp_t RENAME TO t');
  });

  it.each<[string, Revision, string]>([
    ["another column's check", with_(b, s.column('c', s.integer(), { check: 'c < B' })), 'the check of column c'],
    [
      'a check that quotes it in another case',
      with_(b, s.checkConstraint('a < "B"', { name: 'ck' })),
      'check constraint ck',
    ],
  ])('is refused while %s names the column', async (_, setup, named) => {
    await expect(on(setup, drop)).rejects.toThrow(`t is to be rebuilt without column b, but ${named} names it`);
  });

  it('is refused while a generated column is computed from the column', async () => {
    const setup = with_(b, s.column('c', s.integer(), { computed: s.computed('b + 1') }));
    await expect(on(setup, drop)).rejects.toThrow('column "c" is computed from it');
  });

  it('is not misled by a function of the same name', async () => {
    const setup: Revision = (op) => {
      op.createTable('t', [
        s.column('date', s.text()),
        s.column('day', s.text()),
        s.checkConstraint("date(day) > '2000-01-01' AND date (day) < '3000-01-01'", { name: 'ck' }),
      ]);
    };
    expect(await on(setup, (op) => op.dropColumn('t', 'date'))).toEqual(['ALTER TABLE t DROP COLUMN date']);
  });

  it('is not misled by a string or a longer name', async () => {
    expect(await on(with_(b, s.checkConstraint("a <> 'b' AND abs(a) > 0", { name: 'ck' })), drop)).toEqual([
      'ALTER TABLE t DROP COLUMN b',
    ]);
  });
});

describe('what SQLite would reject', () => {
  it('is refused: to drop the last column that holds values', async () => {
    const setup: Revision = (op) => {
      op.createTable('t', [s.column('a', s.integer()), s.column('g', s.integer(), { computed: s.computed('1') })]);
    };
    await expect(on(setup, (op) => op.dropColumn('t', 'a'))).rejects.toMatchObject({
      code: 'unsupported',
      message: 'sqlite cannot drop t.a: no other column would hold values',
    });
  });

  it('is refused: a new name that differs from a table in case alone', async () => {
    await expect(on(plain, (op) => op.renameTable('t', 'T'))).rejects.toMatchObject({
      code: 'unsupported',
      message: 'sqlite cannot rename t to T: it does not tell that from t',
    });
  });

  it('is refused: a table without rowid that loses its primary key', async () => {
    const setup: Revision = (op) => {
      op.createTable('t', [s.column('id', s.integer(), { primaryKey: true }), s.column('b', s.integer())], {
        sqlite: { withRowid: false },
      });
    };
    await expect(on(setup, (op) => op.dropColumn('t', 'id'))).rejects.toMatchObject({
      code: 'unsupported',
      hint: 'it needs a primary key',
    });
  });
});

describe('a rebuild', () => {
  const change: Revision = (op) => op.alterColumn('t', 'a', { nullable: false });

  it('puts indexes back with their conditions, under the schema', async () => {
    const setup: Revision = (op) => {
      op.createTable('t', [s.column('a', s.integer())], { schema: 'app' });
      op.createIndex('ix_a', 't', [sql`a DESC`], { schema: 'app', unique: true, sqlite: { where: sql`a > 0` } });
    };
    const upgrade: Revision = (op) => op.alterColumn('t', 'a', { nullable: false, schema: 'app' });
    expect(await on(setup, upgrade)).toEqual([
      'CREATE TABLE app._alembic_tmp_t (\n    a INTEGER NOT NULL\n)',
      'INSERT INTO app._alembic_tmp_t (a) SELECT app.t.a\nFROM app.t',
      'DROP TABLE app.t',
      'ALTER TABLE app._alembic_tmp_t RENAME TO t',
      'CREATE UNIQUE INDEX app.ix_a ON t (a DESC) WHERE a > 0',
    ]);
  });

  it('keeps how far an AUTOINCREMENT table has counted', async () => {
    const setup: Revision = (op) => {
      op.createTable('t', [s.column('id', s.integer(), { primaryKey: true }), s.column('a', s.integer())], {
        sqlite: { autoincrement: true },
      });
    };
    expect(await on(setup, change)).toEqual([
      create('id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT', 'a INTEGER NOT NULL'),
      'INSERT INTO _alembic_tmp_t (id, a) SELECT t.id, t.a\nFROM t',
      "DELETE FROM sqlite_sequence WHERE name = '_alembic_tmp_t'",
      "INSERT INTO sqlite_sequence (name, seq) SELECT '_alembic_tmp_t', seq FROM sqlite_sequence WHERE name = 't'",
      ...rest,
    ]);
  });

  it('casts without the collation', async () => {
    const upgrade: Revision = (op) => op.alterColumn('t', 'b', { type: s.string(5, { collation: 'NOCASE' }) });
    expect(await on(plain, upgrade)).toEqual([
      create('id INTEGER NOT NULL', 'a VARCHAR(50)', 'b VARCHAR(5) COLLATE "NOCASE"', 'PRIMARY KEY (id)'),
      'INSERT INTO _alembic_tmp_t (id, a, b) SELECT t.id, t.a, CAST(t.b AS VARCHAR(5)) AS b\nFROM t',
      ...rest,
    ]);
  });

  it('is refused over a table of the temporary name', async () => {
    const setup: Revision = (op) => {
      plain(op);
      op.createTable('_Alembic_tmp_t', [s.column('id', s.integer())]);
    };
    await expect(on(setup, change)).rejects.toThrow(
      'sqlite rebuilds t as _alembic_tmp_t, but there is such a table already',
    );
  });

  it.each([
    ['view', 'CREATE VIEW v AS SELECT a FROM t'],
    ['trigger', 'CREATE TRIGGER v AFTER INSERT ON t BEGIN SELECT 1; END'],
  ])('is refused under a %s', async (kind, statement) => {
    const setup: Revision = (op) => {
      plain(op);
      op.execute(statement);
    };
    await expect(on(setup, change)).rejects.toMatchObject({
      code: 'unsupported',
      message: `rebuilding t on sqlite would lose or break the ${kind} v`,
      hint: `op.execute('DROP ${kind.toUpperCase()} v') before, and create it again after`,
    });
  });

  it('is refused of a table that raw SQL has hidden, unless copyFrom says what it is', async () => {
    const setup: Revision = (op) => {
      plain(op);
      op.execute('ALTER TABLE t FROBNICATE');
    };
    await expect(on(setup, change)).rejects.toMatchObject({ code: 'opaque' });
    const copyFrom = s.table('t', [s.column('a', s.string(50))]);
    const upgrade: Revision = (op) =>
      op.batchAlterTable('t', { copyFrom }, (batch) => batch.alterColumn('a', { nullable: false }));
    expect(await on(setup, upgrade)).toEqual([
      create('a VARCHAR(50) NOT NULL'),
      'INSERT INTO _alembic_tmp_t (a) SELECT t.a\nFROM t',
      ...rest,
    ]);
  });

  it('that renames a column is refused while another table refers to it', async () => {
    const setup: Revision = (op) => {
      plain(op);
      op.createTable('c', [s.column('t_id', s.integer(), { references: s.foreignKey('t.id', { name: 'fk_c' }) })]);
    };
    const upgrade: Revision = (op) => op.alterColumn('t', 'id', { newColumnName: 'key', type: s.bigInteger() });
    await expect(on(setup, upgrade)).rejects.toThrow(
      'rebuilding t without the name id would break foreign key fk_c of c',
    );
  });

  it('names the columns of checks without their table, which has another name while it is built', async () => {
    const setup: Revision = (op) => {
      op.createTable('t', [
        s.column('id', s.integer(), { primaryKey: true }),
        s.column('a', s.integer(), { check: '"t" . a > 0.5' }),
        s.checkConstraint("t.id < T.a OR t.a = 't.a'", { name: 'ck' }),
        s.checkConstraint(sql`${sql.id('t', 'a')} <> ${'t.x'}`, { name: 'ck2' }),
      ]);
    };
    expect(await on(setup, change)).toEqual([
      create(
        'id INTEGER NOT NULL',
        'a INTEGER NOT NULL CHECK (a > 0.5)',
        'PRIMARY KEY (id)',
        "CONSTRAINT ck CHECK (id < a OR a = 't.a')",
        "CONSTRAINT ck2 CHECK (a <> 't.x')",
      ),
      'INSERT INTO _alembic_tmp_t (id, a) SELECT t.id, t.a\nFROM t',
      ...rest,
    ]);
  });

  it('follows a new name into SQL that spells the old one in another case', async () => {
    const setup: Revision = (op) => {
      op.createTable('t', [
        s.column('userId', s.integer()),
        s.column('a', s.text()),
        s.checkConstraint('userid > 0', { name: 'ck' }),
      ]);
      op.createIndex('ix', 't', [sql`abs(USERID)`], { sqlite: { where: 'UserID IS NOT NULL' } });
      op.alterColumn('t', 'userId', { newColumnName: 'user_id' });
    };
    expect(await on(setup, change)).toEqual([
      create('user_id INTEGER', 'a TEXT NOT NULL', 'CONSTRAINT ck CHECK (user_id > 0)'),
      'INSERT INTO _alembic_tmp_t (user_id, a) SELECT t.user_id, t.a\nFROM t',
      ...rest,
      'CREATE INDEX ix ON t (abs(user_id)) WHERE user_id IS NOT NULL',
    ]);
  });

  it('knows what raw SQL did to the table under a name in another case', async () => {
    const setup: Revision = (op) => {
      plain(op);
      op.createIndex('ix_b', 't', ['b']);
      op.execute('ALTER TABLE T ADD COLUMN c TEXT');
      op.execute('CREATE INDEX ix_c ON "T" (c); DROP INDEX IX_B');
    };
    expect(await on(setup, change)).toEqual([
      create('id INTEGER NOT NULL', 'a VARCHAR(50) NOT NULL', 'b INTEGER', 'c TEXT', 'PRIMARY KEY (id)'),
      'INSERT INTO _alembic_tmp_t (id, a, b, c) SELECT t.id, t.a, t.b, t.c\nFROM t',
      ...rest,
      'CREATE INDEX ix_c ON t (c)',
    ]);
  });

  it.each([
    ['a view of it in another case', 'CREATE VIEW v AS SELECT a FROM T', 'view v'],
    ['a trigger on it in another case', 'CREATE TRIGGER v AFTER INSERT ON T BEGIN SELECT 1; END', 'trigger v'],
  ])('is refused under %s, until that is dropped in any case', async (_, statement, what) => {
    const setup: Revision = (op) => {
      plain(op);
      op.execute(statement);
    };
    await expect(on(setup, change)).rejects.toThrow(`rebuilding t on sqlite would lose or break the ${what}`);
    const dropped: Revision = (op) => {
      setup(op);
      op.execute(`DROP ${what.toUpperCase()}`);
    };
    expect(await on(dropped, change)).toContain('DROP TABLE t');
  });

  it('is refused outside a transaction', async () => {
    const upgrade: Revision = (op) => op.getContext().autocommitBlock(() => change(op));
    await expect(on(plain, upgrade)).rejects.toThrow(
      'sqlite must rebuild t for this, which is not safe outside a transaction',
    );
  });
});

describe('a batch', () => {
  it('is refused when its copyFrom leaves out a column that history knows', async () => {
    const copyFrom = s.table('t', [s.column('id', s.integer(), { primaryKey: true }), s.column('A', s.string(50))]);
    const upgrade: Revision = (op) =>
      op.batchAlterTable('t', { copyFrom }, (batch) => batch.createUniqueConstraint('uq', ['id']));
    await expect(on(plain, upgrade)).rejects.toMatchObject({
      code: 'unsupported',
      message: 'copyFrom leaves out column b of t, whose values the rebuild would lose',
    });
  });

  it('is refused what only a rebuild can do when it says never', async () => {
    const upgrade: Revision = (op) =>
      op.batchAlterTable('t', { recreate: 'never' }, (batch) => batch.alterColumn('a', { nullable: false }));
    await expect(on(plain, upgrade)).rejects.toThrow(
      "sqlite can do alterColumn on t only by rebuilding it, and recreate is 'never'",
    );
  });

  it('that says never drops and renames columns by ALTER TABLE', async () => {
    const upgrade: Revision = (op) =>
      op.batchAlterTable('t', { recreate: 'never' }, (batch) => {
        batch.alterColumn('a', { newColumnName: 'x' });
        batch.dropColumn('b');
      });
    expect(await on(plain, upgrade)).toEqual(['ALTER TABLE t RENAME COLUMN a TO x', 'ALTER TABLE t DROP COLUMN b']);
  });

  it('rebuilds for NOT NULL without a default, which works while the table is empty', async () => {
    const upgrade: Revision = (op) =>
      op.batchAlterTable('t', (batch) => batch.addColumn(s.column('c', s.integer(), { nullable: false })));
    expect(await on(plain, upgrade)).toEqual([
      create('id INTEGER NOT NULL', 'a VARCHAR(50)', 'b INTEGER', 'c INTEGER NOT NULL', 'PRIMARY KEY (id)'),
      copy,
      ...rest,
    ]);
  });

  it('makes its indexes with the rebuilt table', async () => {
    const upgrade: Revision = (op) =>
      op.batchAlterTable('t', (batch) => {
        batch.alterColumn('a', { nullable: false });
        batch.createIndex('ix_t_a', ['a']);
      });
    expect((await on(plain, upgrade)).at(-1)).toBe('CREATE INDEX ix_t_a ON t (a)');
  });

  it('refuses a constraint without a name', async () => {
    const upgrade: Revision = (op) => op.batchAlterTable('t', (batch) => batch.createUniqueConstraint(null, ['a']));
    await expect(on(plain, upgrade)).rejects.toThrow('a constraint that is added to t on sqlite must have a name');
  });
});
