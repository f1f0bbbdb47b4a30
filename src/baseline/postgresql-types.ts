import { keyOf } from '../catalog/catalog.ts';
import type { TableName } from '../model/expressions.ts';
import {
  bigInteger,
  boolean,
  date,
  dateTime,
  double,
  integer,
  interval,
  json,
  largeBinary,
  numeric,
  smallInteger,
  string,
  text,
  time,
  uuid,
} from '../model/generic-types.ts';
import { postgresql } from '../model/postgresql-types.ts';
import { DataType } from '../model/types.ts';
import { qualified, strings } from './postgresql-nodes.ts';
import type { Node, TypeName } from './postgresql-parser.ts';

/** The enums and domains that a dump has made, as types. */
export class NamedTypes {
  readonly #types = new Map<string, DataType>();

  add(name: TableName, type: DataType): void {
    this.#types.set(keyOf(name), type);
  }

  find(name: TableName): DataType | undefined {
    return this.#types.get(keyOf(name));
  }
}

/**
 * A type in the model's words where they mean exactly the same, else as the dump has it.
 * @param written the type's text, without a collation.
 */
export function readType(type: TypeName, written: string, collation: readonly string[], named: NamedTypes): DataType {
  const known = inWords(type, named);
  if (known === undefined) return verbatim(written, collation);
  const item = collation.length === 0 ? known : collated(known, collation);
  if (item === undefined) return verbatim(written, collation);
  const { arrayBounds } = type;
  if (arrayBounds === undefined) return item;
  return new DataType({ kind: 'array', item, dimensions: arrayBounds.length });
}

function inWords(type: TypeName, named: NamedTypes): DataType | undefined {
  if (type.setof || type.pct_type || type.arrayBounds?.some((bound) => !isOpen(bound))) return undefined;
  const names = strings(type.names);
  const sizes = (type.typmods ?? []).map(size);
  const [schema, inner] = names;
  if (inner === undefined || schema === 'pg_catalog') {
    const reading = builtIn[names.at(-1) ?? ''];
    return sizes.includes(undefined) ? undefined : reading?.(sizes.filter((one) => one !== undefined));
  }
  if (sizes.length > 0) return undefined;
  const name = qualified(names);
  return named.find(name) ?? (name.schema === undefined ? ofExtensions[name.name]?.() : undefined);
}

function isOpen(bound: Node): boolean {
  return 'Integer' in bound && bound.Integer.ival === -1;
}

function size(node: Node): number | undefined {
  if (!('A_Const' in node) || node.A_Const.ival === undefined) return undefined;
  return node.A_Const.ival.ival ?? 0;
}

type Reading = (sizes: readonly number[]) => DataType | undefined;

const plain =
  (type: () => DataType): Reading =>
  (sizes) =>
    sizes.length === 0 ? type() : undefined;
const timed =
  (general: () => DataType, exact: (precision: number) => DataType): Reading =>
  ([precision]) =>
    precision === undefined ? general() : exact(precision);

const own = Object.fromEntries(
  (
    'JSONB JSONPATH INET CIDR MACADDR MACADDR8 MONEY OID REGCLASS REGCONFIG TSVECTOR TSQUERY INT4RANGE INT8RANGE NUMRANGE ' +
    'DATERANGE TSRANGE TSTZRANGE INT4MULTIRANGE INT8MULTIRANGE NUMMULTIRANGE DATEMULTIRANGE TSMULTIRANGE TSTZMULTIRANGE'
  )
    .split(' ')
    .map((name) => [name.toLowerCase(), plain(() => postgresql[name as 'JSONB']())]),
);

/** Types by the names that the parser has for them. */
const builtIn: Readonly<Record<string, Reading>> = {
  ...own,
  int2: plain(smallInteger),
  int4: plain(integer),
  int8: plain(bigInteger),
  float4: plain(() => postgresql.REAL()),
  float8: plain(double),
  // A negative scale is PostgreSQL's own.
  numeric: ([precision, scale]) =>
    scale !== undefined && scale < 0 ? postgresql.NUMERIC(precision, scale) : numeric(precision, scale),
  bool: plain(boolean),
  text: plain(text),
  varchar: ([length]) => string(length),
  // Without a length it is `bpchar`, which is not `char`.
  bpchar: ([length]) => (length === undefined ? undefined : postgresql.CHAR(length)),
  bytea: plain(largeBinary),
  date: plain(date),
  time: timed(time, (precision) => postgresql.TIME({ precision })),
  timetz: timed(
    () => time({ timezone: true }),
    (precision) => postgresql.TIME({ timezone: true, precision }),
  ),
  timestamp: timed(dateTime, (precision) => postgresql.TIMESTAMP({ precision })),
  timestamptz: timed(
    () => dateTime({ timezone: true }),
    (precision) => postgresql.TIMESTAMP({ timezone: true, precision }),
  ),
  // The fields of an interval are a number here: those stay as they are written.
  interval: plain(interval),
  json: plain(json),
  uuid: plain(uuid),
  bit: ([length]) => (length === undefined ? undefined : postgresql.BIT(length)),
  varbit: ([length]) => (length === undefined ? undefined : postgresql.BIT(length, { varying: true })),
};

/** Types of extensions that stand in the default schema. */
const ofExtensions: Readonly<Record<string, () => DataType>> = {
  citext: () => postgresql.CITEXT(),
  hstore: () => postgresql.HSTORE(),
};

/** The type with a collation; undefined where the type, or the collation's name, has no room for it. */
function collated({ spec }: DataType, path: readonly string[]): DataType | undefined {
  const names = path[0] === 'pg_catalog' ? path.slice(1) : path;
  if (names.some((name) => name.includes('.'))) return undefined;
  const collation = names.join('.');
  if (spec.kind === 'string' || spec.kind === 'text') return new DataType({ ...spec, collation });
  if (spec.kind !== 'exact' || spec.family !== 'string') return undefined;
  return new DataType({ ...spec, options: { ...spec.options, collation } });
}

function verbatim(written: string, collation: readonly string[]): DataType {
  const names = collation.map((name) => `"${name.replaceAll('"', '""')}"`);
  return new DataType({
    kind: 'verbatim',
    text: names.length === 0 ? written : `${written} COLLATE ${names.join('.')}`,
  });
}
