import { describe, expect, test } from 'vitest';
import { apply } from '../../src/catalog/apply.ts';
import { emptyCatalog, knownTable, tableState } from '../../src/catalog/catalog.ts';
import type { Column, Table } from '../../src/model/nouns.ts';
import type { Operation } from '../../src/operations/operation.ts';
import * as c from '../support/catalog.ts';

const org = c.table('org', [c.column('id', { nullable: false }), c.column('code')], {
  constraints: [c.pk(['id'], 'pk_org'), c.unique(['code'], 'uq_code')],
});
const t = c.table('t', [c.column('id', { nullable: false }), c.column('a'), c.column('b'), c.column('total')], {
  constraints: [
    c.pk(['id', 'a'], 'pk_t'),
    c.unique(['a', 'b'], 'uq_ab'),
    c.fk(['b'], 'org', ['id'], 'fk_b'),
    c.check('b > 0', 'ck_b'),
    c.check("total <> 'b'", 'ck_total'),
  ],
  indexes: [c.index('ix_b', ['b']), c.index('ix_expr', [c.raw('lower(b)')]), c.index('ix_id', ['id'])],
});
const before = c.replay([c.createTable(org), c.createTable(t)]);
const tableAfter = (operation: Operation, name = 't'): Table | undefined =>
  knownTable(apply(before, operation, {}), { name });
const names = (table: Table | undefined) => table?.columns.map((column) => column.name);
const columnAfter = (operation: Operation, name = 'a'): Column | undefined =>
  tableAfter(operation)?.columns.find((column) => column.name === name);

describe('addColumn', () => {
  test('puts the column last, with its constraints and indexes', () => {
    const after = tableAfter(
      c.addColumn('t', c.column('c'), { constraints: [c.unique(['c'], 'uq_c')], indexes: [c.index('ix_c', ['c'])] }),
    );
    expect(names(after)).toEqual(['id', 'a', 'b', 'total', 'c']);
    expect(after?.constraints.at(-1)).toEqual(c.unique(['c'], 'uq_c'));
    expect(after?.indexes.at(-1)).toEqual(c.index('ix_c', ['c']));
  });
  test('does not touch the primary key, unless it says so inline', () => {
    const given = [c.createTable(c.table('u', [c.column('a')]))];
    const plain = c.replay([
      ...given,
      c.addColumn('u', c.column('id'), { primaryKey: true, constraints: [c.pk(['id'])] }),
    ]);
    expect(knownTable(plain, { name: 'u' })?.constraints).toEqual([]);
    const inline = c.replay([...given, c.addColumn('u', c.column('id'), { primaryKey: true, inlinePrimaryKey: true })]);
    expect(knownTable(inline, { name: 'u' })?.constraints).toEqual([c.pk(['id'])]);
    expect(knownTable(inline, { name: 'u' })?.columns[1]?.nullable).toBe(false);
  });
  test('goes where insertBefore and insertAfter say', () => {
    expect(names(tableAfter(c.addColumn('t', c.column('c'), { insertBefore: 'id' })))).toEqual([
      'c',
      'id',
      'a',
      'b',
      'total',
    ]);
    expect(names(tableAfter(c.addColumn('t', c.column('c'), { insertAfter: 'id' })))).toEqual([
      'id',
      'c',
      'a',
      'b',
      'total',
    ]);
  });
  test('with ifNotExists leaves a column that is there as it is', () => {
    expect(apply(before, c.addColumn('t', c.column('a', { type: c.text }), { ifNotExists: true }), {})).toBe(before);
  });
  test.each<[string, Operation, string]>([
    ['a column that is there', c.addColumn('t', c.column('a')), 'table "t" has a column "a" already'],
    ['a table that is not there', c.addColumn('never', c.column('a')), 'there is no table "never"'],
    [
      'a place beside no column',
      c.addColumn('t', c.column('c'), { insertAfter: 'x' }),
      'the order of the columns: table "t" has no column "x"',
    ],
    [
      'a place that contradicts itself',
      c.addColumn('t', c.column('c'), { insertBefore: 'id', insertAfter: 'b' }),
      'the order asked for contradicts itself',
    ],
    [
      'a second primary key',
      c.addColumn('t', c.column('c'), { primaryKey: true, inlinePrimaryKey: true }),
      'table "t" has a primary key already',
    ],
    [
      'a constraint whose name is taken',
      c.addColumn('t', c.column('c'), { constraints: [c.unique(['c'], 'uq_ab')] }),
      'table "t" has a constraint "uq_ab" already',
    ],
    [
      'an index whose name is taken',
      c.addColumn('t', c.column('c'), { indexes: [c.index('ix_b', ['c'])] }),
      'table "t" has an index "ix_b" already',
    ],
    [
      'a reference to no column',
      c.addColumn('t', c.column('c'), { constraints: [c.fk(['c'], 'org', ['x'])] }),
      'foreign key: table "org" has no column "x"',
    ],
  ])('refuses %s', (_, operation, message) => {
    expect(() => apply(before, operation, {})).toThrow(message);
  });
});

