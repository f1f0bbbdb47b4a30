import { describe, expect, test } from 'vitest';
import { Oracle } from '../../dialects/oracle/oracle.ts';
import { emptyCatalog } from '../../src/catalog/catalog.ts';
import { s } from '../../src/model/schema.ts';
import type { DataType } from '../../src/model/types.ts';

const dialect = new Oracle();
const utc = 'YYYY-MM-DD HH24:MI:SS.FF TZH:TZM';

describe('A literal of Oracle', () => {
  test.each<[string, unknown, DataType | undefined, string]>([
    ['an empty string, which is NULL', '', s.string(3), "''"],
    ['an ampersand', 'a & b', s.text(), "'a & b'"],
    ['a line break', 'a\nb', s.text(), "'a\nb'"],
    ['a national string', "it's", s.oracle.NVARCHAR2(9), "N'it''s'"],
    ['a national long text', 'ж'.repeat(2001), s.oracle.NCLOB(), `TO_NCLOB(N'${'ж'.repeat(2000)}') || TO_NCLOB(N'ж')`],
    ['a text of 4000 bytes', 'é'.repeat(2000), s.text(), `'${'é'.repeat(2000)}'`],
    [
      'a text past 4000 bytes, not cut inside a character',
      `a${'é'.repeat(2000)}`,
      s.text(),
      `TO_CLOB('a${'é'.repeat(1999)}') || TO_CLOB('é')`,
    ],
    ['quotes that double it', "'".repeat(2001), s.text(), `'${"'".repeat(4000)}' || ''''`],
    ['a line that is a slash', 'a\n/\nb', s.text(), "'a' || CHR(10) || '/\nb'"],
    ['a line that is a dot', 'a\n . \nb', s.text(), "'a' || CHR(10) || ' . \nb'"],
    ['an empty line', 'a\n\nb', s.text(), "'a' || CHR(10) || '\nb'"],
    ['a line that ends in a semicolon', 'a; \nb', s.text(), "'a; ' || CHR(10) || 'b'"],
    ['a line that ends in a hyphen', 'a-\nb', s.text(), "'a-' || CHR(10) || 'b'"],
    [
      'a line that is a command',
      'a\n@b\n!c\n#d',
      s.text(),
      "'a' || CHR(10) || '@b' || CHR(10) || '!c' || CHR(10) || '#d'",
    ],
    ['a carriage return', 'a\r\nb', s.text(), "'a' || CHR(13) || '\nb'"],
    ['control characters', '\u0001\u001a\t', s.text(), "CHR(1) || CHR(26) || '\t'"],
    ['a slash at the beginning and the end', '/\n/', s.text(), "'/\n/'"],
    [
      'a long text of lines',
      `${'x'.repeat(4000)};\ny`,
      s.text(),
      `TO_CLOB('${'x'.repeat(4000)}') || TO_CLOB(';') || CHR(10) || TO_CLOB('y')`,
    ],
    ['a uuid', '5B6E6B1E-0000-4000-8000-000000000001', s.uuid(), "'5b6e6b1e000040008000000000000001'"],
    ['bytes of an unknown column', Uint8Array.from([1, 255]), undefined, "HEXTORAW('01ff')"],
    [
      'a date-time of an unknown column',
      new Date('2026-01-02T03:04:05Z'),
      undefined,
      `TO_TIMESTAMP_TZ('2026-01-02 03:04:05.000000 +00:00', '${utc}')`,
    ],
    [
      'an offset',
      '2026-01-02 03:04:05.5+02:00',
      s.oracle.TIMESTAMP({ timezone: true }),
      `TO_TIMESTAMP_TZ('2026-01-02 03:04:05.500000 +02:00', '${utc}')`,
    ],
    [
      'a local time zone',
      '2026-01-02 03:04:05Z',
      s.oracle.TIMESTAMP({ localTimezone: true }),
      `TO_TIMESTAMP_TZ('2026-01-02 03:04:05.000000 +00:00', '${utc}')`,
    ],
    [
      'an offset in a DATE',
      '2026-01-02 03:04:05+02:00',
      s.dateTime({ timezone: true }),
      "TO_DATE('2026-01-02 01:04:05', 'YYYY-MM-DD HH24:MI:SS')",
    ],
    ['an interval', '1 day 02:03:04', s.interval(), "TO_DSINTERVAL('1 02:03:04')"],
    ['an interval of days', '-3 days', s.interval(), "TO_DSINTERVAL('-3 00:00:00')"],
    ['an interval of hours', '-2:03:04.5', s.oracle.INTERVAL(), "TO_DSINTERVAL('-0 02:03:04.5')"],
    ['a negative interval', '-1 day -02:03:04', s.interval(), "TO_DSINTERVAL('-1 02:03:04')"],
    ['NaN', Number.NaN, s.oracle.BINARY_DOUBLE(), 'BINARY_DOUBLE_NAN'],
    ['minus infinity', Number.NEGATIVE_INFINITY, s.oracle.BINARY_FLOAT(), '-BINARY_FLOAT_INFINITY'],
  ])('%s', (_what, value, type, text) => {
    expect(dialect.literal(value, type)).toBe(text);
  });

  test.each<[string, unknown, DataType]>([
    ['minus zero', -0, s.double()],
    ['a number past a NUMBER', 1e126, s.double()],
    ['a number below a NUMBER', 1e-131, s.oracle.BINARY_DOUBLE()],
    ['NaN in a FLOAT', Number.NaN, s.float()],
    ['infinity in a NUMBER', Number.POSITIVE_INFINITY, s.oracle.NUMBER()],
    ['bytes past 2000', new Uint8Array(2001), s.largeBinary()],
    ['no bytes in a RAW', new Uint8Array(), s.oracle.RAW(3)],
    ['bytes in a BFILE', Uint8Array.from([1]), s.oracle.BFILE()],
    ['a long text in a LONG', 'x'.repeat(4001), s.oracle.LONG()],
    ['an interval with two signs', '-1 day 02:03:04', s.interval()],
    ['an interval of months', '1 month', s.interval()],
    ['no interval', '', s.interval()],
    ['hours past 23', '24:00:00', s.interval()],
    ['a NUL', 'a\0b', s.text()],
  ])('%s is refused', (_what, value, type) => {
    expect(() => dialect.literal(value, type)).toThrow(expect.objectContaining({ code: 'value' }));
  });

  test('a time of day is refused, and a part of a second in an interval that is not native', () => {
    expect(() => dialect.literal('03:04:05', s.time())).toThrow('it has no TIME');
    expect(() => dialect.literal('00:00:00.5', s.interval({ native: false }))).toThrow('parts of a second');
  });

  test('a default that would change is refused', () => {
    expect(() => dialect.literal(-0, s.float().withVariant(s.oracle.BINARY_DOUBLE(), 'oracle'))).toThrow('minus zero');
  });
});

