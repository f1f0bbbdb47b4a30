import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPlainly } from '../../src/cli/plain.ts';
import { revisionFile, type Told, temporaryFolder, tsmig } from './support.ts';

describe('a plain command line', () => {
  test('is read without yargs', () => {
    const words = ['upgrade', 'base:head', '--sql', '-q', '--dialect=sqlite', '-o', 'deploy.sql', '--no-color'];
    expect(readPlainly(words)?.given).toEqual({
      range: 'base:head',
      sql: true,
      quiet: true,
      dialect: 'sqlite',
      output: 'deploy.sql',
      color: false,
    });
  });

  test.each([
    [[]],
    [['upgrade']],
    [['upgrade', '--help']],
    [['upgrade', 'a', 'b']],
    [['upgrade', 'head', '--sqll']],
    [['upgrade', 'head', '-x', 'a=b']],
    [['upgrade', 'head', '--dialect']],
    [['upgrade', 'head', '--dialect', '-q']],
    [['upgrade', 'head', '--dialect=']],
    [['upgrade', 'head', '--sql=false']],
    [['upgrade', 'head', '--sql', '--sql']],
    [['upgrade', 'head', '-qv']],
    [['upgrade', '--', '-1']],
    [['upgrade', '-1']],
    [['upgrade', 'head', '--constructor']],
    [['revision', '-m', 'more']],
    [['init']],
  ])('is not this: %j', (argv) => {
    expect(readPlainly(argv)).toBeUndefined();
  });

  test('means what yargs takes it for', async () => {
    const folder = temporaryFolder({
      'tsmig.config.json': '{"dialect": "postgresql"}',
      'migrations/versions/1.ts': revisionFile('0123', null, { up: "op.execute('SELECT 1');" }),
      'migrations/versions/2.ts': revisionFile('1e5', '0123', { up: "op.execute('SELECT 2');" }),
    });
    const value = fc.constantFrom(
      'sqlite',
      'postgresql',
      '16',
      '0x10',
      '1e5',
      '0123',
      'a b',
      'true',
      'a=b',
      "'q'",
      'nein.json',
    );
    const word = fc.oneof(
      fc.constantFrom(
        '--sql',
        '-q',
        '-v',
        '--quiet',
        '--verbose',
        '--no-sql',
        '--no-quiet',
        '--sql=true',
        '--no-no-color',
      ),
      fc.constantFrom('base:head', '0123:1e5', 'head:-1', '1e5', '0123', '+1', 'tag', ''),
      fc
        .tuple(fc.constantFrom('--dialect', '--server-version', '--tag', '--config', '-c', '--no-tag'), value)
        .map(([name, text]) => `${name}=${text}`),
      value,
      fc.constantFrom('--dialect', '--server-version', '--tag', '-c'),
    );
    const command = fc.tuple(
      fc.constantFrom('upgrade', 'downgrade'),
      fc.array(word, { maxLength: 5 }).map((words) => [...words, '--sql']),
    );
    let plain = 0;
    await fc.assert(
      fc.asyncProperty(command, async ([name, words]) => {
        const argv = [name, 'base:head', ...words, '--no-color'];
        if (readPlainly(argv) === undefined) return;
        plain += 1;
        // A flag that is given twice means the same, and is yargs's.
        const forYargs = [...argv, '--no-color'];
        expect(readPlainly(forYargs)).toBeUndefined();
        expect(withoutStacks(await tsmig(folder, argv))).toEqual(withoutStacks(await tsmig(folder, forYargs)));
      }),
      { seed: 20261121, numRuns: 500 },
    );
    expect(plain).toBeGreaterThan(50);
  });
});

/** Stack traces, shown with -v, tell the way through yargs. */
function withoutStacks(told: Told): Told {
  return { ...told, stderr: told.stderr.replace(/^ {4}at .*\n/gm, '') };
}
