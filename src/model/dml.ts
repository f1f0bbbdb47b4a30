import { TsmigError } from '../errors.ts';
import {
  checkName,
  checkNames,
  checkOptions,
  checkRenamed,
  described,
  isPlainObject,
  refusal,
  suggestion,
} from './arguments.ts';
import { checkCondition, TableColumn } from './conditions.ts';
import { type DialectOptions, pickDialectOptions } from './dialect-options.ts';
import type { ColumnElement, DmlBuilder, Element } from './elements.ts';
import type { Assignment, DmlStatement, Expression, TableName, TargetColumn } from './expressions.ts';
import { expression, expressionMark, innerExpression, isExpression, toExpression } from './sql.ts';
import type { DataType } from './types.ts';

/** What each column of a table holds in JavaScript, by the column's name. */
export type Columns = Readonly<Record<string, unknown>>;

/** The columns among the elements of `s.table` or `op.createTable`: what each holds, by name. */
export type ColumnsOf<E extends readonly Element[]> = {
  readonly [C in Extract<E[number], { readonly kind: 'columnElement' }> as C['name']]: C extends ColumnElement<
    string,
    infer T
  >
    ? T
    : never;
};

/** Values for some of a table's columns: undefined and null are NULL, a column or `sql` stands for itself. */
export type Row<C> = { readonly [K in keyof C]?: C[K] | Expression | null | undefined };

/** The columns of a table, for conditions and expressions. */
export type TableColumns<C> = { readonly [K in keyof C]-?: TableColumn<C[K]> };

/** An INSERT as data: one statement a row. */
export type InsertStatement = DmlStatement & { readonly kind: 'insert' };

/** What `t.insert(…)` gives, for `op.execute`. */
export interface Insert extends DmlBuilder {
  readonly statement: InsertStatement;
}

/** What `t.insert()` gives: the rows are still to be said. */
export interface InsertTarget<C> {
  /**
   * INSERT of the rows that a SELECT gives: `INSERT INTO t (a, b) SELECT …`.
   *
   * @param columns the columns that the SELECT gives values for, in its order.
   * @param select the SELECT, whose columns are not checked.
   * @throws TsmigError `operation` for a column that the table does not have, that stands twice, or that is computed.
   * @example op.execute(archive.insert().fromSelect(['id', 'name'], sql`SELECT id, name FROM account WHERE closed`));
   */
  fromSelect(columns: readonly (keyof C & string)[], select: Expression): DmlBuilder;
}

/** What `t.update(…)` and `t.delete()` give, for `op.execute`. */
export interface Filterable extends DmlBuilder {
  /** Only the rows for which all the conditions hold; called again, it narrows further. */
  where(...conditions: readonly Expression[]): Filterable;
}

/** Options of `s.table`; all but `renamedFrom` are also options of `op.createTable`. */
export interface TableOptions extends DialectOptions {
  readonly schema?: string;
  readonly comment?: string;
  /** Words between CREATE and TABLE, such as `['TEMPORARY']`. */
  readonly prefixes?: readonly string[];
  /** For your own use; nothing of it is rendered. */
  readonly info?: Readonly<Record<string, unknown>>;
  /**
   * In a model for autogenerate: what the table was called before, so that it is renamed there, not dropped and made anew.
   * `'table'` of the same schema, or `'schema.table'`. To be taken out once the revision is made.
   */
  readonly renamedFrom?: string;
}

/**
 * A table as data: what `s.table` and `op.createTable` give. The target of data changes, the `copyFrom` of a batch, a
 * model for autogenerate. `C` is what its columns hold.
 */
export class TableElement<C = Columns> {
  readonly kind = 'tableElement';
  readonly name: string;
  declare readonly schema?: string;
  readonly elements: readonly Element[];
  declare readonly comment?: string;
  readonly prefixes: readonly string[];
  /** In a model: its old name. */
  declare readonly renamedFrom?: string;
  readonly options: DialectOptions;
  #columns: object | undefined;

  constructor(name: string, elements: readonly Element[], options: TableOptions = {}) {
    this.name = name;
    if (options.schema !== undefined) this.schema = options.schema;
    this.elements = elements;
    if (options.comment !== undefined) this.comment = options.comment;
    this.prefixes = options.prefixes ?? [];
    if (options.renamedFrom !== undefined) this.renamedFrom = options.renamedFrom;
    this.options = pickDialectOptions(options);
    Object.defineProperty(this, expressionMark, { value: expression({ kind: 'table', table: tableName(this) }) });
  }

  /** The columns, for conditions and expressions: `t.c.name`, `t.c['first name']`. Any other name is an error. */
  get c(): TableColumns<C> {
    this.#columns ??= tableColumns(this);
    return this.#columns as TableColumns<C>;
  }

