import { facts, meaning } from '../autogenerate/generate.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { diff } from '../catalog/diff.ts';
import { noRenames } from '../catalog/renames.ts';
import type { Config } from '../config/config.ts';
import { type OperationSource, TsmigError } from '../errors.ts';
import { summarize } from '../operations/summarize.ts';
import { planUpgrade, replayOrder } from '../revisions/plan.ts';
import { compare, directed } from './autogenerate.ts';
import { type Replayer, replayer } from './replay.ts';
import { loadGraph, type ProjectGraph } from './revisions.ts';
import { renderPlan } from './script.ts';
import { targetOf } from './script-target.ts';

/** What `check` takes. */
export interface CheckArguments {
  /** Whether the downgrade of each revision is tried: it must give the schema back that was there before. */
  readonly downgrades?: boolean | undefined;
  readonly renames?: readonly string[] | undefined;
}

/** Something that a check found. */
export interface Finding {
  /** What was checked: that there is one head, that the models are the history, that all renders, that downgrades undo. */
  readonly check: 'heads' | 'models' | 'render' | 'downgrade';
  /** Which of several databases it is about. */
  readonly database?: string;
  readonly revision?: string;
  /** One line. */
  readonly message: string;
  readonly source?: OperationSource;
}

/** What a check comes to. */
export interface CheckResult {
  /** Empty: all is well. */
  readonly findings: readonly Finding[];
  /** What the comparison with the models says besides: what it leaves alone, and what would be lost. */
  readonly warnings: readonly string[];
}

/**
 * Checks a project: one head; every revision renders for every configured database; models and history are equal, where there
 * are models.
 *
 * @param configs one for each of several databases.
 */
export async function check(configs: readonly Config[], asked: CheckArguments = {}): Promise<CheckResult> {
  const findings: Finding[] = [];
  const warnings: string[] = [];
  for (const config of configs) {
    const project = await loadGraph(config, 'empty');
    if (findings.length === 0) findings.push(...severalHeads(project));
    const found = await checked(config, project, asked);
    const { database } = config;
    findings.push(...found.findings.map((one) => ({ ...one, ...(database !== undefined && { database }) })));
    warnings.push(...found.warnings.map((text) => (database === undefined ? text : `${database}: ${text}`)));
  }
  return { findings, warnings };
}

function severalHeads({ graph }: ProjectGraph): readonly Finding[] {
  if (graph.heads.length < 2) return [];
  return [{ check: 'heads', message: `there are ${graph.heads.length} heads: ${graph.heads.join(', ')}` }];
}

async function checked(config: Config, project: ProjectGraph, asked: CheckArguments): Promise<CheckResult> {
  try {
    const plan = planUpgrade(project.graph, [], 'heads');
    await renderPlan(plan, project, await targetOf(config, {}), config, {});
  } catch (error) {
    // What cannot be replayed cannot be compared either.
    return { findings: [found('render', error)], warnings: [] };
  }
  const compared = config.models.length === 0 ? nothing : await differences(config, project, asked);
  const failing = asked.downgrades === true ? await failingDowngrades(config, project) : [];
  return { ...compared, findings: [...compared.findings, ...failing] };
}

const nothing: CheckResult = { findings: [], warnings: [] };

async function differences(config: Config, project: ProjectGraph, asked: CheckArguments): Promise<CheckResult> {
  const comparison = await compare(config, project, asked);
  const script = directed(comparison, project.graph.heads, undefined);
  const operations = script?.upgradeOps.ops ?? [];
  return {
    findings: operations.map((operation) => ({ check: 'models', message: summarize(operation) })),
    warnings: comparison.warnings,
  };
}

async function failingDowngrades(config: Config, project: ProjectGraph): Promise<readonly Finding[]> {
  const replay = await replayer(config, project);
  const findings: Finding[] = [];
  const { emptyCatalog } = await import('../catalog/catalog.ts');
  let before: Catalog = emptyCatalog;
  for (const revision of replayOrder(project.graph)) {
    const { after } = await replay.run(revision, 'upgrade', before);
    const failure = await downgradeFailure(revision, { before, after }, replay);
    if (failure !== undefined) findings.push(failure);
    before = after;
  }
  return findings;
}

async function downgradeFailure(
  revision: string,
  { before, after }: { readonly before: Catalog; readonly after: Catalog },
  replay: Replayer,
): Promise<Finding | undefined> {
  try {
    const back = (await replay.run(revision, 'downgrade', after)).after;
    const options = { ...meaning(replay.dialect), ...facts(replay.dialect, {}), renames: noRenames };
    const left = diff(back, before, options).operations.map(summarize);
    if (left.length === 0) return undefined;
    return { check: 'downgrade', revision, message: `the downgrade of ${revision} leaves: ${left.join('; ')}` };
  } catch (error) {
    return { ...found('downgrade', error), revision };
  }
}

function found(check: Finding['check'], error: unknown): Finding {
  if (!(error instanceof TsmigError) || error.code === 'internal') throw error;
  const { message, source } = error;
  return {
    check,
    message,
    ...(source !== undefined && { source }),
    ...(source?.revision !== undefined && { revision: source.revision }),
  };
}
