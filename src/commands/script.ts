import { createDialect } from '../../dialects/index.ts';
import type { Config } from '../config/config.ts';
import { type OperationSource, TsmigError } from '../errors.ts';
import { buildGraph } from '../revisions/graph.ts';
import { type Direction, type Plan, planRange, replayOrder } from '../revisions/plan.ts';
import type { Revision } from '../revisions/revision.ts';
import { type CompiledStep, compile, type Step } from '../script/compile.ts';
import type { Dialect } from '../script/dialect.ts';
import { layOut, oneLine, type ScriptStep } from '../script/layout.ts';
import type { ScriptFile } from '../script/write.ts';
import { slug } from './file-name.ts';
import { chooseDialect } from './project.ts';
import { loadProject } from './revisions.ts';

/** What `upgrade` and `downgrade` take. */
export interface ScriptArguments {
  /** `start:end`, or (to upgrade from base) an end alone: `base:head`, `a1b2:+2`, `head:-1` … */
  readonly range: string;
  /** The dialect, where it is not the configured one. */
  readonly dialect?: string | undefined;
  /** The version of the server, where it is not the configured one. */
  readonly serverVersion?: string | undefined;
  /** What revisions find as `op.getContext().xArgs`. */
  readonly xArgs?: Readonly<Record<string, string>> | undefined;
  /** What revisions find as `op.getContext().tag`. */
  readonly tag?: string | undefined;
}

/** One step of a script. */
export interface ScriptResultStep {
  readonly revision: string;
  readonly direction: Direction;
  /** `upgrade a -> b`, as the script's comment has it. */
  readonly log: string;
  /** The revision's message, on one line. */
  readonly message: string;
  /** How many statements the revision gives, without those for the version table. */
  readonly statements: number;
}

/** What `upgrade` and `downgrade` give. Nothing is written anywhere. */
export interface ScriptResult {
  readonly dialect: { readonly name: string; readonly serverVersion: string };
  /** The whole script; empty when there is nothing to do. */
  readonly script: string;
  /** The same, one whole script per revision, in the order in which they are to be applied. */
  readonly files: readonly ScriptFile[];
  readonly steps: readonly ScriptResultStep[];
  readonly warnings: readonly { readonly message: string; readonly source?: OperationSource }[];
}

/** Renders the script of a range in one direction: the composition behind `upgrade` and `downgrade`. */
export async function renderScript(
  direction: Direction,
  config: Config,
  given: ScriptArguments,
): Promise<ScriptResult> {
  const dialect = await createDialect(chooseDialect(config, given));
  const { revisions, locate } = await loadProject(config);
  const graph = buildGraph(revisions);
  const plan = planRange(graph, direction, given.range);
  const order = new Map(replayOrder(graph).map((id, index) => [id, index]));
  const byId = new Map(revisions.map((revision) => [revision.id, revision]));
  const compiled = await compile(stepsOf(plan, byId), {
    dialect,
    applied: replayOrder(graph, plan.start).map((id) => known(byId, id)),
    orderOf: (revision) => order.get(revision.id) ?? 0,
    versionTable: {
      name: config.versionTable,
      ...(config.versionTableSchema !== undefined && { schema: config.versionTableSchema }),
      primaryKey: config.versionTablePk,
    },
    namingConvention: config.namingConvention,
    ...(given.xArgs !== undefined && { xArgs: given.xArgs }),
    ...(given.tag !== undefined && { tag: given.tag }),
    locate,
  });
  return resultOf(plan, compiled, dialect, config);
}

function resultOf(
  plan: Plan,
  compiled: readonly CompiledStep<Revision>[],
  dialect: Dialect,
  config: Config,
): ScriptResult {
  const steps = compiled.map((step, index) => scriptStep(step, plan.steps[index]));
  const transactional = config.transactionalDdl ?? dialect.transactionalDdl;
  const text = (from: number, to: number): string =>
    layOut(steps.slice(from, to), dialect, {
      transactional,
      perStep: config.transactionPerMigration,
      around: dialect.frame(compiled.slice(from, to).flatMap(({ lowered }) => lowered)),
    });
  const digits = Math.max(4, String(steps.length).length);
  return {
    dialect: { name: dialect.name, serverVersion: dialect.serverVersion },
    script: text(0, steps.length),
    files: compiled.map(({ step: { revision } }, index) => ({
      name: splitName(String(index + 1).padStart(digits, '0'), revision, config.truncateSlugLength),
      text: text(index, index + 1),
    })),
    steps: compiled.map(({ step, statements }, index) => ({
      revision: step.revision.id,
      direction: step.direction,
      log: steps[index]?.log ?? '',
      message: oneLine(step.revision.message),
      statements: statements.length,
    })),
    warnings: [...plan.warnings.map((message) => ({ message })), ...compiled.flatMap(({ warnings }) => warnings)],
  };
}

function scriptStep(
  { step, ...parts }: CompiledStep<Revision>,
  planned: Plan['steps'][number] | undefined,
): ScriptStep {
  return {
    log: `${step.direction} ${planned?.fromText ?? ''} -> ${planned?.toText ?? ''}`,
    message: step.revision.message,
    versionTable: parts.versionTable,
    statements: parts.statements,
    versionRows: parts.versionRows,
  };
}

/** `0001_<rev>_<slug>.sql`; an id may hold what a file's name may not. */
function splitName(number: string, { id, message }: Revision, maxSlugLength: number): string {
  const words = slug(message, maxSlugLength);
  return `${[number, id.replace(/[^\p{L}\p{N}_.-]/gu, '_'), ...(words === '' ? [] : [words])].join('_')}.sql`;
}

function stepsOf(plan: Plan, byId: ReadonlyMap<string, Revision>): Step<Revision>[] {
  return plan.steps.map(({ id, direction, createsVersionTable, versionChanges }) => ({
    revision: known(byId, id),
    direction,
    createsVersionTable,
    versionChanges,
  }));
}

function known(byId: ReadonlyMap<string, Revision>, id: string): Revision {
  const revision = byId.get(id);
  if (revision === undefined) throw new TsmigError('internal', `revision ${id} is planned but not loaded`);
  return revision;
}
