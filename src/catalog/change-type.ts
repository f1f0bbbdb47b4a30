import { DataType } from '../model/types.ts';
import type { SqlEffect } from '../operations/operation.ts';
import { type Catalog, keyOf } from './catalog.ts';
import { putTable } from './facts.ts';
import { type NamedType, namedTypesOf, typeKey } from './type-users.ts';

/** The catalog after a named type has got another name, which its users follow; a type that history does not know is left out. */
export function renameType(catalog: Catalog, { name, newName }: Extract<SqlEffect, { kind: 'renameType' }>): Catalog {
  const from = keyOf(name);
  const to = keyOf({ ...name, name: newName });
  const known = catalog.types.get(from);
  if (known === undefined || from === to) return catalog;
  const moved = { ...catalog, types: catalog.types.delete(from).set(to, known) };
  return withUsers(
    changeType(moved, from, (spec) => ({ ...spec, name: newName })),
    from,
    to,
  );
}

/** The catalog after a value of an enum type has been added or renamed; a type that history does not know is left out. */
export function changeEnum(catalog: Catalog, { name, change }: Extract<SqlEffect, { kind: 'changeEnum' }>): Catalog {
  return changeType(catalog, keyOf(name), (spec) => {
    if (spec.kind !== 'enum') return spec;
    const values = 'add' in change ? withValue(spec.values, change) : replaced(spec.values, change.rename, change.to);
    return { ...spec, values };
  });
}

type Change = (spec: NamedType['spec']) => NamedType['spec'];

/** The catalog with another declaration of a named type, wherever it stands: by itself, in columns, in types made of it. */
export function changeType(catalog: Catalog, key: string, change: Change): Catalog {
  let { types } = catalog;
  for (const [name, state] of types.entries())
    types = types.set(name, { ...state, type: changed(state.type, key, change) });
  let after: Catalog = { ...catalog, types };
  for (const [, state] of catalog.tables.entries()) {
    if (state.kind !== 'known') continue;
    const { table } = state;
    if (!table.columns.some(({ type }) => type !== null && uses(type, key))) continue;
    const columns = table.columns.map((column) => ({
      ...column,
      type: column.type && changed(column.type, key, change),
    }));
    after = putTable(after, { ...table, columns });
  }
  return after;
}

function changed(type: DataType, key: string, change: Change): DataType {
  const { spec } = type;
  if (!uses(type, key)) return type;
  if (spec.kind === 'array') return new DataType({ ...spec, item: changed(spec.item, key, change) });
  if (spec.kind === 'exact') {
    const item = changed(spec.options.item as DataType, key, change);
    return new DataType({ ...spec, options: { ...spec.options, item } });
  }
  if (spec.kind !== 'enum' && spec.kind !== 'domain') return type;
  if (namedTypesOf(type).some((one) => one.spec === spec && typeKey(one) === key)) return new DataType(change(spec));
  return spec.kind === 'domain' ? new DataType({ ...spec, dataType: changed(spec.dataType, key, change) }) : type;
}

function uses(type: DataType, key: string): boolean {
  return namedTypesOf(type).some((one) => typeKey(one) === key);
}

/** What is left under the old name are the users in tables that are not known. */
function withUsers(catalog: Catalog, from: string, to: string): Catalog {
  const users = new Set([...(catalog.typeUsers.get(from) ?? []), ...(catalog.typeUsers.get(to) ?? [])]);
  const typeUsers = catalog.typeUsers.delete(from);
  return { ...catalog, typeUsers: users.size === 0 ? typeUsers : typeUsers.set(to, users) };
}

function withValue(
  values: readonly string[],
  { add, before, after }: { readonly add: string; readonly before?: string; readonly after?: string },
): readonly string[] {
  if (values.includes(add)) return values;
  const at = before !== undefined ? values.indexOf(before) : after !== undefined ? values.indexOf(after) + 1 : -1;
  return at < 0 ? [...values, add] : values.toSpliced(at, 0, add);
}

function replaced(values: readonly string[], from: string, to: string): readonly string[] {
  return values.map((value) => (value === from ? to : value));
}
