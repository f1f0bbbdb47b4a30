import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config/config.ts';
import { isFile } from '../config/find.ts';
import { TsmigError } from '../errors.ts';
import { idProblem } from '../revisions/exports.ts';
import { buildGraph, type RevisionGraph, revisionOf } from '../revisions/graph.ts';
import { GraphError } from '../revisions/graph-error.ts';
import { resolveOne } from '../revisions/identifier.ts';
import { loadRevisions } from '../revisions/load.ts';
import type { RevisionNode } from '../revisions/revision.ts';
import { resolveTarget } from '../revisions/target.ts';
import { writeFileAtomically } from '../script/write.ts';
import { fillTemplate } from '../templates.ts';
import { type CreateDate, createDate } from './create-date.ts';
import { ownModules } from './project.ts';
import { placeOf } from './revision-place.ts';
import { loadGraph } from './revisions.ts';
import { runHooks } from './write-hooks.ts';

/** What a new revision file is to say, and where it goes. */
export interface NewRevision {
  /** What the revision does. Without one it is called `empty message`, as in Alembic. */
  readonly message?: string | undefined;
  /** The id of the new revision. */
  readonly revisionId: string;
  /** When it is made. */
  readonly now: Date;
  /** Identifiers of what it revises: heads, unless `splice`. */
  readonly heads: readonly string[];
  /** Whether it may revise what others revise already, and so makes a branch. */
  readonly splice?: boolean | undefined;
  readonly branchLabels?: readonly string[] | undefined;
  /** Identifiers of what must be applied before without being revised; labels stay labels. */
  readonly dependsOn?: readonly string[] | undefined;
  /** The version location that gets the file, as an absolute path; else that of its parent, or the only one. */
  readonly versionPath?: string | undefined;
  /** Whether nothing is written. */
  readonly dryRun?: boolean | undefined;
  /** What stands in its functions; absent: nothing. */
  readonly body?: RevisionBody | undefined;
  /** Told what hooks print. */
  readonly onOutput?: ((text: string) => void) | undefined;
}

/** Code for the functions of a revision file. */
export interface RevisionBody {
  /** What it needs to import from tsmig, besides types. */
  readonly uses: ReadonlySet<'s' | 'sql'>;
  readonly upgrades: readonly string[];
  readonly downgrades: readonly string[];
  /** The same for each of several databases, by name. */
  readonly databases?: Readonly<Record<string, Pick<RevisionBody, 'upgrades' | 'downgrades'>>>;
}

/** A revision file that was written. */
export interface WrittenRevision {
  /** The absolute path of the file. */
  readonly file: string;
  readonly revision: string;
  readonly downRevision: readonly string[];
  /** What it says, before the hooks. */
  readonly text: string;
}

/**
 * Writes a revision file from the project's `revision.ts.hbs` or tsmig's own, and runs the hooks on it.
 *
 * @throws TsmigError when what is asked for does not fit the graph, when the template or a hook fails, or when the file cannot
 * be written; nothing is left behind then.
 */
