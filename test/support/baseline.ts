import { apply } from '../../src/catalog/apply.ts';
import { type Catalog, emptyCatalog } from '../../src/catalog/catalog.ts';
import type { Operation } from '../../src/operations/operation.ts';
import type { RecordedOperation } from '../../src/recording/recorded.ts';
import { renderOperations } from '../../src/script/compile.ts';
import type { Dialect } from '../../src/script/dialect.ts';

/** What a revision that asks for these operations gives: its statements, and the catalog after it. */
export function rendered(
  operations: readonly Operation[],
  dialect: Dialect,
): { readonly statements: readonly string[]; readonly after: Catalog } {
  let catalog = emptyCatalog;
  const source = { direction: 'upgrade' } as const;
  const recorded = operations.map((operation): RecordedOperation => {
    const before = catalog;
    catalog = apply(before, operation, source);
    return { operation, before, after: catalog, autocommit: false, source };
  });
  const lowered = dialect.lower(recorded, 'upgrade');
  return { statements: renderOperations(lowered, dialect).map(({ sql }) => sql), after: catalog };
}
