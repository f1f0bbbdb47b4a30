import { checkName, checkType, described, refusal } from '../model/arguments.ts';
import type { ColumnElement, DefaultValue } from '../model/elements.ts';
import type { TableName } from '../model/expressions.ts';
import type { Computed, Constraint, Identity } from '../model/nouns.ts';
import { isExpression } from '../model/sql.ts';
import { columnOf } from '../model/tables.ts';
import type { DataType } from '../model/types.ts';
import type { Session } from './context.ts';
import { contradictions } from './existing.ts';
import { broughtBy, defaultExpression, indexesOf, type Normalizer, normalizeColumn } from './normalize.ts';
import { typeCheck } from './normalize-constraints.ts';
import type { AddColumn, AlterColumn, DefaultChange, DropColumn } from './operation.ts';
import type {
  AddColumnOptions,
  AlterColumnOptions,
  ColumnPlace,
  DefaultChangeValue,
  DropColumnOptions,
} from './options.ts';
import { type Place, placedOptions, said } from './place.ts';
import { refuseRenamed } from './renamed.ts';
import { resolveExpression, resolveType } from './resolve.ts';

const columnPlace = { insertBefore: 'text', insertAfter: 'text' } as const;

export function addColumn(
  call: string,
  place: Place,
  column: unknown,
  given: (AddColumnOptions & ColumnPlace) | undefined,
  session: Session,
): AddColumn {
  const checks = { ifNotExists: 'boolean', inlineReferences: 'boolean', inlinePrimaryKey: 'boolean' } as const;
  const { table, ...options } =
    'batch' in place
      ? placedOptions<AddColumnOptions & ColumnPlace>(call, place, given, { ...checks, ...columnPlace })
      : placedOptions<AddColumnOptions & ColumnPlace>(call, place, given, checks as typeof checks & typeof columnPlace);
  const element = columnElement(call, column);
  refuseRenamed(call, element);
  checkColumnPlace(call, options);
  const inlineReferences = options.inlineReferences === true && session.dialect.inlineReferences !== false;
  return {
    kind: 'addColumn',
    table,
    column: normalizeColumn(element, element.primaryKey, table, session),
    primaryKey: element.primaryKey,
    constraints: inlineReferences
      ? withoutReferenceName(broughtBy(element, table, session), element, session)
      : broughtBy(element, table, session),
    indexes: indexesOf(element, table, session),
    ifNotExists: options.ifNotExists ?? false,
    inlineReferences,
    inlinePrimaryKey: options.inlinePrimaryKey ?? false,
    ...said({ insertBefore: options.insertBefore, insertAfter: options.insertAfter }),
  };
}

/** `REFERENCES` beside a column has no room for a name: the server makes one, and so history knows none. */
function withoutReferenceName(
  constraints: readonly Constraint[],
  { name, references }: ColumnElement,
  session: Session,
): readonly Constraint[] {
  if (references?.name != null) {
    session.warn(`the reference of ${name} goes out inline, without its name ${references.name}`);
  }
  return constraints.map((one) => {
    if (one.kind !== 'foreignKey') return one;
    const { name: _, ...unnamed } = one;
    return unnamed;
  });
}

export function dropColumn(
  call: string,
  place: Place,
  column: unknown,
  given: DropColumnOptions | undefined,
): DropColumn {
  const { table, ...options } = placedOptions(call, place, given, { ifExists: 'boolean' }, 'dropColumn');
  return {
    kind: 'dropColumn',
    table,
    column: checkName(call, "the column's name", column),
    ifExists: options.ifExists ?? false,
    options: options.dialect,
  };
}

const alterChecks = {
  nullable: 'boolean',
  comment: 'any',
  serverDefault: 'any',
  newColumnName: 'text',
  type: 'any',
  autoincrement: 'boolean',
  existingType: 'any',
  existingServerDefault: 'any',
  existingNullable: 'boolean',
  existingComment: 'any',
  existingAutoincrement: 'boolean',
} as const;
const alterNullable = ['comment', 'serverDefault', 'existingServerDefault', 'existingComment'] as const;

