import { checkName, checkNames, checkOptionalName, described, refusal } from '../model/arguments.ts';
import { checkActions } from '../model/constraints.ts';
import type { IndexElement } from '../model/elements.ts';
import type { Expression, TableName } from '../model/expressions.ts';
import { isExpression, toExpression, toSql } from '../model/sql.ts';
import { ExactName, type Name } from '../model/types.ts';
import { checkedOptions } from './checked-options.ts';
import type { Session } from './context.ts';
import {
  checkFrom,
  excludeFrom,
  foreignKeyTo,
  indexFrom,
  nameOf,
  primaryKeyFrom,
  uniqueFrom,
} from './normalize-constraints.ts';
import type {
  ConstraintType,
  CreateCheckConstraint,
  CreateExcludeConstraint,
  CreateForeignKey,
  CreateIndex,
  CreatePrimaryKey,
  CreateUniqueConstraint,
  DropConstraint,
  DropIndex,
} from './operation.ts';
import type {
  CreateCheckOptions,
  CreateExcludeOptions,
  CreateForeignKeyOptions,
  CreateIndexOptions,
  CreatePrimaryKeyOptions,
  CreateUniqueOptions,
  DropConstraintOptions,
  DropIndexOptions,
} from './options.ts';
import { type Place, placedOptions, said, tableNamed } from './place.ts';

const deferral = { deferrable: 'boolean', initially: ['DEFERRED', 'IMMEDIATE'] } as const;

export function createPrimaryKey(
  call: string,
  place: Place,
  name: unknown,
  columns: unknown,
  given: CreatePrimaryKeyOptions | undefined,
  session: Session,
): CreatePrimaryKey {
  const { table, element } = keyOf(call, place, name, columns, given, 'primaryKey');
  return {
    kind: 'createPrimaryKey',
    table,
    constraint: primaryKeyFrom({ kind: 'primaryKeyElement', ...element }, table, session),
  };
}

export function createUniqueConstraint(
  call: string,
  place: Place,
  name: unknown,
  columns: unknown,
  given: CreateUniqueOptions | undefined,
  session: Session,
): CreateUniqueConstraint {
  const { table, element } = keyOf(call, place, name, columns, given, 'unique');
  return {
    kind: 'createUniqueConstraint',
    table,
    constraint: uniqueFrom({ kind: 'uniqueElement', ...element }, table, session),
  };
}

/** What a primary key and a unique constraint have in common. */
function keyOf(
  call: string,
  place: Place,
  name: unknown,
  columns: unknown,
  given: CreatePrimaryKeyOptions | CreateUniqueOptions | undefined,
  bearer: 'primaryKey' | 'unique',
) {
  const { table, dialect, ...options } = placedOptions(call, place, given, deferral, bearer);
  const checked = checkNames(call, 'the columns', columns);
  return { table, element: { ...named(call, name), columns: checked, ...options, options: dialect } };
}

export function createCheckConstraint(
  call: string,
  place: Place,
  name: unknown,
  condition: unknown,
  given: CreateCheckOptions | undefined,
  session: Session,
): CreateCheckConstraint {
  const { table, dialect, ...options } = placedOptions(call, place, given, deferral, 'check');
  const element = {
    ...named(call, name),
    condition: toSql(call, 'the condition', condition),
    ...options,
    options: dialect,
  };
  return {
    kind: 'createCheckConstraint',
    table,
    constraint: checkFrom({ kind: 'checkElement', ...element }, table, session),
  };
}

export function createExcludeConstraint(
  call: string,
  place: Place,
  name: unknown,
  elements: unknown,
  given: CreateExcludeOptions | undefined,
  session: Session,
): CreateExcludeConstraint {
  const checks = { ...deferral, using: 'text', where: 'any' } as const;
  const { table, dialect, where, ...options } = placedOptions(call, place, given, checks, 'exclude');
  const element = {
    ...named(call, name),
    elements: excluded(call, elements),
    ...(where !== undefined && { where: toSql(call, 'where', where) }),
    ...options,
    options: dialect,
  };
  return {
    kind: 'createExcludeConstraint',
    table,
    constraint: excludeFrom({ kind: 'excludeElement', ...element }, table, session),
  };
}

function excluded(call: string, elements: unknown): readonly (readonly [string | Expression, string])[] {
  const wrong = () =>
    refusal(`${call}: the elements must be pairs of a column and an operator`, "write [['room', '=']]");
  if (!Array.isArray(elements) || elements.length === 0) throw wrong();
  return elements.map((pair: unknown) => {
    if (!Array.isArray(pair) || pair.length !== 2) throw wrong();
    const [on, operator]: readonly unknown[] = pair;
    if (typeof operator !== 'string') throw wrong();
    if (isExpression(on)) return [toExpression(on), operator] as const;
    return [checkName(call, 'a column', on), operator] as const;
  });
}

