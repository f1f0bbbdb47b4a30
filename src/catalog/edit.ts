import { unreachable } from '../errors.ts';
import type { DialectOptions } from '../model/dialect-options.ts';
import type { Expression, TableName } from '../model/expressions.ts';
import type { Column, Constraint, ForeignKeyConstraint, Index, Table } from '../model/nouns.ts';
import { expression as markExpression } from '../model/sql.ts';
import { mentions, renameInExpression } from './expressions.ts';

/** The table with another column in the place of the one of this name. */
export function replaceColumn(table: Table, name: string, column: Column): Table {
  return { ...table, columns: table.columns.map((one) => (one.name === name ? column : one)) };
}

/** The table with a constraint more; a primary key stands first, and its columns hold no NULL. */
export function withConstraint(table: Table, constraint: Constraint): Table {
  if (constraint.kind !== 'primaryKey') return { ...table, constraints: [...table.constraints, constraint] };
  const columns = table.columns.map((column) =>
    constraint.columns.includes(column.name) && column.nullable ? { ...column, nullable: false } : column,
  );
  return { ...table, columns, constraints: [constraint, ...table.constraints] };
}

/** The table without this constraint, which may be a check written beside a column. */
export function withoutConstraint(table: Table, constraint: Constraint): Table {
  if (table.constraints.includes(constraint)) {
    return { ...table, constraints: table.constraints.filter((one) => one !== constraint) };
  }
  const columns = table.columns.map((column) =>
    column.checks.some((check) => check === constraint)
      ? { ...column, checks: column.checks.filter((check) => check !== constraint) }
      : column,
  );
  return { ...table, columns };
}

/** What goes with a column when it is dropped (a primary key among it may keep its other columns), and the table after it. */
export interface ColumnDrop {
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Index[];
  readonly table: Table;
}

/** Drops a column, and what is on it; a primary key over several columns keeps the others. */
export function dropColumn(table: Table, name: string): ColumnDrop {
  const constraints = table.constraints.filter((one) => constraintUses(one, name));
  const indexes = table.indexes.filter((one) => indexUses(one, name));
  return {
    constraints,
    indexes,
    table: {
      ...table,
      columns: table.columns.filter((column) => column.name !== name),
      constraints: table.constraints.flatMap((one): readonly Constraint[] => {
        if (!constraintUses(one, name)) return [one];
        const left = one.kind === 'primaryKey' ? one.columns.filter((column) => column !== name) : [];
        return one.kind === 'primaryKey' && left.length > 0 ? [{ ...one, columns: left }] : [];
      }),
      indexes: table.indexes.filter((one) => !indexUses(one, name)),
    },
  };
}

/** The table after a column has got another name: keys, checks, indexes, generated columns and self references follow. */
export function renameColumn(table: Table, from: string, to: string): Table {
  const name = (column: string) => (column === from ? to : column);
  const others = table.columns.flatMap((column) => (column.name === from ? [] : [column.name]));
  const expression = (one: Expression) => renameInExpression(one, from, to, others);
  const options = (one: DialectOptions) => renameInOptions(one, name, expression);
  const constraint = <C extends Constraint>(one: C): C => renameInConstraint(one, name, expression, options) as C;
  const renamed: Table = {
    ...table,
    columns: table.columns.map((column) => ({
      ...column,
      name: name(column.name),
      checks: column.checks.map(constraint),
      ...(column.computed && { computed: { ...column.computed, expression: expression(column.computed.expression) } }),
    })),
    constraints: table.constraints.map(constraint),
    indexes: table.indexes.map((index) => ({
      ...index,
      columns: index.columns.map((column) => (typeof column === 'string' ? name(column) : expression(column))),
      options: options(index.options),
    })),
  };
  return renameReferredColumn(renamed, table, from, to);
}

/** The table after a column of a table that it refers to has got another name. */
export function renameReferredColumn(table: Table, referred: TableName, from: string, to: string): Table {
  return mapReferences(table, referred, ({ references }) => ({
    ...references,
    columns: references.columns.map((column) => (column === from ? to : column)),
  }));
}

/** The table after a table that it refers to has got another name. */
export function renameReferredTable(table: Table, referred: TableName, to: TableName): Table {
  return mapReferences(table, referred, ({ references }) => ({ ...references, table: to }));
}

