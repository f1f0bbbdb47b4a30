import { refuseOtherValues } from '../../src/catalog/apply-types.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { type NamedType, namedTypesOf, typeKey } from '../../src/catalog/type-users.ts';
import { TsmigError, withSource } from '../../src/errors.ts';
import type { Expression } from '../../src/model/expressions.ts';
import type { DataType, DomainSpec } from '../../src/model/types.ts';
import type { Operation } from '../../src/operations/operation.ts';
import type { RecordedOperation } from '../../src/recording/recorded.ts';
import type { LoweredOperation } from '../../src/script/dialect.ts';
import { words } from '../words.ts';

/** The lowered operation, after the named types (enums, domains) that it is the first to use. */
export function withTypes(lowered: LoweredOperation): LoweredOperation[] {
  const { before, origin } = lowered;
  const missing = new Map<string, NamedType>();
  for (const type of usedTypes(lowered.operation).flatMap(namedTypesOf)) {
    const key = typeKey(type);
    withSource(origin.source, () => refuseOtherValues(before, type));
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
 * but not those that `target` still has, because an earlier revision made them. Domains go before the enums they may stand on.
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
    .map(([, { type }]) => type)
    .sort((a, b) => Number(a.spec.kind !== 'domain') - Number(b.spec.kind !== 'domain'))
    .map((type) => ({
      operation: { kind: 'dropType', type, checkFirst: false, implicit: true },
      before: after,
      origin: last,
    }));
}

/** https://www.postgresql.org/docs/current/datatype-enum.html#DATATYPE-ENUM-IMPLEMENTATION-DETAILS */
export function refuseLongLabel(values: readonly string[], type: string): void {
  const long = values.find((value) => Buffer.byteLength(value) > 63);
  if (long === undefined) return;
  throw new TsmigError('unsupported', `postgresql cannot have ${JSON.stringify(long)} in the enum ${type}`, {
    hint: 'a value has at most 63 bytes: shorten it',
  });
}

/** What stands behind AS in CREATE DOMAIN. https://www.postgresql.org/docs/current/sql-createdomain.html */
export function domainBody(spec: DomainSpec, value: string | undefined, forms: DomainForms): string {
  const { dataType, collation, notNull, constraintName, check } = spec;
  return words(
    forms.type(dataType),
    collation !== undefined && `COLLATE ${forms.quoted(collation)}`,
    value !== undefined && `DEFAULT ${value}`,
    notNull && check !== undefined && 'NOT NULL',
    constraintName !== undefined && `CONSTRAINT ${forms.id(constraintName)}`,
    notNull && check === undefined && 'NOT NULL',
    check !== undefined && `CHECK (${forms.expression(check)})`,
  );
}

interface DomainForms {
  type(type: DataType): string;
  id(name: string): string;
  quoted(name: string): string;
  expression(expression: Expression): string;
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
