import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TsmigError } from '../../src/errors.ts';
import { loadModule, loadRevisions, originalPosition, thrownAt } from '../../src/revisions/load.ts';
import type { Revision } from '../../src/revisions/revision.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'revisions (1) '));
});
afterEach(() => rmSync(folder, { recursive: true }));

const instance = { s: { integer: () => 'our integer' }, sql: { now: () => 'our now' } };

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

async function load(file: string): Promise<Revision> {
  const [revision] = await loadRevisions([file], { modules: { tsmig: instance } });
  return revision as Revision;
}

async function failure(file: string): Promise<TsmigError> {
  const error = await load(file).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(TsmigError);
  return error as TsmigError;
}

/** The exports that every revision has, on one line. */
const frame =
  "export const revision = 'abc1'; export const downRevision = null; export function upgrade() {} export function downgrade() {}";

const account = `/**
 * create account table,
 * and its index
 *
 * Revision ID: 1975ea83b712
 */
import { s, sql, type Operations } from 'tsmig';

export const revision: string = '1975ea83b712';
export const downRevision: string | null = 'aaaa00000000';
export const branchLabels = ['accounts'];
export const dependsOn = 'bbbb00000000';
export const extra = s.integer() satisfies unknown;

export function upgrade(op: Operations): void {
  (op as unknown as { seen: unknown }).seen = [s.integer(), sql.now()];
}

export async function downgrade(_op: Operations): Promise<void> {}
`;

describe('a revision file', () => {
  test('is read with its exports, its doc comment and its functions', async () => {
    const file = write('1_account.ts', account);
    const { upgrade, downgrade, ...facts } = await load(file);
    expect(facts).toEqual({
      id: '1975ea83b712',
      down: ['aaaa00000000'],
      branchLabels: ['accounts'],
      dependsOn: ['bbbb00000000'],
      message: 'create account table, and its index',
      doc: 'create account table,\nand its index\n\nRevision ID: 1975ea83b712',
      file,
    });
    expect(downgrade({} as never)).toBeInstanceOf(Promise);
    const op: { seen?: unknown } = {};
    await upgrade(op as never);
    expect(op.seen).toEqual(['our integer', 'our now']);
  });

  test.each(['.mts', '.js', '.mjs'])('may be a %s file', async (extension) => {
    const { id } = await load(write(`1${extension}`, `import { s } from 'tsmig';\nexport const x = s;\n${frame}\n`));
    expect(id).toBe('abc1');
  });

  test('may begin with a byte order mark and have Windows line ends', async () => {
    const file = write('1.ts', `\uFEFF${account.replaceAll('\n', '\r\n')}`);
    expect((await load(file)).message).toBe('create account table, and its index');
  });

  test('may use enums, namespaces and parameter properties', async () => {
    const file = write(
      '1.ts',
      `enum Size { Small = 1, Large }\nnamespace N { export const two = Size.Large }\n` +
        `class P { constructor(readonly value: number) {} }\nexport const seen = new P(N.two).value;\n${frame}`,
    );
    expect(await loadModule(file)).toMatchObject({ seen: 2 });
  });

  test('is not misled by what looks like an import or export', async () => {
    const file = write(
      '1.ts',
      [
        '/* import { no } from "nowhere";',
        'export const no = 1; */',
        '// export const revision = "no";',
        'const text = `',
        'import foreign schema public from server other into here;',
        'export const revision = "no"; ${`',
        `import "nowhere" \${"\`"}\`}`,
        '`;',
        'const quoted = \'import x from "nowhere"\', pattern = /[\'"`]\\/export default/g, quotient = 4 / 2 / 1;',
        frame,
        'export { text, quoted, pattern, quotient };',
      ].join('\n'),
    );
    const module = await loadModule(file);
    expect(module.revision).toBe('abc1');
    expect(module.text).toBe(
      '\nimport foreign schema public from server other into here;\nexport const revision = "no"; \nimport "nowhere" `\n',
    );
    expect(module.quoted).toBe('import x from "nowhere"');
    expect(String(module.pattern)).toBe('/[\'"`]\\/export default/g');
    expect(module.quotient).toBe(2);
  });

  test('exports in every form', async () => {
    const file = write(
      '1.ts',
      `const a = 1; let b = 2;\nexport { a, b as 'b b' };\nexport const { c, d: [e] } = { c: 3, d: [5] };\n` +
        `export default class Foo {}\nexport function bump() { b++; }\nexport * as path from 'node:path';\nexport { sep as slash } from 'node:path';`,
    );
    const module = await loadModule(file);
    expect(module).toMatchObject({ a: 1, 'b b': 2, c: 3, e: 5, slash: path.sep });
    expect((module.path as typeof path).sep).toBe(path.sep);
    expect((module.default as { name: string }).name).toBe('Foo');
  });

  test('exports something called name as any other', async () => {
    const module = await loadModule(write('1.ts', "export const id = 1;\nexport const name = 'Ann';\n"));
    expect(module).toEqual({ id: 1, name: 'Ann' });
  });
});

