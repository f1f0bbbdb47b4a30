import { type NamedType, namedTypeOf, typeKey, typeName } from '../../src/catalog/type-users.ts';
import { TsmigError } from '../../src/errors.ts';
import type { Expression } from '../../src/model/expressions.ts';
import type { Column } from '../../src/model/nouns.ts';
import { type DataType, type TypeFamily, typeFamily } from '../../src/model/types.ts';
import type { AlterColumn } from '../../src/operations/operation.ts';

const numbers: readonly TypeFamily[] = ['integer', 'decimal', 'float'];
const dates: Partial<Record<TypeFamily, readonly TypeFamily[]>> = {
  date: ['dateTime'],
  dateTime: ['date', 'time'],
  time: ['interval'],
  interval: ['time'],
};

/**
 * Whether PostgreSQL converts a column from one type to another without USING: there is an assignment cast.
 * Any type becomes a string, numbers become numbers; strings become nothing else. What is not known (`s.type`, ranges) passes.
 * https://www.postgresql.org/docs/current/sql-createcast.html, `\dC`
 */
function castsByItself(from: DataType, to: DataType): boolean {
  if (from.spec.kind === 'array' && to.spec.kind === 'array') return castsByItself(from.spec.item, to.spec.item);
  const [named, wanted] = [namedTypeOf(from), namedTypeOf(to)];
  if (isEnum(wanted)) return isEnum(named) && typeKey(named) === typeKey(wanted);
  const [old, next] = [typeFamily(from), typeFamily(to)];
  if (old === next || old === 'other' || next === 'other' || next === 'string') return true;
  if (numbers.includes(old)) return numbers.includes(next);
  return dates[old]?.includes(next) ?? false;
}

/** Refuses a change of type that PostgreSQL would reject for want of USING. */
export function requireCast(column: string, from: DataType | undefined, to: DataType, using: boolean): void {
  if (using || from === undefined || castsByItself(from, to)) return;
  throw new TsmigError(
    'unsupported',
    `postgresql cannot change the type of ${column} by itself: there is no cast for it`,
    {
      hint: "say how its values are converted: postgresql: { using: '…' }",
    },
  );
}

/**
 * The default that has to step aside while the type changes. Where the values need USING, PostgreSQL cannot convert
 * the default either ("default for column … cannot be cast automatically"), whatever USING says; and where they do
 * not, it keeps a default of an enum as one of the enum, which then cannot be dropped.
 */
export function defaultToRecast(
  column: Column | undefined,
  { type: to, serverDefault, table }: AlterColumn,
  text: (value: Expression, type: DataType) => string,
): Expression | undefined {
  if (!column?.serverDefault || column.type === null || to === undefined) return undefined;
  const old = namedTypeOf(column.type);
  if (castsByItself(column.type, to) && (old === undefined || isSameType(old, namedTypeOf(to)))) return undefined;
  const value = column.serverDefault;
  const recast: Expression = value.kind === 'literal' ? { ...value, type: to } : value;
  if (serverDefault === undefined && !isLiteralOf(recast, to, old, text)) {
    throw new TsmigError(
      'unsupported',
      `postgresql cannot change the type of ${table.name}.${column.name} and keep its default: that is of the old type`,
      { hint: 'say serverDefault: the default that the column has then, or null for none' },
    );
  }
  return recast;
}

/** Whether a default can stand for the new type as it is written: a literal of it, or SQL that does not name the old type. */
function isLiteralOf(
  value: Expression,
  to: DataType,
  old: NamedType | undefined,
  text: (value: Expression, type: DataType) => string,
): boolean {
  try {
    const sql = text(value, to);
    return (
      value.kind === 'literal' || old === undefined || !sql.toLowerCase().includes(typeName(old).name.toLowerCase())
    );
  } catch (error) {
    if (error instanceof TsmigError && error.code === 'value') return false;
    throw error;
  }
}

function isSameType(some: NamedType, other: NamedType | undefined): boolean {
  return other !== undefined && typeKey(some) === typeKey(other);
}

/** The operation with the default that stepped aside: put back, unless the operation says another, or none. */
export function withDefault(operation: AlterColumn, kept: Expression | undefined): AlterColumn {
  if (kept === undefined) return operation;
  const { serverDefault, ...rest } = operation;
  if (serverDefault === null) return rest;
  return { ...rest, serverDefault: serverDefault ?? kept };
}

function isEnum(type: NamedType | undefined): type is NamedType {
  return type?.spec.kind === 'enum';
}
