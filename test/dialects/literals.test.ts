import { describe, expect, test } from 'vitest';
import { PostgreSQL } from '../../dialects/postgresql/postgresql.ts';
import { s } from '../../src/model/schema.ts';
import type { DataType } from '../../src/model/types.ts';

const dialect = new PostgreSQL();
const written: readonly [what: string, value: unknown, type: DataType | undefined, sql: string][] = [
  ['null', null, s.integer(), 'NULL'],
  ['undefined', undefined, s.json(), 'NULL'],
  ['an integer', 42, s.integer(), '42'],
  ['a bigint', 9007199254740993n, s.bigInteger(), '9007199254740993'],
  ['a bigint as a string', '9223372036854775807', s.bigInteger(), '9223372036854775807'],
  ['minus zero in an integer column', -0, s.integer(), '0'],
  ['minus zero in a float column', -0, s.double(), "'-0'"],
  ['a decimal, digit for digit', '12.50', s.numeric(10, 2), '12.50'],
  [
    'a decimal past every double',
    '12345678901234567890.0123456789',
    s.numeric(30, 10),
    '12345678901234567890.0123456789',
  ],
  ['a float', 0.1, s.double(), '0.1'],
  ['a large float', 1e300, s.double(), '1e+300'],
  ['not a number', Number.NaN, s.double(), "'NaN'"],
  ['infinity', Number.NEGATIVE_INFINITY, s.numeric(), "'-Infinity'"],
  ['true', true, s.boolean(), 'true'],
  ['an empty string', '', s.string(5), "''"],
  ['quotes', "it's '' so", s.text(), "'it''s '''' so'"],
  ['backslashes as they are', "C:\\new\\'", s.text(), "'C:\\new\\'''"],
  ['what means something elsewhere', '100% :a ? $1 #{x}\t\n', s.text(), "'100% :a ? $1 #{x}\t\n'"],
  ['astral characters', '日本 😀', s.text(), "'日本 😀'"],
  ['bytes', Uint8Array.from([0, 255, 39]), s.largeBinary(), "'\\x00ff27'"],
  ['no bytes', new Uint8Array(), s.largeBinary(), "'\\x'"],
  ['a buffer without a type', Buffer.from('ab'), undefined, "'\\x6162'"],
  ['a date', new Date('2026-02-28'), s.date(), "'2026-02-28'"],
  ['a date as a string', '2024-02-29', s.date(), "'2024-02-29'"],
  ['a date-time', new Date('2026-01-02T03:04:05Z'), s.dateTime(), "'2026-01-02 03:04:05'"],
  ['milliseconds', new Date('2026-01-02T03:04:05.678Z'), s.dateTime(), "'2026-01-02 03:04:05.678000'"],
  ['microseconds as a string', '2026-01-02T03:04:05.678901', s.dateTime(), "'2026-01-02 03:04:05.678901'"],
  [
    'a date-time with zone',
    new Date('2026-01-02T03:04:05Z'),
    s.dateTime({ timezone: true }),
    "'2026-01-02 03:04:05+00:00'",
  ],
  ['an offset', '2026-01-02 03:04+0530', s.dateTime({ timezone: true }), "'2026-01-02 03:04:00+05:30'"],
  ['a date-time without a type', new Date(0), undefined, "'1970-01-01 00:00:00+00:00'"],
  ['a time', new Date('2026-01-02T03:04:05Z'), s.time(), "'03:04:05'"],
  ['a time as a string', '23:59', s.time(), "'23:59:00'"],
  ['a uuid', '5B6E6B1E-0000-4000-8000-000000000001', s.uuid(), "'5b6e6b1e-0000-4000-8000-000000000001'"],
  [
    'a uuid that is not native',
    '5b6e6b1e-0000-4000-8000-000000000001',
    s.uuid({ nativeUuid: false }),
    "'5b6e6b1e000040008000000000000001'",
  ],
  ['an interval', '1 day 02:03:04', s.interval(), "'1 day 02:03:04'"],
  ['JSON', { a: [1, "x'y", null], b: 'C:\\' }, s.json(), `'{"a":[1,"x''y",null],"b":"C:\\\\"}'`],
  ['a JSON string', 'x', s.postgresql.JSONB(), `'"x"'`],
  ['an enum', 'b', s.enum(['a', 'b'], { name: 'letter' }), "'b'"],
  ['an array', [1, null, 3], s.array(s.integer()), 'ARRAY[1, NULL, 3]'],
  ['an empty array', [], s.array(s.string(9)), 'ARRAY[]::VARCHAR(9)[]'],
  ['an array of nulls', [null], s.array(s.integer()), 'ARRAY[NULL]::INTEGER[]'],
  ['an array of NaN', [Number.NaN], s.array(s.double()), "ARRAY['NaN']::DOUBLE PRECISION[]"],
  ['an array of NaN and 1.5', [Number.NaN, 1.5], s.array(s.double()), "ARRAY['NaN', 1.5]"],
  ['an array of dates', ['2026-01-01'], s.array(s.date()), "ARRAY['2026-01-01']::DATE[]"],
  [
    'an array of arrays',
    [
      [1, 2],
      [3, 4],
    ],
    s.array(s.integer(), { dimensions: 2 }),
    'ARRAY[ARRAY[1, 2], ARRAY[3, 4]]',
  ],
  ['an array of an enum', ['a'], s.array(s.enum(['a'], { name: 'letter' })), "ARRAY['a']::letter[]"],
  ['a range', '[1,5)', s.postgresql.INT4RANGE(), "'[1,5)'"],
];

