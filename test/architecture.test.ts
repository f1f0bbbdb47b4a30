import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Room -> the rooms that it may import. A room is a folder of `src`, a file directly in it, or `dialects`. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'errors.ts': [],
  model: ['errors.ts'],
  operations: ['errors.ts', 'model', 'catalog', 'parsing', 'recording'],
  catalog: ['errors.ts', 'model', 'operations'],
  parsing: ['errors.ts', 'model', 'operations'],
  recording: ['errors.ts', 'model', 'operations', 'catalog', 'parsing'],
  revisions: ['errors.ts', 'operations'],
  script: ['errors.ts', 'model', 'operations', 'catalog', 'recording', 'revisions'],
  config: ['errors.ts', 'model', 'revisions', 'script', 'autogenerate'],
  models: ['errors.ts', 'model', 'operations', 'catalog', 'revisions'],
  autogenerate: ['errors.ts', 'model', 'operations', 'catalog', 'recording', 'script', 'models'],
  baseline: ['errors.ts', 'model', 'operations', 'catalog', 'recording', 'parsing'],
  'templates.ts': ['errors.ts'],
  commands: [
    'errors.ts',
    'model',
    'operations',
    'catalog',
    'recording',
    'revisions',
    'script',
    'config',
    'templates.ts',
    'models',
    'autogenerate',
    'baseline',
    'dialects',
    'index.ts',
    'cli',
  ],
  cli: ['errors.ts', 'model', 'operations', 'commands', 'config', 'script'],
  'index.ts': ['errors.ts', 'model', 'operations', 'config'],
  'testing.ts': ['errors.ts', 'model', 'operations', 'catalog', 'recording', 'script', 'dialects'],
  dialects: ['errors.ts', 'model', 'operations', 'catalog', 'recording', 'script'],
};

/** Each third-party package has one importing file (node-sql-parser: one folder). */
const importers: Readonly<Record<string, string>> = {
  handlebars: 'src/templates.ts',
  yargs: 'src/cli/',
  'node-sql-parser': 'src/parsing/',
  'libpg-query': 'src/baseline/postgresql-parser.ts',
  'oxc-transform': 'src/revisions/',
  '@jridgewell/trace-mapping': 'src/revisions/',
  'drizzle-orm': 'src/models/drizzle/',
};

interface SourceFile {
  readonly path: string;
  readonly room: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const files = ['src', 'dialects'].flatMap(sources);

function sources(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => {
      const path = join(folder, file);
      const text = readFileSync(join(root, path), 'utf8');
      const specifiers = [...text.matchAll(/(?:from|import|import\(|require\()\s*['"]([^'"\n$]+)['"]/g)].map(
        (m) => m[1] as string,
      );
      return { path, room: roomOf(path), text, imports: specifiers };
    });
}

function roomOf(path: string): string {
  const [top, second] = path.split('/');
  return top === 'dialects' ? 'dialects' : (second as string);
}

describe('architecture', () => {
  test('there are files to look at, and every room has its rule', () => {
    expect(files.length).toBeGreaterThan(40);
    expect([...new Set(files.map((file) => file.room))].filter((room) => !(room in mayImport))).toEqual([]);
  });

  test('a file imports only from the rooms that its own may use', () => {
    const wrong = files.flatMap((file) =>
      file.imports
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => relative(root, join(root, file.path, '..', specifier)))
        .map((target) => ({ target, room: roomOf(target) }))
        .filter(({ room }) => room !== file.room && !mayImport[file.room]?.includes(room))
        .map(({ target }) => `${file.path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('relative imports name the .ts file', () => {
    const wrong = files.flatMap((file) =>
      file.imports.filter((s) => s.startsWith('.') && !/\.(ts|json)$/.test(s)).map((s) => `${file.path}: ${s}`),
    );
    expect(wrong).toEqual([]);
  });

  test('each third-party package has one importer', () => {
    const wrong = files.flatMap((file) =>
      file.imports
        .filter(
          (specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:') && !specifier.startsWith('tsmig'),
        )
        .filter((specifier) => {
          const home = Object.entries(importers).find(
            ([name]) => specifier === name || specifier.startsWith(`${name}/`),
          );
          return home === undefined || !file.path.startsWith(home[1]);
        })
        .map((specifier) => `${file.path} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  test('no code outside dialects/ branches on a dialect name', () => {
    const branch = /(?:===|!==|case)\s*['"](?:postgresql|mysql|mariadb|sqlite|mssql|oracle)['"]/;
    const free = ['src/parsing/']; // it reads what users wrote, in their database's syntax
    const wrong = files
      .filter((file) => file.room !== 'dialects' && !free.some((folder) => file.path.startsWith(folder)))
      .filter((file) => branch.test(file.text))
      .map((file) => file.path);
    expect(wrong).toEqual([]);
  });

  test('nothing below cli/ reads the clock, randomness, the environment or the working directory', () => {
    const impure =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandomUUID\(|\bprocess\.(?:env|cwd|argv|stdout|stderr|exit)|\bconsole\./;
    const wrong = files
      .filter((file) => file.room !== 'cli')
      .filter((file) => impure.test(file.text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')))
      .map((file) => file.path);
    expect(wrong).toEqual([]);
  });

  test('no file is longer than 450 lines', () => {
    expect(files.filter((file) => file.text.split('\n').length > 451).map((file) => file.path)).toEqual([]);
  });
});