export async function writeRevision(config: Config, asked: NewRevision): Promise<WrittenRevision> {
  const { revisionId } = asked;
  const date = createDate(asked.now, config.timezone);
  refuseId(revisionId);
  const { revisions, graph } = await loadGraph(config, 'empty');
  refuseTaken(revisionId, graph);
  const down = parentsOf(graph, asked);
  const dependsOn = (asked.dependsOn ?? []).map((name) => dependencyOf(graph, name));
  const file = placeOf(
    config,
    asked,
    date,
    down.map((id) => revisionOf(graph, id).node.file),
  );
  const { branchLabels = [] } = asked;
  const node: RevisionNode = { id: revisionId, down, branchLabels, dependsOn, message: '', file };
  // What it would break in the graph is refused before there is a file.
  buildGraph([...revisions, node]);
  const text = await fillTemplate(await templateOf(config), templateValues(config, asked, date, node));
  if (asked.dryRun) return { file, revision: revisionId, downRevision: down, text };
  await writeFileAtomically(file, text, 'create');
  try {
    await refuseOther(node);
    await runHooks(config, file, asked.onOutput);
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
  return { file, revision: revisionId, downRevision: down, text };
}

function refuseId(id: string): void {
  const problem = idProblem(id) ?? fileProblem(id);
  if (problem !== undefined) throw new TsmigError('usage', problem.message, { hint: problem.hint });
}

/** What goes beyond Alembic: these ids would give a file, or a list of ids, in which they are not found again. */
function fileProblem(id: string): { readonly message: string; readonly hint: string } | undefined {
  if (!/^\.|[/\\,]/.test(id)) return undefined;
  return {
    message: `'${id}' cannot be a revision id: its file would not be found`,
    hint: 'use letters, digits, _ and .',
  };
}

function refuseTaken(id: string, graph: RevisionGraph): void {
  const taken = graph.revisions.get(id);
  if (taken === undefined) return;
  throw new TsmigError('graph', `Revision ${id} is there already: ${taken.node.file}`, {
    hint: 'give another --rev-id',
  });
}

/** The revisions that the new one revises; none: it is a base. */
function parentsOf(graph: RevisionGraph, { heads, splice = false }: NewRevision): string[] {
  const parents = heads.flatMap((head) => resolvedHead(graph, head)).filter((id) => typeof id === 'string');
  if (new Set(parents).size < parents.length) {
    throw new GraphError('overlap', 'Duplicate head revisions specified', {
      revisions: parents,
      hint: 'name each of them once',
    });
  }
  const spliced = splice ? undefined : parents.find((id) => revisionOf(graph, id).children.length > 0);
  if (spliced !== undefined) {
    throw new GraphError(
      'not-ancestor',
      `Revision ${spliced} is not a head revision; please specify --splice to create a new branch from this revision`,
      { revisions: [spliced], hint: `${revisionOf(graph, spliced).children.join(', ')} revises it already` },
    );
  }
  return parents;
}

function resolvedHead(graph: RevisionGraph, head: string): readonly (string | null | undefined)[] {
  try {
    return resolveTarget(graph, head);
  } catch (error) {
    if (!(error instanceof GraphError) || error.problem !== 'multiple-heads') throw error;
    throw new GraphError(
      'multiple-heads',
      'Multiple heads are present; please specify the head revision on which the new revision should be based, or perform a merge.',
      {
        revisions: error.revisions,
        argument: head,
        hint: `the heads are ${error.revisions.join(', ')}: say one with --head, or join them with 'tsmig merge heads' or 'tsmig rebase'`,
      },
    );
  }
}

/** A branch label stays one, so that it goes on meaning the branch; anything else becomes the id of a revision. */
function dependencyOf(graph: RevisionGraph, name: string): string {
  const id = resolveOne(graph, name);
  if (id !== null) return revisionOf(graph, id).branchLabels.includes(name) ? name : id;
  throw new GraphError('unknown', `a revision cannot depend on '${name}': it is no revision`, {
    argument: name,
    hint: 'name a revision, or a branch label',
  });
}

async function templateOf(config: Config): Promise<Parameters<typeof fillTemplate>[0]> {
  const own = path.join(config.scriptLocation, 'revision.ts.hbs');
  return (await isFile(own)) ? { file: own } : { name: 'revision.ts.hbs' };
}

function templateValues(
  { databases }: Config,
  asked: NewRevision,
  date: CreateDate,
  { id, down, branchLabels, dependsOn }: RevisionNode,
) {
  const message = asked.message?.trim() || 'empty message';
  const { body } = asked;
  const empty = { upgrades: [], downgrades: [] };
  return {
    message,
    messageLines: commentLines(message),
    revision: id,
    revises: down.join(', '),
    downRevision: oneOrMore(down),
    branchLabels: branchLabels.length === 0 ? null : branchLabels,
    dependsOn: oneOrMore(dependsOn),
    createDate: date.text,
    imports: ['s', 'sql'].filter((name) => body === undefined || body.uses.has(name as 's' | 'sql')),
    databases: databases.map((database) => ({ name: database, ...empty, ...body?.databases?.[database] })),
    upgrades: body?.upgrades ?? [],
    downgrades: body?.downgrades ?? [],
  };
}

function oneOrMore(names: readonly string[]): string | readonly string[] | null {
  const [only, second] = names;
  return second === undefined ? (only ?? null) : names;
}

/** A message as the lines of a doc comment, which it can neither end nor break. */
function commentLines(message: string): readonly string[] {
  return message
    .replaceAll('*/', '*\\/')
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => line.replace(/\p{Cc}+/gu, ' ').trimEnd());
}

/** Reads the file back: a template may have left something out. */
async function refuseOther(wanted: RevisionNode): Promise<void> {
  const [written] = await loadRevisions([wanted.file], { modules: await ownModules() });
  const keys = { revision: 'id', downRevision: 'down', branchLabels: 'branchLabels', dependsOn: 'dependsOn' } as const;
  for (const [name, key] of Object.entries(keys)) {
    const [is, shall] = [written?.[key], wanted[key]].map((value) => JSON.stringify(value));
    if (is === shall) continue;
    throw new TsmigError(
      'config',
      `the template of revisions does not write ${name}: the file would say ${is}, not ${shall}`,
      {
        hint: `write into revision.ts.hbs: export const ${name} = {{json ${name}}};`,
      },
    );
  }
}