  /** INSERT: one statement a row, with the columns that the row names, in the order of the table. */
  insert(rows: Row<C> | readonly Row<C>[]): Insert;
  /** INSERT of what a SELECT gives, by `.fromSelect(columns, select)`. */
  insert(): InsertTarget<C>;
  insert(...given: readonly [] | readonly [Row<C> | readonly Row<C>[]]): Insert | InsertTarget<C> {
    if (given.length === 0) return { fromSelect: (columns, select) => insertFromSelect(this, columns, select) };
    const [rows] = given;
    return { kind: 'dmlStatement', statement: insertStatement(this, Array.isArray(rows) ? rows : [rows]) };
  }

  /** UPDATE of all rows, or of those that `.where(…)` picks. */
  update(values: Row<C>): Filterable {
    const call = `update() of table ${this.name}`;
    return filterable(call, {
      kind: 'update',
      table: tableName(this),
      set: assignments(this, call, values),
      where: [],
    });
  }

  /** DELETE of all rows, or of those that `.where(…)` picks. */
  delete(): Filterable {
    return filterable(`delete() of table ${this.name}`, { kind: 'delete', table: tableName(this), where: [] });
  }
}

/**
 * A table: a model for autogenerate, the `copyFrom` of a batch, the target of data changes.
 *
 * @param name the table's name, without its schema.
 * @param elements columns, constraints and indexes. For data changes the columns in question suffice.
 * @returns the table; what its rows hold follows from the columns.
 * @throws TsmigError `operation` for a column that is there twice, and for a key or index on a column that is not there.
 * @example
 * const account = s.table('account', [s.column('id', s.integer()), s.column('name', s.string())]);
 * op.execute(account.update({ name: 'Ann' }).where(account.c.id.eq(1)));
 */
export function table<const E extends readonly Element[]>(
  name: string,
  elements: E,
  options?: TableOptions,
): TableElement<ColumnsOf<E>> {
  const call = `s.table('${checkName('s.table()', 'the name', name)}')`;
  const said = checkOptions<TableOptions>(
    call,
    options,
    { schema: 'text', comment: 'string', prefixes: 'texts', info: 'any', renamedFrom: 'text' },
    'dialects',
  );
  checkRenamed(call, name, said.renamedFrom);
  return new TableElement<ColumnsOf<E>>(name, checkElements(call, elements), said);
}

/** Whether it is a table that `s.table` or `op.createTable` gave. */
export function isTableElement(value: unknown): value is TableElement {
  return (
    typeof value === 'object' &&
    value !== null &&
    (value as { kind?: unknown }).kind === 'tableElement' &&
    expressionMark in value
  );
}

/** How a table is named in a statement. */
function tableName(of: { readonly name: string; readonly schema?: string }): TableName {
  return of.schema === undefined ? { name: of.name } : { name: of.name, schema: of.schema };
}

/**
 * The INSERT of rows: one statement a row, with the columns that it names, in the order of the table, as SQLAlchemy does.
 * @throws TsmigError `operation` for a column that the table does not have, and for a row that names none.
 */
export function insertStatement<C>(into: TableElement<C>, rows: readonly Row<C>[]): InsertStatement {
  if (!Array.isArray(rows)) {
    throw refusal(`insert into table ${into.name}: the rows must be a list, not ${described(rows)}`);
  }
  const made = rows.map((row: unknown, at) => assignments(into, `insert into table ${into.name}, row ${at + 1}`, row));
  return { kind: 'insert', table: tableName(into), rows: made };
}

function insertFromSelect(
  into: { readonly name: string; readonly elements: readonly Element[] },
  names: readonly string[],
  select: Expression,
): DmlBuilder {
  const call = `insert into table ${into.name} from a SELECT`;
  const known = columnsByName(into);
  const columns = checkNames(call, 'the columns', names).map((name): TargetColumn => {
    const column = known.get(name);
    if (column === undefined)
      throw refusal(`${call}: there is no column '${name}'`, suggestion(name, [...known.keys()]));
    if (column.computed !== undefined) throw computedRefusal(call, name);
    return { column: name, ...(column.quote !== undefined && { quote: column.quote }) };
  });
  const isText = isExpression(select) && (select.kind === 'raw' || select.kind === 'fragment');
  if (!isText || (select.kind === 'raw' && select.text.trim() === '')) {
    throw refusal(`${call}: the SELECT must be sql\`SELECT …\`, not ${described(select)}`, 'write it as sql`SELECT …`');
  }
  return {
    kind: 'dmlStatement',
    statement: { kind: 'insertFromSelect', table: tableName(into), columns, select: toExpression(select) },
  };
}

function computedRefusal(call: string, name: string): TsmigError {
  return refusal(`${call}: column '${name}' is computed, it takes no values`, 'leave it out');
}