describe('Every string', () => {
  const alphabet = ["'", '\n', '/', ';', '-', '@', '.', ' ', 'a', 'é', '\r', '😀', '&', '#', '\t', '||', ', '];
  /** What Oracle makes of the expression. */
  const read = (sql: string) =>
    [...sql.matchAll(/CHR\((\d+)\)|'((?:[^']|'')*)'/g)]
      .map(([, code, text]) => (code === undefined ? text?.replaceAll("''", "'") : String.fromCharCode(Number(code))))
      .join('');
  const trap = /^\s*[/.]?\s*$|^\s*[@#!$]|[;-]\s*$/;

  test('reads back as it is, and no line of it is a command to SQL*Plus', () => {
    let seed = 7;
    const next = (below: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    for (let round = 0; round < 5000; round++) {
      const text = Array.from({ length: next(12) }, () => alphabet[next(alphabet.length)]).join('');
      const sql = `INSERT INTO t (a) VALUES (${dialect.literal(text, s.text())})`;
      expect(read(sql), JSON.stringify(text)).toBe(text);
      expect(
        sql.split('\n').filter((line) => trap.test(line)),
        JSON.stringify(text),
      ).toEqual([]);
    }
  });
  test('of a megabyte has lines that SQL*Plus takes', () => {
    const text = "it's; a line - of /\n/\n".repeat(50_000);
    const [made] = dialect.render(
      {
        kind: 'bulkInsert',
        table: { name: 't' },
        insert: {
          kind: 'insert',
          table: { name: 't' },
          rows: [[{ column: 'a', value: { kind: 'literal', value: text, type: s.text() } }]],
        },
      },
      emptyCatalog,
    );
    const lines = made?.sql.split('\n') ?? [];
    expect(read(made?.sql ?? '') === text).toBe(true);
    expect(lines.filter((line) => trap.test(line) || Buffer.byteLength(line) > 5000)).toEqual([]);
  });
});
