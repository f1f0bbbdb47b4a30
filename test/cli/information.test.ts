import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder, tsmig } from './support.ts';

interface Facts {
  readonly down?: string | readonly string[];
  readonly labels?: readonly string[];
  readonly dependsOn?: readonly string[];
  readonly doc?: string;
}

function file(id: string, { down, labels, dependsOn, doc = `add ${id}` }: Facts = {}): string {
  return `${doc === '' ? '' : `/** ${doc} */\n`}export const revision = '${id}';
export const downRevision = ${JSON.stringify(down ?? null)};
export const branchLabels = ${JSON.stringify(labels ?? null)};
export const dependsOn = ${JSON.stringify(dependsOn ?? null)};
export function upgrade() {}
export function downgrade() {}
`;
}

/** a1b2 forks into b111 and b222; c333 stands apart and depends on b111 by a part of its id. */
const forked = {
  'db/tsmig.config.json': '{"dialect": "sqlite", "versionFile": "where.json"}',
  'db/migrations/versions/1.ts': file('a1b2'),
  'db/migrations/versions/2.ts': file('b111x', { down: 'a1b2', labels: ['left'] }),
  'db/migrations/versions/3.ts': file('b222x', { down: 'a1b2', doc: '' }),
  'db/migrations/versions/4.ts': file('c333x', { dependsOn: ['b111'] }),
};

const terminal = (told: string[]) => ({
  stdout: {
    isTerminal: true,
    write: async (text: string) => {
      told.push(text);
    },
  },
});

function pasted(text: string, isTerminal = false) {
  return { stdin: { isTerminal, read: async () => text } };
}

