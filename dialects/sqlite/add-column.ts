import { apply } from '../../src/catalog/apply.ts';
import { TsmigError } from '../../src/errors.ts';
import type { Index } from '../../src/model/nouns.ts';
import type { AddColumn, Operation } from '../../src/operations/operation.ts';
import { isConstant, isNull } from './defaults.ts';
import { type Change, nativePlan, type Plan, rebuildPlan, type SqliteFacts } from './plan.ts';
import { unnamed } from './refusals.ts';

/**
 * ADD COLUMN takes a column with its checks and inline references. What it cannot take is built in; what a column
 * brings along beyond that is added after it, by a rebuild. https://www.sqlite.org/lang_altertable.html#altertabaddcol
 */
export function planAddColumn(operation: AddColumn, change: Change, facts: SqliteFacts): Plan {
  const { column, indexes, table, primaryKey, inlinePrimaryKey } = operation;
  const [inline, others] = partition(operation);
  for (const { name } of others) if (name === undefined) throw unnamed(table.name);
  if (primaryKey && !inlinePrimaryKey) {
    throw new TsmigError('unsupported', `sqlite cannot add the primary key ${table.name}.${column.name} as it is`, {
      hint: 'say inlinePrimaryKey: true, and the table is rebuilt with it',
    });
  }
  if (needsBuildingIn(operation, facts)) return rebuildPlan(table, change);
  if (!hasValues(operation, facts)) {
    throw new TsmigError('unsupported', `sqlite cannot add ${table.name}.${column.name}: NOT NULL needs a default`, {
      hint: 'give it a serverDefault; or add it in op.batchAlterTable, which works while the table is empty',
    });
  }
  if (others.length === 0) return nativePlan(change, split(operation, inline, indexes));
  const [added] = split(operation, inline, []);
  const between = apply(change.before, added, change.origin.source);
  const { rebuild } = rebuildPlan(table, { ...change, before: between }, { operations: [] });
  return { ...nativePlan(change, [added]), rebuild };
}

/** A column that a batch adds by ADD COLUMN: Alembic's rule, and NOT NULL only with a default. */
export function isPlainAddition(operation: AddColumn, facts: SqliteFacts): boolean {
  const { column, constraints, insertBefore, insertAfter } = operation;
  return (
    constraints.length === 0 &&
    insertBefore === undefined &&
    insertAfter === undefined &&
    !needsBuildingIn(operation, facts) &&
    hasPlainDefault(operation) &&
    hasValues(operation, facts) &&
    column.identity === undefined
  );
}

/** Refuses what a batch would add without a name. */
export function refuseUnnamed(operation: AddColumn): void {
  const [, others] = partition(operation);
  if (others.some(({ kind, name }) => kind !== 'primaryKey' && name === undefined)) throw unnamed(operation.table.name);
}

/** The constraints that stand beside a column, and those that do not. */
function partition({ constraints, inlineReferences }: AddColumn): [AddColumn['constraints'], AddColumn['constraints']] {
  const isInline = ({ kind }: AddColumn['constraints'][number]) =>
    kind === 'check' || (kind === 'foreignKey' && inlineReferences);
  const others = constraints.filter((constraint) => !isInline(constraint) && constraint.kind !== 'primaryKey');
  return [constraints.filter(isInline), others];
}

/** The column with what ADD COLUMN takes, and its indexes as operations of their own. */
function split(
  operation: AddColumn,
  constraints: AddColumn['constraints'],
  indexes: readonly Index[],
): [AddColumn, ...Operation[]] {
  return [
    { ...operation, constraints, indexes: [] },
    ...indexes.map((index): Operation => ({ kind: 'createIndex', table: operation.table, index, ifNotExists: false })),
  ];
}

/** What ADD COLUMN has no words for, or refuses once the table has rows. */
function needsBuildingIn(operation: AddColumn, { defaultOf }: SqliteFacts): boolean {
  const { column, inlinePrimaryKey, inlineReferences, constraints } = operation;
  const referring = inlineReferences && constraints.some(({ kind }) => kind === 'foreignKey');
  const given = defaultOf(column);
  return inlinePrimaryKey || column.computed?.persisted === true || !isConstant(given) || (referring && !isNull(given));
}

/** Whether the rows that are there get what the column demands. */
function hasValues({ column }: AddColumn, { defaultOf }: SqliteFacts): boolean {
  return column.nullable || column.computed !== undefined || !isNull(defaultOf(column));
}

/** A text or a number; an expression, and a boolean (which Alembic has as an expression), are built in. */
function hasPlainDefault({ column: { serverDefault } }: AddColumn): boolean {
  return serverDefault === undefined || (serverDefault.kind === 'literal' && typeof serverDefault.value !== 'boolean');
}
