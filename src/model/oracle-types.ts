import { exactTypes, length, precision, signedScale } from './exact.ts';
import type { DecimalValue, IntegerValue, TimeValue } from './values.ts';

const exact = exactTypes('oracle');

type Sized = [length?: number];
type Zoned = [options?: { readonly timezone?: boolean; readonly localTimezone?: boolean }];
type Interval = [options?: { readonly dayPrecision?: number; readonly secondPrecision?: number }];
type Vector = [options?: { readonly dim?: number; readonly storageFormat?: string; readonly storageType?: string }];

/** `s.oracle`: Oracle's types, under SQLAlchemy's names. https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Data-Types.html */
export const oracle = {
  NUMBER: exact<[precision?: number, scale?: number], DecimalValue>('NUMBER', 'decimal', [precision, signedScale]),
  FLOAT: exact<[options?: { readonly binaryPrecision?: number }], IntegerValue>('FLOAT', 'float', [], {
    binaryPrecision: 'length',
  }),
  REAL: exact<[], IntegerValue>('REAL', 'float'),
  DOUBLE_PRECISION: exact<[], IntegerValue>('DOUBLE_PRECISION', 'float'),
  BINARY_FLOAT: exact<[], IntegerValue>('BINARY_FLOAT', 'float'),
  BINARY_DOUBLE: exact<[], IntegerValue>('BINARY_DOUBLE', 'float'),
  CHAR: exact<Sized, string>('CHAR', 'string', [length]),
  NCHAR: exact<Sized, string>('NCHAR', 'string', [length]),
  VARCHAR: exact<Sized, string>('VARCHAR', 'string', [length]),
  VARCHAR2: exact<Sized, string>('VARCHAR2', 'string', [length]),
  NVARCHAR: exact<Sized, string>('NVARCHAR', 'string', [length]),
  NVARCHAR2: exact<Sized, string>('NVARCHAR2', 'string', [length]),
  CLOB: exact<[], string>('CLOB', 'string'),
  NCLOB: exact<[], string>('NCLOB', 'string'),
  LONG: exact<[], string>('LONG', 'string'),
  RAW: exact<Sized, Uint8Array>('RAW', 'binary', [length]),
  BLOB: exact<[], Uint8Array>('BLOB', 'binary'),
  BFILE: exact<[], Uint8Array>('BFILE', 'binary'),
  /** Oracle's DATE has a time of day too. */
  DATE: exact<[], TimeValue>('DATE', 'dateTime'),
  TIMESTAMP: exact<Zoned, TimeValue>('TIMESTAMP', 'dateTime', [], { timezone: 'boolean', localTimezone: 'boolean' }),
  INTERVAL: exact<Interval, string>('INTERVAL', 'interval', [], { dayPrecision: 'count', secondPrecision: 'count' }),
  ROWID: exact<[], string>('ROWID', 'string'),
  /** Oracle 23ai and later. */
  VECTOR: exact<Vector, string>('VECTOR', 'other', [], {
    dim: 'length',
    storageFormat: ['INT8', 'BINARY', 'FLOAT32', 'FLOAT64'],
    storageType: ['SPARSE', 'DENSE'],
  }),
};
