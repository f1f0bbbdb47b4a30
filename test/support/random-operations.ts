import { TsmigError } from '../../src/errors.ts';
import { s } from '../../src/index.ts';
import type { BatchOperations } from '../../src/operations/batch.ts';
import type { Operations } from '../../src/operations/op.ts';
import type { Random } from './random-nouns.ts';

/** Asks for random operations; those that do not fit the history so far are left out. */
export function askFor(op: Operations, random: Random): void {
  for (const ask of random.some(6, () => wish(op, random), 1)) attempt(ask);
}

function attempt(ask: () => unknown): void {
  try {
    ask();
  } catch (error) {
    if (!(error instanceof TsmigError) || error.code === 'internal') throw error;
  }
}

/** What history can say; nothing where raw SQL hid it. */
function known(names: () => string[]): string[] {
  try {
    return names();
  } catch (error) {
    if (error instanceof TsmigError) return [];
    throw error;
  }
}

function wish(op: Operations, random: Random): () => unknown {
  const tables = known(() => op.inspect().getTableNames());
  const name = tables.length === 0 || random.often(20) ? random.name() : random.pick(tables);
  const schema = random.often(tables.includes(name) ? 5 : 30) ? { schema: random.name() } : {};
  const columns = known(() =>
    op
      .inspect()
      .getColumns(name)
      .map((one) => one.name),
  );
  const column = (): string => (columns.length === 0 || random.often(10) ? random.name() : random.pick(columns));
  return random.pick<() => unknown>([
    () => createTable(op, random),
    () => createTable(op, random),
    () => createTable(op, random),
    () => op.dropTable(name, { ...schema, ifExists: random.often() }),
    () => op.renameTable(name, random.name(), schema),
    () =>
      op.createTableComment(name, random.name(), {
        ...schema,
        ...(random.often(20) && { existingComment: random.often() ? null : random.text() }),
      }),
    () => op.dropTableComment(name, schema),
    () => op.alterColumn(name, column(), { ...alteration(random), ...schema }),
    () => op.alterColumn(name, column(), { ...alteration(random), ...schema }),
    () =>
      op.addColumn(name, random.column(random.name()), {
        ...schema,
        ifNotExists: random.often(20),
        ...(random.often(10) && { inlineReferences: true, inlinePrimaryKey: true }),
      }),
    () =>
      op.dropColumn(name, column(), {
        ...schema,
        ifExists: random.often(),
        ...(random.often(20) && { mssql: { dropDefault: true } }),
      }),
    () => constraint(op, random, name, schema, column),
    () => constraint(op, random, name, schema, column),
    () =>
      op.dropConstraint(random.givenName(), name, {
        ...schema,
        ifExists: random.often(),
        ...(random.often() && { type: random.pick(['unique', 'check', 'primary', 'foreignkey'] as const) }),
      }),
    () => index(op, random, name, schema, column),
    () =>
      op.dropIndex(random.givenName(), {
        ...schema,
        ...(random.often() && { table: name }),
        ...(random.often(20) && { quote: true, ifExists: true, postgresql: { concurrently: true } }),
      }),
    () => op.bulkInsert(...(random.rows() as [never, never])),
    () => data(op, random),
    () =>
      op.execute(
        random.pick([
          random.sqlText(),
          'SELECT 1\nFROM `x`',
          'CREATE TABLE made (id INTEGER PRIMARY KEY)',
          "UPDATE t SET a = '\\x'",
        ]),
      ),
    () => op.execute(random.expression()),
    () =>
      op.execute(random.sqlText(), {
        means: (inner) => attempt(() => inner.createTable(random.name(), random.elements())),
      }),
    () => batch(op, random, name, schema, column),
    () => batch(op, random, name, schema, column),
    () =>
      random
        .pick([
          s.enum(random.values(), { name: random.givenName() }),
          s.postgresql.ENUM(random.values(), { name: random.name(), createType: false }),
        ])
        .create(op.getBind(), { checkFirst: random.often() }),
    () => s.enum(random.values(), { name: random.givenName() }).drop(op.getBind(), { checkFirst: random.often() }),
  ]);
}

function createTable(op: Operations, random: Random): void {
  op.createTable(random.name(), random.elements(), {
    ifNotExists: random.often(10),
    ...(random.often(20) && { schema: random.name() }),
    ...(random.often(20) && { comment: random.text(), prefixes: ['TEMPORARY'] }),
    ...(random.often(20) && { mysql: { engine: 'InnoDB', [random.name()]: random.text() } }),
  });
}

