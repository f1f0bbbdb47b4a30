import { keyOf } from '../../src/catalog/catalog.ts';
import { composeOrigins, rebuild } from '../../src/catalog/rebuild.ts';
import { withSource } from '../../src/errors.ts';
import type { RecordedOperation } from '../../src/recording/recorded.ts';
import type { LoweredOperation } from '../../src/script/dialect.ts';
import { planBatch } from './batch.ts';
import { isSilent, planChange } from './change.ts';
import type { Change, Plan, RebuildPlan, SqliteFacts } from './plan.ts';
import { withBareChecks } from './qualifiers.ts';

/**
 * What ALTER TABLE cannot say becomes a rebuild. Neighbours that rebuild the same table share one, unless a later one is
 * about a column or constraint that an earlier one was about, too; the batches of the user stay as they are.
 */
export function lower(operations: readonly RecordedOperation[], facts: SqliteFacts): LoweredOperation[] {
  const lowered: LoweredOperation[] = [];
  let pending: RebuildPlan | undefined;
  const flush = (): void => {
    if (pending) lowered.push(...rebuildOf(pending));
    pending = undefined;
  };
  for (const recorded of operations) {
    const { native, rebuild: next } = plan(recorded, facts);
    // What leaves no statement may stand anywhere.
    if (native.some(({ operation }) => !isSilent(operation))) flush();
    lowered.push(...native);
    if (next === undefined) continue;
    const together: RebuildPlan | undefined = pending && shared(pending, next);
    if (together === undefined) flush();
    pending = together ?? next;
  }
  flush();
  return lowered;
}

function plan(recorded: RecordedOperation, facts: SqliteFacts): Plan {
  const { operation, before, after } = recorded;
  const change: Change = { operation, before, after, origin: recorded };
  return withSource(recorded.source, () =>
    operation.kind === 'batchAlterTable' ? planBatch(operation, change, facts) : planChange(change, facts),
  );
}

function shared(first: RebuildPlan, second: RebuildPlan): RebuildPlan | undefined {
  const fits =
    first.shared &&
    second.shared &&
    keyOf(first.to) === keyOf(second.to) &&
    [...second.touched].every((object) => !first.touched.has(object));
  if (!fits) return undefined;
  return {
    ...first,
    to: second.to,
    origins: composeOrigins(first.origins, second.origins),
    touched: new Set([...first.touched, ...second.touched]),
    after: second.after,
  };
}

function rebuildOf({ from, to, origins, before, after, origin }: RebuildPlan): LoweredOperation[] {
  return withSource(origin.source, () => rebuild(from, withBareChecks(to), origins)).map((operation) => ({
    operation,
    before: operation.kind === 'createIndex' ? after : before,
    origin,
  }));
}
