import { isDeepStrictEqual } from 'node:util';
import { TsmigError, unreachable } from '../errors.ts';
import { s } from '../model/schema.ts';
import type { DataType, DomainSpec, EnumSpec, ExactSpec } from '../model/types.ts';
import { call, chained, flag, nameSource, objectOf, type PrintContext, text, texts } from './print-context.ts';
import { defaultSource, sqlSource } from './print-expressions.ts';
import { valueSource } from './print-values.ts';
import type { Source } from './source.ts';
import { quoted } from './source-text.ts';

/** A type as the call of `s` that makes it; null where `renderItem` leaves it out. */
export function typeSource(type: DataType | null, context: PrintContext): Source {
  if (type === null) return 'null';
  const rendered = context.renderItem('type', type);
  if (rendered !== false) return rendered === null ? 'null' : { kind: 'verbatim', text: rendered };
  for (const [known, constant] of context.typeConstants) if (isDeepStrictEqual(known, type)) return constant;
  return withVariants(type, context);
}

function withVariants(type: DataType, context: PrintContext): Source {
  const variants = Object.entries(type.variants);
  const distinct = variants.filter(
    ([, variant], at) => variants.findIndex(([, other]) => isDeepStrictEqual(other, variant)) === at,
  );
  return distinct.reduce(
    (made, [, variant]) => {
      const dialects = variants
        .filter(([, other]) => isDeepStrictEqual(other, variant))
        .map(([dialect]) => quoted(dialect));
      return chained(made, 'withVariant', typeSource(variant, context), ...dialects);
    },
    specSource(type, context),
  );
}

function specSource({ spec }: DataType, context: PrintContext): Source {
  const name = `s.${spec.kind}`;
  switch (spec.kind) {
    case 'smallInteger':
    case 'integer':
    case 'bigInteger':
    case 'date':
    case 'json':
      return call(name);
    case 'float':
    case 'double':
      return call(name, ...positional([spec.precision]));
    case 'numeric':
      return call(name, ...positional([spec.precision, spec.scale]));
    case 'boolean': {
      const own = spec.name === undefined ? undefined : nameSource(spec.name, context);
      return call(name, ...objectOf({ createConstraint: flag(spec.createConstraint, false), name: own }));
    }
    case 'string':
    case 'text':
    case 'unicode':
    case 'unicodeText':
      return call(name, ...positional([spec.length], { collation: text(spec.collation) }));
    case 'time':
    case 'dateTime':
      return call(name, ...objectOf({ timezone: flag(spec.timezone, false) }));
    case 'interval':
      return call(
        name,
        ...objectOf({
          native: flag(spec.native, true),
          secondPrecision: number(spec.secondPrecision),
          dayPrecision: number(spec.dayPrecision),
        }),
      );
    case 'largeBinary':
      return call(name, ...positional([spec.length]));
    case 'uuid':
      return call(name, ...objectOf({ nativeUuid: flag(spec.nativeUuid, true) }));
    case 'enum':
      return enumSource(spec, context);
    case 'array':
      return call(
        name,
        typeSource(spec.item, context),
        ...objectOf({ dimensions: spec.dimensions === 1 ? undefined : number(spec.dimensions) }),
      );
    case 'domain':
      return domainSource(spec, context);
    case 'verbatim':
      return call('s.type', quoted(spec.text));
    case 'exact':
      return exactSource(spec);
    default:
      return unreachable(spec);
  }
}

function enumSource(spec: EnumSpec, context: PrintContext): Source {
  const name = spec.name === undefined ? undefined : nameSource(spec.name, context);
  const named = { name, schema: text(spec.schema) };
  const values = texts(spec.values);
  if (!spec.createType) return call('s.postgresql.ENUM', values, ...objectOf({ ...named, createType: 'false' }));
  // What `s.enum` refuses to make.
  if (spec.values.length === 0) return call('s.postgresql.ENUM', values, ...objectOf(named));
  const options = {
    ...named,
    nativeEnum: flag(spec.nativeEnum, true),
    createConstraint: flag(spec.createConstraint, false),
    length: number(spec.length),
  };
  return call('s.enum', values, ...objectOf(options));
}

function domainSource(spec: DomainSpec, context: PrintContext): Source {
  const options = {
    schema: text(spec.schema),
    check: spec.check && sqlSource(spec.check, context),
    constraintName: text(spec.constraintName),
    default: spec.default && defaultSource(spec.default, spec.dataType, context),
    collation: text(spec.collation),
    notNull: flag(spec.notNull, false),
    createType: flag(spec.createType, true),
  };
  return call('s.postgresql.DOMAIN', quoted(spec.name), typeSource(spec.dataType, context), ...objectOf(options));
}

/** The most positional arguments that any exact type takes. */
const mostPositions = 2;

/** The call is found by trying: the first one whose type is this one. */
function exactSource(spec: ExactSpec): Source {
  const group = spec.dialect ?? 'types';
  const makers = (s as Readonly<Record<string, unknown>>)[group] as Readonly<Record<string, unknown>>;
  const make = Object.hasOwn(makers ?? {}, spec.name) ? makers[spec.name] : undefined;
  const options = Object.keys(spec.options).length === 0 ? [] : [spec.options];
  for (let missing = 0; typeof make === 'function' && missing <= mostPositions; missing++) {
    const args = [...spec.args, ...Array(options.length === 0 ? 0 : missing).fill(undefined), ...options];
    if (makes(() => make(...args), spec)) return call(`s.${group}.${spec.name}`, ...args.map(valueSource));
  }
  throw new TsmigError('operation', `no call of s makes the type ${spec.name} with these arguments`, {
    hint: "write the operation by hand, with s.type('…')",
  });
}

function makes(make: () => DataType, wanted: ExactSpec): boolean {
  try {
    return isDeepStrictEqual({ ...make().spec }, { ...wanted });
  } catch (error) {
    // Arguments where they do not belong.
    if (error instanceof TsmigError) return false;
    throw error;
  }
}

function positional(
  numbers: readonly (number | undefined)[],
  options: Readonly<Record<string, Source | undefined>> = {},
): Source[] {
  const object = objectOf(options);
  const last = object.length > 0 ? numbers.length : numbers.findLastIndex((one) => one !== undefined) + 1;
  return [...numbers.slice(0, last).map(String), ...object];
}

function number(given: number | undefined): Source | undefined {
  return given === undefined ? undefined : String(given);
}