function alteration(random: Random) {
  const change = random.pick<() => object>([
    () => ({}),
    () => ({ serverDefault: null }),
    () => ({ serverDefault: random.value() }),
    () => ({ serverDefault: random.expression() }),
    () => ({ serverDefault: s.identity({ start: 3 }) }),
    () => ({ serverDefault: s.computed(random.sqlText()) }),
  ])();
  return {
    ...change,
    ...(random.often(30) && { newColumnName: random.name() }),
    ...(random.often() && { type: random.type() }),
    ...(random.often() && { nullable: random.often() }),
    ...(random.often(20) && { comment: random.often() ? null : random.text() }),
    ...(random.often(20) && { autoincrement: random.often() }),
    ...(random.often(20) && {
      existingType: random.type(),
      existingNullable: random.often(),
      existingServerDefault: random.value() as never,
      existingComment: 'x',
    }),
    ...(random.often(20) && { postgresql: { using: random.often() ? random.text() : random.expression() } }),
  };
}

function constraint(op: Operations, random: Random, table: string, schema: object, column: () => string): void {
  const name = random.often(70) ? random.givenName() : null;
  const columns = () => [...new Set(random.some(3, column, 1))];
  const { name: _, ...options } = random.constraintOptions();
  random.pick<() => void>([
    () => op.createPrimaryKey(name, table, columns(), { ...schema, ...options }),
    () => op.createUniqueConstraint(name, table, columns(), { ...schema, ...options }),
    () =>
      op.createForeignKey(name, table, random.often() ? table : random.name(), [column()], [column()], {
        ...options,
        ...(random.often() && {
          onDelete: 'CASCADE',
          match: 'FULL',
          referentSchema: random.name(),
          sourceSchema: random.name(),
        }),
      }),
    () =>
      op.createCheckConstraint(name, table, random.often() ? random.sqlText() : random.expression(), {
        ...schema,
        ...options,
      }),
    () =>
      op.createExcludeConstraint(
        name,
        table,
        [
          [random.name(), '='],
          [random.expression(), '&&'],
        ],
        { ...schema, using: 'gist', where: random.sqlText() },
      ),
  ])();
}

function index(op: Operations, random: Random, table: string, schema: object, column: () => string): void {
  const { kind: _, name, columns, unique, options, quote } = random.index([...new Set(random.some(2, column, 1))]);
  op.createIndex(name, table, columns, {
    ...schema,
    unique,
    ifNotExists: random.often(10),
    ...(quote !== undefined && { quote }),
    ...options,
  });
}

function data(op: Operations, random: Random): void {
  const t = random.mentioned();
  const [target, rows] = random.rows();
  op.execute(
    random.pick([
      () => target.insert(rows as never),
      () =>
        t.insert().fromSelect(
          ['b', 'a'],
          random.template(() => random.value()),
        ),
      () => t.update({ a: random.text() }),
      () => t.update(rows[0] as never).where(random.condition()),
      () => t.delete().where(random.condition(), random.condition()),
      () => t.delete(),
    ])(),
  );
}

function batch(op: Operations, random: Random, table: string, schema: object, column: () => string): void {
  const options = {
    ...schema,
    ...(random.often(30) && { recreate: random.pick(['always', 'never', 'auto'] as const) }),
    ...(random.often(20) && { copyFrom: s.table(table, random.elements(), { comment: 'x' }) }),
    ...(random.often(20) && {
      tableArgs: [s.checkConstraint(random.sqlText(), random.constraintOptions()), s.index(random.givenName(), ['x'])],
    }),
    ...(random.often(20) && { tableKwargs: { mysql: { engine: 'x' }, comment: random.text() } }),
    ...(random.often(20) && { partialReordering: [['a', 'b'], ['c']] }),
    ...(random.often(20) && { namingConvention: { ck: 'ck_%(constraint_name)s' } }),
  };
  op.batchAlterTable(table, options, (inner) => {
    for (const ask of random.some(4, () => batchWish(inner, random, column))) attempt(ask);
  });
}

function batchWish(inner: BatchOperations, random: Random, column: () => string): () => void {
  const name = () => (random.often(70) ? random.givenName() : null);
  return random.pick<() => void>([
    () => inner.addColumn(random.column(random.name()), random.often(20) ? { insertBefore: random.name() } : {}),
    () =>
      inner.alterColumn(column(), {
        ...alteration(random),
        ...(random.often(20) && { insertAfter: random.name() }),
      }),
    () => inner.dropColumn(column()),
    () => inner.createUniqueConstraint(name(), [column()]),
    () => inner.createPrimaryKey(name(), [column()]),
    () =>
      inner.createForeignKey(name(), random.name(), [column()], [column()], {
        referentSchema: random.name(),
      }),
    () => inner.createCheckConstraint(name(), random.expression()),
    () => inner.createExcludeConstraint(name(), [['a', '=']]),
    () => inner.dropConstraint(random.givenName(), { type: 'check' }),
    () => inner.createIndex(random.givenName(), [column()], { unique: true }),
    () => inner.dropIndex(random.givenName()),
    () => inner.createTableComment(random.name()),
    () => inner.dropTableComment(),
  ]);
}
