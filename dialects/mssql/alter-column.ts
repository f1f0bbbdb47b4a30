import { type Catalog, knownTable } from '../../src/catalog/catalog.ts';
import { TsmigError } from '../../src/errors.ts';
import type { Expression } from '../../src/model/expressions.ts';
import type { Column, Computed, ForeignKeyConstraint, Identity, Table } from '../../src/model/nouns.ts';
import { columnOf } from '../../src/model/tables.ts';
import type { DataType } from '../../src/model/types.ts';
import type { AlterColumn, DefaultChange } from '../../src/operations/operation.ts';
import { type Hanging, referringTo } from './hanging.ts';
import { identityColumn } from './identity.ts';
import { onlyWidens, sameDataType, variableLength } from './types.ts';

/** What changing a column comes to, as far as history or the user knows the column. */
export interface ColumnChange {
  readonly known: Table | undefined;
  readonly present: Column | undefined;
  /** `VARCHAR(50) NOT NULL`: what ALTER COLUMN says; undefined: type and nullability stay. */
  readonly definition: string | undefined;
  readonly dropsDefault: boolean;
  /** The default to make: a new one, or that which stepped aside, and the type that it is a value of. */
  readonly newDefault: { readonly value: Expression; readonly type: DataType | null } | undefined;
  /** What has to step aside meanwhile, and is put back. */
  readonly aside: Aside;
}

type Aside = Pick<Hanging, 'indexes' | 'uniques' | 'columnChecks' | 'tableChecks'>;

/** What planning a change needs of the dialect. */
export interface AlterColumnForms {
  type(type: DataType): string;
  needTable(before: Catalog, table: AlterColumn['table'], why: string): Table;
  hangingOn(table: Table, column: Column): Hanging;
}

/**
 * ALTER COLUMN states type and nullability anew; a default is a constraint of its own.
 * https://learn.microsoft.com/sql/t-sql/statements/alter-table-transact-sql
 *
 * @param dropsDefault the default is dropped, and not put back
 */
export function columnChange(
  operation: AlterColumn,
  before: Catalog,
  forms: AlterColumnForms,
  dropsDefault: boolean,
): ColumnChange {
  const known = knownTable(before, operation.table);
  const present = known && columnOf(known, operation.column);
  refuseKinds(operation, known, present);
  const definition = columnDefinition(operation, before, present, forms);
  const changed = definition === undefined ? undefined : change(operation, present, forms);
  const defaults = defaultChange(operation, present, changed?.otherType ?? false, dropsDefault);
  const hanging = known && present && forms.hangingOn(known, present);
  const aside = hanging === undefined ? nothing : steppingAside(operation, hanging, changed, { known, before });
  return { known, present, definition, ...defaults, aside };
}

/** What a change does to type and nullability. */
interface Change {
  readonly from: string | undefined;
  readonly to: string;
  /** More than length, precision or scale changes. */
  readonly otherType: boolean;
  readonly forbidsNull: boolean;
}

const nothing: Aside = { indexes: [], uniques: [], columnChecks: [], tableChecks: [] };

function change(operation: AlterColumn, present: Column | undefined, forms: AlterColumnForms): Change {
  const old = present?.type ?? operation.existing.type;
  const from = old ? forms.type(old) : undefined;
  const to = operation.type === undefined ? (from ?? '') : forms.type(operation.type);
  const nullableBefore = present?.nullable ?? operation.existing.nullable ?? true;
  return {
    from,
    to,
    otherType: from === undefined || !sameDataType(from, to),
    forbidsNull: operation.nullable === false && nullableBefore,
  };
}

/** What is not said of type and nullability is kept; what is not known cannot be. */
function columnDefinition(
  operation: AlterColumn,
  before: Catalog,
  present: Column | undefined,
  forms: AlterColumnForms,
): string | undefined {
  const { type, nullable, existing, table, column } = operation;
  if (type === undefined && nullable === undefined) return undefined;
  const stated = type ?? present?.type ?? existing.type;
  if (stated == null) {
    throw refusal(operation, 'ALTER COLUMN states the type too, which is not known', 'give existingType');
  }
  if (nullable !== undefined) return `${forms.type(stated)} ${nullable ? 'NULL' : 'NOT NULL'}`;
  if (present === undefined && existing.nullable === undefined) {
    forms.needTable(before, table, `without existingNullable, changing the type of ${column} would make it nullable`);
  }
  // Not said, it is NULL, whatever it was.
  return (present?.nullable ?? existing.nullable) === false ? `${forms.type(stated)} NOT NULL` : forms.type(stated);
}

