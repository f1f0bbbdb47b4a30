import { describe, expect, test } from 'vitest';
import { type Catalog, emptyCatalog } from '../../src/catalog/catalog.ts';
import type { DiffOptions } from '../../src/catalog/diff-options.ts';
import type { TsmigError } from '../../src/errors.ts';
import type { Column, Table } from '../../src/model/nouns.ts';
import * as c from '../support/catalog.ts';
import { catalog, compare, id, literal, renames } from '../support/diff.ts';

describe('constraints without a name', () => {
  test('are found by what they say', () => {
    const table = (...constraints: Table['constraints']) => catalog(c.table('t', [id, c.column('a')], { constraints }));
    const before = table(c.unique(['a']), c.check('a > 0'), c.check('id > 0', 'ck'), c.fk(['a'], 't', ['id']));
    const after = table(c.fk(['a'], 't', ['id'], 'fk'), c.check('id > 0'), c.check('a > 0'), c.unique(['a']));
    expect(compare(before, after)).toMatchObject({ operations: [], warnings: [] });
  });
  test('are dropped by the name that databases give, with a warning', () => {
    const before = catalog(c.table('t', [id, c.column('a')], { constraints: [c.unique(['a']), c.check('a > 0')] }));
    expect(compare(before, catalog(c.table('t', [id, c.column('a')])))).toMatchObject({
      operations: [c.dropConstraint('t', 't_a_check', 'check'), c.dropConstraint('t', 't_a_key', 'unique')],
      warnings: [
        'the check constraint of table "t" has no name in the history: it is dropped as "t_a_check", check that the database calls it so',
        'the unique constraint on (a) of table "t" has no name in the history: it is dropped as "t_a_key", check that the database calls it so',
      ],
    });
  });
  test('that cannot be told apart are left, with a warning', () => {
    const checks = [c.check('a > 0'), c.check('a > 1')];
    const before = catalog(c.table('t', [id, c.column('a')], { constraints: checks }));
    expect(compare(before, catalog(c.table('t', [id, c.column('a')])))).toMatchObject({
      operations: [],
      warnings: ['the check constraint of table "t" has no name, and is one of several: drop it by hand'],
    });
  });
  test('keep the name that the database gave them when their table is renamed', () => {
    const before = catalog(c.table('old', [id, c.column('a')], { constraints: [c.unique(['a'])] }));
    const after = catalog(c.table('new', [id, c.column('a')]));
    expect(compare(before, after, { renames: renames({ new: 'old' }) }).operations).toEqual([
      c.renameTable('old', 'new'),
      c.dropConstraint('new', 'old_a_key', 'unique'),
    ]);
  });
});

describe('named types', () => {
  const mood = c.enumOf('mood', ['sad', 'glad']);
  const used = catalog(c.table('t', [id, c.column('m', { type: mood })]));
  test('that stand alone are made first, and dropped last', () => {
    const after = c.replay([c.createType(mood), c.createTable(c.table('t', [c.column('m', { type: mood })]))]);
    expect(compare(emptyCatalog, after).operations).toEqual([
      c.createType(mood),
      c.createTable(c.table('t', [c.column('m', { type: mood })])),
    ]);
    expect(compare(after, emptyCatalog).operations).toEqual([c.dropTable('t'), c.dropType(mood)]);
  });
  test('that a column brings are made with it, and dropped by themselves', () => {
    const after = catalog(c.table('t', [id]));
    expect(compare(after, used).operations).toEqual([c.addColumn('t', c.column('m', { type: mood }))]);
    expect(compare(used, after).operations).toEqual([c.dropColumn('t', 'm'), c.dropType(mood)]);
  });
  test('are none of their own where a database has no such types', () => {
    expect(compare(used, catalog(c.table('t', [id])), { ownTypes: false }).operations).toEqual([
      c.dropColumn('t', 'm'),
    ]);
  });
  test('that are made by other means are left alone', () => {
    const foreign = c.enumOf('mood', ['sad'], false);
    const before = catalog(c.table('t', [id, c.column('m', { type: foreign })]));
    expect(compare(before, catalog(c.table('t', [id]))).operations).toEqual([c.dropColumn('t', 'm')]);
  });
});

describe('what is left out', () => {
  test('stays as it is, whatever it is', () => {
    const before = catalog(
      c.table('a', [id, c.column('x'), c.column('y')], {
        constraints: [c.unique(['x'], 'uq')],
        indexes: [c.index('ix', ['x'])],
      }),
      c.table('gone', [id]),
    );
    const after = catalog(
      c.table('a', [id, c.column('y', { nullable: false }), c.column('z')], {
        constraints: [c.unique(['y'], 'uq_y'), c.unique(['z'], 'uq_z')],
        indexes: [c.index('ix', ['y'])],
      }),
      c.table('new', [id]),
    );
    const asked: string[] = [];
    const include: NonNullable<DiffOptions['include']> = ({ kind, table, name }) => {
      asked.push(`${kind} ${table.name} ${name}`);
      return name === 'uq_y' || name === 'id' || (kind === 'table' && name === 'a');
    };
    expect(compare(before, after, { include }).operations).toEqual([c.create('a', c.unique(['y'], 'uq_y'))]);
    expect(asked).toEqual([
      'table a a',
      'table new new',
      'table gone gone',
      'column a id',
      'column a y',
      'column a z',
      'column a x',
      'constraint a uq_y',
      'constraint a uq_z',
      'constraint a uq',
      'index a ix',
    ]);
  });
  test('types and defaults are compared as the caller has it', () => {
    const table = (given: Partial<Column>) => catalog(c.table('t', [c.column('a', given)]));
    const [before, after] = [table({}), table({ type: c.text, serverDefault: literal(1) })];
    const never = { compareType: () => false, compareServerDefault: () => false };
    expect(compare(before, after, never).operations).toEqual([]);
    const always = { compareType: () => true, compareServerDefault: () => undefined };
    expect(compare(before, before, always).operations).toEqual([]);
    expect(compare(before, table({}), always).operations).toEqual([c.alterColumn('t', 'a', { type: c.integer })]);
  });
});

describe('what raw SQL has hidden', () => {
  const hide = (effect: 'opaque' | 'opaqueTables'): Catalog =>
    c.replay(
      [
        {
          kind: 'execute',
          statement: { kind: 'text', sql: 'CALL change()' },
          effects: [
            effect === 'opaque'
              ? { kind: 'opaque', sql: 'CALL change()' }
              : { kind: 'opaqueTables', tables: [{ name: 't' }], sql: 'CALL change()' },
          ],
        },
      ],
      catalog(c.table('t', [id])),
    );
  const refusal = (before: Catalog, given: Partial<DiffOptions> = {}): Partial<TsmigError> => {
    try {
      compare(before, catalog(c.table('t', [id])), given);
    } catch (error) {
      const { code, message, hint } = error as TsmigError;
      return { code, message, hint };
    }
    return {};
  };
  test('cannot be compared', () => {
    expect(refusal(hide('opaqueTables'))).toEqual({
      code: 'opaque',
      message: 'table "t" cannot be compared: raw SQL hid what it is (CALL change())',
      hint: 'say what the SQL does: op.execute(sql, { means: (op) => … }); or leave the table out of the comparison',
    });
    expect(refusal(hide('opaque'))).toMatchObject({
      code: 'opaque',
      message: 'the schema cannot be compared: raw SQL hid what it is (CALL change())',
    });
  });
  test('can be left out, table by table', () => {
    expect(refusal(hide('opaqueTables'), { include: ({ name }) => name !== 't' })).toEqual({});
  });
});
