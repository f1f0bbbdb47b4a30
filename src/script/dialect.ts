import type { Catalog } from '../catalog/catalog.ts';
import type { DialectName } from '../model/dialect-options.ts';
import type { Expression } from '../model/expressions.ts';
import type { DataType } from '../model/types.ts';
import type { Operation } from '../operations/operation.ts';
import type { RecordedOperation } from '../recording/recorded.ts';
import type { SqlStatement } from './statement.ts';

/** An operation that a dialect can say, the catalog just before it, and the recorded operation that asked for it. */
export interface LoweredOperation {
  readonly operation: Operation;
  readonly before: Catalog;
  readonly origin: RecordedOperation;
}

/** What the rest of tsmig knows of a database. Everything else about it stays in its file under `dialects/`. */
export interface Dialect {
  readonly name: DialectName;
  /** The version of the server that the script is for, as configured, such as `'16'`. */
  readonly serverVersion: string;
  /** In bytes where the server counts bytes, else in characters. */
  readonly maxIdentifierLength: number;
  /** Whether DDL takes part in transactions, so that a script is framed by them. */
  readonly transactionalDdl: boolean;
  /** What ends a statement in a script: `;`. */
  readonly terminator: string;
  /** A line that stands alone after each statement, for the client that reads the script: `GO`, `/`; absent: none. */
  readonly separator?: string;
  /** What opens a comment that goes to the end of its line; absent: `--`. */
  readonly lineComments?: readonly string[];
  /** Whether a backslash in an ordinary string is an escape; absent: no. */
  readonly backslashEscapes?: boolean;
  /** False: `inlineReferences` of ADD COLUMN is a constraint of its own all the same, with its name; absent: it is not. */
  readonly inlineReferences?: boolean;
  /** Whether an enum with a name, and a domain, exist by themselves; absent: they do not. */
  readonly namedTypes?: boolean;
  /** A comment line as a client takes it that reads more than a comment in it; absent: as it is. */
  readonly commentText?: (line: string) => string;
  /** The statements that open and close a transaction, such as `BEGIN` and `COMMIT`. */
  readonly begin: string;
  readonly commit: string;

  /** A type as it stands behind a column's name: two types that read the same mean the same here. */
  type(type: DataType): string;
  /** An expression as it stands in DDL. */
  expression(expression: Expression): string;
  /**
   * Rewrites a revision's operations into ones this dialect can say: batches, rebuilds, types. In order, nothing lost.
   *
   * @param target in a downgrade, what history adds up to without the revision, where that is known: what it still has
   *   must not be dropped by itself.
   */
  lower(
    operations: readonly RecordedOperation[],
    direction: 'upgrade' | 'downgrade',
    target?: Catalog,
  ): readonly LoweredOperation[];
  /** The statements for one lowered operation; what the dialect cannot say is an error `unsupported`. */
  render(operation: Operation, before: Catalog): readonly SqlStatement[];
  /** Lines that must stand before the first and after the last transaction of a script that holds these operations. */
  frame(operations: readonly LoweredOperation[]): Frame;
}

/** What stands around the transactions of a script, line by line; that of several steps is the lines of all, each once. */
export interface Frame {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** How a dialect is chosen: by name, and the server's version where it is not the default. */
export interface DialectChoice {
  readonly name: DialectName;
  readonly serverVersion?: string;
}
