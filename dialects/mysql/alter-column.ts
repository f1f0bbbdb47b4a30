import { apply } from '../../src/catalog/apply.ts';
import { type Catalog, knownTable } from '../../src/catalog/catalog.ts';
import { TsmigError } from '../../src/errors.ts';
import type { Column, Constraint, Table } from '../../src/model/nouns.ts';
import { columnOf } from '../../src/model/tables.ts';
import { typeFamily } from '../../src/model/types.ts';
import type { AlterColumn, DefaultChange } from '../../src/operations/operation.ts';
import { counts } from './counting.ts';

/** A column before and after its change: MODIFY and CHANGE forget what they do not repeat. */
export interface ColumnChange {
  readonly before: Column;
  readonly after: Column;
  /** The table with the column after its change, as far as history knows it. */
  readonly table: Table;
  /** AUTO_INCREMENT filled the column before. */
  readonly wasCounting: boolean;
}

/** Whether anything is said at all. */
export function isSilent(operation: AlterColumn): boolean {
  return operation.newColumnName === undefined && !saysMore(operation) && operation.serverDefault === undefined;
}

/** Whether more than the default or the name is changed. */
export function saysMore({ type, nullable, comment, autoincrement }: AlterColumn): boolean {
  return [type, nullable, comment, autoincrement].some((change) => change !== undefined);
}

/** As Alembic has it: a new name, and a date-time whose default may be the present time, take CHANGE. */
export function takesChange(operation: AlterColumn, { after }: ColumnChange): boolean {
  if (operation.newColumnName !== undefined) return true;
  return after.type !== null && typeFamily(after.type) === 'dateTime' && operation.serverDefault !== null;
}

/** The change by what history knows; where it knows nothing, by what the user says the column is. */
export function columnChange(operation: AlterColumn, before: Catalog, dialect: string): ColumnChange {
  const known = knownTable(before, operation.table);
  const column = known && columnOf(known, operation.column);
  if (known === undefined || column === undefined) return toldChange(operation, dialect);
  const table = knownTable(apply(before, operation, {}), operation.table) ?? known;
  const after = columnOf(table, operation.newColumnName ?? operation.column) ?? column;
  return { before: column, after, table, wasCounting: counts(column, known) };
}

/** Refuses what the server has no words for. */
export function refuseUnsayable(operation: AlterColumn, { before }: ColumnChange, dialect: string): void {
  const { table, column, serverDefault, existing } = operation;
  if (operation.insertBefore !== undefined || operation.insertAfter !== undefined) {
    throw cannot(operation, 'moved', dialect, 'leave out insertBefore and insertAfter');
  }
  if (serverDefault === undefined) return;
  const kinds = [serverDefault, existing.serverDefault, before.identity, before.computed].map((one) => one?.kind);
  const kind = kinds.find((one) => one === 'identity' || one === 'computed');
  if (kind === undefined) return;
  throw new TsmigError(
    'unsupported',
    `${dialect} cannot add, change or remove ${kind === 'identity' ? 'an identity' : 'a computed expression'} of a column (${table.name}.${column})`,
    {
      hint:
        kind === 'identity'
          ? 'autoincrement: true or false changes AUTO_INCREMENT'
          : 'drop the column and add it again',
    },
  );
}

/** The statement that refuses a change of a column, by its name. */
export function cannot({ table, column }: AlterColumn, what: string, dialect: string, hint: string): TsmigError {
  return new TsmigError('unsupported', `${table.name}.${column} cannot be ${what} on ${dialect}`, { hint });
}

/** Of a table that history does not know every part must be said: what is not, the server would forget. */
function toldChange(operation: AlterColumn, dialect: string): ColumnChange {
  const { existing, table, column } = operation;
  const said = { ...existing, ...definedOf(operation) };
  const missing = operation.newColumnName !== undefined || saysMore(operation) ? unsaid(said) : [];
  if (missing.length > 0) {
    const keys = missing.map((key) => `existing${key.charAt(0).toUpperCase()}${key.slice(1)}`);
    throw new TsmigError(
      'opaque',
      `${dialect} changes ${table.name}.${column} by saying all of it anew, and history does not know what it is`,
      { hint: `say ${keys.join(', ')} (null: it has none)` },
    );
  }
  const after = columnFrom(operation.newColumnName ?? column, said);
  const key: Constraint = { kind: 'primaryKey', columns: [after.name], options: {} };
  const constraints = after.autoincrement === true ? [key] : [];
  return {
    before: columnFrom(column, existing),
    after,
    table: { ...table, columns: [after], constraints, indexes: [], prefixes: [], options: {} },
    wasCounting: existing.autoincrement === true,
  };
}

/** What must be said of a column; an integer without a default may be one that counts. */
function unsaid(said: AlterColumn['existing']): string[] {
  const missing = (['type', 'nullable', 'serverDefault', 'comment'] as const).filter((key) => said[key] === undefined);
  const mayCount = said.type !== undefined && typeFamily(said.type) === 'integer' && said.nullable === false;
  const asks = mayCount && said.serverDefault === null && said.autoincrement === undefined;
  return [...missing, ...(asks ? ['autoincrement'] : [])];
}

function definedOf({ type, nullable, serverDefault, comment, autoincrement }: AlterColumn): AlterColumn['existing'] {
  return {
    ...(type !== undefined && { type }),
    ...(nullable !== undefined && { nullable }),
    ...(serverDefault !== undefined && { serverDefault }),
    ...(comment !== undefined && { comment }),
    ...(autoincrement !== undefined && { autoincrement }),
  };
}

function columnFrom(name: string, said: AlterColumn['existing']): Column {
  return {
    name,
    type: said.type ?? null,
    nullable: said.nullable ?? true,
    autoincrement: said.autoincrement ?? false,
    ...defaultFrom(said.serverDefault),
    ...(typeof said.comment === 'string' && { comment: said.comment }),
    checks: [],
    options: {},
  };
}

function defaultFrom(said: DefaultChange | undefined): Pick<Column, 'serverDefault' | 'identity' | 'computed'> {
  if (said === undefined || said === null) return {};
  if (said.kind === 'identity') return { identity: said };
  return said.kind === 'computed' ? { computed: said } : { serverDefault: said };
}
