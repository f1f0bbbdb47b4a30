import { TsmigError } from '../errors.ts';
import { type DialectName, dialectNames } from './dialect-options.ts';
import { nearest } from './nearest.ts';
import { DataType, ExactName, type Name } from './types.ts';

/** What an option's value must be. A list: one of these texts, written in any case. */
export type OptionCheck =
  | 'boolean'
  | 'string'
  /** Not empty. */
  | 'text'
  | 'name'
  | 'length'
  | 'count'
  | 'integer'
  | 'texts'
  /** Looked at by the caller. */
  | 'any'
  | readonly string[];

/** A check for each option of `O`, apart from the keys that name a dialect. */
export type OptionChecks<O> = { readonly [K in Exclude<keyof O, DialectName>]-?: OptionCheck };

/**
 * The options of a call, without those that are undefined.
 * @param call the call as a user reads it, such as `s.column('id')`.
 * @param dialects whether it also takes options by dialect: `postgresql: { … }`.
 * @throws TsmigError `operation` for an unknown key, with the nearest known one, and for a value of the wrong kind.
 */
export function checkOptions<O extends object>(
  call: string,
  options: O | undefined,
  checks: OptionChecks<O>,
  dialects: 'no dialects' | 'dialects' = 'no dialects',
): O {
  if (options === undefined) return {} as O;
  if (!isPlainObject(options)) throw refusal(`${call}: the options must be an object, not ${described(options)}`);
  const known: Readonly<Record<string, OptionCheck | undefined>> = checks;
  const said: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(options)) {
    const ofDialect = dialects === 'dialects' && dialectNames.some((name) => name === key);
    const check = ofDialect ? 'any' : Object.hasOwn(known, key) ? known[key] : undefined;
    if (check === undefined)
      throw unknownOption(call, key, [...Object.keys(known), ...(dialects === 'dialects' ? dialectNames : [])]);
    if (value === undefined) continue;
    if (ofDialect && !isPlainObject(value)) {
      throw refusal(`${call}: ${key} must be an object of options, not ${described(value)}`);
    }
    said[key] = Array.isArray(check) ? oneOf(call, key, value, check) : checkedOption(call, key, value, check);
  }
  return said as O;
}

/** A name of a column, table …: a text that is not empty. */
export function checkName(call: string, what: string, value: unknown): string {
  if (typeof value !== 'string') throw refusal(`${call}: ${what} must be a string, not ${described(value)}`);
  if (value === '') throw refusal(`${call}: ${what} is empty`);
  return value;
}

/** A name that may also come from `op.f`, or be null: by the naming convention, or unnamed. */
export function checkOptionalName(call: string, value: unknown): Name | null {
  if (value === null || value instanceof ExactName) return value;
  return checkName(call, 'the name', value);
}

/** A list of names, not empty and without repetition. */
export function checkNames(call: string, what: string, values: unknown): readonly string[] {
  if (!Array.isArray(values)) {
    throw refusal(`${call}: ${what} must be a list of names, not ${described(values)}`, "write a list: ['id']");
  }
  if (values.length === 0) throw refusal(`${call}: ${what} is an empty list`, 'name at least one column');
  const names = values.map((value) => checkName(call, `each name of ${what}`, value));
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw refusal(`${call}: '${twice}' stands twice in ${what}`, 'name it once');
  return names;
}

/** A number without fraction that is at least `least`, or undefined. */
export function checkNumber(call: string, what: string, value: unknown, least: number): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value;
  const wanted = least === Number.MIN_SAFE_INTEGER ? 'a whole number' : `a whole number of at least ${least}`;
  throw refusal(`${call}: ${what} must be ${wanted}, not ${described(value)}`);
}

/** A type made by a function of `s`. */
export function checkType(call: string, what: string, value: unknown): DataType {
  if (value instanceof DataType) return value;
  // Another copy of tsmig may have made it: one that the revision imports, while the command line runs its own.
  if (typeof value === 'object' && value !== null && 'spec' in value && 'variants' in value) return value as DataType;
  const hint =
    typeof value === 'function'
      ? 'call it: s.integer()'
      : "give a type such as s.integer(), or s.type('…') for one written as it is";
  throw refusal(`${call}: ${what} must be a type, not ${described(value)}`, hint);
}

/** Refuses a `renamedFrom` that is the name itself. */
export function checkRenamed(call: string, name: string, renamedFrom: string | undefined): void {
  if (renamedFrom !== name) return;
  throw refusal(`${call}: renamedFrom is its own name`, 'give the name that it had before, or leave it out');
}

/** An error `operation`: the arguments of a call make no sense. */
export function refusal(message: string, hint?: string): TsmigError {
  return new TsmigError('operation', message, { hint });
}

/** Whether it is an object without a class of its own, such as `{ … }` gives. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A value in a few words, for messages. */
export function described(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `'${value.length > 40 ? `${value.slice(0, 40)}…` : value}'`;
    case 'function':
      return value.name === '' ? 'a function' : `the function ${value.name}`;
    case 'object': {
      if (value === null) return 'null';
      if (Array.isArray(value)) return 'a list';
      if (isPlainObject(value)) return 'an object';
      const { name } = value.constructor;
      return name === '' ? 'an object' : `a ${name}`;
    }
    case 'bigint':
      return `${value}n`;
    default:
      return String(value);
  }
}

/** `did you mean …`, and all there is. */
export function suggestion(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  const all = known.length === 0 ? 'there are none' : `there are: ${known.join(', ')}`;
  return near === undefined ? all : `did you mean ${near}? ${all}`;
}

function unknownOption(call: string, key: string, known: readonly string[]): TsmigError {
  return refusal(`${call} has no option '${key}'`, suggestion(key, known));
}

function checkedOption(call: string, key: string, value: unknown, check: OptionCheck): unknown {
  switch (check) {
    case 'boolean':
      if (typeof value === 'boolean') return value;
      throw refusal(`${call}: ${key} must be true or false, not ${described(value)}`);
    case 'string':
      if (typeof value === 'string') return value;
      throw refusal(`${call}: ${key} must be a string, not ${described(value)}`);
    case 'text':
      return checkName(call, key, value);
    case 'name':
      return checkOptionalName(call, value);
    case 'length':
      return checkNumber(call, key, value, 1);
    case 'count':
      return checkNumber(call, key, value, 0);
    case 'integer':
      return checkInteger(call, key, value);
    case 'texts':
      if (Array.isArray(value)) return value.map((item) => checkName(call, `each of ${key}`, item));
      throw refusal(`${call}: ${key} must be a list of strings, not ${described(value)}`);
    default:
      return value;
  }
}

function checkInteger(call: string, key: string, value: unknown): number | bigint {
  if (typeof value === 'bigint' || Number.isSafeInteger(value)) return value as number | bigint;
  const hint = typeof value === 'number' && Number.isInteger(value) ? `write it as a bigint: ${key}: 1n` : undefined;
  throw refusal(`${call}: ${key} must be a whole number, not ${described(value)}`, hint);
}

function oneOf(call: string, key: string, value: unknown, choices: readonly string[]): string {
  const found = typeof value === 'string' && choices.find((choice) => choice.toLowerCase() === value.toLowerCase());
  if (typeof found === 'string') return found;
  throw refusal(`${call}: ${key} must be one of ${choices.join(', ')}, not ${described(value)}`);
}
