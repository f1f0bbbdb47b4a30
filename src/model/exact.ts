import { checkNumber, checkOptions, described, type OptionCheck, refusal } from './arguments.ts';
import type { DialectName } from './dialect-options.ts';
import { DataType, type ExactSpec, type TypeFamily } from './types.ts';

/** A positional argument of an exact type: a number of at least `least`, or the word `max` where it stands. */
export interface Position {
  readonly what: string;
  readonly least: number;
  readonly max?: true;
}

export const length: Position = { what: 'the length', least: 1 };
export const precision: Position = { what: 'the precision', least: 1 };
export const scale: Position = { what: 'the scale', least: 0 };
/** A scale that may be negative: digits before the point are rounded away. */
export const signedScale: Position = { what: 'the scale', least: Number.MIN_SAFE_INTEGER };

/** Options of text types: a collation. */
export interface CollationOptions {
  readonly collation?: string;
}
export const collation = { collation: 'text' } as const;

/** Makes the function behind one exact type: `Args` are what it takes, `T` is what a column of it holds. */
export type ExactTypes = <Args extends readonly unknown[], T>(
  name: string,
  family: TypeFamily,
  positions?: readonly Position[],
  options?: Readonly<Record<string, OptionCheck>>,
) => (...args: Args) => DataType<T>;

/** The exact types of a dialect, or of none: standard SQL. Every argument is checked, none is dropped. */
export function exactTypes(dialect: DialectName | undefined): ExactTypes {
  return <Args extends readonly unknown[], T>(
    name: string,
    family: TypeFamily,
    positions: readonly Position[] = [],
    options?: Readonly<Record<string, OptionCheck>>,
  ) => {
    const call = `s.${dialect ?? 'types'}.${name}()`;
    return (...args: Args): DataType<T> => {
      if (args.length > positions.length + (options === undefined ? 0 : 1)) {
        throw refusal(`${call} takes ${taken(positions, options)}`, 'leave out what it does not take');
      }
      return exact<T>({
        name,
        family,
        ...(dialect !== undefined && { dialect }),
        args: positionalArguments(call, args.slice(0, positions.length), positions),
        options: options === undefined ? {} : said(call, args[positions.length], options),
      });
    };
  };
}

/** An exact type from its parts. */
export function exact<T>(parts: Omit<ExactSpec, 'kind'>): DataType<T> {
  return new DataType<T>(Object.freeze({ kind: 'exact', ...parts }));
}

function positionalArguments(
  call: string,
  given: readonly unknown[],
  positions: readonly Position[],
): readonly (string | number)[] {
  const made: (string | number)[] = [];
  positions.forEach((position, at) => {
    const value = given[at];
    if (value === undefined) return;
    const before = positions[made.length];
    if (before !== undefined && made.length < at) throw refusal(`${call}: ${position.what} without ${before.what}`);
    if (typeof value === 'object') {
      throw refusal(
        `${call}: ${position.what} must be a number, not ${described(value)}`,
        `options come after ${position.what}`,
      );
    }
    if (position.max && value === 'max') made.push(value);
    else made.push(checkNumber(call, position.what, value, position.least) ?? 0);
  });
  return made;
}

function said(
  call: string,
  given: unknown,
  checks: Readonly<Record<string, OptionCheck>>,
): Readonly<Record<string, unknown>> {
  return checkOptions<Record<string, unknown>>(call, given as Record<string, unknown> | undefined, checks);
}

function taken(positions: readonly Position[], options: object | undefined): string {
  const parts = positions.map((position) => position.what);
  if (options !== undefined) parts.push(`options (${Object.keys(options).join(', ')})`);
  return parts.length === 0 ? 'no arguments' : `only ${parts.join(', ')}`;
}
