import type { Config } from '../config/config.ts';
import { TsmigError } from '../errors.ts';
import { nearest } from '../model/nearest.ts';
import { buildGraph, byCodeUnits, type RevisionGraph } from '../revisions/graph.ts';
import { resolveSeveral } from '../revisions/identifier.ts';
import { withNames } from '../revisions/names.ts';
import { parseRelative, rowsAt } from '../revisions/target.ts';
import { writeFileAtomically } from '../script/write.ts';
import { readRecords, recordOf, recordsText, withoutRecord, withRecord } from './records.ts';
import { loadProject } from './revisions.ts';

export interface TagArguments {
  /** The name of the release: `v1.4`. */
  readonly name: string;
  /** What it stands for: any identifier. Default: `heads`. */
  readonly revision?: string | undefined;
  /** Whether a tag that is there may be moved. */
  readonly force?: boolean | undefined;
}

/** A release and its revisions. */
export interface Tag {
  readonly name: string;
  /** Several, where the release has branches; none: base. */
  readonly revisions: readonly string[];
}

/** A tag that was written. */
export interface TagChange extends Tag {
  /** What it stood for before; null: it is new. */
  readonly from: readonly string[] | null;
}

/** The tags of a project, in the order in which people count: `v1.9` before `v1.10`. */
export async function tags({ tagsFile }: Config): Promise<readonly Tag[]> {
  const records = await readRecords(tagsFile);
  return Object.entries(records)
    .map(([name, revisions]) => ({ name, revisions }))
    .sort((a, b) => byNumbers(a.name, b.name));
}

/**
 * Writes down which revisions a release is.
 *
 * @throws TsmigError `usage` when the name cannot be one or is taken, `graph` when there is no such revision, `io` when
 * the file cannot be written: it is untouched then.
 */
export async function tag(config: Config, { name, revision, force = false }: TagArguments): Promise<TagChange> {
  refuseUnfit(name);
  const records = await readRecords(config.tagsFile);
  const from = recordOf(records, name);
  if (from !== undefined && !force) {
    throw new TsmigError('usage', `the tag '${name}' is there already: it is ${from.join(', ') || 'base'}`, {
      hint: 'choose another name, or move it with --force',
    });
  }
  const { revisions: nodes } = await loadProject(config);
  const graph = buildGraph(nodes);
  refuseTaken(graph, name);
  const revisions = rowsOf(withNames(graph, withoutRecord(records, name)), revision);
  await writeFileAtomically(config.tagsFile, recordsText(withRecord(records, name, revisions)));
  return { name, from: from ?? null, revisions };
}

/**
 * Forgets a tag.
 *
 * @throws TsmigError `usage` when there is none of this name.
 */
export async function deleteTag({ tagsFile }: Config, name: string): Promise<Tag> {
  const records = await readRecords(tagsFile);
  const revisions = recordOf(records, name);
  if (revisions === undefined) {
    const meant = nearest(name, Object.keys(records));
    throw new TsmigError('usage', `there is no tag '${name}'`, {
      hint: meant === undefined ? "'tsmig tag' lists them" : `did you mean '${meant}'?`,
    });
  }
  await writeFileAtomically(tagsFile, recordsText(withoutRecord(records, name)));
  return { name, revisions };
}

const words: readonly string[] = ['head', 'heads', 'base', 'current'];

/** What identifiers are made of cannot be in a name. */
function refuseUnfit(name: string): void {
  if (/^[^\s@:,\p{Cc}]+$/u.test(name) && !/^[+-]/.test(name) && !words.includes(name)) return;
  throw new TsmigError('usage', `'${name}' cannot be the name of a release`, {
    hint: `a name has no blanks and none of @ : , in it, does not begin with + or -, and is not ${words.join(', ')}`,
  });
}

/** A name must not change the meaning of what could be said without it. */
function refuseTaken(graph: RevisionGraph, name: string): void {
  const symbol = parseRelative(graph, name)?.symbol ?? name;
  const meant = words.includes(symbol) ? symbol : revisionNamed(graph, symbol);
  if (meant === undefined) return;
  throw new TsmigError(
    'usage',
    `'${name}' has a meaning already: ${symbol === name ? meant : `counted from ${meant}`}`,
    {
      hint: 'call the release something else',
    },
  );
}

function revisionNamed(graph: RevisionGraph, symbol: string): string | undefined {
  try {
    return resolveSeveral(graph, symbol).join(', ');
  } catch {
    return undefined;
  }
}

function rowsOf(graph: RevisionGraph, revision: string | undefined): readonly string[] {
  if (revision !== undefined) return rowsAt(graph, revision);
  const rows = rowsAt(graph, 'heads');
  if (rows.length > 0) return rows;
  throw new TsmigError('usage', 'there is no revision to be tagged', { hint: "'tsmig revision' makes one" });
}

/** Numbers in names by their value, the rest by code units; what is the same then, by code units as well. */
function byNumbers(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (part === other) continue;
    const both = /^\d/.test(part) && /^\d/.test(other);
    if (both && Number(part) !== Number(other)) return Number(part) - Number(other);
    return byCodeUnits(part, other);
  }
  return left.length - right.length;
}

function partsOf(name: string): readonly string[] {
  return name.match(/\d+|\D+/g) ?? [];
}
