import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { commandGroups } from '../../src/cli/help.ts';
import { ReaderGone } from '../../src/cli/io.ts';
import { commands } from '../../src/cli/register.ts';
import { filesOf, revisionFile, temporaryFolder, tsmig } from './support.ts';

const empty = { 'tsmig.config.json': '{"dialect": "postgresql"}', 'migrations/versions/.gitkeep': '' };

/** As the help of a mistake lists them. */
const commandList =
  'init, list_templates, revision, merge, rebase, edit, upgrade, downgrade, stamp, ensure_version, history, heads, branches, show, current, check, schema, baseline, mark, tag, completion';

describe('the command line', () => {
  test.each([[['--version']], [['-V']], [['-q', '--version']]])('tells its version: %j', async (argv) => {
    expect(await tsmig('/', argv)).toEqual({ exitCode: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });

  test.each([[['--help']], [['-h']], [['help']], [['-q', '--help']], [['--no-color', 'help']]])(
    'helps a newcomer, on standard output: %j',
    async (argv) => {
      const { exitCode, stdout, stderr } = await tsmig('/', argv);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(stdout).toContain(`
Write scripts:
  upgrade <range>           Write the script that applies revisions
  downgrade <range>         Write the script that takes revisions back
`);
      expect(stdout).toContain('tsmig upgrade base:head --sql > deploy.sql');
      expect(stdout.endsWith('\n')).toBe(true);
    },
  );

  test('has every command in one group of its help', () => {
    const grouped = commandGroups.flatMap(([, names]) => names);
    expect(new Set(grouped).size).toBe(grouped.length);
    expect(commands.map(({ name }) => name).filter((name) => !grouped.includes(name))).toEqual([]);
  });

  test.each([[['upgrade', '--help']], [['help', 'upgrade']], [['--help', 'upgrade']], [['-v', 'help', 'upgrade']]])(
    'explains a command: %j',
    async (argv) => {
      const { exitCode, stdout } = await tsmig('/', argv);
      expect(exitCode).toBe(0);
      expect(stdout).toContain('tsmig upgrade <range>\n');
      expect(stdout).toContain('--split');
      expect(stdout).toContain('A range is <start>:<end>;');
    },
  );

  test.each([
    [
      [],
      `error[usage]: no command\n  help: start a project with 'tsmig init'; the commands are ${commandList}; 'tsmig --help' says more\n`,
    ],
    [
      ['-q', '-c', 'x'],
      `error[usage]: no command\n  help: start a project with 'tsmig init'; the commands are ${commandList}; 'tsmig --help' says more\n`,
    ],
    [
      ['--sql', 'upgrade', 'head'],
      'error[usage]: --sql stands before the command\n  help: write it behind: tsmig upgrade … --sql\n',
    ],
    [
      ['-q', '-m', 'more', 'revision'],
      'error[usage]: -m stands before the command\n  help: write it behind: tsmig revision … -m\n',
    ],
    [['-z', 'revision'], 'error[usage]: unknown option -z\n  help: see tsmig --help\n'],
    [['-c', 'x', 'init'], 'error[usage]: unknown option -c\n  help: see tsmig init --help\n'],
    [['upgrad', '--help'], "error[usage]: unknown command 'upgrad'\n  help: did you mean 'tsmig upgrade'?\n"],
    [['upgrad', 'head'], "error[usage]: unknown command 'upgrad'\n  help: did you mean 'tsmig upgrade'?\n"],
    [['frobnicate'], `error[usage]: unknown command 'frobnicate'\n  help: the commands are ${commandList}\n`],
    [
      ['upgrade', 'head', '--dialct', 'sqlite'],
      'error[usage]: unknown option --dialct\n  help: did you mean --dialect?\n',
    ],
    [
      ['upgrade', 'head', '--dialct=sqlite'],
      'error[usage]: unknown option --dialct\n  help: did you mean --dialect?\n',
    ],
    [['upgrade', 'head', '-z'], 'error[usage]: unknown option -z\n  help: see tsmig upgrade --help\n'],
    [['upgrade', 'a', 'b', '--sql'], "error[usage]: 'b' is one argument too many\n  help: see tsmig upgrade --help\n"],
    [
      ['upgrade', 'head', '--sql', '--dialect'],
      'error[usage]: --dialect needs a value\n  help: see tsmig upgrade --help; a value that begins with a dash is given as --dialect=…\n',
    ],
    [
      ['upgrade', '--sql'],
      'error[usage]: upgrade needs a range, such as base:head\n  help: see tsmig upgrade --help\n',
    ],
    [
      ['upgrade', 'head'],
      'error[usage]: tsmig writes scripts and never connects to a database: --sql gives the script\n  help: tsmig upgrade head --sql > deploy.sql\n',
    ],
    [
      ['downgrade', 'head:-1'],
      'error[usage]: tsmig writes scripts and never connects to a database: --sql gives the script\n  help: tsmig downgrade head:-1 --sql > rollback.sql\n',
    ],
    [
      ['upgrade', 'head', '--sql', '--dialect', 'a', '--dialect', 'b'],
      'error[usage]: --dialect is given 2 times\n  help: give it once\n',
    ],
    [
      ['upgrade', 'head', '--sql', '--dialect', 'sqlit'],
      "error[usage]: unknown dialect 'sqlit'\n  help: did you mean 'sqlite'? the dialects are postgresql, mysql, mariadb, sqlite, mssql, oracle\n",
    ],
    [['--verson'], 'error[usage]: unknown option --verson\n  help: did you mean --version?\n'],
    [['help', 'upgrde'], "error[usage]: unknown command 'upgrde'\n  help: did you mean 'tsmig upgrade'?\n"],
    [['upgrade', 'head', '--sql', '-x', '=1'], "error[usage]: -x '=1' has no key\n  help: write -x key=value\n"],
    [
      ['upgrade', 'head', '--sql', '-o', ''],
      'error[usage]: --output is empty\n  help: give it a value, or leave it out\n',
    ],
    [
      ['upgrade', 'head', '--sql', '--split', '-o', '-'],
      'error[usage]: --split makes several files, which standard output cannot take\n  help: name a folder with --output, or leave --output out for out/<dialect>/\n',
    ],
    [['init', '-c', 'x'], 'error[usage]: unknown option -c\n  help: see tsmig init --help\n'],
    [
      ['upgrade', 'head', '--sql', '-o', '--split'],
      'error[usage]: -o needs a value\n  help: see tsmig upgrade --help; a value that begins with a dash is given as -o=…\n',
    ],
  ])('refuses %j with one error, exit code 1 and nothing on standard output', async (argv, stderr) => {
    const folder = temporaryFolder(empty);
    expect(await tsmig(folder, argv)).toEqual({ exitCode: 1, stdout: '', stderr });
  });

  test('takes its configuration from TSMIG_CONFIG, and from --config before that', async () => {
    const folder = temporaryFolder({ 'a.json': '{"timezone": "A"}', 'b.json': '{"timezone": "B"}' });
    const world = { env: { TSMIG_CONFIG: 'a.json' } };
    expect((await tsmig(folder, ['revision'], world)).stderr).toContain("Can't locate timezone: A");
    expect((await tsmig(folder, ['revision', '-c', 'b.json'], world)).stderr).toContain("Can't locate timezone: B");
    expect((await tsmig(folder, ['revision'], { env: { TSMIG_CONFIG: '' } })).stderr).toContain(
      'no tsmig configuration',
    );
    expect((await tsmig(folder, ['revision'], { env: { TSMIG_CONFIG: 'c.json' } })).stderr).toContain(
      'there is no configuration file c.json, which TSMIG_CONFIG names\n',
    );
    expect((await tsmig(folder, ['revision', '-cd.json'], world)).stderr).toContain(
      'there is no configuration file d.json, which --config names\n',
    );
  });

  test.each([
    [['-mcreate'], 'create'],
    [['-m', '-dash'], '-dash'],
    [['-m', '-x y'], '-x y'],
    [['-m', '--sql it'], '--sql it'],
    [['--message', '--- three'], '--- three'],
    [['-m=a=b'], 'a=b'],
    [['-qm', 'text'], 'text'],
  ])('takes the text of %j as it is', async (argv, message) => {
    const folder = temporaryFolder(empty);
    expect(await tsmig(folder, ['revision', ...argv])).toMatchObject({ exitCode: 0, stderr: '' });
    const files = Object.entries(filesOf(folder)).filter(([name]) => name.endsWith('.ts'));
    expect(files.map(([, text]) => text.split('\n')[1])).toEqual([` * ${message}`]);
  });

  test.each([
    [['-c', 'b.json', 'revision']],
    [['--config=b.json', '-q', 'revision']],
    [['-cb.json', 'revision', '-q']],
    [['-qv', '--no-color', '--config', 'b.json', 'revision']],
    [['--raiseerr', '-x', 'env=test', '-xmore', '-c', 'b.json', 'revision']],
    [['revision', '-c', 'b.json', '--raiseerr']],
  ])('takes the options of all commands before the command, too: %j', async (argv) => {
    const folder = temporaryFolder({ 'b.json': '{"timezone": "B"}' });
    const { exitCode, stderr } = await tsmig(folder, argv);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringContaining("error[config]: Can't locate timezone: B"),
    });
    expect(stderr.includes('\n    at ')).toBe(argv.some((word) => word === '-qv' || word === '--raiseerr'));
  });

  test('takes -n and -x before the command', async () => {
    const folder = temporaryFolder({
      'tsmig.config.json': '{"databases": {"one": {"dialect": "sqlite"}, "two": {"dialect": "postgresql"}}}',
      'migrations/versions/1.ts': revisionFile('1a', null, {
        up: "op.execute('SELECT ' + JSON.stringify([op.getContext().database, op.getContext().xArgs]));",
      }),
    });
    const { stdout } = await tsmig(folder, ['-n', 'two', '-x', 'a=1', '-x', 'b', 'upgrade', 'head', '--sql']);
    expect(stdout).toContain('SELECT ["two",{"a":"1","b":""}];');
  });

  test('says nothing but errors with -q', async () => {
    const folder = temporaryFolder({
      ...empty,
      'migrations/versions/1.ts': revisionFile('1a', null, {
        up: `op.createTable('t', [s.column('c', s.integer())]);
  op.alterColumn('t', 'c', { nullable: false, existingNullable: false });`,
      }),
    });
    const argv = ['upgrade', 'head', '--sql'];
    expect((await tsmig(folder, argv)).stderr).toContain('warning: ');
    expect(await tsmig(folder, ['-q', ...argv])).toMatchObject({ exitCode: 0, stderr: '' });
    expect((await tsmig(folder, ['-q', 'upgrade', 'none', '--sql'])).stderr).toContain('error[');
  });

  test('takes one value for each -x, and the range after it', async () => {
    const argv = ['upgrade', '--sql', '-x', 'a=1', '-xb=2', 'head'];
    expect(await tsmig(temporaryFolder(empty), argv)).toMatchObject({ exitCode: 0 });
  });

  test.each([
    [['upgrade', '--help'], undefined, 80],
    [['upgrade', '--help'], 0, 80],
    [['upgrade', '--help'], 60, 60],
    [['upgrade', '--help'], 300, 100],
    [['--help'], undefined, 80],
    [['--help'], 74, 74],
    [['--help'], 300, 100],
  ])('helps within the width of the terminal: %j, %j', async (argv, columns, widest) => {
    let told = '';
    const stdout = {
      isTerminal: columns !== undefined,
      columns,
      write: async (text: string) => {
        told += text;
      },
    };
    await tsmig('/', argv, { stdout });
    expect(Math.max(...told.split('\n').map((line) => line.length))).toBeLessThanOrEqual(widest);
    expect(told).toContain('--no-color');
  });

  test.each<[string, readonly string[], Readonly<Record<string, string>>, string]>([
    ['colours', [], {}, '\u001b[31merror[config]\u001b[39m: '],
    ['none with NO_COLOR', [], { NO_COLOR: '1' }, 'error[config]: '],
    ['none on a dumb terminal', [], { TERM: 'dumb' }, 'error[config]: '],
    ['none with --no-color before the command', ['--no-color'], {}, 'error[config]: '],
  ])('gives errors on a terminal %s', async (_what, argv, env, start) => {
    let told = '';
    const stderr = {
      isTerminal: true,
      write: async (text: string) => {
        told += text;
      },
    };
    await tsmig(temporaryFolder(), [...argv, 'revision'], { stderr, env });
    expect(told.slice(0, start.length)).toBe(start);
  });

  test('is quiet when nobody reads on', async () => {
    const stdout = { isTerminal: false, write: () => Promise.reject(new ReaderGone()) };
    expect(await tsmig(temporaryFolder(), ['init'], { stdout })).toMatchObject({ exitCode: 141, stderr: '' });
  });

  test('says so when its output cannot be written', async () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
    });
    const stdout = { isTerminal: false, write: () => Promise.reject(full) };
    expect(await tsmig(temporaryFolder(), ['init'], { stdout })).toMatchObject({
      exitCode: 1,
      stderr: 'error[io]: ENOSPC: no space left on device, write\n',
    });
  });

  test('tells a bug from a mistake of the user', async () => {
    const now = () => {
      throw new TypeError('x is not a function');
    };
    const { exitCode, stdout, stderr } = await tsmig(temporaryFolder(empty), ['revision'], { now });
    expect({ exitCode, stdout }).toEqual({ exitCode: 70, stdout: '' });
    expect(stderr).toContain('error[internal]: TypeError: x is not a function\n    at ');
    expect(stderr).toContain('\n  help: this is a bug in tsmig; please report it with the lines above\n');
  });
});
