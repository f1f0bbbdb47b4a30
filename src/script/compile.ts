import { type Catalog, emptyCatalog } from '../catalog/catalog.ts';
import type { SourcePosition } from '../errors.ts';
import { TsmigError } from '../errors.ts';
import type { NamingConvention } from '../model/naming.ts';
import type { Operations } from '../operations/op.ts';
import type { Recording } from '../recording/recorded.ts';
import { record } from '../recording/recorder.ts';
import type { Progress } from '../revisions/progress.ts';
import type { Dialect, Frame, LoweredOperation } from './dialect.ts';
import { History } from './history.ts';
import type { SqlStatement, Statement } from './statement.ts';
import { createVersionTable, type VersionChange, type VersionTableOptions, versionOperation } from './version-table.ts';

/** What compiling needs of a revision. */
export interface CompiledRevision {
  readonly id: string;
  readonly file?: string;
  readonly upgrade: (op: Operations) => void | Promise<void>;
  readonly downgrade: (op: Operations) => void | Promise<void>;
}

/** One step of a plan: a revision to run in one direction, and what it does to the version rows. */
export interface Step<R extends CompiledRevision = CompiledRevision> {
  readonly revision: R;
  readonly direction: 'upgrade' | 'downgrade';
  readonly createsVersionTable: boolean;
  readonly versionChanges: readonly VersionChange[];
}

export interface CompileOptions<R extends CompiledRevision> {
  readonly dialect: Dialect;
  /** The revisions that are applied already, in `orderOf`'s order: replayed, not rendered. */
  readonly applied: readonly R[];
  /** A total order of all revisions that puts parents and dependencies first. */
  readonly orderOf: (revision: R) => number;
  readonly versionTable: VersionTableOptions;
  readonly namingConvention?: NamingConvention;
  readonly xArgs?: Readonly<Record<string, string>>;
  readonly tag?: string;
  readonly database?: string;
  /** Maps a place in compiled code to its source. */
  readonly locate?: (position: SourcePosition) => SourcePosition;
  readonly onProgress?: Progress | undefined;
}

/** A step as statements, in the order in which they are applied. */
export interface CompiledStep<R extends CompiledRevision = CompiledRevision> {
  readonly step: Step<R>;
  /** Makes the version table; empty unless the step starts from base. */
  readonly versionTable: readonly Statement[];
  readonly statements: readonly Statement[];
  readonly versionRows: readonly Statement[];
  /** What must stand around the transactions of a script that holds this step. */
  readonly frame: Frame;
  readonly warnings: Recording['warnings'];
}

/** Threads the catalog through a plan: each step is recorded, lowered and rendered for one dialect. Writes nothing. */
export async function compile<R extends CompiledRevision>(
  steps: readonly Step<R>[],
  options: CompileOptions<R>,
): Promise<CompiledStep<R>[]> {
  const compiled: CompiledStep<R>[] = [];
  for await (const step of compileEach(steps, options)) compiled.push(step);
  return compiled;
}

/** As `compile`, one step after the other: what is not kept of a step is let go before the next, its catalogs above all. */
export async function* compileEach<R extends CompiledRevision>(
  steps: readonly Step<R>[],
  { onProgress, ...options }: CompileOptions<R>,
): AsyncGenerator<CompiledStep<R>, void, undefined> {
  const run = (revision: R, direction: 'upgrade' | 'downgrade', before: Catalog) =>
    recordRevision(revision, direction, before, options);
  const history = new History<R>(
    options.orderOf,
    async (revision, before) => (await run(revision, 'upgrade', before)).after,
    settledBelow(steps, options),
  );
  for (const [index, revision] of options.applied.entries()) {
    await history.add(revision);
    onProgress?.('replaying revisions', index + 1, options.applied.length);
  }

  for (const [index, step] of steps.entries()) {
    const recording = await run(step.revision, step.direction, history.catalog);
    if (step.direction === 'upgrade') await history.add(step.revision, recording.after);
    else await history.remove(step.revision);
    yield renderStep(step, recording, history.catalog, options);
    onProgress?.('rendering revisions', index + 1, steps.length);
  }
}

/** The lowest place in the order where these steps remove a revision, or add one before another. */
function settledBelow<R extends CompiledRevision>(
  steps: readonly Step<R>[],
  { applied, orderOf }: CompileOptions<R>,
): number {
  let settled = Number.POSITIVE_INFINITY;
  let last = applied.reduce((highest, revision) => Math.max(highest, orderOf(revision)), -1);
  for (const { revision, direction } of steps) {
    const order = orderOf(revision);
    if (direction === 'downgrade' || order < last) settled = Math.min(settled, order);
    last = Math.max(last, order);
  }
  return settled;
}

function recordRevision<R extends CompiledRevision>(
  revision: R,
  direction: 'upgrade' | 'downgrade',
  before: Catalog,
  { dialect, applied: _, orderOf: __, versionTable: ___, ...rest }: CompileOptions<R>,
): Promise<Recording> {
  return record(revision[direction], {
    ...rest,
    dialect,
    before,
    revision: revision.id,
    direction,
    ...(revision.file !== undefined && { file: revision.file }),
  });
}

function renderStep<R extends CompiledRevision>(
  step: Step<R>,
  recording: Recording,
  target: Catalog,
  { dialect, versionTable }: CompileOptions<R>,
): CompiledStep<R> {
  const lowered = dialect.lower(recording.operations, step.direction, target);
  const source = { revision: step.revision.id, direction: step.direction };
  const sourced = (statements: readonly SqlStatement[]): Statement[] =>
    statements.map((statement) => ({ ...statement, source }));
  const version = versionStatements(step, dialect, versionTable);
  return {
    step,
    versionTable: sourced(version.versionTable),
    statements: renderOperations(lowered, dialect),
    versionRows: sourced(version.versionRows),
    frame: dialect.frame(lowered),
    warnings: recording.warnings,
  };
}

/** The statements that make the version table, where a step starts from base, and those that change its rows. */
export function versionStatements(
  step: Pick<Step, 'createsVersionTable' | 'versionChanges'>,
  dialect: Dialect,
  options: VersionTableOptions,
): { readonly versionTable: readonly SqlStatement[]; readonly versionRows: readonly SqlStatement[] } {
  return {
    versionTable: step.createsVersionTable ? dialect.render(createVersionTable(options), emptyCatalog) : [],
    versionRows: step.versionChanges.flatMap((change) =>
      dialect.render(versionOperation(change, options), emptyCatalog),
    ),
  };
}

/** The statements of lowered operations; an error names the operation that asked for it. */
export function renderOperations(lowered: readonly LoweredOperation[], dialect: Dialect): Statement[] {
  return lowered.flatMap(({ operation, before, origin }) => {
    try {
      return dialect.render(operation, before).map((statement) => ({
        ...statement,
        transactional: statement.transactional && !origin.autocommit,
        source: origin.source,
      }));
    } catch (error) {
      if (error instanceof TsmigError) error.source ??= origin.source;
      throw error;
    }
  });
}
