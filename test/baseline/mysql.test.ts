import { describe, expect, test } from 'vitest';
import { createDialect } from '../../dialects/index.ts';
import { readMysqlDump } from '../../src/baseline/mysql.ts';
import type { DialectName } from '../../src/model/dialect-options.ts';
import { mysql } from '../../src/model/mysql-types.ts';
import { DataType } from '../../src/model/types.ts';

async function read(text: string, name: DialectName = 'mariadb') {
  return readMysqlDump(text, { file: 'dump.sql', dialect: await createDialect({ name }) });
}
async function tableOf(text: string, name?: DialectName) {
  const { operations } = await read(text, name);
  const [operation] = operations;
  if (operation?.kind !== 'createTable') throw new Error(`no table: ${JSON.stringify(operations)}`);
  return operation.table;
}
const columnOf = async (definition: string, name?: DialectName) =>
  (await tableOf(`CREATE TABLE \`t\` (\n  \`a\` ${definition}\n) ENGINE=InnoDB;`, name)).columns[0];
const integer = new DataType({ kind: 'integer' });
const plain = { nullable: true, autoincrement: false, checks: [], options: {} };

test('a table is one operation, with its keys, indexes, checks and options', async () => {
  const { operations, verbatim } = await read(`CREATE TABLE \`a\` (
  \`id\` int(11) NOT NULL AUTO_INCREMENT,
  \`title\` varchar(80) NOT NULL DEFAULT 'it''s',
  \`body\` text DEFAULT NULL COMMENT 'Long; \\\\ text',
  PRIMARY KEY (\`id\`),
  UNIQUE KEY \`u\` (\`title\`,\`id\`),
  KEY \`k\` (\`title\`(10),\`id\` DESC) USING BTREE,
  FULLTEXT KEY \`f\` (\`body\`),
  CONSTRAINT \`fk\` FOREIGN KEY (\`id\`) REFERENCES \`a\` (\`id\`) ON DELETE CASCADE,
  CONSTRAINT \`c\` CHECK (\`id\` > 0)
) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='One';`);
  expect(verbatim).toEqual([]);
  expect(operations).toEqual([
    {
      kind: 'createTable',
      ifNotExists: false,
      table: {
        name: 'a',
        columns: [
          { ...plain, name: 'id', type: integer, nullable: false, autoincrement: true },
          {
            ...plain,
            name: 'title',
            type: new DataType({ kind: 'string', length: 80 }),
            nullable: false,
            serverDefault: { kind: 'literal', value: "it's", type: new DataType({ kind: 'string', length: 80 }) },
          },
          { ...plain, name: 'body', type: new DataType({ kind: 'text' }), comment: 'Long; \\ text' },
        ],
        constraints: [
          { kind: 'primaryKey', columns: ['id'], options: {} },
          { kind: 'unique', name: 'u', columns: ['title', 'id'], options: {} },
          {
            kind: 'foreignKey',
            name: 'fk',
            columns: ['id'],
            references: { table: { name: 'a' }, columns: ['id'] },
            onDelete: 'CASCADE',
            options: {},
          },
          { kind: 'check', name: 'c', condition: { kind: 'raw', text: '`id` > 0' }, options: {} },
        ],
        indexes: [
          {
            name: 'k',
            columns: ['title', { kind: 'order', of: { kind: 'identifier', path: ['id'] }, direction: 'DESC' }],
            unique: false,
            options: { mysql: { length: { title: 10 }, using: 'btree' } },
          },
          { name: 'f', columns: ['body'], unique: false, options: { mysql: { prefix: 'FULLTEXT' } } },
        ],
        comment: 'One',
        prefixes: [],
        options: { mysql: { engine: 'InnoDB', defaultCharset: 'utf8mb4', collate: 'utf8mb4_general_ci' } },
      },
    },
  ]);
});

test.each<[string, DataType]>([
  ['int(11)', integer],
  ['int', integer],
  ['int(10) unsigned', mysql.INTEGER({ unsigned: true })],
  ['int(5)', mysql.INTEGER({ displayWidth: 5 })],
  ['bigint(20) unsigned zerofill', mysql.BIGINT({ unsigned: true, zerofill: true })],
  ['tinyint(1)', new DataType({ kind: 'boolean', createConstraint: false })],
  ['tinyint(4)', mysql.TINYINT({})],
  ['decimal(10,2)', new DataType({ kind: 'numeric', precision: 10, scale: 2 })],
  ['decimal(10,2) unsigned', mysql.DECIMAL(10, 2, { unsigned: true })],
  ['double', new DataType({ kind: 'double' })],
  [
    'varchar(9) CHARACTER SET latin1 COLLATE latin1_bin',
    mysql.VARCHAR(9, { charset: 'latin1', collation: 'latin1_bin' }),
  ],
  ['varchar(9) COLLATE utf8mb4_bin', new DataType({ kind: 'string', length: 9, collation: 'utf8mb4_bin' })],
  ["enum('a','it''s')", mysql.ENUM('a', "it's", {})],
  ["set('a','b')", mysql.SET('a', 'b', {})],
  ['datetime', new DataType({ kind: 'dateTime', timezone: false })],
  ['datetime(6)', mysql.DATETIME({ fsp: 6 })],
  ['timestamp', mysql.TIMESTAMP()],
  ['year(4)', mysql.YEAR()],
  ['point', new DataType({ kind: 'verbatim', text: 'point' })],
])('the type %s', async (text, type) => {
  expect(await columnOf(`${text} NOT NULL`)).toEqual({ ...plain, name: 'a', type, nullable: false });
});