describe('the imports of a revision file', () => {
  test('reach helpers in TypeScript, JSON and JavaScript, by any usual spelling', async () => {
    write(
      'lib/helper.ts',
      `import { s } from 'tsmig';\nexport const type: unknown = s.integer();\nexport default 'def';`,
    );
    write('lib/plain.js', 'export const plain = 1;');
    write('lib/common.cjs', 'exports.common = 2;');
    write('lib/index.ts', "export * from './helper.js';\nexport * from './plain.js';");
    write('lib/data.json', '{ "rows": [1, 2] }');
    const file = write(
      'versions/1.ts',
      `import def, { type as kind } from '../lib/helper.ts';
import { type, plain } from '../lib';
import * as again from '../lib/helper';
import data from '../lib/data.json' with { type: 'json' };
import { common } from '../lib/common.cjs';
import { createHash } from 'node:crypto';
export const seen = [def, kind, type, plain, again.type, data, common, createHash('md5').update('').digest('hex')];
${frame}`,
    );
    const { seen } = await loadModule(file, { modules: { tsmig: instance } });
    expect(seen).toEqual([
      'def',
      'our integer',
      'our integer',
      1,
      'our integer',
      { rows: [1, 2] },
      2,
      'd41d8cd98f00b204e9800998ecf8427e',
    ]);
  });

  test('run a helper once for all revisions of a load', async () => {
    write('counter.ts', 'export const state = { loads: 0 };\nstate.loads++;');
    const revision = (id: string) =>
      `import { state } from './counter.ts';\nstate.loads += 10;\nexport const doc = state;\n${frame.replace('abc1', id)}`;
    const files = [
      write('1.ts', revision('one1')),
      write('2.ts', `${revision('two2')}\nexport const seen = state.loads;`),
    ];
    const revisions = await loadRevisions([...files, write('3.ts', revision('three3'))]);
    expect(revisions.map(({ id }) => id)).toEqual(['one1', 'two2', 'three3']);
  });

  test('may go in a circle', async () => {
    write('a.ts', "import { b } from './b.ts';\nexport const a = () => b() + 1;");
    write('b.ts', "import { a } from './a.ts';\nexport const b = () => 1;\nexport const both = () => a();");
    const file = write('1.ts', `import { both } from './b.ts';\nexport const seen = both();\n${frame}`);
    expect(await loadModule(file)).toMatchObject({ seen: 2 });
  });

  test('reach packages as Node resolves them from the file, ES modules and CommonJS alike', async () => {
    write('node_modules/esm/package.json', '{ "name": "esm", "type": "module", "exports": { "import": "./i.js" } }');
    write('node_modules/esm/i.js', "export const kind = await Promise.resolve('esm');");
    write('node_modules/cjs/package.json', '{ "name": "cjs", "main": "m.js" }');
    write('node_modules/cjs/m.js', "module.exports = { kind: 'cjs' };");
    const file = write(
      'v/1.ts',
      `import { kind } from 'esm';\nimport cjs from 'cjs';\nexport const seen = [kind, cjs.kind];\n${frame}`,
    );
    expect(await loadModule(file)).toMatchObject({ seen: ['esm', 'cjs'] });
  });

  test('say nothing of how packages are found', async () => {
    write('node_modules/esm/package.json', '{ "name": "esm", "type": "module", "exports": "./i.js" }');
    write('node_modules/esm/i.js', 'export const kind = 1;');
    const warnings: unknown[] = [];
    const listen = (warning: unknown) => warnings.push(warning);
    process.on('warning', listen);
    await loadModule(write('1.ts', "import { kind } from 'esm';\nexport { kind };"));
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', listen);
    expect(warnings).toEqual([]);
  });

  test('may be dynamic, of our instance and of helpers', async () => {
    write('later.ts', "import { s } from 'tsmig';\nexport const type: string = s.integer();");
    const file = write(
      '1.ts',
      `${frame}\nexport const run = async () => [(await import('tsmig')).s.integer(), (await import('./later.ts')).type, import.meta.filename];`,
    );
    const { run } = await loadModule(file, { modules: { tsmig: instance } });
    expect(await (run as () => Promise<unknown>)()).toEqual(['our integer', 'our integer', file]);
  });
});

