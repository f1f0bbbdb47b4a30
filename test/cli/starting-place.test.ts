import { describe, expect, test } from 'vitest';
import { revisionFile, temporaryFolder, tsmig } from './support.ts';

const project = {
  'tsmig.config.json': '{"dialect": "postgresql", "versionFile": "current.json"}',
  'current.json': '{ "postgresql": ["a1a1"], "sqlite": [] }',
  'migrations/versions/a1.ts': revisionFile('a1a1', null),
  'migrations/versions/b2.ts': revisionFile('b2b2', 'a1a1'),
  'migrations/versions/c3.ts': revisionFile('c3c3', 'a1a1'),
  'migrations/versions/d4.ts': revisionFile('d4d4', 'b2b2'),
  'migrations/tags.json': '{ "v1": ["b2b2", "c3c3"] }',
};

/** What a script runs: the comments of its steps. */
function running(script: string): readonly string[] {
  return [...script.matchAll(/^-- Running (.*)$/gm)].map(([, log = '']) => log);
}

describe('a range without a start begins where', () => {
  test.each([
    [['upgrade', 'd4d4'], 'a1a1, as the version file says', ['upgrade a1a1 -> b2b2', 'upgrade b2b2 -> d4d4']],
    [['upgrade', '+1', '--from', 'b2b2'], 'b2b2, as --from says', ['upgrade b2b2 -> d4d4']],
    [['upgrade', 'heads', '--from', 'c3c3,b2b2'], 'c3c3, b2b2, as --from says', ['upgrade b2b2 -> d4d4']],
    [['upgrade', 'heads', '--from', 'v1'], 'b2b2, c3c3, as --from says', ['upgrade b2b2 -> d4d4']],
    [['upgrade', 'heads', '--from', 'heads'], 'c3c3, d4d4, as --from says', []],
    [['upgrade', 'a1a1', '--from', 'base'], 'base, as --from says', ['upgrade  -> a1a1']],
    [['upgrade', 'a1a1', '--dialect', 'sqlite'], 'base, as the version file says', ['upgrade  -> a1a1']],
    [['downgrade', '-1'], 'a1a1, as the version file says', ['downgrade a1a1 -> ']],
    [['downgrade', '-1', '--from', 'd4'], 'd4d4, as --from says', ['downgrade d4d4 -> b2b2']],
    [['downgrade', 'base'], 'a1a1, as the version file says', ['downgrade a1a1 -> ']],
    [['stamp', 'd4d4'], 'a1a1, as the version file says', ['stamp_revision a1a1 -> d4d4']],
    [['upgrade', 'current:b2b2'], 'a1a1, as the version file says', ['upgrade a1a1 -> b2b2']],
    [
      ['downgrade', 'current:base', '--from', 'b2b2'],
      'b2b2, as --from says',
      ['downgrade b2b2 -> a1a1', 'downgrade a1a1 -> '],
    ],
  ])('%j: %s', async (argv, place, steps) => {
    const { exitCode, stdout, stderr } = await tsmig(temporaryFolder(project), [...argv, '--sql']);
    expect({ exitCode, steps: running(stdout) }).toEqual({ exitCode: 0, steps });
    expect(stderr).toContain(`tsmig: starts at ${place}\n`);
  });

  test.each([
    [['upgrade', 'b2b2:d4d4'], ['upgrade b2b2 -> d4d4']],
    [['upgrade', 'b2b2,c3c3:heads'], ['upgrade b2b2 -> d4d4']],
    [['upgrade', 'v1:heads'], ['upgrade b2b2 -> d4d4']],
    [['upgrade', 'base:current'], ['upgrade  -> a1a1']],
    [['stamp', 'b2b2:d4d4'], ['stamp_revision b2b2 -> d4d4']],
  ])('the range does not say it itself: %j', async (argv, steps) => {
    const { exitCode, stdout, stderr } = await tsmig(temporaryFolder(project), [...argv, '--sql']);
    expect({ exitCode, steps: running(stdout) }).toEqual({ exitCode: 0, steps });
    expect(stderr).not.toContain('starts at');
  });

  test('and a version file is not even read where the range says it', async () => {
    const folder = temporaryFolder({ ...project, 'current.json': '{ broken' });
    expect(await tsmig(folder, ['upgrade', 'b2b2:d4d4', '--sql'])).toMatchObject({ exitCode: 0 });
    expect(await tsmig(folder, ['upgrade', 'd4d4', '--from', 'b2b2', '--sql'])).toMatchObject({ exitCode: 0 });
  });

  test('an upgrade from base leaves it to the table that it makes', async () => {
    const { stdout } = await tsmig(temporaryFolder(project), ['upgrade', 'a1a1', '--sql', '--dialect', 'sqlite']);
    expect(stdout).toContain('CREATE TABLE alembic_version (');
  });
});

