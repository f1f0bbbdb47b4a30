import { TsmigError } from '../src/errors.ts';
import { type DataType, type TypeFamily, typeFamily } from '../src/model/types.ts';
import { type Moment, momentOfDate, momentOfText } from './moments.ts';

export type SpecialNumber = 'NaN' | 'Infinity' | '-Infinity';

/** How a dialect writes the kinds of literals; what it cannot say it refuses. */
export interface LiteralForms {
  readonly name: string;
  stringLiteral(text: string, type: DataType | undefined): string;
  booleanLiteral(value: boolean): string;
  /** @param hex two lower-case digits a byte; @param type undefined: the column's type is not known */
  bytesLiteral(hex: string, type: DataType | undefined): string;
  /** @param moment holds a date */
  dateLiteral(moment: Moment): string;
  /** @param moment holds a time; @param type undefined: the column's type is not known */
  timeLiteral(moment: Moment, type: DataType | undefined): string;
  /** @param moment holds both; @param type undefined: the column's type is not known */
  dateTimeLiteral(moment: Moment, type: DataType | undefined): string;
  intervalLiteral(text: string, type: DataType): string;
  /** @param hex 32 lower-case digits */
  uuidLiteral(hex: string, type: DataType): string;
  jsonLiteral(json: string, type: DataType): string;
  arrayLiteral(items: readonly unknown[], type: DataType): string;
  /** Minus zero in a float column. */
  readonly minusZero: string;
  /** NaN and the infinities in a float or decimal column. */
  specialNumber(value: SpecialNumber, type: DataType): string;
}

/** A JavaScript value as a literal: by the column's type first, by the value second; what is ambiguous or lossy is refused. */
export function literalText(value: unknown, type: DataType | undefined, forms: LiteralForms): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'symbol' || typeof value === 'function') throw noLiteral(value, type, forms);
  return type === undefined ? untyped(value, forms) : typed(value, type, typeFamily(type), forms);
}

/** The text of a default: a string is the column's text form where a value would have one of its own (`'{}'`). */
export function defaultText(value: unknown, type: DataType | undefined, forms: LiteralForms): string {
  if (typeof value !== 'string' || type === undefined) return literalText(value, type, forms);
  const family = typeFamily(type);
  if (family === 'json') {
    try {
      JSON.parse(value);
    } catch (cause) {
      throw new TsmigError('value', `the default ${show(value)} is no JSON`, {
        cause,
        hint: 'write JSON text, such as \'{"a":1}\'',
      });
    }
    return forms.jsonLiteral(value, type);
  }
  return family === 'array' ? forms.stringLiteral(checkText(value), undefined) : literalText(value, type, forms);
}

function typed(value: unknown, type: DataType, family: TypeFamily, forms: LiteralForms): string {
  // Made only when it is thrown: an error with its stack costs more than many literals.
  const refused = (): TsmigError => noLiteral(value, type, forms);
  switch (family) {
    case 'integer':
      if (typeof value === 'bigint') return String(value);
      if (typeof value === 'string' && /^-?\d+$/.test(value)) return value;
      if (typeof value === 'number' && Number.isInteger(value)) return safeInteger(value);
      throw refused();
    case 'decimal':
    case 'float':
      return numberText(value, type, family, forms, refused);
    case 'boolean':
      if (typeof value === 'boolean') return forms.booleanLiteral(value);
      // As server defaults are often written: serverDefault: 'false'.
      if (value === 'true' || value === 'false') return forms.booleanLiteral(value === 'true');
      throw refused();
    case 'string':
      if (typeof value === 'string') return forms.stringLiteral(checkText(value), type);
      throw refused();
    case 'enum':
      if (typeof value !== 'string') throw refused();
      checkMember(value, type);
      return forms.stringLiteral(checkText(value), type);
    case 'binary':
      if (value instanceof Uint8Array) return forms.bytesLiteral(Buffer.from(value).toString('hex'), type);
      throw refused();
    case 'date':
    case 'time':
    case 'dateTime':
      return momentText(value, type, family, forms, refused);
    case 'interval':
      if (typeof value === 'string') return forms.intervalLiteral(checkText(value), type);
      throw refused();
    case 'uuid':
      return forms.uuidLiteral(uuidHex(value, refused), type);
    case 'json':
      return forms.jsonLiteral(jsonText(value), type);
    case 'array':
      if (Array.isArray(value)) return forms.arrayLiteral(value, type);
      throw refused();
    case 'other':
      if (typeof value === 'object') throw refused();
      return untyped(value, forms);
  }
}

