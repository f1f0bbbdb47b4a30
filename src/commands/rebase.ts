import { isUtf8 } from 'node:buffer';
import { readFile, realpath, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config/config.ts';
import { TsmigError } from '../errors.ts';
import { buildGraph } from '../revisions/graph.ts';
import { loadRevisions } from '../revisions/load.ts';
import { type Plan, planUpgrade, planWithout } from '../revisions/plan.ts';
import { type NewParents, planRebase } from '../revisions/rebase.ts';
import type { Revision } from '../revisions/revision.ts';
import { withDownRevision } from '../revisions/rewrite.ts';
import { rowsAt } from '../revisions/target.ts';
import { type ScriptFolder, writeFolders } from '../script/write.ts';
import { ownModules } from './project.ts';
import { type Settled, settledRevisions, sidesOf } from './rebase-sides.ts';
import { loadGraph, type ProjectGraph } from './revisions.ts';
import { renderPlan, resultOf, type ScriptArguments, type ScriptResult } from './script.ts';
import { type Target, targetOf } from './script-target.ts';

/** What `rebase` takes. */
export interface RebaseArguments extends Omit<ScriptArguments, 'range'> {
  /** An identifier on the branch that is moved. It can be left out where only one side can be meant. */
  readonly branch?: string | undefined;
  /** An identifier of the revision behind which it goes. Default: the other head. */
  readonly onto?: string | undefined;
  /** Whether the files are left as they are. */
  readonly dryRun?: boolean | undefined;
  /** Whether a script is wanted that takes a database from the old line to the new. */
  readonly sql?: boolean | undefined;
  /** The absolute path of a file for that script, which is written together with the others: all of them or none. */
  readonly saveTo?: string | undefined;
}

/** What `rebase` gives. */
export interface RebaseResult {
  /** The revisions that got other parents, with their files. */
  readonly changes: readonly (NewParents & { readonly file: string })[];
  /**
   * From the old line to the new: rolls back what the branch has of its own, brings in the other side, applies the own again.
   * Undefined where none is asked for.
   */
  readonly script: ScriptResult | undefined;
  /** Whether the moved revisions were rendered on their new place; false where no dialect is configured. */
  readonly rendered: boolean;
}

/**
 * Moves a branch behind another head: rewrites `downRevision` in the files where it begins, and nothing else.
 *
 * @throws TsmigError when the sides cannot be told, when a revision that would move is in a database or a release, when the
 * revisions do not fit their new place, or when a file cannot be rewritten; all files are as they were then.
 */
export async function rebase(config: Config, asked: RebaseArguments): Promise<RebaseResult> {
  const project = await loadGraph(config);
  const settled = await settledRevisions(config, project.graph);
  const sides = sidesOf(project.graph, settled, asked);
  const { own, changes } =
    sides === undefined ? { own: new Set<string>(), changes: [] } : planRebase(project.graph, sides.branch, sides.onto);
  if (sides === undefined || changes.length === 0) return { changes: [], script: undefined, rendered: false };
  refuseSettled(own, settled);

  const after = rebased(project, changes);
  const texts = await Promise.all(changes.map((change) => rewritten(project, change)));
  for (const text of texts) await refuseOther(text, after);
  const target = asked.sql || asked.dialect !== undefined || config.dialect ? await targetOf(config, asked) : undefined;
  // What does not fit its new place is refused before anything is written.
  if (target !== undefined)
    await renderPlan(planUpgrade(after.graph, [sides.onto], sides.branch), after, target, config, asked);
  const script = asked.sql && target ? await move(project, after, { own, ...sides }, target, config, asked) : undefined;
  const files = asked.dryRun
    ? []
    : await Promise.all(texts.map(async ({ file, text }) => placed(await realpath(file), text)));
  if (script !== undefined && asked.saveTo !== undefined) files.push(placed(asked.saveTo, script.script));
  await writeFolders(files);
  return { changes: texts.map(({ change, file }) => ({ ...change, file })), script, rendered: target !== undefined };
}

function refuseSettled(own: ReadonlySet<string>, settled: Settled): void {
  for (const id of own) {
    const by = settled.get(id);
    if (by === undefined) continue;
    throw new TsmigError('graph', `revision ${id} cannot be moved: ${by}`, {
      hint: "move the other side, or join both with 'tsmig merge heads'",
    });
  }
}

/** The project with the new parents. */
function rebased({ revisions, graph, locate }: ProjectGraph, changes: readonly NewParents[]): ProjectGraph {
  const parents = new Map(changes.map(({ revision, to }) => [revision, to]));
  const moved: Revision[] = revisions.map((one) => ({ ...one, down: parents.get(one.id) ?? one.down }));
  return { revisions: moved, graph: { ...buildGraph(moved), names: graph.names }, locate };
}

interface Rewritten {
  readonly change: NewParents;
  readonly file: string;
  readonly text: string;
}

async function rewritten({ revisions }: ProjectGraph, change: NewParents): Promise<Rewritten> {
  const revision = revisions.find(({ id }) => id === change.revision);
  if (revision === undefined) throw new TsmigError('internal', `revision ${change.revision} is not loaded`);
  const { file } = revision;
  const bytes = await readFile(file);
  // What is no UTF-8 would not come back as it was.
  if (!isUtf8(bytes)) {
    throw new TsmigError('revision', `${file} is not UTF-8, so it cannot be rewritten without changing more`, {
      source: { position: { file, line: 1, column: 1 } },
      hint: 'save it as UTF-8, or change its downRevision by hand',
    });
  }
  return { change, file, text: withDownRevision(bytes.toString('utf8'), file, change.to) };
}

/** Loads the new text from beside the file: what it exports must be what is meant. */
async function refuseOther({ change, file, text }: Rewritten, { revisions }: ProjectGraph): Promise<void> {
  const beside = path.join(path.dirname(file), `.tsmig-rebase${path.extname(file)}`);
  try {
    await writeFile(beside, text, { flag: 'wx' });
  } catch (cause) {
    throw new TsmigError('io', `${file} cannot be rewritten`, { cause });
  }
  try {
    const [written] = await loadRevisions([beside], { modules: await ownModules() });
    const wanted = revisions.find(({ id }) => id === change.revision);
    const keys = ['id', 'down', 'branchLabels', 'dependsOn'] as const;
    if (keys.every((key) => JSON.stringify(written?.[key]) === JSON.stringify(wanted?.[key]))) return;
  } finally {
    await rm(beside, { force: true });
  }
  throw new TsmigError(
    'revision',
    `downRevision of ${change.revision} cannot be rewritten: its file says it in a way that is not understood`,
    {
      source: { position: { file, line: 1, column: 1 } },
      hint: "write it as export const downRevision = '…'; or change it by hand",
    },
  );
}

async function move(
  before: ProjectGraph,
  after: ProjectGraph,
  { own, branch }: { readonly own: ReadonlySet<string>; readonly branch: string },
  target: Target,
  config: Config,
  asked: RebaseArguments,
): Promise<ScriptResult> {
  const from = asked.from === undefined ? [branch] : rowsAt(before.graph, asked.from);
  const back = planWithout(before.graph, from, own);
  const again: Plan = planUpgrade(after.graph, back.rows, branch);
  const parts = [
    ...(await renderPlan(back, before, target, config, asked)),
    ...(await renderPlan(again, after, target, config, asked)),
  ];
  return resultOf(parts, [], target, config);
}

function placed(file: string, text: string): ScriptFolder {
  return { folder: path.dirname(file), files: [{ name: path.basename(file), text }] };
}
