import { mysql } from '../model/mysql-types.ts';
import { DataType, type TypeSpec } from '../model/types.ts';
import { type Cursor, NotUnderstood } from '../parsing/cursor.ts';
import { contentOf } from './mysql-texts.ts';

/**
 * The type of a column as SHOW CREATE TABLE writes it: in the model's words where the server would write the same of
 * them, else under its own name.
 */
export function readType(cursor: Cursor): DataType {
  const token = cursor.next();
  const name = token.upper;
  if (name === 'ENUM' || name === 'SET') return listed(name, cursor);
  const sizes = cursor.seesSign('(') ? readSizes(cursor) : [];
  const integer = integers[name];
  if (integer !== undefined) return integerType(integer, sizes, cursor);
  const number = numbers[name];
  if (number !== undefined) return numberType(number, sizes, cursor);
  const text = texts[name];
  if (text !== undefined) return textType(text, sizes, cursor);
  const other = others[name]?.(sizes);
  if (other !== undefined) return other;
  if (spatial.has(name) && sizes.length === 0) return new DataType({ kind: 'verbatim', text: token.text });
  throw new NotUnderstood(`the type ${token.text}`);
}

function readSizes(cursor: Cursor): number[] {
  const inside = cursor.parenthesized();
  if (!/^\d+(,\d+)?$/.test(inside)) throw new NotUnderstood(`the size (${inside}) of a type`);
  return inside.split(',').map(Number);
}

interface IntegerType {
  readonly make: typeof mysql.INTEGER;
  readonly generic?: TypeSpec;
  /** The display widths that the server gives, signed and unsigned. */
  readonly widths: readonly [signed: number, unsigned: number];
}

const integers: Readonly<Record<string, IntegerType>> = {
  TINYINT: { make: mysql.TINYINT, widths: [4, 3] },
  SMALLINT: { make: mysql.SMALLINT, generic: { kind: 'smallInteger' }, widths: [6, 5] },
  MEDIUMINT: { make: mysql.MEDIUMINT, widths: [9, 8] },
  INT: { make: mysql.INTEGER, generic: { kind: 'integer' }, widths: [11, 10] },
  BIGINT: { make: mysql.BIGINT, generic: { kind: 'bigInteger' }, widths: [20, 20] },
};

/** A width that the server would give by itself says nothing; `tinyint(1)` is what it makes of BOOL. */
function integerType({ make, generic, widths }: IntegerType, sizes: readonly number[], cursor: Cursor): DataType {
  const [width, ...more] = sizes;
  if (more.length > 0) throw new NotUnderstood('an integer with two sizes');
  const options = signs(cursor);
  const isPlain = options.unsigned === undefined && options.zerofill === undefined;
  if (isPlain && make === mysql.TINYINT && width === 1)
    return new DataType({ kind: 'boolean', createConstraint: false });
  const isUsual = width === undefined || width === widths[options.unsigned === true ? 1 : 0];
  if (isPlain && isUsual && generic !== undefined) return new DataType(generic);
  return make({ ...(!isUsual && { displayWidth: width }), ...options });
}

function signs(cursor: Cursor): { unsigned?: true; zerofill?: true } {
  return {
    ...(cursor.takes('UNSIGNED') && { unsigned: true as const }),
    ...(cursor.takes('ZEROFILL') && { zerofill: true as const }),
  };
}

interface NumberType {
  readonly make: typeof mysql.DECIMAL;
  readonly generic: (precision?: number, scale?: number) => TypeSpec | undefined;
}

const numbers: Readonly<Record<string, NumberType>> = {
  DECIMAL: {
    make: mysql.DECIMAL,
    generic: (precision, scale) => ({
      kind: 'numeric',
      ...(precision !== undefined && { precision }),
      ...(scale !== undefined && { scale }),
    }),
  },
  FLOAT: { make: mysql.FLOAT, generic: (precision) => (precision === undefined ? { kind: 'float' } : undefined) },
  DOUBLE: { make: mysql.DOUBLE, generic: (precision) => (precision === undefined ? { kind: 'double' } : undefined) },
};

function numberType({ make, generic }: NumberType, [precision, scale]: readonly number[], cursor: Cursor): DataType {
  const options = signs(cursor);
  const spec = Object.keys(options).length === 0 ? generic(precision, scale) : undefined;
  if (spec !== undefined) return new DataType(spec);
  if (precision === undefined) return make(undefined, undefined, options);
  return make(precision, scale, options);
}