/** Refuses what is not an element of a table, a column that is there twice, and a column that is named but not there. */
function checkElements<E extends readonly Element[]>(call: string, elements: E): E {
  if (!Array.isArray(elements)) throw refusal(`${call}: the elements must be a list, not ${described(elements)}`);
  const columns = new Set<string>();
  for (const element of elements as readonly Element[]) {
    const kind: unknown = typeof element === 'object' && element !== null ? element.kind : undefined;
    if (typeof kind !== 'string' || !elementKinds.includes(kind)) {
      const hint = 'give s.column(…), s.uniqueConstraint(…), s.index(…) …';
      throw refusal(`${call}: ${described(element)} is not a column, constraint or index`, hint);
    }
    if (element.kind !== 'columnElement') continue;
    if (columns.has(element.name)) {
      throw refusal(`${call} has two columns '${element.name}'`, 'rename one, or leave it out');
    }
    columns.add(element.name);
  }
  for (const element of elements as readonly Element[]) {
    const missing = namedColumns(element).find((name) => !columns.has(name));
    if (missing !== undefined) {
      throw refusal(
        `${call}: no column '${missing}' for its ${nouns[element.kind]}`,
        suggestion(missing, [...columns]),
      );
    }
  }
  return Object.freeze([...elements]) as unknown as E;
}

const nouns: Readonly<Record<Element['kind'], string>> = {
  columnElement: 'column',
  primaryKeyElement: 'primary key',
  uniqueElement: 'unique constraint',
  foreignKeyElement: 'foreign key',
  checkElement: 'check constraint',
  excludeElement: 'exclude constraint',
  indexElement: 'index',
};
const elementKinds = Object.keys(nouns);

function namedColumns(element: Element): readonly string[] {
  switch (element.kind) {
    case 'primaryKeyElement':
    case 'uniqueElement':
    case 'foreignKeyElement':
      return element.columns;
    case 'indexElement':
      return element.columns.filter((column) => typeof column === 'string');
    default:
      return [];
  }
}

const maps = new WeakMap<object, ReadonlyMap<string, ColumnElement>>();

/** The columns of a table by name, made once a table. */
function columnsByName(of: { readonly elements: readonly Element[] }): ReadonlyMap<string, ColumnElement> {
  const known = maps.get(of);
  if (known !== undefined) return known;
  const columns = of.elements.filter((element) => element.kind === 'columnElement');
  const made = new Map(columns.map((column) => [column.name, column]));
  maps.set(of, made);
  return made;
}

function tableColumns(of: {
  readonly name: string;
  readonly schema?: string;
  readonly elements: readonly Element[];
}): object {
  const columns = columnsByName(of);
  const made: Record<string, TableColumn> = Object.create(null);
  for (const { name, type, quote } of columns.values()) made[name] = new TableColumn(tableName(of), name, type, quote);
  return new Proxy(Object.freeze(made), {
    get(target, key): unknown {
      if (typeof key === 'symbol' || key in target) return Reflect.get(target, key);
      throw refusal(`table ${of.name} has no column '${key}'`, suggestion(key, [...columns.keys()]));
    },
  });
}

function assignments(
  of: { readonly name: string; readonly elements: readonly Element[] },
  call: string,
  row: unknown,
): Assignment[] {
  if (!isPlainObject(row)) throw refusal(`${call}: it must be an object of values by column, not ${described(row)}`);
  const columns = columnsByName(of);
  const unknown = Object.keys(row).find((key) => !columns.has(key));
  if (unknown !== undefined) {
    throw refusal(`${call}: there is no column '${unknown}'`, suggestion(unknown, [...columns.keys()]));
  }
  const set: Assignment[] = [];
  for (const { name, quote, type, computed } of columns.values()) {
    if (!Object.hasOwn(row, name)) continue;
    if (computed !== undefined) throw computedRefusal(call, name);
    set.push({ column: name, ...(quote !== undefined && { quote }), value: assigned(call, name, row[name], type) });
  }
  if (set.length === 0) throw refusal(`${call}: no column has a value`, 'name at least one column');
  return set;
}

/** A value that cannot be written is told with its column. */
function assigned(call: string, column: string, value: unknown, type: DataType | null): Expression {
  try {
    return innerExpression(value, type);
  } catch (error) {
    if (!(error instanceof TsmigError) || error.code !== 'value') throw error;
    throw new TsmigError('value', `${call}, column '${column}': ${error.message}`, { hint: error.hint });
  }
}

function filterable(call: string, statement: DmlStatement & { readonly where: readonly Expression[] }): Filterable {
  return {
    kind: 'dmlStatement',
    statement,
    where(...conditions: readonly Expression[]): Filterable {
      if (conditions.length === 0) {
        throw refusal(
          `${call}: where() without conditions`,
          'give at least one, or leave where() out to mean all rows',
        );
      }
      const where = conditions.map((condition) => checkCondition(`${call}: where()`, condition));
      return filterable(call, { ...statement, where: [...statement.where, ...where] });
    },
  };
}
