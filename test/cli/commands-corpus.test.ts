import { expect, test } from 'vitest';
import { judgeCommands } from '../support/graph/commands.ts';

test('history, heads, branches, show and current print what Alembic prints, or differ for a reason', {
  timeout: 180_000,
}, async () => {
  const verdicts = (await judgeCommands()) ?? [];
  expect(verdicts.filter(({ kind }) => kind === 'wrong')).toEqual([]);
  expect(verdicts.length).toBeGreaterThan(1000);
  const counts = new Map<string | undefined, number>();
  for (const { reason } of verdicts) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  counts.delete(undefined);
  expect(Object.fromEntries(counts)).toEqual({
    'Alembic takes one of two files with the same id; ours refuses them, naming both': 36,
    'Alembic takes an id that is too long for the version table; ours refuses its file': 48,
    'Alembic takes an id with a blank in it; ours refuses its file': 48,
    'Alembic crashes; ours is a clear error': 7,
    'Alembic crashes; ours is the right answer': 13,
    "Alembic complains of the range's end where its start leads below base; ours names the start": 2,
    'Alembic wants a row for every head, also for one that another head implies; ours wants it applied': 3,
  });
});