/** @param place the table that refers. */
export function createForeignKey(
  call: string,
  place: Place,
  name: unknown,
  referentTable: unknown,
  localColumns: unknown,
  remoteColumns: unknown,
  given: (CreateForeignKeyOptions & { readonly sourceSchema?: string | null }) | undefined,
  session: Session,
): CreateForeignKey {
  const known = { ...deferral, onUpdate: 'text', onDelete: 'text', match: 'text', referentSchema: 'text' } as const;
  type Options = CreateForeignKeyOptions & { readonly sourceSchema?: string | null };
  const checks =
    'batch' in place
      ? (known as typeof known & { readonly sourceSchema: 'text' })
      : ({ ...known, sourceSchema: 'text' } as const);
  const { dialect, referentSchema, sourceSchema, ...options } = checkedOptions<Options>(
    call,
    given,
    checks,
    'foreignKey',
  );
  const table: TableName = 'batch' in place ? place.batch : tableNamed(call, place.named, sourceSchema);
  checkActions(call, options);
  const columns = checkNames(call, 'the local columns', localColumns);
  const remote = checkNames(call, 'the remote columns', remoteColumns);
  if (columns.length !== remote.length) {
    throw refusal(
      `${call}: there are ${columns.length} local columns and ${remote.length} remote columns`,
      'name one remote column for each local column',
    );
  }
  const references = { table: tableNamed(call, referentTable, referentSchema), columns: remote };
  const constraint = foreignKeyTo(
    references,
    { ...named(call, name), columns, ...options, options: dialect },
    table,
    session,
  );
  return { kind: 'createForeignKey', table, constraint };
}

export function createIndex(
  call: string,
  place: Place,
  name: unknown,
  columns: unknown,
  given: CreateIndexOptions | undefined,
  session: Session,
): CreateIndex {
  const checks = { unique: 'boolean', ifNotExists: 'boolean', quote: 'boolean' } as const;
  const { table, dialect, ...options } = placedOptions(call, place, given, checks, 'index');
  const element: Omit<IndexElement, 'kind'> = {
    name: checkOptionalName(call, name),
    ...said({ quote: options.quote }),
    columns: indexColumns(call, columns),
    unique: options.unique ?? false,
    options: dialect,
  };
  return {
    kind: 'createIndex',
    table,
    index: indexFrom(element, table, session),
    ifNotExists: options.ifNotExists ?? false,
  };
}

function indexColumns(call: string, columns: unknown): readonly (string | Expression)[] {
  if (!Array.isArray(columns) || columns.length === 0) {
    throw refusal(
      `${call}: the columns must be a list, not ${described(columns)}`,
      "write ['name'], or [sql`lower(name)`]",
    );
  }
  return columns.map((column: unknown) =>
    isExpression(column) ? toExpression(column) : checkName(call, 'a column', column),
  );
}

const kinds = { primary: 'primaryKey', unique: 'unique', foreignkey: 'foreignKey', check: 'check' } as const;

export function dropConstraint(
  call: string,
  place: Place,
  name: unknown,
  given: DropConstraintOptions | undefined,
  session: Session,
): DropConstraint {
  const types: readonly ConstraintType[] = ['foreignkey', 'primary', 'unique', 'check'];
  const { table, ...options } = placedOptions(call, place, given, { type: types, ifExists: 'boolean' });
  const wanted = checkGivenName(call, 'a constraint without a name cannot be dropped', name);
  // A template with %(constraint_name)s made the name that the database knows; the others leave a given name alone.
  const made = options.type === undefined ? undefined : nameOf(wanted, kinds[options.type], table, [], session).name;
  return {
    kind: 'dropConstraint',
    table,
    name: made ?? String(wanted),
    ...said({ type: options.type }),
    ifExists: options.ifExists ?? false,
  };
}

/** @param table the table of the index, where it is said: a batch says it. */
export function dropIndex(
  call: string,
  name: unknown,
  given: (DropIndexOptions & { readonly table?: string | null; readonly schema?: string | null }) | undefined,
  batch?: TableName,
): DropIndex {
  type Options = DropIndexOptions & { readonly table?: string | null; readonly schema?: string | null };
  const known = { ifExists: 'boolean', quote: 'boolean' } as const;
  const everywhere = { ...known, table: 'text', schema: 'text' } as const;
  const checks = batch === undefined ? everywhere : (known as typeof everywhere);
  const options = checkedOptions<Options>(call, given, checks, 'dropIndex');
  const schema = batch?.schema ?? options.schema ?? undefined;
  const table = batch ?? (options.table == null ? undefined : tableNamed(call, options.table, schema));
  return {
    kind: 'dropIndex',
    name: String(checkGivenName(call, 'an index without a name cannot be dropped', name)),
    ...said({ quote: options.quote, table, schema }),
    ifExists: options.ifExists ?? false,
    options: options.dialect,
  };
}

function checkGivenName(call: string, missing: string, name: unknown): Name {
  if (name === null || name === undefined)
    throw refusal(`${call}: ${missing}`, 'give the name that the database has for it');
  return name instanceof ExactName ? name : checkName(call, 'the name', name);
}

function named(call: string, name: unknown): { readonly name?: Name } {
  const given = checkOptionalName(call, name ?? null);
  return given === null ? {} : { name: given };
}
