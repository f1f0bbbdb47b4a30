import { describe, expect, test } from 'vitest';
import { TsmigError } from '../../src/errors.ts';
import { s, sql } from '../../src/index.ts';
import type { NamingConvention } from '../../src/model/naming.ts';
import { DataType } from '../../src/model/types.ts';
import type { Operations } from '../../src/operations/op.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { type PrintOptions, printOperations } from '../../src/operations/print.ts';
import { operationsOf } from './recording-of.ts';

const dialect = { name: 'postgresql', serverVersion: '16', maxIdentifierLength: 63 } as const;

interface Given extends Partial<PrintOptions> {
  /** What history has before. */
  readonly after?: (op: Operations) => void;
}

/** What is printed for the operations that a function asks for, as one text. */
async function printed(fn: (op: Operations) => void, { after, ...options }: Given = {}): Promise<string> {
  const { namingConvention = {} } = options;
  const operations = await operationsOf(fn, { namingConvention, ...(after && { after }) });
  return print(operations, options);
}

function print(operations: readonly Operation[], options: Partial<PrintOptions> = {}): string {
  return printOperations(operations, { dialect, namingConvention: {}, ...options }).lines.join('\n');
}

function refusal(body: () => unknown): TsmigError {
  try {
    body();
  } catch (error) {
    if (error instanceof TsmigError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

/** A history with a table to change. */
const account = (op: Operations) => {
  op.createTable('account', [
    s.column('id', s.integer(), { primaryKey: true }),
    s.column('name', s.string(50)),
    s.column('age', s.integer()),
    s.uniqueConstraint(['name'], { name: 'uq_name' }),
    s.index('ix_age', ['age']),
  ]);
  op.createTable('org', [s.column('id', s.integer(), { primaryKey: true })], { schema: 'far' });
};

const convention: NamingConvention = {
  ix: 'ix_%(column_0_label)s',
  uq: 'uq_%(table_name)s_%(column_0_name)s',
  ck: 'ck_%(table_name)s_%(constraint_name)s',
  fk: 'fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s',
  pk: 'pk_%(table_name)s',
};

describe('a table', () => {
  test('has on its columns what a person writes there', async () => {
    const text = await printed((op) => {
      op.createTable(
        'account',
        [
          s.column('id', s.integer(), { primaryKey: true }),
          s.column('org_id', s.integer(), { references: 'far.org.id', nullable: false, index: true }),
          s.column('owner_id', s.integer(), { references: s.foreignKey('user.id', { onDelete: 'CASCADE' }) }),
          s.column('email', s.string(120), { unique: true, check: "email LIKE '%@%'" }),
          s.column('made', s.dateTime({ timezone: true }), { serverDefault: sql.now(), comment: 'when it was made' }),
          s.column('total', s.numeric(10, 2), { computed: s.computed('price * amount', { persisted: true }) }),
        ],
        { comment: 'who may log in', schema: 'near' },
      );
    });
    expect(text).toBe(`op.createTable(
  'account',
  [
    s.column('id', s.integer(), { primaryKey: true }),
    s.column('org_id', s.integer(), { nullable: false, index: true, references: 'far.org.id' }),
    s.column('owner_id', s.integer(), { references: s.foreignKey('user.id', { onDelete: 'CASCADE' }) }),
    s.column('email', s.string(120), { unique: true, check: "email LIKE '%@%'" }),
    s.column('made', s.dateTime({ timezone: true }), { serverDefault: sql.now(), comment: 'when it was made' }),
    s.column('total', s.numeric(10, 2), { computed: s.computed('price * amount', { persisted: true }) }),
  ],
  { comment: 'who may log in', schema: 'near' },
);`);
  });

  test('has as elements of its own what no column can say', async () => {
    const text = await printed((op) => {
      op.createTable('membership', [
        s.column('user_id', s.integer()),
        s.column('group_id', s.integer()),
        s.primaryKeyConstraint(['user_id', 'group_id'], { name: 'pk_of_it' }),
        s.uniqueConstraint(['group_id', 'user_id'], { deferrable: true, initially: 'DEFERRED' }),
        s.foreignKeyConstraint(['user_id', 'group_id'], ['a.x', 'a.y'], { name: 'fk', onUpdate: 'SET NULL' }),
        s.checkConstraint('user_id > 0', { name: 'ck' }),
        s.checkConstraint(sql`${sql.id('group id')} <> ${"it's"}`),
        s.excludeConstraint([['user_id', '=']], { using: 'gist', where: 'group_id > 1' }),
        s.index('ix_both', ['user_id', sql.desc('group_id')], { unique: true, postgresql: { using: 'gin' } }),
      ]);
    });
    expect(text).toBe(`op.createTable('membership', [
  s.column('user_id', s.integer()),
  s.column('group_id', s.integer()),
  s.primaryKeyConstraint(['user_id', 'group_id'], { name: 'pk_of_it' }),
  s.uniqueConstraint(['group_id', 'user_id'], { deferrable: true, initially: 'DEFERRED' }),
  s.foreignKeyConstraint(['user_id', 'group_id'], ['a.x', 'a.y'], { onUpdate: 'SET NULL', name: 'fk' }),
  s.checkConstraint('user_id > 0', { name: 'ck' }),
  s.checkConstraint(sql\`\${sql.id('group id')} <> \${"it's"}\`),
  s.excludeConstraint([['user_id', '=']], { using: 'gist', where: 'group_id > 1' }),
  s.index('ix_both', ['user_id', sql.desc('group_id')], { unique: true, postgresql: { using: 'gin' } }),
]);`);
  });

  test('leaves out what goes without saying, and says what does not', async () => {
    const text = await printed((op) => {
      op.createTable('t', [
        s.column('id', s.integer(), { primaryKey: true, nullable: false, autoincrement: 'auto' }),
        s.column('n', s.integer(), { identity: s.identity({ start: 5, maxValue: 2n ** 60n }), nullable: false }),
        s.column('m', s.integer(), { identity: s.identity(), nullable: true }),
        s.column('k', s.integer(), { nullable: true, unique: false, autoincrement: false }),
        s.column('Odd name', s.text(), { quote: false, mssql: { identityStart: 1 } }),
      ]);
    });
    expect(text).toBe(`op.createTable('t', [
  s.column('id', s.integer(), { primaryKey: true }),
  s.column('n', s.integer(), { identity: s.identity({ start: 5, maxValue: 1152921504606846976n }) }),
  s.column('m', s.integer(), { nullable: true, identity: s.identity() }),
  s.column('k', s.integer(), { autoincrement: false }),
  s.column('Odd name', s.text(), { quote: false, mssql: { identityStart: 1 } }),
]);`);
  });

  test('refers to what has a dot in its name by a call of its own', () => {
    const table = {
      name: 'a',
      columns: [{ name: 'b', type: s.integer(), nullable: true, autoincrement: 'auto', checks: [], options: {} }],
      constraints: [
        { kind: 'foreignKey', columns: ['b'], references: { table: { name: 'x.y' }, columns: ['z'] }, options: {} },
      ],
      indexes: [],
      prefixes: [],
      options: {},
    } as const;
    expect(print([{ kind: 'createTable', table, ifNotExists: false }])).toBe(
      `op.createTable('a', [s.column('b', s.integer())]);\nop.createForeignKey(null, 'a', 'x.y', ['b'], ['z']);`,
    );
  });

  test('is dropped, renamed and commented', async () => {
    const text = await printed(
      (op) => {
        op.createTableComment('account', "it's it");
        op.dropTableComment('account', { existingComment: "it's it" });
        op.renameTable('account', 'user');
        op.dropTable('org', { schema: 'far', ifExists: true });
      },
      { after: account },
    );
    expect(text).toBe(`op.createTableComment('account', "it's it");
op.dropTableComment('account', { existingComment: "it's it" });
op.renameTable('account', 'user');
op.dropTable('org', { ifExists: true, schema: 'far' });`);
  });
});

describe('a column', () => {
  test('is added with what comes with it', async () => {
    const text = await printed(
      (op) => {
        op.addColumn('account', s.column('org_id', s.integer(), { references: 'far.org.id', index: true }));
        op.addColumn('account', s.column('active', s.boolean(), { serverDefault: true, nullable: false }), {
          ifNotExists: true,
        });
        op.dropColumn('account', 'age', { ifExists: true, mssql: { dropDefault: true } });
      },
      { after: account },
    );
    expect(
      text,
    ).toBe(`op.addColumn('account', s.column('org_id', s.integer(), { index: true, references: 'far.org.id' }));
op.addColumn('account', s.column('active', s.boolean(), { nullable: false, serverDefault: true }), {
  ifNotExists: true,
});
op.dropColumn('account', 'age', { ifExists: true, mssql: { dropDefault: true } });`);
  });

  test('that comes again brings back by calls of their own what its options cannot say', () => {
    const column = {
      name: 'a',
      type: s.integer(),
      nullable: true,
      autoincrement: 'auto',
      checks: [],
      options: {},
    } as const;
    const add = {
      kind: 'addColumn',
      table: { name: 't' },
      column,
      primaryKey: false,
      constraints: [{ kind: 'unique', name: 'uq', columns: ['a', 'b'], options: {} }],
      indexes: [{ name: 'ix', columns: ['b', 'a'], unique: false, options: {} }],
      ifNotExists: false,
      inlineReferences: false,
      inlinePrimaryKey: false,
    } as const;
    expect(print([add])).toBe(`op.addColumn('t', s.column('a', s.integer()));
op.createUniqueConstraint('uq', 't', ['a', 'b']);
op.createIndex('ix', 't', ['b', 'a']);`);
  });

  test('changes in every way', async () => {
    const text = await printed(
      (op) => {
        op.alterColumn('account', 'name', { type: s.text(), nullable: false, postgresql: { using: 'name::text' } });
        op.alterColumn('account', 'name', {
          serverDefault: 'x',
          comment: 'what it is called',
          newColumnName: 'called',
        });
        op.alterColumn('account', 'called', { serverDefault: null, comment: null });
        op.alterColumn('account', 'age', { serverDefault: sql`1 + ${2}` });
        op.alterColumn('account', 'age', { serverDefault: s.identity({ always: true }), autoincrement: false });
        op.alterColumn('account', 'age', { serverDefault: s.computed('1 + 1') });
        op.alterColumn('org', 'id', { schema: 'far', serverDefault: sql.literal(5) });
      },
      { after: account },
    );
    expect(
      text,
    ).toBe(`op.alterColumn('account', 'name', { type: s.text(), nullable: false, postgresql: { using: 'name::text' } });
op.alterColumn('account', 'name', { newColumnName: 'called', serverDefault: 'x', comment: 'what it is called' });
op.alterColumn('account', 'called', { serverDefault: null, comment: null });
op.alterColumn('account', 'age', { serverDefault: sql\`1 + \${2}\` });
op.alterColumn('account', 'age', { serverDefault: s.identity({ always: true }), autoincrement: false });
op.alterColumn('account', 'age', { serverDefault: s.computed('1 + 1') });
op.alterColumn('org', 'id', { serverDefault: sql.literal(5), schema: 'far' });`);
  });
});

describe('constraints and indexes', () => {
  test('are made and dropped', async () => {
    const text = await printed(
      (op) => {
        op.dropConstraint('uq_name', 'account', { type: 'unique' });
        op.createUniqueConstraint('uq', 'account', ['name', 'age'], { deferrable: true });
        op.createCheckConstraint('ck', 'account', 'age > 0');
        op.createForeignKey('fk', 'account', 'org', ['age'], ['id'], { referentSchema: 'far', onDelete: 'SET NULL' });
        op.createExcludeConstraint(
          'ex',
          'account',
          [
            ['age', '='],
            [sql`lower(name)`, '='],
          ],
          { using: 'gist' },
        );
        op.dropIndex('ix_age', { table: 'account' });
        op.createIndex('ix', 'account', ['age', sql.nullsLast(sql.desc('name'))], {
          unique: true,
          postgresql: { where: sql`age > ${1}` },
        });
        op.createIndex(null, 'account', ['name']);
        op.dropIndex('ix', { ifExists: true });
      },
      { after: account },
    );
    expect(text).toBe(`op.dropConstraint('uq_name', 'account', { type: 'unique' });
op.createUniqueConstraint('uq', 'account', ['name', 'age'], { deferrable: true });
op.createCheckConstraint('ck', 'account', 'age > 0');
op.createForeignKey('fk', 'account', 'org', ['age'], ['id'], { onDelete: 'SET NULL', referentSchema: 'far' });
op.createExcludeConstraint(
  'ex',
  'account',
  [
    ['age', '='],
    [sql\`lower(name)\`, '='],
  ],
  { using: 'gist' },
);
op.dropIndex('ix_age', { table: 'account' });
op.createIndex('ix', 'account', ['age', sql.nullsLast(sql.desc('name'))], {
  unique: true,
  postgresql: { where: sql\`age > \${1}\` },
});
op.createIndex(null, 'account', ['name']);
op.dropIndex('ix', { ifExists: true });`);
  });

  test('get their primary key', async () => {
    const text = await printed(
      (op) => op.createPrimaryKey('pk_t', 't', ['a', 'b'], { postgresql: { include: ['c'] } }),
      {
        after: (op) => {
          op.createTable('t', [s.column('a', s.integer()), s.column('b', s.integer()), s.column('c', s.integer())]);
        },
      },
    );
    expect(text).toBe(`op.createPrimaryKey('pk_t', 't', ['a', 'b'], { postgresql: { include: ['c'] } });`);
  });

  test('with a naming convention say only names that it does not make', async () => {
    const text = await printed(
      (op) => {
        op.createTable('t', [
          s.column('id', s.integer(), { primaryKey: true }),
          s.column('a', s.integer(), { unique: true, index: false, references: 'o.id' }),
          s.column('b', s.integer(), { references: s.foreignKey('o.id', { name: 'own' }) }),
          s.checkConstraint('a > 0', { name: 'positive' }),
          s.checkConstraint('a > 1', { name: op.f('exact') }),
          s.checkConstraint('a > 2'),
          s.uniqueConstraint(['b'], { name: 'uq_other' }),
          s.index(null, ['a', 'b']),
        ]);
        op.createUniqueConstraint(null, 't', ['b', 'a']);
        op.createCheckConstraint('more', 't', 'b > 0');
        op.dropConstraint('positive', 't', { type: 'check' });
        op.dropConstraint(op.f('exact'), 't', { type: 'check' });
        op.dropConstraint(op.f('fk_t_a_o'), 't', { type: 'foreignkey' });
      },
      {
        namingConvention: convention,
        after: (op) => void op.createTable('o', [s.column('id', s.integer(), { primaryKey: true })]),
      },
    );
    expect(text).toBe(`op.createTable('t', [
  s.column('id', s.integer(), { primaryKey: true }),
  s.column('a', s.integer(), { unique: true, references: 'o.id' }),
  s.column('b', s.integer(), { references: s.foreignKey('o.id', { name: 'own' }) }),
  s.checkConstraint('a > 0', { name: op.f('ck_t_positive') }),
  s.checkConstraint('a > 1', { name: op.f('exact') }),
  s.checkConstraint('a > 2'),
  s.uniqueConstraint(['b'], { name: 'uq_other' }),
  s.index(null, ['a', 'b']),
]);
op.createUniqueConstraint(null, 't', ['b', 'a']);
op.createCheckConstraint(op.f('ck_t_more'), 't', 'b > 0');
op.dropConstraint(op.f('ck_t_positive'), 't', { type: 'check' });
op.dropConstraint(op.f('exact'), 't', { type: 'check' });
op.dropConstraint('fk_t_a_o', 't', { type: 'foreignkey' });`);
  });
});

describe('the check that a type brings along', () => {
  const boolean = s.column('a', s.boolean({ createConstraint: true, name: 'ck' }));

  test('goes with the type', async () => {
    expect(await printed((op) => void op.createTable('t', [boolean]))).toBe(
      "op.createTable('t', [s.column('a', s.boolean({ createConstraint: true, name: 'ck' }))]);",
    );
  });

  test('does not come back where it was dropped', async () => {
    const [create] = await operationsOf((op) => void op.createTable('t', [boolean]));
    if (create?.kind !== 'createTable') throw new Error('it is the creation of a table');
    expect(print([{ ...create, table: { ...create.table, constraints: [] } }])).toBe(
      "op.createTable('t', [s.column('a', s.boolean({ name: 'ck' }))]);",
    );
  });

  test('comes by itself as a condition', async () => {
    const [create] = await operationsOf((op) => void op.createTable('t', [boolean]));
    const [constraint] = create?.kind === 'createTable' ? create.table.constraints : [];
    if (constraint?.kind !== 'check') throw new Error('it is a check');
    expect(print([{ kind: 'createCheckConstraint', table: { name: 't' }, constraint }])).toBe(
      `op.createCheckConstraint('ck', 't', sql\`\${sql.id('a')} IN (\${0}, \${1})\`);`,
    );
  });
});

describe('a batch', () => {
  test('has its operations without the table', async () => {
    const text = await printed(
      (op) => {
        op.batchAlterTable('account', { recreate: 'always', partialReordering: [['name', 'id']] }, (batch) => {
          batch.addColumn(s.column('x', s.integer()), { insertAfter: 'id' });
          batch.alterColumn('name', { nullable: false });
          batch.dropColumn('age');
          batch.dropConstraint('uq_name', { type: 'unique' });
          batch.createForeignKey('fk', 'org', ['x'], ['id'], { referentSchema: 'far' });
          batch.createIndex('ix', ['x']);
          batch.createCheckConstraint(batch.f('ck'), 'x > 0');
          batch.createTableComment('new');
        });
        op.batchAlterTable('org', { schema: 'far' }, () => {});
      },
      { after: account, namingConvention: { ck: 'ck_%(constraint_name)s' } },
    );
    expect(
      text,
    ).toBe(`op.batchAlterTable('account', { recreate: 'always', partialReordering: [['name', 'id']] }, (batch) => {
  batch.addColumn(s.column('x', s.integer()), { insertAfter: 'id' });
  batch.alterColumn('name', { nullable: false });
  batch.dropColumn('age');
  batch.dropConstraint('uq_name', { type: 'unique' });
  batch.createForeignKey('fk', 'org', ['x'], ['id'], { referentSchema: 'far' });
  batch.createIndex('ix', ['x']);
  batch.createCheckConstraint(batch.f('ck'), 'x > 0');
  batch.createTableComment('new');
});
op.batchAlterTable('org', { schema: 'far' }, () => {});`);
  });

  test('says what the table is and what it gets besides', async () => {
    const text = await printed((op) => {
      const copyFrom = s.table('t', [s.column('id', s.integer(), { primaryKey: true })], { comment: 'as it is' });
      const tableArgs = [s.checkConstraint('id > 0', { name: 'ck' }), s.index('ix', ['id'])];
      op.batchAlterTable('t', { copyFrom, tableArgs, tableKwargs: { comment: 'new' } }, (batch) =>
        batch.addColumn(s.column('a', s.text())),
      );
    });
    expect(text).toBe(`op.batchAlterTable(
  't',
  {
    copyFrom: s.table('t', [s.column('id', s.integer(), { primaryKey: true })], { comment: 'as it is' }),
    tableArgs: [s.checkConstraint('id > 0', { name: 'ck' }), s.index('ix', ['id'])],
    tableKwargs: { comment: 'new' },
  },
  (batch) => {
    batch.addColumn(s.column('a', s.text()));
  },
);`);
  });
});

describe('statements', () => {
  test('are text, its line breaks those of a template', async () => {
    const text = await printed(
      (op) => {
        op.execute("SELECT 'it''s'");
        op.execute(`SELECT 1\n  FROM \`a\` -- \${b}`);
        op.execute(sql`SELECT ${"it's"}
  FROM ${sql.id('far', 'org')}`);
        op.execute('CALL add_age()', { means: (inner) => inner.dropTable('account') });
      },
      { after: account },
    );
    expect(text).toBe(`op.execute("SELECT 'it''s'");
op.execute(\`SELECT 1
  FROM \\\`a\\\` -- \\\${b}\`);
op.execute(sql\`SELECT \${"it's"}
  FROM \${sql.id('far', 'org')}\`);
op.execute('CALL add_age()', {
  means: (op) => {
    op.dropTable('account');
  },
});`);
  });

  test('that change rows have their table as a constant', async () => {
    const text = await printed(
      (op) => {
        const t = s.table('account', [s.column('id', s.integer()), s.column('name', s.string(50))]);
        op.bulkInsert(t, [{ name: 'Ann', id: 1 }, { id: 2 }]);
        op.execute(t.update({ name: 'Bo' }).where(t.c.id.between(1, 2), s.not(t.c.name.isNull())));
        op.execute(t.delete());
        op.execute(t.insert().fromSelect(['id'], sql`SELECT 3`));
      },
      { after: account },
    );
    expect(
      text,
    ).toBe(`const account = s.table('account', [s.column('id', s.integer()), s.column('name', s.string(50))]);
op.bulkInsert(account, [{ id: 1, name: 'Ann' }, { id: 2 }]);
const account2 = s.table('account', [s.column('name', s.string(50)), s.column('id', s.integer())]);
op.execute(account2.update({ name: 'Bo' }).where(account2.c.id.between(1, 2), s.not(account2.c.name.isNull())));
const account3 = s.table('account', []);
op.execute(account3.delete());
const account4 = s.table('account', [s.column('id')]);
op.execute(account4.insert().fromSelect(['id'], sql\`SELECT 3\`));`);
  });

  test('hold values of every kind', async () => {
    const values = [null, true, -0, 1e21, Number.NaN, -5n, new Date(0), new Uint8Array([1, 255]), { a: [1, 'b'] }];
    const text = await printed((op) => {
      for (const value of [`a'b"c`, "a'b", 'a\\b\u2028c\ud800', ...values]) op.execute(sql`SELECT ${value}`);
    });
    expect(text).toBe(`op.execute(sql\`SELECT \${'a\\'b"c'}\`);
op.execute(sql\`SELECT \${"a'b"}\`);
op.execute(sql\`SELECT \${'a\\\\b\\u2028c\\ud800'}\`);
op.execute(sql\`SELECT \${null}\`);
op.execute(sql\`SELECT \${true}\`);
op.execute(sql\`SELECT \${-0}\`);
op.execute(sql\`SELECT \${1e21}\`);
op.execute(sql\`SELECT \${NaN}\`);
op.execute(sql\`SELECT \${-5n}\`);
op.execute(sql\`SELECT \${new Date('1970-01-01T00:00:00.000Z')}\`);
op.execute(sql\`SELECT \${new Uint8Array([1, 255])}\`);
op.execute(sql\`SELECT \${{ a: [1, 'b'] }}\`);`);
  });
});

describe('types', () => {
  const printedType = (type: DataType) =>
    print([{ kind: 'createType', type, checkFirst: true, implicit: false }]).replace('.create(op.getBind());', '');

  test.each<readonly [DataType, string]>([
    [s.integer(), 's.integer()'],
    [s.float(24), 's.float(24)'],
    [s.numeric(10, 2), 's.numeric(10, 2)'],
    [s.boolean({ createConstraint: true, name: 'ck' }), "s.boolean({ createConstraint: true, name: 'ck' })"],
    [s.string(50, { collation: 'C' }), "s.string(50, { collation: 'C' })"],
    [s.text(undefined, { collation: 'C' }), "s.text(undefined, { collation: 'C' })"],
    [s.time(), 's.time()'],
    [s.dateTime({ timezone: true }), 's.dateTime({ timezone: true })'],
    [s.interval({ native: false, dayPrecision: 2 }), 's.interval({ native: false, dayPrecision: 2 })'],
    [s.largeBinary(5), 's.largeBinary(5)'],
    [s.uuid({ nativeUuid: false }), 's.uuid({ nativeUuid: false })'],
    [s.enum(['a', "b'"], { name: 'e', schema: 'x' }), `s.enum(['a', "b'"], { name: 'e', schema: 'x' })`],
    [s.enum(['a'], { nativeEnum: false, length: 9 }), "s.enum(['a'], { nativeEnum: false, length: 9 })"],
    [
      s.postgresql.ENUM(['a'], { name: 'e', createType: false }),
      "s.postgresql.ENUM(['a'], { name: 'e', createType: false })",
    ],
    [s.array(s.text(), { dimensions: 2 }), 's.array(s.text(), { dimensions: 2 })'],
    [
      s.postgresql.DOMAIN('d', s.text(), { check: "VALUE <> ''", default: 'x', notNull: true }),
      `s.postgresql.DOMAIN('d', s.text(), { check: "VALUE <> ''", default: 'x', notNull: true })`,
    ],
    [s.type('geometry(Point,4326)'), "s.type('geometry(Point,4326)')"],
    [s.types.VARCHAR(9), 's.types.VARCHAR(9)'],
    [s.postgresql.TIMESTAMP({ precision: 3 }), 's.postgresql.TIMESTAMP({ precision: 3 })'],
    [s.mysql.INTEGER({ unsigned: true }), 's.mysql.INTEGER({ unsigned: true })'],
    [s.mysql.VARCHAR(undefined, { charset: 'utf8mb4' }), "s.mysql.VARCHAR(undefined, { charset: 'utf8mb4' })"],
    [s.mysql.DECIMAL(5, undefined, { zerofill: true }), 's.mysql.DECIMAL(5, undefined, { zerofill: true })'],
    [s.mysql.SET('a', 'b', { charset: 'x' }), "s.mysql.SET('a', 'b', { charset: 'x' })"],
    [s.mssql.NVARCHAR('max'), "s.mssql.NVARCHAR('max')"],
    [s.oracle.NUMBER(10, -2), 's.oracle.NUMBER(10, -2)'],
    [s.sqlite.DATETIME(), 's.sqlite.DATETIME()'],
    [s.string(9).withVariant(s.text(), 'mysql', 'mariadb'), "s.string(9).withVariant(s.text(), 'mysql', 'mariadb')"],
    [
      s.string(9).withVariant(s.text(), 'mysql').withVariant(s.type('x'), 'oracle'),
      "s.string(9).withVariant(s.text(), 'mysql').withVariant(s.type('x'), 'oracle')",
    ],
  ])('%#: the call that makes one', (type, text) => {
    expect(printedType(type)).toBe(text);
  });

  test('are made and dropped by hand', async () => {
    const text = await printed((op) => {
      const mood = s.enum(['sad', 'happy'], { name: 'mood' });
      mood.create(op.getBind());
      mood.drop(op.getBind(), { checkFirst: false });
    });
    expect(text).toBe(`s.enum(['sad', 'happy'], { name: 'mood' }).create(op.getBind());
s.enum(['sad', 'happy'], { name: 'mood' }).drop(op.getBind(), { checkFirst: false });`);
  });

  test('that no call makes are refused', () => {
    const type = new DataType({ kind: 'exact', name: 'NOTHING', family: 'other', args: [], options: {} });
    expect(refusal(() => printedType(type))).toMatchObject({
      code: 'operation',
      message: 'no call of s makes the type NOTHING with these arguments',
    });
  });
});

describe('renderItem', () => {
  const table = (op: Operations) => {
    op.createTable('t', [
      s.column('id', s.integer(), { primaryKey: true }),
      s.column('a', s.type('vector(3)'), { serverDefault: sql`'[]'`, index: true }),
      s.column('b', s.text(), { unique: true }),
      s.checkConstraint('a > 0'),
    ]);
  };

  test('gives its own text for an item', async () => {
    const text = await printed(table, {
      renderItem: (kind, item) => {
        if (kind === 'type' && item instanceof DataType && item.spec.kind === 'verbatim') return 'vector(3)';
        if (kind === 'column' && (item as { name: string }).name === 'id') return 'idColumn()';
        return kind === 'constraint' && (item as { kind: string }).kind === 'check' ? "notEmpty('a')" : false;
      },
    });
    expect(text).toBe(`op.createTable('t', [
  idColumn(),
  s.column('a', vector(3), { index: true, serverDefault: sql\`'[]'\` }),
  s.column('b', s.text(), { unique: true }),
  s.primaryKeyConstraint(['id']),
  notEmpty('a'),
]);`);
  });

  test('leaves items out', async () => {
    const text = await printed(table, {
      renderItem: (kind) => (['serverDefault', 'constraint', 'index'].includes(kind) ? null : false),
    });
    expect(text).toBe(`op.createTable('t', [
  s.column('id', s.integer(), { nullable: false }),
  s.column('a', s.type('vector(3)')),
  s.column('b', s.text()),
]);`);
  });
});

describe('what is used of tsmig', () => {
  const uses = async (fn: (op: Operations) => void) => [
    ...printOperations(await operationsOf(fn), { dialect, namingConvention: {} }).uses,
  ];

  test('is told for the import', async () => {
    expect(await uses((op) => op.dropTable('t', { ifExists: true }))).toEqual([]);
    expect(await uses((op) => op.execute('SELECT s.a, sql.b'))).toEqual([]);
    expect(await uses((op) => op.execute(sql`SELECT 1`))).toEqual(['sql']);
    expect(await uses((op) => op.createTable('t', [s.column('a', s.integer(), { serverDefault: sql.now() })]))).toEqual(
      ['s', 'sql'],
    );
  });
});

test('the copy of a rebuild is not a matter of revisions', () => {
  const table = { name: 't', columns: [], constraints: [], indexes: [], prefixes: [], options: {} };
  const copy: Operation = {
    kind: 'copyRows',
    from: { name: 'a' },
    to: { name: 'b' },
    columns: [],
    fromTable: table,
    toTable: table,
  };
  expect(refusal(() => print([copy])).code).toBe('internal');
});
