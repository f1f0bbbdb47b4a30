import { TsmigError } from '../../src/errors.ts';
import type { TableName } from '../../src/model/expressions.ts';
import type { CheckConstraint, Constraint, Index, Table } from '../../src/model/nouns.ts';
import type { SqlStatement } from '../../src/script/statement.ts';
import { statement, words } from '../words.ts';
import type { Hanging } from './hanging.ts';
import { dropLookedUp, type LookedUp } from './look-ups.ts';
import { checkName, refuseOtherDatabase, tablePath } from './names.ts';

/** What dropping needs of the dialect. */
export interface DropForms {
  table(table: TableName): string;
  id(name: string, quote?: boolean): string;
}

/** Drops what hangs on a column that is dropped; `dropsChecks`: the user says that its checks are found by look-up. */
export function dropHanging(
  hanging: Hanging,
  table: Table,
  column: string,
  dropsChecks: boolean,
  forms: DropForms,
): SqlStatement[] {
  const { primaryKey, foreignCheck, columnChecks, tableChecks, indexes, foreignKeys, uniques } = hanging;
  if (primaryKey !== undefined && primaryKey.columns.length > 1) {
    throw refusal(
      `drop ${table.name}.${column} alone: the whole primary key would go with it`,
      'drop the primary key first, and create the one that is to be',
    );
  }
  if (foreignCheck !== undefined) {
    throw refusal(
      `drop ${table.name}.${column}: a check of ${foreignCheck.column.name} names it`,
      'drop that check first',
    );
  }
  const keys = primaryKey === undefined ? uniques : [...uniques, primaryKey];
  const constraints = [...foreignKeys, ...columnChecks, ...tableChecks, ...keys];
  const lookedUp = dropsChecks ? [...columnChecks, ...tableChecks] : columnChecks;
  return [
    ...indexes.map((index) => dropIndex(table, index, forms)),
    ...dropConstraints(constraints, lookedUp, table, column, forms),
  ];
}

/**
 * Drops constraints by name; those without one, after the others, by look-up: as many times as there are.
 *
 * @param lookedUp the checks that are found by their column
 */
export function dropConstraints(
  constraints: readonly Constraint[],
  lookedUp: readonly CheckConstraint[],
  table: Table,
  column: string,
  forms: DropForms,
): SqlStatement[] {
  const named = constraints.flatMap(({ name }) => name ?? []);
  const unnamed = constraints.filter(({ name }) => name === undefined);
  return [
    ...named.map((name) => statement(words('ALTER TABLE', forms.table(table), 'DROP CONSTRAINT', forms.id(name)))),
    ...unnamed.map((one) => {
      if (one.kind === 'exclude' || (one.kind === 'check' && !lookedUp.includes(one))) {
        throw refusal(
          `find a check of ${table.name} that names ${column}: it has no name, and was not written beside the column`,
          'drop it by the name that the server gave it, with op.execute, first',
        );
      }
      return dropByLookUp(one.kind, table, column, forms);
    }),
  ];
}

/** Drops an index. https://learn.microsoft.com/sql/t-sql/statements/drop-index-transact-sql */
export function dropIndex(
  table: TableName,
  { name, quote }: Pick<Index, 'name' | 'quote'>,
  forms: DropForms,
): SqlStatement {
  return statement(words('DROP INDEX', forms.id(name, quote), 'ON', forms.table(table)));
}

/** Drops a constraint on a column whose name only the server knows. */
export function dropByLookUp(kind: LookedUp, table: TableName, column: string, forms: DropForms): SqlStatement {
  refuseOtherDatabase(table, 'look up constraints of');
  checkName(column);
  return statement(dropLookedUp(kind, { sql: forms.table(table), path: tablePath(table) }, column));
}

function refusal(what: string, hint: string): TsmigError {
  return new TsmigError('unsupported', `mssql cannot ${what}`, { hint });
}
