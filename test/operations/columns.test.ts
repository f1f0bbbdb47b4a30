import { describe, expect, test } from 'vitest';
import { s } from '../../src/model/schema.ts';
import { sql } from '../../src/model/sql.ts';
import type { Operations } from '../../src/operations/op.ts';
import { operationsOf, recordingOf, refusalOf } from './recording-of.ts';

const integer = s.integer();
const string = s.string(50);

function setup(op: Operations): void {
  op.createTable('org', [s.column('id', integer, { primaryKey: true })]);
  op.createTable('t', [
    s.column('id', integer, { primaryKey: true }),
    s.column('name', string, { nullable: false, serverDefault: 'x', comment: 'old' }),
  ]);
}
const after = { after: setup };
const plain = { type: integer, nullable: true, autoincrement: 'auto', checks: [], options: {} };

describe('op.addColumn', () => {
  test('brings unique, check of the type and foreign key along in this order', async () => {
    const flag = s.boolean({ createConstraint: true, name: 'flag' });
    const [operation] = await operationsOf(
      (op) => op.addColumn('t', s.column('b', flag, { unique: true, references: 'org.id', check: 'b > 0' })),
      after,
    );
    expect(operation).toMatchObject({
      kind: 'addColumn',
      table: { name: 't' },
      column: { name: 'b', checks: [{ kind: 'check', condition: { kind: 'raw', text: 'b > 0' } }] },
      primaryKey: false,
      constraints: [
        { kind: 'unique', columns: ['b'], ofColumn: 'b' },
        { kind: 'check', name: 'flag', typeBound: 'b' },
        { kind: 'foreignKey', columns: ['b'], references: { table: { name: 'org' }, columns: ['id'] } },
      ],
    });
  });

  test('takes its options, and the index of the column', async () => {
    const operations = await operationsOf(
      (op) => {
        op.addColumn('t', s.column('c', integer, { index: true }), { ifNotExists: true, inlineReferences: true });
        op.addColumn('u', s.column('id', integer, { primaryKey: true }), { schema: 'app', inlinePrimaryKey: true });
      },
      {
        after: (op) => {
          setup(op);
          op.createTable('u', [s.column('a', integer)], { schema: 'app' });
        },
      },
    );
    expect(operations).toEqual([
      {
        kind: 'addColumn',
        table: { name: 't' },
        column: { name: 'c', ...plain },
        primaryKey: false,
        constraints: [],
        indexes: [{ name: 'ix_t_c', columns: ['c'], unique: false, options: {} }],
        ifNotExists: true,
        inlineReferences: true,
        inlinePrimaryKey: false,
      },
      {
        kind: 'addColumn',
        table: { name: 'u', schema: 'app' },
        column: { name: 'id', ...plain, nullable: false },
        primaryKey: true,
        constraints: [],
        indexes: [],
        ifNotExists: false,
        inlineReferences: false,
        inlinePrimaryKey: true,
      },
    ]);
  });
});

describe('op.dropColumn', () => {
  test('is recorded with its options', async () => {
    const operations = await operationsOf(
      (op) => op.dropColumn('t', 'name', { ifExists: true, mssql: { dropDefault: true } }),
      after,
    );
    expect(operations).toEqual([
      {
        kind: 'dropColumn',
        table: { name: 't' },
        column: 'name',
        ifExists: true,
        options: { mssql: { dropDefault: true } },
      },
    ]);
  });
});

