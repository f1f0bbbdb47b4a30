import { checkName, checkOptions, checkType, refusal } from './arguments.ts';
import { checkDefault } from './columns.ts';
import type { DefaultValue } from './elements.ts';
import { type CollationOptions, collation, exactTypes, length, precision, signedScale } from './exact.ts';
import type { Expression } from './expressions.ts';
import { array, checkValues } from './generic-types.ts';
import { toExpression, toSql } from './sql.ts';
import { DataType, type DomainSpec, type Name } from './types.ts';
import type { ArrayValue, DecimalValue, IntegerValue, TimeValue } from './values.ts';

const exact = exactTypes('postgresql');

type Text = [length?: number, options?: CollationOptions];
type Timed = [options?: { readonly timezone?: boolean; readonly precision?: number }];
type Interval = [options?: { readonly fields?: string; readonly precision?: number }];
const timed = { timezone: 'boolean', precision: 'count' } as const;
/** https://www.postgresql.org/docs/current/datatype-datetime.html#DATATYPE-INTERVAL-INPUT */
const intervalFields = [
  'YEAR',
  'MONTH',
  'DAY',
  'HOUR',
  'MINUTE',
  'SECOND',
  'YEAR TO MONTH',
  'DAY TO HOUR',
  'DAY TO MINUTE',
  'DAY TO SECOND',
  'HOUR TO MINUTE',
  'HOUR TO SECOND',
  'MINUTE TO SECOND',
];

/** `s.postgresql`: PostgreSQL's own types, under SQLAlchemy's names. https://www.postgresql.org/docs/current/datatype.html */
export const postgresql = {
  SMALLINT: exact<[], IntegerValue>('SMALLINT', 'integer'),
  INTEGER: exact<[], IntegerValue>('INTEGER', 'integer'),
  BIGINT: exact<[], IntegerValue>('BIGINT', 'integer'),
  /** Since PostgreSQL 15 the scale may be negative. */
  NUMERIC: exact<[precision?: number, scale?: number], DecimalValue>('NUMERIC', 'decimal', [precision, signedScale]),
  FLOAT: exact<[precision?: number], IntegerValue>('FLOAT', 'float', [precision]),
  REAL: exact<[], IntegerValue>('REAL', 'float'),
  DOUBLE_PRECISION: exact<[], IntegerValue>('DOUBLE_PRECISION', 'float'),
  BOOLEAN: exact<[], boolean>('BOOLEAN', 'boolean'),
  CHAR: exact<Text, string>('CHAR', 'string', [length], collation),
  VARCHAR: exact<Text, string>('VARCHAR', 'string', [length], collation),
  TEXT: exact<[options?: CollationOptions], string>('TEXT', 'string', [], collation),
  /** Of the extension citext. */
  CITEXT: exact<[options?: CollationOptions], string>('CITEXT', 'string', [], collation),
  BYTEA: exact<[], Uint8Array>('BYTEA', 'binary'),
  DATE: exact<[], TimeValue>('DATE', 'date'),
  TIME: exact<Timed, TimeValue>('TIME', 'time', [], timed),
  TIMESTAMP: exact<Timed, TimeValue>('TIMESTAMP', 'dateTime', [], timed),
  INTERVAL: exact<Interval, string>('INTERVAL', 'interval', [], { fields: intervalFields, precision: 'count' }),
  JSON: exact<[], unknown>('JSON', 'json'),
  JSONB: exact<[], unknown>('JSONB', 'json'),
  JSONPATH: exact<[], string>('JSONPATH', 'other'),
  UUID: exact<[], string>('UUID', 'uuid'),
  BIT: exact<[length?: number, options?: { readonly varying?: boolean }], string>('BIT', 'other', [length], {
    varying: 'boolean',
  }),
  /** Of the extension hstore. */
  HSTORE: exact<[], string>('HSTORE', 'other'),
  INET: exact<[], string>('INET', 'other'),
  CIDR: exact<[], string>('CIDR', 'other'),
  MACADDR: exact<[], string>('MACADDR', 'other'),
  MACADDR8: exact<[], string>('MACADDR8', 'other'),
  MONEY: exact<[], DecimalValue>('MONEY', 'other'),
  OID: exact<[], IntegerValue>('OID', 'integer'),
  REGCLASS: exact<[], string>('REGCLASS', 'other'),
  REGCONFIG: exact<[], string>('REGCONFIG', 'other'),
  TSVECTOR: exact<[], string>('TSVECTOR', 'other'),
  TSQUERY: exact<[], string>('TSQUERY', 'other'),
  INT4RANGE: exact<[], string>('INT4RANGE', 'other'),
  INT8RANGE: exact<[], string>('INT8RANGE', 'other'),
  NUMRANGE: exact<[], string>('NUMRANGE', 'other'),
  DATERANGE: exact<[], string>('DATERANGE', 'other'),
  TSRANGE: exact<[], string>('TSRANGE', 'other'),
  TSTZRANGE: exact<[], string>('TSTZRANGE', 'other'),
  INT4MULTIRANGE: exact<[], string>('INT4MULTIRANGE', 'other'),
  INT8MULTIRANGE: exact<[], string>('INT8MULTIRANGE', 'other'),
  NUMMULTIRANGE: exact<[], string>('NUMMULTIRANGE', 'other'),
  DATEMULTIRANGE: exact<[], string>('DATEMULTIRANGE', 'other'),
  TSMULTIRANGE: exact<[], string>('TSMULTIRANGE', 'other'),
  TSTZMULTIRANGE: exact<[], string>('TSTZMULTIRANGE', 'other'),
  ENUM,
  ARRAY,
  DOMAIN,
};

