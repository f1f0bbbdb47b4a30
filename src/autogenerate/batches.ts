import { keyOf } from '../catalog/catalog.ts';
import type { BatchAlterTable, Operation } from '../operations/operation.ts';

/** What a batch may hold: the changes of one table. */
const inBatch = new Set<Operation['kind']>([
  'addColumn',
  'dropColumn',
  'alterColumn',
  'createPrimaryKey',
  'createUniqueConstraint',
  'createForeignKey',
  'createCheckConstraint',
  'createExcludeConstraint',
  'dropConstraint',
  'createIndex',
  'dropIndex',
  'createTableComment',
  'dropTableComment',
]);

/** The operations with neighbours that change one table as a batch of it, as Alembic's `render_as_batch`. */
export function inBatches(operations: readonly Operation[]): readonly Operation[] {
  const result: Operation[] = [];
  let open: (BatchAlterTable & { readonly operations: Operation[] }) | undefined;
  for (const operation of operations) {
    const table = inBatch.has(operation.kind) && 'table' in operation ? operation.table : undefined;
    if (table === undefined || !('name' in table)) {
      open = undefined;
      result.push(operation);
    } else if (open !== undefined && keyOf(open.table) === keyOf(table)) {
      open.operations.push(operation);
    } else {
      open = {
        kind: 'batchAlterTable',
        table: { name: table.name, ...(table.schema !== undefined && { schema: table.schema }) },
        recreate: 'auto',
        tableArgs: { constraints: [], indexes: [] },
        tableKwargs: { options: {} },
        partialReordering: [],
        operations: [operation],
      };
      result.push(open);
    }
  }
  return result;
}