describe('op.alterColumn', () => {
  test('records what is said, and nothing else', async () => {
    const operations = await operationsOf((op) => {
      op.alterColumn('t', 'name', {
        type: s.text(),
        nullable: true,
        newColumnName: 'label',
        postgresql: { using: 'x' },
      });
      op.alterColumn('t', 'label', { serverDefault: null, comment: null, existingNullable: true });
      op.alterColumn('t', 'label', { serverDefault: 'y', comment: 'new', autoincrement: false });
      op.alterColumn('t', 'id', { serverDefault: s.identity({ always: true }) });
      op.alterColumn('t', 'label', { comment: '' });
    }, after);
    expect(operations).toEqual([
      {
        kind: 'alterColumn',
        table: { name: 't' },
        column: 'name',
        newColumnName: 'label',
        type: s.text(),
        nullable: true,
        existing: {},
        typeChecks: [],
        options: { postgresql: { using: 'x' } },
      },
      {
        kind: 'alterColumn',
        table: { name: 't' },
        column: 'label',
        serverDefault: null,
        comment: null,
        existing: { nullable: true },
        typeChecks: [],
        options: {},
      },
      {
        kind: 'alterColumn',
        table: { name: 't' },
        column: 'label',
        serverDefault: { kind: 'literal', value: 'y', type: s.text() },
        comment: 'new',
        autoincrement: false,
        existing: {},
        typeChecks: [],
        options: {},
      },
      {
        kind: 'alterColumn',
        table: { name: 't' },
        column: 'id',
        serverDefault: { kind: 'identity', always: true },
        existing: {},
        typeChecks: [],
        options: {},
      },
      {
        kind: 'alterColumn',
        table: { name: 't' },
        column: 'label',
        comment: null,
        existing: {},
        typeChecks: [],
        options: {},
      },
    ]);
  });

  test('brings the check of a type along, on the new name of the column', async () => {
    const [operation] = await operationsOf(
      (op) => op.alterColumn('t', 'name', { type: s.enum(['a'], { createConstraint: true }), newColumnName: 'e' }),
      after,
    );
    expect(operation).toMatchObject({
      typeChecks: [{ kind: 'check', condition: { of: { path: ['e'] } }, typeBound: 'e' }],
    });
  });

  test('takes existing options that agree with the history without a warning', async () => {
    const { warnings, operations } = await recordingOf(
      (op) =>
        op.alterColumn('t', 'name', {
          existingType: s.types.VARCHAR(50),
          existingNullable: false,
          existingServerDefault: 'x',
          existingComment: 'old',
          nullable: true,
        }),
      after,
    );
    expect(warnings).toEqual([]);
    expect(operations[0]?.operation).toMatchObject({
      existing: { type: s.types.VARCHAR(50), nullable: false, serverDefault: { value: 'x' }, comment: 'old' },
    });
  });

  test('warns of existing options that contradict the history, and leaves them out', async () => {
    const { warnings, operations } = await recordingOf(
      (op) =>
        op.alterColumn('t', 'name', {
          existingType: s.string(20),
          existingNullable: true,
          existingServerDefault: null,
          existingComment: 'other',
          nullable: true,
        }),
      after,
    );
    expect(warnings.map(({ message }) => message)).toEqual([
      'column name of t: existingType contradicts the history, in which its type is string(50); the history counts',
      'column name of t: existingNullable contradicts the history, in which it is not nullable; the history counts',
      "column name of t: existingComment contradicts the history, in which its comment is 'old'; the history counts",
      'column name of t: existingServerDefault contradicts the history, in which its default is another; the history counts',
    ]);
    expect(warnings[0]?.source).toMatchObject({ operation: 'alterColumn', index: 1 });
    expect(operations[0]?.operation).toMatchObject({ existing: {} });
    expect(operations[0]?.operation).not.toHaveProperty('existing.type');
  });

  test('keeps existing options where raw SQL has hidden the table', async () => {
    const { warnings, operations } = await recordingOf(
      (op) =>
        op.alterColumn('t', 'name', { existingType: s.string(20), existingServerDefault: sql`'q'`, nullable: true }),
      {
        after: (op) => {
          setup(op);
          op.execute('DO $$ whatever $$');
        },
      },
    );
    expect(warnings).toEqual([]);
    expect(operations[0]?.operation).toMatchObject({
      existing: { type: { spec: { kind: 'string', length: 20 } }, serverDefault: { kind: 'raw', text: "'q'" } },
    });
  });
});

describe('misuse', () => {
  const wrong = <T>(value: unknown) => value as T;

  test.each<[string, (op: Operations) => void, string, string | undefined]>([
    [
      'an unknown option',
      (op) => op.addColumn('t', s.column('c', integer), wrong({ ifNotExist: true })),
      "op.addColumn has no option 'ifNotExist'",
      'did you mean ifNotExists?',
    ],
    [
      'a misspelt schema',
      (op) => op.dropColumn('t', 'name', wrong({ shema: 'app' })),
      "op.dropColumn has no option 'shema'",
      'did you mean schema?',
    ],
    [
      'a placement outside a batch',
      (op) => op.addColumn('t', s.column('c', integer), wrong({ insertAfter: 'id' })),
      "op.addColumn has no option 'insertAfter'",
      undefined,
    ],
    [
      'an option of a wrong kind',
      (op) => op.alterColumn('t', 'name', wrong({ nullable: 'no' })),
      "op.alterColumn: nullable must be true or false, not 'no'",
      undefined,
    ],
    [
      'a column that is only a name',
      (op) => op.addColumn('t', wrong('c')),
      "op.addColumn: the column must be made by s.column, not 'c'",
      undefined,
    ],
    [
      'a type that was not called',
      (op) => op.alterColumn('t', 'name', { type: wrong(s.text) }),
      'op.alterColumn: type must be a type, not the function text',
      'call it',
    ],
    [
      'a default that is no default',
      (op) => op.alterColumn('t', 'name', { serverDefault: wrong({ a: 1 }) }),
      'op.alterColumn: serverDefault cannot be an object',
      undefined,
    ],
    ['an empty table name', (op) => op.dropColumn('', 'name'), "op.dropColumn: the table's name is empty", undefined],
    [
      'an unknown dialect option',
      (op) => op.dropColumn('t', 'name', { mssql: { dropDefaults: true } }),
      'op.dropColumn: unknown mssql option dropDefaults',
      'did you mean dropDefault?',
    ],
  ])('%s is refused', async (_, call, message, hint) => {
    const error = await refusalOf(call, after);
    expect([error.code, error.message]).toEqual(['operation', message]);
    if (hint !== undefined) expect(error.hint).toContain(hint);
    expect(error.source).toMatchObject({ direction: 'upgrade', index: 1 });
  });
});
