import { TsmigError } from '../errors.ts';
import { described } from '../model/arguments.ts';
import type { DialectOptions } from '../model/dialect-options.ts';
import type { ColumnElement, ConstraintElement, DefaultValue, Element } from '../model/elements.ts';
import type { Expression, TableName } from '../model/expressions.ts';
import type { Column, Constraint, Index, PrimaryKeyConstraint, Table } from '../model/nouns.ts';
import { isExpression } from '../model/sql.ts';
import type { DataType } from '../model/types.ts';
import { checkDialectOptions } from './dialect-keys.ts';
import {
  checkFrom,
  indexFrom,
  type Normalizer,
  normalizeConstraint,
  primaryKeyFrom,
  referenceFrom,
  typeCheck,
  uniqueFrom,
} from './normalize-constraints.ts';
import { resolveExpression, resolveType } from './resolve.ts';

export type { Normalizer } from './normalize-constraints.ts';

/** What a table has besides its elements. */
export interface TableFacts extends TableName {
  readonly comment?: string;
  readonly prefixes?: readonly string[];
  readonly options: DialectOptions;
}

/**
 * A table's elements as a table. Its constraints in order: the primary key; those given as elements, as given; then,
 * column by column, what the column's flags and type bring along (unique, check of the type, foreign key).
 */
export function normalizeTable(facts: TableFacts, elements: readonly Element[], by: Normalizer): Table {
  const { name, schema, comment, prefixes = [], options } = facts;
  const table: TableName = { name, ...(schema !== undefined && { schema }) };
  const columnElements = elements.filter((element) => element.kind === 'columnElement');
  const primaryKey = primaryKeyOf(elements, columnElements, table, by);
  const inKey = new Set(primaryKey?.columns);
  const columns = columnElements.map((element) => normalizeColumn(element, inKey.has(element.name), table, by));
  const constraints = elements
    .filter(
      (element): element is ConstraintElement =>
        !['columnElement', 'indexElement', 'primaryKeyElement'].includes(element.kind),
    )
    .map((element) => normalizeConstraint(element, table, by));
  const brought = columnElements.flatMap((element) => broughtBy(element, table, by));
  const indexes = elements.flatMap((element): Index[] => {
    if (element.kind === 'indexElement') return [indexFrom(element, table, by)];
    return element.kind === 'columnElement' ? indexesOf(element, table, by) : [];
  });
  checkDialectOptions('table', options, `table ${name}`);
  const normalized: Table = {
    ...table,
    columns,
    constraints: [...(primaryKey ? [primaryKey] : []), ...constraints, ...brought],
    indexes,
    // An empty one only MySQL says, as SQLAlchemy has it.
    ...(comment !== undefined && { comment }),
    prefixes,
    options,
  };
  checkTable(normalized);
  return normalized;
}

/** A column element as a column; what hangs on it is `broughtBy` and `indexesOf`. */
export function normalizeColumn(
  element: ColumnElement,
  inPrimaryKey: boolean,
  table: TableName,
  by: Normalizer,
): Column {
  const { name, quote, comment, identity, computed, check, options } = element;
  if (element.type === null) {
    throw new TsmigError('operation', `column ${name} of ${table.name} has no type`, {
      hint: `write s.column('${name}', s.integer()), or the type it has`,
    });
  }
  const type = resolveType(element.type, by.dialect.name);
  const said = {
    'a server default': element.serverDefault,
    'an identity': identity,
    'a computed expression': computed,
  };
  const given = Object.entries(said).flatMap(([what, value]) => (value === undefined ? [] : [what]));
  if (given.length > 1)
    throw new TsmigError('operation', `column ${name} of ${table.name} has both ${given.join(' and ')}`, {
      hint: 'a column has one of them',
    });
  checkDialectOptions('column', options, `column ${name} of ${table.name}`);
  return {
    name,
    ...(quote !== undefined && { quote }),
    type,
    // An identity column is NOT NULL unless told otherwise, as in SQLAlchemy.
    nullable: element.nullable ?? !(inPrimaryKey || identity !== undefined),
    autoincrement: element.autoincrement ?? 'auto',
    ...(element.serverDefault !== undefined && { serverDefault: defaultExpression(element.serverDefault, type, by) }),
    ...(identity !== undefined && { identity }),
    ...(computed !== undefined && {
      computed: { ...computed, expression: resolveExpression(computed.expression, by.dialect.name) },
    }),
    ...(comment !== undefined && comment !== '' && { comment }),
    checks: check === undefined ? [] : [checkFrom(check, table, by)],
    options,
  };
}

