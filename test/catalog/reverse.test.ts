import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apply } from '../../src/catalog/apply.ts';
import { type Catalog, emptyCatalog, knownTable } from '../../src/catalog/catalog.ts';
import { reverse } from '../../src/catalog/reverse.ts';
import type { Operation } from '../../src/operations/operation.ts';
import * as c from '../support/catalog.ts';

const org = c.table('org', [c.column('id')], { constraints: [c.pk(['id'], 'pk_org')] });
const inline = c.check('b > 0', 'ck_b');
const t = c.table(
  't',
  [
    c.column('id', { nullable: false }),
    c.column('a', { nullable: false, comment: 'x' }),
    c.column('b', { checks: [inline] }),
  ],
  {
    constraints: [
      c.pk(['id', 'a'], 'pk_t'),
      c.unique(['a', 'b'], 'uq'),
      c.fk(['b'], 'org', ['id'], 'fk'),
      c.unique(['a']),
    ],
    indexes: [c.index('ix', ['b'], { options: { postgresql: { concurrently: true, using: 'btree' } } })],
    comment: 'old',
  },
);
const letter = c.enumOf('letter', ['a']);
const before = c.replay([c.createTable(org), c.createTable(t), c.createType(letter)]);
const comment = (given: string | null, name = 't'): Operation =>
  given === null
    ? { kind: 'dropTableComment', table: { name } }
    : { kind: 'createTableComment', table: { name }, comment: given };

const pairs: readonly (readonly [string, Operation, readonly Operation[]])[] = [
  ['createTable', c.createTable(c.table('u', [])), [c.dropTable('u')]],
  ['createTable of one that is there', c.createTable(t, true), []],
  ['dropTable', c.dropTable('t'), [c.createTable(t)]],
  ['dropTable of none', c.dropTable('never', true), []],
  ['renameTable', c.renameTable('t', 'u'), [c.renameTable('u', 't')]],
  ['addColumn', c.addColumn('t', c.column('c')), [c.dropColumn('t', 'c')]],
  ['addColumn of one that is there', c.addColumn('t', c.column('a'), { ifNotExists: true }), []],
  [
    'dropColumn',
    c.dropColumn('t', 'b'),
    [
      c.addColumn('t', c.column('b', { checks: [inline] }), {
        constraints: [c.unique(['a', 'b'], 'uq'), c.fk(['b'], 'org', ['id'], 'fk')],
        indexes: t.indexes,
      }),
    ],
  ],
  [
    'dropColumn of the primary key',
    c.dropColumn('t', 'id'),
    [
      c.dropConstraint('t', 'pk_t', 'primary'),
      c.addColumn('t', c.column('id', { nullable: false })),
      c.create('t', c.pk(['id', 'a'], 'pk_t')),
    ],
  ],
  ['dropColumn of none', c.dropColumn('t', 'never', true), []],
  [
    'alterColumn',
    c.alterColumn('t', 'a', {
      newColumnName: 'z',
      type: c.text,
      nullable: true,
      serverDefault: c.raw('1'),
      comment: null,
      autoincrement: true,
    }),
    [
      c.alterColumn('t', 'z', {
        newColumnName: 'a',
        type: c.integer,
        nullable: false,
        serverDefault: null,
        comment: 'x',
        autoincrement: false,
      }),
    ],
  ],
  ['createUniqueConstraint', c.create('t', c.unique(['b'], 'x')), [c.dropConstraint('t', 'x', 'unique')]],
  ['createForeignKey', c.create('t', c.fk(['a'], 'org', ['id'], 'x')), [c.dropConstraint('t', 'x', 'foreignkey')]],
  ['createCheckConstraint', c.create('t', c.check('a > 0', 'x')), [c.dropConstraint('t', 'x', 'check')]],
  [
    'createExcludeConstraint',
    c.create('t', { kind: 'exclude', name: 'x', elements: [], options: {} }),
    [c.dropConstraint('t', 'x')],
  ],
  ['dropConstraint', c.dropConstraint('t', 'uq'), [c.create('t', c.unique(['a', 'b'], 'uq'))]],
  ['dropConstraint of an inline check', c.dropConstraint('t', 'ck_b', 'check'), [c.create('t', inline)]],
  ['dropConstraint of the primary key', c.dropConstraint('t', 'pk_t'), [c.create('t', c.pk(['id', 'a'], 'pk_t'))]],
  ['dropConstraint of none', c.dropConstraint('t', 'never', 'check', true), []],
  ['createIndex', c.createIndex('t', c.index('y', ['a'])), [c.dropIndex('y', 't')]],
  ['createIndex of one that is there', c.createIndex('t', c.index('ix', ['a']), true), []],
  [
    'createIndex concurrently',
    c.createIndex('t', c.index('y', ['a'], { options: { postgresql: { concurrently: true, using: 'hash' } } })),
    [
      {
        kind: 'dropIndex',
        name: 'y',
        table: { name: 't' },
        ifExists: false,
        options: { postgresql: { concurrently: true } },
      },
    ],
  ],
  [
    'dropIndex',
    c.dropIndex('ix'),
    [{ kind: 'createIndex', table: { name: 't' }, index: t.indexes[0] ?? c.index('', []), ifNotExists: false }],
  ],
  ['dropIndex of none', c.dropIndex('never', 't', true), []],
  ['createTableComment', comment('new'), [comment('old')]],
  ['createTableComment where there is none', comment('new', 'org'), [comment(null, 'org')]],
  ['dropTableComment', comment(null), [comment('old')]],
  ['createType', c.createType(c.enumOf('digit', ['1'])), [c.dropType(c.enumOf('digit', ['1']))]],
  ['createType of one that is there', c.createType(letter, true), []],
  ['dropType', c.dropType(c.enumOf('letter', [])), [c.createType(letter)]],
  ['dropType of none', c.dropType(c.enumOf('never', []), true), []],
  [
    'batchAlterTable',
    c.batch('t', [c.addColumn('t', c.column('c')), c.alterColumn('t', 'c', { newColumnName: 'd' })], {
      tableArgs: { constraints: [c.check('a < 9', 'ck_a')], indexes: [c.index('y', ['a'])] },
      tableKwargs: { comment: 'new', options: {} },
      partialReordering: [['b', 'a']],
    }),
    [
      c.batch(
        't',
        [
          comment('old'),
          c.dropIndex('y', 't'),
          c.dropConstraint('t', 'ck_a', 'check'),
          c.alterColumn('t', 'd', { newColumnName: 'c' }),
          c.dropColumn('t', 'c'),
        ],
        { partialReordering: [['id', 'a', 'b']] },
      ),
    ],
  ],
];

