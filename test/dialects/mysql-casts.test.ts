import { describe, expect, test } from 'vitest';
import { s, sql } from '../../src/index.ts';
import type { DataType } from '../../src/model/types.ts';
import type { Operations } from '../../src/operations/op.ts';
import { render } from '../../src/testing.ts';
import { type Answer, expectAnswer } from '../support/data-changes.ts';

/** The types of MySQL, which CAST has under other names or not at all. */
const mysqlCasts: readonly [DataType, Answer][] = [
  [s.mysql.BIGINT({ unsigned: true }), 'UNSIGNED'],
  [s.mysql.TINYINT({ displayWidth: 1 }), 'SIGNED'],
  [s.float(), 'FLOAT'],
  [s.float(53), 'DOUBLE'],
  [s.mysql.DECIMAL(10, 2), 'DECIMAL(10, 2)'],
  [s.mysql.DECIMAL(10, 2, { unsigned: true }), { refused: 'mysql cannot cast to DECIMAL(10, 2) UNSIGNED' }],
  [s.mysql.VARCHAR(5, { charset: 'utf8mb4' }), 'CHAR(5) CHARACTER SET utf8mb4'],
  [s.mysql.VARCHAR(5, { national: true }), 'NCHAR(5)'],
  [s.mysql.CHAR(5, { binary: true }), { refused: 'mysql cannot cast to' }],
  [s.mysql.LONGTEXT(), 'CHAR'],
  [s.mysql.BLOB(), 'BINARY'],
  [s.mysql.BINARY(3), 'BINARY(3)'],
  [s.mysql.VARBINARY(3), { refused: 'mysql cannot cast to VARBINARY(3)' }],
  [s.mysql.DATETIME({ fsp: 3 }), 'DATETIME(3)'],
  [s.mysql.TIMESTAMP({ fsp: 6 }), 'DATETIME(6)'],
  [s.mysql.TIME({ fsp: 3 }), 'TIME(3)'],
  [s.mysql.YEAR(), { refused: 'mysql cannot cast to YEAR' }],
  [s.mysql.BIT(8), { refused: 'mysql cannot cast to BIT(8)' }],
  [s.mysql.SET('a'), { refused: "mysql cannot cast to SET('a')" }],
  [s.interval(), 'DATETIME'],
];

describe('On MySQL', () => {
  test.each(mysqlCasts.map(([type, answer], at) => ({ at, type, answer })))(
    'cast $at has words of its own',
    async ({ type, answer }) => {
      const given = render((op) => op.execute(sql`SELECT ${sql.cast(sql`x`, type)}`), { dialect: 'mysql' });
      await expectAnswer(given, answer, (text) => `SELECT CAST(x AS ${text})`);
    },
  );

  test('5.7 has no cast to a double', async () => {
    const change = (op: Operations) => op.execute(sql`SELECT ${sql.cast(1, s.double())}`);
    await expect(render(change, { dialect: 'mysql', serverVersion: '5.7' })).rejects.toThrow('cannot cast to DOUBLE');
  });
});
