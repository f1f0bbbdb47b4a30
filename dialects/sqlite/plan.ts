import type { Catalog } from '../../src/catalog/catalog.ts';
import { type ColumnOrigins, columnOrigins } from '../../src/catalog/rebuild.ts';
import type { TableName } from '../../src/model/expressions.ts';
import type { Column, Table } from '../../src/model/nouns.ts';
import type { Operation } from '../../src/operations/operation.ts';
import type { RecordedOperation } from '../../src/recording/recorded.ts';
import type { LoweredOperation } from '../../src/script/dialect.ts';
import { refuseLossyRebuild, requireTable, unprotected } from './refusals.ts';

/** What lowering needs to know about the server, and of how the dialect writes. */
export interface SqliteFacts {
  /** ALTER TABLE … DROP COLUMN, since 3.35. */
  readonly dropColumn: boolean;
  /** A column's default, as it stands in SQL. */
  readonly defaultOf: (column: Column) => string | undefined;
}

/** How an operation goes: the statements that SQLite has for it, then a rebuild of its table for the rest. */
export interface Plan {
  readonly native: readonly LoweredOperation[];
  readonly rebuild?: RebuildPlan;
}

export interface RebuildPlan {
  readonly from: Table;
  readonly to: Table;
  readonly origins: ColumnOrigins;
  /** The columns and constraints that the operation is about; empty for a batch. */
  readonly touched: ReadonlySet<string>;
  /** Whether neighbours may share the rebuild: not that of a batch, which is a rebuild of its own. */
  readonly shared: boolean;
  readonly before: Catalog;
  readonly after: Catalog;
  readonly origin: RecordedOperation;
}

/** An operation between two catalogs: a recorded one, or one inside a batch. */
export interface Change {
  readonly operation: Operation;
  readonly before: Catalog;
  readonly after: Catalog;
  readonly origin: RecordedOperation;
}

/** The operations as they are, or as the parts that they have been split into. */
export function nativePlan(
  { operation, before, origin }: Change,
  operations: readonly Operation[] = [operation],
): Plan {
  return { native: operations.map((part) => ({ operation: part, before, origin })) };
}

/** What a rebuild takes otherwise than from its change. */
export interface RebuildScope {
  /** The table as it is. */
  readonly from?: Table | undefined;
  /** The operations that bring its columns to their places; by default the change alone. */
  readonly operations?: readonly Operation[];
  readonly shared?: boolean;
}

/** The rebuild that makes of the table before a change the table after it. */
export function rebuildPlan(
  name: TableName,
  change: Change,
  scope: RebuildScope = {},
): Plan & { rebuild: RebuildPlan } {
  const { operation, before, after, origin } = change;
  if (origin.autocommit) throw unprotected(name);
  const from = scope.from ?? requireTable(before, name);
  const to = requireTable(after, name);
  const origins = columnOrigins(from, scope.operations ?? [operation]);
  refuseLossyRebuild(from, to, before);
  const touched = touchedBy(operation);
  return { native: [], rebuild: { from, to, origins, touched, shared: scope.shared ?? true, before, after, origin } };
}

function touchedBy(operation: Operation): ReadonlySet<string> {
  switch (operation.kind) {
    case 'addColumn':
      return new Set([
        column(operation.column.name),
        ...operation.constraints.map(({ name }) => constraint(name ?? '')),
      ]);
    case 'dropColumn':
      return new Set([column(operation.column)]);
    case 'alterColumn':
      return new Set([column(operation.column), column(operation.newColumnName ?? operation.column)]);
    case 'createPrimaryKey':
    case 'createUniqueConstraint':
    case 'createForeignKey':
    case 'createCheckConstraint':
      return new Set([constraint(operation.constraint.name ?? '')]);
    case 'dropConstraint':
      return new Set([constraint(operation.name)]);
    default:
      return new Set();
  }
}

function column(name: string): string {
  return `column ${name}`;
}

function constraint(name: string): string {
  return `constraint ${name}`;
}