describe('a place in a revision file', () => {
  test('is found again in the TypeScript source, line and column', async () => {
    const text = [
      '/** a doc comment that the compiler keeps */',
      "import { s, type Operations } from 'tsmig';",
      'interface Removed { a: number; b: string }',
      'type AlsoRemoved = {',
      '  [K in keyof Removed]: Removed[K];',
      '};',
      frame.replace('export function upgrade() {}', ''),
      'export function upgrade(op: Operations): void {',
      '  const   rows: AlsoRemoved[] = [];   op.createTable(`',
      'a`,   [s.integer() as never]);',
      '  op.dropTable<string>(',
      "    'é𝒳' as string, op.f('x'));",
      '}',
    ].join('\n');
    const file = write('1.ts', text);
    const { upgrade } = await load(file);
    const places: unknown[] = [];
    const here = () => {
      const error = new Error('here');
      Error.captureStackTrace(error, here);
      places.push(thrownAt(error));
    };
    await upgrade({ createTable: here, dropTable: here, f: here } as never);
    const at = (line: number, word: string) => ({
      file,
      line,
      column: (text.split('\n')[line - 1] ?? '').indexOf(word) + 1,
    });
    expect(places).toEqual([at(9, 'createTable'), at(12, "f('x')"), at(11, 'dropTable')]);
  });

  test('of an unknown file stays as it is', () => {
    expect(originalPosition('/nowhere.ts', 3, 4)).toEqual({ file: '/nowhere.ts', line: 3, column: 4 });
  });

  test('is found even when the file is gone', async () => {
    const file = write('1.ts', `type T = 1;\n\n${frame.replace('upgrade() {}', 'upgrade() { throw new Error() }')}`);
    const { upgrade } = await load(file);
    rmSync(file);
    let thrown: unknown;
    try {
      upgrade({} as never);
    } catch (error) {
      thrown = error;
    }
    expect(thrownAt(thrown)).toMatchObject({ file, line: 3 });
  });
});

