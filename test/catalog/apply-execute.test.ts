import { describe, expect, test } from 'vitest';
import { apply } from '../../src/catalog/apply.ts';
import { emptyCatalog, knownTable, tableState } from '../../src/catalog/catalog.ts';
import type { Operation, SqlEffect } from '../../src/operations/operation.ts';
import * as c from '../support/catalog.ts';

const org = c.table('org', [c.column('id')], { constraints: [c.pk(['id'])], indexes: [c.index('ix', ['id'])] });
const t = c.table('t', [c.column('a'), c.column('b', { type: c.enumOf('letter', ['x']) })], {
  constraints: [c.fk(['a'], 'org', ['id'])],
});
const before = c.replay([c.createTable(org), c.createTable(t)]);
const execute = (...effects: SqlEffect[]): Operation => ({
  kind: 'execute',
  statement: { kind: 'text', sql: 'DO IT' },
  effects,
});
const understood = (operation: Operation): Operation => execute({ kind: 'operation', operation });
const hide = (...tables: string[]) =>
  execute({ kind: 'opaqueTables', tables: tables.map((name) => ({ name })), sql: 'ALTER TABLE' });
const applied = (...operations: Operation[]) => c.replay(operations, before);
const value = { kind: 'literal', value: 1 } as const;
const insert = (name: string, ...columns: string[]) =>
  ({ kind: 'insert', table: { name }, rows: [columns.map((column) => ({ column, value }))] }) as const;

describe('raw SQL', () => {
  test('without effect leaves the catalog as it is', () => {
    expect(apply(before, execute({ kind: 'none' }), {})).toBe(before);
    expect(apply(before, execute(), {})).toBe(before);
  });
  test('that is understood is applied, statement by statement', () => {
    const catalog = apply(
      before,
      execute(
        { kind: 'operation', operation: c.addColumn('t', c.column('c')) },
        { kind: 'operation', operation: c.dropColumn('t', 'b') },
      ),
      {},
    );
    expect(knownTable(catalog, t)?.columns.map((column) => column.name)).toEqual(['a', 'c']);
  });
  test('that is understood, but does not fit, hides its table', () => {
    const source = { revision: 'abc1' };
    const catalog = apply(before, understood(c.dropColumn('t', 'never')), source);
    expect(tableState(catalog, t)).toEqual({ kind: 'opaque', table: { name: 't' }, opaque: { source, sql: 'DO IT' } });
    expect(tableState(applied(understood(c.addColumn('old', c.column('x')))), { name: 'old' })?.kind).toBe('opaque');
    expect(tableState(applied(understood(c.createTable(org))), org)?.kind).toBe('opaque');
  });
  test('that drops or renames what is not known leaves nothing, or something unknown, behind', () => {
    expect(applied(understood(c.dropTable('old'))).tables.size).toBe(2);
    expect(tableState(applied(understood(c.renameTable('old', 'new'))), { name: 'new' })?.kind).toBe('opaque');
    const replaced = applied(understood(c.renameTable('org', 't')));
    expect(tableState(replaced, org)).toBeUndefined();
    expect(tableState(replaced, t)?.kind).toBe('opaque');
  });
  test('that names no table changes nothing when it does not fit', () => {
    expect(apply(before, understood(c.dropIndex('never')), {})).toBe(before);
  });
});

