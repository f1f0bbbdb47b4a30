// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are source text
import { describe, expect, test } from 'vitest';
import { TsmigError } from '../../src/errors.ts';
import { withDownRevision } from '../../src/revisions/rewrite.ts';

const moved = (source: string, from: readonly string[], to: readonly string[]): string =>
  withDownRevision('/versions/b.ts', source, { from, to });

describe('a parent is replaced by another', () => {
  test.each<[source: string, expected: string]>([
    ["export const downRevision = 'a1';", "export const downRevision = 'x9';"],
    ['export const downRevision = "a1"', 'export const downRevision = "x9"'],
    ['export const downRevision = `a1`;', 'export const downRevision = `x9`;'],
    ["export let downRevision='a1'\n;", "export let downRevision='x9'\n;"],
    ["export var downRevision\t=\n\n  'a1';", "export var downRevision\t=\n\n  'x9';"],
    ["export const downRevision: string | null = 'a1';", "export const downRevision: string | null = 'x9';"],
    [
      "export const downRevision: readonly string[] = ['a1'];",
      "export const downRevision: readonly string[] = ['x9'];",
    ],
    ["export const downRevision = 'a1' as const;", "export const downRevision = 'x9' as const;"],
    ["export const downRevision = 'a1' satisfies string;", "export const downRevision = 'x9' satisfies string;"],
    ["export const downRevision = ['a1',];", "export const downRevision = ['x9',];"],
    ["export const downRevision = 'a1'\nexport const b = 1", "export const downRevision = 'x9'\nexport const b = 1"],
    [
      "export const revision = 'b2', downRevision = 'a1', n = 1;",
      "export const revision = 'b2', downRevision = 'x9', n = 1;",
    ],
    ["const downRevision = 'a1';\nexport { downRevision };", "const downRevision = 'x9';\nexport { downRevision };"],
    [
      "export const downRevision /* 'a1' */ = /* 'a1' */ 'a1'; // 'a1'",
      "export const downRevision /* 'a1' */ = /* 'a1' */ 'x9'; // 'a1'",
    ],
    ["export const downRevision = '\\x61\\x31';", "export const downRevision = 'x9';"],
  ])('%s', (source, expected) => {
    expect(moved(source, ['a1'], ['x9'])).toBe(expected);
  });

  test('behind a byte order mark, with the line ends of Windows, among all that looks like it', () => {
    const source = (id: string) =>
      [
        "\uFEFF/** const downRevision = 'a1'; `${ */",
        "// export const downRevision = 'a1';",
        'const text = "const downRevision = \'a1\';";',
        "const long = `const downRevision = 'a1'; ${[1].map(() => { return `}${'`'}`; })} const downRevision = 'a1'`;",
        "const pattern = /const downRevision = 'a1'[/'\"`{]/g;",
        "function later() { const downRevision = 'a1'; return downRevision; }",
        "const half = 4 / 2; // '",
        `export const downRevision = '${id}';`,
        "export const dependsOn = 'a1';",
        '',
      ].join('\r\n');
    expect(moved(source('a1'), ['a1'], ['x9'])).toBe(source('x9'));
  });

  test('behind a line for the shell', () => {
    expect(moved("#!/usr/bin/env -S node 'it\nexport const downRevision = 'a1';", ['a1'], ['x9'])).toBe(
      "#!/usr/bin/env -S node 'it\nexport const downRevision = 'x9';",
    );
  });

  test.each([
    ["'a1'", "it's", "'it\\'s'"],
    ['"a1"', "it's", '"it\'s"'],
    ['`a1`', 'a${b}`\\', '`a\\${b}\\`\\\\`'],
  ])('%s takes an id %s with its own quotation marks', (given, id, expected) => {
    expect(moved(`export const downRevision = ${given};`, ['a1'], [id])).toBe(
      `export const downRevision = ${expected};`,
    );
  });
});

describe('a base gets a parent', () => {
  test.each<[source: string, expected: string]>([
    ['export const downRevision = null;', "export const downRevision = 'x9';"],
    ['export const downRevision: string | null = null', "export const downRevision: string | null = 'x9'"],
    [
      'import { s } from "tsmig";\nexport const downRevision = null;',
      'import { s } from "tsmig";\nexport const downRevision = "x9";',
    ],
    ['export const downRevision = [];', "export const downRevision = ['x9'];"],
    ['export const downRevision: string[] = [ ];', "export const downRevision: string[] = ['x9' ];"],
  ])('%s', (source, expected) => {
    expect(moved(source, [], ['x9'])).toBe(expected);
  });
});

