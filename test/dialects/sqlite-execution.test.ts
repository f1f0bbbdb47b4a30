import { Database } from 'node-sqlite3-wasm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDialect } from '../../dialects/index.ts';
import { emptyCatalog } from '../../src/catalog/catalog.ts';
import { type Operations, s, sql } from '../../src/index.ts';
import { record } from '../../src/recording/recorder.ts';
import { renderOperations } from '../../src/script/compile.ts';
import { render } from '../../src/testing.ts';

type Revision = (op: Operations) => void;

/** The script of `upgrade` after `setup`, with its frame, as the layout writes it. */
async function scriptOf(setup: Revision, upgrade: Revision): Promise<string> {
  const dialect = await createDialect({ name: 'sqlite' });
  const before = (await record(setup, { dialect, before: emptyCatalog, direction: 'upgrade' })).after;
  const { operations } = await record(upgrade, { dialect, before, direction: 'upgrade' });
  const lowered = dialect.lower(operations, 'upgrade');
  const statements = renderOperations(lowered, dialect).map((statement) => `${statement.sql};`);
  const frame = dialect.frame(lowered);
  return [...frame.before, 'BEGIN;', ...statements, 'COMMIT;', ...frame.after].join('\n');
}

let database: Database;
beforeEach(() => {
  database = new Database();
  database.exec('PRAGMA foreign_keys=ON');
});
afterEach(() => database.close());

async function run(setup: Revision, rows: string, upgrade: Revision): Promise<void> {
  for (const statement of await render(setup, { dialect: 'sqlite' })) database.exec(statement);
  database.exec(rows);
  database.exec(await scriptOf(setup, upgrade));
}

function all(query: string): unknown[][] {
  return database.all(query).map((row) => Object.values(row));
}

const family: Revision = (op) => {
  op.createTable('parent', [
    s.column('id', s.integer(), { primaryKey: true }),
    s.column('boss_id', s.integer(), {
      references: s.foreignKey('parent.id', { name: 'fk_boss', onDelete: 'CASCADE' }),
    }),
    s.column('name', s.string(20)),
  ]);
  op.createTable('child', [
    s.column('id', s.integer(), { primaryKey: true }),
    s.column('parent_id', s.integer(), {
      references: s.foreignKey('parent.id', { name: 'fk_parent', onDelete: 'CASCADE' }),
    }),
  ]);
};
const familyRows = `
  INSERT INTO parent (id, boss_id, name) VALUES (1, NULL, 'a'), (2, 1, 'b');
  INSERT INTO child (id, parent_id) VALUES (10, 1), (20, 2);
`;

describe('a rebuild with foreign keys on', () => {
  it('keeps the rows of the table and of those that refer to it', async () => {
    await run(family, familyRows, (op) => op.alterColumn('parent', 'name', { nullable: false }));
    expect(all('SELECT id, boss_id, name FROM parent')).toEqual([
      [1, null, 'a'],
      [2, 1, 'b'],
    ]);
    expect(all('SELECT id, parent_id FROM child')).toEqual([
      [10, 1],
      [20, 2],
    ]);
  });

  it('leaves the references of others, and of the table to itself, at its name', async () => {
    await run(family, familyRows, (op) => op.alterColumn('parent', 'name', { nullable: false }));
    expect(all('SELECT "table" FROM pragma_foreign_key_list(\'child\')')).toEqual([['parent']]);
    expect(all('SELECT "table" FROM pragma_foreign_key_list(\'parent\')')).toEqual([['parent']]);
    expect(all('PRAGMA foreign_key_check')).toEqual([]);
    expect(all('PRAGMA foreign_keys')).toEqual([[1]]);
    database.exec('DELETE FROM parent WHERE id = 1');
    expect(all('SELECT count(*) FROM child')).toEqual([[0]]);
  });

  it('would lose the children without its frame', async () => {
    for (const statement of await render(family, { dialect: 'sqlite' })) database.exec(statement);
    database.exec(familyRows);
    const bare = await render((op) => op.alterColumn('parent', 'name', { nullable: false }), {
      dialect: 'sqlite',
      after: [family],
    });
    for (const statement of bare) database.exec(statement);
    expect(all('SELECT count(*) FROM child')).toEqual([[0]]);
  });

  it('rolls back when a row does not fit', async () => {
    const rows = `${familyRows} INSERT INTO parent (id) VALUES (3);`;
    const upgrade: Revision = (op) => op.alterColumn('parent', 'name', { nullable: false });
    await expect(run(family, rows, upgrade)).rejects.toThrow('NOT NULL constraint failed');
    database.exec('ROLLBACK');
    expect(all('SELECT id FROM parent')).toEqual([[1], [2], [3]]);
  });
});

