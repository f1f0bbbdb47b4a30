// Laws over seeded random histories.
import { assert, asyncProperty } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDialect } from '../dialects/index.ts';
import { type CompiledRevision, type CompiledStep, compile, type Step } from '../src/script/compile.ts';
import type { Dialect } from '../src/script/dialect.ts';
import { historyOf, wishes } from './support/random-history.ts';

const versionTable = { name: 'alembic_version', primaryKey: true };
const seed = 20261121;

function steps(revisions: readonly CompiledRevision[], direction: 'upgrade' | 'downgrade'): Step[] {
  const ordered = direction === 'upgrade' ? revisions : revisions.toReversed();
  return ordered.map((revision) => ({ revision, direction, createsVersionTable: false, versionChanges: [] }));
}

function run(
  dialect: Dialect,
  all: readonly CompiledRevision[],
  applied: readonly CompiledRevision[],
  plan: readonly Step[],
): Promise<CompiledStep[]> {
  return compile(plan, { dialect, applied, orderOf: (revision) => all.indexOf(revision), versionTable });
}

const sqlOf = (compiled: readonly CompiledStep[]): string[][] =>
  compiled.map((step) => step.statements.map((statement) => statement.sql));

describe.each(['postgresql', 'sqlite'] as const)('over random histories, %s', (name) => {
  test('a:c renders as a:b followed by b:c, up and down', async () => {
    const dialect = await createDialect({ name });
    await assert(
      asyncProperty(wishes, async (list) => {
        const all = await historyOf(list, dialect);
        const up = sqlOf(await run(dialect, all, [], steps(all, 'upgrade')));
        const down = sqlOf(await run(dialect, all, all, steps(all, 'downgrade')));
        for (let cut = 0; cut <= all.length; cut++) {
          const [first, second] = [all.slice(0, cut), all.slice(cut)];
          expect(sqlOf(await run(dialect, all, [], steps(first, 'upgrade')))).toEqual(up.slice(0, cut));
          expect(sqlOf(await run(dialect, all, first, steps(second, 'upgrade')))).toEqual(up.slice(cut));
          expect(sqlOf(await run(dialect, all, all, steps(second, 'downgrade')))).toEqual(down.slice(0, second.length));
          expect(sqlOf(await run(dialect, all, first, steps(first, 'downgrade')))).toEqual(down.slice(second.length));
        }
      }),
      { seed, numRuns: 60 },
    );
  });

  test('the same history renders to the same bytes twice', async () => {
    const dialect = await createDialect({ name });
    await assert(
      asyncProperty(wishes, async (list) => {
        const [one, two] = [await historyOf(list, dialect), await historyOf(list, dialect)];
        expect(sqlOf(await run(dialect, one, [], steps(one, 'upgrade')))).toEqual(
          sqlOf(await run(dialect, two, [], steps(two, 'upgrade'))),
        );
      }),
      { seed, numRuns: 60 },
    );
  });
});
