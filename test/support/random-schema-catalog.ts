import { apply } from '../../src/catalog/apply.ts';
import { type Catalog, emptyCatalog } from '../../src/catalog/catalog.ts';
import { s, sql } from '../../src/index.ts';
import type { Element } from '../../src/model/elements.ts';
import type { DataType } from '../../src/model/types.ts';
import type { DialectFacts } from '../../src/operations/context.ts';
import { normalizeTable } from '../../src/operations/normalize.ts';
import type { ColumnSpec, SchemaSpec, TableSpec, TypeKey } from './random-schema.ts';

const types = {
  integer: () => s.integer(),
  bigInteger: () => s.bigInteger(),
  string: () => s.string(40),
  longString: () => s.string(80),
  text: () => s.text(),
  numeric: () => s.numeric(10, 2),
  wideNumeric: () => s.numeric(12, 2),
  boolean: () => s.boolean(),
  date: () => s.date(),
  dateTime: () => s.dateTime(),
  checkedBoolean: () => s.boolean({ createConstraint: true }),
} satisfies Record<Exclude<TypeKey, 'enum'>, () => DataType>;
/** The elements of a table, as `op.createTable(name, elements, options)` and `s.table(name, elements, options)` take them. */
function elementsOf(table: TableSpec, { enums }: Pick<SchemaSpec, 'enums'>): Element[] {
  return [
    ...table.columns.map((column) => columnElement(table, column, enums)),
    ...(table.key === undefined ? [] : [s.primaryKeyConstraint(table.key.columns, nameOf(table.key))]),
    ...table.uniques.map((one) =>
      s.uniqueConstraint(one.columns, { ...nameOf(one), ...(one.deferrable && { deferrable: true }) }),
    ),
    ...table.checks.map((one) => s.checkConstraint(`${one.column} > ${one.least}`, nameOf(one))),
    ...table.foreignKeys.map((one) =>
      s.foreignKeyConstraint(
        one.columns,
        one.targets.map((target) => `${one.table}.${target}`),
        {
          ...nameOf(one),
          ...(one.onDelete && { onDelete: one.onDelete }),
          ...(one.deferrable && { deferrable: true, initially: 'DEFERRED' as const }),
        },
      ),
    ),
    ...(table.exclude === undefined
      ? []
      : [s.excludeConstraint([[table.exclude.column, '=']], { name: table.exclude.name, using: 'gist' })]),
    ...table.indexes.map((one) =>
      s.index(one.name, one.lower ? [sql`lower(${sql.id(one.columns[0] ?? 'id')})`] : one.columns, {
        unique: one.unique,
        ...((one.where !== undefined || one.using !== undefined) && {
          postgresql: {
            ...(one.where !== undefined && { where: `${one.columns[0]} IS NOT NULL AND ${one.where} > 1` }),
            ...(one.using && { using: one.using }),
          },
        }),
      }),
    ),
  ];
}

function nameOf({ name }: { readonly name?: string }): { readonly name?: string } {
  return name === undefined ? {} : { name };
}

function columnElement(table: TableSpec, column: ColumnSpec, enums: SchemaSpec['enums']): Element {
  const type: DataType =
    column.type === 'enum'
      ? s.enum(enums[column.enum ?? ''] ?? ['x'], { name: column.enum ?? 'mood' })
      : types[column.type]();
  return s.column<string, unknown>(column.name, type, {
    nullable: column.nullable && table.key?.columns.includes(column.name) !== true,
    ...(column.default !== undefined && { serverDefault: defaultOf(column, enums) }),
    ...(column.identity && { identity: s.identity(column.identity) }),
    ...(column.computed && {
      computed: s.computed(`${column.computed.from} + ${column.computed.plus}`, {
        persisted: column.computed.persisted,
      }),
    }),
    ...(column.autoincrement !== undefined && { autoincrement: column.autoincrement }),
    ...(column.comment !== undefined && { comment: column.comment }),
    ...(column.unique && { unique: true }),
    ...(column.index && { index: true }),
    ...(column.least !== undefined && { check: `${column.name} >= ${column.least}` }),
  });
}

function defaultOf(column: ColumnSpec, enums: SchemaSpec['enums']): string | number | boolean {
  const value = column.default ?? 0;
  switch (column.type) {
    case 'boolean':
    case 'checkedBoolean':
      return value % 2 === 1;
    case 'date':
      return `2024-01-0${value + 1}`;
    case 'dateTime':
      return `2024-01-0${value + 1} 10:00:00`;
    case 'enum':
      return enums[column.enum ?? '']?.[value % 2] ?? 'x';
    case 'string':
    case 'longString':
    case 'text':
      return `v${value}`;
    default:
      return value;
  }
}

/** The catalog of a schema, made table by table. */
export function catalogOf(schema: SchemaSpec, dialect: DialectFacts): Catalog {
  return schema.tables.reduce((catalog, spec) => {
    const facts = { name: spec.name, options: {}, ...(spec.comment !== undefined && { comment: spec.comment }) };
    const table = normalizeTable(facts, elementsOf(spec, schema), { dialect, namingConvention: {} });
    return apply(catalog, { kind: 'createTable', table, ifNotExists: false }, {});
  }, emptyCatalog);
}