describe('a revision file that cannot be loaded', () => {
  test.each([
    ['broken TypeScript', "const a = 1;\n  let x: = 'é';\n", 2, 10, /^syntax error: /],
    ['an unclosed bracket', 'export function upgrade() {\n', 2, 1, /^syntax error: /],
    [
      'a name declared twice',
      "export const revision = 'a';\nexport const revision = 'b';\n",
      1,
      14,
      /already been declared/,
    ],
    [
      'top-level await',
      'type T = 1;\n\nconst x = await Promise.resolve(1);\nexport { x };\n',
      3,
      11,
      /^top-level await is not supported/,
    ],
    [
      'an exception',
      'type T = 1;\nconst f = () => {\n  throw new RangeError("too far");\n};\nf();\n',
      3,
      9,
      /^1\.ts fails as it is loaded: too far$/,
    ],
    [
      'a missing helper',
      "import a from 'tsmig/x';\nimport { b } from './nowhere.ts';\nexport { a, b };\n",
      1,
      15,
      /^cannot import 'tsmig\/x': /,
    ],
    [
      'a missing relative helper',
      "type T = 1;\nimport { b } from './nowhere.ts';\nexport { b };\n",
      2,
      19,
      /^cannot import '\.\/nowhere\.ts': /,
    ],
    [
      'an import that is not exported',
      "type T = 1;\nimport { table } from 'tsmig';\nexport { table };\n",
      2,
      1,
      /'tsmig' does not export 'table'/,
    ],
    ['CommonJS', "module.exports = { revision: 'a' };\n", 1, 1, /module is not defined/],
    ['an assignment to a constant', 'const a = 1;\na = 2;\n', 2, 1, /Assignment to constant/],
  ])('is refused with its place: %s', async (_, text, line, column, message) => {
    const file = write('1.ts', text);
    const error = await failure(file);
    expect(error.code).toBe('revision');
    expect(error.message).toMatch(message);
    expect(error.source?.position).toEqual({ file, line, column });
  });

  test('names the helper in which the error is', async () => {
    const helper = write('helper.ts', 'interface A {}\nexport const a: A = null.x;\n');
    const error = await failure(write('1.ts', `import { a } from './helper.ts';\nexport { a };\n${frame}`));
    expect(error.message).toMatch(/^helper\.ts fails as it is loaded: Cannot read properties of null/);
    expect(error.source?.position).toEqual({ file: helper, line: 2, column: 26 });
  });

  test('that does not exist is an error of its own', async () => {
    expect((await failure(path.join(folder, 'nowhere.ts'))).code).toBe('io');
  });
});

describe('the exports of a revision file', () => {
  const good = {
    revision: "export const revision = 'abc1';",
    downRevision: 'export const downRevision = null;',
    upgrade: 'export function upgrade() {}',
    downgrade: 'export function downgrade() {}',
  };
  const text = (changes: Readonly<Record<string, string>>) => Object.values({ ...good, ...changes }).join('\n');

  test.each([
    ['no revision', { revision: '' }, 'it does not export revision, so it is no revision file', 1],
    ['a number', { revision: 'export const revision = 12;' }, 'revision is a number', 1],
    ['an empty id', { revision: "export const revision = '';" }, 'revision is empty', 1],
    [
      'illegal characters',
      { revision: "export const revision = 'a-b:c';" },
      "Character(s) '-, :' not allowed in revision identifier 'a-b:c'",
      1,
    ],
    [
      'a blank',
      { revision: "export const revision = 'a b';" },
      "Character(s) ' ' not allowed in revision identifier 'a b'",
      1,
    ],
    [
      'a long id',
      { revision: `export const revision = '${'a'.repeat(33)}';` },
      `revision id '${'a'.repeat(33)}' is longer than 32 characters`,
      1,
    ],
    ['a reserved id', { revision: "export const revision = 'head';" }, "'head' cannot be a revision id", 1],
    ['no downRevision', { downRevision: '' }, 'it does not export downRevision', 1],
    [
      'a wrong downRevision',
      { downRevision: 'export const downRevision = [1];' },
      'downRevision is an array that holds something else than strings',
      2,
    ],
    ['a wrong dependsOn', { x: 'export const dependsOn = true;' }, 'dependsOn is a boolean', 5],
    [
      'a wrong label',
      { x: "export const branchLabels = ['a@b'];" },
      "branch label 'a@b' has a character that is not allowed",
      5,
    ],
    ['no upgrade', { upgrade: '' }, 'it does not export upgrade', 1],
    ['an upgrade that is no function', { upgrade: 'export const upgrade = 1;' }, 'upgrade is a number', 3],
    ['no downgrade', { downgrade: '' }, 'it does not export downgrade', 1],
  ])('are refused with file and line: %s', async (_, changes, message, line) => {
    const file = write('1_x.ts', text(changes));
    const error = await failure(file);
    expect(error.code).toBe('revision');
    expect(error.message).toBe(`1_x.ts: ${message}`);
    expect(error.source?.position).toMatchObject({ file, line });
    expect(error.hint).toMatch(/\w/);
  });

  test('may be others, too', async () => {
    const file = write('1.ts', text({ x: 'export const replaces = { old: 1 };' }));
    expect((await load(file)).id).toBe('abc1');
  });
});