describe('dropColumn', () => {
  test('takes what is on the column along, and leaves what only looks like it', () => {
    const after = tableAfter(c.dropColumn('t', 'b'));
    expect(after?.constraints).toEqual([c.pk(['id', 'a'], 'pk_t'), c.check("total <> 'b'", 'ck_total')]);
    expect(after?.indexes).toEqual([c.index('ix_id', ['id'])]);
    expect(apply(before, c.dropColumn('t', 'b'), {}).referencing.size).toBe(0);
  });
  test('leaves the primary key its other columns, and drops it with the last', () => {
    expect(tableAfter(c.dropColumn('t', 'a'))?.constraints[0]).toEqual(c.pk(['id'], 'pk_t'));
    const gone = c.replay([c.dropColumn('t', 'a'), c.dropColumn('t', 'id')], before);
    expect(knownTable(gone, { name: 't' })?.constraints.map((one) => one.kind)).not.toContain('primaryKey');
  });
  test('takes the check of its type along', () => {
    const bound = { ...c.check('flag IN (0, 1)', 'ck_flag'), typeBound: 'flag' };
    const catalog = c.replay(
      [c.addColumn('t', c.column('flag'), { constraints: [bound] }), c.dropColumn('t', 'flag')],
      before,
    );
    expect(knownTable(catalog, { name: 't' })).toEqual(t);
  });
  test('takes an index along that covers, or is limited by, the column', () => {
    const covering = c.createIndex('t', c.index('ix_c', ['id'], { options: { postgresql: { include: ['total'] } } }));
    const partial = c.createIndex('t', c.index('ix_p', ['id'], { options: { postgresql: { where: 'total > 0' } } }));
    const catalog = c.replay([covering, partial, c.dropColumn('t', 'total')], before);
    expect(knownTable(catalog, { name: 't' })?.indexes).toEqual(t.indexes);
  });
  test('with ifExists lets a column pass that is not there', () => {
    expect(apply(before, c.dropColumn('t', 'never', true), {})).toBe(before);
  });
  test('is refused while the foreign key of another table refers to the column', () => {
    expect(() => apply(before, c.dropColumn('org', 'id'), {})).toThrow(
      'column "id" of table "org" cannot be dropped: foreign key "fk_b" of table "t" refers to it',
    );
    expect(names(tableAfter(c.dropColumn('org', 'code'), 'org'))).toEqual(['id']);
  });
  test('is refused while another column of the table refers to the column', () => {
    const node = c.table('node', [c.column('id'), c.column('up')], {
      constraints: [c.pk(['id']), c.fk(['up'], 'node', ['id'])],
    });
    const catalog = c.replay([c.createTable(node)]);
    expect(() => apply(catalog, c.dropColumn('node', 'id'), {})).toThrow('a foreign key of table "node" refers to it');
    expect(knownTable(apply(catalog, c.dropColumn('node', 'up'), {}), node)?.constraints).toEqual([c.pk(['id'])]);
  });
  test('names the nearest column when there is none of the name', () => {
    expect(() => apply(before, c.dropColumn('t', 'totl'), {})).toThrow(
      expect.objectContaining({
        code: 'replay',
        message: 'table "t" has no column "totl"',
        hint: 'did you mean "total"? its columns are id, a, b, total',
      }),
    );
  });
});