function defaultChange(
  { serverDefault, existing }: AlterColumn,
  column: Column | undefined,
  otherType: boolean,
  dropsDefault: boolean,
): Pick<ColumnChange, 'dropsDefault' | 'newDefault'> {
  const present = column === undefined ? existing.serverDefault : (column.serverDefault ?? null);
  const old = isExpression(present) ? { value: present, type: column?.type ?? existing.type ?? null } : undefined;
  if (serverDefault === undefined) {
    if (dropsDefault) return { dropsDefault: true, newDefault: undefined };
    // A default keeps the column from another type: errors 5074 and 4922.
    return { dropsDefault: otherType && old !== undefined, newDefault: otherType ? old : undefined };
  }
  const newDefault = isExpression(serverDefault) ? { value: serverDefault, type: null } : undefined;
  // What is not known may be there: dropping a default that is not there does nothing, adding a second one is error 1781.
  return { dropsDefault: dropsDefault || serverDefault === null || present !== null, newDefault };
}

/**
 * Indexes, unique constraints and checks keep a column from changing its type, unless a variable length grows, and checks
 * keep it from changing its name (error 15336): they are dropped, and put back after it. Keys are refused.
 */
function steppingAside(
  operation: AlterColumn,
  hanging: Hanging,
  change: Change | undefined,
  { known, before }: { readonly known: Table | undefined; readonly before: Catalog },
): Aside {
  const { from, to, forbidsNull } = change ?? { from: '', to: '', forbidsNull: false };
  const changesType = from !== to;
  const changesName = (operation.newColumnName ?? operation.column) !== operation.column;
  if (operation.nullable === true && hanging.primaryKey !== undefined) {
    throw refusal(operation, 'it is in the primary key, which holds no NULL', 'drop the primary key first');
  }
  const user = known && referringTo(before, known, operation.column)?.key;
  if (changesType) refuseKeys(operation, hanging, user);
  if ((changesType || changesName) && hanging.computed !== undefined) {
    const { name } = hanging.computed;
    throw refusal(operation, `${name} is computed from it`, `drop ${name} first, and add it again afterwards`);
  }
  const widens = from !== undefined && onlyWidens(from, to);
  const keepsIndexes = (widens || !changesType) && !forbidsNull;
  if (!keepsIndexes && user !== undefined) throw keyRefusal(operation, user);
  const resizes = from !== undefined && variableLength.test(from) && sameDataType(from, to);
  const keepsChecks = (resizes || !changesType) && !changesName;
  if (!keepsChecks && hanging.foreignCheck !== undefined) {
    const { name } = hanging.foreignCheck.column;
    throw refusal(operation, `a check of ${name} names it`, afterwards('the check'));
  }
  return {
    indexes: keepsIndexes ? [] : hanging.indexes,
    uniques: keepsIndexes ? [] : hanging.uniques,
    columnChecks: keepsChecks ? [] : hanging.columnChecks,
    // The check of an Enum goes with its type.
    tableChecks: keepsChecks
      ? []
      : hanging.tableChecks.filter((one) => one.typeBound === undefined || operation.type === undefined),
  };
}

function refuseKeys(operation: AlterColumn, hanging: Hanging, user: ForeignKeyConstraint | undefined): void {
  if (hanging.primaryKey !== undefined) {
    throw refusal(operation, 'it is in the primary key', afterwards('the primary key'));
  }
  const [key = user] = hanging.foreignKeys;
  if (key !== undefined) throw keyRefusal(operation, key);
}

function keyRefusal(operation: AlterColumn, { name }: ForeignKeyConstraint): TsmigError {
  const what = name === undefined ? 'a foreign key' : `the foreign key ${name}`;
  return refusal(operation, `${what} is on it`, afterwards('the foreign key'));
}

function afterwards(what: string): string {
  return `drop ${what} first, and create it again afterwards`;
}

/** Computed columns and identities are made with their columns, and cannot be had or lost later. */
function refuseKinds(operation: AlterColumn, table: Table | undefined, present: Column | undefined): void {
  const { serverDefault, existing, autoincrement, type, nullable } = operation;
  const changes = [type, nullable, serverDefault].some((one) => one !== undefined);
  const before = present?.computed ?? present?.identity ?? existing.serverDefault ?? null;
  const again = 'drop the column and add it again';
  if (changes && (isKind(before, 'computed') || isKind(serverDefault, 'computed'))) {
    throw refusal(operation, 'an expression cannot be added to a column, removed or changed', again);
  }
  const counts =
    (table !== undefined && present !== undefined && identityColumn(table) === present) || isKind(before, 'identity');
  if (isKind(serverDefault, 'identity') || (counts && serverDefault !== undefined)) {
    throw refusal(operation, 'an identity cannot be added to a column, removed or changed', again);
  }
  if (counts && nullable === true) throw refusal(operation, 'an identity column is never null', 'leave out nullable');
  if (autoincrement !== undefined && autoincrement !== counts) {
    throw refusal(operation, 'an identity cannot be added to a column, or removed', again);
  }
}

function isExpression(value: DefaultChange | undefined): value is Expression {
  return value != null && value.kind !== 'identity' && value.kind !== 'computed';
}

function isKind(value: DefaultChange | undefined, kind: 'identity' | 'computed'): value is Identity | Computed {
  return value?.kind === kind;
}

function refusal({ table, column }: AlterColumn, why: string, hint: string): TsmigError {
  return new TsmigError('unsupported', `mssql cannot change ${table.name}.${column}: ${why}`, { hint });
}
