// Bad input of every kind: one clear error on stderr, the right exit code, nothing on stdout, nothing in the output folder.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { bin, runCli, temporaryFolder } from './support/cli.ts';

const config = { 'tsmig.config.json': '{ "scriptLocation": "migrations", "dialect": "postgresql" }' };

/** A revision file; `body` is the upgrade's. */
function revision(id: string, down: string | string[] | null, body = '', extra = ''): Record<string, string> {
  const text = `import { s, sql, type Operations } from 'tsmig';
export const revision = '${id}';
export const downRevision = ${JSON.stringify(down)};
${extra}
export function upgrade(op: Operations) {
  ${body}
}
export function downgrade(op: Operations) {}
`;
  return { [`migrations/versions/${id}_x.ts`]: text };
}

const linear = {
  ...config,
  ...revision('aaaa1111', null),
  ...revision('bbbb2222', 'aaaa1111'),
  ...revision('aaaa3333', 'bbbb2222'),
};
const branched = { ...linear, ...revision('cccc4444', 'aaaa1111') };
const account =
  "op.createTable('account', [s.column('id', s.integer(), { primaryKey: true }), s.column('n', s.integer())]);";
/** A history in which `body` is the second revision, on a table `account`. */
const following = (body: string, dialect = 'postgresql'): Record<string, string> => ({
  'tsmig.config.json': `{ "scriptLocation": "migrations", "dialect": "${dialect}" }`,
  ...revision('aaaa1111', null, account),
  ...revision('bbbb2222', 'aaaa1111', body),
});

interface BadInput {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** What stderr must say, each of them. */
  readonly says: readonly RegExp[];
}

const up = ['upgrade', 'base:head', '--sql'];

