import { TsmigError, unreachable } from '../../src/errors.ts';
import type { ExactSpec, TypeSpec } from '../../src/model/types.ts';
import { words } from '../words.ts';

/** The types that only newer servers have. */
export interface NewTypes {
  /** https://docs.oracle.com/en/database/oracle/oracle-database/23/sqlrf/Data-Types.html: since 23ai. */
  readonly nativeBoolean: boolean;
  /** Since 21c. */
  readonly jsonType: boolean;
  /** Since 23ai. */
  readonly vectorType: boolean;
}

type GenericSpec = Exclude<TypeSpec, { kind: 'verbatim' | 'exact' }>;

/** https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Data-Types.html */
export function genericType(spec: GenericSpec, has: NewTypes): string {
  switch (spec.kind) {
    case 'smallInteger':
      return 'SMALLINT';
    case 'integer':
      return 'INTEGER';
    case 'bigInteger':
      return 'NUMBER(19)';
    case 'float':
      if (spec.precision !== undefined) throw binaryPrecision(spec.precision);
      return 'FLOAT';
    case 'double':
      // It has the precision of a double already, and none can be said.
      return 'DOUBLE PRECISION';
    case 'numeric':
      return decimal('NUMERIC', [spec.precision, spec.scale]);
    case 'boolean':
      return has.nativeBoolean ? 'BOOLEAN' : 'SMALLINT';
    case 'string':
    case 'unicode':
      return words(characters('VARCHAR2', spec.length), collate(spec.collation));
    case 'text':
    case 'unicodeText':
      if (spec.collation !== undefined) throw noType('CLOB with a collation', 'leave out the collation');
      return 'CLOB';
    case 'date':
    case 'dateTime':
      return 'DATE';
    case 'time':
      throw noType('TIME', 'use s.interval(), s.dateTime(), or a string');
    case 'interval':
      return spec.native ? interval(spec.dayPrecision, spec.secondPrecision) : 'DATE';
    case 'largeBinary':
      return 'BLOB';
    case 'json':
      if (!has.jsonType) throw noType('JSON before 21c', "use s.text(), or .withVariant(s.text(), 'oracle')");
      return 'JSON';
    case 'uuid':
      return 'CHAR(32)';
    case 'enum':
      return characters('VARCHAR', spec.length ?? longest(spec.values));
    case 'domain':
      throw noType(`domain (${spec.name})`);
    case 'array':
      throw noType('array', 'use a table of its own');
    default:
      return unreachable(spec);
  }
}

const plainNames: ReadonlySet<string> = new Set(
  'SMALLINT INTEGER REAL BINARY_FLOAT BINARY_DOUBLE CLOB NCLOB LONG BLOB BFILE DATE ROWID'.split(' '),
);

/** A type as Oracle writes it. */
export function exactType(spec: ExactSpec, has: NewTypes): string {
  if (spec.dialect !== undefined && spec.dialect !== 'oracle') throw noType(`type of ${spec.dialect} (${spec.name})`);
  const { name, args, options } = spec;
  const [length] = args;
  if (plainNames.has(name)) return name;
  switch (name) {
    case 'NUMBER':
    case 'NUMERIC':
    case 'DECIMAL':
      return decimal(name, args);
    case 'FLOAT': {
      if (length !== undefined) throw binaryPrecision(length);
      const precision = numberOf(options.binaryPrecision);
      if (precision !== undefined) within(precision, 1, 126, 'the binary precision of FLOAT');
      return precision === undefined ? 'FLOAT' : `FLOAT(${precision})`;
    }
    case 'DOUBLE_PRECISION':
      return 'DOUBLE PRECISION';
    case 'CHAR':
    case 'NCHAR':
      if (length !== undefined) within(Number(length), 1, 2000, `the length of ${name}`);
      return words(length === undefined ? name : `${name}(${length})`, collate(options.collation));
    case 'VARCHAR':
    case 'VARCHAR2':
      return words(characters(name, numberOf(length)), collate(options.collation));
    case 'NVARCHAR':
    case 'NVARCHAR2':
      return words(`NVARCHAR2(${needLength('NVARCHAR2', numberOf(length), 16383)})`, collate(options.collation));
    case 'RAW':
      return `RAW(${needLength('RAW', numberOf(length), 32767)})`;
    case 'TIMESTAMP':
      if (options.localTimezone === true) return 'TIMESTAMP WITH LOCAL TIME ZONE';
      return options.timezone === true ? 'TIMESTAMP WITH TIME ZONE' : 'TIMESTAMP';
    case 'INTERVAL':
      return interval(numberOf(options.dayPrecision), numberOf(options.secondPrecision));
    case 'BOOLEAN':
      if (!has.nativeBoolean) throw noType('BOOLEAN before 23ai', 'use s.boolean()');
      return 'BOOLEAN';
    case 'JSON':
      if (!has.jsonType) throw noType('JSON before 21c', 'use s.oracle.CLOB()');
      return 'JSON';
    case 'VECTOR':
      if (!has.vectorType) throw noType('VECTOR before 23ai');
      return vector(options);
    default:
      throw noType(name.replaceAll('_', ' '), "use a generic type, .withVariant(…, 'oracle'), or s.type('…')");
  }
}

