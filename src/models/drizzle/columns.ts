import type * as Orm from 'drizzle-orm';
import { type ColumnOptions, column, computed, identity } from '../../model/columns.ts';
import type { ColumnElement, DefaultValue } from '../../model/elements.ts';
import type { Computed, Identity } from '../../model/nouns.ts';
import { toExpression } from '../../model/sql.ts';
import { type DataType, typeFamily } from '../../model/types.ts';
import { defaultOf, expressionOf, type SqlReader } from './expressions.ts';
import type { Family, TableConfig } from './family.ts';
import { inexpressible } from './refusals.ts';

/** A column of Drizzle, apart from the constraints that it brings along. `$default` and `$onUpdate` are the application's. */
export function columnElement(
  given: Orm.Column,
  config: TableConfig,
  family: Family,
  reader: SqlReader,
): ColumnElement {
  const key = keyColumns(config);
  const type = family.type(given, key.includes(given.name));
  const ownDefault = defaultValue(given, type, reader);
  const serverDefault = family.defaultWith === undefined ? ownDefault : family.defaultWith(given, ownDefault);
  const { generated, generatedIdentity } = given;
  const options: ColumnOptions = {
    ...(given.primary && { primaryKey: true }),
    ...((family.isNotNull?.(given) ?? given.notNull) && { nullable: false }),
    ...(serverDefault !== undefined && { serverDefault }),
    ...(generatedIdentity && { identity: identityOf(generatedIdentity, given, config) }),
    ...(generated && { computed: computedOf(generated, reader) }),
  };
  return column(given.name, type, { ...options, ...autoincrement(given, type, options, config, family) });
}

/** The columns of the primary key. */
function keyColumns({ columns, primaryKeys: [explicit] }: TableConfig): readonly string[] {
  return (explicit?.columns ?? columns.filter(({ primary }) => primary)).map(({ name }) => name);
}

/** Said only where our own rule for a single integer key says otherwise. */
function autoincrement(
  given: Orm.Column,
  type: DataType,
  { serverDefault, identity: counted, computed: made }: ColumnOptions,
  config: TableConfig,
  { counts }: Family,
): Pick<ColumnOptions, 'autoincrement'> {
  if (counts === undefined) return {};
  const [only, second] = keyColumns(config);
  const hasValue = serverDefault !== undefined || counted !== undefined || made !== undefined;
  const refers = config.foreignKeys.some((one) => one.reference().columns.some(({ name }) => name === given.name));
  const byRule = only === given.name && second === undefined && typeFamily(type) === 'integer' && !hasValue && !refers;
  const asked = counts(given) && type.spec.kind !== 'verbatim';
  return asked === byRule ? {} : asked || byRule ? { autoincrement: asked } : {};
}

/** The families of types whose values are written as literals of the type; all others as the driver would take them. */
const ownLiterals = ['array', 'boolean', 'date', 'dateTime', 'time'];

function defaultValue(given: Orm.Column, type: DataType, reader: SqlReader): DefaultValue | undefined {
  const { SQL } = reader.orm;
  const value: unknown = given.default;
  if (value === undefined || value === null) return undefined;
  if (reader.orm.is(value, SQL)) return defaultOf(value, reader);
  const family = typeFamily(type);
  // A text as the default of a JSON column is the JSON itself.
  if (family === 'json') return JSON.stringify(value);
  const mapped: unknown = ownLiterals.includes(family) ? value : given.mapToDriverValue(value);
  if (reader.orm.is(mapped, SQL)) return defaultOf(mapped, reader);
  return isPlain(mapped) ? mapped : toExpression(mapped, type);
}

function isPlain(value: unknown): value is string | number | bigint | boolean {
  return ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
}

function computedOf({ as, mode }: NonNullable<Orm.Column['generated']>, reader: SqlReader): Computed {
  const made: unknown = typeof as === 'function' ? as() : as;
  const persisted = mode === undefined ? {} : { persisted: mode === 'stored' };
  if (typeof made === 'string') return computed(made, persisted);
  if (reader.orm.is(made, reader.orm.SQL)) return computed(expressionOf(made, reader), persisted);
  throw inexpressible('a generated column whose expression is a value', 'write it as sql`…`');
}

function identityOf(
  { type, sequenceName, sequenceOptions = {} }: NonNullable<Orm.Column['generatedIdentity']>,
  { name }: Orm.Column,
  config: TableConfig,
): Identity {
  if (sequenceName !== undefined && sequenceName !== `${config.name}_${name}_seq`) {
    throw inexpressible(`the name ${sequenceName} of the sequence behind an identity`, 'leave the name out');
  }
  const { startWith, increment, minValue, maxValue, cache, cycle } = sequenceOptions;
  const numbers = Object.entries({ start: startWith, increment, minValue, maxValue, cache }).flatMap(([key, said]) =>
    said === undefined ? [] : [[key, wholeNumber(said)] as const],
  );
  return identity({
    ...(type === 'always' && { always: true }),
    ...Object.fromEntries(numbers),
    ...(cycle === true && { cycle }),
  });
}

function wholeNumber(said: number | string): number | bigint {
  if (typeof said === 'number') return said;
  const exact = BigInt(said);
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
}
