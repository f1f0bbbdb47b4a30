import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { TsmigError } from '../../src/errors.ts';
import { buildGraph, type RevisionGraph } from '../../src/revisions/graph.ts';
import { GraphError } from '../../src/revisions/graph-error.ts';
import { resolveOne } from '../../src/revisions/identifier.ts';
import { historyOf, type Plan, planDowngrade, planRange, planUpgrade } from '../../src/revisions/plan.ts';
import type { RevisionNode } from '../../src/revisions/revision.ts';
import { resolveTarget } from '../../src/revisions/target.ts';
import type { VersionChange } from '../../src/revisions/versions.ts';

type Names = string | readonly string[] | null;

interface Failure {
  readonly error?: string;
  readonly message?: string;
  readonly crash?: string;
}
interface DesignedStep {
  readonly rev: string;
  readonly log: string;
  readonly sql: readonly string[];
  readonly createsVersionTable?: boolean;
}
interface PlanAnswer extends Failure {
  readonly from?: readonly string[];
  readonly to?: string;
  readonly range?: string;
  readonly steps?: readonly DesignedStep[];
  readonly rows?: readonly string[];
  readonly warnings?: readonly string[];
  readonly unsound?: string;
  readonly planned?: readonly string[];
  readonly soundRows?: readonly string[];
}
interface ResolveAnswer extends Failure {
  readonly id: string;
  readonly revisions?: readonly (string | null)[];
  readonly revision?: string | null;
  readonly single?: Failure;
}
interface Designed {
  readonly name: string;
  readonly about: string;
  readonly revisions: readonly {
    readonly revision: string;
    readonly downRevision: Names;
    readonly branchLabels: Names;
    readonly dependsOn: Names;
    readonly message: string;
  }[];
  readonly build?: Failure & { readonly warnings?: readonly string[] };
  readonly map?: {
    readonly branchLabels: Readonly<Record<string, readonly string[]>>;
    readonly resolvedDependencies: Readonly<Record<string, readonly string[]>>;
    readonly normalizedDown: Readonly<Record<string, readonly string[]>>;
  } & Readonly<
    Record<'heads' | 'effectiveHeads' | 'bases' | 'effectiveBases' | 'branchPoints' | 'mergePoints', string[]>
  >;
  readonly resolve: readonly ResolveAnswer[];
  readonly history: readonly (Failure & { readonly range: string; readonly revisions?: readonly string[] })[];
  readonly upgrade: readonly PlanAnswer[];
  readonly downgrade: readonly PlanAnswer[];
}

const file = new URL('../conformance/graph/designed.json', import.meta.url);
const { graphs } = JSON.parse(readFileSync(file, 'utf8')) as { readonly graphs: readonly Designed[] };

/** Alembic fails on these with a crash, or worse takes one of two files; we say what is wrong, or do what is meant. */
const refusedByUs: Readonly<Record<string, string>> = {
  'missing-down': 'Revision zzz9 referenced from aaa1 (downRevision) is not present',
  'partial-down': 'Revision abcdef referenced from bbb1 (downRevision) is not present',
  'dependency-label-at-head': 'Revision lbl1@head referenced from bbb1 (dependsOn) is not present',
  'down-by-label': 'Revision lbl1 referenced from bbb1 (downRevision) is not present',
  'duplicate-id': 'Revision bbb1 is present more than once: in 1_bbb1.ts and in 2_bbb1.ts',
  'duplicate-id-different-parent': 'Revision bbb1 is present more than once: in 1_bbb1.ts and in 3_bbb1.ts',
};
const resolvedByUs = 'partial-dependency';

const usable = graphs.filter(({ name, build }) => !build?.error && !(name in refusedByUs) && name !== resolvedByUs);

const listOf = (names: Names): readonly string[] => (names === null ? [] : typeof names === 'string' ? [names] : names);

const nodesOf = ({ revisions }: Designed): RevisionNode[] =>
  revisions.map(({ revision, downRevision, branchLabels, dependsOn, message }, index) => ({
    id: revision,
    down: listOf(downRevision),
    branchLabels: listOf(branchLabels),
    dependsOn: listOf(dependsOn),
    message,
    file: `${index}_${revision}.ts`,
  }));

