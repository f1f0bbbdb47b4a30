import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config/config.ts';
import { TsmigError } from '../errors.ts';
import { buildGraph, revisionOf } from '../revisions/graph.ts';
import { loadRevisions } from '../revisions/load.ts';
import { withNames } from '../revisions/names.ts';
import { planUpgrade } from '../revisions/plan.ts';
import { planRebase, type RebasePlan } from '../revisions/rebase.ts';
import type { Revision } from '../revisions/revision.ts';
import { withDownRevision } from '../revisions/rewrite.ts';
import { writeFolders } from '../script/write.ts';
import { ownModules } from './project.ts';
import { type RebasedProject, type RebaseScriptArguments, rebaseScript } from './rebase-script.ts';
import { loadGraph, type ProjectGraph } from './revisions.ts';
import { renderPlan } from './script.ts';
import { type Script, targetOf } from './script-target.ts';
import { settledRevisions } from './settled.ts';

/** What `rebase` takes. */
export interface RebaseArguments extends RebaseScriptArguments {
  /** An identifier of the branch that is moved: with two heads it can be told by `onto`, or by what is applied or released. */
  readonly branch?: string | undefined;
  /** What it comes to stand behind. Default: the other one of two heads. */
  readonly onto?: string | undefined;
  /** Whether nothing is written. */
  readonly dryRun?: boolean | undefined;
  /** Of which databases the scripts are wanted that take them to the new line. Default: none. */
  readonly scriptsFor?: readonly Config[] | undefined;
}

/** A revision whose parents change. */
export interface RebaseChange {
  readonly revision: string;
  /** Its `downRevision` before; empty: it was a base. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** The absolute path of its file. */
  readonly file: string;
}

export interface RebaseResult {
  /** Why nothing is moved; null: something is. */
  readonly nothing: string | null;
  /** The head of the branch that is moved. */
  readonly branch: string | null;
  readonly onto: string | null;
  /** Parents first. */
  readonly changes: readonly RebaseChange[];
  /** Whether the revisions were replayed in their new place: for that, a dialect must be configured. */
  readonly isChecked: boolean;
  /** The scripts, by the names of the databases; undefined where there is only one. */
  readonly scripts: ReadonlyMap<string | undefined, Script>;
  /** Puts the files back as they were. */
  readonly restore: () => Promise<void>;
}

/**
 * Puts one's own revisions behind another head: rewrites `downRevision` in their files, in all of them or in none.
 *
 * @param configs that of the project, or one for each database: their version files say what must stay where it is.
 * @throws TsmigError when it is not clear what is to be moved, when it is applied or released, when a file cannot be
 *   rewritten safely, when a revision does not fit in its new place, or when a script cannot be rendered: nothing is
 *   written then.
 */
export async function rebase(configs: readonly Config[], given: RebaseArguments): Promise<RebaseResult> {
  const [config] = configs;
  if (config === undefined) throw new TsmigError('usage', 'rebase needs a configuration');
  const before = await loadGraph(config);
  const plan = planRebase(before.graph, { ...given, settled: await settledRevisions(configs, before.graph) });
  if ('nothing' in plan) return { ...nothingMoved, nothing: plan.nothing };
  const files = await rewritten(before, plan);
  const after = await reread(before, plan, files, config);
  const project: RebasedProject = { plan, before, after };
  const fits = [];
  for (const one of configs) fits.push(await refuseUnfit(one, project, given));
  const scripts = new Map<string | undefined, Script>();
  for (const one of given.scriptsFor ?? []) scripts.set(one.database, await rebaseScript(one, project, given));
  if (!given.dryRun) await write(files);
  return {
    nothing: null,
    branch: plan.branch,
    onto: plan.onto,
    changes: plan.changes.map(({ id, from, to }) => ({ revision: id, from, to, file: fileOf(before, id) })),
    isChecked: !fits.includes(false),
    scripts,
    restore: async () => {
      if (!given.dryRun) await write(files.map(({ file, source }) => ({ file, text: source })));
    },
  };
}

const nothingMoved = {
  branch: null,
  onto: null,
  changes: [],
  isChecked: true,
  scripts: new Map(),
  restore: async () => undefined,
} as const;

