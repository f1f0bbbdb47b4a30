import { type Catalog, knownTable } from '../../src/catalog/catalog.ts';
import { mentions } from '../../src/catalog/expressions.ts';
import { TsmigError } from '../../src/errors.ts';
import type { Expression } from '../../src/model/expressions.ts';
import type { Column, Computed, Table } from '../../src/model/nouns.ts';
import { columnOf, primaryKeyOf } from '../../src/model/tables.ts';
import type { DataType } from '../../src/model/types.ts';
import type { AlterColumn, DefaultChange } from '../../src/operations/operation.ts';
import { identityChange } from './identity.ts';

/** What changing a column needs of the dialect. */
export interface AlterColumnForms {
  type(type: DataType): string;
  default(value: Expression, type: DataType | null): string;
  needTable(before: Catalog, table: AlterColumn['table'], why: string): Table;
}

/** A default as it is before the change: null, none; undefined, not known. */
type Present = DefaultChange | undefined;

/** What MODIFY says of the column, one statement each: NULL, the default, the type, in Alembic's order. */
export function modifications(operation: AlterColumn, before: Catalog, forms: AlterColumnForms): string[] {
  const known = knownTable(before, operation.table);
  const column = known && columnOf(known, operation.column);
  const present = presentDefault(operation, column);
  refuseDependents(operation, known);
  const nulls = nullability(operation, known, column, present);
  const defaults = defaultChanges(operation, present, column, before, forms);
  return [
    // An identity column cannot be NULL before its identity is gone, and can be after.
    ...(isIdentity(present) ? [...defaults, ...nulls] : [...nulls, ...defaults]),
    ...(operation.type === undefined ? [] : [typeChange(operation, operation.type, column, forms)]),
  ];
}

/** Saying again what a column is, is an error (ORA-01442, ORA-01451): what history knows to be so is not said. */
function nullability(
  operation: AlterColumn,
  known: Table | undefined,
  column: Column | undefined,
  present: Present,
): string[] {
  const { nullable } = operation;
  if (nullable === undefined) return [];
  if (nullable && known !== undefined && primaryKeyOf(known)?.columns.includes(operation.column)) {
    throw refusal(operation, 'is in the primary key, which takes no nulls', 'drop the primary key first');
  }
  if (isIdentity(present)) {
    // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/ALTER-TABLE.html: DROP IDENTITY takes NOT NULL along.
    const dropped = operation.serverDefault !== undefined && !isIdentity(operation.serverDefault);
    if (dropped) return nullable || inPrimaryKey(known, operation.column) ? [] : ['NOT NULL'];
    if (!nullable) return [];
    throw refusal(
      operation,
      'is an identity column, which is never null',
      'drop the identity with serverDefault: null',
    );
  }
  const now = column === undefined ? operation.existing.nullable : column.nullable;
  if (now === nullable) return [];
  return [nullable ? 'NULL' : 'NOT NULL'];
}

function defaultChanges(
  operation: AlterColumn,
  present: Present,
  column: Column | undefined,
  before: Catalog,
  forms: AlterColumnForms,
): string[] {
  const { serverDefault: wanted } = operation;
  if (wanted === undefined) return [];
  if (isComputed(wanted) || isComputed(present)) {
    const what = isComputed(present) ? 'is computed' : 'holds values of its own';
    throw refusal(operation, `${what}: Oracle has no ALTER for that`, 'drop the column and add it again');
  }
  if (isIdentity(wanted)) {
    if (present === undefined) {
      forms.needTable(before, operation.table, `only ${operation.column} as an identity already can be changed to one`);
    }
    if (!isIdentity(present)) {
      throw refusal(operation, 'is no identity column and cannot become one (ORA-30673)', 'add another column');
    }
    const change = identityChange(present, wanted);
    return change === undefined ? [] : [change];
  }
  const drop = isIdentity(present) ? ['DROP IDENTITY'] : [];
  // A default cannot be taken away: NULL is what a column without one has.
  if (wanted === null) return drop.length > 0 ? drop : ['DEFAULT NULL'];
  const type = operation.type ?? column?.type ?? operation.existing.type ?? null;
  return [...drop, `DEFAULT ${forms.default(wanted, type)}`];
}

const large = /^(CLOB|NCLOB|BLOB|BFILE|LONG|JSON|VECTOR|ROWID)\b/;

/** https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/ALTER-TABLE.html: ORA-22858, ORA-22859 */
function typeChange(
  operation: AlterColumn,
  type: DataType,
  column: Column | undefined,
  forms: AlterColumnForms,
): string {
  const next = forms.type(type);
  const from = column?.type ?? operation.existing.type;
  const old = from && forms.type(from);
  const asLob = old === 'LONG' && /^N?CLOB$/.test(next);
  if (old !== undefined && old !== next && !asLob && (large.test(old) || large.test(next))) {
    throw refusal(
      operation,
      `is ${old}, which does not become ${next}`,
      'add another column, copy the values, drop this one and rename the other',
    );
  }
  return next;
}

/** ORA-54031, ORA-54032, ORA-30556: what a virtual column or an index is computed from stays as it is. */
function refuseDependents(operation: AlterColumn, known: Table | undefined): void {
  const { column, newColumnName, type } = operation;
  const renamed = newColumnName !== undefined && newColumnName !== column;
  if (known === undefined || (type === undefined && !renamed)) return;
  const computed = known.columns.find((one) => one.computed && mentions(one.computed.expression, column));
  if (computed !== undefined) {
    throw refusal(operation, `is what column ${computed.name} is computed from`, `drop ${computed.name} first`);
  }
  if (type === undefined) return;
  const index = known.indexes.find((one) => one.columns.some((of) => typeof of !== 'string' && mentions(of, column)));
  if (index === undefined) return;
  throw refusal(operation, `is in an expression of the index ${index.name}`, `drop the index ${index.name} first`);
}

/** History knows it; without history, the user may say it. */
function presentDefault({ existing }: AlterColumn, column: Column | undefined): Present {
  if (column === undefined) return existing.serverDefault;
  return column.identity ?? column.computed ?? column.serverDefault ?? null;
}

function inPrimaryKey(table: Table | undefined, column: string): boolean {
  return table !== undefined && primaryKeyOf(table)?.columns.includes(column) === true;
}

function isIdentity(value: Present): value is DefaultChange & { readonly kind: 'identity' } {
  return value?.kind === 'identity';
}

function isComputed(value: Present): value is Computed {
  return value?.kind === 'computed';
}

function refusal({ table, column }: AlterColumn, why: string, hint: string): TsmigError {
  return new TsmigError('unsupported', `oracle cannot change ${table.name}.${column}: it ${why}`, { hint });
}
