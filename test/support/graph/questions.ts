import { isDeepStrictEqual } from 'node:util';
import { TsmigError } from '../../../src/errors.ts';
import { buildGraph, type RevisionGraph } from '../../../src/revisions/graph.ts';
import { resolveOne } from '../../../src/revisions/identifier.ts';
import {
  type Direction,
  historyOf,
  type Plan,
  planDowngrade,
  planRange,
  planUpgrade,
} from '../../../src/revisions/plan.ts';
import { planStamp, planStampRange, type StampPlan } from '../../../src/revisions/stamp.ts';
import { resolveTarget } from '../../../src/revisions/target.ts';
import { type CorpusFailure, type CorpusGraph, nodesOf, type Verdict } from '../graph-corpus.ts';
import { hasTwins, historyReason, overlap, planReason, reasons, stampReason } from './on-purpose.ts';
import { type PlanAnswer, planAnswer, type StampAnswer, stampAnswer } from './plan-answers.ts';
import { answer, verdict } from './verdict.ts';

/** A graph of `designed.json` or `random-*.json`, with the questions that Alembic was asked about it. */
export interface QuestionedGraph extends CorpusGraph {
  readonly build?: CorpusFailure;
  readonly map?: MapAnswer;
  readonly resolve: readonly ResolveAnswer[];
  readonly history: readonly HistoryAnswer[];
  readonly upgrade: readonly PlanAnswer[];
  readonly downgrade: readonly PlanAnswer[];
  readonly stamp: readonly StampAnswer[];
}

type MapAnswer = {
  readonly [K in 'branchLabels' | 'resolvedDependencies' | 'normalizedDown']?: Readonly<
    Record<string, readonly string[]>
  >;
} & { readonly [K in (typeof mapLists)[number]]?: readonly string[] };

interface ResolveAnswer extends CorpusFailure {
  readonly id: string;
  readonly revisions?: readonly (string | null)[];
  readonly revision?: string | null;
  readonly single?: CorpusFailure;
}

interface HistoryAnswer extends CorpusFailure {
  readonly range: string;
  readonly revisions?: readonly string[];
}

const mapLists = ['heads', 'effectiveHeads', 'bases', 'effectiveBases', 'branchPoints', 'mergePoints'] as const;

/** Asks all questions about a graph. */
export function judgeGraph(graph: QuestionedGraph): Verdict[] {
  const verdicts = judgeQuestions(graph);
  if (!hasTwins(graph)) return verdicts;
  return verdicts.map((one) => {
    const refused = one.kind === 'wrong' && /is present more than once: in /.test(JSON.stringify(one.got));
    return refused ? { kind: 'different', question: one.question, reason: reasons.twins } : one;
  });
}

function judgeQuestions(graph: QuestionedGraph): Verdict[] {
  const built = answer(() => buildGraph(nodesOf(graph)));
  const name = (kind: string, what: object): string => `${graph.name} ${kind} ${JSON.stringify(what)}`;
  /** Where the graph cannot be built, that is the answer to everything. */
  const ask = (question: (built: RevisionGraph) => unknown): unknown =>
    built instanceof TsmigError ? built : answer(() => question(built));

  const plans = (direction: Direction) =>
    graph[direction].map((expected): Verdict => {
      const { from, to, range } = expected;
      const got = ask((built) => {
        if (range !== undefined) return planRange(built, direction, range);
        return (direction === 'upgrade' ? planUpgrade : planDowngrade)(built, from ?? [], to ?? '');
      });
      return judgePlan(graph, name(direction, { from, to, range }), expected, got);
    });

  return [
    verdict(`${graph.name} build`, graph.build ?? {}, built instanceof TsmigError ? built : {}, {}),
    ...(graph.map ? [verdict(`${graph.name} map`, {}, ask(mapOf), withoutEmpty(graph.map))] : []),
    ...graph.resolve.map((expected) => {
      const { id, revisions, revision, single } = expected;
      const several = ask((built) =>
        resolveTarget(built, id).map((place) => (place === null ? 'base' : place === undefined ? null : place)),
      );
      const one = ask((built) => resolveOne(built, id));
      const first = verdict(name('get_revisions', { id }), expected, several, revisions);
      return first.kind === 'equal' ? verdict(name('get_revision', { id }), single ?? expected, one, revision) : first;
    }),
    ...graph.history.map((expected) => {
      const { range, revisions } = expected;
      const got = ask((built) => historyOf(built, range));
      return verdict(name('history', { range }), expected, got, revisions, historyReason(range, got));
    }),
    ...plans('upgrade'),
    ...plans('downgrade'),
    ...graph.stamp.map((expected) => {
      const { from, to, range, purge } = expected;
      const got = ask((built) =>
        range
          ? planStampRange(built, range, { purge })
          : planStamp(built, { targets: to ?? [], ...(from && { from }), ...(purge && { purge }) }),
      );
      return judgeStamp(graph, name('stamp', { from, to, range, purge }), expected, got);
    }),
  ];
}

function judgePlan(graph: QuestionedGraph, question: string, expected: PlanAnswer, got: unknown): Verdict {
  const { from = [], steps, rows, warnings, unsound, planned, soundRows } = expected;
  const reason = planReason(graph, expected, got);
  if (got instanceof TsmigError) return verdict(question, expected, got, { steps }, reason);
  const plan = got as Plan;
  const order = planned ?? steps?.map((step) => (typeof step === 'string' ? step.split(':')[0] : step.rev));
  const end = soundRows ?? rows;
  const same = isDeepStrictEqual([plan.steps.map(({ id }) => id), end && plan.rows], [order, end]);
  if (planned !== undefined) {
    return same
      ? { kind: 'different', question, reason: reasons.unsound }
      : { kind: 'wrong', question, expected: { order, end }, got: plan };
  }
  // There Alembic's order is right, and its rows are not.
  const overlaps = same && (unsound !== undefined || overlap(graph, from));
  const wanted = { steps, rows, warnings };
  return verdict(question, expected, planAnswer(plan, steps), wanted, overlaps ? reasons.unsound : reason);
}

function judgeStamp(graph: QuestionedGraph, question: string, expected: StampAnswer, got: unknown): Verdict {
  const { steps, rows, before } = expected;
  if (got instanceof TsmigError) return verdict(question, expected, got, { steps });
  const plan = got as StampPlan;
  const reason = stampReason(graph, expected, plan);
  return verdict(question, expected, stampAnswer(plan, expected), { before, steps, rows }, reason);
}

/** Lists that are empty are left out, as in the short form. */
function mapOf(graph: RevisionGraph): object {
  const revisions = [...graph.revisions.values()];
  const depending = revisions.filter(({ dependencies }) => dependencies.length > 0);
  return withoutEmpty({
    ...Object.fromEntries(mapLists.map((key) => [key, graph[key]])),
    branchLabels: withoutEmpty(Object.fromEntries(revisions.map(({ id, branchLabels }) => [id, branchLabels]))),
    resolvedDependencies: Object.fromEntries(depending.map(({ id, dependencies }) => [id, dependencies])),
    normalizedDown: Object.fromEntries(depending.map(({ id, normalizedDown }) => [id, normalizedDown])),
  });
}

function withoutEmpty(record: Readonly<Record<string, object>>): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => Object.keys(value).length > 0));
}