/** What is asked, or the error that it fails with; anything but a proper error is thrown on. */
function answer<T>(ask: () => T): T | GraphError {
  try {
    return ask();
  } catch (error) {
    if (error instanceof GraphError) return error;
    throw error;
  }
}

const sqlOf = (change: VersionChange): string => {
  switch (change.kind) {
    case 'insert':
      return `INSERT INTO alembic_version (version_num) VALUES ('${change.id}')`;
    case 'delete':
      return `DELETE FROM alembic_version WHERE alembic_version.version_num = '${change.id}'`;
    case 'update':
      return `UPDATE alembic_version SET version_num='${change.to}' WHERE alembic_version.version_num = '${change.from}'`;
  }
};

const stepsOf = ({ steps }: Plan) =>
  steps.map(({ id, direction, fromText, toText, versionChanges, createsVersionTable }) => ({
    rev: id,
    log: `${direction} ${fromText} -> ${toText}`,
    sql: versionChanges.map(sqlOf),
    ...(createsVersionTable && { createsVersionTable }),
  }));

test('the corpus is here', () => {
  expect(graphs.length).toBeGreaterThan(60);
});

describe('the map of', () => {
  test.each(usable.map((graph) => [graph.name, graph] as const))('%s is what Alembic builds', (_, designed) => {
    const graph = buildGraph(nodesOf(designed));
    const { branchLabels, resolvedDependencies, normalizedDown, ...lists } = designed.map ?? ({} as never);
    for (const [name, ids] of Object.entries(lists)) {
      expect([name, graph[name as keyof typeof lists]]).toEqual([name, ids]);
    }
    const revisions = [...graph.revisions.values()];
    expect(
      Object.fromEntries(revisions.filter((r) => r.branchLabels.length > 0).map((r) => [r.id, r.branchLabels])),
    ).toEqual(branchLabels);
    expect(
      Object.fromEntries(revisions.filter((r) => r.dependencies.length > 0).map((r) => [r.id, r.dependencies])),
    ).toEqual(resolvedDependencies);
    for (const [id, parents] of Object.entries(normalizedDown))
      expect(graph.revisions.get(id)?.normalizedDown).toEqual(parents);
  });
});

describe('the broken graph', () => {
  test.each(
    graphs
      .filter(({ build, name }) => build?.error && !(name in refusedByUs))
      .map((graph) => [graph.name, graph] as const),
  )("%s is refused in Alembic's words", (_, designed) => {
    const error = answer(() => buildGraph(nodesOf(designed)));
    expect((error as GraphError).message).toBe(designed.build?.message);
  });

  test.each(Object.entries(refusedByUs))('%s is refused in our words', (name, message) => {
    const designed = graphs.find((graph) => graph.name === name) as Designed;
    expect((answer(() => buildGraph(nodesOf(designed))) as GraphError).message).toBe(message);
  });

  test('with a partial dependency is understood', () => {
    const graph = buildGraph(nodesOf(graphs.find(({ name }) => name === resolvedByUs) as Designed));
    expect(graph.revisions.get('bbb1')?.dependencies).toEqual(['abcdef012345']);
  });
});

/** Asks every question of one kind about every graph; gives the answers that differ. */
function differences<A extends Failure>(
  questions: (designed: Designed) => readonly A[],
  ask: (graph: RevisionGraph, question: A) => unknown,
  wanted: (question: A) => unknown,
  deliberate: (question: A, got: unknown) => boolean = () => false,
): { asked: number; different: unknown[] } {
  const different: unknown[] = [];
  let asked = 0;
  for (const designed of usable) {
    const graph = buildGraph(nodesOf(designed));
    for (const question of questions(designed)) {
      asked++;
      const got = answer(() => ask(graph, question));
      // Where Alembic crashes without a plan there is nothing to compare with: any proper answer or error will do.
      if (question.crash !== undefined && (question as PlanAnswer).planned === undefined) continue;
      const right = question.message === undefined ? wanted(question) : question.message;
      const ours = got instanceof TsmigError ? got.message : got;
      if (JSON.stringify(ours) === JSON.stringify(right) || deliberate(question, got)) continue;
      different.push({ graph: designed.name, question, got: ours });
    }
  }
  return { asked, different };
}

