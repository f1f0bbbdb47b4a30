import { TsmigError } from '../../src/errors.ts';
import { type DataType, type TypeFamily, typeFamily } from '../../src/model/types.ts';
import { hasZone } from '../literals.ts';
import type { Moment } from '../moments.ts';

/** The families whose elements have their type without a cast: the others would be text to PostgreSQL. */
const plainElements: ReadonlySet<TypeFamily> = new Set(['integer', 'decimal', 'float', 'boolean', 'string']);

/** What arrays need of the dialect. */
interface ArrayForms {
  type(type: DataType): string;
  literal(value: unknown, type: DataType): string;
}

/**
 * `ARRAY[1, 2]`, with a cast where the elements do not tell the type, or where one is asked for.
 * https://www.postgresql.org/docs/current/sql-expressions.html#SQL-SYNTAX-ARRAY-CONSTRUCTORS
 */
export function arrayLiteral(items: readonly unknown[], type: DataType, forms: ArrayForms, cast?: string): string {
  const { spec } = type;
  const item = spec.kind === 'array' ? spec.item : spec.kind === 'exact' ? spec.options.item : undefined;
  if (!isDataType(item))
    throw new TsmigError('value', 'an array needs the type of its elements', { hint: 's.array(s.integer())' });
  const body = nested(items, item, forms);
  const tells =
    plainElements.has(typeFamily(item)) && item.spec.kind !== 'verbatim' && flat(items).some(hasPlainLiteral);
  return tells && cast === undefined ? body : `${body}::${cast ?? forms.type(type)}`;
}

/** A type of array without its limits, which a cast, unlike a column, keeps by cutting and rounding. */
export function unlimited(type: string): string {
  return type
    .replace(/^(VARCHAR|NUMERIC|DECIMAL|BIT VARYING)\([\d, ]*\)/, '$1')
    .replace(/^N?CHAR\(\d+\)/, 'BPCHAR')
    .replace(/^BIT\(\d+\)/, 'BIT VARYING');
}

/** NaN, the infinities and -0 are written in quotes: alone they would make an array of text, as NULL would. */
function hasPlainLiteral(value: unknown): boolean {
  return value != null && (typeof value !== 'number' || (Number.isFinite(value) && !Object.is(value, -0)));
}

function nested(items: readonly unknown[], item: DataType, forms: ArrayForms): string {
  const lengths = new Set(items.map((value) => (Array.isArray(value) ? value.length : -1)));
  const deep = items.some(Array.isArray) && typeFamily(item) !== 'json';
  if (deep && lengths.size > 1) {
    throw new TsmigError('value', 'the rows of an array of several dimensions must have the same length');
  }
  const texts = items.map((value) =>
    deep && Array.isArray(value) ? nested(value, item, forms) : forms.literal(value, item),
  );
  return `ARRAY[${texts.join(', ')}]`;
}

function flat(items: readonly unknown[]): unknown[] {
  return items.flatMap((item): unknown[] => (Array.isArray(item) ? flat(item) : [item]));
}

/** `03:04:05`, with six digits where there is a fraction, with an offset where the type has a zone, or is not known. */
export function clock({ time, fraction, zone }: Moment, type: DataType | undefined): string {
  const digits = fraction === '' ? '' : `.${fraction.padEnd(6, '0')}`;
  const zoned = type === undefined || hasZone(type) !== false;
  return `${time}${digits}${zoned ? (zone ?? '') : ''}`;
}

/** `5b6e6b1e-0000-4000-8000-000000000001` */
export function hyphenated(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function isDataType(value: unknown): value is DataType {
  return typeof value === 'object' && value !== null && 'spec' in value;
}
