import { expect, test } from 'vitest';
import { judgeNewRevision } from '../support/graph/new-revision.ts';
import { countsByReason } from '../support/graph/report.ts';

test('new revisions are as Alembic writes them', { timeout: 60_000 }, async () => {
  const verdicts = (await judgeNewRevision()) ?? [];
  expect(verdicts.filter(({ kind }) => kind === 'wrong')).toEqual([]);
  expect(verdicts).toHaveLength(83);
  expect(countsByReason(verdicts.filter(({ kind }) => kind === 'different'))).toEqual([
    ['Alembic takes an id with a blank in it; ours refuses it', 4],
    ['Alembic crashes; ours is a clear error', 2],
    ['Alembic crashes; ours is the right answer', 1],
  ]);
});
