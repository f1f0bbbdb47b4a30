import type { DialectFacts } from '../operations/context.ts';
import type { Operation } from '../operations/operation.ts';

/** What stands in one direction of a revision to be; a hook may change the list. */
export interface OperationList {
  ops: Operation[];
}

/** A revision before it is printed, as Alembic's `MigrationScript`. */
export interface MigrationScript {
  /** The message, where the command line gave one. */
  message: string | undefined;
  readonly upgradeOps: OperationList;
  readonly downgradeOps: OperationList;
}

/** What hooks are told of the comparison. */
export interface AutogenerateContext {
  readonly dialect: DialectFacts;
  /** Which of several databases it is for. */
  readonly database: string | undefined;
}

/**
 * Changes what has been found before it is printed, as Alembic's `process_revision_directives`.
 *
 * @param revision the ids that the new revision revises.
 * @param directives one script; a hook that empties the list has no file written.
 */
export type ProcessRevisionDirectives = (
  context: AutogenerateContext,
  revision: readonly string[],
  directives: MigrationScript[],
) => void;

/** What an operation becomes: others, or none. */
type Rewrite<K extends Operation['kind']> = (
  context: AutogenerateContext,
  revision: readonly string[],
  operation: Extract<Operation, { kind: K }>,
) => Operation | readonly Operation[] | undefined;

type AnyRewrite = (
  context: AutogenerateContext,
  revision: readonly string[],
  operation: Operation,
) => Operation | readonly Operation[] | undefined;

/**
 * Rewrites operations by their kind, as Alembic's `Rewriter`.
 *
 * @example
 * ```ts
 * const rewriter = new Rewriter().rewrites('addColumn', (_context, _revision, op) => ({ ...op, column: { ...op.column, nullable: true } }));
 * export default defineConfig({ autogenerate: { processRevisionDirectives: rewriter.process } });
 * ```
 */
export class Rewriter {
  readonly #rewrites = new Map<Operation['kind'], AnyRewrite>();
  #next: ProcessRevisionDirectives | undefined;

  /** What operations of a kind become; undefined: they are left out. */
  rewrites<K extends Operation['kind']>(kind: K, rewrite: Rewrite<K>): this {
    this.#rewrites.set(kind, (context, revision, operation) =>
      rewrite(context, revision, operation as Extract<Operation, { kind: K }>),
    );
    return this;
  }

  /** Another hook that goes over the result. */
  chain(next: ProcessRevisionDirectives | Rewriter): this {
    this.#next = next instanceof Rewriter ? next.process : next;
    return this;
  }

  /** The hook. */
  readonly process: ProcessRevisionDirectives = (context, revision, directives) => {
    for (const { upgradeOps, downgradeOps } of directives) {
      for (const list of [upgradeOps, downgradeOps]) {
        list.ops = list.ops.flatMap((operation) => this.#rewritten(context, revision, operation));
      }
    }
    this.#next?.(context, revision, directives);
  };

  #rewritten(context: AutogenerateContext, revision: readonly string[], operation: Operation): readonly Operation[] {
    const own =
      operation.kind === 'batchAlterTable'
        ? { ...operation, operations: operation.operations.flatMap((one) => this.#rewritten(context, revision, one)) }
        : operation;
    const rewrite = this.#rewrites.get(own.kind);
    if (rewrite === undefined) return [own];
    const made = rewrite(context, revision, own);
    return made === undefined ? [] : 'kind' in made ? [made] : made;
  }
}
