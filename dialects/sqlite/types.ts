import { TsmigError, unreachable } from '../../src/errors.ts';
import { type DataType, type ExactSpec, type TypeFamily, type TypeSpec, typeFamily } from '../../src/model/types.ts';

type GenericSpec = Exclude<TypeSpec, { kind: 'verbatim' | 'exact' }>;

/**
 * A generic type as SQLAlchemy writes it for SQLite; what counts for the server is the affinity that the name gives it.
 * https://www.sqlite.org/datatype3.html#determination_of_column_affinity
 */
export function genericType(spec: GenericSpec, quoted: (name: string) => string): string {
  switch (spec.kind) {
    case 'smallInteger':
      return 'SMALLINT';
    case 'integer':
      return 'INTEGER';
    case 'bigInteger':
      return 'BIGINT';
    case 'float':
      return 'FLOAT';
    case 'double':
      return 'DOUBLE';
    case 'numeric':
      return spec.precision === undefined ? 'NUMERIC' : `NUMERIC${sizes(spec.precision, spec.scale)}`;
    case 'boolean':
      return 'BOOLEAN';
    case 'string':
    case 'unicode':
      return `VARCHAR${sizes(spec.length)}${collation(spec.collation, quoted)}`;
    case 'text':
    case 'unicodeText':
      return `TEXT${sizes(spec.length)}${collation(spec.collation, quoted)}`;
    case 'date':
      return 'DATE';
    case 'time':
      return 'TIME';
    case 'dateTime':
    case 'interval':
      return 'DATETIME';
    case 'largeBinary':
      return 'BLOB';
    case 'json':
      return 'JSON';
    case 'uuid':
      return 'CHAR(32)';
    case 'enum':
      return `VARCHAR(${spec.length ?? Math.max(1, ...spec.values.map((value) => [...value].length))})`;
    case 'domain':
      throw noType(`domain (${spec.name})`);
    case 'array':
      throw noType('array');
    default:
      return unreachable(spec);
  }
}

/** A type by its SQL name; those of other databases are refused. A FLOAT has no size, as SQLAlchemy has it. */
export function exactType(spec: ExactSpec, quoted: (name: string) => string): string {
  if (spec.dialect !== undefined && spec.dialect !== 'sqlite') throw noType(`type of ${spec.dialect} (${spec.name})`);
  const name = spec.name.replaceAll('_', ' ');
  const size = name === 'FLOAT' || spec.args.length === 0 ? '' : `(${spec.args.map(argument).join(', ')})`;
  const { collation: collated } = spec.options;
  return `${name}${size}${collation(typeof collated === 'string' ? collated : undefined, quoted)}`;
}

/**
 * Refuses a cast to a type whose values are texts, but whose name makes CAST look for a number: `2026` would be left of
 * `2026-01-02`. https://www.sqlite.org/lang_expr.html#castexpr
 */
export function refuseNumericCast(type: DataType): void {
  const family = typeFamily(type);
  const hint = numericNames[family];
  if (hint === undefined || (family === 'uuid' && type.spec.kind === 'uuid')) return;
  throw new TsmigError('unsupported', `sqlite cannot cast to the type ${family}: it would read a number`, { hint });
}

const numericNames: { readonly [F in TypeFamily]?: string } = {
  date: "use sql.func('date', …)",
  time: "use sql.func('time', …)",
  dateTime: "use sql.func('datetime', …)",
  interval: 'write the date-time that stands for it',
  json: "use sql.func('json', …)",
  uuid: 'cast to s.string()',
};

function argument(value: string | number): string {
  if (typeof value === 'number' || /^\d+$/.test(value)) return String(value);
  throw noType(`size ${value}`);
}

function sizes(...given: readonly (number | undefined)[]): string {
  const said = given.filter((size) => size !== undefined);
  return said.length === 0 ? '' : `(${said.join(', ')})`;
}

function collation(name: string | undefined, quoted: (name: string) => string): string {
  return name === undefined ? '' : ` COLLATE ${quoted(name)}`;
}

function noType(what: string): TsmigError {
  return new TsmigError('unsupported', `sqlite has no such type: ${what}`, {
    hint: "give the column another type on sqlite: type.withVariant(other, 'sqlite')",
  });
}
