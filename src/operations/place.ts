import { checkName, type OptionChecks } from '../model/arguments.ts';
import type { TableName } from '../model/expressions.ts';
import { type CheckedOptions, checkedOptions } from './checked-options.ts';
import type { OptionBearer } from './dialect-keys.ts';
import type { InSchema } from './options.ts';

/** Which table a call is about: the one that it names, with its `schema` option, or that of the batch around it. */
export type Place = { readonly named: unknown } | { readonly batch: TableName };

/** A call's checked options, and the table that it is about. */
export type Placed<O> = CheckedOptions<O> & { readonly table: TableName };

/** Checks a call's options as `checkedOptions` does, and finds its table. */
export function placedOptions<O extends object>(
  call: string,
  place: Place,
  given: O | undefined,
  checks: OptionChecks<O>,
  bearer?: OptionBearer,
  nullable?: readonly (keyof O)[],
): Placed<O> {
  if ('batch' in place) return { ...checkedOptions(call, given, checks, bearer, nullable), table: place.batch };
  const withSchema = { ...checks, schema: 'text' } as OptionChecks<O & InSchema>;
  const { schema, ...options } = checkedOptions<O & InSchema>(
    call,
    given,
    withSchema,
    bearer,
    nullable,
  ) as CheckedOptions<O> & {
    readonly schema?: string;
  };
  return { ...(options as CheckedOptions<O>), table: tableNamed(call, place.named, schema) };
}

/** A table's name as an argument. */
export function tableNamed(call: string, name: unknown, schema: string | null | undefined): TableName {
  return { name: checkName(call, "the table's name", name), ...(schema != null && { schema }) };
}

/** The entries that are not undefined: for `exactOptionalPropertyTypes`, where undefined would be said. */
export function said<T extends object>(entries: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
