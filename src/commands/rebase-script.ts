import type { Config } from '../config/config.ts';
import { type Plan, planUpgrade, planWithout, replayOrder } from '../revisions/plan.ts';
import type { RebasePlan } from '../revisions/rebase.ts';
import { rowsAt } from '../revisions/target.ts';
import { ancestors } from '../revisions/walk.ts';
import { versionStatements } from '../script/compile.ts';
import { oneLine } from '../script/layout.ts';
import { isSameInEitherOrder } from './either-order.ts';
import type { ProjectGraph } from './revisions.ts';
import { renderPlan, type ScriptArguments } from './script.ts';
import {
  type Script,
  type ScriptPart,
  scriptText,
  type Target,
  type TargetArguments,
  targetOf,
  versionTableOf,
} from './script-target.ts';

/** What the script of a rebase takes. */
export interface RebaseScriptArguments extends TargetArguments, Pick<ScriptArguments, 'xArgs' | 'tag'> {
  /** Where the database stands: identifiers, with commas between them. Default: the head of the branch that is moved. */
  readonly from?: string | undefined;
}

/** A rebase: the project before it and after it. */
export interface RebasedProject {
  readonly plan: RebasePlan;
  readonly before: ProjectGraph;
  readonly after: ProjectGraph;
}

/** A part of the script: a revision, or a change of the version rows alone. */
interface Part extends ScriptPart {
  readonly log: string;
  readonly warnings?: Script['warnings'];
}

/**
 * Renders the script that takes a database from the old line to the new: own revisions back, the others in, own again.
 *
 * @throws TsmigError when an own revision cannot be taken back, or something cannot be rendered.
 */
export async function rebaseScript(
  config: Config,
  { plan, before, after }: RebasedProject,
  given: RebaseScriptArguments,
): Promise<Script> {
  const target = await targetOf(config, given);
  const start = rowsAt(before.graph, given.from ?? plan.branch);
  const parts: Part[] = [];
  let rows: readonly string[] = start;
  const applied = ancestors(before.graph, start);
  const own = plan.own.filter((id) => applied.has(id));
  if (own.length > 0 && (await isThereEitherWay(config, { plan, before, after }, applied, given))) {
    rows = start.filter((row) => !start.some((other) => other !== row && ancestors(after.graph, [other]).has(row)));
    parts.push(...rowsPart(start, rows, target, config));
  } else if (own.length > 0) {
    const back = planWithout(before.graph, start, new Set(own));
    parts.push(...(await renderPlan(back, before, target, config, given)));
    rows = back.rows;
  }
  const upgrade = planUpgrade(after.graph, rows, plan.branch);
  const again = start.length === 0 ? upgrade : withVersionTable(upgrade);
  parts.push(...(await renderPlan(again, after, target, config, given)));
  return {
    dialect: { name: target.dialect.name, serverVersion: target.dialect.serverVersion },
    script: scriptText(parts, target, config),
    steps: parts.map(({ log, message, statements }) => ({
      log,
      message: oneLine(message),
      statements: statements.length,
    })),
    warnings: parts.flatMap(({ warnings = [] }) => warnings),
  };
}

/**
 * Whether the database has all that the other head needs beside own revisions, and the order of the two makes no
 * difference: then only its version rows are to be changed.
 */
async function isThereEitherWay(
  config: Config,
  { plan, before }: RebasedProject,
  applied: ReadonlySet<string>,
  given: RebaseScriptArguments,
): Promise<boolean> {
  const theirs = replayOrder(before.graph, [plan.onto]);
  if (!theirs.every((id) => applied.has(id))) return false;
  const mine = replayOrder(before.graph, [plan.branch]).filter((id) => applied.has(id));
  return isSameInEitherOrder(config, before, given, [mine, theirs]);
}

/** The rows of the other head go, since own revisions imply it from now on. */
function rowsPart(from: readonly string[], to: readonly string[], target: Target, config: Config): readonly Part[] {
  const gone = from.filter((row) => !to.includes(row));
  if (gone.length === 0) return [];
  const versionChanges = gone.map((id) => ({ kind: 'delete', id }) as const);
  const step = { createsVersionTable: false, versionChanges };
  return [
    {
      ...versionStatements(step, target.dialect, versionTableOf(config)),
      log: `rebase ${from.join(', ')} -> ${to.join(', ')}`,
      message: '',
      statements: [],
      frame: target.dialect.frame([]),
    },
  ];
}

/** A plan for a database that has its version table, also where all of its rows are gone in between. */
function withVersionTable({ steps, ...plan }: Plan): Plan {
  return { ...plan, steps: steps.map((step) => ({ ...step, createsVersionTable: false })) };
}
