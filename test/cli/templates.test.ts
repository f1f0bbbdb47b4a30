import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesOf, temporaryFolder, tsmig } from './support.ts';

describe('tsmig list_templates', () => {
  test.each(['list_templates', 'list-templates'])('lists them as Alembic does: %s', async (name) => {
    expect(await tsmig('/', [name])).toEqual({
      exitCode: 0,
      stdout: `Available templates:

generic - Generic single-database configuration.
multidb - Several databases with one history: a script for each of them.

Templates are used via the 'init' command, e.g.:

  tsmig init --template generic ./migrations
`,
      stderr: '',
    });
  });

  test('as JSON', async () => {
    const { stdout } = await tsmig('/', ['list_templates', '--json']);
    expect(JSON.parse(stdout)).toEqual([
      { name: 'generic', about: 'Generic single-database configuration.' },
      { name: 'multidb', about: 'Several databases with one history: a script for each of them.' },
    ]);
  });
});

describe('tsmig init --template multidb', () => {
  test('makes a project for several databases, which have a script each', async () => {
    const folder = temporaryFolder();
    expect((await tsmig(folder, ['init', '-t', 'multidb', '--dialect', 'sqlite'])).exitCode).toBe(0);
    const files = filesOf(folder);
    expect(Object.keys(files)).toEqual([
      'migrations/README.md',
      'migrations/revision.ts.hbs',
      'migrations/versions/.gitkeep',
      'tsmig.config.ts',
    ]);
    expect(files['tsmig.config.ts']).toContain(`  databases: {
    engine1: { dialect: 'sqlite', client: 'sqlite3' },
    engine2: { dialect: 'sqlite', client: 'sqlite3' },
  },
`);
    expect((await tsmig(folder, ['revision', '-m', 'x'])).exitCode).toBe(0);
    const file = join(folder, 'migrations/versions/1975ea83b712_x.ts');
    const text = filesOf(folder)['migrations/versions/1975ea83b712_x.ts'] ?? '';
    expect(text).toContain(`  'engine1': {
    upgrade(op) {
    },
    downgrade(op) {
    },
  },
`);
    writeFileSync(
      file,
      text.replace("'engine2': {\n    upgrade(op) {", "'engine2': {\n    upgrade(op) {\n      op.execute('SELECT 2');"),
    );
    const { exitCode, stdout } = await tsmig(folder, ['upgrade', 'head', '--sql']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(filesOf(join(folder, 'out'))['engine1.sql']).not.toContain('SELECT 2;');
    expect(filesOf(join(folder, 'out'))['engine2.sql']).toContain('SELECT 2;');
  });

  test('refuses a template that there is not', async () => {
    const { exitCode, stderr } = await tsmig(temporaryFolder(), ['init', '-t', 'multdb']);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: "error[usage]: No such template 'multdb'\n  help: did you mean 'multidb'?\n",
    });
  });
});