/** CAST does not make large objects, nor what is made from them. https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/CAST.html */
export function refuseCast(type: string): void {
  const maker = makers[/^[A-Z]+/.exec(type)?.[0] ?? ''];
  if (maker === undefined) return;
  throw new TsmigError('unsupported', `oracle cannot cast to ${type}`, { hint: maker });
}

const makers: Readonly<Record<string, string>> = {
  CLOB: "use sql.func('to_clob', …)",
  NCLOB: "use sql.func('to_nclob', …)",
  BLOB: "use sql.func('to_blob', …)",
  BFILE: "use sql.func('bfilename', …)",
  LONG: 'cast to s.string(4000)',
  JSON: "use sql.func('json', …)",
  VECTOR: "use sql.func('to_vector', …)",
};

/** The characters of the longest value, as SQLAlchemy counts them. */
function longest(values: readonly string[]): number {
  if (values.length === 0) throw noType('enum without values', 'give it a length');
  return Math.max(1, ...values.map((value) => [...value].length));
}

/** Lengths count characters, whatever NLS_LENGTH_SEMANTICS says. */
function characters(name: string, length: number | undefined): string {
  return `${name}(${needLength(name, length, 32767)} CHAR)`;
}

function needLength(name: string, length: number | undefined, most: number): number {
  if (length === undefined) throw noType(`${name} without a length`, 'give it one, or use s.text()');
  return within(length, 1, most, `the length of ${name}`);
}

function decimal(name: string, [precision, scale]: readonly (string | number | undefined)[]): string {
  if (precision !== undefined) within(Number(precision), 1, 38, `the precision of ${name}`);
  if (scale !== undefined) within(Number(scale), -84, 127, `the scale of ${name}`);
  if (scale !== undefined) return `${name}(${precision}, ${scale})`;
  return precision === undefined ? name : `${name}(${precision})`;
}

function interval(days: number | undefined, seconds: number | undefined): string {
  for (const digits of [days, seconds]) if (digits !== undefined) within(digits, 0, 9, 'the precision of INTERVAL');
  const sized = (word: string, digits: number | undefined) => (digits === undefined ? word : `${word}(${digits})`);
  return `INTERVAL ${sized('DAY', days)} TO ${sized('SECOND', seconds)}`;
}

/** https://docs.oracle.com/en/database/oracle/oracle-database/23/vecse/create-tables-using-vector-data-type.html */
function vector({ dim, storageFormat, storageType }: ExactSpec['options']): string {
  if (dim === undefined && storageFormat === undefined && storageType === undefined) return 'VECTOR';
  const parts = [dim ?? '*', storageFormat ?? '*', ...(storageType === undefined ? [] : [storageType])];
  return `VECTOR(${parts.join(', ')})`;
}

/** https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/CREATE-TABLE.html: column_collation_name */
function collate(collation: unknown): string | undefined {
  if (collation === undefined || collation === null) return undefined;
  if (typeof collation === 'string' && /^[A-Z]\w*$/i.test(collation)) return `COLLATE ${collation}`;
  throw new TsmigError('unsupported', `oracle has no collation ${JSON.stringify(collation)}`, {
    hint: "such as 'BINARY_CI'",
  });
}

function numberOf(value: unknown): number | undefined {
  return value === undefined || value === null ? undefined : Number(value);
}

function within(value: number, least: number, most: number, what: string): number {
  if (value >= least && value <= most) return value;
  throw new TsmigError('unsupported', `${what} is ${value}: oracle takes ${least} to ${most}`);
}

function binaryPrecision(precision: string | number): TsmigError {
  return noType(
    `FLOAT(${precision}): the precision of its FLOAT is in binary digits`,
    "leave it out, or say .withVariant(s.oracle.FLOAT({ binaryPrecision: … }), 'oracle')",
  );
}

function noType(what: string, hint?: string): TsmigError {
  return new TsmigError('unsupported', `oracle has no ${what}`, { hint });
}