describe('where a script starts is refused', () => {
  test.each([
    ['unknown', ['upgrade', 'heads', '--from', 'zzzz'], {}, "error[graph]: Can't locate revision identified by 'zzzz'"],
    [
      'one row implied by another',
      ['upgrade', 'heads', '--from', 'a1a1,b2b2'],
      {},
      'error[graph]: Requested revision b2b2 overlaps with other requested revisions a1a1',
    ],
    [
      'said twice',
      ['upgrade', 'a1a1:heads', '--from', 'a1a1'],
      {},
      "error[usage]: 'a1a1:heads' and --from both say where the script starts",
    ],
    ['empty', ['upgrade', 'heads', '--from='], {}, 'error[usage]: --from is empty'],
    [
      'not written down',
      ['upgrade', 'heads', '--dialect', 'mysql'],
      {},
      "error[config]: current.json does not say where 'mysql' stands\n  help: write it down with 'tsmig mark <revision>' ('tsmig mark base' for an empty database), or say it with --from\n",
    ],
    [
      'not written down at all',
      ['stamp', 'b2b2'],
      { 'current.json': '{}' },
      "error[config]: current.json does not say where 'postgresql' stands\n",
    ],
    [
      'broken',
      ['upgrade', 'heads'],
      { 'current.json': '{\n  "postgresql": ["a1a1"],\n}' },
      'error[config]: current.json is not valid JSON\n  --> current.json:3:1\n',
    ],
    [
      'in the middle of a merge',
      ['upgrade', 'heads'],
      {
        'current.json':
          '{\n<<<<<<< ours\n  "postgresql": ["a1a1"]\n=======\n  "postgresql": ["b2b2"]\n>>>>>>> theirs\n}\n',
      },
      '  help: two changes of it met in a merge: keep the right lines, and remove the marks <<<<<<<, ======= and >>>>>>>\n',
    ],
    [
      'something else',
      ['upgrade', 'heads'],
      { 'current.json': '{\n  "mysql": [],\n  "postgresql": "a1a1"\n}' },
      'error[config]: current.json does not hold names and revisions\n  --> current.json:3:3\n',
    ],
    [
      'a revision that is gone',
      ['upgrade', 'heads'],
      { 'current.json': '{\n  "postgresql": ["e5e5"]\n}' },
      "error[config]: current.json says that 'postgresql' stands at 'e5e5', which is no revision\n  --> current.json:2:3\n",
    ],
    [
      'only the beginning of a revision',
      ['upgrade', 'heads'],
      { 'current.json': '{ "postgresql": ["a1"] }' },
      "error[config]: current.json says that 'postgresql' stands at 'a1', which is no revision\n",
    ],
    [
      'without a version file',
      ['downgrade', '-1'],
      { 'tsmig.config.json': '{"dialect": "postgresql"}' },
      'error[graph]: downgrade with --sql requires <fromrev>:<torev>\n',
    ],
    [
      'current, without a version file',
      ['upgrade', 'current:heads'],
      { 'tsmig.config.json': '{"dialect": "postgresql"}' },
      "error[graph]: Can't locate revision identified by 'current'\n",
    ],
  ])('when it is %s', async (_, argv, files, message) => {
    const folder = temporaryFolder({ ...project, ...files });
    const { exitCode, stdout, stderr } = await tsmig(folder, [...argv, '--sql']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(message);
  });
});