describe('reverse', () => {
  test.each(pairs)('takes back %s', (_, operation, expected) => {
    expect(reverse(operation, before)).toEqual(expected);
    const back = c.replay(expected, apply(before, operation, {}));
    // `autoincrement: 'auto'` cannot be said by alterColumn.
    if (operation.kind !== 'alterColumn') expect(c.describeCatalog(back)).toEqual(c.describeCatalog(before));
  });
  test('keeps the columns of a primary key nullable where they were, as SQLite allows', () => {
    const given = c.replay([
      c.createTable(c.table('u', [c.column('a'), c.column('b')], { constraints: [c.pk(['a', 'b'], 'pk_u')] })),
    ]);
    for (const operation of [c.dropConstraint('u', 'pk_u'), c.dropColumn('u', 'b')]) {
      const back = c.replay(reverse(operation, given), apply(given, operation, {}));
      expect(c.describeCatalog(back)).toEqual(c.describeCatalog(given));
    }
  });
  test('makes the columns of a new primary key nullable again', () => {
    const given = c.replay([c.createTable(c.table('u', [c.column('a'), c.column('b', { nullable: false })]))]);
    const operation = c.create('u', c.pk(['a', 'b'], 'pk_u'));
    const expected = [c.dropConstraint('u', 'pk_u', 'primary'), c.alterColumn('u', 'a', { nullable: true })];
    expect(reverse(operation, given)).toEqual(expected);
    expect(c.describeCatalog(c.replay(expected, apply(given, operation, {})))).toEqual(c.describeCatalog(given));
  });
  test('keeps the order of the columns where a batch has moved them', () => {
    const moved = c.batch('t', [c.alterColumn('t', 'b', { insertBefore: 'a' })]);
    const back = c.replay(reverse(moved, before), apply(before, moved, {}));
    expect(knownTable(back, t)?.columns).toEqual(t.columns);
  });
  test('gives a constraint that history did not name the name that databases give it', () => {
    expect(reverse(c.dropConstraint('t', 't_a_key', 'unique'), before)).toEqual([
      c.create('t', c.unique(['a'], 't_a_key')),
    ]);
    const given = c.replay([
      c.createTable(c.table('u', [c.column('a'), c.column('b')], { constraints: [c.unique(['b'])] })),
    ]);
    expect(reverse(c.dropColumn('u', 'b'), given)).toEqual([
      c.addColumn('u', c.column('b'), { constraints: [c.unique(['b'], 'u_b_key')] }),
    ]);
  });
  test('says of a column that counted, or not, by the rule what the rule came to', () => {
    const given = c.replay([
      c.createTable(c.table('u', [c.column('a', { nullable: false }), c.column('b')], { constraints: [c.pk(['a'])] })),
    ]);
    for (const [column, counted] of [
      ['a', true],
      ['b', false],
    ] as const) {
      expect(reverse(c.alterColumn('u', column, { autoincrement: false }), given)).toEqual([
        c.alterColumn('u', column, { autoincrement: counted }),
      ]);
    }
  });
  test('puts the check of the old type back', () => {
    const bound = { ...c.check('z IN (0, 1)', 'ck_z'), typeBound: 'z' };
    const given = c.replay([c.addColumn('t', c.column('z'), { constraints: [bound] })], before);
    const operation = c.alterColumn('t', 'z', { type: c.text });
    const expected = [c.alterColumn('t', 'z', { type: c.integer, typeChecks: [bound] })];
    expect(reverse(operation, given)).toEqual(expected);
    expect(c.describeCatalog(c.replay(expected, apply(given, operation, {})))).toEqual(c.describeCatalog(given));
  });
  test('takes what the user says of a table that is not known', () => {
    const operation = c.alterColumn('old', 'a', {
      nullable: false,
      type: c.text,
      existing: { type: c.integer, nullable: true },
    });
    expect(reverse(operation, emptyCatalog)).toEqual([c.alterColumn('old', 'a', { nullable: true, type: c.integer })]);
    const said = { kind: 'dropTableComment', table: { name: 'old' }, existingComment: 'x' } as const;
    expect(reverse(said, emptyCatalog)).toEqual([comment('x', 'old')]);
  });
  test('gives a table of copyFrom as it is after the batch', () => {
    const copyFrom = c.table('t', [c.column('id'), c.column('a')]);
    const operation = c.batch('t', [c.addColumn('t', c.column('c'))], { copyFrom });
    expect(reverse(operation, emptyCatalog)).toEqual([
      c.batch('t', [c.dropColumn('t', 'c')], {
        copyFrom: c.table('t', [c.column('id'), c.column('a'), c.column('c')]),
      }),
    ]);
  });
});

