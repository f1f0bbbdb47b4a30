import { type Arbitrary, array, constant, integer, oneof, record as recordOf, tuple } from 'fast-check';
import { type Catalog, emptyCatalog } from '../../src/catalog/catalog.ts';
import { reverse } from '../../src/catalog/reverse.ts';
import { s, sql } from '../../src/index.ts';
import type { Expression } from '../../src/model/expressions.ts';
import type { DataType } from '../../src/model/types.ts';
import type { BatchOperations } from '../../src/operations/batch.ts';
import type { Operations } from '../../src/operations/op.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { record } from '../../src/recording/recorder.ts';
import type { CompiledRevision } from '../../src/script/compile.ts';
import type { Dialect } from '../../src/script/dialect.ts';

/** One random wish; which table and column it means depends on what exists when it runs. */
interface Wish {
  readonly kind: (typeof kinds)[number];
  readonly a: number;
  readonly b: number;
}

const kinds = [
  'createTable',
  'createTable',
  'addColumn',
  'addColumn',
  'addComputed',
  'dropColumn',
  'alterType',
  'alterNullable',
  'alterDefault',
  'renameColumn',
  'renameAndAlter',
  'createIndex',
  'dropIndex',
  'createUnique',
  'createCheck',
  'createForeignKey',
  'dropConstraint',
  'renameTable',
  'dropTable',
  'comment',
  'batch',
  'batch',
] as const;

const wish: Arbitrary<Wish> = recordOf({
  kind: oneof(...kinds.map((kind) => constant(kind))),
  a: integer({ min: 0, max: 999 }),
  b: integer({ min: 0, max: 999 }),
});

/** A history as wishes: some a revision. */
export const wishes: Arbitrary<readonly (readonly Wish[])[]> = tuple(
  array(wish, { minLength: 2, maxLength: 4 }),
  array(array(wish, { minLength: 0, maxLength: 4 }), { minLength: 1, maxLength: 7 }),
).map(([first, rest]) => [[{ kind: 'createTable', a: 0, b: 3 }, ...first], ...rest]);

/** A revision, and what history adds up to before and after it. */
export interface RandomRevision extends CompiledRevision {
  readonly before: Catalog;
  readonly after: Catalog;
  readonly operations: readonly Operation[];
}

/** Turns wishes into revisions whose downgrades undo their upgrades, as far as the schema goes. */
export async function historyOf(all: readonly (readonly Wish[])[], dialect: Dialect): Promise<RandomRevision[]> {
  const revisions: RandomRevision[] = [];
  let before: Catalog = emptyCatalog;
  for (const [index, list] of all.entries()) {
    const upgrade = (op: Operations): void => {
      for (const [at, entry] of list.entries()) fulfil(op, entry, serialFrom(index * 1000 + at * 10 + 10));
    };
    const { operations, after } = await record(upgrade, { dialect, before, direction: 'upgrade' });
    const undo = operations
      .toReversed()
      .flatMap((one) => (one.operation.kind === 'execute' ? [] : reverse(one.operation, one.before)));
    revisions.push({
      id: String(index + 1).padStart(4, '0'),
      before,
      after,
      operations: operations.map(({ operation }) => operation),
      upgrade: invoking(operations.map(({ operation }) => operation)),
      downgrade: invoking(undo),
    });
    before = after;
  }
  return revisions;
}

function invoking(operations: readonly Operation[]): (op: Operations) => void {
  return (op) => {
    for (const operation of operations) op.invoke(operation);
  };
}

type Name = (prefix: string) => string;

function serialFrom(first: number): Name {
  let next = first;
  return (prefix) => `${prefix}${next++}`;
}

/** Their values can all be 0 and 1, so that every column takes the row's id. */
const types: readonly ((name: Name) => DataType)[] = [
  () => s.integer(),
  () => s.string(40),
  () => s.text(),
  () => s.bigInteger(),
  () => s.numeric(10, 2),
  (name) => s.boolean({ createConstraint: true, name: name('ck') }),
  (name) => s.enum(['0', '1'], { name: name('e'), createConstraint: true }),
];

function typeAt(at: number, name: Name): DataType {
  return (types[at % types.length] as (name: Name) => DataType)(name);
}

