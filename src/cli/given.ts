import { TsmigError } from '../errors.ts';

/** Arguments as yargs hands them over. */
export type Given = Readonly<Record<string, unknown>>;

/** The value of an option that may be given once. */
export function text(given: Given, name: string): string | undefined {
  const value = given[name];
  if (value === undefined) return undefined;
  if (Array.isArray(value))
    throw new TsmigError('usage', `${dashes(name)} is given ${value.length} times`, { hint: 'give it once' });
  return String(value);
}

/** The value of an option that is nothing when it is empty. */
export function filled(given: Given, name: string): string | undefined {
  const value = text(given, name);
  if (value === '')
    throw new TsmigError('usage', `${dashes(name)} is empty`, { hint: 'give it a value, or leave it out' });
  return value;
}

/** The values of an argument that may be given several times. */
export function texts(given: Given, name: string): readonly string[] {
  const value = given[name];
  const items: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return items.map(String);
}

/** Whether a flag is set. */
export function flag(given: Given, name: string): boolean {
  const value = given[name];
  // Given twice, a flag means what it means once.
  return Array.isArray(value) ? value.at(-1) === true : value === true;
}

/** `key=value` arguments; a key alone stands for an empty value, and the last one of a key counts, as in Alembic. */
export function pairs(given: Given, name: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    texts(given, name).map((one) => {
      const at = one.indexOf('=');
      if (at === 0 || one === '') {
        throw new TsmigError('usage', `-${name} '${one}' has no key`, { hint: `write -${name} key=value` });
      }
      return at === -1 ? [one, ''] : [one.slice(0, at), one.slice(at + 1)];
    }),
  );
}

function dashes(name: string): string {
  return name.length === 1 ? `-${name}` : `--${name}`;
}
