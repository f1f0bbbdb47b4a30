import { expect, test } from 'vitest';
import { reasons } from '../support/graph/on-purpose.ts';
import { countsByReason } from '../support/graph/report.ts';
import { blankIds, judgeScripts } from '../support/graph/scripts.ts';

test("every script of the graph corpus is Alembic's, or differs on purpose", async () => {
  const verdicts = (await judgeScripts()) ?? [];
  expect(verdicts.filter(({ kind }) => kind === 'wrong')).toEqual([]);
  expect(verdicts.length).toBeGreaterThan(220);
  const different = verdicts.filter(({ kind }) => kind === 'different');
  expect(Object.fromEntries(countsByReason(different))).toEqual({ [blankIds]: 18, [reasons.answered]: 2 });
});
