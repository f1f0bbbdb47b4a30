import { describe, expect, test } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { revisionFile, temporaryFolder, tsmig } from './support.ts';

const files = {
  'tsmig.config.json': '{"dialect": "sqlite"}',
  'migrations/versions/1.ts': revisionFile('aaa1', null, { up: "op.execute('SELECT 1');" }),
  'migrations/versions/2.ts': revisionFile('bbb2', 'aaa1', { up: "op.execute('SELECT 2');" }),
  'migrations/versions/3.ts': revisionFile('ccc3', 'bbb2', { up: 'op.execute(3);' }),
};

/** A world whose two streams are one terminal, and whose clock goes on by so many milliseconds whenever it is looked at. */
function terminal(step: number, more: Partial<Io> = {}) {
  let time = 0;
  let shown = '';
  const output = {
    isTerminal: true,
    columns: 80,
    write: async (text: string) => {
      shown += text;
    },
  };
  const world: Partial<Io> = {
    stdout: output,
    stderr: output,
    elapsed: () => {
      time += step;
      return time;
    },
    ...more,
  };
  return { world, shown: () => shown };
}

const color = '--no-color';
const erased = '\u001b[K';

/** What was drawn, line by line: each ends with the rest of its place erased. */
function lines(shown: string): readonly string[] {
  return shown.split(erased);
}

describe('progress', () => {
  test('is one line on a terminal, gone before the script is written', async () => {
    const { world, shown } = terminal(1100);
    await tsmig(temporaryFolder(files), ['upgrade', 'aaa1:bbb2', '--sql', color], world);
    expect(lines(shown())).toEqual([
      '\rloading revisions 3 / 3',
      '\rreplaying revisions 1 / 1',
      '\rrendering revisions 1 / 1',
      '\r',
      expect.stringMatching(
        /^BEGIN;\n\n-- Running upgrade aaa1 -> bbb2\n[^\r]*\ntsmig: 1 revision, 1 statement for sqlite 3.45\n$/,
      ),
    ]);
  });

  test('is drawn ten times a second at most', async () => {
    const { world, shown } = terminal(99);
    const many = Array.from({ length: 40 }, (_, at) => [
      `migrations/versions/${at}.ts`,
      revisionFile(`r${at}`, at === 0 ? null : `r${at - 1}`),
    ]);
    const folder = temporaryFolder({ 'tsmig.config.json': '{"dialect": "sqlite"}', ...Object.fromEntries(many) });
    await tsmig(folder, ['upgrade', 'base:head', '--sql', color], world);
    // The clock is looked at once when the run begins, once for each step, and once more for each line drawn.
    expect(lines(shown()).slice(0, -2)).toEqual(
      [10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40].map(
        (done) => `\rrendering revisions ${done} / 40`,
      ),
    );
  });

  test('leaves nothing when there is an error', async () => {
    const { world, shown } = terminal(1100);
    expect(await tsmig(temporaryFolder(files), ['upgrade', 'base:head', '--sql', color], world)).toMatchObject({
      exitCode: 1,
    });
    expect(lines(shown())).toEqual([
      '\rloading revisions 3 / 3',
      '\rrendering revisions 1 / 3',
      '\rrendering revisions 2 / 3',
      '\r',
      expect.stringMatching(/^error\[operation\]: op.execute: /),
    ]);
  });

  test('fits a narrow terminal', async () => {
    const { world, shown } = terminal(1100);
    const narrow = {
      ...world,
      stderr: { isTerminal: true, columns: 12, write: world.stdout?.write ?? (async () => {}) },
    };
    await tsmig(temporaryFolder(files), ['upgrade', 'aaa1:bbb2', '--sql', color], narrow);
    expect(shown()).toContain(`\rloading rev${erased}`);
  });

  test.each([
    ['in the first second', 1, [], {}],
    ['with -q', 1100, ['-q'], {}],
    ['on a dumb terminal', 1100, [], { env: { TERM: 'dumb' } }],
  ])('is not shown %s', async (_when, step, more, world) => {
    const { world: slow, shown } = terminal(step, world);
    await tsmig(temporaryFolder(files), ['upgrade', 'aaa1:bbb2', '--sql', color, ...more], slow);
    expect(shown()).toMatch(/^BEGIN;\n\n-- Running upgrade aaa1 -> bbb2\n/);
    expect(shown()).not.toContain('\r');
  });

  test('is not shown where standard error is no terminal', async () => {
    const { world, shown } = terminal(1100);
    const { stderr: _, ...rest } = world;
    const { stderr } = await tsmig(temporaryFolder(files), ['upgrade', 'aaa1:bbb2', '--sql'], rest);
    expect(stderr).toBe('tsmig: 1 revision, 1 statement for sqlite 3.45\n');
    expect(shown()).not.toContain('\r');
  });
});
