import { describe, expect, test } from 'vitest';
import type { DialectName } from '../../src/model/dialect-options.ts';
import { renamesOf } from '../../src/models/catalog.ts';
import { temporaryFolder } from '../cli/support.ts';
import { catalogOf, modelsOf, refusalOf } from './support.ts';

/** Files of models, each with the import that it needs, and their paths. */
function models(files: Readonly<Record<string, string>>): string[] {
  const texts = Object.entries(files).map(([name, text]) => [name, `import { s, sql } from 'tsmig';\n${text}\n`]);
  const folder = temporaryFolder(Object.fromEntries(texts));
  return Object.keys(files).map((name) => `${folder}/${name}`);
}

const names = (collected: Awaited<ReturnType<typeof modelsOf>>) =>
  collected.tables.map(({ name, schema }) => (schema === undefined ? name : `${schema}.${name}`));

const a = "export const a = s.table('a', [s.column('id', s.integer(), { primaryKey: true })]);";
const toA = "s.column('a', s.integer(), { references: 'a.id' })";

describe('models are collected', () => {
  test('from the tables, named types and metadata that files export; all else is left alone', async () => {
    const [file = ''] = models({
      'models.ts': `${a}
        export const mood = s.enum(['good', 'bad'], { name: 'mood' });
        export const email = s.postgresql.DOMAIN('email', s.text());
        export const money = s.numeric(10, 2);
        export const all = s.metadata([s.table('b', [])], { namingConvention: { pk: 'pk_%(table_name)s' } });
        export default { a };
        export const helper = () => a;
        export interface Row { id: number }`,
    });
    const collected = await modelsOf(file);
    expect(names(collected)).toEqual(['a', 'b']);
    expect(collected.types.map(({ spec }) => 'name' in spec && spec.name)).toEqual(['mood', 'email']);
    expect(collected.namingConvention).toEqual({ pk: 'pk_%(table_name)s' });
    expect([...(collected.files?.values() ?? [])]).toEqual([file, file]);
  });

  test('a table that an index file and a metadata export again is one', async () => {
    const files = models({
      'a.ts': a,
      'index.ts': "export * from './a.ts';",
      'metadata.ts': "import { a } from './a.ts'; export const all = s.metadata([a]);",
    });
    expect(names(await modelsOf(...files))).toEqual(['a']);
  });

  test('a metadata puts its tables, and what they refer to, into its schema, where they name none', async () => {
    const files = models({
      'a.ts': `${a}
        export const b = s.table('b', [${toA}, s.column('c', s.integer(), { references: 'other.a.id' })]);
        export const c = s.table('c', [s.column('x', s.integer()), s.foreignKeyConstraint(['x'], ['a.id'])], { schema: 'other' });`,
      'metadata.ts': `import { a, b, c } from './a.ts';
        export const all = s.metadata([a, b, c], { schema: 'app' });
        export const more = s.metadata([a, s.table('a', [s.column('id', s.integer())], { schema: 'other' })], { schema: 'app' });`,
    });
    expect(names(await modelsOf(...files))).toEqual(['app.a', 'app.b', 'other.c', 'other.a']);
    const catalog = await catalogOf(files, 'postgresql');
    expect(catalog.referencing.entries().map(([key, by]) => [key, [...by]])).toEqual([
      ['app\0a', ['app\0b', 'other\0c']],
      ['other\0a', ['app\0b']],
    ]);
  });

  test.each<[what: string, files: Readonly<Record<string, string>>, message: string, hint: string]>([
    [
      'two different tables of one name',
      { 'x.ts': a, 'y.ts': a },
      "the models have two different tables 'a': in x.ts and in y.ts",
      'leave one out, rename it, or give it another schema',
    ],
    [
      'two of one file',
      { 'x.ts': `${a} export const b = s.table('a', []);` },
      "the models have two different tables 'a': twice in x.ts",
      'leave one out, rename it, or give it another schema',
    ],
    [
      'a file without models',
      { 'x.ts': 'export const one = 1, two = s.integer();' },
      'x.ts has no models that tsmig understands: it exports one, two',
      "export tables (tsmig, drizzle-orm), or leave the file out of 'models' in the configuration",
    ],
    [
      'a file without exports',
      { 'x.ts': "s.table('a', []);" },
      'x.ts has no models that tsmig understands: it exports nothing',
      "export tables (tsmig, drizzle-orm), or leave the file out of 'models' in the configuration",
    ],
    [
      'two naming conventions',
      {
        'x.ts': "export const x = s.metadata([], { namingConvention: { uq: 'uq_%(table_name)s', pk: 'pk' } });",
        'y.ts': "export const y = s.metadata([], { namingConvention: { pk: 'pk', uq: 'uq' } });",
      },
      'the models have two different naming conventions: x.ts and y.ts',
      'say it once: in one s.metadata, or as namingConvention of the configuration',
    ],
  ])('%s: refused', async (_, given, message, hint) => {
    const files = models(given);
    const error = await refusalOf(modelsOf(...files));
    const folder = files[0]?.replace('x.ts', '') ?? '';
    expect([error.code, error.message.replaceAll(folder, ''), error.hint]).toEqual(['config', message, hint]);
  });

  test('a file that cannot be loaded is refused with its place', async () => {
    const [file = ''] = models({ 'x.ts': "export const x = s.tabel('a', []);" });
    const error = await refusalOf(modelsOf(file));
    expect(error.code).toBe('revision');
    expect(error.source?.position).toMatchObject({ file, line: 2 });
  });
});

