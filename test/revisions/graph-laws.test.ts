// Laws over seeded random graphs. What a plan must be is said by `PlainGraph`, which shares no code with it.
import { assert, property } from 'fast-check';
import sqlite from 'node-sqlite3-wasm';
import { afterAll, describe, expect, test } from 'vitest';
import { buildGraph, type RevisionGraph, revisionOf } from '../../src/revisions/graph.ts';
import { withNames } from '../../src/revisions/names.ts';
import { topologicalOrder } from '../../src/revisions/order.ts';
import { type Plan, planDowngrade, planRange, planUpgrade, replayOrder } from '../../src/revisions/plan.ts';
import { planStamp } from '../../src/revisions/stamp.ts';
import { type VersionChange, VersionRows } from '../../src/revisions/versions.ts';
import { PlainGraph } from '../support/plain-graph.ts';
import { randomFrom, randomGraphs, someOf } from '../support/random-graph.ts';

const seed = 20261128;

const database = new sqlite.Database(':memory:');
afterAll(() => database.close());

/** The rows of a version table after the changes; each change but an insert must find exactly its row. */
function executed(start: readonly string[], changes: readonly VersionChange[]): string[] {
  database.exec('DROP TABLE IF EXISTS v; CREATE TABLE v (version_num VARCHAR(32) NOT NULL PRIMARY KEY)');
  for (const row of start) database.run('INSERT INTO v VALUES (?)', [row]);
  for (const change of changes) {
    switch (change.kind) {
      case 'insert':
        database.run('INSERT INTO v VALUES (?)', [change.id]);
        break;
      case 'delete':
        expect([change, database.run('DELETE FROM v WHERE version_num = ?', [change.id]).changes]).toEqual([change, 1]);
        break;
      case 'update': {
        const { changes: hit } = database.run('UPDATE v SET version_num = ? WHERE version_num = ?', [
          change.to,
          change.from,
        ]);
        expect([change, hit]).toEqual([change, 1]);
      }
    }
  }
  return database.all('SELECT version_num FROM v ORDER BY version_num').map((row) => String(row.version_num));
}

const changesOf = ({ steps }: { readonly steps: readonly { readonly versionChanges: readonly VersionChange[] }[] }) =>
  steps.flatMap(({ versionChanges }) => versionChanges);

const idsOf = ({ steps }: Plan): string[] => steps.map(({ id }) => id);

/** An upgrade is in order when all that a revision needs is applied before it, and nothing is applied twice. */
function expectInOrder(plain: PlainGraph, plan: Plan): Set<string> {
  const applied = plain.closure(plan.start);
  for (const id of idsOf(plan)) {
    expect(applied.has(id)).toBe(false);
    expect(plain.parents(id).filter((parent) => !applied.has(parent))).toEqual([]);
    applied.add(id);
  }
  return applied;
}

/** A downgrade is in order when nothing that is still applied needs what is taken back. */
function expectInReverse(plain: PlainGraph, plan: Plan): Set<string> {
  const applied = plain.closure(plan.start);
  const users = new Map<string, Set<string>>();
  for (const id of applied) {
    for (const parent of plain.parents(id)) users.set(parent, (users.get(parent) ?? new Set()).add(id));
  }
  for (const id of idsOf(plan)) {
    expect(applied.delete(id)).toBe(true);
    expect([...(users.get(id) ?? [])].filter((user) => applied.has(user))).toEqual([]);
  }
  return applied;
}

/** Where nothing that is applied revises the targets, but only depends on them, there is no way down to them. */
function isTarget(
  graph: RevisionGraph,
  plain: PlainGraph,
  start: readonly string[],
  targets: readonly string[],
): boolean {
  const applied = plain.closure(start);
  const revised = targets.some((id) => revisionOf(graph, id).children.some((child) => applied.has(child)));
  return revised || targets.every((id) => start.includes(id));
}

/** Each graph with some version rows, none implied by another, and some revision. */
function overGraphs(
  { maxSize, numRuns }: { readonly maxSize: number; readonly numRuns: number },
  check: (graph: RevisionGraph, plain: PlainGraph, rows: string[], other: string) => void,
): void {
  assert(
    property(randomGraphs(maxSize), ({ nodes, seed: choice }) => {
      const random = randomFrom(choice);
      const plain = new PlainGraph(nodes);
      const ids = nodes.map(({ id }) => id);
      const rows = plain.rows(someOf(ids, Math.floor(random() * 6), random));
      check(buildGraph(nodes), plain, rows, someOf(ids, 1, random)[0] ?? '');
    }),
    { seed, numRuns },
  );
}

