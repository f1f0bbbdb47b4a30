import { type Catalog, keyOf } from '../../src/catalog/catalog.ts';
import { dropColumn, foreignKeysOf, refersTo } from '../../src/catalog/edit.ts';
import { mentions } from '../../src/catalog/expressions.ts';
import type {
  CheckConstraint,
  Column,
  Constraint,
  ForeignKeyConstraint,
  Index,
  PrimaryKeyConstraint,
  Table,
} from '../../src/model/nouns.ts';

/** What hangs on a column of a table that history knows. */
export interface Hanging {
  readonly indexes: readonly Index[];
  readonly primaryKey?: PrimaryKeyConstraint;
  readonly uniques: readonly Constraint[];
  readonly foreignKeys: readonly ForeignKeyConstraint[];
  /** The checks that the server counts to the column: those that were written beside it. */
  readonly columnChecks: readonly CheckConstraint[];
  readonly tableChecks: readonly CheckConstraint[];
  /** A check written beside another column, which names this one all the same. */
  readonly foreignCheck?: { readonly check: CheckConstraint; readonly column: Column };
  /** A column that is computed from this one. */
  readonly computed?: Column;
}

/** @param isSaid whether a check was written: that of a Boolean was not, for the server has BIT. */
export function hangingOn(table: Table, column: Column, isSaid: (check: CheckConstraint) => boolean): Hanging {
  const { constraints, indexes } = dropColumn(table, column.name);
  const [primaryKey] = constraints.filter((one) => one.kind === 'primaryKey');
  const others = table.columns.filter(({ name }) => name !== column.name);
  const [foreignCheck] = others.flatMap((other) =>
    other.checks.filter((check) => mentions(check.condition, column.name)).map((check) => ({ check, column: other })),
  );
  const computed = others.find((one) => one.computed !== undefined && mentions(one.computed.expression, column.name));
  return {
    indexes,
    ...(primaryKey !== undefined && { primaryKey }),
    uniques: constraints.filter((one) => one.kind === 'unique'),
    foreignKeys: constraints.filter((one) => one.kind === 'foreignKey'),
    columnChecks: column.checks,
    tableChecks: constraints.filter((one) => one.kind === 'check').filter(isSaid),
    ...(foreignCheck !== undefined && { foreignCheck }),
    ...(computed !== undefined && { computed }),
  };
}

/** A foreign key that refers to a column, and its table. */
export function referringTo(
  before: Catalog,
  table: Table,
  column: string,
): { readonly key: ForeignKeyConstraint; readonly table: Table } | undefined {
  for (const user of before.referencing.get(keyOf(table)) ?? []) {
    const state = before.tables.get(user);
    if (state?.kind !== 'known') continue;
    const key = foreignKeysOf(state.table).find(
      (one) => refersTo(one, table) && one.references.columns.includes(column),
    );
    if (key !== undefined) return { key, table: state.table };
  }
  return undefined;
}