describe('the commands that print revisions', () => {
  test('show one line for each, and no message where a file has none', async () => {
    const folder = join(temporaryFolder(forked), 'db');
    expect(await tsmig(folder, ['history'])).toEqual({
      exitCode: 0,
      stdout: `a1b2 -> b222x (head)
<base> (b111) -> c333x (head), add c333x
a1b2 -> b111x (left) (effective head), add b111x
<base> -> a1b2 (branchpoint), add a1b2
`,
      stderr: '',
    });
    expect((await tsmig(folder, ['heads'])).stdout).toBe('b111x (left) (effective head)\nb222x (head)\nc333x (head)\n');
    expect((await tsmig(folder, ['heads', '--resolve-dependencies'])).stdout).toBe('b222x (head)\nc333x (head)\n');
    expect((await tsmig(folder, ['branches'])).stdout).toBe(
      'a1b2 (branchpoint)\n     -> b111x (left) (effective head)\n     -> b222x (head)\n\n',
    );
  });

  test('show paths relative to the working directory where they are below it, and whole elsewhere', async () => {
    const folder = temporaryFolder(forked);
    mkdirSync(join(folder, 'elsewhere'));
    const config = ['-c', join(folder, 'db')];
    const pathOf = async (cwd: string) =>
      /^Path: (.*)$/m.exec((await tsmig(cwd, ['show', 'c333', ...config])).stdout)?.[1];
    expect(await pathOf(folder)).toBe('db/migrations/versions/4.ts');
    expect(await pathOf(join(folder, 'elsewhere'))).toBe(join(folder, 'db/migrations/versions/4.ts'));
  });

  test('colour ids and heads on a terminal only, unless colours are not wanted', async () => {
    const folder = join(temporaryFolder(forked), 'db');
    const told: string[] = [];
    await tsmig(folder, ['heads', '--resolve-dependencies'], terminal(told));
    await tsmig(folder, ['heads', '--resolve-dependencies', '--no-color'], terminal(told));
    await tsmig(folder, ['heads', '--resolve-dependencies'], { ...terminal(told), env: { NO_COLOR: '1' } });
    await tsmig(folder, ['heads', '--resolve-dependencies', '--json'], terminal(told));
    expect(told[0]).toBe(
      '\u001b[33mb222x\u001b[39m \u001b[36m(head)\u001b[39m\n\u001b[33mc333x\u001b[39m \u001b[36m(head)\u001b[39m\n',
    );
    expect(told.slice(1, 3)).toEqual(['b222x (head)\nc333x (head)\n', 'b222x (head)\nc333x (head)\n']);
    expect(told[3]?.startsWith('[\n  {\n    "revision": "b222x",\n')).toBe(true);
  });

  test('print nothing for a project without revisions', async () => {
    const folder = temporaryFolder({ 'tsmig.config.json': '{}', 'migrations/versions/.gitkeep': '' });
    for (const argv of [['history'], ['heads'], ['heads', '--check'], ['branches'], ['show', 'head'], ['show', 'base']])
      expect(await tsmig(folder, argv)).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(await tsmig(folder, ['current', '-q', '--from', 'base', '--check-heads'])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '',
    });
    expect((await tsmig(folder, ['history', '--json'])).stdout).toBe('[]\n');
  });

  test.each([
    [['history', '-r', 'zzz9:'], "error[graph]: Can't locate revision identified by 'zzz9'\n"],
    [['history', '-r', 'a1b2'], 'error[graph]: History range requires [start]:[end], [start]:, or :[end]\n'],
    [['history', '-r', ''], 'error[usage]: --rev-range is empty\n'],
    [['show', 'zzz9'], "error[graph]: Can't locate revision identified by 'zzz9'\n"],
    [['show', 'head'], "error[graph]: Multiple head revisions are present for given argument 'head'; "],
    [['show'], 'error[usage]: show needs a revision, such as head\n'],
    [['show', 'a1b2', 'b111'], "error[usage]: 'b111' is one argument too many\n"],
    [['current', '--from', 'zzz9'], "error[graph]: Can't locate revision identified by 'zzz9'\n"],
    [['current', '--from', 'a1b2,'], 'error[graph]: '],
    [['current', '--from', ''], 'error[usage]: --from is empty\n'],
    [['current', '--from'], 'error[usage]: --from needs a value\n'],
    [['heads', '--checks'], 'error[usage]: unknown option --checks\n  help: did you mean --check?\n'],
  ])('refuse %j with nothing on standard output', async (argv, start) => {
    const { exitCode, stdout, stderr } = await tsmig(join(temporaryFolder(forked), 'db'), argv);
    expect({ exitCode, stdout, start: stderr.slice(0, start.length) }).toEqual({ exitCode: 1, stdout: '', start });
  });

  test.each([['history'], ['heads'], ['branches'], ['show', 'a1b2'], ['current', '--from', 'base']])(
    'refuse a broken graph, a folder that is not there and no project at all: %s',
    async (...argv) => {
      const broken = temporaryFolder({
        'tsmig.config.json': '{}',
        'migrations/versions/1.ts': file('a1b2', { down: 'z' }),
      });
      const refused = { exitCode: 1, stdout: '' };
      expect(await tsmig(broken, argv)).toMatchObject({
        ...refused,
        stderr: expect.stringMatching(
          /^error\[graph\]: Revision z referenced from a1b2 \(downRevision\) is not present\n/,
        ),
      });
      expect(await tsmig(temporaryFolder({ 'tsmig.config.json': '{}' }), argv)).toMatchObject({
        ...refused,
        stderr: expect.stringMatching(/^error\[io\]: cannot read the version location migrations\/versions\n/),
      });
      expect(await tsmig(temporaryFolder(), argv)).toMatchObject({
        ...refused,
        stderr: expect.stringMatching(/^error\[config\]: no tsmig configuration in /),
      });
    },
  );
});

describe('a range of history', () => {
  test('lists the line of its start where the end only depends on that', async () => {
    const folder = join(temporaryFolder(forked), 'db');
    expect((await tsmig(folder, ['history', '-r', 'b111:c333'])).stdout).toBe(
      'a1b2 -> b111x (left) (effective head), add b111x\n',
    );
  });

  test.each([[['-r-1:b222']], [['-r', '-1:b222x']], [['--rev-range', '-1:b222x']], [['--rev-range=-1:b222x']]])(
    'may begin with a dash: %j',
    async (argv) => {
      const folder = temporaryFolder({
        'tsmig.config.json': '{}',
        'migrations/versions/1.ts': file('a1b2'),
        'migrations/versions/2.ts': file('b222x', { down: 'a1b2' }),
        'migrations/versions/3.ts': file('c333x', { down: 'b222x' }),
      });
      expect(await tsmig(folder, ['history', ...argv])).toEqual({
        exitCode: 0,
        stdout: 'a1b2 -> b222x, add b222x\n',
        stderr: '',
      });
    },
  );
});