/** Whether a foreign key refers to this table. */
export function refersTo({ references }: ForeignKeyConstraint, { name, schema }: TableName): boolean {
  return references.table.name === name && references.table.schema === schema;
}

/** The foreign keys of a table. */
export function foreignKeysOf(table: Table): readonly ForeignKeyConstraint[] {
  return table.constraints.filter((one) => one.kind === 'foreignKey');
}

function mapReferences(
  table: Table,
  referred: TableName,
  map: (key: ForeignKeyConstraint) => ForeignKeyConstraint['references'],
): Table {
  if (!foreignKeysOf(table).some((key) => refersTo(key, referred))) return table;
  return {
    ...table,
    constraints: table.constraints.map((one) =>
      one.kind === 'foreignKey' && refersTo(one, referred) ? { ...one, references: map(one) } : one,
    ),
  };
}

function renameInConstraint(
  one: Constraint,
  name: (column: string) => string,
  expression: (one: Expression) => Expression,
  renameOptions: (one: DialectOptions) => DialectOptions,
): Constraint {
  const options = renameOptions(one.options);
  switch (one.kind) {
    case 'primaryKey':
    case 'foreignKey':
      return { ...one, options, columns: one.columns.map(name) };
    case 'unique':
      return {
        ...one,
        options,
        columns: one.columns.map(name),
        ...(one.ofColumn !== undefined && { ofColumn: name(one.ofColumn) }),
      };
    case 'check':
      return {
        ...one,
        options,
        condition: expression(one.condition),
        ...(one.typeBound !== undefined && { typeBound: name(one.typeBound) }),
      };
    case 'exclude':
      return {
        ...one,
        options,
        elements: one.elements.map((element) => ({ ...element, expression: expression(element.expression) })),
        ...(one.where && { where: expression(one.where) }),
      };
    default:
      return unreachable(one);
  }
}

/** A check that only names the column cannot outlive it, whatever a database does about it. */
function constraintUses(one: Constraint, column: string): boolean {
  switch (one.kind) {
    case 'primaryKey':
      return one.columns.includes(column);
    case 'foreignKey':
    case 'unique':
      return one.columns.includes(column) || optionsUse(one.options, column);
    case 'check':
      return one.typeBound === undefined ? mentions(one.condition, column) : one.typeBound === column;
    case 'exclude':
      return (
        one.elements.some(({ expression }) => mentions(expression, column)) ||
        (one.where !== undefined && mentions(one.where, column))
      );
    default:
      return unreachable(one);
  }
}

function indexUses(index: Index, column: string): boolean {
  return (
    index.columns.some((one) => (typeof one === 'string' ? one === column : mentions(one, column))) ||
    optionsUse(index.options, column)
  );
}

function optionsUse(options: DialectOptions, column: string): boolean {
  return Object.values(options).some((given) =>
    Object.entries(given).some(
      ([key, value]) =>
        (key === 'include' && Array.isArray(value) && value.includes(column)) ||
        (key === 'where' && isCondition(value) && mentions(asExpression(value), column)),
    ),
  );
}

/** Columns stand in options as a list (`include`), as keys (`ops`, `length`, `prefixLength`), or in a condition (`where`). */
function renameInOptions(
  options: DialectOptions,
  name: (column: string) => string,
  expression: (one: Expression) => Expression,
): DialectOptions {
  const renamed = (key: string, value: unknown): unknown => {
    if (key === 'include' && Array.isArray(value)) {
      return value.map((column) => (typeof column === 'string' ? name(column) : column));
    }
    if (key === 'where' && isCondition(value)) {
      const condition = asExpression(value);
      const changed = expression(condition);
      return changed === condition ? value : markExpression(changed);
    }
    if ((key === 'ops' || key === 'length' || key === 'prefixLength') && isRecord(value)) {
      return Object.fromEntries(Object.entries(value).map(([column, one]) => [name(column), one]));
    }
    return value;
  };
  return Object.fromEntries(
    Object.entries(options).map(([dialect, given]) => [
      dialect,
      Object.fromEntries(Object.entries(given).map(([key, value]) => [key, renamed(key, value)])),
    ]),
  );
}

function isCondition(value: unknown): value is string | Expression {
  return typeof value === 'string' || (isRecord(value) && typeof value.kind === 'string');
}

function asExpression(condition: string | Expression): Expression {
  return typeof condition === 'string' ? { kind: 'raw', text: condition } : condition;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
