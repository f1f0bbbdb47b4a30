import { TsmigError } from '../../src/errors.ts';
import { type DataType, type ExactSpec, typeFamily } from '../../src/model/types.ts';
import { list } from '../words.ts';

/** What casts need of the dialect. */
interface CastForms {
  readonly name: string;
  readonly since: { readonly floatCasts: boolean };
  readonly jsonCasts: boolean;
  type(type: DataType): string;
}

type Size = string | number | undefined;

/**
 * A type as CAST takes it, which has words of its own, and few. What would be cut off in silence is refused: a SIGNED has
 * 64 bits, whatever integer was asked for, but nothing else is let go.
 * https://dev.mysql.com/doc/refman/8.0/en/cast-functions.html#function_cast https://mariadb.com/kb/en/cast/
 */
export function castType(type: DataType, forms: CastForms): string {
  const { spec } = type;
  switch (spec.kind) {
    case 'exact':
      return exactCast(type, spec, forms);
    case 'verbatim':
      return spec.text;
    case 'string':
    case 'text':
    case 'unicode':
    case 'unicodeText':
      if (spec.collation !== undefined) throw noCast('a text with a collation', forms, 'leave the collation out');
      return sized('CHAR', spec.length);
    case 'numeric':
      return sized('DECIMAL', spec.precision, spec.scale);
    case 'float':
      // More than 24 bits make a FLOAT a double. https://dev.mysql.com/doc/refman/8.0/en/floating-point-types.html
      return floating((spec.precision ?? 0) > 24 ? 'DOUBLE' : 'FLOAT', forms);
    case 'dateTime':
    case 'interval':
      return 'DATETIME';
    case 'largeBinary':
      return 'BINARY';
    case 'enum':
      if (spec.nativeEnum) throw noCast('an enum', forms, 'cast to s.string()');
      return forms.type(type).replace('VARCHAR', 'CHAR');
    case 'uuid':
      return 'CHAR(32)';
    default:
      return byFamily(type, forms);
  }
}

function exactCast(type: DataType, spec: ExactSpec, forms: CastForms): string {
  // Refuses the types of other databases.
  const written = forms.type(type);
  const { name, args, options } = spec;
  if (
    options.collation !== undefined ||
    options.ascii === true ||
    options.unicode === true ||
    options.binary === true
  ) {
    throw noCast(written, forms, 'cast to s.string()');
  }
  switch (name) {
    case 'DECIMAL':
    case 'NUMERIC':
      if (options.unsigned === true || options.zerofill === true) throw noCast(written, forms, 'leave out unsigned');
      return sized('DECIMAL', ...args);
    case 'FLOAT':
      if (args.length > 1 || options.unsigned === true) throw noCast(written, forms, 'cast to s.double()');
      return floating(Number(args[0] ?? 0) > 24 ? 'DOUBLE' : 'FLOAT', forms);
    case 'REAL':
    case 'DOUBLE':
    case 'DOUBLE_PRECISION':
      if (args.length > 0 || options.unsigned === true) throw noCast(written, forms, 'cast to s.double()');
      return floating('DOUBLE', forms);
    case 'DATETIME':
    case 'TIMESTAMP':
      return written.replace('TIMESTAMP', 'DATETIME');
    case 'TIME':
    case 'BINARY':
    case 'UUID':
    case 'INET6':
      return written;
    case 'CHAR':
    case 'VARCHAR':
      return written.replace(/^(NATIONAL )?(VAR)?CHAR/, (_, national) => (national === undefined ? 'CHAR' : 'NCHAR'));
    case 'NCHAR':
    case 'NVARCHAR':
      return sized('NCHAR', ...args);
    case 'TEXT':
    case 'TINYTEXT':
    case 'MEDIUMTEXT':
    case 'LONGTEXT':
      if (options.charset !== undefined || options.national === true)
        throw noCast(written, forms, 'cast to s.string()');
      return sized('CHAR', ...args);
    case 'BLOB':
    case 'TINYBLOB':
    case 'MEDIUMBLOB':
    case 'LONGBLOB':
      return 'BINARY';
    case 'TINYINT':
    case 'SMALLINT':
    case 'MEDIUMINT':
    case 'INTEGER':
    case 'BIGINT':
    case 'DATE':
    case 'JSON':
      return byFamily(type, forms);
    default:
      throw noCast(written, forms);
  }
}

function byFamily(type: DataType, forms: CastForms): string {
  const { spec } = type;
  switch (typeFamily(type)) {
    case 'integer':
      return spec.kind === 'exact' && spec.options.unsigned === true ? 'UNSIGNED' : 'SIGNED';
    case 'float':
      return floating('DOUBLE', forms);
    case 'date':
      return 'DATE';
    case 'time':
      return 'TIME';
    case 'json':
      if (!forms.jsonCasts) throw noCast('JSON', forms, 'cast to s.text(): JSON is text there');
      return 'JSON';
    case 'boolean':
      throw noCast('a boolean', forms, 'compare instead: sql`… <> 0`');
    default:
      // Arrays and domains, which the dialect has not.
      throw noCast(forms.type(type), forms);
  }
}

function floating(name: 'FLOAT' | 'DOUBLE', forms: CastForms): string {
  if (forms.since.floatCasts) return name;
  throw noCast(name, forms, 'serverVersion 8.0.17 and later can; until then s.numeric(…), or add 0e0');
}

function sized(name: string, ...sizes: readonly Size[]): string {
  const said = sizes.filter((size) => size !== undefined);
  return said.length === 0 ? name : name + list(said.map(String));
}

function noCast(what: string, { name }: CastForms, hint = "cast to another type, or say s.type('…')"): TsmigError {
  return new TsmigError('unsupported', `${name} cannot cast to ${what}`, { hint });
}