const table: readonly BadInput[] = [
  // configuration
  { title: 'no configuration', files: {}, says: [/error\[config\]/, /tsmig init/] },
  {
    title: 'a configuration that is named and is not there',
    files: {},
    args: [...up, '-c', 'nowhere.json'],
    says: [/nowhere\.json/],
  },
  {
    title: 'a configuration that is not JSON',
    files: { 'tsmig.config.json': '{ "dialect": ' },
    says: [/error\[config\]/, /tsmig\.config\.json/],
  },
  {
    title: 'an unknown key',
    files: { 'tsmig.config.json': '{ "scriptLocatoin": "migrations", "dialect": "sqlite" }' },
    says: [/scriptLocatoin/, /scriptLocation/],
  },
  {
    title: 'a wrong type',
    files: { 'tsmig.config.json': '{ "scriptLocation": "migrations", "dialect": "sqlite", "versionTablePk": "yes" }' },
    says: [/versionTablePk/],
  },
  {
    title: 'an unknown dialect',
    files: { ...linear, 'tsmig.config.json': '{ "scriptLocation": "migrations", "dialect": "postgres" }' },
    says: [/postgres/, /postgresql/],
  },
  {
    title: 'an unknown dialect on the command line',
    files: linear,
    args: [...up, '--dialect', 'sqlit'],
    says: [/sqlit/, /sqlite/],
  },
  {
    title: 'a server version that makes no sense',
    files: {
      ...linear,
      'tsmig.config.json':
        '{ "scriptLocation": "migrations", "dialect": { "name": "postgresql", "serverVersion": "new" } }',
    },
    says: [/new/, /version/],
  },
  {
    title: 'a script location that is not there',
    files: { 'tsmig.config.json': '{ "scriptLocation": "nowhere", "dialect": "sqlite" }' },
    says: [/nowhere/],
  },
  {
    title: 'a configuration that is no object',
    files: { 'tsmig.config.ts': "export default 'sqlite';" },
    says: [/tsmig\.config\.ts: the configuration must be an object, not the string 'sqlite'/, /help: such as/],
  },
  {
    title: 'a configuration without a default export',
    files: { 'tsmig.config.ts': "export const config = { dialect: 'sqlite' };" },
    says: [/no default export/, /help: write: export default defineConfig/],
  },
  {
    title: 'a configuration with an error of syntax',
    files: { 'tsmig.config.ts': "export default {\n  dialect: 'sqlite'\n  output: 'x',\n};" },
    says: [/error\[config\]/, /tsmig\.config\.ts:3:3/],
  },
  {
    title: 'a configuration whose import is not there',
    files: { 'tsmig.config.ts': "import x from './nowhere.ts';\nexport default x;" },
    says: [/nowhere\.ts/, /tsmig\.config\.ts:1:/, /help:/],
  },
  {
    title: 'two configurations in a folder',
    files: { ...config, 'package.json': '{ "tsmig": {} }' },
    says: [/tsmig\.config\.json and package\.json/, /help: keep one/],
  },
  {
    title: 'no dialect anywhere',
    files: { ...linear, 'tsmig.config.json': '{ "scriptLocation": "migrations" }' },
    says: [/no dialect is configured/, /--dialect postgresql/],
  },
  {
    title: 'a server version that is not supported',
    files: { ...linear, 'tsmig.config.json': '{ "dialect": { "name": "postgresql", "serverVersion": "9.6" } }' },
    says: [/postgresql 9\.6/, /serverVersion/],
  },
  {
    title: 'a token of the naming convention that there is not',
    files: {
      ...following(''),
      'tsmig.config.json': '{ "dialect": "sqlite", "namingConvention": { "pk": "pk_%(tabel_name)s" } }',
    },
    says: [/namingConvention\.pk/, /table_name/],
  },
  {
    title: 'a configuration that throws',
    files: { 'tsmig.config.ts': "throw new Error('no such environment');" },
    says: [/no such environment/, /tsmig\.config\.ts:1/],
  },
  // revision files
  {
    title: 'a syntax error',
    files: {
      ...config,
      'migrations/versions/aaaa1111_x.ts': "export const revision = 'aaaa1111';\nexport function upgrade( {\n",
    },
    says: [/error\[revision\]/, /aaaa1111_x\.ts:\d+:\d+/],
  },
  {
    title: 'a module that throws',
    files: { ...config, 'migrations/versions/aaaa1111_x.ts': "export const revision = 'aaaa1111';\n\nnull.x;\n" },
    says: [/aaaa1111_x\.ts:3:/],
  },
  {
    title: 'an import that is not there',
    files: { ...config, ...revision('aaaa1111', null, '', "import './nowhere.ts';") },
    says: [/nowhere\.ts/, /aaaa1111_x\.ts/],
  },
  {
    title: 'no revision id',
    files: {
      ...config,
      'migrations/versions/first.ts':
        'export const downRevision = null;\nexport function upgrade() {}\nexport function downgrade() {}\n',
    },
    says: [/first\.ts/, /revision/],
  },
  {
    title: 'a revision id that is not a string',
    files: {
      ...config,
      'migrations/versions/first.ts':
        'export const revision = 17;\nexport const downRevision = null;\nexport function upgrade() {}\nexport function downgrade() {}\n',
    },
    says: [/first\.ts/, /string/],
  },
  {
    title: 'a revision id with a character that ranges use',
    files: {
      ...config,
      'migrations/versions/first.ts':
        "export const revision = 'a:b';\nexport const downRevision = null;\nexport function upgrade() {}\nexport function downgrade() {}\n",
    },
    says: [/first\.ts/, /a:b/],
  },
  {
    title: 'a revision id longer than the version table holds',
    files: { ...config, ...revision('a'.repeat(33), null) },
    says: [/32/],
  },
  {
    title: 'a downRevision that is a number',
    files: {
      ...config,
      'migrations/versions/first.ts':
        "export const revision = 'aaaa1111';\nexport const downRevision = 3;\nexport function upgrade() {}\nexport function downgrade() {}\n",
    },
    says: [/downRevision/, /first\.ts/],
  },
  {
    title: 'an upgrade that is not a function',
    files: {
      ...config,
      'migrations/versions/first.ts':
        "export const revision = 'aaaa1111';\nexport const downRevision = null;\nexport const upgrade = 'sql';\nexport function downgrade() {}\n",
    },
    says: [/upgrade/, /first\.ts/],
  },
  {
    title: 'two files with one id',
    files: {
      ...linear,
      'migrations/versions/other.ts':
        "export const revision = 'aaaa1111';\nexport const downRevision = null;\nexport function upgrade() {}\nexport function downgrade() {}\n",
    },
    says: [/aaaa1111/, /other\.ts/],
  },
  // the graph
  {
    title: 'a parent that is not there',
    files: { ...config, ...revision('bbbb2222', 'aaaa1111') },
    says: [/error\[graph\]/, /aaaa1111/, /bbbb2222/],
  },
  {
    title: 'a dependency that is not there',
    files: { ...config, ...revision('bbbb2222', null, '', "export const dependsOn = 'aaaa9999';") },
    says: [/aaaa9999/],
  },
  {
    title: 'a cycle',
    files: { ...config, ...revision('aaaa1111', 'bbbb2222'), ...revision('bbbb2222', 'aaaa1111') },
    says: [/[Cc]ycle/, /aaaa1111/, /bbbb2222/],
  },
  { title: 'a loop', files: { ...config, ...revision('aaaa1111', 'aaaa1111') }, says: [/loop/, /aaaa1111/] },
  {
    title: 'a dependency cycle',
    files: {
      ...config,
      ...revision('aaaa1111', null, '', "export const dependsOn = 'bbbb2222';"),
      ...revision('bbbb2222', null, '', "export const dependsOn = 'aaaa1111';"),
    },
    says: [/[Cc]ycle/],
  },
  {
    title: 'one label on two branches',
    files: {
      ...config,
      ...revision('aaaa1111', null, '', "export const branchLabels = 'x';"),
      ...revision('bbbb2222', null, '', "export const branchLabels = 'x';"),
    },
    says: [/'?x'?/, /aaaa1111|bbbb2222/],
  },
  // identifiers and ranges
  { title: 'an unknown id', files: linear, args: ['upgrade', 'base:dddd', '--sql'], says: [/error\[graph\]/, /dddd/] },
  {
    title: 'an ambiguous id',
    files: { ...config, ...revision('aaaa1111', null), ...revision('aaaa1122', 'aaaa1111') },
    args: ['upgrade', 'base:aaaa11', '--sql'],
    says: [/aaaa1111/, /aaaa1122/],
  },
  {
    title: 'a:b:c',
    files: linear,
    args: ['upgrade', 'aaaa1111:bbbb2222:aaaa3333', '--sql'],
    says: [/aaaa1111:bbbb2222:aaaa3333/],
  },
  {
    title: 'a reversed range',
    files: linear,
    args: ['upgrade', 'aaaa3333:aaaa1111', '--sql'],
    says: [/aaaa3333/, /aaaa1111/],
  },
  {
    title: 'a range without a start for downgrade',
    files: linear,
    args: ['downgrade', 'base', '--sql'],
    says: [/<fromrev>:<torev>|start:end|from.*to/i],
  },
  { title: 'an empty start', files: linear, args: ['upgrade', ':head', '--sql'], says: [/:head/] },
  {
    title: 'head where there are two',
    files: branched,
    args: ['upgrade', 'base:head', '--sql'],
    says: [/head/, /heads/],
  },
  { title: 'a relative step too far', files: linear, args: ['upgrade', 'aaaa1111:+7', '--sql'], says: [/\+7/] },
  {
    title: 'a new revision where there are two heads',
    files: branched,
    args: ['revision', '-m', 'x'],
    says: [/[Mm]ultiple heads/],
  },
  // the command line
  {
    title: 'an option twice',
    files: linear,
    args: [...up, '--tag', 'a', '--tag', 'b'],
    says: [/--tag is given 2 times/],
  },
  { title: 'an empty option', files: linear, args: [...up, '-o', ''], says: [/--output is empty/, /help:/] },
  { title: 'an option without its value', files: linear, args: [...up, '-o'], says: [/-o needs a value/] },
  { title: 'an argument without a key', files: linear, args: [...up, '-x', '=1'], says: [/-x '=1' has no key/] },
  {
    title: 'several files to standard output',
    files: linear,
    args: [...up, '--split', '-o', '-'],
    says: [/--split makes several files/, /--output/],
  },
  {
    title: 'an output folder with scripts of another range',
    files: { ...linear, 'out/postgresql/0009_dddd_x.sql': '' },
    args: [...up, '--split'],
    says: [/0009_dddd_x\.sql/, /help: remove them/],
  },
  { title: 'one argument too many', files: linear, args: [...up, 'x'], says: [/'x' is one argument too many/] },
  {
    title: 'init where there is a project',
    files: linear,
    args: ['init'],
    says: [/configures tsmig already/, /help:/],
  },
  {
    title: 'an id that is taken',
    files: linear,
    args: ['revision', '--rev-id', 'aaaa1111'],
    says: [/aaaa1111 is there already/, /help: give another --rev-id/],
  },
  { title: 'no --sql', files: linear, args: ['upgrade', 'head'], says: [/--sql/, /never connects/] },
  { title: 'an unknown command', files: linear, args: ['upgrad', 'head', '--sql'], says: [/upgrade/] },
  { title: 'an unknown option', files: linear, args: [...up, '--dialct', 'sqlite'], says: [/dialct/] },
  { title: 'no command', files: linear, args: [], says: [/command/i] },
  // what a revision does
  {
    title: 'a revision that throws',
    files: following("throw new Error('the sky is falling');"),
    says: [/the sky is falling/, /bbbb2222_x\.ts:6:\d+/, /upgrade/],
  },
  {
    title: 'a revision that rejects',
    files: following("return Promise.reject(new Error('late')) as never;"),
    says: [/late/, /bbbb2222/],
  },
  { title: 'a table that exists', files: following(account), says: [/account/, /bbbb2222_x\.ts:6:\d+/] },
  {
    title: 'dropping a table that does not exist',
    files: following("op.dropTable('acount');"),
    says: [/error\[replay\]/, /acount/, /account/, /bbbb2222_x\.ts:6:\d+/],
  },
  {
    title: 'dropping a column that does not exist',
    files: following("op.dropColumn('account', 'm');"),
    says: [/error\[replay\]/, /m/],
  },
  {
    title: 'dropping a constraint that does not exist',
    files: following("op.dropConstraint('uq', 'account', { type: 'unique' });"),
    says: [/uq/],
  },
  { title: 'dropping an index that does not exist', files: following("op.dropIndex('ix');"), says: [/ix/] },
  {
    title: 'a key on a column that does not exist',
    files: following("op.createPrimaryKey('pk2', 'account', ['m']);"),
    says: [/m/],
  },
  {
    title: 'a value that cannot be written',
    files: following("op.bulkInsert(s.table('account', [s.column('n', s.integer())]), [{ n: (() => 1) as never }]);"),
    says: [/n/, /bbbb2222_x\.ts:6:\d+/],
  },
  {
    title: 'an unsafe integer',
    files: following("op.bulkInsert(s.table('account', [s.column('n', s.integer())]), [{ n: 2 ** 60 }]);"),
    says: [/error\[value\]/],
  },
  {
    title: 'a string with a NUL',
    files: following("op.bulkInsert(s.table('account', [s.column('n', s.text())]), [{ n: 'a\\0b' }]);"),
    says: [/error\[value\]/],
  },
  {
    title: 'an invalid date',
    files: following("op.bulkInsert(s.table('account', [s.column('n', s.date())]), [{ n: new Date('nonsense') }]);"),
    says: [/date/i],
  },
  {
    title: 'a misspelt key of a row',
    files: following("op.bulkInsert(s.table('account', [s.column('n', s.integer())]), [{ m: 1 } as never]);"),
    says: [/m/, /n/],
  },
  {
    title: 'a misspelt option',
    files: following("op.addColumn('account', s.column('x', s.integer(), { nulable: false } as never));"),
    says: [/nulable/, /nullable/],
  },
  {
    title: 'asking the connection for rows',
    files: following("(op.getBind() as any).query('SELECT 1');"),
    says: [/offline|database/],
  },
  {
    title: 'what the dialect cannot do',
    files: following("op.createExcludeConstraint('no_overlap', 'account', [['n', '=']]);", 'sqlite'),
    says: [/error\[unsupported\]/, /no_overlap/, /bbbb2222_x\.ts:6:\d+/, /createExcludeConstraint/, /help:/],
  },
  {
    title: 'a name that is too long',
    files: following(`op.createIndex('${'i'.repeat(64)}', 'account', ['n']);`),
    says: [/63/],
  },
  { title: 'an empty name', files: following("op.createTable('', [s.column('id', s.integer())]);"), says: [/name/] },
  {
    title: 'a statement for other dialects only',
    files: following("op.execute({ sqlite: 'SELECT 1' });"),
    says: [/postgresql/],
  },
  {
    title: 'a change that raw SQL has made unknowable',
    files: following(
      "op.execute('DO $$ BEGIN EXECUTE 1; END $$'); op.alterColumn('account', 'n', { nullable: false });",
      'sqlite',
    ),
    says: [/error\[opaque\]/, /bbbb2222/],
  },
];