describe('an opaque table', () => {
  test('exists, but is not known; its indexes and references are forgotten, its types are in use still', () => {
    const catalog = applied(hide('t', 'org', 'old'));
    expect(knownTable(catalog, t)).toBeUndefined();
    expect(catalog.tables.entries().map(([key, state]) => [key, state.kind])).toEqual([
      ['old', 'opaque'],
      ['org', 'opaque'],
      ['t', 'opaque'],
    ]);
    expect(catalog.indexTables.size).toBe(0);
    expect(catalog.referencing.size).toBe(0);
    expect(catalog.typeUsers.get('letter')).toEqual(new Set(['t, b']));
  });
  test('keeps the reason for which it was hidden first', () => {
    const first = apply(before, hide('t'), { revision: 'one' });
    expect(apply(first, hide('t'), { revision: 'two' })).toBe(first);
  });
  test.each<[string, Operation]>([
    ['addColumn', c.addColumn('t', c.column('z'))],
    ['dropColumn', c.dropColumn('t', 'z')],
    ['alterColumn', c.alterColumn('t', 'z', { nullable: false })],
    ['createUniqueConstraint', c.create('t', c.unique(['z']))],
    ['dropConstraint', c.dropConstraint('t', 'z')],
    ['createIndex', c.createIndex('t', c.index('z', ['z']))],
    ['dropIndex', c.dropIndex('z', 't')],
    ['dropIndex without its table', c.dropIndex('z')],
    ['createTableComment', { kind: 'createTableComment', table: { name: 't' }, comment: 'z' }],
    ['dropTableComment', { kind: 'dropTableComment', table: { name: 't' } }],
    ['bulkInsert', { kind: 'bulkInsert', table: { name: 't' }, insert: insert('t', 'z') }],
    ['batchAlterTable', c.batch('t', [c.dropColumn('t', 'z')])],
    ['createTable with ifNotExists', c.createTable(t, true)],
  ])('lets %s pass, and stays opaque', (_, operation) => {
    const hidden = applied(hide('t'));
    const catalog = apply(hidden, operation, {});
    expect(tableState(catalog, t)?.kind).toBe('opaque');
    expect(c.describeCatalog(catalog)).toEqual(c.describeCatalog(hidden));
  });
  test('may get a column of a named type, which then exists', () => {
    const catalog = applied(hide('t'), c.addColumn('t', c.column('z', { type: c.enumOf('digit', ['1']) })));
    expect(catalog.types.has('digit')).toBe(true);
    expect(catalog.typeUsers.get('digit')).toEqual(new Set(['t, z']));
    expect(applied(hide('t'), c.alterColumn('t', 'a', { type: c.enumOf('digit', ['1']) })).types.has('digit')).toBe(
      true,
    );
  });
  test('may be renamed, dropped, made again, and known again by copyFrom', () => {
    const renamed = applied(hide('org'), c.renameTable('org', 'firm'));
    expect(tableState(renamed, { name: 'firm' })?.kind).toBe('opaque');
    expect(knownTable(renamed, t)?.constraints).toEqual([c.fk(['a'], 'firm', ['id'])]);
    expect(knownTable(applied(hide('t'), c.dropTable('t'), c.createTable(t)), t)).toEqual(t);
    expect(knownTable(applied(hide('t'), c.batch('t', [], { copyFrom: t })), t)).toEqual(t);
  });
  test('cannot be made again while it is there', () => {
    expect(() => applied(hide('t'), c.createTable(t))).toThrow('table "t" exists already');
  });
  test('may have an index that no table is known to have, until it is known or gone', () => {
    expect(() => applied(hide('t'), c.batch('t', [], { copyFrom: t }), c.dropIndex('z'))).toThrow(
      'there is no index "z"',
    );
    expect(() => applied(hide('t'), c.dropTable('t'), c.dropIndex('z'))).toThrow('there is no index "z"');
  });
});

describe('an opaque catalog', () => {
  const unsure = applied(execute({ kind: 'opaque', sql: 'DO $$…' }));
  test('knows no table, and lets operations on any table pass', () => {
    expect(knownTable(unsure, t)).toBeUndefined();
    const operations = [
      c.dropColumn('t', 'z'),
      c.dropTable('old'),
      c.dropIndex('z'),
      c.alterColumn('t', 'z', { nullable: true }),
      c.dropType(c.enumOf('never', [])),
    ];
    expect(c.describeCatalog(c.replay(operations, unsure))).toEqual(c.describeCatalog(unsure));
  });
  test('knows of a renamed table that it is there, though not what it is', () => {
    expect(tableState(c.replay([c.renameTable('t', 'u')], unsure), { name: 'u' })?.kind).toBe('opaque');
  });
  test('knows what is made after it, but not what is made only if it is not there', () => {
    expect(knownTable(c.replay([c.createTable(t)], unsure), t)).toEqual(t);
    expect(tableState(c.replay([c.createTable(t, true)], unsure), t)?.kind).toBe('opaque');
    expect(unsure.opaque?.sql).toBe('DO $$…');
  });
});

