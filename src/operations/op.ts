import type { ColumnsOf, Row, TableElement } from '../model/dml.ts';
import type { ColumnElement, Element } from '../model/elements.ts';
import type { Expression } from '../model/expressions.ts';
import type { DataType, ExactName, Name } from '../model/types.ts';
import type { BatchOperations } from './batch.ts';
import type { Inspector, MigrationContext, RecordingConnection } from './context.ts';
import type { Executable, ExecuteOptions } from './execute.ts';
import type { Operation } from './operation.ts';
import type {
  AddColumnOptions,
  AlterColumnOptions,
  AlterEnumOptions,
  BatchOptions,
  BulkInsertOptions,
  CommentOptions,
  CreateCheckOptions,
  CreateExcludeOptions,
  CreateForeignKeyOptions,
  CreateIndexOptions,
  CreatePrimaryKeyOptions,
  CreateTableOptions,
  CreateUniqueOptions,
  DropColumnOptions,
  DropConstraintOptions,
  DropIndexOptions,
  DropTableOptions,
  InSchema,
} from './options.ts';

/**
 * What `upgrade(op)` and `downgrade(op)` receive. Each call is recorded and replayed at once, so a call that does not
 * fit the history so far fails at its own line; SQL is written later, by the dialect.
 *
 * Every call throws `TsmigError`: `operation` when its arguments make no sense, `replay` when it does not fit the history
 * (an unknown table, a name that is taken), `opaque` when raw SQL has hidden what it needs. What a dialect cannot say is
 * refused as `unsupported` when the script is written. The calls can be taken out of `op`: `const { createTable } = op`.
 */
export interface Operations {
  /**
   * Adds a column, with what its flags stand for: constraints, a foreign key, an index, a comment.
   *
   * All dialects: `ALTER TABLE … ADD [COLUMN] …`, then one `ALTER TABLE … ADD CONSTRAINT …` for each constraint and a `CREATE INDEX`.
   * PostgreSQL makes a named enum type first. SQLite rebuilds the table where `ADD COLUMN` cannot do it.
   * @example op.addColumn('account', s.column('email', s.string(120), { nullable: false, serverDefault: '' }));
   */
  addColumn(table: string, column: ColumnElement, options?: AddColumnOptions & InSchema): void;

  /**
   * Changes a column: what is not named stays as it is. `existing…` options are not needed where history knows the table.
   *
   * PostgreSQL: one `ALTER TABLE … ALTER COLUMN …` for each change. MySQL and MariaDB: `MODIFY` or `CHANGE` with the column's full
   * definition. SQL Server: `ALTER COLUMN`, default constraints, `sp_rename`. Oracle: `MODIFY`, `RENAME COLUMN`. SQLite: `RENAME COLUMN`,
   * for all else a rebuild of the table.
   * @example op.alterColumn('account', 'name', { type: s.string(80), nullable: false });
   * @example op.alterColumn('account', 'age', { serverDefault: null }); // drops the default
   */
  alterColumn(table: string, column: string, options: AlterColumnOptions & InSchema): void;

  /**
   * Changes one table in several ways at once.
   *
   * SQLite: one rebuild (a new table, the rows copied over, the old one dropped, the new one renamed) where ALTER TABLE cannot do it, or
   * with `recreate: 'always'`. Elsewhere, and with `recreate: 'never'`: the same statements as by the calls of `op`.
   * @param fn asks for the changes; it must not be async.
   * @example op.batchAlterTable('account', (batch) => { batch.dropColumn('age'); batch.createUniqueConstraint(null, ['name']); });
   */
  batchAlterTable(table: string, fn: (batch: BatchOperations) => void): void;
  batchAlterTable(table: string, options: BatchOptions | undefined, fn: (batch: BatchOperations) => void): void;

  /**
   * Changes the values of a named enum, `s.enum([...], { name })`, in all columns that use it.
   *
   * PostgreSQL: `ALTER TYPE … RENAME VALUE`, and `ALTER TYPE … ADD VALUE` outside of the transaction, since a value cannot be used in the
   * transaction that adds it; where a value goes, or the order changes, a new type takes the place of the old one. MySQL, MariaDB:
   * `MODIFY` of each column. SQL Server, Oracle, SQLite: the length of each column, and its check. There, values that get another name
   * are changed in the rows by `UPDATE`.
   * @param name the type's name.
   * @param values all values afterwards, in order.
   * @throws TsmigError `replay` for a type that there is not, or a value that is still the default of a column.
   * @see https://www.postgresql.org/docs/current/sql-altertype.html
   * @example op.alterEnum('mood', ['sad', 'ok', 'happy']);
   */
  alterEnum(name: string, values: readonly string[], options?: AlterEnumOptions): void;