let folder = '';
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function project(files: Readonly<Record<string, string>>): string {
  folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return folder;
}

describe('bad input', () => {
  test('the table holds at least 40 kinds', () => {
    expect(table.length).toBeGreaterThanOrEqual(40);
  });

  test.each(table)('$title', async ({ files, args = up, says }) => {
    const cwd = project(files);
    const before = readdirSync(cwd, { recursive: true }).sort();
    const { code, stdout, stderr } = await runCli(args, cwd);
    for (const pattern of says) expect(stderr).toMatch(pattern);
    expect(stderr.match(/^error(\[|:)/gm)).toHaveLength(1);
    expect(stderr).not.toMatch(/bug in tsmig|\n {4}at /);
    expect(stdout).toBe('');
    expect(code).toBe(1);
    expect(readdirSync(cwd, { recursive: true }).sort()).toEqual(before);
  });

  test.each(table.filter(({ args }) => args === undefined))(
    '$title leaves an existing output file alone',
    async ({ files }) => {
      const cwd = project({ ...files, 'deploy.sql': 'as it was' });
      const { code, stdout } = await runCli([...up, '-o', 'deploy.sql'], cwd);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(readdirSync(cwd)).toContain('deploy.sql');
      expect(readdirSync(cwd).filter((name) => name.startsWith('deploy') || name.startsWith('.deploy'))).toEqual([
        'deploy.sql',
      ]);
    },
  );

  test('an output file in a folder that cannot be made', async () => {
    const cwd = project({ ...following(''), file: '' });
    const { code, stdout, stderr } = await runCli([...up, '-o', 'file/deploy.sql'], cwd);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/error\[io\]/);
  });

  test('a full disk leaves nothing behind, and what was there as it was', () => {
    // A limit on the size of files stands for the full disk: the write fails half-way.
    const cwd = project({ ...following(''), 'deploy.sql': 'as it was' });
    const { status, stdout, stderr } = spawnSync(
      'bash',
      ['-c', 'ulimit -f 0; exec "$0" "$@"', process.execPath, bin, ...up, '-o', 'deploy.sql'],
      { cwd, encoding: 'utf8' },
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/error\[io\]/);
    expect(readdirSync(cwd).sort()).toEqual(['deploy.sql', 'migrations', 'tsmig.config.json']);
    expect(readFileSync(join(cwd, 'deploy.sql'), 'utf8')).toBe('as it was');
  });

  test('a standard output that takes nothing is an error', () => {
    const cwd = project(following(''));
    const { status, stderr } = spawnSync('bash', ['-c', 'exec "$0" "$@" > /dev/full', process.execPath, bin, ...up], {
      cwd,
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/error\[io\]/);
  });
});
