import { TsmigError } from '../errors.ts';

/** Arguments as yargs hands them over. */
export type Given = Readonly<Record<string, unknown>>;

/** The value of an option that may be given once. */
export function text(given: Given, name: string): string | undefined {
  const value = given[name];
  if (value === undefined) return undefined;
  if (Array.isArray(value)) throw new TsmigError('usage', `${dashes(name)} is given ${value.length} times`);
  return String(value);
}

/** Whether a flag is set. */
export function flag(given: Given, name: string): boolean {
  const value = given[name];
  // Given twice, a flag means what it means once.
  return Array.isArray(value) ? value.at(-1) === true : value === true;
}

/** `key=value` arguments; a key alone stands for an empty value, and the last one of a key counts, as in Alembic. */
export function pairs(given: Given, name: string): Readonly<Record<string, string>> {
  const value = given[name];
  const items: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return Object.fromEntries(
    items.map((item) => {
      const one = String(item);
      const at = one.indexOf('=');
      return at === -1 ? [one, ''] : [one.slice(0, at), one.slice(at + 1)];
    }),
  );
}

function dashes(name: string): string {
  return name.length === 1 ? `-${name}` : `--${name}`;
}