/** A revision file, and what is to stand in it. */
interface RewrittenFile {
  readonly file: string;
  readonly source: string;
  readonly text: string;
}

async function rewritten(project: ProjectGraph, { changes }: RebasePlan): Promise<RewrittenFile[]> {
  const files: RewrittenFile[] = [];
  for (const change of changes) {
    const file = fileOf(project, change.id);
    const bytes = await readFile(file).catch((cause: unknown) => {
      throw new TsmigError('io', `${file} cannot be read`, { cause });
    });
    const source = bytes.toString('utf8');
    if (!Buffer.from(source).equals(bytes)) {
      throw new TsmigError('revision', `${path.basename(file)} is not UTF-8, so that it cannot be rewritten`, {
        hint: 'save it as UTF-8',
        source: { position: { file, line: 1, column: 1 } },
      });
    }
    files.push({ file, source, text: withDownRevision(file, source, change) });
  }
  return files;
}

/** The project with the new texts, loaded from them: what they say is what was meant, and nothing else. */
async function reread(
  { revisions, graph, ...project }: ProjectGraph,
  plan: RebasePlan,
  files: readonly RewrittenFile[],
  { onProgress }: Config,
): Promise<ProjectGraph> {
  const texts = new Map(files.map(({ file, text }) => [path.resolve(file), text]));
  const paths = files.map(({ file }) => file);
  const loaded = await loadRevisions(paths, { modules: await ownModules(), texts, onProgress });
  const changed = new Map(loaded.map((revision) => [revision.file, revision]));
  const now = revisions.map((revision) => changed.get(path.resolve(revision.file)) ?? revision);
  const wanted = new Map(plan.changes.map(({ id, to }) => [id, to]));
  for (const [index, revision] of revisions.entries()) {
    const down = wanted.get(revision.id) ?? revision.down;
    if (!isSame(now[index], { ...revision, down })) throw unsafe(revision.file);
  }
  const after = withNames(buildGraph(now), Object.fromEntries(graph.names));
  if (after.heads.join() !== plan.heads.join()) {
    throw new TsmigError('internal', `the heads would be ${after.heads.join(', ')}, not ${plan.heads.join(', ')}`);
  }
  return { ...project, revisions: now, graph: after };
}

function isSame(found: Revision | undefined, wanted: Revision): boolean {
  const said = ({ id, down, branchLabels, dependsOn, doc }: Revision) =>
    JSON.stringify([id, down, branchLabels, dependsOn, doc]);
  return found !== undefined && said(found) === said(wanted);
}

function unsafe(file: string): TsmigError {
  return new TsmigError('revision', `${path.basename(file)}: its downRevision cannot be changed safely`, {
    source: { position: { file, line: 1, column: 1 } },
    hint: 'what it exports would be another value than meant: change it by hand',
  });
}

/** Replays own revisions in their new place; false: no dialect says how. */
async function refuseUnfit(
  config: Config,
  { plan, after }: RebasedProject,
  given: RebaseScriptArguments,
): Promise<boolean> {
  if (config.dialect === undefined && given.dialect === undefined) return false;
  try {
    const target = await targetOf(config, given);
    await renderPlan(planUpgrade(after.graph, [plan.onto], plan.branch), after, target, config, given);
    return true;
  } catch (error) {
    if (!(error instanceof TsmigError) || error.code === 'internal') throw error;
    const { code, message, hint, source, cause } = error;
    const { revision } = source ?? {};
    if (revision === undefined || !plan.own.includes(revision)) throw error;
    throw new TsmigError(code, `${revision} does not fit behind ${plan.onto}: ${message}`, { hint, source, cause });
  }
}

/** All files or none; a symbolic link stays one. */
async function write(files: readonly Pick<RewrittenFile, 'file' | 'text'>[]): Promise<void> {
  const targets = await Promise.all(files.map(({ file }) => realpath(file)));
  await writeFolders(
    files.map(({ text }, index) => {
      const target = targets[index] ?? '';
      return { folder: path.dirname(target), files: [{ name: path.basename(target), text }] };
    }),
  );
}

function fileOf({ graph }: ProjectGraph, id: string): string {
  return revisionOf(graph, id).node.file;
}
