import type { Catalog } from '../catalog/catalog.ts';
import type { OperationSource } from '../errors.ts';
import type { Operation } from '../operations/operation.ts';

/** An operation as a revision's function asked for it, between the catalog before it and the one after it. */
export interface RecordedOperation {
  readonly operation: Operation;
  readonly before: Catalog;
  readonly after: Catalog;
  /** True inside `autocommitBlock`: its statements stand outside the transaction. */
  readonly autocommit: boolean;
  /** Where it was asked for. The position is looked up only when someone reads it. */
  readonly source: OperationSource;
}

/** What replaying one revision in one direction gives. */
export interface Recording {
  readonly operations: readonly RecordedOperation[];
  readonly after: Catalog;
  readonly warnings: readonly { readonly message: string; readonly source: OperationSource }[];
}
