import { expect, test } from 'vitest';
import type { Operation } from '../../src/operations/operation.ts';
import { summarize } from '../../src/operations/summarize.ts';
import * as c from '../support/catalog.ts';

const execute = (statement: Extract<Operation, { kind: 'execute' }>['statement']): Operation => ({
  kind: 'execute',
  statement,
  effects: [],
});
const name = { name: 't', schema: 'app' };

const lines: readonly (readonly [Operation, string])[] = [
  [c.createTable(c.table('account', [])), 'create table account'],
  [c.createTable(c.table('t', [], { schema: 'app' })), 'create table app.t'],
  [c.dropTable('t'), 'drop table t'],
  [c.renameTable('t', 'u'), 'rename table t to u'],
  [c.addColumn('account', c.column('email')), 'add column account.email'],
  [c.dropColumn('t', 'a'), 'drop column t.a'],
  [c.alterColumn('t', 'a', {}), 'alter column t.a'],
  [
    c.alterColumn('t', 'a', {
      newColumnName: 'b',
      type: c.text,
      nullable: false,
      serverDefault: c.raw('1'),
      comment: 'x',
      autoincrement: true,
    }),
    'alter column t.a (rename to b, type, not nullable, default, comment, autoincrement)',
  ],
  [
    c.alterColumn('t', 'a', { nullable: true, serverDefault: null, comment: null }),
    'alter column t.a (nullable, drop default, drop comment)',
  ],
  [c.create('t', c.pk(['a'], 'pk_t')), 'create primary key pk_t on t'],
  [c.create('t', c.unique(['a'])), 'create unique constraint on t'],
  [c.create('t', c.fk(['a'], 'o', ['id'], 'fk_t')), 'create foreign key fk_t on t'],
  [c.create('t', c.check('a > 0', 'ck_t')), 'create check constraint ck_t on t'],
  [
    c.create('t', { kind: 'exclude', name: 'no_overlap', elements: [], options: {} }),
    'create exclude constraint no_overlap on t',
  ],
  [c.dropConstraint('account', 'uq_x'), 'drop constraint uq_x on account'],
  [c.createIndex('t', c.index('ix', ['a'])), 'create index ix on t'],
  [c.createIndex('t', c.index('ix', ['a'], { unique: true })), 'create unique index ix on t'],
  [c.dropIndex('ix', 't'), 'drop index ix on t'],
  [{ kind: 'dropIndex', name: 'ix', schema: 'app', ifExists: false, options: {} }, 'drop index app.ix'],
  [{ kind: 'createTableComment', table: name, comment: 'x' }, 'comment on table app.t'],
  [{ kind: 'dropTableComment', table: name }, 'drop comment on table app.t'],
  [
    { kind: 'bulkInsert', table: name, insert: { kind: 'insert', table: name, rows: [[], []] } },
    'insert 2 rows into app.t',
  ],
  [execute({ kind: 'text', sql: 'UPDATE t\n   SET a = 1' }), 'execute UPDATE t SET a = 1'],
  [execute({ kind: 'text', sql: 'x'.repeat(90) }), `execute ${'x'.repeat(59)}…`],
  [
    execute({
      kind: 'expression',
      expression: {
        kind: 'fragment',
        parts: [
          c.raw('UPDATE '),
          { kind: 'identifier', path: ['app', 't'] },
          c.raw(' SET a = '),
          { kind: 'literal', value: 'secret' },
        ],
      },
    }),
    'execute UPDATE app.t SET a = …',
  ],
  [execute({ kind: 'dml', statement: { kind: 'insert', table: name, rows: [[]] } }), 'insert 1 row into app.t'],
  [
    execute({
      kind: 'dml',
      statement: { kind: 'insertFromSelect', table: name, columns: [], select: c.raw('SELECT 1') },
    }),
    'insert rows of a query into app.t',
  ],
  [execute({ kind: 'dml', statement: { kind: 'update', table: name, set: [], where: [] } }), 'update app.t'],
  [execute({ kind: 'dml', statement: { kind: 'delete', table: name, where: [] } }), 'delete from app.t'],
  [c.batch('t', [c.dropColumn('t', 'a')]), 'alter table t in a batch of 1 operation'],
  [c.createType(c.enumOf('letter', ['a'])), 'create type letter'],
  [c.dropType(c.enumOf('letter', ['a'])), 'drop type letter'],
  [
    {
      kind: 'copyRows',
      from: { name: 't' },
      to: { name: 'u' },
      columns: [],
      fromTable: c.table('t', []),
      toTable: c.table('u', []),
    },
    'copy rows from t to u',
  ],
];

test.each(lines)('%# is said in one line', (operation, line) => {
  expect(summarize(operation)).toBe(line);
});
