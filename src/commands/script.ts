import type { Client } from '../../dialects/clients.ts';
import { createDialect } from '../../dialects/index.ts';
import type { Config } from '../config/config.ts';
import { type OperationSource, TsmigError } from '../errors.ts';
import { type Direction, type Plan, planRange, replayOrder } from '../revisions/plan.ts';
import type { Revision } from '../revisions/revision.ts';
import { type CompiledStep, compileEach, type Step } from '../script/compile.ts';
import type { Dialect, Frame } from '../script/dialect.ts';
import { layOut, oneLine, type ScriptStep } from '../script/layout.ts';
import type { SqlStatement, Statement } from '../script/statement.ts';
import type { ScriptFile } from '../script/write.ts';
import { slug } from './file-name.ts';
import { chooseClient, chooseDialect } from './project.ts';
import { loadGraph } from './revisions.ts';

/** What `upgrade` and `downgrade` take. */
export interface ScriptArguments {
  /** `start:end`, or (to upgrade from base) an end alone: `base:head`, `a1b2:+2`, `head:-1` … */
  readonly range: string;
  /** The dialect, where it is not the configured one. */
  readonly dialect?: string | undefined;
  /** The version of the server, where it is not the configured one. */
  readonly serverVersion?: string | undefined;
  /** The client that will read the script, where it is not the configured one. */
  readonly client?: string | undefined;
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
  const client = chooseClient(config, dialect.name, given.client);
  const { revisions, locate, graph } = await loadGraph(config);
  const plan = planRange(graph, direction, given.range);
  const order = new Map(replayOrder(graph).map((id, index) => [id, index]));
  const byId = new Map(revisions.map((revision) => [revision.id, revision]));
  const steps = compileEach(stepsOf(plan, byId), {
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
    ...(config.database !== undefined && { database: config.database }),
    locate,
    onProgress: config.onProgress,
  });
  const parts: ScriptPart[] = [];
  for await (const step of steps) parts.push(scriptPart(step, plan.steps[parts.length]));
  return resultOf(plan, parts, { dialect, client }, config);
}

/** What is kept of a compiled step: its operations and their catalogs are not. */
interface ScriptPart extends ScriptStep {
  readonly step: Step<Revision>;
  readonly frame: Frame;
  readonly warnings: CompiledStep['warnings'];
}

function resultOf(
  plan: Plan,
  parts: readonly ScriptPart[],
  { dialect, client }: { readonly dialect: Dialect; readonly client: Client },
  config: Config,
): ScriptResult {
  const transactional = config.transactionalDdl ?? dialect.transactionalDdl;
  const text = (some: readonly ScriptPart[]): string =>
    layOut(some, dialect, {
      transactional,
      perStep: config.transactionPerMigration,
      around: frameOf(some, client),
    });
  const digits = Math.max(4, String(parts.length).length);
  let script: string | undefined;
  let files: readonly ScriptFile[] | undefined;
  return {
    dialect: { name: dialect.name, serverVersion: dialect.serverVersion },
    // One of the two is wanted, as a rule.
    get script() {
      script ??= text(parts);
      return script;
    },
    get files() {
      files ??= parts.map((part, index) => ({
        name: splitName(String(index + 1).padStart(digits, '0'), part.step.revision, config.truncateSlugLength),
        text: text([part]),
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
    warnings: [...plan.warnings.map((message) => ({ message })), ...parts.flatMap(({ warnings }) => warnings)],
  };
}

/** The client's lines stand outermost. */
function frameOf(parts: readonly ScriptPart[], client: Client): Frame {
  const before = new Set(parts.flatMap(({ frame }) => frame.before));
  for (const line of client.replaces ?? []) before.delete(line);
  const after = new Set(parts.flatMap(({ frame }) => frame.after));
  return { before: [...client.before, ...before], after: [...after, ...client.after] };
}

function scriptPart(
  { step, ...parts }: CompiledStep<Revision>,
  planned: Plan['steps'][number] | undefined,
): ScriptPart {
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
