import { describe, expect, test } from 'vitest';
import { pastedRows } from '../../src/commands/pasted.ts';
import { TsmigError } from '../../src/errors.ts';

const both = ['1975ea83b712', '27c6a30d7c24'];

/** As the programs print two rows; of psql 15, mariadb 10.11 and sqlite3 3.40 recorded, of the others by their manuals. */
const results: Readonly<Record<string, string>> = {
  psql: ' version_num  \n--------------\n 1975ea83b712\n 27c6a30d7c24\n(2 rows)\n\n',
  'psql -At': '1975ea83b712\n27c6a30d7c24\n',
  'psql -t': ' 1975ea83b712\n 27c6a30d7c24\n\n',
  'psql -x':
    '-[ RECORD 1 ]-------------\nversion_num | 1975ea83b712\n-[ RECORD 2 ]-------------\nversion_num | 27c6a30d7c24\n\n',
  'psql -Ax': 'version_num|1975ea83b712\n\nversion_num|27c6a30d7c24\n',
  'psql --csv': 'version_num\n1975ea83b712\n27c6a30d7c24\n',
  'psql -P border=2': `+--------------+
| version_num  |
+--------------+
| 1975ea83b712 |
| 27c6a30d7c24 |
+--------------+
(2 rows)

`,
  'psql -x -P border=2 -P linestyle=unicode': `┌─[ RECORD 1 ]┬──────────────┐
│ version_num │ 1975ea83b712 │
├─[ RECORD 2 ]┼──────────────┤
│ version_num │ 27c6a30d7c24 │
└─────────────┴──────────────┘

`,
  'psql, typed': `shop=# select * from alembic_version;
 version_num  
--------------
 1975ea83b712
 27c6a30d7c24
(2 rows)

Time: 1.789 ms
shop=# `,
  'mariadb -e': 'version_num\n1975ea83b712\n27c6a30d7c24\n',
  'mariadb -Ne': '1975ea83b712\n27c6a30d7c24\n',
  'mariadb -tNe': '+--------------+\n| 1975ea83b712 |\n| 27c6a30d7c24 |\n+--------------+\n',
  'mariadb -Ee':
    '*************************** 1. row ***************************\nversion_num: 1975ea83b712\n' +
    '*************************** 2. row ***************************\nversion_num: 27c6a30d7c24\n',
  'mariadb, typed': `MariaDB [shop]> select * from alembic_version;
+--------------+
| version_num  |
+--------------+
| 1975ea83b712 |
| 27c6a30d7c24 |
+--------------+
2 rows in set (0.000 sec)

MariaDB [shop]> 
Bye
`,
  'mysql -vvt': `--------------
select * from alembic_version
--------------

+--------------+
| version_num  |
+--------------+
| 1975ea83b712 |
| 27c6a30d7c24 |
+--------------+
2 rows in set, 1 warning (0.00 sec)

Bye
`,
  sqlite3: '1975ea83b712\n27c6a30d7c24\n',
  'sqlite3 -column -header': 'version_num \n------------\n1975ea83b712\n27c6a30d7c24\n',
  'sqlite3 -box': `┌──────────────┐
│ version_num  │
├──────────────┤
│ 1975ea83b712 │
│ 27c6a30d7c24 │
└──────────────┘
`,
  'sqlite3 -markdown': '| version_num  |\n|--------------|\n| 1975ea83b712 |\n| 27c6a30d7c24 |\n',
  'sqlite3 -line': 'version_num = 1975ea83b712\n\nversion_num = 27c6a30d7c24\n',
  sqlcmd:
    'version_num                     \r\n--------------------------------\r\n1975ea83b712                    \r\n' +
    '27c6a30d7c24                    \r\n\r\n(2 rows affected)\r\n',
  'sqlcmd, typed':
    '1> select version_num from alembic_version\n2> go\nversion_num                     \n' +
    '--------------------------------\n1975ea83b712                    \n27c6a30d7c24                    \n\n(2 rows affected)\n1> ',
  'SQL*Plus': `
VERSION_NUM
--------------------------------
1975ea83b712
27c6a30d7c24

`,
  'SQL*Plus, typed': `SQL> SELECT version_num FROM alembic_version;

VERSION_NUM
--------------------------------
1975ea83b712
27c6a30d7c24

2 rows selected.

Elapsed: 00:00:00.01
SQL> `,
};

const emptyTables: Readonly<Record<string, string>> = {
  psql: ' version_num \n-------------\n(0 rows)\n\n',
  'psql -x': '(0 rows)\n\n',
  'mariadb -vv': '--------------\nselect version_num from alembic_version\n--------------\n\nEmpty set\n\nBye\n',
  'mysql, typed': 'mysql> select version_num from alembic_version;\nEmpty set (0.00 sec)\n\nmysql> ',
  sqlcmd: 'version_num                     \n--------------------------------\n\n(0 rows affected)\n',
  'SQL*Plus': '\nno rows selected\n\n',
};

describe('a pasted result', () => {
  test.each(Object.entries(results))('of %s gives its rows', (_, text) => {
    expect(pastedRows(text)).toEqual(both);
  });

  test.each(Object.entries(emptyTables))('of %s for an empty table gives none', (_, text) => {
    expect(pastedRows(text)).toEqual([]);
  });

  test('may have a byte order mark, and ids that look like numbers or other words', () => {
    expect(pastedRows('\uFEFFversion_num\r\n0123\r\n1e5\r\nadd_users.v2\r\n')).toEqual(['0123', '1e5', 'add_users.v2']);
  });

  test.each([
    ['1975ea83b712 27c6a30d7c24', "'1975ea83b712 27c6a30d7c24' is neither a revision id nor part of a table"],
    [
      'ERROR:  relation "alembic_version" does not exist',
      `'ERROR:  relation "alembic_version" does not exist' is neither`,
    ],
    [' id | name\n----+------\n  1 | a\n(1 row)\n', "'id | name' is neither a revision id nor part of a table"],
    ["'1975ea83b712'\n'27c6a30d7c24 '", "''27c6a30d7c24 '' is neither a revision id nor part of a table"],
    ['head', "'head' is neither a revision id nor part of a table"],
    ['', 'there is no result: nothing but blanks was read from standard input'],
    [' \n\n', 'there is no result: nothing but blanks was read from standard input'],
    ['select version_num from alembic_version;\n', 'there is no result: nothing but blanks was read'],
    [
      ' version_num  \n--------------\n 1975ea83b712\n(2 rows)\n',
      'the result says that it has 2 rows, and there are 1',
    ],
    ['1975ea83b712\nEmpty set (0.00 sec)\n', 'the result says that it has 0 rows, and there are 1'],
  ])('is refused where it is no result: %j', (text, message) => {
    expect(() => pastedRows(text)).toThrow(TsmigError);
    expect(() => pastedRows(text)).toThrow(message);
  });
});
