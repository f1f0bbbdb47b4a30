import { unreachable } from '../errors.ts';
import type { Assignment, DmlStatement, TableName } from '../model/expressions.ts';
import { call, chained, type PrintContext, texts } from './print-context.ts';
import { assignedSource, expressionSource } from './print-expressions.ts';
import type { Source } from './source.ts';

/** A data change by the methods of its table, which is a constant before it. */
export function dmlSource(statement: DmlStatement, context: PrintContext): Source {
  const table = context.tables.table(statement.table);
  switch (statement.kind) {
    case 'insert':
      return call(`${table}.insert`, rowsSource(statement, context));
    case 'insertFromSelect': {
      for (const { column, quote } of statement.columns)
        context.tables.column(statement.table, column, quote, undefined);
      const columns = texts(statement.columns.map(({ column }) => column));
      return chained(call(`${table}.insert`), 'fromSelect', columns, expressionSource(statement.select, context));
    }
    case 'update':
      return filtered(call(`${table}.update`, rowSource(statement.table, statement.set, context)), statement, context);
    case 'delete':
      return filtered(call(`${table}.delete`), statement, context);
    default:
      return unreachable(statement);
  }
}

/** The rows of an INSERT, for a table that has their columns in the order in which they name them. */
export function rowsSource(insert: DmlStatement & { readonly kind: 'insert' }, context: PrintContext): Source {
  const assignments = insert.rows.flat();
  for (const column of columnOrder(insert.rows)) {
    const quote = assignments.find((one) => one.column === column)?.quote;
    context.tables.column(insert.table, column, quote, undefined);
  }
  return { kind: 'list', items: insert.rows.map((row) => rowSource(insert.table, row, context)) };
}

function filtered(
  statement: Source,
  { where }: Extract<DmlStatement, { kind: 'update' | 'delete' }>,
  context: PrintContext,
): Source {
  if (where.length === 0) return statement;
  return chained(statement, 'where', ...where.map((condition) => expressionSource(condition, context)));
}

function rowSource(table: TableName, row: readonly Assignment[], context: PrintContext): Source {
  const entries = row.map(({ column, quote, value }): [string, Source] => {
    return [column, assignedSource(table, { name: column, ...(quote !== undefined && { quote }) }, value, context)];
  });
  return { kind: 'object', entries };
}

/** An order of the columns in which each row names its own. */
function columnOrder(rows: readonly (readonly Assignment[])[]): string[] {
  const left = rows.map((row) => row.map(({ column }) => column));
  const order: string[] = [];
  for (;;) {
    const firsts = left.flatMap(([first]) => first ?? []);
    // The rows come of one table, so that there always is one that stands behind no other; if not, any.
    const next = firsts.find((column) => left.every((columns) => columns.indexOf(column) <= 0)) ?? firsts[0];
    if (next === undefined) return order;
    if (!order.includes(next)) order.push(next);
    for (const columns of left) if (columns[0] === next) columns.shift();
  }
}
