import { apply } from '../../src/catalog/apply.ts';
import { beginBatch } from '../../src/catalog/apply-batch.ts';
import { keyOf, knownTable } from '../../src/catalog/catalog.ts';
import { TsmigError } from '../../src/errors.ts';
import type { BatchAlterTable, Operation } from '../../src/operations/operation.ts';
import type { LoweredOperation } from '../../src/script/dialect.ts';
import { isPlainAddition, refuseUnnamed } from './add-column.ts';
import { planChange } from './change.ts';
import { type Change, type Plan, rebuildPlan, type SqliteFacts } from './plan.ts';
import { refuseUnsayable } from './refusals.ts';

/** Plans a batch: one rebuild for all of it, unless it says or allows otherwise. */
export function planBatch(batch: BatchAlterTable, change: Change, facts: SqliteFacts): Plan {
  switch (batch.recreate) {
    case 'always':
      return planWhole(batch, change);
    case 'never':
      refuseTableArguments(batch);
      return planParts(batch, change, facts);
    case 'auto':
      return needsRebuild(batch, facts) ? planWhole(batch, change) : planParts(batch, change, facts);
  }
}

/** As Alembic decides it: a rebuild, unless all there is are indexes and columns that ADD COLUMN takes. */
function needsRebuild(batch: BatchAlterTable, facts: SqliteFacts): boolean {
  return (
    saysTableArguments(batch) ||
    batch.operations.some((operation) => {
      if (operation.kind === 'addColumn') return !isPlainAddition(operation, facts);
      return operation.kind !== 'createIndex' && operation.kind !== 'dropIndex';
    })
  );
}

function planParts(batch: BatchAlterTable, { before, origin }: Change, facts: SqliteFacts): Plan {
  const natives: LoweredOperation[] = [];
  let at = beginBatch(before, batch);
  for (const operation of batch.operations) {
    const after = apply(at, operation, origin.source);
    const { native, rebuild } = planChange({ operation, before: at, after, origin }, facts);
    if (rebuild) {
      throw new TsmigError(
        'unsupported',
        `sqlite can do ${operation.kind} on ${batch.table.name} only by rebuilding it, and recreate is 'never'`,
        { hint: "leave out recreate: 'never'" },
      );
    }
    natives.push(...native);
    at = after;
  }
  return { native: natives };
}

function planWhole(batch: BatchAlterTable, change: Change): Plan {
  refuseForgotten(batch, change);
  const from = knownTable(beginBatch(change.before, batch), batch.table);
  for (const operation of batch.operations) {
    refuseOthers(operation, batch);
    refuseUnsayable(operation, from);
    if (operation.kind === 'addColumn') refuseUnnamed(operation);
  }
  return rebuildPlan(batch.table, change, { from, operations: batch.operations, shared: false });
}

/** A column that history knows and `copyFrom` leaves out would go with its values, and nobody asked for that. */
function refuseForgotten({ copyFrom, table }: BatchAlterTable, { before }: Change): void {
  if (copyFrom === undefined) return;
  const said = new Set(copyFrom.columns.map(({ name }) => name.toLowerCase()));
  const forgotten = knownTable(before, table)?.columns.find(({ name }) => !said.has(name.toLowerCase()));
  if (forgotten === undefined) return;
  throw new TsmigError(
    'unsupported',
    `copyFrom leaves out column ${forgotten.name} of ${table.name}, whose values the rebuild would lose`,
    { hint: 'add it to copyFrom; to drop it, say batch.dropColumn' },
  );
}

/** Statements between the parts of a rebuild have no place to go. */
function refuseOthers(operation: Operation, { table }: BatchAlterTable): void {
  if (isAbout(operation, table)) return;
  throw new TsmigError('unsupported', `${operation.kind} cannot be part of the rebuild of ${table.name} on sqlite`, {
    hint: 'put it before or after the batch',
  });
}

function isAbout(operation: Operation, table: BatchAlterTable['table']): boolean {
  switch (operation.kind) {
    case 'dropIndex':
      return operation.table === undefined || keyOf(operation.table) === keyOf(table);
    case 'addColumn':
    case 'dropColumn':
    case 'alterColumn':
    case 'createPrimaryKey':
    case 'createUniqueConstraint':
    case 'createForeignKey':
    case 'createCheckConstraint':
    case 'createExcludeConstraint':
    case 'dropConstraint':
    case 'createIndex':
    case 'createTableComment':
    case 'dropTableComment':
      return keyOf(operation.table) === keyOf(table);
    default:
      return false;
  }
}

function refuseTableArguments(batch: BatchAlterTable): void {
  if (!saysTableArguments(batch)) return;
  throw new TsmigError(
    'unsupported',
    `the batch on ${batch.table.name} says what the rebuilt table is like, and recreate: 'never'`,
    { hint: 'leave out recreate, or tableArgs, tableKwargs and partialReordering' },
  );
}

function saysTableArguments({ tableArgs, tableKwargs, partialReordering }: BatchAlterTable): boolean {
  return (
    tableArgs.constraints.length > 0 ||
    tableArgs.indexes.length > 0 ||
    tableKwargs.prefixes !== undefined ||
    Object.keys(tableKwargs.options.sqlite ?? {}).length > 0 ||
    partialReordering.length > 0
  );
}
