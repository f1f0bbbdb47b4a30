import { TsmigError } from '../errors.ts';
import type { CheckConstraint, Column, Constraint, Index, PrimaryKeyConstraint, Table } from './nouns.ts';
import { typeFamily } from './types.ts';

/** The column of this name. */
export function columnOf(table: Table, name: string): Column | undefined {
  return table.columns.find((column) => column.name === name);
}

/** The primary key of a table. */
export function primaryKeyOf(table: Table): PrimaryKeyConstraint | undefined {
  return table.constraints.find((constraint) => constraint.kind === 'primaryKey');
}

/** The constraint of this name: one of the table's, or a check that is written beside a column. */
export function constraintNamed(table: Table, name: string): Constraint | undefined {
  return table.constraints.find((one) => one.name === name) ?? inlineChecks(table).find((one) => one.name === name);
}

/** The checks that are written beside columns. */
export function inlineChecks(table: Table): readonly CheckConstraint[] {
  return table.columns.flatMap((column) => column.checks);
}

/** The checks that come with the type of a column. */
export function typeChecksOf(table: Table, column: string): readonly CheckConstraint[] {
  return table.constraints.filter((one): one is CheckConstraint => one.kind === 'check' && one.typeBound === column);
}

/** The index of this name. */
export function indexNamed(table: Table, name: string): Index | undefined {
  return table.indexes.find((index) => index.name === name);
}

/** The columns that a constraint or an index is on, as far as they are named plainly: none for a check. */
export function columnNames(object: Constraint | Index): readonly string[] {
  if (!('kind' in object)) return object.columns.filter((column) => typeof column === 'string');
  switch (object.kind) {
    case 'primaryKey':
    case 'unique':
    case 'foreignKey':
      return object.columns;
    case 'exclude':
      return object.elements.flatMap(({ expression }) => {
        if (expression.kind === 'column') return [expression.name];
        if (expression.kind === 'identifier') return expression.path.slice(-1);
        return [];
      });
    case 'check':
      return [];
  }
}

/**
 * The column that counts by itself without saying so, by SQLAlchemy's rule: the only column of the primary key, an
 * integer without default, identity, expression and foreign key; or the column of the key with `autoincrement: true`.
 * A column with an explicit `identity` is never it.
 * https://docs.sqlalchemy.org/en/20/core/metadata.html#sqlalchemy.schema.Column.params.autoincrement
 */
export function autoincrementColumn(table: Table): Column | undefined {
  const columns = (primaryKeyOf(table)?.columns ?? []).flatMap((name) => columnOf(table, name) ?? []);
  const [asked, second] = columns.filter((column) => column.autoincrement === true);
  if (second !== undefined) {
    throw new TsmigError(
      'operation',
      `table ${table.name} has two columns with autoincrement: ${asked?.name} and ${second.name}`,
      {
        hint: 'leave autoincrement: true on one of them',
      },
    );
  }
  if (asked !== undefined) {
    if (hasOwnValue(asked)) return undefined;
    if (!isWhole(asked)) {
      throw new TsmigError(
        'operation',
        `column ${table.name}.${asked.name} cannot have autoincrement: it is not an integer`,
        { hint: 'give it an integer type, or leave autoincrement out' },
      );
    }
    return asked;
  }
  const [only] = columns;
  if (only === undefined || columns.length !== 1 || only.autoincrement === false) return undefined;
  return isInteger(only) && !hasOwnValue(only) && !isForeignKey(table, only.name) ? only : undefined;
}

function hasOwnValue(column: Column): boolean {
  return column.serverDefault !== undefined || column.identity !== undefined || column.computed !== undefined;
}

function isInteger({ type }: Column): boolean {
  return type !== null && type.spec.kind !== 'domain' && typeFamily(type) === 'integer';
}

/** An integer, or a decimal without places, such as Oracle's NUMBER(10). */
function isWhole(column: Column): boolean {
  if (isInteger(column)) return true;
  const spec = column.type?.spec;
  if (spec?.kind === 'numeric') return (spec.scale ?? 0) === 0;
  return spec?.kind === 'exact' && spec.family === 'decimal' && (spec.args[1] ?? 0) === 0;
}

function isForeignKey(table: Table, column: string): boolean {
  return table.constraints.some((one) => one.kind === 'foreignKey' && one.columns.includes(column));
}
