import { enumSteps } from '../src/catalog/alter-enum.ts';
import { apply } from '../src/catalog/apply.ts';
import { withSource } from '../src/errors.ts';
import type { RecordedOperation } from '../src/recording/recorded.ts';

/** The operations with each change of a named enum as changes of its columns: for databases where an enum is a part of each column. */
export function withoutAlterEnum(operations: readonly RecordedOperation[]): readonly RecordedOperation[] {
  return operations.flatMap((recorded) => (recorded.operation.kind === 'alterEnum' ? stepsOf(recorded) : [recorded]));
}

function stepsOf(recorded: RecordedOperation): RecordedOperation[] {
  const { operation, source } = recorded;
  if (operation.kind !== 'alterEnum') return [recorded];
  let { before } = recorded;
  return withSource(source, () =>
    enumSteps(operation, before).map((step) => {
      const after = apply(before, step, source);
      const one = { ...recorded, operation: step, before, after };
      before = after;
      return one;
    }),
  );
}