/** Without a type only what means the same in every column. */
function untyped(value: unknown, forms: LiteralForms): string {
  switch (typeof value) {
    case 'string':
      return forms.stringLiteral(checkText(value), undefined);
    case 'bigint':
      return String(value);
    case 'boolean':
      return forms.booleanLiteral(value);
    case 'number':
      if (!Number.isFinite(value)) throw noLiteral(value, undefined, forms);
      return Number.isInteger(value) ? safeInteger(value) : String(value);
    default:
      if (value instanceof Date)
        return forms.dateTimeLiteral(
          moment(value, () => noLiteral(value, undefined, forms)),
          undefined,
        );
      if (value instanceof Uint8Array) return forms.bytesLiteral(Buffer.from(value).toString('hex'), undefined);
      throw noLiteral(value, undefined, forms);
  }
}

function numberText(
  value: unknown,
  type: DataType,
  family: TypeFamily,
  forms: LiteralForms,
  refused: () => TsmigError,
): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'string') {
    if (/^-?(\d+(\.\d+)?|\.\d+)$/.test(value)) return value;
    if (family === 'float' && /^-?\d+(\.\d+)?[eE][+-]?\d+$/.test(value)) return value;
    throw refused();
  }
  if (typeof value !== 'number') throw refused();
  if (Number.isNaN(value)) return forms.specialNumber('NaN', type);
  if (!Number.isFinite(value)) return forms.specialNumber(value > 0 ? 'Infinity' : '-Infinity', type);
  if (family === 'float') return Object.is(value, -0) ? forms.minusZero : String(value);
  return Number.isInteger(value) ? safeInteger(value) : String(value);
}

function momentText(
  value: unknown,
  type: DataType,
  family: 'date' | 'time' | 'dateTime',
  forms: LiteralForms,
  refused: () => TsmigError,
): string {
  const given = moment(value, refused);
  if (value instanceof Date) {
    if (family === 'date') return forms.dateLiteral(given);
    return family === 'time' ? forms.timeLiteral(given, type) : forms.dateTimeLiteral(given, type);
  }
  if (family === 'date') {
    if (given.date === undefined || given.time !== undefined) throw refused();
    return forms.dateLiteral(given);
  }
  if (given.time === undefined || (family === 'time') !== (given.date === undefined)) throw refused();
  checkZone(given, value, type, family);
  return family === 'time' ? forms.timeLiteral(given, type) : forms.dateTimeLiteral(given, type);
}

function moment(value: unknown, refused: () => TsmigError): Moment {
  const found =
    value instanceof Date ? momentOfDate(value) : typeof value === 'string' ? momentOfText(value) : undefined;
  if (found === undefined) throw refused();
  return found;
}

/** An offset would be ignored without a zone, and one that is missing is the session's, which a script does not know. */
function checkZone(given: Moment, value: unknown, type: DataType, family: 'time' | 'dateTime'): void {
  const wanted = hasZone(type);
  if (wanted === undefined || wanted === (given.zone !== undefined)) return;
  const what = family === 'time' ? 'time' : 'date-time';
  throw wanted
    ? new TsmigError('value', `${show(value)} has no offset, for a ${what} with time zone`, {
        hint: 'append Z or +hh:mm',
      })
    : new TsmigError('value', `${show(value)} has an offset, for a ${what} without time zone`, {
        hint: 'leave it out',
      });
}

