/** A place in a revision file; lines and columns count from 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where an operation was asked for: the revision, the direction, and the call. */
export interface OperationSource {
  readonly revision?: string;
  readonly direction?: 'upgrade' | 'downgrade';
  /** Which operation of the revision's function this is, from 1. */
  readonly index?: number;
  /** The operation's kind, such as `addColumn`. */
  readonly operation?: string;
  readonly position?: SourcePosition;
}

/** What went wrong, as one stable word: the part in brackets of `error[…]`. */
export type ErrorCode =
  | 'usage' // the command line or an API call is used wrongly
  | 'config' // the configuration is missing, malformed or contradictory
  | 'revision' // a revision file cannot be loaded or is malformed
  | 'graph' // the graph of revisions is broken, or an identifier does not fit it
  | 'operation' // an operation's arguments make no sense
  | 'replay' // an operation does not fit the replayed history
  | 'opaque' // an operation needs facts that raw SQL has hidden
  | 'unsupported' // the dialect cannot say it
  | 'value' // a value has no exact literal
  | 'check' // a check found what it looks for
  | 'io' // a file cannot be read or written
  | 'internal'; // a bug of tsmig

export interface TsmigErrorOptions {
  readonly hint?: string | undefined;
  readonly source?: OperationSource | undefined;
  readonly cause?: unknown;
}

/** Every error that a user can meet. `message` says what is wrong, `hint` what to do about it. */
export class TsmigError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  source: OperationSource | undefined;

  constructor(code: ErrorCode, message: string, options: TsmigErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'TsmigError';
    this.code = code;
    this.hint = options.hint;
    this.source = options.source;
  }
}

/** What `work` gives; a refusal in it that names no source names this one. */
export function withSource<T>(source: OperationSource, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TsmigError) error.source ??= source;
    throw error;
  }
}

/** Closes an exhaustive switch: reaching it is a bug of tsmig, and a compile error when a case is missing. */
export function unreachable(value: never): never {
  throw new TsmigError('internal', `unexpected ${JSON.stringify(value)}`);
}
