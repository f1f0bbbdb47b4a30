import { checkName, checkNumber, checkOptions, checkType, described, refusal } from './arguments.ts';
import { type CollationOptions, collation } from './exact.ts';
import { DataType, type Name, type TypeSpec } from './types.ts';
import type { ArrayValue, DecimalValue, IntegerValue, TimeValue } from './values.ts';

/** Options of `s.enum`. */
export interface EnumOptions {
  /** The name of the type where the dialect has named ones (PostgreSQL needs it), elsewhere of the check. */
  readonly name?: Name;
  readonly schema?: string;
  /** False: a VARCHAR on every dialect. Default true: the dialect's enum where it has one. */
  readonly nativeEnum?: boolean;
  /** True: a CHECK of the values where the type is a VARCHAR. */
  readonly createConstraint?: boolean;
  /** The length of the VARCHAR; without it that of the longest value. */
  readonly length?: number;
}

/** Options of `s.boolean`. */
export interface BooleanOptions {
  /** True: a CHECK of 0 and 1 where the dialect has no boolean type. */
  readonly createConstraint?: boolean;
  /** The name of that check. */
  readonly name?: Name;
}

/** Options of `s.interval`. */
export interface IntervalOptions {
  /** False: a date-time counted from 1970 on every dialect. */
  readonly native?: boolean;
  /** Digits of the seconds' fraction. */
  readonly secondPrecision?: number;
  /** Digits of the days (Oracle). */
  readonly dayPrecision?: number;
}

interface ZoneOptions {
  readonly timezone?: boolean;
}

/** A small integer: SMALLINT. */
export function smallInteger(): DataType<IntegerValue> {
  return new DataType<IntegerValue>({ kind: 'smallInteger' });
}

/** An integer: INTEGER; as a single primary key it counts by itself (PostgreSQL SERIAL, MySQL AUTO_INCREMENT, SQL Server IDENTITY). */
export function integer(): DataType<IntegerValue> {
  return new DataType<IntegerValue>({ kind: 'integer' });
}

/** A big integer: BIGINT, Oracle NUMBER(19). */
export function bigInteger(): DataType<IntegerValue> {
  return new DataType<IntegerValue>({ kind: 'bigInteger' });
}

/** A floating-point number: FLOAT, with the precision where the dialect has one. */
export function float(precision?: number): DataType<IntegerValue> {
  return new DataType<IntegerValue>({ kind: 'float', ...optional('s.float()', 'precision', precision, 1) });
}

/** A floating-point number of double precision: DOUBLE PRECISION, DOUBLE. */
export function double(precision?: number): DataType<IntegerValue> {
  return new DataType<IntegerValue>({ kind: 'double', ...optional('s.double()', 'precision', precision, 1) });
}

/** An exact decimal number: NUMERIC(precision, scale), Oracle NUMBER. Values may be strings, printed digit for digit. */
export function numeric(precision?: number, scale?: number): DataType<DecimalValue> {
  const call = 's.numeric()';
  if (precision === undefined && scale !== undefined)
    throw refusal(`${call}: a scale without a precision`, 'write s.numeric(10, 2)');
  const spec: TypeSpec = {
    kind: 'numeric',
    ...optional(call, 'precision', precision, 1),
    ...optional(call, 'scale', scale, 0),
  };
  return new DataType<DecimalValue>(spec);
}

/** True or false: BOOLEAN, MySQL BOOL, SQL Server BIT, Oracle SMALLINT. */
export function boolean(options?: BooleanOptions): DataType<boolean> {
  const said = checkOptions<BooleanOptions>('s.boolean()', options, { createConstraint: 'boolean', name: 'name' });
  return new DataType<boolean>({
    kind: 'boolean',
    createConstraint: said.createConstraint ?? false,
    ...(said.name != null && { name: said.name }),
  });
}

/** Text of limited length: VARCHAR(length), Oracle VARCHAR2. */
export function string(length?: number, options?: CollationOptions): DataType<string> {
  return textType('string', length, options);
}

/** Text of any length: TEXT, Oracle CLOB. */
export function text(length?: number, options?: CollationOptions): DataType<string> {
  return textType('text', length, options);
}

/** Unicode text of limited length: VARCHAR(length), SQL Server NVARCHAR, Oracle NVARCHAR2. */
export function unicode(length?: number, options?: CollationOptions): DataType<string> {
  return textType('unicode', length, options);
}

/** Unicode text of any length: TEXT, SQL Server NVARCHAR(max), Oracle NCLOB. */
export function unicodeText(length?: number, options?: CollationOptions): DataType<string> {
  return textType('unicodeText', length, options);
}

/** A day: DATE. */
export function date(): DataType<TimeValue> {
  return new DataType<TimeValue>({ kind: 'date' });
}

/** A time of day: TIME, with the zone where the dialect has one. */
export function time(options?: ZoneOptions): DataType<TimeValue> {
  const said = checkOptions<ZoneOptions>('s.time()', options, { timezone: 'boolean' });
  return new DataType<TimeValue>({ kind: 'time', timezone: said.timezone ?? false });
}

