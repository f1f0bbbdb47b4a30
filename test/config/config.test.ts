import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/commands/project.ts';
import { resolveConfig } from '../../src/config/resolve.ts';
import { TsmigError } from '../../src/errors.ts';
import { temporaryFolder } from '../cli/support.ts';

async function refusal(
  files: Readonly<Record<string, string>>,
  file?: string,
): Promise<TsmigError & { folder: string }> {
  const folder = temporaryFolder(files);
  const error = await readConfig({ directory: folder, file }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof TsmigError)) throw new Error(`not refused: ${String(error)}`);
  return Object.assign(error, { folder });
}

describe('the configuration is found', () => {
  test.each([
    ['tsmig.config.ts', "import { defineConfig } from 'tsmig';\nexport default defineConfig({ dialect: 'sqlite' });\n"],
    ['tsmig.config.ts', "const dialect: string = 'sqlite';\nexport default { dialect };\n"],
    ['tsmig.config.mts', "export default { dialect: 'sqlite' } as const;\n"],
    [
      'tsmig.config.mjs',
      "import { defineConfig } from 'tsmig';\nexport default defineConfig({ dialect: 'sqlite' });\n",
    ],
    ['tsmig.config.js', "export default { dialect: 'sqlite' };\n"],
    ['tsmig.config.json', '\uFEFF{ "dialect": "sqlite" }'],
    ['package.json', '{ "name": "shop", "tsmig": { "dialect": "sqlite" } }'],
  ])('as %s (%j), from a folder below', async (name, text) => {
    const folder = temporaryFolder({ [name]: text });
    mkdirSync(join(folder, 'a/b'), { recursive: true });
    const config = await readConfig({ directory: join(folder, 'a/b') });
    expect(config).toMatchObject({ file: join(folder, name), directory: folder, dialect: { name: 'sqlite' } });
  });

  test('as the file or folder that is named, whatever else is there', async () => {
    const folder = temporaryFolder({ 'tsmig.config.json': '{}', 'db/other.json': '{}', 'x/tsmig.config.json': '{}' });
    expect((await readConfig({ directory: folder, file: 'db/other.json' })).file).toBe(join(folder, 'db/other.json'));
    expect((await readConfig({ directory: folder, file: 'x' })).file).toBe(join(folder, 'x/tsmig.config.json'));
  });

  test('in the nearest folder, past a package.json that says nothing of tsmig', async () => {
    const folder = temporaryFolder({ 'tsmig.config.json': '{}', 'a/package.json': '{"keywords": ["tsmig"]}' });
    expect((await readConfig({ directory: join(folder, 'a') })).file).toBe(join(folder, 'tsmig.config.json'));
  });
});

test('the configuration has defaults, and its paths are relative to its file', async () => {
  expect(resolveConfig({}, '/shop')).toEqual({
    file: undefined,
    directory: '/shop',
    scriptLocation: '/shop/migrations',
    versionLocations: ['/shop/migrations/versions'],
    recursiveVersionLocations: false,
    dialect: undefined,
    client: 'none',
    versionTable: 'alembic_version',
    versionTableSchema: undefined,
    versionTablePk: true,
    transactionalDdl: undefined,
    transactionPerMigration: false,
    namingConvention: {},
    models: [],
    fileTemplate: '%(rev)s_%(slug)s',
    timezone: undefined,
    truncateSlugLength: 40,
    output: '/shop/out',
    versionFile: undefined,
    tagsFile: '/shop/migrations/tags.json',
    postWriteHooks: [],
    database: undefined,
    databases: [],
  });
  const given = { scriptLocation: 'db', versionLocations: ['a', '/b'], output: '../sql' };
  expect(resolveConfig({ ...given, dialect: { name: 'mysql', serverVersion: '8.0' } }, '/shop')).toMatchObject({
    scriptLocation: '/shop/db',
    versionLocations: ['/shop/a', '/b'],
    output: '/sql',
    dialect: { name: 'mysql', serverVersion: '8.0' },
  });
});

