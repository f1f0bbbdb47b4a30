import { describe, expect, test } from 'vitest';
import { withDownRevision } from '../../src/revisions/rewrite.ts';

describe('the value of downRevision is rewritten, and nothing else', () => {
  test.each([
    ["export const downRevision = 'a1';\n", ['b2'], "export const downRevision = 'b2';\n"],
    ['export const downRevision = "a1"\n', ['b2'], 'export const downRevision = "b2"\n'],
    ['export const downRevision = `a1`;', ['b2'], 'export const downRevision = `b2`;'],
    ['export const downRevision = null;\r\n', ['b2'], "export const downRevision = 'b2';\r\n"],
    [
      "export let downRevision: string | null = 'a1' as const; // why\n",
      ['b2'],
      "export let downRevision: string | null = 'b2' as const; // why\n",
    ],
    [
      "export const downRevision = 'a1' satisfies string;",
      ['b2'],
      "export const downRevision = 'b2' satisfies string;",
    ],
    ["export const downRevision = ['a1'];", ['b2'], "export const downRevision = ['b2'];"],
    ["export const downRevision = [\n  'a1',\n  'c3',\n];\n", ['b2'], "export const downRevision = ['b2'];\n"],
    ["export const downRevision = 'a1';", ['b2', 'c3'], "export const downRevision = ['b2', 'c3'];"],
    ["export const downRevision = 'a1';", [], 'export const downRevision = null;'],
    [
      "\uFEFF/** Revises: a1 */\n\nconst note = 'downRevision';\nexport const downRevision   =   'a1'  ;\nexport const dependsOn = 'a1';\n",
      ['b2'],
      "\uFEFF/** Revises: a1 */\n\nconst note = 'downRevision';\nexport const downRevision   =   'b2'  ;\nexport const dependsOn = 'a1';\n",
    ],
  ])('%j', (source, parents, expected) => {
    expect(withDownRevision(source, '/a.ts', parents)).toBe(expected);
  });

  test.each([
    [
      "import { parent as downRevision } from './x.ts';\nexport { downRevision };\n",
      1,
      'it has no line that declares it',
    ],
    ["const x = 'a1';\nexport const downRevision = x;\n", 2, 'it is not a string, a list of strings or null'],
    ["export const downRevision = 'a' + '1';\n", 1, 'it is not a string, a list of strings or null'],
    ['export const downRevision = [first, ...rest];\n', 1, 'it is not a string, a list of strings or null'],
    ['export const downRevision = `a$' + '{1}`;\n', 1, 'it is not a string, a list of strings or null'],
    ["export const downRevision = 'a1';\n/*\nexport const downRevision = 'b2';\n*/\n", 1, 'several lines declare it'],
  ])('%j is refused', (source, line, why) => {
    expect(() => withDownRevision(source, '/a.ts', ['b2'])).toThrow(
      expect.objectContaining({
        code: 'revision',
        message: `downRevision cannot be rewritten: ${why}`,
        source: { position: { file: '/a.ts', line, column: 1 } },
      }),
    );
  });
});
