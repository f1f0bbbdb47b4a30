import { expect, test } from 'vitest';
import { mentions, renameInExpression } from '../../src/catalog/expressions.ts';
import { raw } from '../support/catalog.ts';

test.each([
  ['a > 0', true],
  ['A > 0', true],
  ['"a" > 0', true],
  ['`a` > 0', true],
  ['[a] > 0', true],
  ['t.a > 0', true],
  ['b IN (1, a)', true],
  ['"A" > 0', false],
  ["b = 'a'", false],
  ["b = 'it''s a'", false],
  ['b > 0 -- a', false],
  ['b > 0 /* a */', false],
  ['a(b) > 0', false],
  ['a.b > 0', false],
  ['CAST(b AS a) > 0', false],
  ['b::a > 0', false],
  ['aa > 0', false],
  ['a1 > 0', false],
])('%s names the column a: %s', (text, expected) => {
  expect(mentions(raw(text), 'a')).toBe(expected);
});

test('a quote may open in one part of a fragment and close in another', () => {
  const inString = { kind: 'fragment', parts: [raw("b = 'x "), raw("a'")] } as const;
  expect(mentions(inString, 'a')).toBe(false);
  const around = {
    kind: 'fragment',
    parts: [raw('length('), { kind: 'identifier', path: ['b'] }, raw(') > a')],
  } as const;
  expect(renameInExpression(around, 'a', 'c')).toEqual({
    kind: 'fragment',
    parts: [raw('length('), { kind: 'identifier', path: ['b'] }, raw(') > '), { kind: 'identifier', path: ['c'] }],
  });
  expect(renameInExpression(around, 'b', 'c')).toEqual({
    kind: 'fragment',
    parts: [raw('length('), { kind: 'identifier', path: ['c'] }, raw(') > a')],
  });
});

test('every kind of expression is gone through', () => {
  const a = { kind: 'column', table: { name: 't' }, name: 'a' } as const;
  const z = { ...a, name: 'z' };
  const one = { kind: 'literal', value: 'a' } as const;
  expect(
    renameInExpression(
      {
        kind: 'logical',
        operator: 'AND',
        operands: [
          { kind: 'comparison', operator: '=', left: a, right: one },
          { kind: 'not', of: { kind: 'isNull', of: a, negated: false } },
          { kind: 'in', of: one, values: [a, { kind: 'now' }], negated: true },
          { kind: 'function', name: 'a', args: [a, { kind: 'table', table: { name: 'a' } }] },
        ],
      },
      'a',
      'z',
    ),
  ).toEqual({
    kind: 'logical',
    operator: 'AND',
    operands: [
      { kind: 'comparison', operator: '=', left: z, right: one },
      { kind: 'not', of: { kind: 'isNull', of: z, negated: false } },
      { kind: 'in', of: one, values: [z, { kind: 'now' }], negated: true },
      { kind: 'function', name: 'a', args: [z, { kind: 'table', table: { name: 'a' } }] },
    ],
  });
});

test('a bare word in another case means the renamed column, unless the table has one that it fits better', () => {
  const renamed = { kind: 'fragment', parts: [{ kind: 'identifier', path: ['z'] }, raw(' > 0')] } as const;
  expect(renameInExpression(raw('userid > 0'), 'userId', 'z')).toEqual(renamed);
  expect(renameInExpression(raw('USERID > 0'), 'userId', 'z', ['b'])).toEqual(renamed);
  expect(renameInExpression(raw('USERID > 0'), 'userId', 'z', ['userid'])).toEqual(raw('USERID > 0'));
  expect(renameInExpression(raw('"userid" > 0'), 'userId', 'z')).toEqual(raw('"userid" > 0'));
});