describe('alterColumn', () => {
  test('changes what it names, and nothing else', () => {
    expect(
      columnAfter(c.alterColumn('t', 'a', { type: c.text, nullable: false, comment: 'x', autoincrement: false })),
    ).toEqual(c.column('a', { type: c.text, nullable: false, comment: 'x', autoincrement: false }));
    expect(tableAfter(c.alterColumn('t', 'a', {}))).toEqual(t);
  });
  test('takes what it exists as for an assertion, not for a change', () => {
    const existing = { type: c.text, nullable: false, serverDefault: c.raw('1'), comment: 'x' };
    expect(tableAfter(c.alterColumn('t', 'a', { existing }))).toEqual(t);
  });
  test('puts a default, an identity or an expression in the place of each other; null drops each', () => {
    const identity = { kind: 'identity', always: true } as const;
    const computed = { kind: 'computed', expression: c.raw('1') } as const;
    for (const [given, expected] of [
      [c.raw('1'), { serverDefault: c.raw('1') }],
      [identity, { identity }],
      [computed, { computed }],
    ] as const) {
      const catalog = apply(before, c.alterColumn('t', 'a', { serverDefault: given }), {});
      expect(knownTable(catalog, t)?.columns[1]).toEqual(c.column('a', expected));
      const dropped = apply(catalog, c.alterColumn('t', 'a', { serverDefault: null }), {});
      expect(knownTable(dropped, t)?.columns[1]).toEqual(c.column('a'));
    }
    const changed = c.replay(
      [c.alterColumn('t', 'a', { serverDefault: c.raw('1') }), c.alterColumn('t', 'a', { serverDefault: identity })],
      before,
    );
    expect(knownTable(changed, t)?.columns[1]).toEqual(c.column('a', { identity }));
  });
  test('drops a comment with null', () => {
    const catalog = c.replay(
      [c.alterColumn('t', 'a', { comment: 'x' }), c.alterColumn('t', 'a', { comment: null })],
      before,
    );
    expect(knownTable(catalog, t)).toEqual(t);
  });
  test('changes the check of the type with the type', () => {
    const old = { ...c.check('a IN (0, 1)', 'ck_bool'), typeBound: 'a' };
    const made = { ...c.check("a IN ('x')", 'ck_enum'), typeBound: 'a' };
    const catalog = c.replay(
      [c.create('t', old), c.alterColumn('t', 'a', { type: c.text, typeChecks: [made] })],
      before,
    );
    expect(knownTable(catalog, t)?.constraints).toEqual([...t.constraints, made]);
    const without = apply(catalog, c.alterColumn('t', 'a', { type: c.integer }), {});
    expect(knownTable(without, t)).toEqual(t);
  });
  test('moves the column where it is told to', () => {
    expect(names(tableAfter(c.alterColumn('t', 'b', { insertBefore: 'a' })))).toEqual(['id', 'b', 'a', 'total']);
  });
  test.each<[string, Operation, string]>([
    ['a column that is not there', c.alterColumn('t', 'x', { nullable: true }), 'table "t" has no column "x"'],
    ['a table that is not there', c.alterColumn('never', 'x', { nullable: true }), 'there is no table "never"'],
    [
      'a new name that is taken',
      c.alterColumn('t', 'a', { newColumnName: 'b' }),
      'column "a" of table "t" cannot be renamed: it has a column "b" already',
    ],
    [
      'a check whose name is taken',
      c.alterColumn('t', 'a', { type: c.text, typeChecks: [c.check('a > 0', 'ck_b')] }),
      'table "t" has a constraint "ck_b" already',
    ],
  ])('refuses %s', (_, operation, message) => {
    expect(() => apply(before, operation, {})).toThrow(message);
  });
  test('with the existing type declares a table that history never made: it exists, and is not known', () => {
    const source = { revision: 'abc1' };
    const after = apply(
      emptyCatalog,
      c.alterColumn('old', 'a', { nullable: false, existing: { type: c.text } }),
      source,
    );
    expect(tableState(after, { name: 'old' })).toEqual({
      kind: 'opaque',
      table: { name: 'old' },
      opaque: { source, sql: '' },
    });
    expect(apply(after, c.dropColumn('old', 'b'), {})).toBe(after);
  });
});