export function alterColumn(
  call: string,
  place: Place,
  columnName: unknown,
  given: (AlterColumnOptions & ColumnPlace) | undefined,
  session: Session,
): AlterColumn {
  const checks =
    'batch' in place ? { ...alterChecks, ...columnPlace } : (alterChecks as typeof alterChecks & typeof columnPlace);
  const { table, ...options } = placedOptions<AlterColumnOptions & ColumnPlace>(
    call,
    place,
    given,
    checks,
    'alterColumn',
    alterNullable,
  );
  const column = checkName(call, "the column's name", columnName);
  checkColumnPlace(call, options);
  const replayed = session.table(table);
  const known = replayed && columnOf(replayed, column);
  const type = typeOption(call, 'type', options.type, session);
  const existingType = typeOption(call, 'existingType', options.existingType, session);
  const oldType = known?.type ?? existingType;
  const newName = options.newColumnName;
  const check = type && typeCheck(newName ?? column, type, table, session);
  const existing: AlterColumn['existing'] = said({
    type: existingType,
    nullable: options.existingNullable,
    serverDefault: defaultChange(call, 'existingServerDefault', options.existingServerDefault, oldType, session),
    comment: commentOption(call, 'existingComment', options.existingComment),
    autoincrement: options.existingAutoincrement,
  });
  return {
    kind: 'alterColumn',
    table,
    column,
    ...said({
      newColumnName: newName,
      type,
      nullable: options.nullable,
      serverDefault: defaultChange(call, 'serverDefault', options.serverDefault, type ?? oldType, session),
      comment: commentOption(call, 'comment', options.comment),
      autoincrement: options.autoincrement,
    }),
    existing: known === undefined ? existing : checkedExisting(existing, known, table, session),
    typeChecks: check === undefined ? [] : [check],
    ...said({ insertBefore: options.insertBefore, insertAfter: options.insertAfter }),
    options: options.dialect,
  };
}

/** A column element as an argument. */
function columnElement(call: string, column: unknown): ColumnElement {
  if (typeof column === 'object' && column !== null && 'kind' in column && column.kind === 'columnElement') {
    return column as ColumnElement;
  }
  throw refusal(
    `${call}: the column must be made by s.column, not ${described(column)}`,
    "write s.column('name', s.string(50))",
  );
}

function checkColumnPlace(call: string, { insertBefore, insertAfter }: ColumnPlace): void {
  if (insertBefore !== undefined && insertAfter !== undefined) {
    throw refusal(`${call}: insertBefore and insertAfter are both given`, 'give one of them');
  }
}

function typeOption(call: string, key: string, type: DataType | undefined, by: Normalizer): DataType | undefined {
  return type === undefined ? undefined : resolveType(checkType(call, key, type), by.dialect.name);
}

function commentOption(call: string, key: string, comment: string | null | undefined): string | null | undefined {
  if (comment === undefined || comment === null) return comment;
  if (typeof comment !== 'string') throw refusal(`${call}: ${key} must be a string or null, not ${described(comment)}`);
  return comment === '' ? null : comment;
}

function defaultChange(
  call: string,
  key: string,
  value: DefaultChangeValue | undefined,
  type: DataType | undefined,
  by: Normalizer,
): DefaultChange | undefined {
  if (value === undefined || value === null) return value;
  if (isGenerated(value)) {
    if (value.kind === 'identity') return value;
    return { ...value, expression: resolveExpression(value.expression, by.dialect.name) };
  }
  return defaultExpression(value, type, by, `${call}: ${key}`);
}

function isGenerated(value: DefaultValue | Identity | Computed): value is Identity | Computed {
  return typeof value === 'object' && !isExpression(value) && (value.kind === 'identity' || value.kind === 'computed');
}

/** What the user says of a known column, without what history contradicts: each contradiction is a warning. */
function checkedExisting(
  existing: AlterColumn['existing'],
  known: Parameters<typeof contradictions>[1],
  table: TableName,
  session: Session,
): AlterColumn['existing'] {
  const wrong = contradictions(existing, known);
  for (const { message } of wrong) session.warn(`column ${known.name} of ${table.name}: ${message}`);
  const keys = new Set<string>(wrong.map(({ key }) => key));
  return Object.fromEntries(Object.entries(existing).filter(([key]) => !keys.has(key)));
}