type MakeText = (length: number | undefined, options: { charset?: string; collation?: string }) => DataType;
interface TextType {
  readonly make: MakeText;
  readonly generic?: 'string' | 'text';
}

const texts: Readonly<Record<string, TextType>> = {
  CHAR: { make: mysql.CHAR },
  VARCHAR: { make: mysql.VARCHAR, generic: 'string' },
  TINYTEXT: { make: withoutLength(mysql.TINYTEXT) },
  TEXT: { make: mysql.TEXT, generic: 'text' },
  MEDIUMTEXT: { make: withoutLength(mysql.MEDIUMTEXT) },
  LONGTEXT: { make: withoutLength(mysql.LONGTEXT) },
};

function withoutLength(make: typeof mysql.LONGTEXT): MakeText {
  return (length, options) => {
    if (length !== undefined) throw new NotUnderstood('a length of a text');
    return make(options);
  };
}

function textType({ make, generic }: TextType, [length, ...more]: readonly number[], cursor: Cursor): DataType {
  if (more.length > 0) throw new NotUnderstood('a text with two lengths');
  const { charset, collation } = readCharacterSet(cursor);
  if (generic !== undefined && charset === undefined) {
    const collated = collation === undefined ? {} : { collation };
    return new DataType({ kind: generic, ...(length !== undefined && { length }), ...collated });
  }
  return make(length, { ...(charset !== undefined && { charset }), ...(collation !== undefined && { collation }) });
}

function readCharacterSet(cursor: Cursor): { charset?: string; collation?: string } {
  return {
    ...(cursor.takes('CHARACTER', 'SET') && { charset: cursor.name() }),
    ...(cursor.takes('COLLATE') && { collation: cursor.name() }),
  };
}

function listed(name: 'ENUM' | 'SET', cursor: Cursor): DataType {
  cursor.needsSign('(');
  const values = cursor.list(() => {
    const value = contentOf(cursor.next());
    if (value === undefined) throw new NotUnderstood('a value of a list');
    return value;
  });
  cursor.needsSign(')');
  return mysql[name](...values, readCharacterSet(cursor));
}

type Make = (sizes: readonly number[]) => DataType | undefined;
const bare =
  (make: () => DataType): Make =>
  (sizes) =>
    sizes.length === 0 ? make() : undefined;
const sized =
  (make: (size?: number) => DataType): Make =>
  ([size, ...more]) =>
    more.length === 0 ? make(size) : undefined;
/** A time, generic without digits after the second. */
const timed = (make: typeof mysql.DATETIME, generic?: TypeSpec): Make =>
  sized((fsp) => {
    if (fsp !== undefined) return make({ fsp });
    return generic === undefined ? make() : new DataType(generic);
  });

const others: Readonly<Record<string, Make>> = {
  BIT: sized(mysql.BIT),
  BINARY: sized(mysql.BINARY),
  VARBINARY: sized(mysql.VARBINARY),
  TINYBLOB: bare(mysql.TINYBLOB),
  BLOB: bare(() => new DataType({ kind: 'largeBinary' })),
  MEDIUMBLOB: bare(mysql.MEDIUMBLOB),
  LONGBLOB: bare(mysql.LONGBLOB),
  DATE: bare(() => new DataType({ kind: 'date' })),
  TIME: timed(mysql.TIME, { kind: 'time', timezone: false }),
  DATETIME: timed(mysql.DATETIME, { kind: 'dateTime', timezone: false }),
  TIMESTAMP: timed(mysql.TIMESTAMP),
  YEAR: sized((width) => (width === undefined || width === 4 ? mysql.YEAR() : mysql.YEAR({ displayWidth: width }))),
  JSON: bare(() => new DataType({ kind: 'json' })),
  INET4: bare(mysql.INET4),
  INET6: bare(mysql.INET6),
  UUID: bare(mysql.UUID),
};

const spatial: ReadonlySet<string> = new Set([
  'GEOMETRY',
  'POINT',
  'LINESTRING',
  'POLYGON',
  'MULTIPOINT',
  'MULTILINESTRING',
  'MULTIPOLYGON',
  'GEOMETRYCOLLECTION',
  'GEOMCOLLECTION',
]);
