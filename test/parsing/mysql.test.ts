import { describe } from 'vitest';
import { DataType } from '../../src/model/types.ts';
import {
  addColumn,
  alter,
  type Case,
  column,
  createIndex,
  createTable,
  dropColumn,
  dropConstraint,
  dropTable,
  hidden,
  integer,
  named,
  none,
  op,
  opaque,
  primaryKey,
  raw,
  reads,
  renameTable,
  trigger,
  varchar,
  verbatim,
  view,
} from './expected.ts'; // prettier-ignore

const both: readonly Case[] = [
  ["INSERT INTO t VALUES ('it\\'s; DROP TABLE t')", none],
  ['SELECT 1 # ; DROP TABLE t', none],
  ['SELECT "a;b", `c;d`', none],
  ['SELECT 5--1; SELECT 1 -- ; x', none, none],
  ['SET NAMES utf8mb4; USE app; LOCK TABLES t WRITE; UNLOCK TABLES', none, none, none, none],
  ['/*!40101 SET NAMES utf8 */; /*!50001 DROP TABLE t */', none, dropTable('t')],
  [
    'DELIMITER //\nCREATE PROCEDURE p() BEGIN IF 1 THEN DROP TABLE t; END IF; END//\nDELIMITER ;\nDROP TABLE u;',
    none,
    dropTable('u'),
  ],
  [
    'CREATE PROCEDURE p() BEGIN CASE 1 WHEN 1 THEN SELECT 1; END CASE; WHILE 0 DO SELECT CASE 1 WHEN 1 THEN 2 END; END WHILE; END; DROP TABLE u',
    none,
    dropTable('u'),
  ],
  [
    'CREATE DEFINER=`root`@`localhost` TRIGGER tr BEFORE INSERT ON t FOR EACH ROW BEGIN UPDATE u SET a = 1; END',
    trigger('tr', 't', 'u'),
  ],
  ['CREATE ALGORITHM=UNDEFINED DEFINER=root@localhost SQL SECURITY DEFINER VIEW v AS SELECT * FROM t', view('v', 't')],
  [
    "CREATE TABLE t (id INT NOT NULL AUTO_INCREMENT, n VARCHAR(10) DEFAULT 'a' COMMENT 'hi', u INT UNSIGNED, PRIMARY KEY (id), KEY ix (n), UNIQUE KEY uq (n)) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4 COMMENT='all'",
    [
      createTable(
        't',
        [
          column('id', integer, { nullable: false, autoincrement: true }),
          column('n', varchar(10), { serverDefault: raw("'a'"), comment: 'hi' }),
          column('u', verbatim('INT UNSIGNED')),
        ],
        {
          constraints: [primaryKey('id'), { kind: 'unique', columns: ['n'], name: 'uq', options: {} }],
          indexes: [{ name: 'ix', columns: ['n'], unique: false, options: {} }],
          options: { mysql: { engine: 'InnoDB', defaultCharset: 'utf8mb4' } },
          comment: 'all',
        },
      ),
    ],
  ], // prettier-ignore
  ['CREATE TABLE t (a INT, KEY ix (a DESC))', hidden('t')],
  ['CREATE TABLE t (a TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP)', hidden('t')],
  ['CREATE TABLE t LIKE u', hidden('t')],
  ['CREATE TABLE t SELECT * FROM u', hidden('t')],
  ['DROP TABLE IF EXISTS a, b CASCADE', dropTable('a', true), dropTable('b', true)],
  ['DROP TEMPORARY TABLE t', hidden('t')],
  ['DROP DATABASE app', opaque],
  ['RENAME TABLE a TO b, app.c TO app.d', renameTable('a', 'b'), renameTable('app.c', 'd')],
  ['RENAME TABLE a TO app.a', hidden('a', 'app.a')],
  ['ALTER TABLE t RENAME u', hidden('t', 'u')],
  ['ALTER TABLE t RENAME AS u', renameTable('t', 'u')],
  ['ALTER TABLE t ADD COLUMN (a INT, b INT)', hidden('t')],
  ['ALTER TABLE t ADD (a INT, b INT)', addColumn('t', column('a', integer)), addColumn('t', column('b', integer))],
  ['ALTER TABLE t ADD a INT AFTER b, ALGORITHM=INPLACE', addColumn('t', column('a', integer), { insertAfter: 'b' })],
  ['ALTER TABLE t ADD a INT FIRST', hidden('t')],
  [
    'ALTER TABLE t ADD INDEX ix (a), DROP KEY iy',
    createIndex('t', { name: 'ix', columns: ['a'] }),
    op({ kind: 'dropIndex', name: 'iy', table: named('t'), ifExists: false, options: {} }),
  ],
  [
    'ALTER TABLE t ADD UNIQUE uq (a)',
    op({
      kind: 'createUniqueConstraint',
      table: named('t'),
      constraint: { kind: 'unique', columns: ['a'], name: 'uq', options: {} },
    }),
  ],
  [
    'ALTER TABLE t DROP FOREIGN KEY fk, DROP CHECK ck',
    dropConstraint('t', 'fk', { type: 'foreignkey' }),
    dropConstraint('t', 'ck', { type: 'check' }),
  ],
  ['ALTER TABLE t DROP PRIMARY KEY', hidden('t')],
  ['ALTER TABLE t DROP a', dropColumn('t', 'a')],
  ['ALTER TABLE t ALTER a SET DEFAULT 1', alter('t', 'a', { serverDefault: raw('1') })],
  [
    "ALTER TABLE t MODIFY a VARCHAR(9) NOT NULL DEFAULT 'x'",
    alter('t', 'a', {
      type: new DataType(varchar(9)),
      nullable: false,
      serverDefault: raw("'x'"),
      comment: null,
      autoincrement: false,
    }),
  ],
  [
    "ALTER TABLE t CHANGE COLUMN a b INT COMMENT 'c'",
    alter('t', 'a', {
      newColumnName: 'b',
      type: new DataType(integer),
      nullable: true,
      serverDefault: null,
      comment: 'c',
      autoincrement: false,
    }),
  ],
  ['ALTER TABLE t MODIFY a INT FIRST', hidden('t')],
  ['ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4', hidden('t')],
  ['ALTER TABLE t ENGINE=InnoDB', none],
  [
    'CREATE INDEX ix USING btree ON t (a)',
    createIndex('t', { name: 'ix', columns: ['a'], options: { mysql: { using: 'btree' } } }),
  ],
  ['CREATE INDEX ix ON t (title(10))', hidden('t')],
  ['CREATE FULLTEXT INDEX ix ON t (a)', hidden('t')],
  [
    'DROP INDEX ix ON app.t LOCK=NONE',
    op({ kind: 'dropIndex', name: 'ix', table: named('app.t'), schema: 'app', ifExists: false, options: {} }),
  ],
  ['CALL p()', opaque],
  ['BEGIN; COMMIT', none, none],
];

describe('MySQL', () => reads('mysql', both));

describe('MariaDB', () => {
  reads('mariadb', [
    ['CREATE OR REPLACE TABLE t (a INT)', hidden('t')],
    ['ALTER TABLE t ADD COLUMN IF NOT EXISTS a INT', addColumn('t', column('a', integer), { ifNotExists: true })],
    ['CREATE SEQUENCE s', none],
    ['BEGIN NOT ATOMIC DROP TABLE t; END; DROP TABLE u', opaque, dropTable('u')],
    [
      'CREATE TABLE t (a INT) ENGINE=Aria',
      createTable('t', [column('a', integer)], { options: { mariadb: { engine: 'Aria' } } }),
    ],
  ]);
});