describe('a new column name', () => {
  test('is followed by keys, checks, indexes and options', () => {
    const computed = { kind: 'computed', expression: c.raw('b * 2') } as const;
    const options = { postgresql: { include: ['b'], ops: { b: 'text_ops' }, where: 'b > 1' } };
    const given = c.replay(
      [
        c.addColumn('t', c.column('twice', { computed, checks: [c.check('twice > B')] })),
        c.createIndex('t', c.index('ix_o', ['b', { kind: 'order', of: c.raw('b'), direction: 'DESC' }], { options })),
      ],
      before,
    );
    const after = knownTable(apply(given, c.alterColumn('t', 'b', { newColumnName: 'order' }), {}), t);
    const order = { kind: 'identifier', path: ['order'] };
    const fragment = (...parts: unknown[]) => ({ kind: 'fragment', parts });
    expect(names(after)).toEqual(['id', 'a', 'order', 'total', 'twice']);
    expect(after?.constraints).toEqual([
      c.pk(['id', 'a'], 'pk_t'),
      c.unique(['a', 'order'], 'uq_ab'),
      c.fk(['order'], 'org', ['id'], 'fk_b'),
      { ...c.check('', 'ck_b'), condition: fragment(order, c.raw(' > 0')) },
      c.check("total <> 'b'", 'ck_total'),
    ]);
    expect(after?.columns.at(-1)?.computed?.expression).toEqual(fragment(order, c.raw(' * 2')));
    expect(after?.columns.at(-1)?.checks[0]?.condition).toEqual(fragment(c.raw('twice > '), order));
    expect(after?.indexes).toEqual([
      c.index('ix_b', ['order']),
      { ...c.index('ix_expr', []), columns: [fragment(c.raw('lower('), order, c.raw(')'))] },
      c.index('ix_id', ['id']),
      {
        ...c.index('ix_o', []),
        columns: ['order', { kind: 'order', of: order, direction: 'DESC' }],
        options: {
          postgresql: { include: ['order'], ops: { order: 'text_ops' }, where: fragment(order, c.raw(' > 1')) },
        },
      },
    ]);
  });
  test('is followed by the references of other tables and of its own', () => {
    const node = c.table('node', [c.column('id'), c.column('up')], { constraints: [c.fk(['up'], 'node', ['id'])] });
    const catalog = c.replay(
      [
        c.createTable(node),
        c.alterColumn('org', 'id', { newColumnName: 'uid' }),
        c.alterColumn('node', 'id', { newColumnName: 'uid' }),
      ],
      before,
    );
    expect(knownTable(catalog, t)?.constraints[2]).toEqual(c.fk(['b'], 'org', ['uid'], 'fk_b'));
    expect(knownTable(catalog, node)?.constraints).toEqual([c.fk(['up'], 'node', ['uid'])]);
  });
  test('is followed by the check of the type', () => {
    const bound = {
      ...c.check('', 'ck_flag'),
      condition: { kind: 'in', of: { kind: 'identifier', path: ['flag'] }, values: [], negated: false },
      typeBound: 'flag',
    } as const;
    const given = [
      c.addColumn('t', c.column('flag'), { constraints: [bound] }),
      c.alterColumn('t', 'flag', { newColumnName: 'on' }),
    ];
    expect(knownTable(c.replay(given, before), t)?.constraints.at(-1)).toEqual({
      ...bound,
      condition: { ...bound.condition, of: { kind: 'identifier', path: ['on'] } },
      typeBound: 'on',
    });
  });
  test('that is the old one changes nothing', () => {
    expect(tableAfter(c.alterColumn('t', 'a', { newColumnName: 'a' }))).toEqual(t);
  });
});
