import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exitCodeOf, formatError, formatWarning } from '../../src/cli/errors.ts';
import { wantsColor } from '../../src/cli/paint.ts';
import { TsmigError } from '../../src/errors.ts';
import { temporaryFolder } from './support.ts';

const source = 'export function upgrade(op) {\n\n\top.addColumn(1);\n  op.createIndex(2);\n}\n';

function errorAt(file: string, cause?: unknown): TsmigError {
  return new TsmigError('unsupported', 'sqlite cannot add an exclude constraint (no_overlap)', {
    hint: "guard it with `if (op.getContext().dialect === 'postgresql')`",
    source: {
      revision: '3f2a',
      direction: 'upgrade',
      index: 2,
      operation: 'createExcludeConstraint',
      position: { file, line: 3, column: 5 },
    },
    cause,
  });
}

describe('an error is shown', () => {
  test('with its code, place, source, cause and remedy', () => {
    const folder = temporaryFolder({ 'migrations/versions/3f2a_booking.ts': source });
    const cause = new RangeError('too\nlong', { cause: 'deep' });
    const error = errorAt(join(folder, 'migrations/versions/3f2a_booking.ts'), cause);
    expect(formatError(error, { cwd: folder, color: false, verbose: false })).toBe(
      `error[unsupported]: sqlite cannot add an exclude constraint (no_overlap)
  --> migrations/versions/3f2a_booking.ts:3:5  upgrade, operation 2 (createExcludeConstraint)
  3 | \top.addColumn(1);
    | \t   ^
  4 |   op.createIndex(2);
  cause: RangeError: too
    long
  cause: deep
  help: guard it with \`if (op.getContext().dialect === 'postgresql')\`
`,
    );
    expect(exitCodeOf(error)).toBe(1);
  });

  test('with the whole path outside of the working directory, and without a source that is gone', () => {
    const text = formatError(errorAt('/gone/3f2a.ts'), { cwd: '/shop', color: false, verbose: false });
    expect(text.split('\n')[1]).toBe('  --> /gone/3f2a.ts:3:5  upgrade, operation 2 (createExcludeConstraint)');
    expect(text.split('\n')[2]).toMatch(/^ {2}help: /);
  });

  test('with the revision where no place is known', () => {
    const error = new TsmigError('replay', 'no', { source: { revision: '3f2a', direction: 'downgrade' } });
    expect(formatError(error, { cwd: '/', color: false, verbose: false })).toBe(
      'error[replay]: no\n  --> revision 3f2a  downgrade\n',
    );
  });

  test('with the paths below the working directory as people read them', () => {
    const text = "'/shop/a.ts' and /shop/b/c.ts, not /data/shop/d.ts, /shopping/e.ts or /shop";
    const error = new TsmigError('io', text, { hint: 'remove /shop/a.ts' });
    expect(formatError(error, { cwd: '/shop', color: false, verbose: false })).toBe(
      "error[io]: 'a.ts' and b/c.ts, not /data/shop/d.ts, /shopping/e.ts or /shop\n  help: remove a.ts\n",
    );
    expect(formatError(error, { cwd: '/', color: false, verbose: false })).toBe(
      `error[io]: ${text}\n  help: remove /shop/a.ts\n`,
    );
  });

  test('in colours when they are wanted', () => {
    const error = new TsmigError('usage', 'no');
    expect(formatError(error, { cwd: '/', color: true, verbose: false })).toBe(
      '\u001b[31merror[usage]\u001b[39m: no\n',
    );
  });

  test('with stack traces when asked for', () => {
    const text = formatError(errorAt('/x.ts', new Error('deep')), { cwd: '/', color: false, verbose: true });
    expect(text.match(/^ +at /gm)?.length).toBeGreaterThan(2);
  });

  test('even when its causes go round in a circle', () => {
    const error = new TsmigError('usage', 'a', { cause: new Error('b') });
    Object.assign(error.cause as Error, { cause: error });
    expect(formatError(error, { cwd: '/', color: false, verbose: false })).toBe('error[usage]: a\n  cause: Error: b\n');
  });

  test('as a bug, with exit code 70, when it is one', () => {
    for (const bug of [new TypeError('x'), new TsmigError('internal', 'x'), 'x', undefined]) {
      expect(exitCodeOf(bug)).toBe(70);
      expect(formatError(bug, { cwd: '/', color: false, verbose: false })).toMatch(
        /^error\[internal\]: [\s\S]*this is a bug in tsmig/,
      );
    }
  });
});

test('a warning is shown with its place', () => {
  const place = {
    revision: 'a1',
    direction: 'upgrade',
    position: { file: '/shop/a1.ts', line: 1, column: 2 },
  } as const;
  expect(formatWarning('hm', place, { cwd: '/shop', color: false, verbose: false })).toBe(
    'warning: hm\n  --> a1.ts:1:2  upgrade\n',
  );
});

test.each([
  [true, {}, true, true],
  [false, {}, true, false],
  [true, { NO_COLOR: '1' }, true, false],
  [true, { TERM: 'dumb' }, true, false],
  [true, {}, false, false],
])('colours: terminal %j, environment %j, flag %j: %j', (isTerminal, env, flag, wanted) => {
  expect(wantsColor(isTerminal, env, flag)).toBe(wanted);
});
