import { apply } from '../catalog/apply.ts';
import { beginBatch } from '../catalog/apply-batch.ts';
import { type Catalog, knownTable } from '../catalog/catalog.ts';
import { inKnownCase } from '../catalog/known-names.ts';
import { namedTypeOf, typeKey } from '../catalog/type-users.ts';
import { type OperationSource, type SourcePosition, TsmigError } from '../errors.ts';
import type { NamingConvention } from '../model/naming.ts';
import type { DialectFacts, Inspector, MigrationContext, RecordingConnection, Session } from '../operations/context.ts';
import { createOperations } from '../operations/create-operations.ts';
import type { Operations } from '../operations/op.ts';
import type { BatchAlterTable, Operation } from '../operations/operation.ts';
import { effectsOf } from '../parsing/effects.ts';
import { grammarFacts } from '../parsing/grammar-facts.ts';
import { createConnection } from './connection.ts';
import { createInspector } from './inspector.ts';
import { capturePosition, type PositionFinder, positionIn } from './positions.ts';
import type { RecordedOperation, Recording } from './recorded.ts';

export interface RecordOptions {
  readonly dialect: DialectFacts;
  /** What the history adds up to before the revision. */
  readonly before: Catalog;
  readonly direction: 'upgrade' | 'downgrade';
  readonly namingConvention?: NamingConvention;
  readonly xArgs?: Readonly<Record<string, string>>;
  readonly tag?: string;
  readonly database?: string;
  readonly revision?: string;
  /** The revision's file: positions are those in it. */
  readonly file?: string;
  /** Maps a place in compiled code to its source. */
  readonly locate?: (position: SourcePosition) => SourcePosition;
}

/**
 * Runs a revision's function against a recording `op`: each call is replayed into the catalog at once and kept with
 * its place in the file.
 * @throws TsmigError what a call refuses, with its place; `revision` when the function itself throws.
 */
export async function record(fn: (op: Operations) => void | Promise<void>, options: RecordOptions): Promise<Recording> {
  const recorder = new Recorder(options);
  try {
    await fn(recorder.op);
  } catch (error) {
    throw failure(error, options);
  } finally {
    recorder.close();
  }
  return recorder.recording();
}

/** What a session does with an operation: keeps it, or collects it for the call around it. */
interface Scope {
  /** What is open, in messages: `a batch on table t`; undefined for the revision's own function. */
  readonly within: string | undefined;
  catalog: Catalog;
  record(operation: Operation, source: OperationSource): void;
}

class Recorder {
  readonly op: Operations;
  readonly #options: RecordOptions;
  readonly #finder: PositionFinder;
  readonly #recorded: RecordedOperation[] = [];
  readonly #warnings: { readonly message: string; readonly source: OperationSource }[] = [];
  readonly #outer: Scope;
  readonly #context: MigrationContext;
  readonly #connection: RecordingConnection;
  readonly #inspector: Inspector;
  /** The innermost scope; undefined once the function has ended. */
  #scope: Scope | undefined;
  #source: OperationSource | undefined;
  #autocommitBlocks = 0;
  readonly #openBlocks = new Set<Promise<unknown>>();