describe.each([
  { maxSize: 40, numRuns: 400 },
  { maxSize: 2000, numRuns: 25 },
])('over random graphs of up to $maxSize revisions', (runs) => {
  test('an upgrade is in order, and its rows, executed, are the rows of all that is applied', () => {
    overGraphs(runs, (graph, plain, rows, other) => {
      const plan = planUpgrade(graph, rows, other);
      const applied = expectInOrder(plain, plan);
      expect(applied).toEqual(plain.closure([...rows, other]));
      expect(executed(rows, changesOf(plan))).toEqual(plain.rows(applied));
      expect(plan.rows).toEqual(plain.rows(applied));
    });
  });

  test('an upgrade to all heads ends there, from one start or several', () => {
    overGraphs(runs, (graph, plain, rows) => {
      const heads = [...graph.effectiveHeads].sort();
      const plan = planRange(graph, 'upgrade', `${rows.join(',') || 'base'}:heads`);
      expect(expectInOrder(plain, plan).size).toBe(graph.revisions.size);
      expect(executed(rows, changesOf(plan))).toEqual(heads);
    });
  });

  test('a downgrade to base is in reverse order, and leaves nothing', () => {
    overGraphs(runs, (graph, plain, rows) => {
      const plan = planDowngrade(graph, rows, 'base');
      expect([...expectInReverse(plain, plan)]).toEqual([]);
      expect(executed(rows, changesOf(plan))).toEqual([]);
    });
  });

  test('a downgrade to a revision is in reverse order, keeps it, and its rows are those of what is left', () => {
    overGraphs(runs, (graph, plain, rows, other) => {
      const start = plain.rows([...rows, other]);
      if (!isTarget(graph, plain, start, [other])) return;
      const plan = planDowngrade(graph, start, other);
      const left = expectInReverse(plain, plan);
      expect(left.has(other)).toBe(true);
      expect(executed(start, changesOf(plan))).toEqual(plain.rows(left));
      expect(plan.rows).toEqual(plain.rows(left));
    });
  });

  test('a downgrade to the name of a release keeps all of it', () => {
    overGraphs(runs, (graph, plain, rows) => {
      const start = graph.effectiveHeads;
      if (!isTarget(graph, plain, start, rows)) return;
      const plan = planDowngrade(withNames(graph, { release: rows }), start, 'release');
      const left = expectInReverse(plain, plan);
      expect(rows.filter((row) => !left.has(row))).toEqual([]);
      expect(executed(start, changesOf(plan))).toEqual(plain.rows(left));
    });
  });

  test('up and the same way down gives the rows back', () => {
    overGraphs(runs, (graph, _, rows, other) => {
      const up = planUpgrade(graph, rows, other);
      const versions = new VersionRows(graph, up.rows);
      const down = idsOf(up)
        .reverse()
        .flatMap((id) => versions.downgrade(revisionOf(graph, id)));
      expect(executed(rows, [...changesOf(up), ...down])).toEqual(rows);
      expect(versions.rows).toEqual(rows);
    });
  });

  test('a stamp ends at its targets, and at rows of which none implies another', () => {
    overGraphs(runs, (graph, plain, rows, other) => {
      const [second = other] = graph.heads;
      const plan = planStamp(graph, { from: rows, targets: [other, second] });
      expect(executed(rows, changesOf(plan))).toEqual(plan.rows);
      expect(plain.rows(plan.rows)).toEqual(plan.rows);
      expect([other, second].filter((id) => !plain.closure(plan.rows).has(id))).toEqual([]);
    });
  });

  test('the order of replay is the same whatever the rows are', () => {
    overGraphs(runs, (graph, plain, rows) => {
      const applied = plain.closure(rows);
      expect(replayOrder(graph, rows)).toEqual(replayOrder(graph).filter((id) => applied.has(id)));
    });
  });
});

test("the order of revisions is what Alembic's algorithm gives", () => {
  overGraphs({ maxSize: 120, numRuns: 300 }, (graph, plain, rows) => {
    const below = (id: string) => revisionOf(graph, id).normalizedDown;
    const all = new Set(graph.revisions.keys());
    const { effectiveHeads } = graph;
    expect(topologicalOrder(graph, all, effectiveHeads)).toEqual(plain.order(all, effectiveHeads, below));
    const some = plain.closure(rows);
    expect(topologicalOrder(graph, some, rows)).toEqual(plain.order(some, rows, below));
    const missing = new Set([...all].filter((id) => !some.has(id)));
    expect(topologicalOrder(graph, missing, effectiveHeads)).toEqual(plain.order(missing, effectiveHeads, below));
  });
});