describe('models are a catalog', () => {
  test('whatever their order, and in circles', async () => {
    const [file = ''] = models({
      'x.ts': `export const b = s.table('b', [s.column('id', s.integer(), { primaryKey: true }), ${toA}]);
        export const a = s.table('a', [s.column('id', s.integer(), { primaryKey: true, references: 'b.id' })]);`,
    });
    const catalog = await catalogOf([file], 'sqlite');
    expect(catalog.tables.get('a')).toEqual({
      kind: 'known',
      table: {
        name: 'a',
        columns: [
          {
            name: 'id',
            type: expect.objectContaining({ spec: { kind: 'integer' } }),
            nullable: false,
            autoincrement: 'auto',
            checks: [],
            options: {},
          },
        ],
        constraints: [
          { kind: 'primaryKey', columns: ['id'], options: {} },
          { kind: 'foreignKey', columns: ['id'], references: { table: { name: 'b' }, columns: ['id'] }, options: {} },
        ],
        indexes: [],
        prefixes: [],
        options: {},
      },
    });
  });

  test('its names are made by the convention of the metadata, else by that of the configuration', async () => {
    const configured = { pk: 'configured_%(table_name)s' };
    const nameOfKey = async (text: string) => {
      const state = (await catalogOf(models({ 'x.ts': text }), 'postgresql', configured)).tables.get('a');
      return state?.kind === 'known' ? state.table.constraints[0]?.name : undefined;
    };
    expect(await nameOfKey(a)).toBe('configured_a');
    expect(await nameOfKey(`${a} export const m = s.metadata([a]);`)).toBe('configured_a');
    expect(
      await nameOfKey(`${a} export const m = s.metadata([a], { namingConvention: { pk: 'own_%(table_name)s' } });`),
    ).toBe('own_a');
  });

  test('variants are resolved for the dialect', async () => {
    const files = models({
      'x.ts': "export const a = s.table('a', [s.column('b', s.text().withVariant(s.mysql.LONGTEXT(), 'mysql'))]);",
    });
    const typeOf = async (dialect: DialectName) => {
      const state = (await catalogOf(files, dialect)).tables.get('a');
      const spec = state?.kind === 'known' ? state.table.columns[0]?.type?.spec : undefined;
      return spec?.kind === 'exact' ? spec.name : spec?.kind;
    };
    expect([await typeOf('postgresql'), await typeOf('mysql')]).toEqual(['text', 'LONGTEXT']);
  });

  test('a type of its own is in it only where there are such types', async () => {
    const files = models({
      'x.ts': `const used = s.enum(['a'], { name: 'used' });
        export const unused = s.enum(['b'], { name: 'unused' }), t = s.table('t', [s.column('u', used)]);
        export { used };`,
    });
    const typesOf = async (dialect: DialectName) =>
      (await catalogOf(files, dialect)).types.entries().map(([key, { implicit }]) => [key, implicit]);
    expect(await typesOf('postgresql')).toEqual([
      ['unused', false],
      ['used', true],
    ]);
    expect(await typesOf('mysql')).toEqual([['used', true]]);
  });

  test.each<[what: string, text: string, message: string, hint?: string]>([
    [
      'a reference to a table that no model is of',
      `${a} export const b = s.table('b', [s.column('a', s.integer(), { references: 'aa.id' })]);`,
      'x.ts: a foreign key of table b (a) refers to the table aa, which no model is of',
      'did you mean a? export a model of it, or leave out the reference',
    ],
    [
      'a reference to a table of another schema',
      `export const a = s.table('a', [s.column('id', s.integer())], { schema: 'app' }), b = s.table('b', [${toA}]);`,
      'x.ts: a foreign key of table b (a) refers to the table a, which no model is of',
      'did you mean app.a? export a model of it, or leave out the reference',
    ],
    [
      'a reference to a column that is not there',
      `${a} export const b = s.table('b', [s.column('a', s.integer(), { references: 'a.no' })]);`,
      'x.ts: foreign key: table "a" has no column "no"',
      'its columns are id',
    ],
    [
      'two constraints of one name',
      `export const t = s.table('t', [s.column('a', s.integer()), s.uniqueConstraint(['a'], { name: 'u' }),
        s.checkConstraint('a > 0', { name: 'u' })]);`,
      'x.ts: table "t" has a constraint "u" already',
    ],
    [
      'two indexes of one name',
      "export const t = s.table('t', [s.column('a', s.integer(), { index: true }), s.index('ix_t_a', ['a'])]);",
      'x.ts: table "t" has two indexes "ix_t_a"',
    ],
    [
      'a column without a type',
      "export const t = s.table('t', [s.column('a')]);",
      'x.ts: column a of t has no type',
      "write s.column('a', s.integer()), or the type it has",
    ],
    [
      'a named type that has other values elsewhere',
      `export const t = s.table('t', [s.column('a', s.enum(['x'], { name: 'e' })), s.column('b', s.enum(['y'], { name: 'e' }))]);`,
      'x.ts: column t.b has the type e (y), which is another one elsewhere (x)',
      'export the type once and use it for all columns, or give one of them another name',
    ],
  ])('%s: refused', async (_, text, message, hint) => {
    const [file = ''] = models({ 'x.ts': text });
    const error = await refusalOf(catalogOf([file], 'postgresql'));
    expect(error.message).toBe(`${file.replace(/x\.ts$/, '')}${message}`);
    if (hint !== undefined) expect(error.hint).toBe(hint);
  });
});

