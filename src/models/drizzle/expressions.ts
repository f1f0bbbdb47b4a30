import type * as Orm from 'drizzle-orm';
import type { Expression } from '../../model/expressions.ts';
import { expression, toExpression } from '../../model/sql.ts';
import { inexpressible } from './refusals.ts';

/** What a piece of Drizzle's SQL is read with. */
export interface SqlReader {
  /** The project's own copy, which made the tables. */
  readonly orm: typeof Orm;
  /** The table that the SQL stands in. */
  readonly table: Orm.Table;
  schemaOf(table: Orm.Table): string | undefined;
}

/** A piece of Drizzle's SQL as ours: texts stay texts, columns become names, parameters literals. */
export function expressionOf(sql: Orm.SQL, reader: SqlReader): Expression {
  return joined(partsOf(sql, reader));
}

/** As `expressionOf`; the present time, however it is put in parentheses, is the one that each dialect has its words for. */
export function defaultOf(sql: Orm.SQL, reader: SqlReader): Expression {
  const made = expressionOf(sql, reader);
  const text = made.kind === 'raw' ? made.text.trim().replace(/^\((.*)\)$/s, '$1') : '';
  if (/^now\(\)$/i.test(text)) return expression({ kind: 'now' });
  return /^current_timestamp$/i.test(text) ? expression({ kind: 'currentTimestamp' }) : made;
}

function joined(parts: readonly Expression[]): Expression {
  const merged: Expression[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part.kind === 'raw' && last?.kind === 'raw') merged[merged.length - 1] = raw(last.text + part.text);
    else if (part.kind !== 'raw' || part.text !== '') merged.push(part);
  }
  const [only, ...more] = merged;
  if (only === undefined) return expression(raw(''));
  return expression(more.length === 0 ? only : { kind: 'fragment', parts: merged });
}

/** In the order in which Drizzle itself looks at what stands in its templates. */
function partsOf(chunk: unknown, reader: SqlReader): readonly Expression[] {
  const { orm } = reader;
  if (chunk === undefined) return [];
  if (orm.is(chunk, orm.StringChunk)) return [raw(chunk.value.join(''))];
  if (orm.is(chunk, orm.Name)) return [identifier(chunk.value)];
  if (Array.isArray(chunk)) {
    const items = chunk.flatMap((item, at) => [...(at === 0 ? [] : [raw(', ')]), ...partsOf(item, reader)]);
    return [raw('('), ...items, raw(')')];
  }
  if (orm.is(chunk, orm.SQL)) return chunk.queryChunks.flatMap((one) => partsOf(one, reader));
  if (orm.is(chunk, orm.Column)) return [columnName(chunk, reader)];
  if (orm.isTable(chunk)) return [identifier(reader.schemaOf(chunk), orm.getTableName(chunk))];
  if (orm.is(chunk, orm.Param)) return parameter(chunk, reader);
  for (const kind of ['Placeholder', 'Subquery', 'View'] as const) {
    if (orm.is(chunk, orm[kind])) throw inexpressible(`a ${kind.toLowerCase()} in its SQL`, 'write it out with sql`…`');
  }
  if (isEnum(chunk)) return [identifier(chunk.schema, chunk.enumName)];
  if (orm.isSQLWrapper(chunk)) return [raw('('), ...partsOf(chunk.getSQL(), reader), raw(')')];
  return [toExpression(chunk)];
}

/** Bare: checks, indexes and generated columns know only their own table. */
function columnName({ table, name }: Orm.Column, { orm, table: own, schemaOf }: SqlReader): Expression {
  if (orm.getTableName(table) !== orm.getTableName(own) || schemaOf(table) !== schemaOf(own)) {
    throw inexpressible(`a column of another table in its SQL: ${orm.getTableName(table)}.${name}`);
  }
  return identifier(name);
}

function parameter({ value, encoder }: Orm.Param, reader: SqlReader): readonly Expression[] {
  if (reader.orm.is(value, reader.orm.Placeholder)) return partsOf(value, reader);
  const mapped = value === null ? null : encoder.mapToDriverValue(value);
  return reader.orm.is(mapped, reader.orm.SQL) ? partsOf(mapped, reader) : [toExpression(mapped)];
}

/** Whether it is what `pgEnum` gives. */
export function isEnum(
  value: unknown,
): value is { readonly enumName: string; readonly enumValues: readonly string[]; readonly schema: string | undefined } {
  return typeof value === 'function' && 'enumName' in value && 'enumValues' in value && 'schema' in value;
}

function raw(text: string): Expression & { readonly kind: 'raw' } {
  return { kind: 'raw', text };
}

function identifier(...path: readonly (string | undefined)[]): Expression {
  return { kind: 'identifier', path: path.filter((name) => name !== undefined) };
}