  /**
   * Inserts rows whose values are written as literals of the columns' types: one `INSERT INTO …` a row, on every dialect.
   * SQL Server puts `SET IDENTITY_INSERT … ON` around rows that give an identity column. No rows: no statement.
   * @param table what `op.createTable` or `s.table` gave; it need not name all columns.
   * @throws TsmigError `value` for a value without an exact literal of its column's type.
   * @example op.bulkInsert(s.table('tag', [s.column('id', s.integer()), s.column('name', s.string())]), [{ id: 1, name: 'red' }]);
   */
  bulkInsert<C>(table: TableElement<C>, rows: readonly Row<C>[], options?: BulkInsertOptions): void;

  /**
   * Adds a CHECK constraint: `ALTER TABLE … ADD CONSTRAINT … CHECK (…)`; SQLite rebuilds the table.
   * @param name null: by the naming convention, or unnamed. A plain name goes through a convention with `%(constraint_name)s`.
   * @param condition SQL that goes out as it is, or `sql`.
   * @example op.createCheckConstraint('ck_price', 'product', 'price > 0');
   */
  createCheckConstraint(
    name: Name | null,
    table: string,
    condition: string | Expression,
    options?: CreateCheckOptions & InSchema,
  ): void;

  /**
   * Adds an EXCLUDE constraint: PostgreSQL only, all others refuse it.
   * @param elements pairs of a column (or `sql`) and an operator.
   * @example op.createExcludeConstraint('no_overlap', 'booking', [['room', '='], ['during', '&&']], { using: 'gist' });
   */
  createExcludeConstraint(
    name: Name | null,
    table: string,
    elements: readonly (readonly [string | Expression, string])[],
    options?: CreateExcludeOptions & InSchema,
  ): void;

  /**
   * Adds a foreign key: `ALTER TABLE … ADD CONSTRAINT … FOREIGN KEY(…) REFERENCES … (…)`; SQLite rebuilds the table.
   * @example op.createForeignKey('fk_account_org', 'account', 'org', ['org_id'], ['id'], { onDelete: 'CASCADE' });
   */
  createForeignKey(
    name: Name | null,
    sourceTable: string,
    referentTable: string,
    localColumns: readonly string[],
    remoteColumns: readonly string[],
    options?: CreateForeignKeyOptions & { readonly sourceSchema?: string | null },
  ): void;

  /**
   * Creates an index: `CREATE [UNIQUE] INDEX … ON … (…)`, with the dialect's own options. PostgreSQL's `concurrently` steps out of the
   * transaction by itself.
   * @param name null: by the naming convention, else `ix_<table>_<column>`.
   * @example op.createIndex('ix_account_name', 'account', ['name', sql.desc('created_at')], { postgresql: { concurrently: true } });
   */
  createIndex(
    name: Name | null,
    table: string,
    columns: readonly (string | Expression)[],
    options?: CreateIndexOptions & InSchema,
  ): void;

  /**
   * Adds a primary key: `ALTER TABLE … ADD CONSTRAINT … PRIMARY KEY (…)`; SQLite rebuilds the table.
   * @example op.createPrimaryKey('pk_membership', 'membership', ['user_id', 'group_id']);
   */
  createPrimaryKey(
    name: Name | null,
    table: string,
    columns: readonly string[],
    options?: CreatePrimaryKeyOptions & InSchema,
  ): void;

  /**
   * Creates a table: `CREATE TABLE …`, then its indexes and, where comments are statements of their own, its comments. PostgreSQL makes
   * the named enum types of its columns first.
   * @param elements columns, constraints and indexes of `s`.
   * @returns the table as `s.table` would give it: the target of `op.bulkInsert` and of data changes.
   * @example const tag = op.createTable('tag', [s.column('id', s.integer(), { primaryKey: true }), s.column('name', s.string(20))]);
   */
  createTable<const E extends readonly Element[]>(
    name: string,
    elements: E,
    options?: CreateTableOptions,
  ): TableElement<ColumnsOf<E>>;

  /**
   * Sets a table's comment. PostgreSQL, Oracle: `COMMENT ON TABLE`; MySQL, MariaDB: `ALTER TABLE … COMMENT`; SQL Server: an extended
   * property. SQLite has no comments: nothing is written.
   * @example op.createTableComment('account', 'who may log in');
   */
  createTableComment(table: string, comment: string, options?: CommentOptions & InSchema): void;

