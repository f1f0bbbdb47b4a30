import { TsmigError, unreachable } from '../errors.ts';
import type {
  CheckConstraintElement,
  ConstraintElement,
  ExcludeElement,
  ForeignKeyElement,
  ForeignKeyReference,
  IndexElement,
  PrimaryKeyElement,
  UniqueElement,
} from '../model/elements.ts';
import type { Expression, TableName } from '../model/expressions.ts';
import { constraintName, indexName, type NamingConvention } from '../model/naming.ts';
import type {
  CheckConstraint,
  Constraint,
  ExcludeConstraint,
  ForeignKeyConstraint,
  Index,
  PrimaryKeyConstraint,
  UniqueConstraint,
} from '../model/nouns.ts';
import type { DataType, Name } from '../model/types.ts';
import type { DialectFacts } from './context.ts';
import { checkDialectOptions, type OptionBearer } from './dialect-keys.ts';
import { resolveExpression } from './resolve.ts';

/** What elements need to become nouns. */
export interface Normalizer {
  readonly dialect: DialectFacts;
  readonly namingConvention: NamingConvention;
}

/** A constraint element as a constraint of `table`: its name is made, its target is split. */
export function normalizeConstraint(element: ConstraintElement, table: TableName, by: Normalizer): Constraint {
  switch (element.kind) {
    case 'primaryKeyElement':
      return primaryKeyFrom(element, table, by);
    case 'uniqueElement':
      return uniqueFrom(element, table, by);
    case 'foreignKeyElement':
      return foreignKeyFrom(element, table, by);
    case 'checkElement':
      return checkFrom(element, table, by);
    case 'excludeElement':
      return excludeFrom(element, table, by);
    default:
      return unreachable(element);
  }
}

export function primaryKeyFrom(element: PrimaryKeyElement, table: TableName, by: Normalizer): PrimaryKeyConstraint {
  const { columns } = element;
  return {
    kind: 'primaryKey',
    ...nameOf(element.name, 'primaryKey', table, columns, by),
    columns,
    ...shared(element, 'primaryKey', table),
  };
}

export function uniqueFrom(element: UniqueElement, table: TableName, by: Normalizer): UniqueConstraint {
  const { columns } = element;
  return {
    kind: 'unique',
    ...nameOf(element.name, 'unique', table, columns, by),
    columns,
    ...shared(element, 'unique', table),
  };
}

function foreignKeyFrom(element: ForeignKeyElement, table: TableName, by: Normalizer): ForeignKeyConstraint {
  const targets = element.targets.map(splitTarget);
  const first = targets[0];
  if (first === undefined || targets.length !== element.columns.length) {
    throw new TsmigError(
      'operation',
      `a foreign key of ${table.name} has ${count(element.columns.length, 'column')} and ${count(targets.length, 'target')}`,
      { hint: 'name one target for each column' },
    );
  }
  const stray = targets.find(({ table }) => table.name !== first.table.name || table.schema !== first.table.schema);
  if (stray !== undefined) {
    throw new TsmigError(
      'operation',
      `a foreign key of ${table.name} refers to both ${first.table.name} and ${stray.table.name}`,
      { hint: 'write a foreign key for each of them' },
    );
  }
  const references = { table: first.table, columns: targets.map(({ column }) => column) };
  return foreignKeyTo(references, element, table, by);
}

/** A foreign key whose target is known in parts already. */
export function foreignKeyTo(
  references: ForeignKeyConstraint['references'],
  element: Omit<ForeignKeyElement, 'kind' | 'targets'>,
  table: TableName,
  by: Normalizer,
): ForeignKeyConstraint {
  const { columns, onDelete, onUpdate, match } = element;
  return {
    kind: 'foreignKey',
    ...nameOf(element.name, 'foreignKey', table, columns, by, references),
    columns,
    references,
    ...(onDelete !== undefined && { onDelete }),
    ...(onUpdate !== undefined && { onUpdate }),
    ...(match !== undefined && { match }),
    ...shared(element, 'foreignKey', table),
  };
}

/** The foreign key that a column's `references` stands for. */
export function referenceFrom(
  reference: ForeignKeyReference,
  column: string,
  table: TableName,
  by: Normalizer,
): ForeignKeyConstraint {
  const { kind: _, target, ...rest } = reference;
  return foreignKeyFrom({ kind: 'foreignKeyElement', columns: [column], targets: [target], ...rest }, table, by);
}

