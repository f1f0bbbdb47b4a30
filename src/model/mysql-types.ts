import { checkOptions, isPlainObject, refusal } from './arguments.ts';
import { exact as exactType, exactTypes, type Position, precision, scale } from './exact.ts';
import { checkValues } from './generic-types.ts';
import type { DataType } from './types.ts';
import type { DecimalValue, IntegerValue, TimeValue } from './values.ts';

const exact = exactTypes('mysql');

/** Options of MySQL's numbers. */
export interface MysqlNumberOptions {
  readonly unsigned?: boolean;
  readonly zerofill?: boolean;
}
/** Options of MySQL's integers. */
export interface MysqlIntegerOptions extends MysqlNumberOptions {
  readonly displayWidth?: number;
}
/** Options of MySQL's text types. */
export interface MysqlTextOptions {
  readonly charset?: string;
  readonly collation?: string;
  /** Short for the character set latin1. */
  readonly ascii?: boolean;
  /** Short for the character set ucs2. */
  readonly unicode?: boolean;
  /** The server's national character set. */
  readonly national?: boolean;
  /** Short for the binary collation of the character set. */
  readonly binary?: boolean;
}

type Integer = [options?: MysqlIntegerOptions];
type Decimal = [precision?: number, scale?: number, options?: MysqlNumberOptions];
type Text = [options?: MysqlTextOptions];
type SizedText = [length?: number, options?: MysqlTextOptions];
type NationalText = [length?: number, options?: Pick<MysqlTextOptions, 'collation' | 'binary'>];
type Bytes = [length?: number];
type Fraction = [options?: { readonly fsp?: number }];

const number = { unsigned: 'boolean', zerofill: 'boolean' } as const;
const integer = { displayWidth: 'length', ...number } as const;
const national = { collation: 'text', binary: 'boolean' } as const;
const text = { charset: 'text', ascii: 'boolean', unicode: 'boolean', national: 'boolean', ...national } as const;
const fraction = { fsp: 'count' } as const;
/** MySQL takes a length of 0: VARCHAR(0) holds the empty text and NULL. */
const length: Position = { what: 'the length', least: 0 };
const decimal = [precision, scale];

/** `s.mysql`: the types of MySQL and MariaDB, under SQLAlchemy's names. https://dev.mysql.com/doc/refman/8.0/en/data-types.html */
export const mysql = {
  TINYINT: exact<Integer, IntegerValue>('TINYINT', 'integer', [], integer),
  SMALLINT: exact<Integer, IntegerValue>('SMALLINT', 'integer', [], integer),
  MEDIUMINT: exact<Integer, IntegerValue>('MEDIUMINT', 'integer', [], integer),
  INTEGER: exact<Integer, IntegerValue>('INTEGER', 'integer', [], integer),
  BIGINT: exact<Integer, IntegerValue>('BIGINT', 'integer', [], integer),
  BIT: exact<[length?: number], IntegerValue>('BIT', 'integer', [{ what: 'the length', least: 1 }]),
  BOOLEAN: exact<[], boolean>('BOOLEAN', 'boolean'),
  DECIMAL: exact<Decimal, DecimalValue>('DECIMAL', 'decimal', decimal, number),
  NUMERIC: exact<Decimal, DecimalValue>('NUMERIC', 'decimal', decimal, number),
  FLOAT: exact<Decimal, IntegerValue>('FLOAT', 'float', decimal, number),
  DOUBLE: exact<Decimal, IntegerValue>('DOUBLE', 'float', decimal, number),
  REAL: exact<Decimal, IntegerValue>('REAL', 'float', decimal, number),
  CHAR: exact<SizedText, string>('CHAR', 'string', [length], text),
  VARCHAR: exact<SizedText, string>('VARCHAR', 'string', [length], text),
  NCHAR: exact<NationalText, string>('NCHAR', 'string', [length], national),
  NVARCHAR: exact<NationalText, string>('NVARCHAR', 'string', [length], national),
  TINYTEXT: exact<Text, string>('TINYTEXT', 'string', [], text),
  TEXT: exact<SizedText, string>('TEXT', 'string', [length], text),
  MEDIUMTEXT: exact<Text, string>('MEDIUMTEXT', 'string', [], text),
  LONGTEXT: exact<Text, string>('LONGTEXT', 'string', [], text),
  BINARY: exact<Bytes, Uint8Array>('BINARY', 'binary', [length]),
  VARBINARY: exact<Bytes, Uint8Array>('VARBINARY', 'binary', [length]),
  TINYBLOB: exact<[], Uint8Array>('TINYBLOB', 'binary'),
  BLOB: exact<Bytes, Uint8Array>('BLOB', 'binary', [length]),
  MEDIUMBLOB: exact<[], Uint8Array>('MEDIUMBLOB', 'binary'),
  LONGBLOB: exact<[], Uint8Array>('LONGBLOB', 'binary'),
  DATE: exact<[], TimeValue>('DATE', 'date'),
  TIME: exact<Fraction, TimeValue>('TIME', 'time', [], fraction),
  DATETIME: exact<Fraction, TimeValue>('DATETIME', 'dateTime', [], fraction),
  TIMESTAMP: exact<Fraction, TimeValue>('TIMESTAMP', 'dateTime', [], fraction),
  YEAR: exact<[options?: { readonly displayWidth?: number }], IntegerValue>('YEAR', 'integer', [], {
    displayWidth: 'length',
  }),
  JSON: exact<[], unknown>('JSON', 'json'),
  ENUM,
  SET,
  /** MariaDB 10.10 and later. */
  INET4: exact<[], string>('INET4', 'other'),
  /** MariaDB 10.5 and later. */
  INET6: exact<[], string>('INET6', 'other'),
  /** MariaDB 10.7 and later. */
  UUID: exact<[], string>('UUID', 'uuid'),
};

/** One of the values given: `s.mysql.ENUM('a', 'b', { charset: 'utf8mb4' })`. */
function ENUM<const A extends readonly (string | MysqlTextOptions)[]>(
  ...values: A
): DataType<Extract<A[number], string>> {
  return listed('ENUM', values);
}

/** Any of the values given, joined by commas: `s.mysql.SET('a', 'b')`. */
function SET(...values: readonly (string | MysqlTextOptions)[]): DataType<string> {
  const type = listed<string>('SET', values);
  const comma = values.find((value) => typeof value === 'string' && value.includes(','));
  if (comma !== undefined)
    throw refusal(`s.mysql.SET(): the value '${String(comma)}' has a comma, which separates the values of a set`);
  return type;
}

function listed<T>(name: 'ENUM' | 'SET', given: readonly unknown[]): DataType<T> {
  const call = `s.mysql.${name}()`;
  const last = given.at(-1);
  const options = isPlainObject(last) ? last : undefined;
  const values = checkValues(call, options === undefined ? [...given] : given.slice(0, -1));
  if (values.length === 0) throw refusal(`${call} without values`, `write s.mysql.${name}('a', 'b')`);
  return exactType<T>({
    name,
    family: name === 'ENUM' ? 'enum' : 'string',
    dialect: 'mysql',
    args: values,
    options: { ...checkOptions<MysqlTextOptions>(call, options, text) },
  });
}