test('identifiers of several revisions resolve as in Alembic', () => {
  const { asked, different } = differences(
    ({ resolve }) => resolve,
    (graph, { id }) =>
      resolveTarget(graph, id).map((place) => (place === null ? 'base' : place === undefined ? null : place)),
    ({ revisions }) => revisions,
  );
  expect(different).toEqual([]);
  expect(asked).toBeGreaterThan(2400);
});

test('identifiers of one revision resolve as in Alembic', () => {
  const { different } = differences(
    ({ resolve }) =>
      resolve.map(({ single, ...rest }) => (single ? { id: rest.id, ...single } : rest) as ResolveAnswer),
    (graph, { id }) => resolveOne(graph, id),
    ({ revision }) => revision,
  );
  expect(different).toEqual([]);
});

test('history lists what Alembic lists', () => {
  const { asked, different } = differences(
    ({ history }) => history,
    (graph, { range }) => historyOf(graph, range),
    ({ revisions }) => revisions,
    // Where `-n` leads below base, Alembic takes the end of the range for a branch label and complains of that.
    ({ error, range }, got) =>
      error !== undefined && /(?:^|@)-\d+:/.test(range) && got instanceof GraphError && got.problem === 'relative',
  );
  expect(different).toEqual([]);
  expect(asked).toBeGreaterThan(2000);
});

describe.each(['upgrade', 'downgrade'] as const)('%s', (direction) => {
  test('plans the steps, log lines and version rows that Alembic plans', () => {
    const { asked, different } = differences(
      (designed) => designed[direction],
      (graph, { from = [], to = '', range, unsound, planned, soundRows }) => {
        const plan =
          range !== undefined
            ? planRange(graph, direction, range)
            : (direction === 'upgrade' ? planUpgrade : planDowngrade)(graph, from, to);
        // Where Alembic's rows overlap or its writing of rows fails, the order is its order and the end is sound.
        if (planned) return { order: plan.steps.map(({ id }) => id), ...(soundRows && { rows: plan.rows }) };
        if (unsound) return { order: plan.steps.map(({ id }) => id), rows: plan.rows };
        return { steps: stepsOf(plan), ...(plan.steps.length > 0 && { rows: plan.rows }) };
      },
      ({ steps = [], rows, unsound, planned, soundRows }) => {
        if (planned) return { order: planned, ...(soundRows && { rows: soundRows }) };
        if (unsound) return { order: steps.map(({ rev }) => rev), rows: soundRows };
        return { steps, ...(rows && { rows }) };
      },
      ({ range, to, steps }, got) => {
        if (!(got instanceof GraphError)) return false;
        // A reversed range is an empty script in Alembic; we say that it goes the other way.
        if (direction === 'upgrade' && range?.includes(':') && steps?.length === 0) {
          return got.problem === 'not-ancestor' && got.hint?.includes('goes downwards') === true;
        }
        // Alembic takes the label `rel-2` for a relative target.
        return to === 'rel-2@aaa2' && got.problem === 'not-ancestor';
      },
    );
    expect(different).toEqual([]);
    expect(asked).toBeGreaterThan(2600);
  });
});

test('a downgrade by steps from several rows warns as Alembic does', () => {
  const warned = usable.flatMap((designed) =>
    designed.downgrade
      .filter(({ warnings, error }) => warnings && !error)
      .map(({ from = [], to = '', warnings }) => {
        const plan = planDowngrade(buildGraph(nodesOf(designed)), from, to);
        return [plan.warnings, warnings] as const;
      }),
  );
  expect(warned.length).toBeGreaterThan(20);
  for (const [got, right] of warned) expect(got).toEqual(right);
});
