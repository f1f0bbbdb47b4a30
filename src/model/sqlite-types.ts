import { type CollationOptions, collation, exactTypes, length, precision, scale } from './exact.ts';
import type { DecimalValue, IntegerValue, TimeValue } from './values.ts';

const exact = exactTypes('sqlite');

type Text = [length?: number, options?: CollationOptions];
type Decimal = [precision?: number, scale?: number];

/** `s.sqlite`: the names of types that SQLite programs use, under SQLAlchemy's names. https://www.sqlite.org/datatype3.html */
export const sqlite = {
  SMALLINT: exact<[], IntegerValue>('SMALLINT', 'integer'),
  INTEGER: exact<[], IntegerValue>('INTEGER', 'integer'),
  NUMERIC: exact<Decimal, DecimalValue>('NUMERIC', 'decimal', [precision, scale]),
  DECIMAL: exact<Decimal, DecimalValue>('DECIMAL', 'decimal', [precision, scale]),
  FLOAT: exact<[], IntegerValue>('FLOAT', 'float'),
  REAL: exact<[], IntegerValue>('REAL', 'float'),
  BOOLEAN: exact<[], boolean>('BOOLEAN', 'boolean'),
  CHAR: exact<Text, string>('CHAR', 'string', [length], collation),
  VARCHAR: exact<Text, string>('VARCHAR', 'string', [length], collation),
  TEXT: exact<Text, string>('TEXT', 'string', [length], collation),
  BLOB: exact<[], Uint8Array>('BLOB', 'binary'),
  DATE: exact<[], TimeValue>('DATE', 'date'),
  TIME: exact<[], TimeValue>('TIME', 'time'),
  DATETIME: exact<[], TimeValue>('DATETIME', 'dateTime'),
  TIMESTAMP: exact<[], TimeValue>('TIMESTAMP', 'dateTime'),
  JSON: exact<[], unknown>('JSON', 'json'),
};