describe('what a rebuild copies', () => {
  const plain: Revision = (op) => {
    op.createTable('t', [
      s.column('id', s.integer(), { primaryKey: true }),
      s.column('n', s.integer()),
      s.column('day', s.date()),
      s.column('twice', s.integer(), { computed: s.computed('n * 2', { persisted: true }) }),
    ]);
    op.createIndex('ix_t_n', 't', ['n'], { sqlite: { where: sql`n > 0` } });
  };
  const rows = "INSERT INTO t (id, n, day) VALUES (1, 7, '2020-01-02');";

  it('is cast where the kind of the values changes, and a date keeps its text', async () => {
    await run(plain, rows, (op) => {
      op.alterColumn('t', 'n', { type: s.string(9) });
      op.alterColumn('t', 'day', { type: s.string(10) });
    });
    expect(all('SELECT typeof(n), n, day, twice FROM t')).toEqual([['text', '7', '2020-01-02', 14]]);
  });

  it('keeps renamed and generated columns and indexes', async () => {
    await run(plain, rows, (op) => op.alterColumn('t', 'n', { newColumnName: 'm', nullable: false }));
    expect(all('SELECT id, m, twice FROM t')).toEqual([[1, 7, 14]]);
    expect(all("SELECT sql FROM sqlite_master WHERE type = 'index'")).toEqual([
      ['CREATE INDEX ix_t_n ON t (m) WHERE m > 0'],
    ]);
  });

  it('fills a new column with its default', async () => {
    await run(plain, rows, (op) => op.addColumn('t', s.column('note', s.string(), { serverDefault: sql`lower('X')` })));
    expect(all('SELECT id, n, note FROM t')).toEqual([[1, 7, 'x']]);
  });

  it('keeps the values of a column that is added with a reference right after', async () => {
    await run(plain, rows, (op) =>
      op.addColumn(
        't',
        s.column('owner', s.integer(), { serverDefault: '1', references: s.foreignKey('t.id', { name: 'fk_owner' }) }),
      ),
    );
    expect(all('SELECT id, owner FROM t')).toEqual([[1, 1]]);
  });

  it('does not give a key twice that AUTOINCREMENT has given', async () => {
    const counting: Revision = (op) => {
      op.createTable('t', [s.column('id', s.integer(), { primaryKey: true }), s.column('n', s.integer())], {
        sqlite: { autoincrement: true },
      });
    };
    const counted = 'INSERT INTO t (id, n) VALUES (1, 1), (99, 1); DELETE FROM t WHERE id = 99;';
    await run(counting, counted, (op) => op.alterColumn('t', 'n', { nullable: false }));
    database.exec('INSERT INTO t (n) VALUES (2)');
    expect(all('SELECT id FROM t')).toEqual([[1], [100]]);
  });

  it('keeps counting in an empty AUTOINCREMENT table', async () => {
    const counting: Revision = (op) => {
      op.createTable('t', [s.column('id', s.integer(), { primaryKey: true }), s.column('n', s.integer())], {
        sqlite: { autoincrement: true },
      });
    };
    const counted = 'INSERT INTO t (id, n) VALUES (99, 1); DELETE FROM t;';
    await run(counting, counted, (op) => op.alterColumn('t', 'n', { nullable: false }));
    database.exec('INSERT INTO t (n) VALUES (2)');
    expect(all('SELECT id FROM t')).toEqual([[100]]);
  });
});

describe('what SQLite refuses itself', () => {
  it('is the rename of a rebuild under a view', () => {
    database.exec('CREATE TABLE t (a); CREATE VIEW v AS SELECT a FROM t; CREATE TABLE aside (a); DROP TABLE t;');
    expect(() => database.exec('ALTER TABLE aside RENAME TO t')).toThrow('error in view v: no such table: main.t');
  });

  it('is none of the names that go without quotes', async () => {
    const words =
      'abort action always columns current do exclude filter first following generated groups last materialized no nothing nulls others over partition preceding range recursive regexp release returning rows savepoint ties unbounded window with within without user value level date type comment';
    for (const word of words.split(' ')) {
      const statements = await render(
        (op) => {
          op.createTable(word, [s.column(word, s.integer())]);
          op.createIndex(`${word}1`, word, [word]);
          op.alterColumn(word, word, { nullable: false });
          op.alterColumn(word, word, { newColumnName: 'z' });
          op.dropTable(word);
        },
        { dialect: 'sqlite' },
      );
      for (const statement of statements) database.exec(statement);
    }
    expect(all('SELECT name FROM sqlite_master')).toEqual([]);
  });
});
