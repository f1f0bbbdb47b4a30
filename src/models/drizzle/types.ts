import { types } from '../../model/exact-types.ts';
import * as s from '../../model/generic-types.ts';
import { mysql } from '../../model/mysql-types.ts';
import { postgresql } from '../../model/postgresql-types.ts';
import type { DataType } from '../../model/types.ts';

/** What is said of a type beside its name: `numeric(10, 2)`, `timestamp(3) with time zone`, `int unsigned`. */
interface Said {
  readonly sizes: readonly number[];
  readonly timezone: boolean;
  readonly unsigned: boolean;
  /** What follows the first word, for a name that ends in `*`. */
  readonly rest: string;
}

/** The types of a database by the names that Drizzle writes. */
export type TypeNames = Readonly<Record<string, (said: Said) => DataType>>;

/**
 * The type that Drizzle writes so: a generic one where that means the same, else one of the dialect's own, else the text
 * as it is.
 */
export function typeNamed(text: string, names: TypeNames): DataType {
  const [, given = '', sizes, more = ''] =
    /^([a-z][a-z\d_ ]*?) ?(?:\(([\d, ]+)\))?(?: (with time zone|without time zone|unsigned))?$/i.exec(text) ?? [];
  const name = given.toLowerCase();
  const [first = '', ...rest] = name.split(' ');
  const key = [name, `${first} *`].find((one) => Object.hasOwn(names, one));
  const make = key === undefined ? undefined : names[key];
  if (make === undefined) return s.type(text);
  return make({
    sizes: sizes?.split(',').map(Number) ?? [],
    timezone: more.toLowerCase() === 'with time zone',
    unsigned: more.toLowerCase() === 'unsigned',
    rest: rest.join(' '),
  });
}

/** Several names of one type. */
function alike(names: string, make: (said: Said) => DataType): TypeNames {
  return Object.fromEntries(names.split(' ').map((name) => [name, make]));
}

const shared: TypeNames = {
  ...alike('boolean bool', () => s.boolean()),
  char: ({ sizes: [length] }) => types.CHAR(length),
  varchar: ({ sizes: [length] }) => s.string(length),
  date: () => s.date(),
  json: () => s.json(),
};

/** https://www.postgresql.org/docs/current/datatype.html */
export const postgresqlNames: TypeNames = {
  ...shared,
  ...alike('smallint int2 smallserial', () => s.smallInteger()),
  ...alike('integer int int4 serial', () => s.integer()),
  ...alike('bigint int8 bigserial', () => s.bigInteger()),
  ...alike('numeric decimal', ({ sizes: [precision, scale] }) => s.numeric(precision, scale)),
  ...alike('real float4', () => types.REAL()),
  'double precision': () => s.double(),
  text: () => s.text(),
  bytea: () => s.largeBinary(),
  uuid: () => s.uuid(),
  time: ({ sizes: [precision], timezone }) =>
    precision === undefined ? s.time({ timezone }) : postgresql.TIME({ timezone, precision }),
  timestamp: ({ sizes: [precision], timezone }) =>
    precision === undefined ? s.dateTime({ timezone }) : postgresql.TIMESTAMP({ timezone, precision }),
  timestamptz: ({ sizes: [precision] }) =>
    precision === undefined ? s.dateTime({ timezone: true }) : postgresql.TIMESTAMP({ timezone: true, precision }),
  interval: ({ sizes: [secondPrecision] }) =>
    s.interval(secondPrecision === undefined ? undefined : { secondPrecision }),
  'interval *': ({ sizes: [precision], rest }) =>
    postgresql.INTERVAL({ fields: rest.toUpperCase(), ...(precision !== undefined && { precision }) }),
  bit: ({ sizes: [length] }) => postgresql.BIT(length),
  cidr: () => postgresql.CIDR(),
  citext: () => postgresql.CITEXT(),
  hstore: () => postgresql.HSTORE(),
  inet: () => postgresql.INET(),
  jsonb: () => postgresql.JSONB(),
  macaddr: () => postgresql.MACADDR(),
  macaddr8: () => postgresql.MACADDR8(),
  money: () => postgresql.MONEY(),
  tsquery: () => postgresql.TSQUERY(),
  tsvector: () => postgresql.TSVECTOR(),
};

/** An integer type of MySQL: the generic one, unless it is unsigned or says a width. */
const whole =
  (own: typeof mysql.INTEGER, generic?: () => DataType) =>
  ({ sizes: [displayWidth], unsigned }: Said): DataType =>
    generic !== undefined && !unsigned && displayWidth === undefined
      ? generic()
      : own({ ...(displayWidth !== undefined && { displayWidth }), ...(unsigned && { unsigned }) });

/** A number type of MySQL with precision and scale. */
const decimal =
  (own: typeof mysql.DECIMAL, generic: (precision?: number, scale?: number) => DataType) =>
  ({ sizes: [precision, scale], unsigned }: Said): DataType =>
    unsigned ? own(precision, scale, { unsigned }) : generic(precision, scale);

/** https://dev.mysql.com/doc/refman/8.0/en/data-types.html */
export const mysqlNames: TypeNames = {
  ...shared,
  tinyint: whole(mysql.TINYINT),
  smallint: whole(mysql.SMALLINT, s.smallInteger),
  mediumint: whole(mysql.MEDIUMINT),
  ...alike('int integer', whole(mysql.INTEGER, s.integer)),
  bigint: whole(mysql.BIGINT, s.bigInteger),
  serial: () => mysql.BIGINT({ unsigned: true }),
  ...alike('decimal numeric', decimal(mysql.DECIMAL, s.numeric)),
  float: decimal(mysql.FLOAT, (precision, scale) =>
    scale === undefined ? s.float(precision) : mysql.FLOAT(precision, scale),
  ),
  double: decimal(mysql.DOUBLE, (precision, scale) =>
    scale === undefined ? s.double(precision) : mysql.DOUBLE(precision, scale),
  ),
  real: ({ sizes: [precision, scale] }) => mysql.REAL(precision, scale),
  binary: ({ sizes: [length] }) => types.BINARY(length),
  varbinary: ({ sizes: [length] }) => types.VARBINARY(length),
  tinytext: () => mysql.TINYTEXT(),
  text: () => s.text(),
  mediumtext: () => mysql.MEDIUMTEXT(),
  longtext: () => mysql.LONGTEXT(),
  blob: () => s.largeBinary(),
  time: ({ sizes: [fsp] }) => (fsp === undefined ? s.time() : mysql.TIME({ fsp })),
  datetime: ({ sizes: [fsp] }) => (fsp === undefined ? s.dateTime() : mysql.DATETIME({ fsp })),
  timestamp: ({ sizes: [fsp] }) => mysql.TIMESTAMP(fsp === undefined ? undefined : { fsp }),
  year: () => mysql.YEAR(),
};

/** https://www.sqlite.org/datatype3.html */
export const sqliteNames: TypeNames = {
  integer: () => s.integer(),
  numeric: ({ sizes: [precision, scale] }) => s.numeric(precision, scale),
  real: () => types.REAL(),
  text: ({ sizes: [length] }) => s.text(length),
  blob: () => s.largeBinary(),
};
