import { type Arbitrary, array, constant, integer, oneof, record as recordOf, tuple } from 'fast-check';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { emptyCatalog } from '../../src/catalog/catalog.ts';
import { reverse } from '../../src/catalog/reverse.ts';
import { s, sql } from '../../src/index.ts';
import type { DataType } from '../../src/model/types.ts';
import type { Operations } from '../../src/operations/op.ts';
import { record } from '../../src/recording/recorder.ts';
import type { CompiledRevision } from '../../src/script/compile.ts';
import type { Dialect } from '../../src/script/dialect.ts';

/** One random wish; which table and column it means depends on what exists when it runs. */
interface Wish {
  readonly kind: string;
  readonly a: number;
  readonly b: number;
}

const kinds = [
  'createTable',
  'createTable',
  'addColumn',
  'addColumn',
  'dropColumn',
  'alterType',
  'alterNullable',
  'alterDefault',
  'renameColumn',
  'createIndex',
  'createUnique',
  'createCheck',
  'createForeignKey',
  'dropConstraint',
  'renameTable',
  'dropTable',
  'comment',
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

/** Turns wishes into revisions whose downgrades undo their upgrades. */
export async function historyOf(all: readonly (readonly Wish[])[], dialect: Dialect): Promise<CompiledRevision[]> {
  const revisions: CompiledRevision[] = [];
  let catalog: Catalog = emptyCatalog;
  for (const [index, list] of all.entries()) {
    const serial = { next: index * 100 };
    const upgrade = (op: Operations): void =>
      list.forEach((entry) => fulfil(op, entry, { next: serial.next + 10 * list.indexOf(entry) }));
    const recording = await record(upgrade, { dialect, before: catalog, direction: 'upgrade' });
    const undo = recording.operations.toReversed().flatMap(({ operation, before }) => reverse(operation, before));
    catalog = recording.after;
    revisions.push({
      id: String(index + 1).padStart(4, '0'),
      upgrade: (op) => recording.operations.forEach(({ operation }) => op.invoke(operation)),
      downgrade: (op) => undo.forEach((operation) => op.invoke(operation)),
    });
  }
  return revisions;
}

const types: readonly (() => DataType)[] = [
  () => s.integer(),
  () => s.string(40),
  () => s.text(),
  () => s.bigInteger(),
  () => s.numeric(10, 2),
];

function fulfil(op: Operations, { kind, a, b }: Wish, serial: { next: number }): void {
  const inspector = op.inspect();
  const tables = inspector.getTableNames();
  const name = (prefix: string): string => `${prefix}${serial.next++}`;
  const table = tables[a % Math.max(tables.length, 1)];
  if (kind === 'createTable' || table === undefined) {
    op.createTable(name('t'), [
      s.column('id', s.integer(), { primaryKey: true }),
      ...Array.from({ length: (b % 3) + 1 }, (_, i) =>
        s.column(`c${i}`, (types[(b + i) % types.length] as () => DataType)()),
      ),
    ]);
    return;
  }
  const columns = inspector
    .getColumns(table)
    .map((column) => column.name)
    .filter((column) => column !== 'id');
  const column = columns[b % Math.max(columns.length, 1)];
  switch (kind) {
    case 'addColumn':
      return op.addColumn(
        table,
        s.column(
          name('c'),
          (types[b % types.length] as () => DataType)(),
          b % 2 === 0 ? { nullable: false, serverDefault: sql`0` } : {},
        ),
      );
    case 'dropTable':
      if (
        tables.length > 1 &&
        !tables.some((other) => inspector.getForeignKeys(other).some((key) => key.referredTable === table))
      )
        op.dropTable(table);
      return;
    case 'renameTable':
      return op.renameTable(table, name('r'));
    case 'comment':
      return op.createTableComment(table, name('a comment '));
  }
  if (column === undefined) return;
  switch (kind) {
    case 'dropColumn': {
      // A NOT NULL column without a default cannot come back on SQLite: its downgrade would be refused.
      const { nullable, default: value } = inspector.getColumns(table).find(({ name }) => name === column) ?? {};
      if (columns.length > 1 && (nullable || value !== null)) op.dropColumn(table, column);
      return;
    }
    case 'alterType':
      return op.alterColumn(table, column, { type: s.text(), serverDefault: null });
    case 'alterNullable':
      return op.alterColumn(table, column, { nullable: b % 2 === 0 });
    case 'alterDefault':
      return op.alterColumn(table, column, { serverDefault: sql`NULL` });
    case 'renameColumn':
      return op.alterColumn(table, column, { newColumnName: name('n') });
    case 'createIndex':
      return op.createIndex(name('ix'), table, [column], { unique: false });
    case 'createUnique':
      return op.createUniqueConstraint(name('uq'), table, [column]);
    case 'createCheck':
      return op.createCheckConstraint(name('ck'), table, sql`${sql.id('id')} <> ${a}`);
    case 'createForeignKey': {
      op.addColumn(table, s.column(name('f'), s.integer()));
      return op.createForeignKey(
        name('fk'),
        table,
        tables[b % tables.length] as string,
        [`f${serial.next - 2}`],
        ['id'],
      );
    }
    case 'dropConstraint': {
      const unique = inspector.getUniqueConstraints(table)[0];
      if (unique?.name) op.dropConstraint(unique.name, table, { type: 'unique' });
      return;
    }
  }
}
