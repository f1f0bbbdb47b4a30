import { checkName, refusal } from '../model/arguments.ts';
import type { ColumnElement } from '../model/elements.ts';
import type { Expression, TableName } from '../model/expressions.ts';
import { ExactName, type Name } from '../model/types.ts';
import { addColumn, alterColumn, dropColumn } from './column-requests.ts';
import {
  createCheckConstraint,
  createExcludeConstraint,
  createForeignKey,
  createIndex,
  createPrimaryKey,
  createUniqueConstraint,
  dropConstraint,
  dropIndex,
} from './constraint-requests.ts';
import type { Session } from './context.ts';
import type { Operation } from './operation.ts';
import type {
  AddColumnOptions,
  AlterColumnOptions,
  ColumnPlace,
  CommentOptions,
  CreateCheckOptions,
  CreateExcludeOptions,
  CreateForeignKeyOptions,
  CreateIndexOptions,
  CreatePrimaryKeyOptions,
  CreateUniqueOptions,
  DropColumnOptions,
  DropConstraintOptions,
  DropIndexOptions,
} from './options.ts';
import { createTableComment, dropTableComment } from './table-requests.ts';

/**
 * What the function of `op.batchAlterTable` receives: the calls of `op` that change one table, without the table.
 * On SQLite they become one rebuild where ALTER TABLE cannot do them; elsewhere each is an ALTER TABLE of its own.
 * SQL has no place in a batch: call `op.execute` before or after it.
 */
export interface BatchOperations {
  /** As `op.addColumn`; `insertBefore` and `insertAfter` place the column where the table is rebuilt. */
  addColumn(column: ColumnElement, options?: AddColumnOptions & ColumnPlace): void;
  /** As `op.alterColumn`; `insertBefore` and `insertAfter` move the column where the table is rebuilt. */
  alterColumn(column: string, options: AlterColumnOptions & ColumnPlace): void;
  /** As `op.dropColumn`. */
  dropColumn(column: string, options?: DropColumnOptions): void;
  /** As `op.createPrimaryKey`. */
  createPrimaryKey(name: Name | null, columns: readonly string[], options?: CreatePrimaryKeyOptions): void;
  /** As `op.createUniqueConstraint`. */
  createUniqueConstraint(name: Name | null, columns: readonly string[], options?: CreateUniqueOptions): void;
  /** As `op.createForeignKey`; the table of the batch is the one that refers. */
  createForeignKey(
    name: Name | null,
    referentTable: string,
    localColumns: readonly string[],
    remoteColumns: readonly string[],
    options?: CreateForeignKeyOptions,
  ): void;
  /** As `op.createCheckConstraint`. */
  createCheckConstraint(name: Name | null, condition: string | Expression, options?: CreateCheckOptions): void;
  /** As `op.createExcludeConstraint`. */
  createExcludeConstraint(
    name: Name | null,
    elements: readonly (readonly [string | Expression, string])[],
    options?: CreateExcludeOptions,
  ): void;
  /** As `op.dropConstraint`. */
  dropConstraint(name: Name, options?: DropConstraintOptions): void;
  /** As `op.createIndex`. */
  createIndex(name: Name | null, columns: readonly (string | Expression)[], options?: CreateIndexOptions): void;
  /** As `op.dropIndex`. */
  dropIndex(name: Name, options?: DropIndexOptions): void;
  /** As `op.createTableComment`. */
  createTableComment(comment: string, options?: CommentOptions): void;
  /** As `op.dropTableComment`. */
  dropTableComment(options?: CommentOptions): void;
  /** As `op.f`. */
  f(name: string): ExactName;
}

/** The calls of a batch on `table`, recorded by `session`. */
export function createBatchOperations(table: TableName, session: Session): BatchOperations {
  const place = { batch: table };
  const record = (method: string, build: (call: string) => Operation): void => {
    session.call(method, () => session.record(build(`batch.${method}`)));
  };
  const batch: BatchOperations = {
    addColumn: (column, options) => record('addColumn', (call) => addColumn(call, place, column, options, session)),
    alterColumn: (column, options) =>
      record('alterColumn', (call) => alterColumn(call, place, column, options, session)),
    dropColumn: (column, options) => record('dropColumn', (call) => dropColumn(call, place, column, options)),
    createPrimaryKey: (name, columns, options) =>
      record('createPrimaryKey', (call) => createPrimaryKey(call, place, name, columns, options, session)),
    createUniqueConstraint: (name, columns, options) =>
      record('createUniqueConstraint', (call) => createUniqueConstraint(call, place, name, columns, options, session)),
    createForeignKey: (name, referent, local, remote, options) =>
      record('createForeignKey', (call) =>
        createForeignKey(call, place, name, referent, local, remote, options, session),
      ),
    createCheckConstraint: (name, condition, options) =>
      record('createCheckConstraint', (call) => createCheckConstraint(call, place, name, condition, options, session)),
    createExcludeConstraint: (name, elements, options) =>
      record('createExcludeConstraint', (call) =>
        createExcludeConstraint(call, place, name, elements, options, session),
      ),
    dropConstraint: (name, options) =>
      record('dropConstraint', (call) => dropConstraint(call, place, name, options, session)),
    createIndex: (name, columns, options) =>
      record('createIndex', (call) => createIndex(call, place, name, columns, options, session)),
    dropIndex: (name, options) => record('dropIndex', (call) => dropIndex(call, name, options, table)),
    createTableComment: (comment, options) =>
      record('createTableComment', (call) => createTableComment(call, place, comment, options, session)),
    dropTableComment: (options) =>
      record('dropTableComment', (call) => dropTableComment(call, place, options, session)),
    f: (name) => new ExactName(checkName('batch.f', 'the name', name)),
  };
  return Object.assign(batch, absent(session));
}

/** What `op` has and a batch has not: not on the type, but JavaScript may try. */
function absent(session: Session): object {
  const names = [
    'execute',
    'bulkInsert',
    'createTable',
    'dropTable',
    'renameTable',
    'batchAlterTable',
    'invoke',
    'getBind',
  ];
  return Object.fromEntries(
    names.map((name) => [
      name,
      () =>
        session.call(name, () => {
          throw refusal(
            `there is no batch.${name}: a batch changes one table`,
            `call op.${name} before or after the batch`,
          );
        }),
    ]),
  );
}