describe('the configuration is refused', () => {
  test('when there is none', async () => {
    const { code, message, hint, folder } = await refusal({});
    expect({ code, message }).toEqual({ code: 'config', message: `no tsmig configuration in ${folder} or above` });
    expect(hint).toContain('tsmig init');
  });

  test('when the one named is not there', async () => {
    const { code, message, folder } = await refusal({}, 'nope.ts');
    expect({ code, message }).toEqual({ code: 'config', message: `there is no configuration file ${folder}/nope.ts` });
  });

  test('when there is no such client', async () => {
    const { code, message } = await refusal({ 'tsmig.config.json': '{ "dialect": "sqlite", "client": "sqlite" }' });
    expect(code).toBe('config');
    expect(message).toContain('client');
    expect(message).toContain('one of psql, mysql, mariadb, sqlite3, sqlcmd, sqlplus, none');
  });

  test('when a folder has two, naming both', async () => {
    const { message, folder } = await refusal({ 'tsmig.config.ts': '', 'package.json': '{"tsmig": {}}' });
    expect(message).toBe(`${folder} has more than one configuration: tsmig.config.ts and package.json`);
  });

  test('when it has no default export', async () => {
    const { message, hint, folder } = await refusal({ 'tsmig.config.ts': 'export const config = {};\n' });
    expect(message).toBe(`${folder}/tsmig.config.ts has no default export`);
    expect(hint).toBe('write: export default defineConfig({ … });');
  });

  test('when it cannot be parsed, with the place', async () => {
    const error = await refusal({ 'tsmig.config.ts': 'export default {\n  dialect: = 1,\n};\n' });
    expect(error.code).toBe('config');
    expect(error.message).toContain(`${error.folder}/tsmig.config.ts cannot be loaded: `);
    expect(error.source?.position).toMatchObject({ file: `${error.folder}/tsmig.config.ts`, line: 2 });
  });

  test('when it throws, with the place', async () => {
    const error = await refusal({
      'tsmig.config.ts': "const a: number = 1;\nthrow new Error('no ' + a);\nexport default {};\n",
    });
    expect(error.code).toBe('config');
    expect(error.source?.position).toMatchObject({ line: 2 });
    expect([error.message, String(error.cause)].join('\n')).toContain('no 1');
  });

  test('when its JSON is broken', async () => {
    const { code, message, folder } = await refusal({ 'tsmig.config.json': '{ "dialect": }' });
    expect({ code, message }).toEqual({ code: 'config', message: `${folder}/tsmig.config.json is not valid JSON` });
  });

  test.each([
    ['{ "dialect": }', 1, 14],
    ['{\n  "dialect": "sqlite",\n}', 3, 1],
    ['{\n  "dialect": "sqlite"\n  "output": "x" }', 3, 3],
    ["{ 'dialect': 1 }", 1, 3],
    ['{ "versionLocations": ["a" "b"] }', 1, 28],
    ['{ "dialect": "sqlite" } }', 1, 25],
    ['{ "dialect": \n', 1, 13],
    ['', 1, 1],
    ['// no\n{}', 1, 1],
    ['{ "output": "a\nb" }', 1, 13],
    ['{ "truncateSlugLength": 007 }', 1, 26],
  ])('with the place in JSON: %j', async (text, line, column) => {
    const error = await refusal({ 'tsmig.config.json': text });
    expect(error.source?.position).toMatchObject({ line, column });
    expect(error.hint).toContain('JSON has no comments');
  });

  test.each([
    ["export default {\n  dialct: 'sqlite',\n};\n", 2, 3],
    ["export default {\n  dialect: { name: 'sqlite', serverVersion: 3 },\n};\n", 2, 30],
    ["export default { 'versionTable': 1 };\n", 1, 18],
  ])('with the place of the key: %j', async (text, line, column) => {
    expect((await refusal({ 'tsmig.config.ts': text })).source?.position).toMatchObject({ line, column });
  });

  test('without a place where the key stands twice', async () => {
    const text = "const other = { output: '' };\nexport default { output: 1, scriptLocation: other.output };\n";
    expect((await refusal({ 'tsmig.config.ts': text })).source).toBeUndefined();
  });

  test('when it awaits, with the way that works', async () => {
    const { hint } = await refusal({ 'tsmig.config.ts': 'export default await Promise.resolve({});\n' });
    expect(hint).toBe('export a promise: export default (async () => defineConfig({ … }))();');
    const text = "export default (async () => ({ dialect: 'sqlit' }))();\n";
    expect((await refusal({ 'tsmig.config.ts': text })).message).toContain("unknown dialect 'sqlit'");
  });

  test('when only a file of another name is there', async () => {
    expect((await refusal({ 'tsmig.config.cjs': '' })).hint).toMatch(
      /^'tsmig\.config\.cjs' is not read: the names are /,
    );
  });

  test('when package.json is named and says nothing of tsmig', async () => {
    expect((await refusal({ 'package.json': '{}' }, 'package.json')).hint).toContain('"tsmig": {');
  });

  test.each<[given: unknown, message: string, hint?: string]>([
    [{ scriptLocaton: 'x' }, "unknown key 'scriptLocaton'", "did you mean 'scriptLocation'?"],
    [{ script_location: 'x' }, "unknown key 'script_location'", "did you mean 'scriptLocation'?"],
    [{ namingConvention: { uk: 'x' } }, "unknown key 'namingConvention.uk'", "did you mean 'namingConvention.uq'?"],
    [{ dialect: { name: 'sqlite', version: '3' } }, "unknown key 'dialect.version'"],
    [
      { dialect: { name: 'sqlite', serverVerson: '3' } },
      "unknown key 'dialect.serverVerson'",
      "did you mean 'dialect.serverVersion'?",
    ],
    [{ constructor: 1 }, "unknown key 'constructor'"],
    [{ dialect: 'postgres' }, "dialect: unknown dialect 'postgres'", "did you mean 'postgresql'?"],
    [{ dialect: { name: 'sqlit' } }, "dialect.name: unknown dialect 'sqlit'", "did you mean 'sqlite'?"],
    [{ dialect: {} }, "'dialect' must be the name of a dialect, or { name, serverVersion }, not an object"],
    [
      { dialect: { name: 'sqlite', serverVersion: 3 } },
      "'dialect.serverVersion' must be a version as a string, such as '16' or '8.0.36', not number 3",
    ],
    [{ scriptLocation: '' }, "'scriptLocation' must be a string that is not empty, not an empty string"],
    [{ versionLocations: 'a' }, "'versionLocations' must be a list of strings, with at least one, not the string 'a'"],
    [{ versionLocations: [] }, "'versionLocations' must be a list of strings, with at least one, not a list"],
    [{ versionTablePk: 'yes' }, "'versionTablePk' must be true or false, not the string 'yes'"],
    [{ truncateSlugLength: -1 }, "'truncateSlugLength' must be a whole number, not number -1"],
    [{ timezone: null }, "'timezone' must be a string that is not empty, not null"],
    [{ namingConvention: [] }, "'namingConvention' must be an object with the keys ix, uq, ck, fk, pk, not a list"],
    [[], 'the configuration must be an object, not a list'],
    ['x', "the configuration must be an object, not the string 'x'"],
  ])('for what is wrong in %j', async (given, message, hint) => {
    const error = await refusal({ 'tsmig.config.json': JSON.stringify(given) });
    expect(error.code).toBe('config');
    expect(error.message).toBe(`${error.folder}/tsmig.config.json: ${message}`);
    if (hint !== undefined) expect(error.hint).toContain(hint);
  });
});