describe('a merge', () => {
  test.each<[source: string, to: string[], expected: string]>([
    ["export const downRevision = ['a1', 'b2', 'c3'];", ['x9'], "export const downRevision = 'x9';"],
    ["export const downRevision = ['a1', 'b2', 'c3'];", ['b2'], "export const downRevision = 'b2';"],
    ["export const downRevision = ['a1', 'b2', 'c3'] as const;", ['b2'], "export const downRevision = 'b2' as const;"],
    [
      "export const downRevision: string[] = ['a1', 'b2', 'c3'];",
      ['b2'],
      "export const downRevision: string[] = ['b2'];",
    ],
    [
      "export const downRevision = ['a1', 'b2', 'c3'] satisfies string[];",
      ['b2'],
      "export const downRevision = ['b2'] satisfies string[];",
    ],
    [
      "export const downRevision = ['a1', 'b2', 'c3'] as string[];",
      ['a1'],
      "export const downRevision = ['a1'] as string[];",
    ],
    ["export const downRevision = ['a1', 'b2', 'c3'];", ['a1', 'c3'], "export const downRevision = ['a1', 'c3'];"],
    ["export const downRevision = ['a1', 'b2', 'c3'];", ['b2', 'c3'], "export const downRevision = ['b2', 'c3'];"],
    ["export const downRevision = ['a1', 'b2', 'c3'];", ['a1', 'b2'], "export const downRevision = ['a1', 'b2'];"],
    ["export const downRevision = ['a1', 'b2', 'c3',];", ['a1', 'x9'], "export const downRevision = ['a1', 'x9',];"],
    [
      "export const downRevision = ['a1', /* two */ 'b2', /* three */ 'c3'];",
      ['b2'],
      "export const downRevision = [/* two */ 'b2'];",
    ],
    [
      "export const downRevision = [\n  'a1', // ours\n  'b2', // theirs\n  'c3', // nobody's\n];",
      ['a1', 'c3'],
      "export const downRevision = [\n  'a1', // ours\n  'c3', // nobody's\n];",
    ],
    [
      "export const downRevision = [\r\n  'a1',\r\n  // of last week\r\n  'b2',\r\n  'c3'\r\n];",
      ['b2'],
      "export const downRevision = [\r\n  // of last week\r\n  'b2',\r\n];",
    ],
    [
      "export const downRevision: string[] = [\n  'a1', /* ours,\n  and more */\n  'b2',\n  'c3',\n];",
      ['b2', 'c3'],
      "export const downRevision: string[] = [\n  /* ours,\n  and more */\n  'b2',\n  'c3',\n];",
    ],
  ])('%s loses parents: %j', (source, to, expected) => {
    expect(moved(source, ['a1', 'b2', 'c3'], to)).toBe(expected);
  });

  test('that names a parent twice names it once', () => {
    expect(moved("export const downRevision: string[] = ['a1', 'a1', 'b2'];", ['a1', 'a1', 'b2'], ['a1'])).toBe(
      "export const downRevision: string[] = ['a1'];",
    );
  });
});

describe('what cannot be changed safely is refused, with its place', () => {
  test.each<[source: string, line: number, column: number]>([
    ["import { parent } from './parent.ts';\nexport const downRevision = parent;", 2, 29],
    ["export const downRevision = 'a' + '1';", 1, 29],
    ["export const downRevision = 'a1'.trim();", 1, 29],
    ["export const downRevision = 'a1'\n  .trim();", 1, 29],
    ["export const downRevision = ('a1');", 1, 29],
    ['export const downRevision = `a${1}`;', 1, 29],
    ["export const downRevision = ['a', '1'].join('');", 1, 29],
    ['export const downRevision = [...parents];', 1, 29],
    ["export const downRevision = ['a1', parent];", 1, 29],
    ["export const downRevision = ['a1', 'b2'];", 1, 29],
    ["export const downRevision = ['a1'", 1, 29],
    ["const parent = 'a1';\nexport { parent as downRevision };", 2, 20],
    ["export { downRevision } from './parent.ts';", 1, 10],
    ["export const { downRevision } = { downRevision: 'a1' };", 1, 16],
    ["export let downRevision: string;\nconst id = 'a1';", 2, 1],
    ["export const revision = 'b2';", 1, 1],
    ['', 1, 1],
  ])('%s', (source, line, column) => {
    const attempt = () => moved(source, ['a1'], ['x9']);
    expect(attempt).toThrow(TsmigError);
    expect(attempt).toThrow(
      expect.objectContaining({
        code: 'revision',
        message: 'b.ts: its downRevision cannot be changed safely',
        source: { position: { file: '/versions/b.ts', line, column } },
      }),
    );
  });
});
