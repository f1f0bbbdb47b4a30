import path from 'node:path';
import type { Config } from '../config/config.ts';
import { isFile } from '../config/find.ts';
import { TsmigError } from '../errors.ts';
import { idProblem } from '../revisions/exports.ts';
import type { RevisionGraph } from '../revisions/graph.ts';
import { writeFileAtomically } from '../script/write.ts';
import { fillTemplate } from '../templates.ts';
import { type CreateDate, createDate } from './create-date.ts';
import { fileName } from './file-name.ts';
import { loadGraph } from './revisions.ts';

export interface RevisionArguments {
  /** What the revision does. Without one it is called `empty message`, as in Alembic. */
  readonly message?: string | undefined;
  /** The id of the new revision. */
  readonly revisionId: string;
  /** When it is made. */
  readonly now: Date;
}

export interface RevisionResult {
  /** The absolute path of the file. */
  readonly file: string;
  readonly revision: string;
  readonly downRevision: string | null;
}

/**
 * Writes a revision file on top of the head, from the project's `revision.ts.hbs` or tsmig's own.
 *
 * @throws TsmigError when there are several heads, when the id is taken or cannot be one, when the file is there already,
 * or when it cannot be written; nothing is left behind then.
 */
export async function revision(config: Config, given: RevisionArguments): Promise<RevisionResult> {
  const { revisionId } = given;
  const date = createDate(given.now, config.timezone);
  refuseId(revisionId);
  const { graph } = await loadGraph(config, 'empty');
  refuseTaken(revisionId, graph);
  const downRevision = onlyHead(graph);
  const parent = downRevision === null ? undefined : graph.revisions.get(downRevision)?.node.file;
  const file = placeOf(config, given, date, parent);
  const text = await fillTemplate(await templateOf(config), templateValues(given, date, downRevision));
  await writeFileAtomically(file, text, 'create');
  return { file, revision: revisionId, downRevision };
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

function onlyHead({ heads }: RevisionGraph): string | null {
  const [head, second] = heads;
  if (second !== undefined) {
    throw new TsmigError(
      'graph',
      'Multiple heads are present; please specify the head revision on which the new revision should be based, or perform a merge.',
      {
        hint: `the heads are ${heads.join(', ')}; a revision with downRevision = [${heads.map((id) => `'${id}'`).join(', ')}] merges them`,
      },
    );
  }
  return head ?? null;
}

/** Where the file goes: to its parent's version location, or else to the only one. */
function placeOf(config: Config, given: RevisionArguments, date: CreateDate, parent: string | undefined): string {
  const name = fileName(config.fileTemplate, {
    revision: given.revisionId,
    message: given.message ?? null,
    createDate: date,
    truncateSlugLength: config.truncateSlugLength,
  });
  const file = path.join(locationOf(config, parent), `${name}.ts`);
  const inFolder = path.relative(locationOf(config, parent), path.dirname(file));
  if (inFolder !== '' && (!config.recursiveVersionLocations || inFolder.startsWith('..'))) {
    throw new TsmigError('config', `fileTemplate '${config.fileTemplate}' puts revisions into folders: ${name}`, {
      hint: 'set recursiveVersionLocations, so that they are found there',
    });
  }
  return file;
}

function locationOf({ versionLocations }: Config, parent: string | undefined): string {
  const [only, second] = versionLocations;
  if (only !== undefined && second === undefined) return only;
  const around = versionLocations.filter((location) => parent?.startsWith(location + path.sep));
  const nearest = around.sort((a, b) => b.length - a.length)[0];
  if (nearest !== undefined) return nearest;
  throw new TsmigError(
    'usage',
    'Multiple version locations present, and there is no parent revision to put the file beside',
    {
      hint: 'make the first revision of a location by hand',
    },
  );
}

async function templateOf(config: Config): Promise<Parameters<typeof fillTemplate>[0]> {
  const own = path.join(config.scriptLocation, 'revision.ts.hbs');
  return (await isFile(own)) ? { file: own } : { name: 'revision.ts.hbs' };
}

function templateValues(given: RevisionArguments, date: CreateDate, downRevision: string | null) {
  const message = given.message?.trim() || 'empty message';
  return {
    message,
    messageLines: commentLines(message),
    revision: given.revisionId,
    revises: downRevision ?? '',
    downRevision,
    branchLabels: null,
    dependsOn: null,
    createDate: date.text,
    upgrades: [],
    downgrades: [],
  };
}

/** A message as the lines of a doc comment, which it can neither end nor break. */
function commentLines(message: string): readonly string[] {
  return message
    .replaceAll('*/', '*\\/')
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => line.replace(/\p{Cc}+/gu, ' ').trimEnd());
}
