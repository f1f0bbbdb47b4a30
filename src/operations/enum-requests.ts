import { checkName, described, refusal } from '../model/arguments.ts';
import { checkValues } from '../model/generic-types.ts';
import { checkedOptions } from './checked-options.ts';
import type { AlterEnum } from './operation.ts';
import type { AlterEnumOptions } from './options.ts';

export function alterEnum(
  call: string,
  name: unknown,
  values: unknown,
  given: AlterEnumOptions | undefined,
): AlterEnum {
  const { schema, rename } = checkedOptions<AlterEnumOptions>(call, given, { schema: 'text', rename: 'any' });
  const checked = checkValues(call, values);
  if (checked.length === 0) throw refusal(`${call}: there are no values`, "write ['a', 'b']");
  return {
    kind: 'alterEnum',
    name: { name: checkName(call, "the type's name", name), ...(schema != null && { schema }) },
    values: checked,
    renamed: renames(call, rename),
  };
}

function renames(call: string, given: unknown): Readonly<Record<string, string>> {
  if (given === undefined) return {};
  const isPairs = typeof given === 'object' && given !== null && !Array.isArray(given);
  if (isPairs && Object.values(given).every((value) => typeof value === 'string')) return { ...given };
  throw refusal(`${call}: rename must be an object, not ${described(given)}`, "write { rename: { old: 'new' } }");
}