/** The constraints that a column's flags and type stand for: unique, check of the type, foreign key. */
export function broughtBy(element: ColumnElement, table: TableName, by: Normalizer): Constraint[] {
  const { name } = element;
  const brought: (Constraint | undefined)[] = [];
  if (element.unique && !element.index) {
    brought.push({ ...uniqueFrom({ kind: 'uniqueElement', columns: [name], options: {} }, table, by), ofColumn: name });
  }
  if (element.type !== null) brought.push(typeCheck(name, resolveType(element.type, by.dialect.name), table, by));
  if (element.references !== undefined) brought.push(referenceFrom(element.references, name, table, by));
  return brought.filter((constraint) => constraint !== undefined);
}

/** The index that a column's `index` flag stands for; with `unique` beside it, one unique index serves both. */
export function indexesOf(element: ColumnElement, table: TableName, by: Normalizer): Index[] {
  if (!element.index) return [];
  return [indexFrom({ name: null, columns: [element.name], unique: element.unique, options: {} }, table, by)];
}

/** A default as an expression: a plain value is a literal of the column's type. */
export function defaultExpression(
  value: DefaultValue,
  type: DataType | undefined,
  by: Normalizer,
  what = 'a server default',
): Expression {
  if (isExpression(value)) return resolveExpression(value, by.dialect.name);
  if (!['string', 'number', 'bigint', 'boolean'].includes(typeof value)) {
    throw new TsmigError('operation', `${what} cannot be ${described(value)}`, {
      hint: 'give a string, a number, a boolean or a sql`…` expression',
    });
  }
  return { kind: 'literal', value, ...(type !== undefined && { type }) };
}

/** One primary key of the flags and the constraint elements; undefined when there is none. */
function primaryKeyOf(
  elements: readonly Element[],
  columns: readonly ColumnElement[],
  table: TableName,
  by: Normalizer,
): PrimaryKeyConstraint | undefined {
  const flagged = columns.filter(({ primaryKey }) => primaryKey).map(({ name }) => name);
  const [explicit, second] = elements.filter((element) => element.kind === 'primaryKeyElement');
  if (second !== undefined)
    throw new TsmigError('operation', `table ${table.name} has two primary keys`, {
      hint: 'write one, on all of its columns',
    });
  if (explicit === undefined) {
    if (flagged.length === 0) return undefined;
    return primaryKeyFrom({ kind: 'primaryKeyElement', columns: flagged, options: {} }, table, by);
  }
  const same = flagged.length === explicit.columns.length && flagged.every((name) => explicit.columns.includes(name));
  if (flagged.length > 0 && !same) {
    throw new TsmigError(
      'operation',
      `table ${table.name} has a primary key on (${explicit.columns.join(', ')}), but primaryKey is set on (${flagged.join(', ')})`,
      { hint: 'say it once: by the columns, or by s.primaryKeyConstraint' },
    );
  }
  return primaryKeyFrom(explicit, table, by);
}

function checkTable({ name, columns, constraints, indexes }: Table): void {
  const known = new Set<string>();
  for (const column of columns) {
    if (known.has(column.name))
      throw new TsmigError('operation', `table ${name} has two columns ${column.name}`, {
        hint: 'rename one, or leave it out',
      });
    known.add(column.name);
  }
  const check = (what: string, names: readonly (string | Expression)[]) => {
    const unknown = names.find((column) => typeof column === 'string' && !known.has(column));
    if (typeof unknown !== 'string') return;
    throw new TsmigError(
      'operation',
      `${what} of table ${name} is on the column ${unknown}, which the table does not have`,
      { hint: `its columns are ${[...known].join(', ')}` },
    );
  };
  for (const constraint of constraints) {
    const what =
      constraint.name === undefined ? `a ${words[constraint.kind]}` : `${words[constraint.kind]} ${constraint.name}`;
    if ('columns' in constraint) check(what, constraint.columns);
  }
  for (const index of indexes) check(`index ${index.name}`, index.columns);
}

const words = {
  primaryKey: 'primary key',
  unique: 'unique constraint',
  foreignKey: 'foreign key',
  check: 'check constraint',
  exclude: 'exclude constraint',
} as const;
