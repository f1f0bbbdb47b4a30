import { TsmigError, unreachable } from '../../src/errors.ts';
import { DataType, type ExactSpec, type TypeSpec } from '../../src/model/types.ts';
import { words } from '../words.ts';

/** What comments and the values of enums are. */
export const text = new DataType({ kind: 'text' });

/** What the types need of the dialect. */
export interface TypeForms {
  type(type: DataType): string;
  namedType(spec: TypeSpec & { readonly kind: 'enum' | 'domain' }): string;
  quoted(name: string): string;
}

type GenericSpec = Exclude<TypeSpec, { kind: 'verbatim' | 'exact' }>;

/** https://www.postgresql.org/docs/current/datatype.html */
export function genericType(spec: GenericSpec, forms: TypeForms): string {
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
      return 'DOUBLE PRECISION';
    case 'numeric':
      if (spec.precision === undefined && spec.scale !== undefined) {
        throw new TsmigError('unsupported', 'postgresql cannot give a NUMERIC a scale without a precision');
      }
      return sized('NUMERIC', spec.precision, spec.scale);
    case 'boolean':
      return 'BOOLEAN';
    case 'string':
    case 'unicode':
      return words(sized('VARCHAR', spec.length), collate(spec.collation, forms));
    case 'text':
    case 'unicodeText':
      // TEXT has no length here; as in SQLAlchemy it is for the databases that have one.
      return words('TEXT', collate(spec.collation, forms));
    case 'date':
      return 'DATE';
    case 'time':
      return zoned('TIME', undefined, spec.timezone);
    case 'dateTime':
      return zoned('TIMESTAMP', undefined, spec.timezone);
    case 'interval':
      if (!spec.native) return zoned('TIMESTAMP', undefined, false);
      return words('INTERVAL', spec.secondPrecision !== undefined && `(${spec.secondPrecision})`);
    case 'largeBinary':
      return 'BYTEA';
    case 'json':
      return 'JSON';
    case 'uuid':
      return spec.nativeUuid ? 'UUID' : 'CHAR(32)';
    case 'enum':
      return spec.nativeEnum ? forms.namedType(spec) : sized('VARCHAR', enumLength(spec.values, spec.length));
    case 'domain':
      return forms.namedType(spec);
    case 'array':
      return arrayOf(forms.type(spec.item), spec.dimensions);
    default:
      return unreachable(spec);
  }
}

/** The types that PostgreSQL has under their own names; the arguments in parentheses behind it. */
const exactNames: ReadonlySet<string> = new Set(
  `BIGINT BIT BOOLEAN BOX BYTEA CHAR CIDR CIRCLE CITEXT DATE DATEMULTIRANGE DATERANGE DECIMAL DOUBLE_PRECISION FLOAT HSTORE INET
  INT4MULTIRANGE INT4RANGE INT8MULTIRANGE INT8RANGE INTEGER INTERVAL JSON JSONB JSONPATH LINE LSEG LTREE LQUERY LTXTQUERY MACADDR
  MACADDR8 MONEY NCHAR NUMERIC NUMMULTIRANGE NUMRANGE OID PATH PG_LSN POINT POLYGON REAL REGCLASS REGCONFIG REGPROC REGTYPE SMALLINT TEXT TIME
  TIMESTAMP TSMULTIRANGE TSQUERY TSRANGE TSTZMULTIRANGE TSTZRANGE TSVECTOR UUID VARCHAR XML`.split(/\s+/),
);

/** A type as PostgreSQL writes it. */
export function exactType(spec: ExactSpec, forms: TypeForms): string {
  if (!exactNames.has(spec.name)) {
    throw new TsmigError('unsupported', `postgresql has no type ${spec.name.replaceAll('_', ' ')}`, {
      hint: "use a generic type, .withVariant(…, 'postgresql'), or s.type('…')",
    });
  }
  const { args, options } = spec;
  const precision = typeof options.precision === 'number' ? options.precision : undefined;
  switch (spec.name) {
    case 'TIME':
    case 'TIMESTAMP':
      return zoned(spec.name, precision, options.timezone === true);
    case 'INTERVAL':
      return words('INTERVAL', intervalFields(options.fields), precision !== undefined && `(${precision})`);
    case 'BIT':
      return sized(options.varying === true ? 'BIT VARYING' : 'BIT', ...args);
    case 'DOUBLE_PRECISION':
      return 'DOUBLE PRECISION';
    default: {
      const collation = typeof options.collation === 'string' ? options.collation : undefined;
      return words(sized(spec.name, ...args), collate(collation, forms));
    }
  }
}

