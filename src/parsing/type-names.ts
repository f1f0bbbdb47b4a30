import type { DialectName } from '../model/dialect-options.ts';
import { DataType, type TypeFamily, type TypeSpec } from '../model/types.ts';
import { type Cursor, NotUnderstood } from './cursor.ts';
import { words } from './words.ts';

type Arguments = readonly number[];
type Reading = (args: Arguments) => TypeSpec | undefined;

/** The data type that stands at the cursor, in the model's words where they mean the same, else as it is written. */
export function readType(cursor: Cursor): DataType {
  const from = cursor.at;
  const first = cursor.peek();
  const written = cursor.facts.freeTypes ? freeName(cursor) : typeName(cursor);
  const args = cursor.seesSign('(') ? typeArguments(cursor) : [];
  const suffix = typeSuffix(cursor, written);
  const text = cursor.textBetween(from, cursor.at);
  const reading = first?.kind === 'word' && args !== undefined ? readings[cursor.dialect][written + suffix] : undefined;
  const spec = reading?.(args ?? []);
  return new DataType(spec ?? { kind: 'verbatim', text });
}

const plain =
  (spec: TypeSpec): Reading =>
  (args) =>
    args.length === 0 ? spec : undefined;
const sized =
  (kind: 'string' | 'unicode'): Reading =>
  ([length, ...more]) =>
    more.length > 0 ? undefined : length === undefined ? { kind } : { kind, length };
const numeric: Reading = ([precision, scale, ...more]) => {
  if (more.length > 0) return undefined;
  return { kind: 'numeric', ...(precision !== undefined && { precision }), ...(scale !== undefined && { scale }) };
};
const exact =
  (name: string, family: TypeFamily, dialect?: DialectName): Reading =>
  (args) =>
    args.length > 0 ? undefined : { kind: 'exact', name, family, args: [], options: {}, ...(dialect && { dialect }) };

const common: Readonly<Record<string, Reading>> = {
  INTEGER: plain({ kind: 'integer' }),
  BIGINT: plain({ kind: 'bigInteger' }),
  SMALLINT: plain({ kind: 'smallInteger' }),
  VARCHAR: sized('string'),
  NUMERIC: numeric,
  DATE: plain({ kind: 'date' }),
};
const boolean = plain({ kind: 'boolean', createConstraint: false });
const dateTime = plain({ kind: 'dateTime', timezone: false });
const dateTimeZone = plain({ kind: 'dateTime', timezone: true });
const time = plain({ kind: 'time', timezone: false });
const text = plain({ kind: 'text' });
const json = plain({ kind: 'json' });
const real = exact('REAL', 'float');

const mysql: Readonly<Record<string, Reading>> = {
  ...common,
  INT: plain({ kind: 'integer' }),
  DECIMAL: numeric,
  DOUBLE: plain({ kind: 'double' }),
  TEXT: text,
  BOOLEAN: boolean,
  BOOL: boolean,
  DATETIME: dateTime,
  TIMESTAMP: exact('TIMESTAMP', 'dateTime'),
  TIME: time,
  JSON: json,
  BLOB: plain({ kind: 'largeBinary' }),
};

/** Types by their names in upper case, where a name and the model's type surely mean the same in that database. */
const readings: Readonly<Record<DialectName, Readonly<Record<string, Reading>>>> = {
  postgresql: {
    ...common,
    INT: plain({ kind: 'integer' }),
    INT4: plain({ kind: 'integer' }),
    INT8: plain({ kind: 'bigInteger' }),
    INT2: plain({ kind: 'smallInteger' }),
    'CHARACTER VARYING': sized('string'),
    DECIMAL: numeric,
    TEXT: text,
    BOOLEAN: boolean,
    BOOL: boolean,
    TIMESTAMP: dateTime,
    'TIMESTAMP WITHOUT TIME ZONE': dateTime,
    'TIMESTAMP WITH TIME ZONE': dateTimeZone,
    TIMESTAMPTZ: dateTimeZone,
    TIME: time,
    'TIME WITHOUT TIME ZONE': time,
    'TIME WITH TIME ZONE': plain({ kind: 'time', timezone: true }),
    'DOUBLE PRECISION': plain({ kind: 'double' }),
    FLOAT8: plain({ kind: 'double' }),
    REAL: real,
    FLOAT4: real,
    JSON: json,
    JSONB: exact('JSONB', 'json', 'postgresql'),
    UUID: plain({ kind: 'uuid', nativeUuid: true }),
    BYTEA: plain({ kind: 'largeBinary' }),
  },
  mysql,
  mariadb: mysql,
  sqlite: {
    ...common,
    TEXT: text,
    REAL: real,
    BLOB: plain({ kind: 'largeBinary' }),
    BOOLEAN: boolean,
    DATETIME: dateTime,
    TIMESTAMP: exact('TIMESTAMP', 'dateTime'),
    TIME: time,
    JSON: json,
  },
  mssql: {
    ...common,
    INT: plain({ kind: 'integer' }),
    DECIMAL: numeric,
    NVARCHAR: ([length, ...more]) =>
      length === undefined || more.length > 0 ? undefined : { kind: 'unicode', length },
    VARCHAR: ([length, ...more]) => (length === undefined || more.length > 0 ? undefined : { kind: 'string', length }),
    BIT: boolean,
    DATETIME: dateTime,
    UNIQUEIDENTIFIER: plain({ kind: 'uuid', nativeUuid: true }),
  },
  oracle: {
    INTEGER: plain({ kind: 'integer' }),
    CLOB: text,
    BLOB: plain({ kind: 'largeBinary' }),
  },
};