test.each<[string, object]>([
  ['int(11) DEFAULT NULL', {}],
  ['int(11) DEFAULT 5', { serverDefault: { kind: 'raw', text: '5' } }],
  ['int(11) DEFAULT (1 + 2)', { serverDefault: { kind: 'raw', text: '(1 + 2)' } }],
  [
    'int(11) DEFAULT 5 CHECK (`a` > 0)',
    {
      serverDefault: { kind: 'raw', text: '5' },
      checks: [{ kind: 'check', condition: { kind: 'raw', text: '`a` > 0' }, options: {} }],
    },
  ],
  [
    "int(11) GENERATED ALWAYS AS (`b` * 2) VIRTUAL COMMENT 'c'",
    {
      computed: { kind: 'computed', expression: { kind: 'raw', text: '`b` * 2' }, persisted: false },
      comment: 'c',
    },
  ],
])('the clauses of %s', async (text, clauses) => {
  expect(await columnOf(text)).toEqual({ ...plain, name: 'a', type: integer, ...clauses });
});

test('ON UPDATE stays with the present time', async () => {
  const column = await columnOf('timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp()');
  expect(column?.serverDefault).toEqual({ kind: 'raw', text: 'current_timestamp() ON UPDATE current_timestamp()' });
});

describe('what is not read in full goes in as it stands', () => {
  test.each([
    ['  `a` varchar(8) INVISIBLE DEFAULT NULL\n) ENGINE=InnoDB', 'not read: INVISIBLE of a column'],
    ["  `a` int(11) NOT NULL,\n  KEY `k` (`a`) COMMENT 'x'\n) ENGINE=InnoDB", 'not read: COMMENT of a key'],
    [
      '  `a` int(11) NOT NULL\n) ENGINE=InnoDB\n PARTITION BY HASH (`a`)\nPARTITIONS 4',
      'not read: PARTITION of a table',
    ],
    ["  `a` int(11) NOT NULL\n) ENGINE=InnoDB `page_compressed`='1'", 'not read: `page_compressed` of a table'],
    ['  `a` varchar(9) NOT NULL,\n  PRIMARY KEY (`a`(3))\n)', 'not read: a primary key on a part of a column'],
    ['  `a` mood NOT NULL\n)', 'not read: the type mood'],
    ['  `a` datetime DEFAULT NULL ON UPDATE current_timestamp()\n)', 'not read: ON UPDATE beside another default'],
    ['  `a` int NOT NULL /*!80023 INVISIBLE */\n)', 'not read: /*!80023 INVISIBLE */ of a column'],
  ])('%s', async (rest, why) => {
    const sql = `CREATE TABLE \`t\` (\n${rest}`;
    const { operations, verbatim } = await read(`\n${sql};`, 'mysql');
    expect(operations).toMatchObject([{ kind: 'execute', statement: { kind: 'text', sql } }]);
    expect(verbatim).toEqual([{ line: 2, sql, why }]);
  });
});

test('a foreign key to a later table is added at the end, one to an earlier table stands in its table', async () => {
  const { operations } = await read(`
CREATE TABLE \`a\` (\`id\` int NOT NULL, PRIMARY KEY (\`id\`), CONSTRAINT \`ab\` FOREIGN KEY (\`id\`) REFERENCES \`b\` (\`id\`));
CREATE TABLE \`b\` (\`id\` int NOT NULL, PRIMARY KEY (\`id\`), CONSTRAINT \`ba\` FOREIGN KEY (\`id\`) REFERENCES \`a\` (\`id\`));`);
  expect(operations).toMatchObject([
    { kind: 'createTable', table: { name: 'a', constraints: [{ kind: 'primaryKey' }] } },
    { kind: 'createTable', table: { name: 'b', constraints: [{ kind: 'primaryKey' }, { name: 'ba' }] } },
    { kind: 'createForeignKey', table: { name: 'a' }, constraint: { name: 'ab' } },
  ]);
});

test('the lines of the client and the session are left out, and said', async () => {
  const { operations, leftOut } = await read(`/*M!999999\\- enable the sandbox mode */ ;
/*!40101 SET NAMES utf8mb4 */;
DROP TABLE IF EXISTS \`t\`;
INSERT INTO \`t\` VALUES (1);
/*!40000 ALTER TABLE \`t\` DISABLE KEYS */;
USE \`shop\`;`);
  expect(operations).toEqual([]);
  expect(leftOut.map(({ line, why }) => [line, why])).toEqual([
    [1, 'it is for the client'],
    [2, 'it is a setting of the session'],
    [3, 'the database is empty'],
    [4, 'rows are no part of the schema'],
    [5, 'it is about the filling of a table'],
    [6, 'the script runs in the database it is given'],
  ]);
});

