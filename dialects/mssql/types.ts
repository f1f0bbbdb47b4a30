import { TsmigError, unreachable } from '../../src/errors.ts';
import type { ExactSpec, TypeSpec } from '../../src/model/types.ts';
import { words } from '../words.ts';

type GenericSpec = Exclude<TypeSpec, { kind: 'verbatim' | 'exact' }>;

/** https://learn.microsoft.com/sql/t-sql/data-types/data-types-transact-sql */
export function genericType(spec: GenericSpec): string {
  switch (spec.kind) {
    case 'smallInteger':
      return 'SMALLINT';
    case 'integer':
      return 'INTEGER';
    case 'bigInteger':
      return 'BIGINT';
    case 'float':
      return sized('FLOAT', spec.precision);
    case 'double':
      // Its precision is FLOAT's, 53, whatever is said.
      return 'DOUBLE PRECISION';
    case 'numeric':
      return decimal('NUMERIC', spec.precision, spec.scale);
    case 'boolean':
      return 'BIT';
    case 'string':
    case 'text':
      return collated(sized('VARCHAR', spec.length ?? 'max'), spec.collation);
    case 'unicode':
    case 'unicodeText':
      return collated(sized('NVARCHAR', spec.length ?? 'max'), spec.collation);
    case 'date':
      return 'DATE';
    case 'time':
      return 'TIME';
    case 'dateTime':
      return spec.timezone ? 'DATETIMEOFFSET' : 'DATETIME';
    case 'interval':
      return 'DATETIME';
    case 'largeBinary':
      return sized('VARBINARY', spec.length ?? 'max');
    case 'json':
      return 'NVARCHAR(max)';
    case 'uuid':
      return spec.nativeUuid ? 'UNIQUEIDENTIFIER' : 'CHAR(32)';
    case 'enum':
      return sized('VARCHAR', enumLength(spec.values, spec.length));
    case 'array':
      throw noType('an array');
    case 'domain':
      throw noType(`the domain ${spec.name}`);
    default:
      return unreachable(spec);
  }
}

/** A type by its SQL name; those that SQL Server does not have are refused. */
export function exactType(spec: ExactSpec): string {
  const { name, args, options } = spec;
  if (!exactNames.has(name) || (spec.dialect !== undefined && spec.dialect !== 'mssql')) {
    throw noType(`the type ${name.replaceAll('_', ' ')}`);
  }
  switch (name) {
    case 'JSON':
      // As SQLAlchemy has it: JSON is a type of its own only after SQL Server 2022.
      return 'NVARCHAR(max)';
    case 'VARCHAR':
    case 'NVARCHAR':
    case 'VARBINARY':
      return collated(sized(name, args[0] ?? 'max'), options.collation);
    case 'NUMERIC':
    case 'DECIMAL':
      return decimal(name, ...args);
    case 'TEXT':
    case 'NTEXT':
      if (args.length > 0) throw noType(`${name}(${args.join(', ')})`);
      return collated(name, options.collation);
    case 'TIMESTAMP':
      if (options.timezone === true) throw noType('a TIMESTAMP with time zone: its TIMESTAMP is a ROWVERSION');
      return name;
    default:
      return collated(sized(name === 'DOUBLE_PRECISION' ? 'DOUBLE PRECISION' : name, args[0]), options.collation);
  }
}

/** Whether ALTER COLUMN to the other type changes no more than length, precision or scale. */
export function sameDataType(from: string, to: string): boolean {
  return withoutSize(from) === withoutSize(to);
}

/** Whether a column of a variable length only gets longer, which its indexes do not mind. */
export function onlyWidens(from: string, to: string): boolean {
  return variableLength.test(from) && sameDataType(from, to) && size(to) >= size(from);
}

/** Whether a type is one whose length may change below checks and unique constraints. */
export const variableLength = /^(VARCHAR|NVARCHAR|VARBINARY)\(/;

const exactNames: ReadonlySet<string> = new Set(
  `BIGINT BINARY BIT CHAR DATE DATETIME DATETIME2 DATETIMEOFFSET DECIMAL DOUBLE_PRECISION FLOAT IMAGE INTEGER JSON MONEY NCHAR NTEXT
  NUMERIC NVARCHAR REAL ROWVERSION SMALLDATETIME SMALLINT SMALLMONEY SQL_VARIANT TEXT TIME TIMESTAMP TINYINT UNIQUEIDENTIFIER
  VARBINARY VARCHAR XML`.split(/\s+/),
);

/** The largest argument of each type. */
const largest: Readonly<Record<string, number>> = {
  CHAR: 8000,
  VARCHAR: 8000,
  BINARY: 8000,
  VARBINARY: 8000,
  NCHAR: 4000,
  NVARCHAR: 4000,
  FLOAT: 53,
  TIME: 7,
  DATETIME2: 7,
  DATETIMEOFFSET: 7,
};

/** The characters of the longest value, as SQLAlchemy counts them. */
function enumLength(values: readonly string[], length: number | undefined): number {
  return length ?? Math.max(1, ...values.map((value) => [...value].length));
}

function sized(name: string, argument: string | number | undefined): string {
  if (argument === undefined) return name;
  const most = largest[name];
  if (typeof argument === 'number' && most !== undefined && argument > most) {
    throw noType(
      `${name}(${argument})`,
      `the most is ${most}${/^(N?VARCHAR|VARBINARY)$/.test(name) ? ', or max' : ''}`,
    );
  }
  return `${name}(${argument})`;
}

/** https://learn.microsoft.com/sql/t-sql/data-types/decimal-and-numeric-transact-sql */
function decimal(name: string, precision?: string | number, scale?: string | number): string {
  if (precision === undefined) return name;
  const text = `${name}(${precision}${scale === undefined ? '' : `, ${scale}`})`;
  if (Number(precision) > 38) throw noType(text, 'the precision is at most 38');
  if (Number(scale ?? 0) > Number(precision)) throw noType(text, 'the scale is at most the precision');
  return text;
}

function collated(type: string, collation: unknown): string {
  if (typeof collation !== 'string') return type;
  // A collation's name is never quoted.
  if (!/^\w+$/.test(collation))
    throw noType(`the collation ${JSON.stringify(collation)}`, 'such as Latin1_General_CI_AS');
  return words(type, 'COLLATE', collation);
}

function withoutSize(type: string): string {
  return type.replace(/\([\d, ]+\)/, '');
}

function size(type: string): number {
  return Number(/\((\d+)\)/.exec(type)?.[1] ?? Number.POSITIVE_INFINITY);
}

function noType(what: string, hint = "use a generic type, .withVariant(…, 'mssql'), or s.type('…')"): TsmigError {
  return new TsmigError('unsupported', `mssql does not have ${what}`, { hint });
}
