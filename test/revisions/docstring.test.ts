import { expect, test } from 'vitest';
import { docComment, messageOf } from '../../src/revisions/docstring.ts';

test.each([
  ['/**\n * create account\n *\n * Revision ID: a\n */\n', 'create account\n\nRevision ID: a', 'create account'],
  ['/**\n * a\n *\n * Revises: \n * Create Date: \n */', 'a\n\nRevises: \nCreate Date:', 'a'],
  ['/** one line */\nexport {};', 'one line', 'one line'],
  ['#!/usr/bin/env node\n// @ts-check\n/**\n * a\n *   b\n */', 'a\n  b', 'a b'],
  ['/* plain comment */', 'plain comment', 'plain comment'],
  ['/**\n  without stars\n*/', 'without stars', 'without stars'],
  [
    '/**\n * first\u2028DROP TABLE x;\u0085\u0000second\n */',
    'first\u2028DROP TABLE x;\u0085\u0000second',
    'first DROP TABLE x; second',
  ],
  ['/**\n * Revision ID: a\n */', 'Revision ID: a', ''],
  ["import { s } from 'tsmig';\n/** of the function */\nexport function f() {}", '', ''],
  ['', '', ''],
])('the doc comment of %j is found', (source, doc, message) => {
  expect(docComment(source)).toBe(doc);
  expect(messageOf(docComment(source))).toBe(message);
});

test('the end of a comment in a message is read as it was meant', () => {
  expect(messageOf(docComment('/**\n * drop the *\\/ hints\n *\n * Revision ID: a\n */\n'))).toBe('drop the */ hints');
});
