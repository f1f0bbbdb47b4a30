import { isDeepStrictEqual } from 'node:util';
import { GraphError } from '../../../src/revisions/graph-error.ts';
import type { Plan } from '../../../src/revisions/plan.ts';
import type { StampPlan } from '../../../src/revisions/stamp.ts';
import { type CorpusGraph, listOf } from '../graph-corpus.ts';
import type { PlanAnswer, StampAnswer } from './plan-answers.ts';

/** Why an answer differs from Alembic's; each is the reason of all of its kind. */
export const reasons = {
  refused: 'Alembic crashes; ours is a clear error',
  answered: 'Alembic crashes; ours is the right answer',
  unsound: "Alembic's rows imply one another, or it crashes over them; ours has its order, and sound rows",
  stamped: "Alembic's stamp leaves rows that imply one another, or loses a target; ours ends at the targets",
  twins: 'Alembic takes one of two files with the same id; ours refuses them, naming both',
  reversed: 'Alembic gives an empty script for an upgrade range that goes downwards; ours says so',
  belowBase: "Alembic complains of the range's end where its start leads below base; ours names the start",
  severalStarts: 'Alembic takes heads as a start only where there is one; ours starts from all of them',
  oddSymbols: 'Alembic counts steps only from ids of letters, digits and _; ours from any id',
  signedLabel: 'Alembic takes a label such as rel-2 for a relative target; ours takes it for the label',
} as const;

/** Two files with one id, which Alembic only warns of. */
export function hasTwins({ revisions }: CorpusGraph): boolean {
  return new Set(revisions.map(({ revision }) => revision)).size < revisions.length;
}

export function historyReason(range: string, got: unknown): string | undefined {
  const below = /(?:^|@)-\d+:/.test(range) && got instanceof GraphError && got.problem === 'relative';
  return below ? reasons.belowBase : undefined;
}

export function planReason(graph: MappedGraph, expected: PlanAnswer, got: unknown): string | undefined {
  const { range, to, steps, message } = expected;
  if (got instanceof GraphError) {
    if (got.problem !== 'not-ancestor') return undefined;
    if (range?.includes(':') && steps?.length === 0 && got.hint?.includes('goes downwards')) return reasons.reversed;
    return to === 'rel-2@aaa2' ? reasons.signedLabel : undefined;
  }
  const { start, rows } = got as Plan;
  if (range === 'heads:base' && message?.startsWith('Multiple head revisions are present')) {
    const isRight = isDeepStrictEqual(start, [...(graph.map?.effectiveHeads ?? [])].sort()) && rows.length === 0;
    return isRight ? reasons.severalStarts : undefined;
  }
  const [, symbol = ''] = /^(.+)[+-]\d+$/.exec(to ?? '') ?? [];
  const isOdd = /\W/.test(symbol) && graph.revisions.some(({ revision }) => revision === symbol);
  return isOdd && message === `Can't locate revision identified by '${to}'` ? reasons.oddSymbols : undefined;
}

/** What the corpus tells of a graph besides its revisions. */
export interface MappedGraph extends CorpusGraph {
  readonly map?: {
    readonly effectiveHeads?: readonly string[];
    readonly resolvedDependencies?: Readonly<Record<string, readonly string[]>>;
  };
}

/** Whether Alembic's end is wrong and ours is right, by what the corpus says of the graph alone. */
export function stampReason(graph: MappedGraph, { to, rows = [] }: StampAnswer, got: StampPlan): string | undefined {
  const ids = graph.revisions.map(({ revision }) => revision);
  const targets = (to ?? []).flatMap((id) =>
    id === 'heads' ? (graph.map?.effectiveHeads ?? []) : ids.includes(id) ? [id] : [],
  );
  const isRight = (at: readonly string[]): boolean => {
    const implied = impliedBy(graph, at);
    return !overlap(graph, at) && targets.every((id) => at.includes(id) || implied.has(id));
  };
  return isRight(got.rows) && !isRight(rows) ? reasons.stamped : undefined;
}

/** Whether one of the rows is implied by another. */
export function overlap(graph: MappedGraph, rows: readonly string[]): boolean {
  const implied = impliedBy(graph, rows);
  return rows.some((id) => implied.has(id));
}

function impliedBy(graph: MappedGraph, rows: readonly string[]): ReadonlySet<string> {
  const parents = new Map(
    graph.revisions.map(({ revision, downRevision }) => [
      revision,
      [...listOf(downRevision), ...(graph.map?.resolvedDependencies?.[revision] ?? [])],
    ]),
  );
  const seen = new Set<string>();
  const todo = rows.flatMap((id) => parents.get(id) ?? []);
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    if (!seen.has(id)) todo.push(...(parents.get(id) ?? []));
    seen.add(id);
  }
  return seen;
}
