import { type CollationOptions, collation, exactTypes, length, type Position, precision, scale } from './exact.ts';
import type { DecimalValue, IntegerValue, TimeValue } from './values.ts';

const exact = exactTypes('mssql');

type Text = [length?: number, options?: CollationOptions];
type LongText = [length?: number | 'max', options?: CollationOptions];
type Decimal = [precision?: number, scale?: number];
type Fraction = [precision?: number];

const orMax: Position = { what: 'the length', least: 1, max: true };
/** Digits of the seconds' fraction. */
const fraction: Position = { what: 'the precision', least: 0 };

/** `s.mssql`: SQL Server's types, under SQLAlchemy's names. https://learn.microsoft.com/sql/t-sql/data-types/data-types-transact-sql */
export const mssql = {
  TINYINT: exact<[], IntegerValue>('TINYINT', 'integer'),
  SMALLINT: exact<[], IntegerValue>('SMALLINT', 'integer'),
  INTEGER: exact<[], IntegerValue>('INTEGER', 'integer'),
  BIGINT: exact<[], IntegerValue>('BIGINT', 'integer'),
  BIT: exact<[], boolean>('BIT', 'boolean'),
  DECIMAL: exact<Decimal, DecimalValue>('DECIMAL', 'decimal', [precision, scale]),
  NUMERIC: exact<Decimal, DecimalValue>('NUMERIC', 'decimal', [precision, scale]),
  MONEY: exact<[], DecimalValue>('MONEY', 'decimal'),
  SMALLMONEY: exact<[], DecimalValue>('SMALLMONEY', 'decimal'),
  FLOAT: exact<[precision?: number], IntegerValue>('FLOAT', 'float', [precision]),
  REAL: exact<[], IntegerValue>('REAL', 'float'),
  DOUBLE_PRECISION: exact<[], IntegerValue>('DOUBLE_PRECISION', 'float'),
  CHAR: exact<Text, string>('CHAR', 'string', [length], collation),
  VARCHAR: exact<LongText, string>('VARCHAR', 'string', [orMax], collation),
  NCHAR: exact<Text, string>('NCHAR', 'string', [length], collation),
  NVARCHAR: exact<LongText, string>('NVARCHAR', 'string', [orMax], collation),
  TEXT: exact<[options?: CollationOptions], string>('TEXT', 'string', [], collation),
  NTEXT: exact<[options?: CollationOptions], string>('NTEXT', 'string', [], collation),
  BINARY: exact<[length?: number], Uint8Array>('BINARY', 'binary', [length]),
  VARBINARY: exact<[length?: number | 'max'], Uint8Array>('VARBINARY', 'binary', [orMax]),
  IMAGE: exact<[], Uint8Array>('IMAGE', 'binary'),
  /** Counted by the server; takes no values. */
  ROWVERSION: exact<[], Uint8Array>('ROWVERSION', 'binary'),
  /** The old name of ROWVERSION; not a time. */
  TIMESTAMP: exact<[], Uint8Array>('TIMESTAMP', 'binary'),
  DATE: exact<[], TimeValue>('DATE', 'date'),
  TIME: exact<Fraction, TimeValue>('TIME', 'time', [fraction]),
  DATETIME: exact<[], TimeValue>('DATETIME', 'dateTime'),
  DATETIME2: exact<Fraction, TimeValue>('DATETIME2', 'dateTime', [fraction]),
  DATETIMEOFFSET: exact<Fraction, TimeValue>('DATETIMEOFFSET', 'dateTime', [fraction]),
  SMALLDATETIME: exact<[], TimeValue>('SMALLDATETIME', 'dateTime'),
  JSON: exact<[], unknown>('JSON', 'json'),
  UNIQUEIDENTIFIER: exact<[], string>('UNIQUEIDENTIFIER', 'uuid'),
  SQL_VARIANT: exact<[], unknown>('SQL_VARIANT', 'other'),
  XML: exact<[], string>('XML', 'other'),
};