/** Options of `s.postgresql.ENUM`. */
export interface PostgresqlEnumOptions {
  readonly name: Name;
  readonly schema?: string;
  /** False: the type is made and dropped by other means; no CREATE TYPE and no DROP TYPE for it. */
  readonly createType?: boolean;
}

/** Options of `s.postgresql.DOMAIN`. */
export interface DomainOptions {
  readonly schema?: string;
  /** SQL over `VALUE`. */
  readonly check?: string | Expression;
  readonly constraintName?: string;
  readonly default?: DefaultValue;
  readonly collation?: string;
  readonly notNull?: boolean;
  /** False: the domain is made and dropped by other means. */
  readonly createType?: boolean;
}

/** A named enum type: CREATE TYPE … AS ENUM. Without values it serves to name an existing one, as for `drop`. */
function ENUM<const V extends readonly string[]>(values: V, options: PostgresqlEnumOptions): DataType<V[number]> {
  const call = 's.postgresql.ENUM()';
  const said = checkOptions(call, options, { name: 'name', schema: 'text', createType: 'boolean' });
  if (said.name == null)
    throw refusal(`${call}: the type has no name`, "write s.postgresql.ENUM(['a', 'b'], { name: 'letter' })");
  return new DataType<V[number]>({
    kind: 'enum',
    values: checkValues(call, values),
    name: said.name,
    ...(said.schema !== undefined && { schema: said.schema }),
    nativeEnum: true,
    createConstraint: false,
    createType: said.createType ?? true,
  });
}

/** An array of any type: `s.postgresql.ARRAY(s.integer(), { dimensions: 2 })`. */
function ARRAY<T>(item: DataType<T>, options?: { readonly dimensions?: number }): DataType<ArrayValue<T>> {
  return array(item, options);
}

/** A named type over another one, with a check, default or collation: CREATE DOMAIN. */
function DOMAIN<T>(name: string, dataType: DataType<T>, options?: DomainOptions): DataType<T> {
  const call = `s.postgresql.DOMAIN('${checkName('s.postgresql.DOMAIN()', 'the name', name)}')`;
  checkType(call, 'the data type', dataType);
  const said = checkOptions<DomainOptions>(call, options, {
    schema: 'text',
    check: 'any',
    constraintName: 'text',
    default: 'any',
    collation: 'text',
    notNull: 'boolean',
    createType: 'boolean',
  });
  if (said.constraintName !== undefined && said.check === undefined) {
    throw refusal(`${call}: constraintName names no check`, 'give check as well');
  }
  const spec: DomainSpec = {
    kind: 'domain',
    name,
    ...(said.schema !== undefined && { schema: said.schema }),
    dataType,
    ...(said.check !== undefined && { check: toSql(call, 'check', said.check) }),
    ...(said.constraintName !== undefined && { constraintName: said.constraintName }),
    ...(said.default !== undefined && { default: toExpression(checkDefault(call, said.default), dataType) }),
    ...(said.collation !== undefined && { collation: said.collation }),
    notNull: said.notNull ?? false,
    createType: said.createType ?? true,
  };
  return new DataType<T>(spec);
}
