import { describe, expect, test } from 'vitest';
import { filesOf, revisionFile, temporaryFolder, tsmig } from './support.ts';

const dump = `CREATE TABLE public.account (
    id integer NOT NULL,
    email character varying(120) NOT NULL
);

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (id);

CREATE VIEW public.emails AS
 SELECT account.email
   FROM public.account;
`;
const project = { 'tsmig.config.json': '{"dialect": "postgresql", "models": "models.ts"}', 'schema.sql': dump };
const file = 'migrations/versions/1975ea83b712_baseline.ts';

describe('tsmig baseline', () => {
  test('makes the first revision and the models, and says what stands as it is', async () => {
    const folder = temporaryFolder({ ...project, 'migrations/versions/.gitkeep': '' });
    expect(await tsmig(folder, ['baseline', 'schema.sql', '--models', 'models.ts'])).toMatchObject({
      exitCode: 0,
      stdout: `Generating ${file} ...  done\n`,
      stderr: expect.stringMatching(
        /^verbatim \(line 9: .*\): CREATE VIEW public\.emails AS\ntsmig: 2 operations, 1 of them verbatim; models in models\.ts\nnext, for the database that has all this: tsmig stamp 1975ea83b712 --sql\n$/,
      ),
    });
    const files = filesOf(folder);
    expect(files[file]).toContain(`  op.createTable('account', [
    s.column('id', s.integer(), { autoincrement: false }),
    s.column('email', s.string(120), { nullable: false }),
    s.primaryKeyConstraint(['id'], { name: 'account_pkey' }),
  ]);
`);
    expect(files[file]).toContain("  throw new Error('the baseline cannot be taken back');\n");
    expect(files['models.ts']).toContain("export const account = s.table('account', [\n");
    expect(await tsmig(folder, ['check'])).toMatchObject({
      exitCode: 0,
      stdout: 'No new upgrade operations detected.\n',
    });
  });

  test('of SQLite can be taken back where nothing stands as it is', async () => {
    const folder = temporaryFolder({
      'tsmig.config.json': '{"dialect": "sqlite"}',
      'schema.sql':
        'CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL);\nCREATE INDEX ix_text ON note (text);\n',
      'migrations/versions/.gitkeep': '',
    });
    expect((await tsmig(folder, ['baseline', 'schema.sql'])).exitCode).toBe(0);
    const { stdout } = await tsmig(folder, ['downgrade', 'head:base', '--sql', '-q']);
    expect(stdout).toContain('DROP TABLE note;\n');
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    [
      'a history',
      { 'migrations/versions/a1.ts': revisionFile('a1', null) },
      'error[usage]: there is a history already: migrations/versions/a1.ts\n',
    ],
    [
      'a dump that is not there',
      { 'schema.sql': '', 'tsmig.config.json': '{"dialect": "oracle"}' },
      'error[unsupported]: tsmig reads no dumps of oracle\n',
    ],
    ['a text that is no dump', { 'schema.sql': 'CREATE TABEL x (y int);' }, 'error['],
  ])('refuses %s, and makes nothing', async (_what, files, message) => {
    const folder = temporaryFolder({ 'migrations/versions/.gitkeep': '', ...project, ...files });
    const before = filesOf(folder);
    const { exitCode, stdout, stderr } = await tsmig(folder, ['baseline', 'schema.sql']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr.slice(0, message.length)).toBe(message);
    expect(filesOf(folder)).toEqual(before);
  });
});