describe('renamedFrom', () => {
  test('of tables and columns is collected', async () => {
    const files = models({
      'x.ts': `export const a = s.table('a', [s.column('x', s.integer(), { renamedFrom: 'y' }), s.column('y', s.integer())]);
        export const b = s.table('b', [], { renamedFrom: 'old_b' });
        export const c = s.table('c', [], { schema: 'app', renamedFrom: 'old_c' });
        export const d = s.table('d', [s.column('q', s.integer(), { renamedFrom: 'p' })], { schema: 'app', renamedFrom: 'legacy.d' });`,
    });
    const { tables, columns } = renamesOf(await modelsOf(...files));
    expect([...tables]).toEqual([
      ['b', 'old_b'],
      ['app\0c', 'app\0old_c'],
      ['app\0d', 'legacy\0d'],
    ]);
    expect([...columns].map(([key, renamed]) => [key, [...renamed]])).toEqual([
      ['a', [['x', 'y']]],
      ['app\0d', [['q', 'p']]],
    ]);
  });

  test('goes with a table that a metadata puts into its schema', async () => {
    const files = models({
      'x.ts': "export const m = s.metadata([s.table('b', [], { renamedFrom: 'a' })], { schema: 'app' });",
    });
    expect([...renamesOf(await modelsOf(...files)).tables]).toEqual([['app\0b', 'app\0a']]);
  });

  test.each<[what: string, text: string, message: string]>([
    [
      'two tables with one old name',
      "export const a = s.table('a', [], { renamedFrom: 'o' }), b = s.table('b', [], { renamedFrom: 'o' });",
      "table b: there are two tables that were called 'o'",
    ],
    [
      'two columns with one old name',
      `export const a = s.table('a', [s.column('x', s.integer(), { renamedFrom: 'o' }),
        s.column('y', s.integer(), { renamedFrom: 'o' })]);`,
      "table a: there are two columns that were called 'o'",
    ],
  ])('%s: refused', async (_, text, message) => {
    const [file = ''] = models({ 'x.ts': text });
    const error = await refusalOf(modelsOf(file).then(renamesOf));
    expect(error.message).toBe(`${file}: ${message}`);
    expect(error.hint).toBe('leave renamedFrom at the one that is it, and out of the other, which is new');
  });
});
