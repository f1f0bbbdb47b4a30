import { type Catalog, knownTable } from '../../src/catalog/catalog.ts';
import { mentions } from '../../src/catalog/expressions.ts';
import { namedTypeOf } from '../../src/catalog/type-users.ts';
import { TsmigError } from '../../src/errors.ts';
import type { Expression } from '../../src/model/expressions.ts';
import type { Column, Computed, Table } from '../../src/model/nouns.ts';
import { autoincrementColumn, columnOf, inlineChecks, primaryKeyOf } from '../../src/model/tables.ts';
import type { DataType } from '../../src/model/types.ts';
import type { AlterColumn, DefaultChange } from '../../src/operations/operation.ts';
import type { SqlStatement } from '../../src/script/statement.ts';
import { statement, words } from '../words.ts';
import { identityChange, identityClause } from './identity.ts';
import { conditionOption } from './indexes.ts';

/** What changing a column needs of the dialect. */
export interface AlterColumnForms {
  type(type: DataType): string;
  default(value: Expression, type: DataType | null): string;
  needTable(before: Catalog, table: AlterColumn['table'], why: string): Table;
}

/** A default as it is before the change: null, none; undefined, not known. */
type Present = DefaultChange | undefined;

/** `TYPE … USING …`: what ALTER COLUMN says of the type. https://www.postgresql.org/docs/current/sql-altertable.html */
export function typeChange(
  operation: AlterColumn,
  using: string | undefined,
  forms: AlterColumnForms,
): string | undefined {
  if (operation.type === undefined) return undefined;
  return words('TYPE', forms.type(operation.type), using !== undefined && `USING ${using}`);
}

/** Refuses to change the type of a column that another is computed from, or an enum that a condition compares: as the server would. */
export function refuseUsesOf(table: Table | undefined, column: string): void {
  const known = table && columnOf(table, column);
  if (table === undefined || known === undefined) return;
  const uses = (condition: Expression | undefined) => condition !== undefined && mentions(condition, column);
  const computed = table.columns.find((one) => uses(one.computed?.expression));
  const isEnum = known.type !== null && namedTypeOf(known.type)?.spec.kind === 'enum';
  const check = [...table.constraints, ...inlineChecks(table)].find(
    (one) => one.kind === 'check' && one.typeBound === undefined && uses(one.condition),
  );
  const index = table.indexes.find((one) => uses(conditionOption(one.options.postgresql ?? {}, 'where')));
  const user =
    computed !== undefined
      ? `the column ${computed.name}`
      : isEnum && check !== undefined
        ? `the check ${check.name ?? ''}`.trim()
        : isEnum && index !== undefined
          ? `the index ${index.name}`
          : undefined;
  if (user === undefined) return;
  throw new TsmigError(
    'unsupported',
    `postgresql cannot change the type of ${table.name}.${column}: ${user} is computed from it`,
    { hint: `drop ${user} first, and add it again afterwards` },
  );
}

/** What ALTER COLUMN says of NOT NULL, and of the default, in the order in which PostgreSQL takes them. */
export function nullAndDefault(operation: AlterColumn, before: Catalog, forms: AlterColumnForms): string[] {
  const known = knownTable(before, operation.table);
  const column = known && columnOf(known, operation.column);
  const { nullable, serverDefault } = operation;
  if (nullable === true && known !== undefined && primaryKeyOf(known)?.columns.includes(operation.column)) {
    throw refusal(operation, 'is in the primary key, which takes no nulls', 'drop the primary key first');
  }
  const nulls = nullable === undefined ? [] : [nullable ? 'DROP NOT NULL' : 'SET NOT NULL'];
  if (serverDefault === undefined) {
    if (nullable === true && column?.identity !== undefined) {
      throw refusal(
        operation,
        'is an identity column, which is never null',
        'drop the identity with serverDefault: null',
      );
    }
    return nulls;
  }
  const present = presentDefault(operation, column);
  const changes = defaultChanges(operation, serverDefault, present, { before, known, column }, forms);
  // An identity column cannot be made nullable before its identity is gone.
  return isIdentity(present) && nullable === true ? [...changes, ...nulls] : [...nulls, ...changes];
}

interface Facts {
  readonly before: Catalog;
  readonly known: Table | undefined;
  readonly column: Column | undefined;
}

function defaultChanges(
  operation: AlterColumn,
  wanted: DefaultChange,
  present: Present,
  facts: Facts,
  forms: AlterColumnForms,
): string[] {
  if (isComputed(wanted) || isComputed(present)) {
    const what = isComputed(present) ? 'is computed' : 'holds values of its own';
    throw refusal(operation, `${what}: PostgreSQL has no ALTER for that`, 'drop the column and add it again');
  }
  if (isIdentity(wanted)) return identityChanges(operation, wanted, present, facts, forms);
  const drop = isIdentity(present) ? ['DROP IDENTITY'] : [];
  if (wanted === null) return drop.length > 0 ? drop : ['DROP DEFAULT'];
  const type = operation.type ?? facts.column?.type ?? operation.existing.type ?? null;
  return [...drop, `SET DEFAULT ${forms.default(wanted, type)}`];
}

function identityChanges(
  operation: AlterColumn,
  wanted: DefaultChange & { readonly kind: 'identity' },
  present: Present,
  { before, known, column }: Facts,
  forms: AlterColumnForms,
): string[] {
  if (isIdentity(present)) {
    const change = identityChange(present, wanted);
    return change === '' ? [] : [change];
  }
  if (present === undefined) {
    forms.needTable(
      before,
      operation.table,
      `whether ${operation.column} is an identity already decides how to change it`,
    );
  }
  const nullable = operation.nullable ?? column?.nullable ?? operation.existing.nullable;
  if (nullable === true) {
    throw refusal(operation, 'can be null, which an identity column cannot', 'say nullable: false with it');
  }
  const serial = known !== undefined && column !== undefined && autoincrementColumn(known) === column;
  if (serial && wanted.start === undefined) {
    throw refusal(
      operation,
      'counts by a SERIAL sequence: an identity beside it would count from 1 again',
      'say past the highest value with s.identity({ start })',
    );
  }
  return [...(serial || present !== null ? ['DROP DEFAULT'] : []), `ADD ${identityClause(wanted)}`];
}

/** History knows it; without history, the user may say it. */
function presentDefault({ existing }: AlterColumn, column: Column | undefined): Present {
  if (column === undefined) return existing.serverDefault;
  return column.identity ?? column.computed ?? column.serverDefault ?? null;
}

function isIdentity(value: Present): value is DefaultChange & { readonly kind: 'identity' } {
  return value?.kind === 'identity';
}

function isComputed(value: Present): value is Computed {
  return value?.kind === 'computed';
}

function refusal({ table, column }: AlterColumn, why: string, hint: string): TsmigError {
  return new TsmigError('unsupported', `postgresql cannot change ${table.name}.${column}: it ${why}`, { hint });
}

/** The statements of ALTER COLUMN for these clauses. */
export function alterStatements(table: string, column: string, clauses: readonly string[]): SqlStatement[] {
  return clauses.map((clause) => statement(words('ALTER TABLE', table, 'ALTER COLUMN', column, clause)));
}

/** A column of which only the type is known. */
export function asColumn(name: string, type: DataType | undefined): Column {
  return { name, type: type ?? null, nullable: true, autoincrement: false, checks: [], options: {} };
}
