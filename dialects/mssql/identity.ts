import { TsmigError } from '../../src/errors.ts';
import type { Column, Identity, Table } from '../../src/model/nouns.ts';
import { autoincrementColumn } from '../../src/model/tables.ts';
import type { Options } from '../options.ts';

/** The column of a table that the server counts. */
export function identityColumn(table: Table): Column | undefined {
  const [column, second] = table.columns.filter(({ identity }) => identity !== undefined);
  const counting = autoincrementColumn(table);
  const other = second ?? (column === undefined ? undefined : counting);
  if (column !== undefined && other !== undefined && other !== column) {
    throw new TsmigError('unsupported', `mssql cannot have two identity columns in ${table.name}`, {
      hint: `leave one of ${column.name} and ${other.name}; autoincrement: false keeps a primary key from counting`,
    });
  }
  return column ?? counting;
}

/**
 * `IDENTITY(1,1)`: a start and an increment is all that it has.
 * https://learn.microsoft.com/sql/t-sql/statements/create-table-transact-sql-identity-property
 *
 * @param options the column's own, `identityStart` and `identityIncrement`
 */
export function identityClause(column: Column, options: Options): string {
  const { identity } = column;
  if (identity !== undefined) refuseOptions(identity, column.name);
  const start = number(identity?.start ?? options.identityStart, 'start', column.name);
  const increment = number(identity?.increment ?? options.identityIncrement, 'increment', column.name);
  if (start === undefined && increment === undefined) return 'IDENTITY';
  if (increment === '0') {
    throw new TsmigError('unsupported', `mssql cannot count ${column.name} by steps of 0`, {
      hint: 'give an increment',
    });
  }
  return `IDENTITY(${start ?? '1'},${increment ?? '1'})`;
}

/** Bounds, caches and the like are SEQUENCE's; NO MINVALUE, NO MAXVALUE and NO CYCLE are what an IDENTITY has anyway. */
function refuseOptions(identity: Identity, column: string): void {
  const { minValue, maxValue, cycle, cache, order, onNull } = identity;
  const asked = Object.entries({ minValue, maxValue, cycle, cache, order, onNull });
  const [name] = asked.find(([, value]) => value !== undefined && value !== false) ?? [];
  if (name === undefined) return;
  throw new TsmigError('unsupported', `mssql has no ${name} of an identity (${column})`, {
    hint: 'leave it out, or make a SEQUENCE and take NEXT VALUE FOR it as the default',
  });
}

function number(value: unknown, what: string, column: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'bigint' || Number.isSafeInteger(value)) return String(value);
  throw new TsmigError('value', `the ${what} of the identity ${column} is ${String(value)}, which is no exact integer`);
}
