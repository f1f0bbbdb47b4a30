import { expect, test } from 'vitest';
import { apply } from '../../src/catalog/apply.ts';
import { knownTable } from '../../src/catalog/catalog.ts';
import { DataType } from '../../src/model/types.ts';
import type { Operation } from '../../src/operations/operation.ts';
import * as c from '../support/catalog.ts';

const letter = c.enumOf('letter', ['x']);
const arrayOf = (item: DataType) => new DataType({ kind: 'array', item, dimensions: 1 });
const domainOf = (dataType: DataType) =>
  new DataType({ kind: 'domain', name: 'd', dataType, notNull: false, createType: true });
const before = c.replay([
  c.createTable(
    c.table('t', [
      c.column('a', { type: letter }),
      c.column('b', { type: arrayOf(letter) }),
      c.column('c', { type: domainOf(letter) }),
    ]),
  ),
  c.createTable(c.table('hidden', [c.column('z', { type: letter })])),
  {
    kind: 'execute',
    statement: { kind: 'text', sql: 'ALTER TABLE hidden' },
    effects: [{ kind: 'opaqueTables', tables: [{ name: 'hidden' }], sql: 'ALTER TABLE hidden' }],
  },
]);
const rename = (name: string, newName: string): Operation => ({
  kind: 'execute',
  statement: { kind: 'text', sql: 'ALTER TYPE' },
  effects: [{ kind: 'renameType', name: { name }, newName }],
});

test('a type keeps its users under its new name: columns, arrays, domains, and tables that are not known', () => {
  const after = apply(before, rename('letter', 'sign'), {});
  const sign = c.enumOf('sign', ['x']);
  expect(knownTable(after, { name: 't' })?.columns.map(({ type }) => type)).toEqual([
    sign,
    arrayOf(sign),
    domainOf(sign),
  ]);
  expect(after.types.entries()).toEqual([
    ['d', { type: domainOf(sign), implicit: true }],
    ['sign', { type: sign, implicit: true }],
  ]);
  expect([...(after.typeUsers.get('sign') ?? [])].sort()).toEqual(['hidden, z', 't, a', 't, b', 't, c']);
  expect(after.typeUsers.has('letter')).toBe(false);
});

test('a type that history does not know, or that keeps its name, changes nothing', () => {
  expect(apply(before, rename('never', 'sign'), {})).toBe(before);
  expect(apply(before, rename('letter', 'letter'), {})).toBe(before);
});

test('a new value of an enum is one of its columns’ as well', () => {
  const add: Operation = {
    kind: 'execute',
    statement: { kind: 'text', sql: 'ALTER TYPE' },
    effects: [{ kind: 'changeEnum', name: { name: 'letter' }, change: { add: 'w', before: 'x' } }],
  };
  const after = apply(before, add, {});
  const wider = c.enumOf('letter', ['w', 'x']);
  expect(knownTable(after, { name: 't' })?.columns.map(({ type }) => type)).toEqual([
    wider,
    arrayOf(wider),
    domainOf(wider),
  ]);
  expect(after.types.get('letter')).toEqual({ type: wider, implicit: true });
  expect([...(after.typeUsers.get('letter') ?? [])].sort()).toEqual(['hidden, z', 't, a', 't, b', 't, c']);
});
