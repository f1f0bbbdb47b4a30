import { expect, test } from 'vitest';
import { apply } from '../../src/catalog/apply.ts';
import { emptyCatalog } from '../../src/catalog/catalog.ts';
import { sameSchema } from '../../src/catalog/same-schema.ts';
import type { Operation } from '../../src/operations/operation.ts';
import {
  addColumn,
  alterColumn,
  check,
  column,
  create,
  createTable,
  enumOf,
  index,
  table,
  text,
  unique,
} from '../support/catalog.ts';

const catalogOf = (...operations: readonly Operation[]) =>
  operations.reduce((catalog, operation) => apply(catalog, operation, { revision: 'a1' }), emptyCatalog);
const account = createTable(table('account', [column('id'), column('name', { type: text })]));
const createIndex = (name: string): Operation => ({
  kind: 'createIndex',
  table: { name: 'account' },
  index: index(name, ['name']),
  ifNotExists: false,
});

test('the order of tables, columns, constraints and indexes makes no difference', () => {
  const operations = [
    addColumn('account', column('a')),
    addColumn('account', column('b', { type: enumOf('mood', ['sad']) })),
    create('account', unique(['name'], 'u')),
    create('account', check('id > 0', 'c')),
    createIndex('i'),
    createIndex('j'),
    createTable(table('other', [column('id')])),
  ];
  expect(sameSchema(catalogOf(account, ...operations), catalogOf(account, ...operations.reverse()))).toBe(true);
});

test.each<[string, Operation]>([
  ['a column more', addColumn('account', column('a'))],
  ['another type', alterColumn('account', 'id', { type: text })],
  ['a constraint more', create('account', unique(['name']))],
  ['an index more', createIndex('i')],
  ['a table more', createTable(table('other', [column('id')]))],
])('%s does', (_, operation) => {
  expect(sameSchema(catalogOf(account, operation), catalogOf(account))).toBe(false);
});

test.each<[string, Operation]>([
  ['anything', { kind: 'execute', statement: { kind: 'text', sql: 'x' }, effects: [{ kind: 'opaque', sql: 'x' }] }],
  [
    'a table',
    {
      kind: 'execute',
      statement: { kind: 'text', sql: 'x' },
      effects: [{ kind: 'opaqueTables', tables: [{ name: 'account' }], sql: 'x' }],
    },
  ],
])('where raw SQL may have changed %s, nothing is known to be the same', (_, operation) => {
  const catalog = catalogOf(account, operation);
  expect(sameSchema(catalog, catalog)).toBe(false);
});
