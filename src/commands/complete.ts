import type { Config } from '../config/config.ts';
import type { RevisionGraph } from '../revisions/graph.ts';
import { onBranch } from '../revisions/identifier.ts';
import { topologicalOrder } from '../revisions/order.ts';
import { oneLine } from '../script/layout.ts';
import { loadGraph } from './revisions.ts';

/** A word that may be written, and what it means. */
export interface Candidate {
  readonly word: string;
  readonly meaning: string;
}

/** What an argument takes of identifiers: one; several with commas between them; or a range of them. */
export type RevisionArgument = 'revision' | 'revisions' | 'range';

/** The ways in which a word may go on that names revisions: names first, then ids, the newest first. */
export async function completeRevisions(
  config: Config,
  takes: RevisionArgument,
  word: string,
): Promise<readonly Candidate[]> {
  const { graph } = await loadGraph(config, 'empty');
  const [before = ''] = separators[takes].exec(word) ?? [];
  const start = word.slice(before.length);
  const at = start.indexOf('@');
  const candidates =
    at === -1
      ? [...symbols(graph, config), ...names(graph), ...ids(graph, [...graph.revisions.keys()])]
      : onOneBranch(graph, start.slice(0, at));
  return candidates
    .filter((candidate) => candidate.word.startsWith(start))
    .map((candidate) => ({ ...candidate, word: `${before}${candidate.word}` }));
}

/** What of a word is finished. */
const separators = { revision: /^/, revisions: /^.*,/, range: /^.*[:,]/ } as const;

function symbols(graph: RevisionGraph, config: Config): readonly Candidate[] {
  const [only, second] = graph.heads;
  return [
    ...(only !== undefined && second === undefined ? [{ word: 'head', meaning: `the newest revision, ${only}` }] : []),
    { word: 'heads', meaning: `the newest revision of each line` },
    { word: 'base', meaning: 'before the first revision' },
    ...(config.versionFile === undefined ? [] : [{ word: 'current', meaning: 'where the database stands' }]),
  ];
}

function names(graph: RevisionGraph): readonly Candidate[] {
  const labels = [...graph.labels].flatMap(([label, id]) => [
    { word: label, meaning: `branch label of ${id}` },
    { word: `${label}@head`, meaning: 'the newest revision of the branch' },
  ]);
  const tags = [...graph.names].map(([name, tagged]) => ({ word: name, meaning: `release, ${tagged.join(', ')}` }));
  return [...labels, ...tags];
}

function onOneBranch(graph: RevisionGraph, branch: string): readonly Candidate[] {
  const own = onBranch(graph, [...graph.revisions.keys()], branch);
  const candidates = [
    { word: 'head', meaning: 'the newest revision of the branch' },
    { word: 'base', meaning: 'before the branch' },
    ...ids(graph, own),
  ];
  return candidates.map(({ word, meaning }) => ({ word: `${branch}@${word}`, meaning }));
}

function ids(graph: RevisionGraph, some: readonly string[]): readonly Candidate[] {
  return topologicalOrder(graph, new Set(some), graph.heads).map((id) => ({
    word: id,
    meaning: oneLine(graph.revisions.get(id)?.node.message ?? ''),
  }));
}
