import { type Catalog, knownTable } from '../../src/catalog/catalog.ts';
import type { TableName } from '../../src/model/expressions.ts';
import type { Index, Table } from '../../src/model/nouns.ts';
import type { AlterColumn, DropColumn, DropIndex, Operation } from '../../src/operations/operation.ts';
import { planAddColumn } from './add-column.ts';
import { expressionsOf, mentions } from './mentions.ts';
import { type Change, nativePlan, type Plan, rebuildPlan, type SqliteFacts } from './plan.ts';
import { refuseEmptyTable, refuseTakenName, refuseUnsayable } from './refusals.ts';

/** Plans an operation that is not a batch. */
export function planChange(change: Change, facts: SqliteFacts): Plan {
  const { operation, before } = change;
  refuseUnsayable(operation, knownTableOf(operation, before));
  switch (operation.kind) {
    case 'addColumn':
      return planAddColumn(operation, change, facts);
    case 'dropColumn':
      return planDropColumn(operation, change, facts);
    case 'alterColumn':
      return isSilent(operation) || isRename(operation) ? nativePlan(change) : rebuildPlan(operation.table, change);
    case 'renameTable':
      refuseTakenName(operation, before);
      return nativePlan(change);
    case 'createPrimaryKey':
    case 'createUniqueConstraint':
    case 'createForeignKey':
    case 'createCheckConstraint':
    case 'dropConstraint':
      return rebuildPlan(operation.table, change);
    default:
      return nativePlan(change);
  }
}

/** Whether an operation leaves no statement: SQLite has no comments, and an INTEGER PRIMARY KEY counts by itself. */
export function isSilent(operation: Operation): boolean {
  if (operation.kind === 'createTableComment' || operation.kind === 'dropTableComment') return true;
  return operation.kind === 'alterColumn' && operation.newColumnName === undefined && keepsDefinition(operation);
}

/** The table that an operation is about, where history knows it. */
function knownTableOf(operation: Operation, catalog: Catalog): Table | undefined {
  return operation.kind === 'addColumn' || operation.kind === 'alterColumn'
    ? knownTable(catalog, operation.table)
    : undefined;
}

function isRename(operation: AlterColumn): boolean {
  return operation.newColumnName !== undefined && keepsDefinition(operation);
}

function keepsDefinition({ type, nullable, serverDefault }: AlterColumn): boolean {
  return [type, nullable, serverDefault].every((change) => change === undefined);
}

/**
 * DROP COLUMN is refused by the server while anything but a column's own checks names the column; an index on it must
 * go first. https://www.sqlite.org/lang_altertable.html#altertabdropcol
 */
function planDropColumn(operation: DropColumn, change: Change, facts: SqliteFacts): Plan {
  const table = knownTable(change.before, operation.table);
  if (table !== undefined) refuseEmptyTable(table, operation.column);
  if (!facts.dropColumn || (table && isEntangled(table, operation.column))) return rebuildPlan(operation.table, change);
  const doomed = (table?.indexes ?? []).filter(({ columns }) => columns.includes(operation.column));
  return nativePlan(change, [...doomed.map((index) => dropIndexOf(operation.table, index)), operation]);
}

function isEntangled(table: Table, column: string): boolean {
  return (
    table.constraints.some((constraint) => 'columns' in constraint && constraint.columns.includes(column)) ||
    expressionsOf(table).some((found) => found.column !== column && mentions(found.expression, column))
  );
}

function dropIndexOf(table: TableName, { name, quote }: Index): DropIndex {
  const schema = table.schema === undefined ? {} : { schema: table.schema };
  return {
    kind: 'dropIndex',
    name,
    ...(quote !== undefined && { quote }),
    table,
    ...schema,
    ifExists: false,
    options: {},
  };
}