test('views come last, each after those that it is made of, and what held their place is left out', async () => {
  const { operations, leftOut } = await read(`/*!50001 CREATE VIEW \`a\` AS SELECT 1 AS \`id\` */;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=\`r\`@\`h\` SQL SECURITY DEFINER */
/*!50001 VIEW \`a\` AS select \`b\`.\`id\` AS \`id\` from \`b\` */;
/*!50001 CREATE VIEW \`b\` AS select 1 AS \`id\` */;`);
  expect(operations).toMatchObject([
    { statement: { sql: 'CREATE VIEW `b` AS select 1 AS `id`' } },
    {
      statement: {
        sql: 'CREATE ALGORITHM=UNDEFINED\nDEFINER=`r`@`h` SQL SECURITY DEFINER\nVIEW `a` AS select `b`.`id` AS `id` from `b`',
      },
    },
  ]);
  expect(leftOut).toMatchObject([{ line: 1, why: 'it holds the place of a view' }]);
});

test.each<[DialectName, string]>([
  ['mysql', 'CREATE VIEW `v` AS select 2 AS `id`'],
  ['mariadb', 'CREATE VIEW `v` AS select 1 AS `id`'],
])('%s executes what is for it alone', async (name, sql) => {
  const { operations } = await read('CREATE VIEW `v` AS select /*M! 1*//*!80016 2*/ AS `id`;', name);
  expect(operations).toMatchObject([{ statement: { sql } }]);
});

test('a table that goes in as it stands is made before what it refers to while foreign keys are not checked', async () => {
  const early = 'CREATE TABLE `a` (`id` int INVISIBLE, CONSTRAINT `ab` FOREIGN KEY (`id`) REFERENCES `b` (`id`))';
  const { operations } = await read(`${early};\nCREATE TABLE \`b\` (\`id\` int NOT NULL, PRIMARY KEY (\`id\`));`);
  expect(operations).toMatchObject([
    { statement: { sql: 'SET foreign_key_checks = 0' } },
    { statement: { sql: early } },
    { statement: { sql: 'SET foreign_key_checks = 1' } },
    { kind: 'createTable' },
  ]);
});

test('a body that holds a comment keeps the comments that are executed', async () => {
  const sql = '/*!50003 CREATE*/ /*!50003 TRIGGER t BEFORE INSERT ON a FOR EACH ROW /* c * / SET NEW.x = 1 */';
  const { operations } = await read(`DELIMITER ;;\n${sql};;\nDELIMITER ;`);
  expect(operations).toMatchObject([{ kind: 'execute', statement: { sql } }]);
});

test('a routine is one statement, in the mode that it was made in', async () => {
  const { operations } = await read(`/*!50003 SET sql_mode = 'ANSI_QUOTES' */ ;
DELIMITER ;;
CREATE PROCEDURE "p"() BEGIN SELECT 1; SELECT 2; END ;;
DELIMITER ;
/*!50003 SET sql_mode = @saved_sql_mode */ ;
DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=\`r\`@\`h\`*/ /*!50003 TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET NEW.x = 1 */;;
DELIMITER ;`);
  expect(
    operations.map((one) => (one.kind === 'execute' && one.statement.kind === 'text' ? one.statement.sql : one)),
  ).toEqual([
    'SET @saved_sql_mode = @@sql_mode',
    "SET sql_mode = 'ANSI_QUOTES'",
    'CREATE PROCEDURE "p"() BEGIN SELECT 1; SELECT 2; END',
    'SET sql_mode = @saved_sql_mode',
    'CREATE DEFINER=`r`@`h` TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET NEW.x = 1',
  ]);
});

test.each([
  ['', 'dump.sql: no statement stands in it'],
  ['SET x = 1;\n\\connect shop', 'dump.sql:2: mariadb has no such statement: \\connect shop'],
  [
    "SET x = 1;\nCREATE TABLE `t` (`a` int DEFAULT 'open",
    "dump.sql:2: mariadb has no such statement: CREATE TABLE `t` (`a` int DEFAULT 'open",
  ],
  ['hello there', 'dump.sql:1: mariadb has no such statement: hello there'],
])('%j is refused', async (text, message) => {
  await expect(read(text)).rejects.toThrow(message);
});

test('the version table is left out', async () => {
  const { operations, verbatim, leftOut } = await readMysqlDump(
    `CREATE TABLE \`alembic_version\` (\n  \`version_num\` varchar(32) NOT NULL,\n  PRIMARY KEY (\`version_num\`)\n);
CREATE TABLE \`t\` (\n  \`a\` int(11) DEFAULT NULL\n);`,
    {
      file: 'dump.sql',
      dialect: await createDialect({ name: 'mariadb' }),
      versionTable: { name: 'alembic_version' },
    },
  );
  expect(operations).toMatchObject([{ kind: 'createTable', table: { name: 't' } }]);
  expect(verbatim).toEqual([]);
  expect(leftOut.map(({ line, why }) => [line, why])).toEqual([[1, 'scripts make the version table']]);
});
