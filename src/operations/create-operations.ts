import { checkName, described, refusal } from '../model/arguments.ts';
import { TableElement } from '../model/dml.ts';
import type { Expression } from '../model/expressions.ts';
import { toExpression } from '../model/sql.ts';
import { ExactName } from '../model/types.ts';
import { createBatchOperations } from './batch.ts';
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
import { alterEnum } from './enum-requests.ts';
import { execute, refusePromise } from './execute.ts';
import type { Operations } from './op.ts';
import type { Operation, OperationKind } from './operation.ts';
import type { BatchOptions } from './options.ts';
import {
  batchHeader,
  bulkInsert,
  createTable,
  createTableComment,
  dropTable,
  dropTableComment,
  renameTable,
} from './table-requests.ts';

/** The calls of `op`, recorded by `session`. They hold no `this`, so that `const { createTable } = op` works. */
export function createOperations(session: Session): Operations {
  const record = (method: string, build: (call: string) => Operation | undefined): void => {
    session.call(method, () => {
      const operation = build(`op.${method}`);
      if (operation !== undefined) session.record(operation);
    });
  };
  const operations: Operations = {
    addColumn: (table, column, options) =>
      record('addColumn', (call) => addColumn(call, { named: table }, column, options, session)),
    alterColumn: (table, column, options) =>
      record('alterColumn', (call) => alterColumn(call, { named: table }, column, options, session)),
    dropColumn: (table, column, options) =>
      record('dropColumn', (call) => dropColumn(call, { named: table }, column, options)),
    batchAlterTable: (table: string, second: unknown, third?: unknown) =>
      session.call('batchAlterTable', () => {
        const [options, fn] = typeof second === 'function' ? [undefined, second] : [second, third];
        const header = batchHeader('op.batchAlterTable', table, options as BatchOptions | undefined, session);
        if (typeof fn !== 'function') {
          throw refusal(`op.batchAlterTable: the last argument must be a function, not ${described(fn)}`);
        }
        session.batch(header, (inner) => {
          refusePromise('the function of op.batchAlterTable', fn(createBatchOperations(header.table, inner)));
        });
      }),
    alterEnum: (name, values, options) => record('alterEnum', (call) => alterEnum(call, name, values, options)),
    bulkInsert: (table, rows, options) =>
      record('bulkInsert', (call) => bulkInsert(call, table, rows, options, session)),
    createCheckConstraint: (name, table, condition, options) =>
      record('createCheckConstraint', (call) =>
        createCheckConstraint(call, { named: table }, name, condition, options, session),
      ),
    createExcludeConstraint: (name, table, elements, options) =>
      record('createExcludeConstraint', (call) =>
        createExcludeConstraint(call, { named: table }, name, elements, options, session),
      ),
    createForeignKey: (name, source, referent, local, remote, options) =>
      record('createForeignKey', (call) =>
        createForeignKey(call, { named: source }, name, referent, local, remote, options, session),
      ),
    createIndex: (name, table, columns, options) =>
      record('createIndex', (call) => createIndex(call, { named: table }, name, columns, options, session)),
    createPrimaryKey: (name, table, columns, options) =>
      record('createPrimaryKey', (call) => createPrimaryKey(call, { named: table }, name, columns, options, session)),
    createTable: (name, elements, options) =>
      session.call('createTable', () => {
        session.record(createTable('op.createTable', name, elements, options, session));
        const { ifNotExists: _, schema, ...rest } = options ?? {};
        return new TableElement(name, elements, { ...rest, ...(schema != null && { schema }) });
      }),
    createTableComment: (table, comment, options) =>
      record('createTableComment', (call) => createTableComment(call, { named: table }, comment, options, session)),
    createUniqueConstraint: (name, table, columns, options) =>
      record('createUniqueConstraint', (call) =>
        createUniqueConstraint(call, { named: table }, name, columns, options, session),
      ),
    dropConstraint: (name, table, options) =>
      record('dropConstraint', (call) => dropConstraint(call, { named: table }, name, options, session)),
    dropIndex: (name, options) => record('dropIndex', (call) => dropIndex(call, name, options)),
    dropTable: (name, options) => record('dropTable', (call) => dropTable(call, name, options)),
    dropTableComment: (table, options) =>
      record('dropTableComment', (call) => dropTableComment(call, { named: table }, options, session)),
    execute: (statement, options) =>
      record('execute', (call) => execute(call, statement, options, session, createOperations)),
    renameTable: (oldName, newName, options) =>
      record('renameTable', (call) => renameTable(call, oldName, newName, options)),
    invoke: <T>(operation: Operation | ((op: Operations) => T)): T => {
      if (typeof operation === 'function') return operation(operations);
      const checked = session.call('invoke', () => checkOperation(operation));
      // Under its own name, so that what goes wrong with it names what was asked for.
      return session.call(checked.kind, () => session.record(checked)) as T;
    },
    // These two record nothing, so they may stand anywhere, inside a batch too.
    f: (name) => new ExactName(checkName('op.f', 'the name', name)),
    inlineLiteral: (value, type): Expression => toExpression(value, type),
    getBind: () => session.connection,
    getContext: () => session.context,
    inspect: () => session.inspector,
  };
  return operations;
}

/** Every kind of operation that can be given as data; a record, so that a new kind does not compile without it. */
const invocable: Readonly<Record<OperationKind, boolean>> = {
  createTable: true,
  dropTable: true,
  renameTable: true,
  addColumn: true,
  dropColumn: true,
  alterColumn: true,
  createPrimaryKey: true,
  createUniqueConstraint: true,
  createForeignKey: true,
  createCheckConstraint: true,
  createExcludeConstraint: true,
  dropConstraint: true,
  createIndex: true,
  dropIndex: true,
  createTableComment: true,
  dropTableComment: true,
  bulkInsert: true,
  execute: true,
  batchAlterTable: true,
  createType: true,
  dropType: true,
  alterEnum: true,
  // A dialect makes it when it rebuilds a table.
  copyRows: false,
};

function checkOperation(operation: unknown): Operation {
  if (typeof operation === 'object' && operation !== null && 'kind' in operation) {
    const { kind } = operation;
    if (typeof kind === 'string' && Object.hasOwn(invocable, kind) && invocable[kind as OperationKind]) {
      return operation as Operation;
    }
  }
  throw refusal(`op.invoke: an operation or a function is needed, not ${described(operation)}`);
}