export function checkFrom(element: CheckConstraintElement, table: TableName, by: Normalizer): CheckConstraint {
  const condition = resolveExpression(element.condition, by.dialect.name);
  return {
    kind: 'check',
    ...nameOf(element.name, 'check', table, [], by),
    condition,
    ...shared(element, 'check', table),
  };
}

/** The check that a Boolean or Enum type with `createConstraint` brings along: only listed values. */
export function typeCheck(
  column: string,
  type: DataType,
  table: TableName,
  by: Normalizer,
): CheckConstraint | undefined {
  const { spec } = type;
  if ((spec.kind !== 'boolean' && spec.kind !== 'enum') || !spec.createConstraint) return undefined;
  const values: readonly (string | number)[] = spec.kind === 'boolean' ? [0, 1] : spec.values;
  return {
    kind: 'check',
    ...nameOf(spec.name, 'check', table, [], by),
    condition: {
      kind: 'in',
      of: { kind: 'identifier', path: [column] },
      values: values.map((value) => ({ kind: 'literal', value })),
      negated: false,
    },
    typeBound: column,
    options: {},
  };
}

export function excludeFrom(element: ExcludeElement, table: TableName, by: Normalizer): ExcludeConstraint {
  const resolve = (expression: Expression) => resolveExpression(expression, by.dialect.name);
  return {
    kind: 'exclude',
    ...nameOf(element.name, 'exclude', table, [], by),
    elements: element.elements.map(([on, operator]) => ({
      expression: typeof on === 'string' ? { kind: 'identifier', path: [on] } : resolve(on),
      operator,
    })),
    ...(element.using !== undefined && { using: element.using }),
    ...(element.where !== undefined && { where: resolve(element.where) }),
    ...shared(element, 'exclude', table),
  };
}

export function indexFrom(element: Omit<IndexElement, 'kind'>, table: TableName, by: Normalizer): Index {
  const columns = element.columns.map((column) =>
    typeof column === 'string' ? column : resolveExpression(column, by.dialect.name),
  );
  const name = indexName(element.name, table, columns, by.namingConvention, by.dialect.maxIdentifierLength);
  checkDialectOptions('index', element.options, `index ${name}`);
  return {
    name,
    ...(element.quote !== undefined && { quote: element.quote }),
    columns,
    unique: element.unique,
    options: element.options,
  };
}

/** The name that a constraint gets, as a property to spread: none for an unnamed one. */
export function nameOf(
  name: Name | null | undefined,
  kind: Constraint['kind'],
  table: TableName,
  columns: readonly string[],
  { namingConvention, dialect }: Normalizer,
  referred?: ForeignKeyConstraint['references'],
): { readonly name?: string } {
  const made = constraintName(name, kind, table, columns, referred, namingConvention, dialect.maxIdentifierLength);
  return made === undefined ? {} : { name: made };
}

/** `column`, `table.column` or `schema.table.column`, split: the last is the column, what stands before the table its schema. */
function splitTarget(target: string): { readonly table: TableName; readonly column: string } {
  const parts = target.split('.');
  const column = parts.pop();
  const name = parts.pop();
  if (!column || !name || parts.includes('')) {
    throw new TsmigError('operation', `a foreign key refers to '${target}'`, {
      hint: "write 'table.column' or 'schema.table.column'",
    });
  }
  const schema = parts.join('.');
  return { table: { name, ...(schema !== '' && { schema }) }, column };
}

type Shared = Pick<ConstraintElement, 'deferrable' | 'initially' | 'options'>;

function shared(element: Shared, bearer: OptionBearer, table: TableName): Shared {
  const { deferrable, initially, options } = element;
  checkDialectOptions(bearer, options, `a constraint of ${table.name}`);
  if (initially !== undefined && initially !== 'DEFERRED' && initially !== 'IMMEDIATE') {
    throw new TsmigError('operation', `a constraint of ${table.name} is initially '${String(initially)}'`, {
      hint: "write 'DEFERRED' or 'IMMEDIATE'",
    });
  }
  return { ...(deferrable !== undefined && { deferrable }), ...(initially !== undefined && { initially }), options };
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