describe('heads --check', () => {
  test('prints the heads as always, and is an error with both remedies where there are several', async () => {
    const folder = join(temporaryFolder(forked), 'db');
    expect(await tsmig(folder, ['heads', '--check', '--resolve-dependencies'])).toEqual({
      exitCode: 2,
      stdout: 'b222x (head)\nc333x (head)\n',
      stderr: `error[check]: there are 2 heads: b222x, c333x
  help: 'tsmig merge heads' joins them by one more revision; 'tsmig rebase' puts the revisions of one line behind the other
`,
    });
  });

  test('counts only heads that nothing depends on, where dependencies are resolved', async () => {
    const folder = temporaryFolder({
      'tsmig.config.json': '{}',
      'migrations/versions/1.ts': file('a1b2'),
      'migrations/versions/2.ts': file('c333x', { dependsOn: ['a1b2'] }),
    });
    expect((await tsmig(folder, ['heads', '--check'])).exitCode).toBe(2);
    expect(await tsmig(folder, ['heads', '--check', '--resolve-dependencies'])).toEqual({
      exitCode: 0,
      stdout: 'c333x (head)\n',
      stderr: '',
    });
  });
});

describe('current', () => {
  const says = 'tsmig never asks a database: this is what --from says\n';

  test('shows what --from says, and what that implies', async () => {
    const folder = join(temporaryFolder(forked), 'db');
    expect(await tsmig(folder, ['current', '--from', 'c333, b222'])).toEqual({
      exitCode: 0,
      stdout: 'c333x (head)\nb222x (head)\nb111x (effective head)\n',
      stderr: says,
    });
    expect(await tsmig(folder, ['current', '-q', '--from', 'base'])).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  test('reads a pasted result, and asks for it on a terminal', async () => {
    const folder = join(temporaryFolder(forked), 'db');
    const rows = ' version_num \n-------------\n b222x\n(1 row)\n\n';
    expect(await tsmig(folder, ['current', '--from', '-'], pasted(rows))).toEqual({
      exitCode: 0,
      stdout: 'b222x (head)\n',
      stderr: says,
    });
    expect(await tsmig(folder, ['current', '--from=-'], pasted(rows, true))).toEqual({
      exitCode: 0,
      stdout: 'b222x (head)\n',
      stderr: `paste the result of: select version_num from alembic_version (and end it with Ctrl-D)\n${says}`,
    });
    expect(await tsmig(folder, ['current', '--from', '-'], pasted('Empty set (0.00 sec)\n'))).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'tsmig never asks a database: this is what --from says: base, where no revision is applied\n',
    });
    expect(await tsmig(folder, ['current', '--from', '-'], pasted('ERROR: no such table\n'))).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `error[usage]: 'ERROR: no such table' is neither a revision id nor part of a table
  help: it is to be what the client prints of: select version_num from alembic_version
`,
    });
  });

  test('shows what the version file says, where --from says nothing', async () => {
    const folder = join(temporaryFolder({ ...forked, 'db/where.json': '{"sqlite": ["b111x"]}' }), 'db');
    expect(await tsmig(folder, ['current'])).toEqual({
      exitCode: 0,
      stdout: 'b111x (effective head)\n',
      stderr: 'tsmig never asks a database: this is what the version file where.json says\n',
    });
    expect((await tsmig(folder, ['current', '--from', 'a1b2'])).stdout).toBe('a1b2 (branchpoint)\n');
    expect((await tsmig(folder, ['show', 'current'])).stdout).toMatch(/^Rev: b111x \(head\)\n/);
    expect((await tsmig(folder, ['history', '-ir', ':current'])).stdout).toBe(
      'a1b2 -> b111x (left) (effective head) (current), add b111x\n<base> -> a1b2 (branchpoint), add a1b2\n',
    );
  });

  test('says what to do where nothing says it', async () => {
    const folder = temporaryFolder({ 'tsmig.config.json': '{}', 'migrations/versions/1.ts': file('a1b2') });
    for (const argv of [['current'], ['history', '-i']])
      expect(await tsmig(folder, argv)).toEqual({
        exitCode: 1,
        stdout: '',
        stderr: `error[usage]: tsmig never asks a database, so it does not know where yours stands
  help: say it with --from REVISION, or pipe the result of 'select version_num from alembic_version' into --from -; with a versionFile in the configuration, 'tsmig mark REVISION' writes it down
`,
      });
    for (const argv of [
      ['show', 'current'],
      ['history', '-r', 'current:'],
      ['history', '-r', ':current-1'],
    ]) {
      const { exitCode, stdout, stderr } = await tsmig(folder, argv);
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).toMatch(/^error\[graph\]: .*current/);
    }
  });

  test('--check-heads is an error with a remedy where a head is not applied', async () => {
    const folder = join(temporaryFolder(forked), 'db');
    expect(await tsmig(folder, ['current', '--check-heads', '--from', 'b222,b111'])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `error[check]: Database is not on all head revisions
  help: it stands at b222x,b111x and misses c333x: tsmig upgrade b222x,b111x:heads --sql
`,
    });
    expect((await tsmig(folder, ['current', '--check-heads', '--from', 'c333,b222'])).exitCode).toBe(0);
  });

  test('shows each of several databases, or the one that is named', async () => {
    const folder = temporaryFolder({
      'tsmig.config.json':
        '{"versionFile": "where.json", "databases": {"eu": {"dialect": "sqlite"}, "us": {"dialect": "mysql"}}}',
      'where.json': '{"eu": [], "us": ["a1b2"]}',
      'migrations/versions/1.ts': file('a1b2'),
    });
    expect((await tsmig(folder, ['current', '-q'])).stdout).toBe(
      'Current revision(s) for eu:\nCurrent revision(s) for us:\na1b2 (head)\n',
    );
    expect((await tsmig(folder, ['current', '-q', '--name', 'us'])).stdout).toBe('a1b2 (head)\n');
    expect(await tsmig(folder, ['history', '-i'])).toMatchObject({
      exitCode: 1,
      stderr: `error[usage]: there are several databases, which may stand at different revisions
  help: say which one is meant: --name eu or --name us
`,
    });
    expect((await tsmig(folder, ['history', '-i', '-n', 'us'])).stdout).toBe(
      '<base> -> a1b2 (head) (current), add a1b2\n',
    );
    const found: unknown = JSON.parse((await tsmig(folder, ['current', '-q', '--json'])).stdout);
    expect(found).toMatchObject([
      { database: 'eu', source: 'versionFile', rows: [], revisions: [] },
      { database: 'us', source: 'versionFile', rows: ['a1b2'], revisions: [{ revision: 'a1b2' }] },
    ]);
  });
});

