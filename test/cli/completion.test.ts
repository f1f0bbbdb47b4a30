import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Option } from '../../src/cli/command.ts';
import { argumentKinds, optionKinds } from '../../src/cli/completion.ts';
import { commands } from '../../src/cli/register.ts';
import { bin } from '../support/cli.ts';
import { revisionFile, temporaryFolder, tsmig } from './support.ts';

const shop = {
  'tsmig.config.json':
    '{"databases": {"one": {"dialect": "sqlite"}, "two": {"dialect": "postgresql"}}, "tagsFile": "tags.json"}',
  'tags.json': '{"v1.3": ["1975ea83b712"]}',
  'migrations/versions/1.ts': revisionFile('1975ea83b712', null, { message: 'create account: table' }).replace(
    'branchLabels = null',
    "branchLabels = ['shop']",
  ),
  'migrations/versions/2.ts': revisionFile('27c6a30d7c24', '1975ea83b712', { message: "add\ta column, 'last'" }),
};

const twoHeads = { ...shop, 'migrations/versions/3.ts': revisionFile('ae1027a6acf1', '1975ea83b712') };

async function complete(files: Readonly<Record<string, string>>, ...words: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await tsmig(temporaryFolder(files), ['__complete', ...words]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout;
}

describe('completion', () => {
  test('of revisions has names first, then ids, the newest first, with their messages', async () => {
    expect(await complete(shop, 'upgrade', '')).toBe(
      `start
head\tthe newest revision, 27c6a30d7c24
heads\tthe newest revision of each line
base\tbefore the first revision
shop\tbranch label of 1975ea83b712
shop@head\tthe newest revision of the branch
v1.3\trelease, 1975ea83b712
27c6a30d7c24\tadd a column, 'last'
1975ea83b712\tcreate account: table
`,
    );
  });

  test.each<[string, readonly string[], string]>([
    ['an id', ['upgrade', '19'], 'start\n1975ea83b712\tcreate account: table\n'],
    [
      'the end of a range',
      ['upgrade', '--sql', '1975:h'],
      'words\n1975:head\tthe newest revision, 27c6a30d7c24\n1975:heads\tthe newest revision of each line\n',
    ],
    ['one of several starts', ['upgrade', 'ae10,19'], 'start\nae10,1975ea83b712\tcreate account: table\n'],
    [
      'a revision on a branch',
      ['downgrade', 'head:shop@'],
      `words
head:shop@head\tthe newest revision of the branch
head:shop@base\tbefore the branch
head:shop@27c6a30d7c24\tadd a column, 'last'
head:shop@1975ea83b712\tcreate account: table
`,
    ],
    ['a release', ['upgrade', 'v'], 'start\nv1.3\trelease, 1975ea83b712\n'],
    ['a range behind --', ['upgrade', '--', 'v'], 'start\nv1.3\trelease, 1975ea83b712\n'],
    ['a command', ['up'], 'words\nupgrade\tWrite the script that applies revisions\n'],
    ['a command to be explained', ['help', 'up'], 'words\nupgrade\tWrite the script that applies revisions\n'],
    [
      'a command behind options',
      ['-q', '-c', 'x', '--name=y', 'up'],
      'words\nupgrade\tWrite the script that applies revisions\n',
    ],
    ['a dialect', ['upgrade', 'head', '--dialect', 'm'], 'words\nmysql\t\nmariadb\t\nmssql\t\n'],
    ['a dialect behind =', ['upgrade', '--dialect=ma'], 'words\n--dialect=mariadb\t\n'],
    ['a client', ['upgrade', '--client', 'sql'], 'words\nsqlite3\t\nsqlcmd\t\nsqlplus\t\n'],
    ['a database', ['upgrade', '-n', ''], 'words\none\t\ntwo\t\n'],
    ['a database before the command', ['-n', 't'], 'words\ntwo\t\n'],
    ['a shell', ['completion', ''], 'words\nbash\t\nzsh\t\nfish\t\n'],
    ['a file', ['upgrade', '-o', ''], 'files\n'],
    ['a file behind =', ['upgrade', '--output=x'], 'files\n'],
    ['the folder of a new project', ['init', ''], 'files\n'],
    ['an option', ['upgrade', 'head', '--sp'], 'words\n--split\tOne file per revision, by default in out/<dialect>/\n'],
    [
      'options, where no argument may stand',
      ['completion', 'bash', ''],
      `words
--quiet\tSay nothing but errors
--verbose\tSay more of each revision, and show stack traces of errors
--no-color\tNo colours (also: NO_COLOR in the environment)
--help\tShow help
`,
    ],
    [
      'what is not said yet, or may be said again',
      [
        'upgrade',
        '--sql',
        '-q',
        '-o',
        'a.sql',
        '--split',
        '--tag',
        't',
        '-x',
        'a=b',
        '-c',
        'tsmig.config.json',
        '-n',
        'one',
        '-',
      ],
      `words
--dialect\tThe database: postgresql, mysql, mariadb, sqlite, mssql, oracle; else the configured one
--server-version\tThe version of the database server, such as 16
--client\tThe program that will read the script: psql, mysql, mariadb, sqlite3, sqlcmd, sqlplus, none; else the configured one
--from\tWhere the database stands: a,b, or - to read a result of \`select version_num …\`; else as the version file says
-x\tkey=value: an argument for the revisions (repeatable)
--verbose\tSay more of each revision, and show stack traces of errors
--no-color\tNo colours (also: NO_COLOR in the environment)
--help\tShow help
`,
    ],
  ])('knows %s', async (_what, words, expected) => {
    expect(await complete(shop, ...words)).toBe(expected);
  });

  test.each<[string, readonly string[]]>([
    ['a text that only the user knows', ['revision', '-m', '']],
    ['one argument too many', ['upgrade', 'head', '--', '']],
    ['an unknown command', ['frobnicate', '']],
    ['help for one command too many', ['help', 'upgrade', '']],
    ['a revision that there is not', ['upgrade', 'zz']],
    ['a branch that there is not', ['upgrade', 'zz@']],
    ['a configuration that there is not', ['-c', 'nowhere', 'upgrade', '']],
    ['a database that there is not', ['-n', 'three', 'upgrade', '']],
  ])('gives nothing for %s', async (_what, words) => {
    expect(await complete(shop, ...words)).toBe('');
  });

  test('is silent about revisions that cannot be read', async () => {
    expect(await complete({ ...shop, 'migrations/versions/3.ts': 'export const = 1' }, 'upgrade', '')).toBe('');
    expect(await complete({}, 'upgrade', '')).toBe('');
  });

  test('offers head where there is one', async () => {
    expect(await complete(twoHeads, 'upgrade', 'h')).toBe('start\nheads\tthe newest revision of each line\n');
  });

  test('offers current where a file says where the database stands', async () => {
    const files = { 'tsmig.config.json': '{"dialect": "sqlite", "versionFile": "versions.json"}' };
    expect(await complete(files, 'upgrade', 'c')).toBe('start\ncurrent\twhere the database stands\n');
  });

  test('knows what each option and argument of each command is', () => {
    const options = commands.flatMap((command) =>
      Object.entries<Option>(command.options).flatMap(([name, { type }]) => (type === 'string' ? [name] : [])),
    );
    expect(options.length).toBeGreaterThan(10);
    expect([...new Set(options)].filter((name) => !(name in optionKinds))).toEqual([]);
    const places = commands.flatMap(({ positionals }) => Object.keys(positionals));
    expect([...new Set(places)].filter((name) => !(name in argumentKinds))).toEqual([]);
  });
});

describe('the completion script', () => {
  test.each([
    [
      ['completion'],
      'error[usage]: completion needs a shell: bash, zsh or fish\n  help: see tsmig completion --help\n',
    ],
    [['completion', 'zhs'], "error[usage]: unknown shell 'zhs'\n  help: did you mean 'zsh'?\n"],
    [
      ['completion', 'powershell'],
      "error[usage]: unknown shell 'powershell'\n  help: the shells are bash, zsh, fish\n",
    ],
  ])('is for a shell that is named: %j', async (argv, stderr) => {
    expect(await tsmig('/', argv)).toEqual({ exitCode: 1, stdout: '', stderr });
  });

  test.each<[string, string, readonly string[]]>([
    [
      'bash',
      'In ~/.bashrc: eval "$(tsmig completion bash)"',
      ['    files)\n', '    start) compopt -o nospace', 'complete -F _tsmig tsmig\n'],
    ],
    [
      'zsh',
      'In ~/.zshrc, after compinit: eval "$(tsmig completion zsh)"',
      ['    files)\n', "    start) more=(-S '') ;;\n", '    words) ;;\n', '  compdef _tsmig tsmig\n'],
    ],
    [
      'fish',
      'In ~/.config/fish/config.fish: tsmig completion fish | source',
      ['        case files\n', '        case words start\n', "complete -c tsmig -f -k -a '(__tsmig_complete)'\n"],
    ],
  ])('of %s says where it goes, asks tsmig, and reads each kind of answer', async (shell, install, parts) => {
    const { exitCode, stdout, stderr } = await tsmig('/', ['completion', shell]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain(`# Completion of tsmig for ${shell}. ${install}\n`);
    expect(stdout).toMatch(/ __complete .*2>\/dev\/null\)/);
    for (const part of parts) expect(stdout).toContain(part);
  });

  test('works in bash, with its cuts at : = and @, in quotes and in the middle of a line', () => {
    const folder = temporaryFolder({
      ...shop,
      'my cfg.json': '{}',
      // What is typed at the prompt is shown, not run.
      tsmig: `#!/bin/sh\ncase $1 in __complete|completion) exec '${process.execPath}' '${bin}' "$@" ;; esac\nprintf '<%s>' "$@"; echo\n`,
    });
    chmodSync(join(folder, 'tsmig'), 0o755);
    const left = '\u0002';
    const typed = [
      ['tsmig upg\t', '<upgrade>'],
      ['tsmig upgrade 1975\t:27\t --sql', '<upgrade><1975ea83b712:27c6a30d7c24><--sql>'],
      ['tsmig upgrade 1975:27\tx', '<upgrade><1975:27c6a30d7c24><x>'],
      ['tsmig upgrade base:shop@2\tx', '<upgrade><base:shop@27c6a30d7c24><x>'],
      ['tsmig upgrade "1975:27\tx', '<upgrade><1975:27c6a30d7c24><x>'],
      [`tsmig upgrade base:27 --sql${left.repeat(6)}\t`, '<upgrade><base:27c6a30d7c24><--sql>'],
      ['tsmig upgrade --dialect=post\tx', '<upgrade><--dialect=postgresql><x>'],
      ['tsmig upgrade --dialect post\tx', '<upgrade><--dialect><postgresql><x>'],
      ['tsmig revision -m "a \\" b" --rev\tx', '<revision><-m><a " b><--rev-id><x>'],
      ['tsmig -c my\tx', '<-c><my cfg.json><x>'],
      ['tsmig upgrade --output=tag\tx', '<upgrade><--output=tags.json><x>'],
      ['true; tsmig -n t\tx', '<-n><two><x>'],
      ['tsmig upgrade zz\tx', '<upgrade><zzx>'],
    ] as const;
    const { stdout } = spawnSync('bash', ['--norc', '--noprofile', '-i'], {
      cwd: folder,
      env: { PATH: `${folder}:${process.env.PATH}`, HOME: folder, HISTFILE: '', INPUTRC: '/dev/null', TERM: 'dumb' },
      input: ['eval "$(tsmig completion bash)"', ...typed.map(([line]) => line), ''].join('\n'),
      encoding: 'utf8',
    });
    expect(stdout.split('\n').filter((line) => line.startsWith('<'))).toEqual(typed.map(([, shown]) => shown));
  });
});
