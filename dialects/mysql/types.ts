import { TsmigError, unreachable } from '../../src/errors.ts';
import type { DataType, ExactSpec, TypeSpec } from '../../src/model/types.ts';
import { list, type Word, words } from '../words.ts';

/** What the types need of the dialect. */
export interface TypeForms {
  readonly name: string;
  stringLiteral(text: string, type: DataType | undefined): string;
}

type GenericSpec = Exclude<TypeSpec, { kind: 'verbatim' | 'exact' }>;

/** A generic type as SQLAlchemy writes it. https://dev.mysql.com/doc/refman/8.0/en/data-types.html */
export function genericType(spec: GenericSpec, forms: TypeForms): string {
  switch (spec.kind) {
    case 'smallInteger':
      return 'SMALLINT';
    case 'integer':
      return 'INTEGER';
    case 'bigInteger':
      return 'BIGINT';
    case 'float':
      return number('FLOAT', [spec.precision], {}, forms);
    case 'double':
      return number('DOUBLE', [spec.precision], {}, forms);
    case 'numeric':
      return number('NUMERIC', [spec.precision, spec.scale], {}, forms);
    case 'boolean':
      return 'BOOL';
    case 'string':
    case 'unicode':
      return text('VARCHAR', spec.length, { collation: spec.collation }, forms);
    case 'text':
    case 'unicodeText':
      return text('TEXT', spec.length, { collation: spec.collation }, forms);
    case 'date':
      return 'DATE';
    case 'time':
      return 'TIME';
    case 'dateTime':
    case 'interval':
      return 'DATETIME';
    case 'largeBinary':
      return sized('BLOB', spec.length);
    case 'json':
      return 'JSON';
    case 'uuid':
      return 'CHAR(32)';
    case 'enum':
      return spec.nativeEnum ? listed('ENUM', spec.values, forms) : sized('VARCHAR', enumLength(spec, forms));
    case 'domain':
      throw noType(`domain (${spec.name})`, forms);
    case 'array':
      throw noType('array', forms);
    default:
      return unreachable(spec);
  }
}

/** A type under its own name; what is not MySQL's is refused. */
export function exactType(spec: ExactSpec, forms: TypeForms): string {
  const { name, args, options } = spec;
  if (spec.dialect !== undefined && spec.dialect !== 'mysql') throw noType(`type of ${spec.dialect}: ${name}`, forms);
  switch (name) {
    case 'TINYINT':
    case 'SMALLINT':
    case 'MEDIUMINT':
    case 'INTEGER':
    case 'BIGINT':
    case 'YEAR':
      return number(name, [options.displayWidth], options, forms);
    case 'DECIMAL':
    case 'NUMERIC':
    case 'FLOAT':
    case 'DOUBLE':
    case 'REAL':
      return number(name, args, options, forms);
    case 'DOUBLE_PRECISION':
      return 'DOUBLE PRECISION';
    case 'BOOLEAN':
      return 'BOOL';
    case 'BIT':
    case 'BINARY':
    case 'BLOB':
      return sized(name, args[0]);
    case 'VARBINARY':
      if (args.length === 0) throw noLength('VARBINARY', forms);
      return sized(name, args[0]);
    case 'CHAR':
    case 'VARCHAR':
    case 'TEXT':
    case 'TINYTEXT':
    case 'MEDIUMTEXT':
    case 'LONGTEXT':
      return text(name, args[0], options, forms);
    case 'NCHAR':
    case 'NVARCHAR':
      return text(name.slice(1), args[0], { ...options, national: true }, forms);
    case 'ENUM':
    case 'SET':
      return words(listed(name, args.map(String), forms), ...characterSet(options, name, forms));
    case 'DATETIME':
    case 'TIME':
    case 'TIMESTAMP':
      return sized(name, fraction(options.fsp, name, forms));
    case 'DATE':
    case 'JSON':
    case 'TINYBLOB':
    case 'MEDIUMBLOB':
    case 'LONGBLOB':
      return name;
    default:
      throw noType(name, forms);
  }
}

/** The fractional digits of a DATETIME or TIMESTAMP; undefined: another type. */
export function fractionOf(type: string): number | undefined {
  const found = /^(?:datetime|timestamp)(?:\s*\((\d)\))?(?!\w)/i.exec(type);
  return found === null ? undefined : Number(found[1] ?? 0);
}

/** Whether columns of the type have only an expression as a default, and only a part of them in a key. */
export function isLarge(type: string): boolean {
  return /^((tiny|medium|long)?(text|blob)|json|geometry(collection)?|(multi)?(point|linestring|polygon))\b/i.test(
    type,
  );
}

type Size = string | number | undefined;