/** Whether the values of a time or date-time type have a zone; undefined: the type does not say. */
export function hasZone(type: DataType): boolean | undefined {
  const { spec } = type;
  if (spec.kind === 'time' || spec.kind === 'dateTime') return spec.timezone;
  if (spec.kind === 'domain') return hasZone(spec.dataType);
  if (spec.kind !== 'exact') return undefined;
  if (spec.name === 'TIMESTAMPTZ' || spec.name === 'TIMETZ' || spec.name === 'DATETIMEOFFSET') return true;
  return spec.options.timezone === true || spec.options.localTimezone === true;
}

function uuidHex(value: unknown, refused: () => TsmigError): string {
  if (typeof value !== 'string') throw refused();
  if (!/^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(value)) throw refused();
  const hex = value.replaceAll('-', '').toLowerCase();
  if (value.includes('-') && value.split('-').length !== 5) throw refused();
  return hex;
}

/** What `JSON.stringify` gives, but nothing lost on the way: no undefined, NaN, functions, bigints, cycles. */
function jsonText(value: unknown): string {
  checkJson(value, '$', []);
  const json: string | undefined = JSON.stringify(value);
  if (json === undefined) throw new TsmigError('value', 'the value has no JSON');
  return checkText(json);
}

function checkJson(value: unknown, path: string, above: readonly unknown[]): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number') {
    if (Number.isFinite(value) && !Object.is(value, -0)) return;
    throw new TsmigError('value', `JSON has no ${Object.is(value, -0) ? '-0' : value} (at ${path})`);
  }
  if (typeof value !== 'object') throw new TsmigError('value', `JSON has no ${typeof value} (at ${path})`);
  if (above.includes(value)) throw new TsmigError('value', `JSON has no cycles (at ${path})`);
  if ('toJSON' in value && typeof value.toJSON === 'function') return;
  if (!Array.isArray(value) && !isPlain(value)) {
    throw new TsmigError('value', `JSON has no ${value.constructor?.name ?? 'such object'} (at ${path})`, {
      hint: 'give plain objects and arrays',
    });
  }
  const entries: [string, unknown][] = Array.isArray(value)
    ? Array.from(value, (item, i) => [`[${i}]`, item])
    : Object.entries(value).map(([key, item]) => [`.${key}`, item]);
  for (const [key, item] of entries) checkJson(item, path + key, [...above, value]);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function checkMember(value: string, type: DataType): void {
  const { spec } = type;
  const values = spec.kind === 'enum' ? spec.values : spec.kind === 'exact' ? spec.args : [];
  if (values.length > 0 && !values.includes(value)) {
    throw new TsmigError('value', `${show(value)} is not among the values of the enum: ${values.map(show).join(', ')}`);
  }
}

function safeInteger(value: number): string {
  if (!Number.isSafeInteger(value)) {
    throw new TsmigError('value', `the number ${value} is past 2^53, where JavaScript's numbers are not exact`, {
      hint: 'give a bigint (123n) or a string',
    });
  }
  return String(value);
}

/** Refuses what no database and no script can hold; gives it back. */
export function checkText(text: string): string {
  if (text.includes('\0')) throw new TsmigError('value', 'a text with a NUL character has no literal');
  if (/\p{Surrogate}/u.test(text))
    throw new TsmigError('value', 'a text that is not well-formed Unicode has no literal');
  return text;
}

function noLiteral(value: unknown, type: DataType | undefined, forms: LiteralForms): TsmigError {
  const hint =
    type === undefined
      ? 'give the column its type'
      : 'give a value of the column’s type, or the SQL itself with sql`…`';
  const column = type === undefined ? 'a column without a type' : `a column of type ${typeFamily(type)}`;
  return new TsmigError('value', `${show(value)} has no ${forms.name} literal for ${column}`, { hint });
}

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? 'an invalid Date' : `the Date ${value.toISOString()}`;
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null)
    return `an object (${value.constructor?.name ?? 'without prototype'})`;
  return typeof value === 'function' || typeof value === 'symbol' ? `a ${typeof value}` : String(value);
}
