import { describe, expect, it } from 'vitest';
import { columnOrigins, composeOrigins, rebuild, temporaryName } from '../../src/catalog/rebuild.ts';
import type { TableName } from '../../src/model/expressions.ts';
import type { Table } from '../../src/model/nouns.ts';
import { DataType, type ExactSpec } from '../../src/model/types.ts';
import type { CopyRows, Operation } from '../../src/operations/operation.ts';
import {
  addColumn,
  alterColumn,
  column,
  dropColumn,
  enumOf,
  fk,
  index,
  pk,
  raw,
  table,
  text,
} from '../support/catalog.ts';

const string = new DataType({ kind: 'string', length: 20 });
const date = new DataType({ kind: 'date' });
const uuid = new DataType({ kind: 'uuid', nativeUuid: true });

function same(from: Table): ReadonlyMap<string, string> {
  return columnOrigins(from, []);
}

function copyOf(operations: readonly Operation[]): CopyRows['columns'] {
  const copy = operations.find((operation) => operation.kind === 'copyRows');
  return copy?.columns ?? [];
}

function copiedAs(before: DataType, after: DataType): DataType | undefined {
  const from = table('t', [column('a', { type: before })]);
  const to = table('t', [column('a', { type: after })]);
  return copyOf(rebuild(from, to, same(from)))[0]?.castTo;
}