/** https://dev.mysql.com/doc/refman/8.0/en/numeric-type-syntax.html */
function number(name: string, sizes: readonly unknown[], options: ExactSpec['options'], forms: TypeForms): string {
  const [precision, scale] = sizes.map((size) => (typeof size === 'number' ? size : undefined));
  if ((name === 'DOUBLE' || name === 'REAL') && precision !== undefined && scale === undefined) {
    throw cannot(`give a ${name} a precision without a scale`, forms, 'leave out the precision');
  }
  if (name === 'FLOAT' && scale === undefined && (precision ?? 0) > 53) {
    throw cannot(`give a FLOAT the precision ${precision}`, forms, 'it has at most 53');
  }
  if ((name === 'NUMERIC' || name === 'DECIMAL') && ((precision ?? 0) > 65 || (scale ?? 0) > 30)) {
    throw cannot(
      `hold a ${name} of ${precision} digits, ${scale ?? 0} of them behind the point`,
      forms,
      'at most 65, 30',
    );
  }
  return words(
    sized(name, precision, scale),
    options.unsigned === true && 'UNSIGNED',
    options.zerofill === true && 'ZEROFILL',
  );
}

/** https://dev.mysql.com/doc/refman/8.0/en/string-type-syntax.html */
function text(name: string, length: Size, options: ExactSpec['options'], forms: TypeForms): string {
  if (name === 'VARCHAR' && length === undefined) throw noLength(name, forms);
  return words(options.national === true && 'NATIONAL', sized(name, length), ...characterSet(options, name, forms));
}

/** https://dev.mysql.com/doc/refman/8.0/en/charset-column.html */
function characterSet(options: ExactSpec['options'], name: string, forms: TypeForms): Word[] {
  const { charset, collation, ascii, unicode, national, binary } = options;
  const sets: Word[] = [
    charset !== undefined && `CHARACTER SET ${word(charset, 'character set', forms)}`,
    ascii === true && 'ASCII',
    unicode === true && 'UNICODE',
  ].filter((set) => set !== false);
  if (sets.length > 1 || (national === true && sets.length > 0)) {
    throw cannot(`give a ${name} several character sets`, forms, 'one of charset, ascii, unicode and national');
  }
  if (collation !== undefined && binary === true) {
    throw cannot(`give a ${name} two collations`, forms, 'either collation or binary');
  }
  const collated = collation !== undefined && `COLLATE ${word(collation, 'collation', forms)}`;
  return [...sets, collated, binary === true && 'BINARY'];
}

/** The server takes blanks from the end of a value, and stores another one. https://dev.mysql.com/doc/refman/8.0/en/enum.html */
function listed(name: string, values: readonly string[], forms: TypeForms): string {
  if (values.length === 0) throw cannot(`have an ${name} without values`, forms, 'give it one');
  const blank = values.find((value) => value.endsWith(' '));
  if (blank !== undefined) throw cannot(`keep the blank at the end of ${JSON.stringify(blank)} in an ${name}`, forms);
  const long = values.find((value) => [...value].length > 255);
  if (long !== undefined) {
    throw cannot(
      `have the value ${JSON.stringify(long)} in an ${name}: it has more than 255 characters`,
      forms,
      'shorten it',
    );
  }
  return `${name}(${values.map((value) => forms.stringLiteral(value, undefined)).join(',')})`;
}

function enumLength({ values, length }: GenericSpec & { kind: 'enum' }, forms: TypeForms): number {
  if (length !== undefined) return length;
  if (values.length === 0) throw noLength('VARCHAR for an enum without values', forms);
  return Math.max(1, ...values.map((value) => [...value].length));
}

/** https://dev.mysql.com/doc/refman/8.0/en/fractional-seconds.html */
function fraction(digits: unknown, name: string, forms: TypeForms): number | undefined {
  if (typeof digits !== 'number') return undefined;
  if (digits > 6) throw cannot(`keep ${digits} digits of a second in a ${name}`, forms, 'at most 6');
  return digits;
}

function sized(name: string, ...sizes: readonly Size[]): string {
  const said = sizes.filter((size) => size !== undefined);
  return said.length === 0 ? name : name + list(said.map(String));
}

function word(value: unknown, what: string, forms: TypeForms): string {
  if (typeof value === 'string' && /^\w+$/.test(value)) return value;
  throw cannot(`use ${JSON.stringify(value)} as a ${what}`, forms, 'such as utf8mb4, utf8mb4_bin');
}

function noLength(name: string, forms: TypeForms): TsmigError {
  return cannot(`have a ${name} without a length`, forms, 'give it one, or take s.text()');
}

function noType(what: string, forms: TypeForms): TsmigError {
  return new TsmigError('unsupported', `${forms.name} has no such type: ${what}`, {
    hint: `give the column another type on ${forms.name}: type.withVariant(other, '${forms.name}')`,
  });
}

function cannot(what: string, { name }: TypeForms, hint?: string): TsmigError {
  return new TsmigError('unsupported', `${name} cannot ${what}`, { hint });
}
