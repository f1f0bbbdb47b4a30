import { expect, test } from 'vitest';
import { buildGraph } from '../../src/revisions/graph.ts';
import { judgeDesigned } from '../support/graph/designed.ts';
import { reasons } from '../support/graph/on-purpose.ts';
import type { QuestionedGraph } from '../support/graph/questions.ts';
import { countsByReason } from '../support/graph/report.ts';
import { nodesOf, readGraphs } from '../support/graph-corpus.ts';

test('every question about the designed graphs is answered as Alembic does, or differently on purpose', async () => {
  const verdicts = (await judgeDesigned()) ?? [];
  expect(verdicts.filter(({ kind }) => kind === 'wrong')).toEqual([]);
  expect(verdicts.length).toBeGreaterThan(11_800);
  const different = verdicts.filter(({ kind }) => kind === 'different');
  expect(Object.fromEntries(countsByReason(different))).toEqual({
    [reasons.refused]: 395,
    [reasons.twins]: 336,
    [reasons.reversed]: 143,
    [reasons.answered]: 111,
    [reasons.stamped]: 49,
    [reasons.unsound]: 44,
    [reasons.belowBase]: 31,
    [reasons.severalStarts]: 16,
    [reasons.oddSymbols]: 7,
    [reasons.signedLabel]: 1,
  });
});

/** Alembic fails on these with a crash, or worse takes one of two files. */
test.each([
  ['missing-down', 'Revision zzz9 referenced from aaa1 (downRevision) is not present'],
  ['partial-down', 'Revision abcdef referenced from bbb1 (downRevision) is not present'],
  ['dependency-label-at-head', 'Revision lbl1@head referenced from bbb1 (dependsOn) is not present'],
  ['down-by-label', 'Revision lbl1 referenced from bbb1 (downRevision) is not present'],
  ['duplicate-id', 'Revision bbb1 is present more than once: in 1_bbb1.ts and in 2_bbb1.ts'],
  ['duplicate-id-different-parent', 'Revision bbb1 is present more than once: in 1_bbb1.ts and in 3_bbb1.ts'],
])('the broken graph %s is refused in our words', (name, message) => {
  expect(() => buildGraph(nodesOf(designed(name)))).toThrow(message);
});

test('a partial dependency, at which Alembic crashes, is understood', () => {
  const graph = buildGraph(nodesOf(designed('partial-dependency')));
  expect(graph.revisions.get('bbb1')?.dependencies).toEqual(['abcdef012345']);
});

function designed(name: string): QuestionedGraph {
  const found = readGraphs<QuestionedGraph>('designed')?.find((graph) => graph.name === name);
  if (found === undefined) throw new Error(`the corpus has no graph ${name}`);
  return found;
}
