import { type Catalog, keyOf } from '../catalog/catalog.ts';
import type { Expression } from '../model/expressions.ts';
import type { Column, Constraint, Index, Table } from '../model/nouns.ts';
import { byCodeUnits } from '../revisions/graph.ts';
import type { Dialect } from '../script/dialect.ts';

/** A catalog as plain data, with types and expressions as the dialect writes them. */
export function schemaData(catalog: Catalog, dialect: Dialect): unknown {
  const tables = catalog.tables.values().flatMap((state) => (state.kind === 'known' ? [state.table] : []));
  const types = catalog.types.entries().sort(([a], [b]) => byCodeUnits(a, b));
  return {
    dialect: { name: dialect.name, serverVersion: dialect.serverVersion },
    types: types.flatMap(
      ([
        ,
        {
          type: { spec },
        },
      ]) =>
        spec.kind === 'enum' ? [{ name: String(spec.name), schema: spec.schema ?? null, values: spec.values }] : [],
    ),
    tables: tables.sort((a, b) => byCodeUnits(keyOf(a), keyOf(b))).map((table) => tableData(table, dialect)),
  };
}

function tableData(
  { name, schema, comment, columns, constraints, indexes, options }: Table,
  dialect: Dialect,
): unknown {
  return {
    name,
    schema: schema ?? null,
    comment: comment ?? null,
    columns: columns.map((column) => columnData(column, dialect)),
    constraints: [...constraints, ...columns.flatMap(({ checks }) => checks)].map((one) =>
      constraintData(one, dialect),
    ),
    indexes: indexes.map((index) => indexData(index, dialect)),
    options,
  };
}

function columnData(column: Column, dialect: Dialect): unknown {
  const { name, type, nullable, serverDefault, identity, computed, comment } = column;
  return {
    name,
    type: type === null ? null : dialect.type(type),
    nullable,
    default: serverDefault === undefined ? null : dialect.expression(serverDefault),
    ...(identity !== undefined && { identity: plain(identity) }),
    ...(computed !== undefined && {
      computed: { expression: dialect.expression(computed.expression), persisted: computed.persisted ?? null },
    }),
    comment: comment ?? null,
  };
}

function constraintData(constraint: Constraint, dialect: Dialect): unknown {
  const { kind, name, options, ...rest } = constraint;
  return { kind, name: name ?? null, ...(written(rest, dialect) as object), options };
}

function indexData({ name, columns, unique, options }: Index, dialect: Dialect): unknown {
  return {
    name,
    columns: columns.map((one) => (typeof one === 'string' ? one : dialect.expression(one))),
    unique,
    options: written(options, dialect),
  };
}

/** Expressions, however deep, as the dialect writes them. */
function written(value: unknown, dialect: Dialect): unknown {
  if (Array.isArray(value)) return value.map((item) => written(item, dialect));
  if (typeof value !== 'object' || value === null) return plain(value);
  if ('kind' in value && !('columns' in value)) return dialect.expression(value as Expression);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, written(item, dialect)]));
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