const execute: Operation = { kind: 'execute', statement: { kind: 'text', sql: 'UPDATE t SET a = 1' }, effects: [] };
const trigger: Operation = {
  ...execute,
  effects: [{ kind: 'createDependent', dependent: 'trigger', name: { name: 'g' }, tables: [{ name: 't' }] }],
};
const opaque: Operation = { ...execute, effects: [{ kind: 'opaque', sql: 'DO' }] };

test.each<[Operation, string, (readonly Operation[])?]>([
  [execute, 'execute UPDATE t SET a = 1 cannot be reversed'],
  [
    { kind: 'bulkInsert', table: { name: 't' }, insert: { kind: 'insert', table: { name: 't' }, rows: [[]] } },
    'insert 1 row into t cannot be reversed',
  ],
  [
    { kind: 'copyRows', from: { name: 't' }, to: { name: 't' }, columns: [], fromTable: t, toTable: t },
    'copy rows from t to t cannot be reversed',
  ],
  [
    c.create('t', c.unique(['b'])),
    'create unique constraint on t cannot be reversed: the constraint has no name by which to drop it',
  ],
  [c.dropTable('t'), 'drop table t cannot be reversed: trigger "g" goes with it', [trigger]],
  [c.dropTable('t'), 'drop table t cannot be reversed: table "t" is not known before it', [opaque]],
  [
    c.createTable(t, true),
    'create table t cannot be reversed: whether table "t" exists before it is not known',
    [opaque],
  ],
  [c.dropColumn('t', 'b'), 'drop column t.b cannot be reversed: table "t" is not known before it', [opaque]],
  [
    c.alterColumn('t', 'b', { nullable: true }),
    'alter column t.b (nullable) cannot be reversed: its nullable before it is not known',
    [opaque],
  ],
  [c.dropIndex('never'), 'drop index never cannot be reversed: the index is not known before it', [opaque]],
  [comment('x'), 'comment on table t cannot be reversed: the comment before it is not known', [opaque]],
  [c.dropType(c.enumOf('never', [])), 'drop type never cannot be reversed: the type is not known before it', [opaque]],
  [
    c.batch('t', [], { tableKwargs: { options: { sqlite: { autoincrement: true } } } }),
    'alter table t in a batch of 0 operations cannot be reversed: no operation takes back tableKwargs',
  ],
])('%o is refused', (operation, message, given = []) => {
  expect(() => reverse(operation, c.replay(given, before))).toThrow(message);
});