describe('rebuild', () => {
  it('builds aside, copies, drops, renames, and makes the surviving indexes', () => {
    const from = table('t', [column('id'), column('a')], { indexes: [index('ix_a', ['a']), index('ix_gone', ['a'])] });
    const to = table('t', [column('id', { nullable: false }), column('a')], {
      constraints: [pk(['id'])],
      indexes: [index('ix_a', ['a'])],
    });
    const operations = rebuild(from, to, same(from));
    expect(operations.map(({ kind }) => kind)).toEqual([
      'createTable',
      'copyRows',
      'dropTable',
      'renameTable',
      'createIndex',
    ]);
    expect(operations[0]).toEqual({
      kind: 'createTable',
      table: { ...to, name: '_alembic_tmp_t', indexes: [] },
      ifNotExists: false,
    });
    expect(operations[1]).toMatchObject({ from: { name: 't' }, to: { name: '_alembic_tmp_t' } });
    expect(operations[2]).toEqual({ kind: 'dropTable', table: { name: 't' }, ifExists: false, options: {} });
    expect(operations[3]).toEqual({ kind: 'renameTable', table: { name: '_alembic_tmp_t' }, newName: 't' });
    expect(operations[4]).toMatchObject({ table: { name: 't' }, index: { name: 'ix_a' } });
  });

  it('keeps the schema in every name', () => {
    const from = table('t', [column('id')], { schema: 'app', indexes: [index('ix', ['id'])] });
    const names = rebuild(from, from, same(from)).map((operation): TableName | undefined =>
      'table' in operation ? (operation.table as TableName) : undefined,
    );
    expect(names.map((name) => name && [name.schema, name.name])).toEqual([
      ['app', '_alembic_tmp_t'],
      undefined,
      ['app', 't'],
      ['app', '_alembic_tmp_t'],
      ['app', 't'],
    ]);
  });

  it('leaves a reference of the table to itself at its own name', () => {
    const key = fk(['parent_id'], 'node', ['id'], 'fk_node');
    const from = table('node', [column('id'), column('parent_id')], { constraints: [pk(['id']), key] });
    expect(rebuild(from, from, same(from))[0]).toMatchObject({
      table: {
        name: '_alembic_tmp_node',
        constraints: [{ kind: 'primaryKey' }, { references: { table: { name: 'node' } } }],
      },
    });
  });

  it('copies in the order of the new table, renamed columns from their old names', () => {
    const from = table('t', [column('id'), column('a'), column('b')]);
    const to = table('t', [column('id'), column('b'), column('alpha')]);
    const origins = columnOrigins(from, [alterColumn('t', 'a', { newColumnName: 'alpha' })]);
    expect(copyOf(rebuild(from, to, origins))).toEqual([
      { from: 'id', to: 'id' },
      { from: 'b', to: 'b' },
      { from: 'a', to: 'alpha' },
    ]);
  });

  it('does not copy a column that was dropped and added again', () => {
    const from = table('t', [column('id'), column('a')]);
    const origins = columnOrigins(from, [dropColumn('t', 'a'), addColumn('t', column('a', { type: text }))]);
    expect(copyOf(rebuild(from, from, origins))).toEqual([{ from: 'id', to: 'id' }]);
  });

  it('follows two columns that change their names with each other', () => {
    const from = table('t', [column('a'), column('b')]);
    const rename = (name: string, newColumnName: string) => alterColumn('t', name, { newColumnName });
    const origins = columnOrigins(from, [rename('a', 'x'), rename('b', 'a'), rename('x', 'b')]);
    expect(copyOf(rebuild(from, from, origins))).toEqual([
      { from: 'b', to: 'a' },
      { from: 'a', to: 'b' },
    ]);
  });

  it('does not copy a generated column', () => {
    const computed = { kind: 'computed', expression: raw('id * 2'), persisted: true } as const;
    const from = table('t', [column('id'), column('twice', { computed })]);
    expect(copyOf(rebuild(from, from, same(from)))).toEqual([{ from: 'id', to: 'id' }]);
  });

  it('refuses when no column lives on', () => {
    const from = table('t', [column('a')]);
    const to = table('t', [column('b')]);
    expect(() => rebuild(from, to, new Map())).toThrow(
      'rebuilding t would lose its rows: none of its columns lives on',
    );
  });

  it.each([
    ['integer to string', new DataType({ kind: 'integer' }), string],
    ['string to integer', string, new DataType({ kind: 'integer' })],
    [
      'boolean to integer',
      new DataType({ kind: 'boolean', createConstraint: false }),
      new DataType({ kind: 'integer' }),
    ],
    ['date to string', date, string],
    ['float to numeric', new DataType({ kind: 'float' }), new DataType({ kind: 'numeric', precision: 10, scale: 2 })],
    ['string to binary', string, new DataType({ kind: 'largeBinary' })],
  ])('casts from %s', (_, before, after) => {
    expect(copiedAs(before, after)).toBe(after);
  });

  const exact: ExactSpec = { kind: 'exact', name: 'VARCHAR', family: 'string', args: [9], options: {} };
  it.each([
    ['integer to bigInteger', new DataType({ kind: 'integer' }), new DataType({ kind: 'bigInteger' })],
    ['string to text', string, text],
    ['string to an exact VARCHAR', string, new DataType(exact)],
    ['string to enum', string, enumOf('colour', ['red'])],
    ['enum to string', enumOf('colour', ['red']), string],
    ['string to date', string, date],
    ['string to boolean', string, new DataType({ kind: 'boolean', createConstraint: false })],
    ['string to json', string, new DataType({ kind: 'json' })],
    ['date to integer, which would leave the year', date, new DataType({ kind: 'integer' })],
    ['uuid to integer', uuid, new DataType({ kind: 'integer' })],
    ['a verbatim type', new DataType({ kind: 'verbatim', text: 'geometry' }), string],
  ])('does not cast from %s', (_, before, after) => {
    expect(copiedAs(before, after)).toBeUndefined();
  });
});

describe('composeOrigins', () => {
  it('leads through the names between', () => {
    const first = new Map([
      ['b', 'a'],
      ['id', 'id'],
    ]);
    const second = new Map([
      ['c', 'b'],
      ['id', 'id'],
      ['new', 'gone'],
    ]);
    expect([...composeOrigins(first, second)]).toEqual([
      ['c', 'a'],
      ['id', 'id'],
    ]);
  });
});

describe('temporaryName', () => {
  it("is Alembic's, in the table's schema", () => {
    expect(temporaryName({ name: 'order', schema: 'app' })).toEqual({ name: '_alembic_tmp_order', schema: 'app' });
    expect(temporaryName({ name: 'order' })).toEqual({ name: '_alembic_tmp_order' });
  });
});