  constructor(options: RecordOptions) {
    this.#options = options;
    const { file, locate } = options;
    this.#finder = { ...(file !== undefined && { file }), ...(locate && { locate }) };
    this.#outer = {
      within: undefined,
      catalog: options.before,
      record: (operation, source) => this.#keep(operation, source),
    };
    this.#scope = this.#outer;
    this.#context = this.#createContext();
    this.#inspector = createInspector({
      catalog: () => (this.#scope ?? this.#outer).catalog,
      call: (name, body) => this.#call(this.#scope, name, body),
    });
    let session: Session | undefined;
    const outerSession = () => {
      session ??= this.#session(this.#outer);
      return session;
    };
    this.#connection = createConnection({
      session: {
        dialect: options.dialect,
        call: (name, body) => this.#call(this.#outer, name, body),
        record: (operation) => outerSession().record(operation),
      },
      knowsType: (type) => {
        const named = namedTypeOf(type);
        return named !== undefined && this.#outer.catalog.types.has(typeKey(named));
      },
      execute: (statement) => this.op.execute(statement),
    });
    this.op = createOperations(outerSession());
  }

  recording(): Recording {
    if (this.#autocommitBlocks > 0) {
      // They go on, and fail at their next call of `op`: what is wrong is said here.
      for (const block of this.#openBlocks) block.catch(() => undefined);
      throw new TsmigError('revision', `${this.#functionName()}: autocommitBlock was not awaited`, {
        hint: 'write `await op.getContext().autocommitBlock(async () => { … })`',
        source: this.#ownSource(),
      });
    }
    return { operations: this.#recorded, after: this.#outer.catalog, warnings: this.#warnings };
  }

  close(): void {
    this.#scope = undefined;
  }

  #keep(operation: Operation, source: OperationSource): void {
    const before = this.#outer.catalog;
    const after = apply(before, operation, source);
    const autocommit = this.#autocommitBlocks > 0;
    this.#recorded.push(Object.freeze({ operation: Object.freeze(operation), before, after, autocommit, source }));
    this.#outer.catalog = after;
  }

  #session(scope: Scope): Session {
    const { dialect, namingConvention = {} } = this.#options;
    return {
      dialect,
      namingConvention,
      context: this.#context,
      connection: this.#connection,
      inspector: this.#inspector,
      table: (name) => knownTable(scope.catalog, name),
      effectsOf: (sql) => {
        const effects = effectsOf(sql, dialect.name);
        return grammarFacts[dialect.name].anyCase ? inKnownCase(effects, scope.catalog) : effects;
      },
      call: (name, body) => this.#call(scope, name, body),
      record: (operation) => scope.record(operation, this.#source ?? this.#ownSource()),
      warn: (message) => this.#warnings.push({ message, source: this.#source ?? this.#ownSource() }),
      batch: (header, fn) => this.#batch(scope, header, fn),
      collect: (fn) => this.#collect(scope, scope.catalog, 'the function of means', fn),
    };
  }

  #batch(scope: Scope, header: Omit<BatchAlterTable, 'operations'>, fn: (inner: Session) => void): void {
    const source = this.#source ?? this.#ownSource();
    const catalog = beginBatch(scope.catalog, { ...header, operations: [] });
    const operations = this.#collect(scope, catalog, `the batch on table ${header.table.name}`, fn);
    scope.record({ ...header, operations }, source);
  }

  /** Runs `fn` in a scope of its own, in which operations are applied to a catalog of its own and given back. */
  #collect(outer: Scope, catalog: Catalog, within: string, fn: (inner: Session) => void): readonly Operation[] {
    const operations: Operation[] = [];
    const inner: Scope = {
      within,
      catalog,
      record: (operation, source) => {
        inner.catalog = apply(inner.catalog, unplaced(operation), source);
        operations.push(operation);
      },
    };
    this.#scope = inner;
    try {
      fn(this.#session(inner));
    } finally {
      this.#scope = outer;
    }
    return operations;
  }

  /** One call of `op`: what is recorded and thrown in it has its place. */
  #call<T>(scope: Scope | undefined, name: string, body: () => T): T {
    const around = this.#source;
    const source = this.#sourceOf(name);
    this.#source = source;
    try {
      if (scope === undefined || this.#scope !== scope) throw this.#outOfPlace(name, scope);
      return body();
    } catch (error) {
      if (error instanceof TsmigError) error.source ??= source;
      throw error;
    } finally {
      this.#source = around;
    }
  }

  #outOfPlace(name: string, scope: Scope | undefined): TsmigError {
    if (this.#scope === undefined) {
      return new TsmigError('operation', `op.${name} was called after ${this.#functionName()} had ended`, {
        hint: 'await every async function that uses op, and do not keep op',
      });
    }
    if (this.#scope.within !== undefined && scope?.within === undefined) {
      return new TsmigError('operation', `op.${name} was called inside ${this.#scope.within}`, {
        hint: 'use the argument of that function, or call it before or after',
      });
    }
    return new TsmigError('operation', `${name} was called after ${scope?.within ?? 'its function'} had ended`, {
      hint: 'call it inside of that function',
    });
  }

  #createContext(): MigrationContext {
    const { dialect, xArgs = {}, tag, database } = this.#options;
    const block = (fn: () => unknown): unknown => {
      this.#autocommitBlocks++;
      let result: unknown;
      try {
        result = fn();
      } catch (error) {
        this.#autocommitBlocks--;
        throw error;
      }
      if (!(result instanceof Promise)) {
        this.#autocommitBlocks--;
        return undefined;
      }
      const ended: Promise<unknown> = result.finally(() => {
        // Left open when the function has ended without it, so that this is noticed.
        if (this.#scope !== undefined) this.#autocommitBlocks--;
        this.#openBlocks.delete(ended);
      });
      this.#openBlocks.add(ended);
      return ended;
    };
    return Object.freeze({
      dialect: dialect.name,
      serverVersion: dialect.serverVersion,
      asSql: true,
      xArgs,
      tag,
      database,
      autocommitBlock: block as MigrationContext['autocommitBlock'],
    });
  }

  #sourceOf(operation: string): OperationSource {
    return sourceWith(
      { ...this.#ownSource(), index: this.#recorded.length + 1, operation },
      capturePosition(this.#finder),
    );
  }

  #ownSource(): OperationSource {
    return ownSource(this.#options);
  }

  #functionName(): string {
    return functionName(this.#options);
  }
}

/** In a batch the columns are placed at its end, when all are there. */
function unplaced(operation: Operation): Operation {
  if (operation.kind !== 'addColumn' && operation.kind !== 'alterColumn') return operation;
  const { insertBefore: _, insertAfter: __, ...rest } = operation;
  return rest;
}

function ownSource({ revision, direction }: RecordOptions): OperationSource {
  return { ...(revision !== undefined && { revision }), direction };
}

function functionName({ revision, direction }: RecordOptions): string {
  return revision === undefined ? direction : `${direction} of revision ${revision}`;
}

/** A source whose position is looked for when it is read. */
function sourceWith(
  source: Omit<OperationSource, 'position'>,
  position: () => SourcePosition | undefined,
): OperationSource {
  return Object.freeze(
    Object.defineProperty({ ...source }, 'position', { get: position, enumerable: true }),
  ) as OperationSource;
}

/** An error of the revision's function, as one of tsmig's with its place. */
function failure(error: unknown, options: RecordOptions): TsmigError {
  const stack = typeof error === 'object' && error !== null && 'stack' in error ? error.stack : undefined;
  const position = positionIn(stack, options);
  const source: OperationSource = { ...ownSource(options), ...(position && { position }) };
  if (error instanceof TsmigError) {
    error.source ??= source;
    return error;
  }
  const message = error instanceof Error ? error.message : String(error);
  // `s` and `sql` throw the TsmigError of their own copy of tsmig, where the revision has another than the command line.
  if (error instanceof Error && error.name === 'TsmigError' && 'code' in error) {
    const { code, hint, source: given } = error as TsmigError;
    return new TsmigError(code, message, { hint, source: given ?? source, cause: error });
  }
  return new TsmigError('revision', `${functionName(options)} failed: ${message}`, { cause: error, source });
}