describe('--json', () => {
  const b111x = `{
  "revision": "b111x",
  "downRevision": [
    "a1b2"
  ],
  "dependsOn": [],
  "dependencies": [],
  "branchLabels": [
    "left"
  ],
  "children": [],
  "isHead": true,
  "isEffectiveHead": false,
  "isBase": false,
  "isBranchPoint": false,
  "isMergePoint": false,
  "message": "add b111x",
  "doc": "add b111x",
  "file": "migrations/versions/2.ts"
}`;

  test('prints the same data from everywhere', async () => {
    const folder = temporaryFolder(forked);
    const expected = `[\n${b111x.replace(/^/gm, '  ')}\n]\n`;
    const argv = ['show', 'left', '--json', '-c', join(folder, 'db')];
    for (const cwd of [folder, join(folder, 'db'), '/'])
      expect(await tsmig(cwd, argv)).toEqual({ exitCode: 0, stdout: expected, stderr: '' });
  });

  test('is a list for all but current, where it is an object', async () => {
    const folder = join(temporaryFolder(forked), 'db');
    const json = async (...argv: string[]): Promise<unknown> =>
      JSON.parse((await tsmig(folder, [...argv, '--json'])).stdout);
    expect(await json('history', '-i', '--from', 'c333')).toMatchObject([
      { revision: 'b222x', isCurrent: false, message: '', doc: '' },
      { revision: 'c333x', isCurrent: true, dependsOn: ['b111'], dependencies: ['b111x'] },
      { revision: 'b111x', isCurrent: false },
      { revision: 'a1b2', isCurrent: false },
    ]);
    expect(await json('heads')).toMatchObject([{ revision: 'b111x' }, { revision: 'b222x' }, { revision: 'c333x' }]);
    expect(await json('branches')).toMatchObject([
      { revision: 'a1b2', isBranchPoint: true, children: ['b111x', 'b222x'] },
    ]);
    expect(await json('current', '--from', 'b111')).toEqual({
      source: 'given',
      rows: ['b111x'],
      revisions: [JSON.parse(b111x)],
    });
  });
});
