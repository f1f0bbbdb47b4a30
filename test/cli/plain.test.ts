import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Option } from '../../src/cli/command.ts';
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

  test('means what yargs takes it for, with every command', async () => {
    const taken: Record<string, unknown>[] = [];
    for (const command of commands) {
      vi.spyOn(command, 'work').mockImplementation(async (_io, given) => {
        taken.push(given);
      });
    }
    onTestFinished(() => {
      vi.restoreAllMocks();
    });
    const value = fc.constantFrom(
      'sqlite',
      '16',
      '0x10',
      '1e5',
      '0123',
      'a b',
      'true',
      'false',
      'a=b',
      "'q'",
      '"q"',
      '',
    );
    const position = fc.constantFrom('base:head', 'head:-1', '1e5', '0123', '+1', '-1', 'a.b', 'tag', 'true', '');
    const line = fc.constantFrom(...commandNames).chain((name) => {
      const options = Object.entries<Option>({ ...commandNamed(name)?.options, ...commonOptions });
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
    });
    const plain = new Map<string, number>();
    const folder = temporaryFolder();
    await fc.assert(
      fc.asyncProperty(line, async (argv) => {
        const read = readPlainly(argv);
        if (read === undefined) return;
        plain.set(argv[0] ?? '', (plain.get(argv[0] ?? '') ?? 0) + 1);
        taken.length = 0;
        // With the two dashes at its end, which say nothing, a line is yargs's.
        expect(readPlainly([...argv, '--'])).toBeUndefined();
        expect(await tsmig(folder, [...argv, '--'])).toEqual({ exitCode: 0, stdout: '', stderr: '' });
        expect(taken).toHaveLength(1);
        for (const name of commandsTake) expect([name, taken[0]?.[name]]).toEqual([name, read.given[name]]);
      }),
      { seed: 20261121, numRuns: 6000 },
    );
    for (const command of commands.filter(({ usage }) => !usage.includes('..'))) {
      expect(plain.get(command.name)).toBeGreaterThan(10);
    }
  });
});

/** What any command takes. */
const commandsTake = [
  ...new Set(
    commands.flatMap(({ options, positionals }) => Object.keys({ ...options, ...positionals, ...commonOptions })),
  ),
];