describe('views and triggers', () => {
  const make = (dependent: 'view' | 'trigger', name: string, ...tables: string[]): Operation =>
    execute({ kind: 'createDependent', dependent, name: { name }, tables: tables.map((one) => ({ name: one })) });
  const tablesOf = (catalog: ReturnType<typeof applied>) =>
    catalog.dependents.values().map(({ name, tables }) => [name, tables]);

  test('are kept with the tables that they need, and follow a new name', () => {
    const catalog = applied(make('view', 'v', 't', 'org'), make('trigger', 'g', 't'), c.renameTable('t', 'u'));
    expect(tablesOf(catalog)).toEqual([
      ['g', ['u']],
      ['v', ['u', 'org']],
    ]);
  });
  test('of one name on two tables count for both; a view that is made again is the new one', () => {
    expect(tablesOf(applied(make('trigger', 'g', 't'), make('trigger', 'g', 'org')))).toEqual([['g', ['t', 'org']]]);
    expect(tablesOf(applied(make('view', 'v', 't'), make('view', 'v', 'org')))).toEqual([['v', ['org']]]);
  });
  test('go when they are dropped, a trigger also with its table', () => {
    const made = [make('view', 'v', 't'), make('trigger', 'g', 't')];
    expect(
      tablesOf(applied(...made, execute({ kind: 'dropDependent', dependent: 'view', name: { name: 'v' } }))),
    ).toEqual([['g', ['t']]]);
    expect(tablesOf(applied(...made, c.dropTable('t')))).toEqual([['v', ['t']]]);
  });
  test('may be written to', () => {
    const catalog = applied(make('view', 'v', 't'));
    const written: Operation = {
      kind: 'execute',
      statement: { kind: 'dml', statement: insert('v', 'x') },
      effects: [],
    };
    expect(apply(catalog, written, {})).toBe(catalog);
  });
});

describe('data changes', () => {
  const dml = (
    statement: Extract<Extract<Operation, { kind: 'execute' }>['statement'], { kind: 'dml' }>['statement'],
  ): Operation => ({
    kind: 'execute',
    statement: { kind: 'dml', statement },
    effects: [],
  });
  const copy = (from: string, to: string, column: string): Operation => ({
    kind: 'copyRows',
    from: { name: from },
    to: { name: to },
    columns: [{ from: column, to: 'id' }],
    fromTable: t,
    toTable: org,
  });
  test('that fit leave the catalog as it is', () => {
    const fitting: Operation[] = [
      { kind: 'bulkInsert', table: { name: 't' }, insert: insert('t', 'a', 'b') },
      dml(insert('t', 'a')),
      dml({ kind: 'update', table: { name: 't' }, set: [{ column: 'a', value }], where: [] }),
      dml({ kind: 'delete', table: { name: 't' }, where: [] }),
      copy('t', 'org', 'a'),
    ];
    for (const operation of fitting) expect(apply(before, operation, {})).toBe(before);
  });
  test.each<[string, Operation, string]>([
    [
      'bulkInsert into no table',
      { kind: 'bulkInsert', table: { name: 'x' }, insert: insert('x', 'a') },
      'there is no table "x"',
    ],
    [
      'bulkInsert into no column',
      { kind: 'bulkInsert', table: { name: 't' }, insert: insert('t', 'x') },
      'insert: table "t" has no column "x"',
    ],
    ['insert into no column', dml(insert('t', 'x')), 'insert: table "t" has no column "x"'],
    [
      'update of no column',
      dml({ kind: 'update', table: { name: 't' }, set: [{ column: 'x', value }], where: [] }),
      'update: table "t" has no column "x"',
    ],
    ['delete from no table', dml({ kind: 'delete', table: { name: 'x' }, where: [] }), 'there is no table "x"'],
    ['copy from no column', copy('t', 'org', 'x'), 'copy: table "t" has no column "x"'],
    ['copy to no table', copy('t', 'x', 'a'), 'there is no table "x"'],
  ])('%s is refused', (_, operation, message) => {
    expect(() => apply(before, operation, {})).toThrow(message);
  });
  test('of a table made outside the history pass once it is declared', () => {
    const declared = c.replay([understood(c.createTable(c.table('old', [c.column('x')])))], emptyCatalog);
    expect(apply(declared, dml(insert('old', 'x')), {})).toBe(declared);
  });
});
