import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RevisionNode } from '../../src/revisions/revision.ts';

/** `null`, one string or several, as the corpus and revision files write names. */
export type Names = string | readonly string[] | null;

/** A revision of a corpus graph; its README says how to read it. In random graphs keys that would be null are left out. */
export interface CorpusRevision {
  readonly revision: string;
  readonly downRevision?: Names;
  readonly branchLabels?: Names;
  readonly dependsOn?: Names;
  readonly message: string;
  readonly createDate?: string;
}

/** How an answer of the corpus fails: with a message, or by a crash that has none. */
export interface CorpusFailure {
  readonly error?: string;
  readonly message?: string;
  readonly crash?: string;
}

export interface CorpusGraph {
  readonly name: string;
  readonly about: string;
  readonly revisions: readonly CorpusRevision[];
}

/** How one question of the corpus fared. */
export interface Verdict {
  /** `different`: on purpose, for the reason. */
  readonly kind: 'equal' | 'different' | 'wrong';
  readonly question: string;
  readonly reason?: string;
  readonly expected?: unknown;
  readonly got?: unknown;
}

const ownFolder = fileURLToPath(new URL('../conformance/', import.meta.url));

/** The graphs of one file of the corpus in `TSMIG_CONFORMANCE`, or of the copy in this repository; undefined: not there. */
export function readGraphs<G extends CorpusGraph>(
  name: string,
  folder = process.env.TSMIG_CONFORMANCE || ownFolder,
): readonly G[] | undefined {
  const file = join(folder, 'graph', `${name}.json`);
  if (!existsSync(file)) return undefined;
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly graphs: readonly G[] }).graphs;
}

export function listOf(names: Names | undefined): readonly string[] {
  return names === null || names === undefined ? [] : typeof names === 'string' ? [names] : names;
}

/** The revisions as the graph takes them, in load order. */
export function nodesOf({ revisions }: CorpusGraph): RevisionNode[] {
  return revisions.map(({ revision, downRevision, branchLabels, dependsOn, message }, index) => ({
    id: revision,
    down: listOf(downRevision),
    branchLabels: listOf(branchLabels),
    dependsOn: listOf(dependsOn),
    message,
    file: `${index}_${revision}.ts`,
  }));
}
