import { TsmigError } from '../src/errors.ts';

/** Options of one dialect on one element. */
export type Options = Readonly<Record<string, unknown>>;

/** A text option, or undefined when it is not said. */
export function textOption(options: Options, key: string): string | undefined {
  return option(options, key, 'a string', (value) => typeof value === 'string' && value !== '') as string | undefined;
}

/** A yes/no option; not said is no. */
export function flagOption(options: Options, key: string): boolean {
  return (option(options, key, 'true or false', (value) => typeof value === 'boolean') ?? false) as boolean;
}

/** A list of names; one name may stand by itself. */
export function namesOption(options: Options, key: string): readonly string[] {
  const value = option(
    options,
    key,
    'a name or a list of names',
    (given) => typeof given === 'string' || (Array.isArray(given) && given.every((item) => typeof item === 'string')),
  );
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : (value as string[]);
}

/** An object of keys and values. */
export function recordOption(options: Options, key: string): Options {
  const value = option(
    options,
    key,
    'an object',
    (given) => typeof given === 'object' && given !== null && !Array.isArray(given),
  );
  return (value ?? {}) as Options;
}

function option(options: Options, key: string, wanted: string, fits: (value: unknown) => boolean): unknown {
  const value = options[key];
  if (value === undefined || value === null) return undefined;
  if (!fits(value)) throw new TsmigError('operation', `the option ${key} must be ${wanted}`);
  return value;
}