/** A day and a time: TIMESTAMP, MySQL and SQL Server DATETIME, Oracle DATE; with the zone where the dialect has one. */
export function dateTime(options?: ZoneOptions): DataType<TimeValue> {
  const said = checkOptions<ZoneOptions>('s.dateTime()', options, { timezone: 'boolean' });
  return new DataType<TimeValue>({ kind: 'dateTime', timezone: said.timezone ?? false });
}

/** A span of time: INTERVAL on PostgreSQL and Oracle, elsewhere a date-time counted from 1970. */
export function interval(options?: IntervalOptions): DataType<string> {
  const said = checkOptions<IntervalOptions>('s.interval()', options, {
    native: 'boolean',
    secondPrecision: 'count',
    dayPrecision: 'count',
  });
  return new DataType<string>({ ...said, kind: 'interval', native: said.native ?? true });
}

/** Bytes: BYTEA, BLOB, SQL Server VARBINARY(max). The length counts on MySQL only. */
export function largeBinary(length?: number): DataType<Uint8Array> {
  return new DataType<Uint8Array>({ kind: 'largeBinary', ...optional('s.largeBinary()', 'length', length, 1) });
}

/** A JSON document: JSON, SQL Server NVARCHAR(max). Values are plain objects, lists, strings … */
export function json(): DataType {
  return new DataType({ kind: 'json' });
}

/** A UUID: the dialect's type for it, or CHAR(32) where it has none or `nativeUuid` is false. */
export function uuid(options?: { readonly nativeUuid?: boolean }): DataType<string> {
  const said = checkOptions<{ readonly nativeUuid?: boolean }>('s.uuid()', options, { nativeUuid: 'boolean' });
  return new DataType<string>({ kind: 'uuid', nativeUuid: said.nativeUuid ?? true });
}

/** One of a list of texts: a named type on PostgreSQL, ENUM on MySQL, elsewhere a VARCHAR. */
function enumeration<const V extends readonly string[]>(values: V, options?: EnumOptions): DataType<V[number]> {
  const call = 's.enum()';
  const said = checkOptions<EnumOptions>(call, options, {
    name: 'name',
    schema: 'text',
    nativeEnum: 'boolean',
    createConstraint: 'boolean',
    length: 'length',
  });
  const checked = checkValues(call, values);
  if (checked.length === 0 && said.name == null) {
    throw refusal(`${call} without values and without a name`, "write s.enum(['a', 'b'], { name: 'letter' })");
  }
  const longest = Math.max(0, ...checked.map((value) => value.length));
  if (said.length !== undefined && said.length < longest) {
    throw refusal(`${call}: length ${said.length} is less than the longest value has: ${longest}`, 'leave length out');
  }
  return new DataType<V[number]>({
    kind: 'enum',
    values: checked,
    ...(said.name != null && { name: said.name }),
    ...(said.schema !== undefined && { schema: said.schema }),
    nativeEnum: said.nativeEnum ?? true,
    createConstraint: said.createConstraint ?? false,
    ...(said.length !== undefined && { length: said.length }),
    createType: true,
  });
}

export { enumeration as enum };

/** An array of any type, where the dialect has arrays: PostgreSQL. More dimensions are an option, not arrays of arrays. */
export function array<T>(item: DataType<T>, options?: { readonly dimensions?: number }): DataType<ArrayValue<T>> {
  const call = 's.array()';
  const { spec } = checkType(call, 'the item', item);
  if (spec.kind === 'array') throw refusal(`${call} of an array`, 'write s.array(s.integer(), { dimensions: 2 })');
  const said = checkOptions<{ readonly dimensions?: number }>(call, options, { dimensions: 'length' });
  return new DataType<ArrayValue<T>>({ kind: 'array', item, dimensions: said.dimensions ?? 1 });
}

/** A type written as the database writes it: `s.type('geometry(Point,4326)')`. */
export function type(text: string): DataType {
  return new DataType({ kind: 'verbatim', text: checkName('s.type()', 'the type', text) });
}

/** The values of an enum or set: texts, none twice. */
export function checkValues(call: string, values: unknown): readonly string[] {
  if (!Array.isArray(values))
    throw refusal(`${call}: the values must be a list, not ${described(values)}`, "write ['a', 'b']");
  const texts = values.map((value: unknown) => {
    if (typeof value === 'string') return value;
    throw refusal(`${call}: each value must be a string, not ${described(value)}`);
  });
  const twice = texts.find((value, at) => texts.indexOf(value) !== at);
  if (twice !== undefined) throw refusal(`${call}: the value '${twice}' stands twice`, 'name it once');
  return texts;
}

function textType(
  kind: 'string' | 'text' | 'unicode' | 'unicodeText',
  length: number | undefined,
  options: CollationOptions | undefined,
): DataType<string> {
  const call = `s.${kind}()`;
  const said = checkOptions<CollationOptions>(call, options, collation);
  return new DataType<string>({ kind, ...optional(call, 'length', length, 1), ...said });
}

/** A number as a property of a spec, absent when it is not said. */
function optional<K extends string>(
  call: string,
  key: K,
  given: number | undefined,
  least: number,
): { readonly [P in K]?: number } {
  const checked = checkNumber(call, `the ${key}`, given, least);
  return checked === undefined ? {} : ({ [key]: checked } as { readonly [P in K]?: number });
}