const refused: readonly [what: string, value: unknown, type: DataType | undefined][] = [
  ['a number in a boolean column', 1, s.boolean()],
  ['a boolean in an integer column', true, s.integer()],
  ['a fraction in an integer column', 1.5, s.integer()],
  ['a number past 2^53', 2 ** 53, s.bigInteger()],
  ['a number past 2^53 without a type', 2 ** 60, undefined],
  ['NaN in an integer column', Number.NaN, s.integer()],
  ['NaN without a type', Number.NaN, undefined],
  ['words in a decimal column', '12,5', s.numeric()],
  ['SQL in a decimal column', '1); DROP TABLE t; --', s.numeric()],
  ['SQL in an integer column', '1 OR 1=1', s.integer()],
  ['a number in a string column', 5, s.string(5)],
  ['a date in a string column', new Date(0), s.string(5)],
  ['NUL', 'a\0b', s.text()],
  ['half of a surrogate pair', '\ud83d', s.text()],
  ['an invalid Date', new Date(Number.NaN), s.dateTime()],
  ['a year before 1', new Date('-000001-01-01T00:00:00Z'), s.date()],
  ['a year past 9999', new Date('+010000-01-01T00:00:00Z'), s.date()],
  ['a day that does not exist', '2026-02-30', s.date()],
  ['a date-time in a date column', '2026-02-03 04:05', s.date()],
  ['a date in a time column', '2026-02-03', s.time()],
  ['25 hours', '25:00', s.time()],
  ['words in a date-time column', 'now()', s.dateTime()],
  ['an offset that would be ignored', '2026-01-02 03:04:05+02:00', s.dateTime()],
  ['an offset that is missing', '2026-01-02 03:04:05', s.dateTime({ timezone: true })],
  ['what is no uuid', '5b6e6b1e-0000', s.uuid()],
  ['a uuid with hyphens in odd places', '5b6e6b1e-000040008000-000000000001', s.uuid()],
  ['a string in a binary column', 'ab', s.largeBinary()],
  ['a number as an interval', 1000, s.interval()],
  ['a value that the enum does not have', 'c', s.enum(['a', 'b'], { name: 'letter' })],
  ['a bigint in JSON', { a: 1n }, s.json()],
  ['undefined in JSON', { a: undefined }, s.json()],
  ['a function in JSON', { a: () => 1 }, s.json()],
  ['NaN in JSON', [Number.NaN], s.json()],
  ['a map in JSON', new Map(), s.json()],
  ['an object without a type', { a: 1 }, undefined],
  ['an array without a type', [1], undefined],
  ['rows of different lengths', [[1], [2, 3]], s.array(s.integer(), { dimensions: 2 })],
  ['an object in a column of an unknown kind', { a: 1 }, s.type('geometry')],
  ['a symbol', Symbol('x'), undefined],
  ['a function', () => 1, s.integer()],
];

describe('A value becomes a literal by its column’s type', () => {
  test.each(written)('%s', (_, value, type, sql) => {
    expect(dialect.literal(value, type)).toBe(sql);
  });
});

describe('What is ambiguous or lossy has no literal', () => {
  test.each(refused)('%s', (_, value, type) => {
    expect(() => dialect.literal(value, type)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/value|unsupported/) }),
    );
  });

  test('a cycle in JSON', () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    expect(() => dialect.literal(cycle, s.json())).toThrow('JSON has no cycles (at $.self)');
  });

  test('an infinite NUMERIC before version 14', () => {
    expect(() => new PostgreSQL('13').literal(Number.POSITIVE_INFINITY, s.numeric())).toThrow('before version 14');
  });
});