/** Words that go on after the first one, by it. */
const continuations: Readonly<Record<string, readonly (readonly string[])[]>> = {
  DOUBLE: [['PRECISION']],
  CHARACTER: [['VARYING'], ['LARGE', 'OBJECT']],
  CHAR: [['VARYING']],
  BIT: [['VARYING']],
  NATIONAL: [['CHARACTER', 'VARYING'], ['CHAR', 'VARYING'], ['CHARACTER'], ['CHAR'], ['VARCHAR']],
  LONG: [['RAW'], ['VARCHAR'], ['VARBINARY']],
};
const zones: readonly (readonly string[])[] = [
  ['WITH', 'LOCAL', 'TIME', 'ZONE'],
  ['WITH', 'TIME', 'ZONE'],
  ['WITHOUT', 'TIME', 'ZONE'],
];
/** What may follow a column's name in SQLite without being part of its type. */
const freeStops = words('CONSTRAINT PRIMARY NOT NULL UNIQUE CHECK DEFAULT COLLATE REFERENCES GENERATED AS');

function typeName(cursor: Cursor): string {
  const token = cursor.next();
  if (token.kind !== 'word' && token.kind !== 'quoted') throw new NotUnderstood('type expected');
  if (cursor.takesSign('.')) {
    cursor.name();
    if (cursor.seesSign('.')) throw new NotUnderstood('a type of three parts');
    return '';
  }
  if (token.kind === 'quoted') return '';
  const more = continuations[token.upper]?.find((words) => cursor.takes(...words));
  if (token.upper === 'INTERVAL') intervalFields(cursor);
  return [token.upper, ...(more ?? [])].join(' ');
}

function freeName(cursor: Cursor): string {
  const words: string[] = [];
  while (cursor.peek()?.kind === 'word' && !cursor.seesAny(freeStops)) words.push(cursor.next().upper);
  if (words.length === 0) throw new NotUnderstood('type expected');
  return words.join(' ');
}

/** The numbers in parentheses; undefined when something else stands there too. */
function typeArguments(cursor: Cursor): Arguments | undefined {
  const inside = cursor.parenthesized();
  return /^\s*\d+\s*(,\s*\d+\s*)*$/.test(inside) ? inside.split(',').map(Number) : undefined;
}

/** What may follow the parentheses: time zones, arrays, MySQL's attributes. Anything but a time zone has no reading. */
function typeSuffix(cursor: Cursor, written: string): string {
  let suffix = '';
  if (written === 'TIMESTAMP' || written === 'TIME') {
    const zone = zones.find((words) => cursor.takes(...words));
    if (zone !== undefined) suffix = ` ${zone.join(' ')}`;
  }
  while (cursor.seesSign('[') || cursor.seesAny(attributes)) {
    suffix += ' *';
    if (cursor.takesSign('[')) {
      while (!cursor.takesSign(']')) cursor.next();
    } else cursor.next();
  }
  return suffix;
}
const attributes = new Set(['UNSIGNED', 'ZEROFILL', 'SIGNED', 'ARRAY']);

function intervalFields(cursor: Cursor): void {
  const fields = ['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND'];
  if (cursor.takesOneOf(...fields) === undefined) return;
  if (cursor.seesSign('(')) cursor.skipParentheses();
  if (cursor.takes('TO')) cursor.takesOneOf(...fields);
}
