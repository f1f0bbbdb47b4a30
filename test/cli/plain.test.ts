import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Command, Option } from '../../src/cli/command.ts';
import { commonOptions } from '../../src/cli/options.ts';
import { readPlainly } from '../../src/cli/plain.ts';
import { commandNamed, commandNames, commands } from '../../src/cli/register.ts';
import { temporaryFolder, tsmig } from './support.ts';

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
    [['upgrade', 'head', '-x']],
    [['upgrade', '--sql', 'true']],
    [['init', 'a', 'b']],
    [['init', '-q', 'false']],
    [['revision', 'more']],
    [['--sql', 'upgrade', 'head']],
    [['upgrade', 'head', '--dialect']],
    [['upgrade', 'head', '--dialect', '-q']],
    [['upgrade', 'head', '--dialect=']],
    [['upgrade', 'head', '--sql=false']],
    [['upgrade', 'head', '--sql', '--sql']],
    [['upgrade', 'head', '-qv']],
    [['upgrade', '--', '-1']],
    [['upgrade', '-1']],
    [['upgrade', 'head', '--constructor']],
    [['frobnicate']],
  ])('is not this: %j', (argv) => {
    expect(readPlainly(argv)).toBeUndefined();
  });

  test.each<[readonly string[], Record<string, unknown>]>([
    [['init'], { color: true }],
    [['init', 'db', '--dialect', 'sqlite'], { color: true, dir: 'db', dialect: 'sqlite' }],
    [['revision', '-m', 'more'], { color: true, message: 'more' }],
    [['upgrade', '-x', 'a=b', 'head', '-x=c'], { color: true, range: 'head', x: ['a=b', 'c'] }],
  ])('is this, too: %j', (argv, given) => {
    expect(readPlainly(argv)?.given).toEqual(given);
  });

  test.each(commandNames)('means what yargs takes it for: %s', async (name) => {
    const command = commandNamed(name);
    if (command === undefined) throw new Error(name);
    const taken: Record<string, unknown>[] = [];
    vi.spyOn(command, 'work').mockImplementation(async (_io, given) => {
      taken.push(given);
    });
    onTestFinished(() => {
      vi.restoreAllMocks();
    });
    const folder = temporaryFolder();
    let plain = 0;
    await fc.assert(
      fc.asyncProperty(lineOf(name, command), async (argv) => {
        const read = readPlainly(argv);
        if (read === undefined) return;
        plain += 1;
        taken.length = 0;
        // With the two dashes at its end, which say nothing, a line is yargs's.
        expect(readPlainly([...argv, '--'])).toBeUndefined();
        expect(await tsmig(folder, [...argv, '--'])).toEqual({ exitCode: 0, stdout: '', stderr: '' });
        expect(taken).toHaveLength(1);
        for (const one of commandsTake) expect([one, taken[0]?.[one]]).toEqual([one, read.given[one]]);
      }),
      { seed: 20261121, numRuns: 200 },
    );
    // A command that takes any number of words is always yargs's.
    if (command.usage.includes('..')) expect(plain).toBe(0);
    else expect(plain).toBeGreaterThan(5);
  });
});

/** A command line of the command, with options that it has, some that it has not, and values of every kind. */
function lineOf(name: string, command: Command): fc.Arbitrary<string[]> {
  const value = fc.constantFrom('sqlite', '16', '0x10', '1e5', '0123', 'a b', 'true', 'false', 'a=b', "'q'", '"q"', '');
  const position = fc.constantFrom('base:head', 'head:-1', '1e5', '0123', '+1', '-1', 'a.b', 'tag', 'true', '');
  const options = Object.entries<Option>({ ...command.options, ...commonOptions });
  const spelt = options.flatMap(([option, { alias }]) =>
    option.length === 1 ? [`-${option}`] : [`--${option}`, ...(alias === undefined ? [] : [`-${alias}`])],
  );
  const option = fc.constantFrom(...spelt, '--no-sql', '--no-quiet', '--no-tag', '--sqll', '-z');
  const words = fc.oneof(
    { arbitrary: option.map((one) => [one]), weight: 3 },
    { arbitrary: fc.tuple(option, value).map(([one, text]) => [one, text]), weight: 3 },
    { arbitrary: fc.tuple(option, value).map(([one, text]) => [`${one}=${text}`]), weight: 2 },
    { arbitrary: position.map((one) => [one]), weight: 6 },
  );
  return fc.array(words, { maxLength: 3 }).map((parts) => [name, ...parts.flat()]);
}

/** What any command takes. */
const commandsTake = [
  ...new Set(
    commands.flatMap(({ options, positionals }) => Object.keys({ ...options, ...positionals, ...commonOptions })),
  ),
];
