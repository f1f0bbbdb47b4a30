import { TsmigError } from '../errors.ts';
import type { TableName } from '../model/expressions.ts';
import type { Column, Table } from '../model/nouns.ts';
import { type DataType, type TypeFamily, typeFamily } from '../model/types.ts';
import type { CopyRows, Operation } from '../operations/operation.ts';

/** For each column of a table to be: the column of the table that is whose values it gets. Without an entry: none. */
export type ColumnOrigins = ReadonlyMap<string, string>;

/** The name under which a table is built aside: Alembic's. */
export function temporaryName(table: TableName): TableName {
  return tableNameOf({ ...table, name: `_alembic_tmp_${table.name}` });
}

/**
 * Moves a table into a new shape where ALTER TABLE cannot: build it aside, copy the rows, drop the old one, rename, index.
 * A foreign key to the table itself keeps the table's own name, which it has again at the end.
 * The order is that of https://www.sqlite.org/lang_altertable.html#otheralter
 * @throws TsmigError `unsupported` when no column lives on: the rows would be lost.
 */
export function rebuild(from: Table, to: Table, origins: ColumnOrigins): readonly Operation[] {
  const name = tableNameOf(to);
  const aside = temporaryName(to);
  const toTable: Table = { ...to, name: aside.name, indexes: [] };
  return [
    { kind: 'createTable', table: toTable, ifNotExists: false },
    { kind: 'copyRows', from: name, to: aside, columns: copiedColumns(from, to, origins), fromTable: from, toTable },
    { kind: 'dropTable', table: name, ifExists: false, options: {} },
    { kind: 'renameTable', table: aside, newName: to.name },
    ...to.indexes.map((index): Operation => ({ kind: 'createIndex', table: name, index, ifNotExists: false })),
  ];
}

/** Where the columns of `table` end up after `operations` on it. */
export function columnOrigins(table: Table, operations: readonly Operation[]): ColumnOrigins {
  const origins = new Map(table.columns.map(({ name }) => [name, name]));
  for (const operation of operations) {
    switch (operation.kind) {
      case 'addColumn':
        origins.delete(operation.column.name);
        break;
      case 'dropColumn':
        origins.delete(operation.column);
        break;
      case 'alterColumn': {
        const origin = origins.get(operation.column);
        if (operation.newColumnName === undefined || origin === undefined) break;
        origins.delete(operation.column);
        origins.set(operation.newColumnName, origin);
        break;
      }
    }
  }
  return origins;
}

/** The origins of two changes one after the other. */
export function composeOrigins(first: ColumnOrigins, second: ColumnOrigins): ColumnOrigins {
  const composed = new Map<string, string>();
  for (const [name, between] of second) {
    const origin = first.get(between);
    if (origin !== undefined) composed.set(name, origin);
  }
  return composed;
}

function tableNameOf({ name, schema }: TableName): TableName {
  return schema === undefined ? { name } : { name, schema };
}

function copiedColumns(from: Table, to: Table, origins: ColumnOrigins): CopyRows['columns'] {
  const sources = new Map(from.columns.map((column) => [column.name, column]));
  const copied = to.columns.flatMap((column) => {
    const source = sources.get(origins.get(column.name) ?? '');
    // A generated column computes its values itself, and takes none.
    if (source === undefined || column.computed) return [];
    const castTo = castBetween(source, column);
    return [{ from: source.name, to: column.name, ...(castTo && { castTo }) }];
  });
  if (copied.length > 0) return copied;
  throw new TsmigError('unsupported', `rebuilding ${to.name} would lose its rows: none of its columns lives on`, {
    hint: 'add the new columns in one step and drop the old ones in a later one',
  });
}

const castable: readonly TypeFamily[] = ['integer', 'decimal', 'float', 'string', 'binary'];

/** Families whose text a cast to a number would cut short without an error: `'2020-01-01'` would become 2020. */
const uncountable: readonly TypeFamily[] = ['date', 'time', 'dateTime', 'interval', 'json', 'uuid'];

/** The type to cast to where the values change their family; elsewhere they are copied as they are. */
function castBetween(from: Column, to: Column): DataType | undefined {
  if (from.type === null || to.type === null) return undefined;
  const [before, after] = [storedFamily(from.type), storedFamily(to.type)];
  if (before === after || before === 'other' || !castable.includes(after)) return undefined;
  if (uncountable.includes(before) && after !== 'string' && after !== 'binary') return undefined;
  return to.type;
}

/** An enum is stored as its text. */
function storedFamily(type: DataType): TypeFamily {
  const family = typeFamily(type);
  return family === 'enum' ? 'string' : family;
}
