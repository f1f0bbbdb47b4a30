import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/commands/project.ts';
import { modelFiles } from '../../src/models/files.ts';
import { temporaryFolder } from '../cli/support.ts';
import { refusalOf } from './support.ts';

const files = [
  'src/models/user.ts',
  'src/models/Order.ts',
  'src/models/old.mjs',
  'src/models/user.test.ts',
  'src/models/types.d.ts',
  'src/models/notes.md',
  'src/models/.hidden.ts',
  'src/models/deep/er/line.ts',
  'src/models/node_modules/p/index.ts',
  'src/.git/x.ts',
  'src/a+b [c]/x.ts',
  'schema.ts',
  'odd*name.ts',
];

function matched(folder: string, ...patterns: readonly string[]): Promise<string[]> {
  return modelFiles(patterns.map((pattern) => `${folder}/${pattern}`));
}

describe('the files of models', () => {
  test.each<[pattern: string, names: readonly string[]]>([
    ['schema.ts', ['schema.ts']],
    ['src/models/*.ts', ['src/models/Order.ts', 'src/models/user.ts']],
    ['src/models/*', ['src/models/Order.ts', 'src/models/old.mjs', 'src/models/user.ts']],
    ['src/models/{user,old}.{ts,mjs}', ['src/models/old.mjs', 'src/models/user.ts']],
    ['src/models/{u{ser,x},Order}.ts', ['src/models/Order.ts', 'src/models/user.ts']],
    ['{schema,src/models/user}.ts', ['schema.ts', 'src/models/user.ts']],
    ['src/models/?ser.ts', ['src/models/user.ts']],
    ['src/models/**/*.ts', ['src/models/Order.ts', 'src/models/deep/er/line.ts', 'src/models/user.ts']],
    ['src/**/line.ts', ['src/models/deep/er/line.ts']],
    ['src/models/deep/**', ['src/models/deep/er/line.ts']],
    ['src/a+b [c]/*.ts', ['src/a+b [c]/x.ts']],
    ['src/a+? [c]/*.ts', ['src/a+b [c]/x.ts']],
    ['odd\\*name.ts', ['odd*name.ts']],
    // What is named is taken as it is.
    ['src/models/user.test.ts', ['src/models/user.test.ts']],
    ['src/models/node_modules/p/*.ts', ['src/models/node_modules/p/index.ts']],
  ])('that %s matches', async (pattern, names) => {
    const folder = temporaryFolder(Object.fromEntries(files.map((name) => [name, ''])));
    expect(await matched(folder, pattern)).toEqual(names.map((name) => `${folder}/${name}`));
  });

  test('of several patterns are one sorted list, each once', async () => {
    const folder = temporaryFolder({ 'b.ts': '', 'a.ts': '' });
    expect(await matched(folder, 'b.ts', '*.ts')).toEqual([`${folder}/a.ts`, `${folder}/b.ts`]);
  });

  test('are not looked for in a circle of links', async () => {
    const folder = temporaryFolder({ 'a/x.ts': '' });
    symlinkSync(folder, join(folder, 'a/again'));
    expect(await matched(folder, '**/*.ts')).toEqual([`${folder}/a/x.ts`]);
  });

  test.each(['none.ts', 'src/*.ts', 'a', 'a/x.ts/*', '{y,z}.ts'])(
    'a pattern that matches nothing is refused: %s',
    async (pattern) => {
      const folder = temporaryFolder({ 'a/x.ts': '' });
      const error = await refusalOf(matched(folder, pattern));
      expect([error.code, error.message]).toEqual(['config', `models: no file matches ${folder}/${pattern}`]);
      expect(error.hint).toBe(
        "paths are relative to the configuration's folder: 'src/models/*.ts', or 'src/**/models.ts'",
      );
    },
  );
});

describe('the configuration says where they are', () => {
  test.each<[given: unknown, patterns: readonly string[]]>([
    [undefined, []],
    ['src/models/*.ts', ['src/models/*.ts']],
    [
      ['./a.ts', 'db/../b/**'],
      ['a.ts', 'b/**'],
    ],
  ])('%j', async (models, patterns) => {
    const folder = temporaryFolder({ 'tsmig.config.json': JSON.stringify({ models }) });
    expect((await readConfig({ directory: folder })).models).toEqual(patterns.map((one) => `${folder}/${one}`));
  });

  test('for each database by itself', async () => {
    const config = { models: 'all.ts', databases: { a: { models: ['a.ts'] }, b: {} } };
    const folder = temporaryFolder({ 'tsmig.config.json': JSON.stringify(config) });
    const models = async (database: string) => (await readConfig({ directory: folder, database })).models;
    expect([await models('a'), await models('b')]).toEqual([[`${folder}/a.ts`], [`${folder}/all.ts`]]);
  });

  test('as an absolute path, too', async () => {
    const folder = temporaryFolder({ 'tsmig.config.json': JSON.stringify({ models: '/elsewhere/*.ts' }) });
    expect((await readConfig({ directory: folder })).models).toEqual(['/elsewhere/*.ts']);
  });

  test('in a folder whose name is itself a pattern', async () => {
    const folder = temporaryFolder({ '{a}*/tsmig.config.json': '{"models": "*.ts"}', '{a}*/x.ts': '' });
    const { models } = await readConfig({ directory: join(folder, '{a}*') });
    expect(await modelFiles(models)).toEqual([`${folder}/{a}*/x.ts`]);
  });

  test.each([1, '', [], [''], [1], { a: 1 }])('any other value is refused: %j', async (models) => {
    const folder = temporaryFolder({ 'tsmig.config.json': JSON.stringify({ models }) });
    const error = await refusalOf(readConfig({ directory: folder }));
    expect(error.message).toContain(
      "'models' must be a path or pattern such as 'src/models/*.ts', or a list of them, not",
    );
  });
});