/** Gives every row its id as the column's value. */
function fill(op: Operations, table: string, column: string): void {
  for (const id of [1, 0]) {
    op.execute(`UPDATE ${quoted(table)} SET ${quoted(column)} = '${id}' WHERE id = ${id}`);
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function fulfil(op: Operations, { kind, a, b }: Wish, name: Name): unknown {
  const inspector = op.inspect();
  const tables = inspector.getTableNames();
  const table = tables[a % Math.max(tables.length, 1)];
  if (kind === 'createTable' || table === undefined) return createTable(op, a, b, name);
  const key = inspector.getPkConstraint(table).constrainedColumns;
  const free = inspector
    .getColumns(table)
    .filter((one) => one.name !== 'id' && !key.includes(one.name) && one.computed === undefined);
  const column = free[b % Math.max(free.length, 1)];
  switch (kind) {
    case 'addColumn': {
      const added = name('c');
      const options = b % 2 === 0 ? { nullable: false, serverDefault: b % 4 === 0 ? sql`'0'` : '0' } : {};
      // A boolean takes no text for a default.
      const type = b % 2 === 0 && b % 7 === 5 ? s.text() : typeAt(b, name);
      op.addColumn(table, s.column(added, type, options));
      return fill(op, table, added);
    }
    case 'addComputed':
      return op.addColumn(
        table,
        s.column(name('g'), s.integer(), { computed: s.computed(sql`${sql.id('id')} + ${b}`, { persisted: true }) }),
      );
    case 'dropTable':
      if (
        tables.length > 1 &&
        !tables.some((other) => inspector.getForeignKeys(other).some((one) => one.referredTable === table))
      )
        op.dropTable(table);
      return;
    case 'renameTable':
      return op.renameTable(table, name(b % 2 === 0 ? 'r' : 'Odd "name" '));
    case 'comment':
      return op.createTableComment(table, name('a comment '));
    case 'dropIndex': {
      const index = inspector.getIndexes(table)[0];
      if (index) op.dropIndex(index.name, { table });
      return;
    }
  }
  if (column === undefined) return;
  const change = { nullable: b % 2 === 0 };
  if (!change.nullable) fill(op, table, column.name);
  switch (kind) {
    case 'dropColumn':
      // A NOT NULL column without a default cannot come back on SQLite: its downgrade would be refused.
      if (free.length > 1 && (column.nullable || hasDefault(column))) op.dropColumn(table, column.name);
      return;
    case 'alterType': {
      // What PostgreSQL casts by itself, there and back.
      const family = column.type?.spec.kind;
      if (family === 'string') op.alterColumn(table, column.name, { type: s.text() });
      if (family === 'integer') op.alterColumn(table, column.name, { type: s.bigInteger() });
      return;
    }
    case 'alterNullable':
      return op.alterColumn(table, column.name, change);
    case 'alterDefault':
      return op.alterColumn(table, column.name, { serverDefault: b % 3 === 0 ? null : sql`NULL` });
    case 'renameColumn':
      return op.alterColumn(table, column.name, { newColumnName: name(b % 3 === 0 ? 'Odd name ' : 'n') });
    case 'renameAndAlter':
      return op.alterColumn(table, column.name, { newColumnName: name('n'), ...change });
    case 'createIndex': {
      const columns = [b % 3 === 0 ? sql`${sql.id(column.name)} DESC` : column.name, 'id'];
      const where = sql`${sql.id(column.name)} IS NOT NULL`;
      const options = a % 2 === 0 ? {} : { sqlite: { where }, postgresql: { where } };
      return op.createIndex(name('ix'), table, columns, { unique: b % 5 === 0, ...options });
    }
    case 'createUnique':
      fill(op, table, column.name);
      return op.createUniqueConstraint(name('uq'), table, [column.name]);
    case 'createCheck':
      return op.createCheckConstraint(name('ck'), table, sql`${sql.id('id')} <> ${a + 10}`);
    case 'createForeignKey':
      return addReference(op, table, tables[b % tables.length] as string, name);
    case 'dropConstraint': {
      const unique = inspector.getUniqueConstraints(table).find((one) => one.columnNames[0] !== 'id');
      if (unique?.name) op.dropConstraint(unique.name, table, { type: 'unique' });
      return;
    }
    case 'batch': {
      // PostgreSQL has no rebuild.
      const rebuilds = op.getContext().dialect === 'sqlite';
      const recreate = a % 2 === 1 && rebuilds ? 'always' : 'auto';
      const others = free.filter((one) => one !== column);
      return op.batchAlterTable(table, { recreate }, (batch) =>
        changeInBatch(batch, column.name, others[0]?.name, { change, rebuilds, b, name }),
      );
    }
  }
}

function hasDefault({ default: value }: { readonly default: Expression | null }): boolean {
  return value !== null && !(value.kind === 'raw' && value.text === 'NULL');
}

function createTable(op: Operations, a: number, b: number, name: Name): void {
  const table = name('t');
  const columns = Array.from({ length: (b % 3) + 1 }, (_, i) => s.column(`c${i}`, typeAt(b + i, name)));
  const composite = a % 4 === 1;
  op.createTable(table, [
    s.column('id', s.integer(), { primaryKey: true }),
    ...columns,
    ...(composite
      ? [
          s.column('k', s.integer(), { primaryKey: true }),
          s.column('k2', s.integer(), { check: '"k2" >= 0' }),
          s.uniqueConstraint(['id'], { name: name('uq') }),
          s.foreignKeyConstraint(['k2'], [`${table}.id`], { name: name('fk') }),
        ]
      : []),
  ]);
  const names = ['id', ...columns.map((one) => one.name), ...(composite ? ['k', 'k2'] : [])];
  for (const id of [1, 0]) {
    const values = names.map(() => `'${id}'`).join(', ');
    op.execute(`INSERT INTO ${quoted(table)} (${names.map(quoted).join(', ')}) VALUES (${values})`);
  }
}

function addReference(op: Operations, table: string, target: string, name: Name): void {
  const column = name('f');
  op.addColumn(table, s.column(column, s.integer()));
  fill(op, table, column);
  op.createForeignKey(name('fk'), table, target, [column], ['id'], { onDelete: 'CASCADE' });
}

function changeInBatch(
  batch: BatchOperations,
  column: string,
  other: string | undefined,
  { change, rebuilds, b, name }: { change: { nullable: boolean }; rebuilds: boolean; b: number; name: Name },
): void {
  const added = name('c');
  if (b % 3 !== 0) batch.addColumn(s.column(added, s.integer()), b % 3 === 1 && rebuilds ? { insertAfter: 'id' } : {});
  if (b % 5 === 0) batch.createCheckConstraint(name('ck'), sql`${sql.id(column)} IS NOT NULL OR ${sql.id('id')} >= 0`);
  if (b % 5 === 1) batch.createIndex(name('ix'), [column]);
  if (b % 7 === 0) batch.alterColumn(column, { newColumnName: name('n'), ...change });
  else if (b % 7 === 1) batch.alterColumn(column, change);
  if (b % 11 === 0 && other !== undefined) batch.createUniqueConstraint(name('uq'), [other, 'id']);
}
