import { expect, test } from 'vitest';
import { s, sql } from '../../src/index.ts';
import { printOperations } from '../../src/operations/print.ts';
import { misformatted, revisionText, temporaryFolder, upgradeOf } from '../support/printed.ts';
import { operationsOf } from './recording-of.ts';

test('x', async () => {
  const ops = await operationsOf((op) => {
    op.createTable('org', [s.column('id', s.integer(), { primaryKey: true })]);
    const t = op.createTable(
      'account',
      [
        s.column('id', s.integer(), { primaryKey: true }),
        s.column('org_id', s.integer(), { references: s.foreignKey('org.id', { onDelete: 'CASCADE' }), index: true }),
        s.column('name', s.string(120, { collation: 'C' }), { nullable: false, unique: true, serverDefault: "it's" }),
        s.column('kind', s.enum(['a', 'b'], { name: 'kind', createConstraint: true })),
        s.column('made', s.dateTime({ timezone: true }), {
          serverDefault: sql.now(),
          comment: 'a long comment '.repeat(10),
        }),
        s.column('total', s.numeric(10, 2), { computed: s.computed('a + b', { persisted: true }) }),
        s.uniqueConstraint(['id', 'name'], { name: 'uq_x' }),
        s.excludeConstraint(
          [
            ['id', '='],
            [sql`lower(name)`, '&&'],
          ],
          { using: 'gist' },
        ),
        s.checkConstraint('total > 0'),
        s.index('ix_desc', [sql.desc('name'), 'id'], { postgresql: { using: 'gin', where: sql`id > ${3}` } }),
      ],
      { comment: 'who' },
    );
    op.bulkInsert(t, [
      { id: 1, name: 'x' },
      { id: 2, kind: 'b' },
    ]);
    op.execute(t.update({ name: 'y' }).where(t.c.id.eq(1), s.or(t.c.name.like('a%'), t.c.kind.in(['a']))));
    op.execute('CREATE VIEW v AS\n  SELECT `1`');
    op.execute(sql`UPDATE account SET name = ${'x'}
      WHERE ${t.c.id} = ${sql.id('a', 'b')}`);
    op.execute('CALL x()', {
      means: (op) => {
        op.addColumn('account', s.column('age', s.integer()));
      },
    });
    op.alterColumn('account', 'name', {
      type: s.text(),
      nullable: true,
      serverDefault: null,
      postgresql: { using: 'x' },
    });
    op.batchAlterTable('account', (batch) => {
      batch.dropColumn('kind');
      batch.createUniqueConstraint(null, ['name']);
    });
    op.createForeignKey('fk', 'account', 'org', ['id'], ['id'], { onDelete: 'SET NULL' });
    op.createIndex(null, 'account', ['name']);
    op.dropIndex('ix_account_name', { table: 'account' });
    s.enum(['x', 'y'], { name: 'mood' }).create(op.getBind());
    op.renameTable('org', 'orgs');
    op.dropTable('account');
  });
  const printed = printOperations(ops, {
    namingConvention: {},
    dialect: { name: 'postgresql', serverVersion: '16', maxIdentifierLength: 63 },
  });
  const text = revisionText(printed);
  console.log(text);
  const folder = temporaryFolder();
  console.log(misformatted(folder, [text]));
  const up = await upgradeOf(folder, text);
  expect(await operationsOf(up)).toEqual(ops);
});