/** What SERIAL is for a column of this type. */
export function serialType(type: DataType): string {
  const { spec } = type;
  const name = spec.kind === 'exact' ? spec.name : spec.kind;
  if (name === 'bigInteger' || name === 'BIGINT') return 'BIGSERIAL';
  return name === 'smallInteger' || name === 'SMALLINT' ? 'SMALLSERIAL' : 'SERIAL';
}

/** The characters of the longest value, as SQLAlchemy counts them. */
function enumLength(values: readonly string[], length: number | undefined): number {
  if (length !== undefined) return length;
  if (values.length === 0)
    throw new TsmigError('unsupported', 'an enum without values has no length', { hint: 'give it one' });
  return Math.max(1, ...values.map((value) => [...value].length));
}

/** A collation belongs behind the brackets: `VARCHAR(20)[] COLLATE "C"`. */
function arrayOf(item: string, dimensions: number): string {
  const at = item.indexOf(' COLLATE ');
  const brackets = '[]'.repeat(dimensions);
  return at < 0 ? item + brackets : item.slice(0, at) + brackets + item.slice(at);
}

function sized(name: string, ...sizes: readonly (string | number | undefined)[]): string {
  const said = sizes.filter((size) => size !== undefined);
  return said.length === 0 ? name : `${name}(${said.join(', ')})`;
}

function zoned(name: string, precision: number | undefined, timezone: boolean): string {
  return words(sized(name, precision), timezone ? 'WITH TIME ZONE' : 'WITHOUT TIME ZONE');
}

function collate(collation: string | undefined, forms: TypeForms): string | undefined {
  return collation === undefined
    ? undefined
    : `COLLATE ${collation
        .split('.')
        .map((name) => forms.quoted(name))
        .join('.')}`;
}

function intervalFields(fields: unknown): string | undefined {
  if (fields === undefined || fields === null) return undefined;
  const unit = '(YEAR|MONTH|DAY|HOUR|MINUTE|SECOND)';
  if (typeof fields === 'string' && new RegExp(`^${unit}( TO ${unit})?$`, 'i').test(fields)) return fields;
  throw new TsmigError('unsupported', `postgresql has no INTERVAL ${String(fields)}`, {
    hint: "such as 'DAY TO SECOND'",
  });
}

/**
 * Names that stand for a type of the system wherever a type is named: `pg_catalog` comes before other schemas.
 * https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-CATALOG
 */
export const builtInTypes: ReadonlySet<string> = new Set(
  `bigint bit boolean bool box bpchar bytea char character cidr circle cstring date daterange dec decimal double float float4 float8 inet
  int int2 int4 int8 integer interval json jsonb jsonpath line lseg macaddr macaddr8 money name numeric numrange oid path point polygon
  real record refcursor regclass regproc regtype smallint text tid time timestamp timestamptz timetz tsquery tsrange tstzrange
  tsvector unknown uuid varbit varchar void xid xml aclitem cid gtsvector int2vector int4range int4multirange int8range
  int8multirange nummultirange datemultirange tsmultirange tstzmultirange oidvector pg_lsn pg_snapshot regcollation regconfig
  regdictionary regnamespace regoper regoperator regprocedure regrole txid_snapshot xid8 any anyarray anycompatible
  anycompatiblearray anycompatiblemultirange anycompatiblenonarray anycompatiblerange anyelement anyenum anymultirange
  anynonarray anyrange event_trigger fdw_handler index_am_handler internal language_handler pg_ddl_command
  table_am_handler trigger tsm_handler`.split(/\s+/),
);

/** What may name a column, but no type without quotes. https://www.postgresql.org/docs/current/sql-keywords-appendix.html */
export const notTypeNames: ReadonlySet<string> = new Set(
  `between coalesce exists extract greatest grouping inout json_array json_arrayagg json_exists json_object json_objectagg
  json_query json_scalar json_serialize json_table json_value least merge_action national nchar none normalize nullif out
  overlay position precision row setof substring treat trim values xmlattributes xmlconcat xmlelement xmlexists xmlforest
  xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable`.split(/\s+/),
);
