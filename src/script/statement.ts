import type { OperationSource } from '../errors.ts';

/** One SQL statement as a dialect writes it: without terminator and separator. */
export interface SqlStatement {
  readonly sql: string;
  /** False: it must stand outside a transaction. */
  readonly transactional: boolean;
}

/** A statement of a script, with its provenance. */
export interface Statement extends SqlStatement {
  readonly source: OperationSource;
}
