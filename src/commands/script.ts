import type { Config } from '../config/config.ts';
import { TsmigError } from '../errors.ts';
import { type Direction, type Plan, planRange, replayOrder } from '../revisions/plan.ts';
import type { Revision } from '../revisions/revision.ts';
import { type CompiledStep, compileEach, type Step } from '../script/compile.ts';
import { oneLine } from '../script/layout.ts';
import type { SqlStatement, Statement } from '../script/statement.ts';
import type { ScriptFile } from '../script/write.ts';
import { slug } from './file-name.ts';
import { startOf } from './position.ts';
import { loadGraph, type ProjectGraph } from './revisions.ts';
import {
  type Script,
  type ScriptLine,
  type ScriptPart,
  scriptText,
  type Target,
  type TargetArguments,
  targetOf,
  versionTableOf,
} from './script-target.ts';

/** What `upgrade` and `downgrade` take. */
export interface ScriptArguments extends TargetArguments {
  /** `start:end`, or an end alone: `base:head`, `a1b2:+2`, `head:-1`, `head` … */
  readonly range: string;
  /**
   * Where the database stands, for a range without a start: identifiers, with commas between them. Else the version file
   * says it; without one, an upgrade starts at base.
   */
  readonly from?: string | undefined;
  /** What revisions find as `op.getContext().xArgs`. */
  readonly xArgs?: Readonly<Record<string, string>> | undefined;
  /** What revisions find as `op.getContext().tag`. */
  readonly tag?: string | undefined;
}

/** One step of a script of revisions. */
export interface ScriptResultStep extends ScriptLine {
  readonly revision: string;
  readonly direction: Direction;
}

/** What `upgrade` and `downgrade` give. Nothing is written anywhere. */
export interface ScriptResult extends Script {
  /** The script once more, one whole script per revision, in the order in which they are to be applied. */
  readonly files: readonly ScriptFile[];
  readonly steps: readonly ScriptResultStep[];
}

/** Renders the script of a range in one direction: the composition behind `upgrade` and `downgrade`. */
export async function renderScript(
  direction: Direction,
  config: Config,
  given: ScriptArguments,
): Promise<ScriptResult> {
  const target = await targetOf(config, given);
  const project = await loadGraph(config);
  const { graph, position } = await startOf(config, project.graph, [given.range], given);
  const plan = planRange(graph, direction, given.range, position?.rows);
  const parts = await renderPlan(plan, { ...project, graph }, target, config, given);
  const warnings = plan.warnings.map((message) => ({ message }));
  return { ...resultOf(parts, warnings, target, config), ...(position !== undefined && { position }) };
}

/** Renders the steps of a plan: what stands before them is replayed. */
export async function renderPlan(
  plan: Plan,
  { revisions, graph, locate }: ProjectGraph,
  target: Target,
  config: Config,
  given: Pick<ScriptArguments, 'xArgs' | 'tag'>,
): Promise<RevisionPart[]> {
  const order = new Map(replayOrder(graph).map((id, index) => [id, index]));
  const byId = new Map(revisions.map((revision) => [revision.id, revision]));
  const steps = compileEach(stepsOf(plan, byId), {
    dialect: target.dialect,
    applied: replayOrder(graph, plan.start).map((id) => known(byId, id)),
    orderOf: (revision) => order.get(revision.id) ?? 0,
    versionTable: versionTableOf(config),
    namingConvention: config.namingConvention,
    ...(given.xArgs !== undefined && { xArgs: given.xArgs }),
    ...(given.tag !== undefined && { tag: given.tag }),
    ...(config.database !== undefined && { database: config.database }),
    locate,
    onProgress: config.onProgress,
  });
  const parts: RevisionPart[] = [];
  for await (const step of steps) parts.push(partOf(step, plan.steps[parts.length]));
  return parts;
}

/** What is kept of a compiled step: its operations and their catalogs are not. */
export interface RevisionPart extends ScriptPart {
  readonly log: string;
  readonly step: Step<Revision>;
  readonly warnings: CompiledStep['warnings'];
}

/** The script of these parts, whole and by revision. */
function resultOf(
  parts: readonly RevisionPart[],
  warnings: Script['warnings'],
  target: Target,
  config: Config,
): ScriptResult {
  const digits = Math.max(4, String(parts.length).length);
  let script: string | undefined;
  let files: readonly ScriptFile[] | undefined;
  return {
    dialect: { name: target.dialect.name, serverVersion: target.dialect.serverVersion },
    // One of the two is wanted, as a rule.
    get script() {
      script ??= scriptText(parts, target, config);
      return script;
    },
    get files() {
      files ??= parts.map((part, index) => ({
        name: splitName(String(index + 1).padStart(digits, '0'), part.step.revision, config.truncateSlugLength),
        text: scriptText([part], target, config),
      }));
      return files;
    },
    steps: parts.map(({ step, log, statements }) => ({
      revision: step.revision.id,
      direction: step.direction,
      log,
      message: oneLine(step.revision.message),
      statements: statements.length,
    })),
    warnings: [...warnings, ...parts.flatMap((part) => part.warnings)],
  };
}

function partOf({ step, ...parts }: CompiledStep<Revision>, planned: Plan['steps'][number] | undefined): RevisionPart {
  return {
    step,
    log: `${step.direction} ${planned?.fromText ?? ''} -> ${planned?.toText ?? ''}`,
    message: step.revision.message,
    versionTable: parts.versionTable.map(textOf),
    statements: parts.statements.map(textOf),
    versionRows: parts.versionRows.map(textOf),
    frame: parts.frame,
    warnings: parts.warnings,
  };
}

/** Without its source, which holds on to the stack of the call, and by that to all that the revision was run with. */
function textOf({ sql, transactional }: Statement): SqlStatement {
  return { sql, transactional };
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
