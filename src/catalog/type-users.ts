import type { TableName } from '../model/expressions.ts';
import type { Column } from '../model/nouns.ts';
import type { DataType, DomainSpec, EnumSpec } from '../model/types.ts';
import { type Catalog, keyOf, knownTable } from './catalog.ts';

/** A type that exists under a name of its own: a native enum with a name, or a domain. */
export type NamedType = DataType & { readonly spec: EnumSpec | DomainSpec };

/** The named type that a type is, or is an array of. */
export function namedTypeOf(type: DataType): NamedType | undefined {
  const { spec } = type;
  if (spec.kind === 'array') return namedTypeOf(spec.item);
  if (spec.kind === 'domain') return type as NamedType;
  if (spec.kind === 'enum' && spec.nativeEnum && spec.name !== undefined) return type as NamedType;
  // The item of a dialect's own array type, and its own enum type, stand among its options.
  if (spec.kind === 'exact' && isDataType(spec.options.item)) return namedTypeOf(spec.options.item);
  return undefined;
}

/** The named types that a type needs, each after the one that it is made of, as a domain over an enum is. */
export function namedTypesOf(type: DataType): readonly NamedType[] {
  const named = namedTypeOf(type);
  if (named === undefined) return [];
  return named.spec.kind === 'domain' ? [...namedTypesOf(named.spec.dataType), named] : [named];
}

/** The name of a named type. */
export function typeName({ spec }: NamedType): TableName {
  return { name: String(spec.name), ...(spec.schema !== undefined && { schema: spec.schema }) };
}

/** The key of a named type in the catalog's `types` and `typeUsers`. */
export function typeKey(type: NamedType): string {
  return keyOf(typeName(type));
}

/** The entry of `typeUsers` for a column. */
export function typeUser(table: TableName, column: string): string {
  return `${keyOf(table)}, ${column}`;
}

/** The named types that columns use, by their keys, with the columns that use each. */
export function typesOf(columns: readonly Column[]): Map<string, { type: NamedType; columns: string[] }> {
  const types = new Map<string, { type: NamedType; columns: string[] }>();
  for (const column of columns) {
    for (const type of column.type === null ? [] : namedTypesOf(column.type)) {
      const key = typeKey(type);
      const entry = types.get(key);
      if (entry === undefined) types.set(key, { type, columns: [column.name] });
      else if (!entry.columns.includes(column.name)) entry.columns.push(column.name);
    }
  }
  return types;
}

/** Whether two declarations of a named type contradict each other: other values of an enum. */
export function contradicts(known: DataType, given: DataType): boolean {
  if (known.spec.kind !== given.spec.kind) return true;
  if (known.spec.kind !== 'enum' || given.spec.kind !== 'enum') return false;
  const { values } = given.spec;
  return known.spec.values.length !== values.length || known.spec.values.some((value, at) => value !== values[at]);
}

/** A column of a known table that uses the type, as `table.column`. */
export function userOf(catalog: Catalog, type: NamedType): string | undefined {
  const key = typeKey(type);
  for (const user of catalog.typeUsers.get(key) ?? []) {
    // The entry says `table key, column`; a name may hold the separator, so each reading of it is tried.
    for (let at = user.indexOf(', '); at >= 0; at = user.indexOf(', ', at + 1)) {
      const table = knownTable(catalog, nameOf(user.slice(0, at)));
      const column = table?.columns.find((one) => one.name === user.slice(at + 2));
      const used = column?.type == null ? [] : namedTypesOf(column.type);
      if (used.some((one) => typeKey(one) === key)) return `${table?.name}.${column?.name}`;
    }
  }
  return undefined;
}

function nameOf(key: string): TableName {
  const [first, second] = key.split('\0');
  return second === undefined ? { name: first ?? '' } : { name: second, schema: first ?? '' };
}

function isDataType(value: unknown): value is DataType {
  return typeof value === 'object' && value !== null && 'spec' in value && 'variants' in value;
}
