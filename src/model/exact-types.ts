import { type CollationOptions, collation, exactTypes, length, precision, scale } from './exact.ts';
import type { DecimalValue, IntegerValue, TimeValue } from './values.ts';

const exact = exactTypes(undefined);

type Text = [length?: number, options?: CollationOptions];
type Sized = [length?: number];
type Precise = [precision?: number];
type Decimal = [precision?: number, scale?: number];
type Zoned = [options?: { readonly timezone?: boolean }];

/** `s.types`: the upper-case types of standard SQL, rendered as written by every dialect. */
export const types = {
  SMALLINT: exact<[], IntegerValue>('SMALLINT', 'integer'),
  INTEGER: exact<[], IntegerValue>('INTEGER', 'integer'),
  BIGINT: exact<[], IntegerValue>('BIGINT', 'integer'),
  NUMERIC: exact<Decimal, DecimalValue>('NUMERIC', 'decimal', [precision, scale]),
  DECIMAL: exact<Decimal, DecimalValue>('DECIMAL', 'decimal', [precision, scale]),
  REAL: exact<[], IntegerValue>('REAL', 'float'),
  FLOAT: exact<Precise, IntegerValue>('FLOAT', 'float', [precision]),
  DOUBLE: exact<Precise, IntegerValue>('DOUBLE', 'float', [precision]),
  DOUBLE_PRECISION: exact<[], IntegerValue>('DOUBLE_PRECISION', 'float'),
  BOOLEAN: exact<[], boolean>('BOOLEAN', 'boolean'),
  CHAR: exact<Text, string>('CHAR', 'string', [length], collation),
  VARCHAR: exact<Text, string>('VARCHAR', 'string', [length], collation),
  NCHAR: exact<Text, string>('NCHAR', 'string', [length], collation),
  NVARCHAR: exact<Text, string>('NVARCHAR', 'string', [length], collation),
  TEXT: exact<Text, string>('TEXT', 'string', [length], collation),
  CLOB: exact<[], string>('CLOB', 'string'),
  BINARY: exact<Sized, Uint8Array>('BINARY', 'binary', [length]),
  VARBINARY: exact<Sized, Uint8Array>('VARBINARY', 'binary', [length]),
  BLOB: exact<[], Uint8Array>('BLOB', 'binary'),
  DATE: exact<[], TimeValue>('DATE', 'date'),
  TIME: exact<Zoned, TimeValue>('TIME', 'time', [], { timezone: 'boolean' }),
  DATETIME: exact<[], TimeValue>('DATETIME', 'dateTime'),
  TIMESTAMP: exact<Zoned, TimeValue>('TIMESTAMP', 'dateTime', [], { timezone: 'boolean' }),
  JSON: exact<[], unknown>('JSON', 'json'),
  UUID: exact<[], string>('UUID', 'uuid'),
};
