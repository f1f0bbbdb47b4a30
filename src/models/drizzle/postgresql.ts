import type * as Orm from 'drizzle-orm';
import type * as Core from 'drizzle-orm/pg-core';
import { index } from '../../model/constraints.ts';
import type { Element } from '../../model/elements.ts';
import type { Expression } from '../../model/expressions.ts';
import * as s from '../../model/generic-types.ts';
import { sql } from '../../model/sql.ts';
import { type DataType, ExactName } from '../../model/types.ts';
import { expressionOf, isEnum, type SqlReader } from './expressions.ts';
import type { Family } from './family.ts';
import { about, inexpressible } from './refusals.ts';
import { postgresqlNames, typeNamed } from './types.ts';

/** Tables of `drizzle-orm/pg-core`. */
export function postgresqlFamily(orm: typeof Orm, core: typeof Core): Family {
  return {
    configOf: (table) => (orm.is(table, core.PgTable) ? core.getTableConfig(table) : undefined),
    indexes(table, reader) {
      const { policies, enableRLS, indexes } = core.getTableConfig(table as Core.PgTable);
      if (policies.length > 0 || enableRLS) throw inexpressible('row level security');
      return indexes.map(({ config }) => indexOf(config, reader));
    },
    type: (column, inKey) => typeOf(column, inKey, orm, core),
    counts: (column) => isSerial(column),
  };
}

/** What `pgEnum` gave, as a type. */
export function enumType(given: {
  readonly enumName: string;
  readonly enumValues: readonly string[];
  readonly schema: string | undefined;
}): DataType {
  const { enumName: name, enumValues, schema } = given;
  return s.enum(enumValues, { name, ...(schema !== undefined && { schema }) });
}

function typeOf(column: Orm.Column, inKey: boolean, orm: typeof Orm, core: typeof Core): DataType {
  if ('enum' in column && isEnum(column.enum)) return enumType(column.enum);
  if (orm.is(column, core.PgArray)) {
    const { spec } = typeOf(column.baseColumn, inKey, orm, core);
    // The length of an array is not kept: PostgreSQL takes it for a remark.
    return spec.kind === 'array'
      ? s.array(spec.item, { dimensions: spec.dimensions + 1 })
      : s.array(typeOf(column.baseColumn, inKey, orm, core));
  }
  const text = column.getSQLType();
  // Only a key counts by itself: elsewhere it is the type that says so.
  return isSerial(column) && !inKey ? s.type(text) : typeNamed(text, postgresqlNames);
}

function isSerial(column: Orm.Column): boolean {
  return /^(small|big)?serial$/.test(column.getSQLType());
}

type IndexConfig = Core.Index['config'];

function indexOf(config: IndexConfig, reader: SqlReader): Element {
  const name = config.name ?? nameOf(config, reader);
  return about(`index ${name}`, () => {
    const columns = config.columns.map((column) => {
      if (reader.orm.is(column, reader.orm.SQL)) return { on: expressionOf(column, reader) };
      const { name: on = '', indexConfig } = column as Core.IndexedColumn;
      return { on: ordered(on, indexConfig), name: on, ...indexConfig };
    });
    const ops = Object.fromEntries(
      columns.flatMap((column) => ('opClass' in column && column.opClass ? [[column.name, column.opClass]] : [])),
    );
    const options = {
      ...(config.method !== undefined && config.method !== 'btree' && { using: config.method }),
      ...(config.where !== undefined && { where: expressionOf(config.where, reader) }),
      ...(config.with !== undefined && { with: config.with }),
      ...(config.concurrently === true && { concurrently: true }),
      ...(Object.keys(ops).length > 0 && { ops }),
    };
    return index(
      new ExactName(name),
      columns.map(({ on }) => on),
      { unique: config.unique, ...(Object.keys(options).length > 0 && { postgresql: options }) },
    );
  });
}

/** The name that Drizzle gives an index without one. */
function nameOf({ columns, table }: IndexConfig, { orm }: SqlReader): string {
  const names = columns.map((column) => ('name' in column ? column.name : undefined));
  if (names.includes(undefined)) {
    throw inexpressible('an index on an expression that has no name', "name it: index('…').on(…)");
  }
  return `${orm.getTableName(table)}_${names.join('_')}_index`;
}

/** Nulls stand last, as Drizzle has it, also in descending order, where PostgreSQL has them first. */
function ordered(name: string, { order, nulls }: Core.IndexedColumn['indexConfig']): string | Expression {
  if (order === 'desc') return nulls === 'first' ? sql.desc(name) : sql.nullsLast(sql.desc(name));
  return nulls === 'first' ? sql.nullsFirst(name) : name;
}
