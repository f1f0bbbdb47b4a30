import type { Catalog } from '../../src/catalog/catalog.ts';
import { type NamedType, namedTypeOf, typeKey } from '../../src/catalog/type-users.ts';
import type { DataType } from '../../src/model/types.ts';
import type { Operation } from '../../src/operations/operation.ts';
import type { RecordedOperation } from '../../src/recording/recorded.ts';
import type { LoweredOperation } from '../../src/script/dialect.ts';

/** The lowered operation, after the named types (enums, domains) that it is the first to use. */
export function withTypes(lowered: LoweredOperation): LoweredOperation[] {
  const { before, origin } = lowered;
  const missing = new Map<string, NamedType>();
  for (const type of usedTypes(lowered.operation).flatMap(namedTypes)) {
    const key = typeKey(type);
    if (type.spec.createType && !before.types.has(key) && !missing.has(key)) missing.set(key, type);
  }
  return [
    ...[...missing.values()].map(
      (type): LoweredOperation => ({
        operation: { kind: 'createType', type, checkFirst: false, implicit: true },
        before,
        origin,
      }),
    ),
    lowered,
  ];
}

/**
 * The types that tsmig made because a column used them, and whose last user these operations took away;
 * but not those that `target` still has, because an earlier revision made them.
 */
export function unusedTypes(operations: readonly RecordedOperation[], target: Catalog | undefined): LoweredOperation[] {
  const last = operations.at(-1);
  if (last === undefined) return [];
  const after = last.after;
  const isUsed = (catalog: Catalog, key: string): boolean => (catalog.typeUsers.get(key)?.size ?? 0) > 0;
  return after.types
    .entries()
    .filter(
      ([key, { implicit }]) =>
        implicit &&
        !isUsed(after, key) &&
        !target?.types.has(key) &&
        operations.some(({ before }) => isUsed(before, key)),
    )
    .map(([, { type }]) => ({
      operation: { kind: 'dropType', type, checkFirst: false, implicit: true },
      before: after,
      origin: last,
    }));
}

function usedTypes(operation: Operation): DataType[] {
  switch (operation.kind) {
    case 'createTable':
      return operation.table.columns.flatMap(({ type }) => type ?? []);
    case 'addColumn':
      return operation.column.type === null ? [] : [operation.column.type];
    case 'alterColumn':
      return operation.type === undefined ? [] : [operation.type];
    default:
      return [];
  }
}

/** A named type, after the one that it is made of, as a domain over an enum is. */
function namedTypes(type: DataType): NamedType[] {
  const named = namedTypeOf(type);
  if (named === undefined) return [];
  return named.spec.kind === 'domain' ? [...namedTypes(named.spec.dataType), named] : [named];
}