  /**
   * Adds a UNIQUE constraint: `ALTER TABLE … ADD CONSTRAINT … UNIQUE (…)`; SQLite rebuilds the table.
   * @example op.createUniqueConstraint('uq_account_name', 'account', ['name']);
   */
  createUniqueConstraint(
    name: Name | null,
    table: string,
    columns: readonly string[],
    options?: CreateUniqueOptions & InSchema,
  ): void;

  /**
   * Drops a column: `ALTER TABLE … DROP COLUMN …`. SQL Server can drop what hangs on it first (`mssql: { dropDefault: true }`); SQLite
   * rebuilds the table where its `DROP COLUMN` cannot do it.
   * @example op.dropColumn('account', 'age');
   */
  dropColumn(table: string, column: string, options?: DropColumnOptions & InSchema): void;

  /**
   * Drops a constraint: `ALTER TABLE … DROP CONSTRAINT …`; MySQL `DROP FOREIGN KEY`, `DROP INDEX` … by its type; SQLite rebuilds the table.
   * @example op.dropConstraint('uq_account_name', 'account', { type: 'unique' });
   */
  dropConstraint(name: Name, table: string, options?: DropConstraintOptions & InSchema): void;

  /**
   * Drops an index: `DROP INDEX …`; MySQL, MariaDB and SQL Server add `ON` its table, which history knows when `table` does not say it.
   * @example op.dropIndex('ix_account_name', { table: 'account' });
   */
  dropIndex(name: Name, options?: DropIndexOptions & InSchema & { readonly table?: string | null }): void;

  /**
   * Drops a table, with its indexes and constraints: `DROP TABLE …`.
   * @example op.dropTable('account');
   */
  dropTable(name: string, options?: DropTableOptions): void;

  /**
   * Takes a table's comment away, as `createTableComment` sets it.
   * @example op.dropTableComment('account');
   */
  dropTableComment(table: string, options?: CommentOptions & InSchema): void;

  /**
   * Puts a statement into the script as it is; a `;` at its end is taken off, for the script sets its own.
   *
   * Takes a string; `sql` with safely quoted values; a data change of `s.table`; what Kysely's `.compile()`, Knex's or Drizzle's `.toSQL()`
   * gives, its values written as literals; or one statement a dialect. The schema changes of plain SQL are understood where possible;
   * what is not makes the tables it names opaque, unless `means` says it.
   * @throws TsmigError `operation` for an empty statement, a dialect without a statement, values that do not fit the placeholders.
   * @example op.execute(sql`UPDATE account SET name = ${"O'Brien"} WHERE id = ${1}`);
   * @example op.execute({ postgresql: 'VACUUM', mysql: 'OPTIMIZE TABLE account' });
   * @example op.execute('CALL add_age()', { means: (op) => { op.addColumn('account', s.column('age', s.integer())); } });
   */
  execute(statement: Executable, options?: ExecuteOptions<Operations>): void;

  /**
   * Renames a table; foreign keys that refer to it follow. All dialects: `ALTER TABLE … RENAME TO …`; SQL Server: `sp_rename`.
   * @example op.renameTable('account', 'user_account');
   */
  renameTable(oldName: string, newName: string, options?: InSchema): void;

  /**
   * Records an operation that is built elsewhere, or runs a function with this `op`: a project's own operations.
   * @example op.invoke(addAuditColumns('account')); // (op: Operations) => { op.addColumn(…); … }
   */
  invoke<T>(operation: (op: Operations) => T): T;
  invoke(operation: Operation): void;

  /**
   * A name that the naming convention must leave alone.
   * @example op.createCheckConstraint(op.f('ck_exact'), 'account', 'age > 0');
   */
  f(name: string): ExactName;

  /**
   * A value as a literal in SQL, of `type` or by the value alone.
   * @example op.execute(account.update({ name: op.inlineLiteral('x') }));
   */
  inlineLiteral<T>(value: NoInfer<T> | null, type?: DataType<T>): Expression;

  /** The connection that records: for `type.create(op.getBind())`. There is no database behind it, so asking it for rows is an error. */
  getBind(): RecordingConnection;

  /** What is known of the run: the dialect, its version, the command line's `-x` arguments, and `autocommitBlock`. */
  getContext(): MigrationContext;

  /** The schema as the history adds it up to here, to be asked instead of a database. */
  inspect(): Inspector;
}