/** A step picks its operation by numbers, so that it always fits the catalog that it meets, or is left out. */
function operationAt(catalog: Catalog, [kind, x, y]: readonly [number, number, number]): Operation | undefined {
  const tables = catalog.tables.values().flatMap((state) => (state.kind === 'known' ? [state.table] : []));
  const on = tables[x % Math.max(tables.length, 1)];
  const other = tables[y % Math.max(tables.length, 1)];
  const fresh = `n${x}_${y}`;
  const type = [c.integer, c.text, c.enumOf('letter', ['a', 'b'])][y % 3] ?? c.integer;
  if (on === undefined || other === undefined || kind === 0) {
    const columns = [
      c.column('id', { nullable: false }),
      c.column('v', { type, checks: y % 2 ? [c.check('v > 0', `ck_${fresh}`)] : [] }),
    ];
    const constraints = [c.pk(y % 5 ? ['id'] : ['id', 'v'], `pk_${fresh}`), c.unique(['v'], `uq_${fresh}`)];
    return c.createTable(c.table(fresh, columns, { constraints, indexes: [c.index(`ix_${fresh}`, ['v'])] }));
  }
  const column = on.columns[y % on.columns.length]?.name ?? 'none';
  const constraint = on.constraints[y % Math.max(on.constraints.length, 1)]?.name ?? 'none';
  const nested = y % 4 === 0 ? operationAt(catalog, [2 + (x % 9), x, y + 1]) : undefined;
  const steps: readonly (Operation | undefined)[] = [
    undefined,
    c.dropTable(on.name),
    c.addColumn(on.name, c.column(fresh, { type }), {
      constraints: y % 2 ? [c.unique([fresh], `uq_${fresh}`)] : [],
      indexes: [c.index(`ix_${fresh}`, [fresh])],
    }),
    c.dropColumn(on.name, column),
    c.alterColumn(on.name, column, {
      type,
      nullable: x % 2 === 0,
      serverDefault: y % 2 ? c.raw('1') : null,
      comment: fresh,
    }),
    c.alterColumn(on.name, column, { newColumnName: fresh }),
    c.create(on.name, c.check(`${column} > 0`, `ck_${fresh}`)),
    c.create(on.name, c.fk([column], other.name, [other.columns[0]?.name ?? 'none'], `fk_${fresh}`)),
    c.dropConstraint(on.name, constraint),
    c.createIndex(on.name, c.index(`ix_${fresh}`, [column, c.raw(`lower(${column})`)])),
    c.dropIndex(on.indexes[0]?.name ?? 'none', on.name),
    c.create(on.name, c.pk([column], `pk_${fresh}`)),
    c.renameTable(on.name, fresh),
    comment(x % 2 ? fresh : null, on.name),
    nested && 'table' in nested && nested.kind !== 'createTable'
      ? c.batch(on.name, [nested, c.addColumn(on.name, c.column(`b_${fresh}`))])
      : undefined,
  ];
  return steps[kind];
}

test('law: an operation and its reverse give the catalog back (columns, constraints and indexes as sets)', () => {
  const seen = new Map<string, number>();
  const step = fc.tuple(fc.nat(14), fc.nat(40), fc.nat(40));
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (list) => {
      let catalog = emptyCatalog;
      const undo: Operation[] = [];
      for (const one of list) {
        const operation = operationAt(catalog, one);
        const after = operation && fitting(catalog, operation);
        if (operation === undefined || after === undefined) continue;
        seen.set(operation.kind, (seen.get(operation.kind) ?? 0) + 1);
        const reversed = reverse(operation, catalog);
        expect(c.describeCatalog(c.replay(reversed, after))).toEqual(c.describeCatalog(catalog));
        undo.unshift(...reversed);
        catalog = after;
      }
      expect(c.describeCatalog(c.replay(undo, catalog))).toEqual(c.describeCatalog(emptyCatalog));
    }),
    { seed: 20261121, numRuns: 300 },
  );
  const kinds = [
    'createTable',
    'dropTable',
    'renameTable',
    'addColumn',
    'dropColumn',
    'alterColumn',
    'createPrimaryKey',
    'createForeignKey',
    'createCheckConstraint',
    'dropConstraint',
    'createIndex',
    'dropIndex',
    'createTableComment',
    'dropTableComment',
    'batchAlterTable',
  ];
  for (const kind of kinds) expect([kind, (seen.get(kind) ?? 0) > 20]).toEqual([kind, true]);
});

function fitting(catalog: Catalog, operation: Operation): Catalog | undefined {
  try {
    return apply(catalog, operation, {});
  } catch {
    return undefined;
  }
}
