import { describe, expect, test } from 'vitest';
import { filesOf, revisionFile, temporaryFolder, tsmig } from './support.ts';

const project = (one: string, other: string, config = '{"dialect": "postgresql"}') => ({
  'tsmig.config.json': config,
  'migrations/versions/1975ea83b712.ts': revisionFile('1975ea83b712', null, {
    up: "op.createTable('account', [s.column('id', s.integer(), { primaryKey: true }), s.column('name', s.string(50))]);",
  }),
  'migrations/versions/27c6a30d7c24.ts': revisionFile('27c6a30d7c24', '1975ea83b712', { up: one }),
  'migrations/versions/ae1027a6acf1.ts': revisionFile('ae1027a6acf1', '1975ea83b712', { up: other }),
});

const merged = async (one: string, other: string, config?: string) => {
  const folder = temporaryFolder(project(one, other, config));
  const told = await tsmig(folder, ['merge', 'heads', '-m', 'join', '--rev-id', 'm1']);
  return { ...told, written: Object.keys(filesOf(folder)).includes('migrations/versions/m1_join.ts') };
};

describe('two developers branch from 1975ea83b712, one adds 27c6a30d7c24, the other ae1027a6acf1: merge heads', () => {
  test('says that both change one table', async () => {
    expect(
      await merged(
        "op.addColumn('account', s.column('phone', s.string(20)));",
        "op.alterColumn('account', 'name', { nullable: false });",
      ),
    ).toEqual({
      exitCode: 0,
      stdout: 'Generating migrations/versions/m1_join.ts ...  done\n',
      stderr: `warning: both sides change table account
  27c6a30d7c24  add column account.phone
  ae1027a6acf1  alter column account.name (not nullable)
`,
      written: true,
    });
  });

  test('says that they have nothing in common', async () => {
    const table = (name: string) => `op.createTable('${name}', [s.column('id', s.integer(), { primaryKey: true })]);`;
    expect(await merged(table('invoice'), table('parcel'))).toMatchObject({
      exitCode: 0,
      stderr: 'tsmig: the sides change nothing in common\n',
    });
  });

  test('says what will not run, from either start', async () => {
    const { exitCode, stderr, written } = await merged(
      "op.addColumn('account', s.column('phone', s.string(20)));",
      "op.addColumn('account', s.column('phone', s.text()));",
    );
    expect({ exitCode, written }).toEqual({ exitCode: 0, written: true });
    expect(stderr).toContain('warning: a database at 27c6a30d7c24 cannot take ae1027a6acf1\nerror[replay]: ');
    expect(stderr).toContain('warning: a database at ae1027a6acf1 cannot take 27c6a30d7c24\nerror[replay]: ');
    expect(stderr).toContain('  --> migrations/versions/ae1027a6acf1.ts:14:6  upgrade, operation 1 (addColumn)\n');
  });

  test('sees through raw SQL, data changes and types', async () => {
    const { stderr } = await merged(
      "op.execute('ALTER TABLE account ADD COLUMN a INTEGER'); op.execute(`CREATE TYPE mood AS ENUM ('sad')`);",
      "op.bulkInsert(s.table('account', [s.column('id', s.integer())]), [{ id: 1 }]); op.execute(`ALTER TYPE mood ADD VALUE 'ok'`);",
    );
    expect(stderr).toContain('both sides change table account\n');
    expect(stderr).toContain('both sides change type mood\n');
  });

  test('says that it cannot compare without a dialect', async () => {
    expect(await merged('', '', '{}')).toMatchObject({
      exitCode: 0,
      stderr: 'tsmig: what it joins was not compared, since no dialect is configured\n',
      written: true,
    });
  });
});
