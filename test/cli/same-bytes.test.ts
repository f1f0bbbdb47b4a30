import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { bin } from '../support/cli.ts';
import { filesOf, revisionFile, temporaryFolder, tsmig } from './support.ts';

const rows = `const t = op.createTable('t', [
    s.column('at', s.dateTime()), s.column('zoned', s.dateTime({ timezone: true })), s.column('day', s.date()),
  ]);
  const moment = new Date('2026-03-29T01:30:00.250Z');
  op.bulkInsert(t, [{ at: moment, zoned: moment, day: moment }]);
  op.execute(sql\`UPDATE t SET at = \${new Date(0)}\`);`;

/** A project in a folder whose name says nothing of it, with all that could depend on where and when it runs. */
function project(): string {
  const folder = temporaryFolder({
    'shop/tsmig.config.json': '{"dialect": "postgresql", "output": "sql"}',
    'shop/migrations/versions/b_first.ts': revisionFile('a1', null, { up: rows }),
    'shop/migrations/versions/a_second.ts': revisionFile('b2', 'a1', { up: "op.dropColumn('t', 'day');" }),
    'shop/migrations/versions/Z_third.ts': revisionFile('c3', 'b2', { up: "op.dropColumn('t', 'at');" }),
  });
  mkdirSync(join(folder, 'shop/src/deep'), { recursive: true });
  return folder;
}

const literals =
  "INSERT INTO t (at, zoned, day) VALUES ('2026-03-29 01:30:00.250000', '2026-03-29 01:30:00.250000+00:00', '2026-03-29');";

test('a script does not depend on the working directory, the time zone, the language or the hour', {
  timeout: 60_000,
}, async () => {
  const folder = project();
  const config = join(folder, 'shop/tsmig.config.json');
  const runs = [
    { cwd: 'shop', env: { TZ: 'UTC' }, more: [] },
    { cwd: 'shop/src/deep', env: { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }, more: [] },
    { cwd: '.', env: { TZ: 'Pacific/Kiritimati', FORCE_COLOR: '1' }, more: ['-c', config] },
  ];
  for (const dialect of ['postgresql', 'sqlite']) {
    const scripts: string[] = [];
    for (const { cwd, env, more } of runs) {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [bin, 'upgrade', 'base:head', '--sql', '--dialect', dialect, ...more],
        { cwd: join(folder, cwd), env: { ...process.env, ...env } },
      );
      scripts.push(stdout);
    }
    expect(scripts[0]).toContain('-- Running upgrade b2 -> c3\n');
    expect(scripts[1]).toBe(scripts[0]);
    expect(scripts[2]).toBe(scripts[0]);
    if (dialect === 'postgresql') expect(scripts[0]).toContain(literals);
  }
});

test('the same script is written twice, to the byte, over the first one', async () => {
  const shop = join(project(), 'shop');
  const written: Readonly<Record<string, string>>[] = [];
  for (let run = 1; run <= 2; run++) {
    const now = () => new Date(run * 1e12);
    for (const argv of [['--split'], ['-o', 'sql/deploy.sql']]) {
      expect(await tsmig(shop, ['upgrade', 'head', '--sql', ...argv], { now })).toMatchObject({ exitCode: 0 });
    }
    written.push(filesOf(join(shop, 'sql')));
  }
  expect(Object.keys(written[0] ?? {})).toEqual([
    'deploy.sql',
    'postgresql/0001_a1_add_a1.sql',
    'postgresql/0002_b2_add_b2.sql',
    'postgresql/0003_c3_add_c3.sql',
  ]);
  expect(written[1]).toEqual(written[0]);
});
