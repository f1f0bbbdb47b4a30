import { checkOptions, type OptionChecks } from '../model/arguments.ts';
import { type DialectOptions, pickDialectOptions } from '../model/dialect-options.ts';
import { checkDialectOptions, type OptionBearer } from './dialect-keys.ts';

/** Options without what was not said, and with those by dialect apart. */
export type CheckedOptions<O> = {
  readonly [K in Exclude<keyof O, keyof DialectOptions>]?: Exclude<O[K], undefined>;
} & { readonly dialect: DialectOptions };

/**
 * The options of a call of `op`, checked. A null stands for "not said" except in `nullable` keys, where it says something:
 * code that comes from Python is full of `schema: null`.
 * @param bearer what carries the options by dialect; undefined: the call has none.
 */
export function checkedOptions<O extends object>(
  call: string,
  given: O | undefined,
  checks: OptionChecks<O>,
  bearer?: OptionBearer,
  nullable: readonly (keyof O)[] = [],
): CheckedOptions<O> {
  const options = checkOptions<O>(
    call,
    withoutNulls(given, nullable),
    checks,
    bearer === undefined ? 'no dialects' : 'dialects',
  );
  const dialect = pickDialectOptions(options);
  if (bearer !== undefined) checkDialectOptions(bearer, dialect, call);
  return { ...options, dialect } as CheckedOptions<O>;
}

function withoutNulls<O extends object>(given: O | undefined, kept: readonly (keyof O)[]): O | undefined {
  // Anything but an object is refused by the check itself.
  if (typeof given !== 'object' || given === null || !Object.values(given).includes(null)) return given;
  return Object.fromEntries(
    Object.entries(given).filter(([key, value]) => value !== null || (kept as readonly string[]).includes(key)),
  ) as O;
}
