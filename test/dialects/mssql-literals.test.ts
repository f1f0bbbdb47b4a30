import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SQLServer } from '../../dialects/mssql/mssql.ts';
import { s } from '../../src/model/schema.ts';
import type { DataType } from '../../src/model/types.ts';

const dialect = new SQLServer();

/** What SQL Server reads: literals put together with +, backslash and line break gone, CAST and CHAR done. */
function read(literal: string): string {
  const text = literal.replace(/^CAST\((.*?) AS N?VARCHAR\(max\)\)(?= \+ )/s, '$1');
  const parts = text.match(/N?'(?:[^']|'')*'|CHAR\(\d+\)/g) ?? [];
  expect(parts.join(' + ')).toBe(text);
  return parts
    .map((part) => {
      if (part.startsWith('CHAR')) return String.fromCharCode(Number(part.slice(5, -1)));
      return part
        .slice(part.indexOf("'") + 1, -1)
        .replaceAll("''", "'")
        .replaceAll(/\\\r?\n/g, '');
    })
    .join('');
}

describe('A text', () => {
  test.each<[string, DataType | undefined, string]>([
    ['plain', undefined, "'plain'"],
    ["it's", s.string(), "'it''s'"],
    ['plain', s.unicode(), "N'plain'"],
    ['plain', s.mssql.NVARCHAR(9), "N'plain'"],
    ['plain', s.types.NCHAR(9), "N'plain'"],
    ['é', s.string(), "N'é'"],
    ['a\nb', undefined, "'a\nb'"],
    ['a\\\nb', undefined, "'a\\' + '\nb'"],
    ['a\\\r\nb', s.unicode(), "N'a\\' + CHAR(13) + N'\nb'"],
    ['\\', undefined, "'\\'"],
    ['a\nGO', undefined, "'a' + CHAR(10) + 'GO'"],
    ['a\n  go 3\nb', undefined, "'a' + CHAR(10) + '  go 3\nb'"],
    ['\r\nGO\r\n', undefined, "CHAR(13) + CHAR(10) + 'GO' + CHAR(13) + CHAR(10)"],
    ['GO', undefined, "'GO'"],
    ['a\ngone', undefined, "'a\ngone'"],
    ['a\n:r x\n!!dir\nexit', undefined, "'a' + CHAR(10) + ':r x' + CHAR(10) + '!!dir' + CHAR(10) + 'exit'"],
    ['$(x)', undefined, "'$' + '(x)'"],
    ['$x ($)', undefined, "'$x ($)'"],
    ['\\\nGO', undefined, "'\\' + CHAR(10) + 'GO'"],
    ['', undefined, "''"],
    ['', s.unicode(), "N''"],
  ])('%j of %j is %s', (text, type, expected) => {
    expect(dialect.literal(text, type)).toBe(expected);
  });
  test('that is longer than a short string, put together, is a long one from the start', () => {
    const long = 'x'.repeat(4000);
    expect(dialect.literal(`é${long}$(y)`)).toBe(`CAST(N'é${long}$' AS NVARCHAR(max)) + N'(y)'`);
    expect(dialect.literal(`${long}${long}$(y)`)).toBe(`CAST('${long}${long}$' AS VARCHAR(max)) + '(y)'`);
    expect(dialect.literal(`${long}$(y)`)).toBe(`'${long}$' + '(y)'`);
  });
  test('of a megabyte is one literal, or refused where it takes too many', () => {
    expect(dialect.literal('x'.repeat(1e6))).toHaveLength(1e6 + 2);
    expect(() => dialect.literal('$('.repeat(1000))).toThrow(/put together/);
  });
  test('reads back as it was, and gives no line that a client takes for its own', () => {
    const piece = fc.constantFrom(
      'GO',
      'go 2',
      '\n',
      '\r',
      '\\',
      "'",
      '$(',
      ')',
      ' ',
      ':r',
      'exit',
      '--',
      '/*',
      'é',
      'x',
    );
    fc.assert(
      fc.property(
        fc
          .array(fc.oneof({ weight: 9, arbitrary: piece }, fc.string()))
          .map((parts) => parts.join('').replaceAll('\0', '')),
        (text) => {
          fc.pre(!/\p{Surrogate}/u.test(text));
          const literal = dialect.literal(text);
          expect(read(literal)).toBe(text);
          expect(literal).not.toMatch(/\$\(/);
          for (const line of literal.split(/\r\n|\r|\n/).slice(1)) expect(line).not.toMatch(/^\s*(go\b|exit\b|:|!!)/i);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('A moment', () => {
  test.each<[unknown, DataType | undefined, string]>([
    ['2026-01-02 03:04:05.678', s.dateTime(), "'2026-01-02 03:04:05.678'"],
    ['2026-01-02 03:04:05.670000', s.mssql.DATETIME(), "'2026-01-02 03:04:05.670'"],
    [new Date('2026-01-02T03:04:05.678Z'), undefined, "'2026-01-02 03:04:05.678'"],
    ['2026-01-02 03:04:05.123456', s.mssql.DATETIME2(), "'2026-01-02 03:04:05.123456'"],
    ['2026-01-02 03:04:05.120', s.mssql.DATETIME2(2), "'2026-01-02 03:04:05.120000'"],
    ['2026-01-02 03:04:05.5+05:30', s.mssql.DATETIMEOFFSET(1), "'2026-01-02 03:04:05.500000+05:30'"],
    [new Date('2026-01-02T03:04:05Z'), s.dateTime({ timezone: true }), "'2026-01-02 03:04:05+00:00'"],
    ['2026-01-02 03:04', s.mssql.SMALLDATETIME(), "'2026-01-02 03:04:00'"],
    ['03:04:05.5', s.time(), "'03:04:05.500000'"],
    [new Date('2026-01-02T03:04:05Z'), s.mssql.TIME(0), "'03:04:05'"],
    ['03:04:05Z', s.time({ timezone: true }), "'03:04:05'"],
    ['0001-01-01', s.date(), "'0001-01-01'"],
  ])('%j of %j is %s', (value, type, expected) => {
    expect(dialect.literal(value, type)).toBe(expected);
  });
  test.each<[unknown, DataType]>([
    ['2026-01-02 03:04:05.1234', s.dateTime()],
    ['1752-12-31 00:00:00', s.dateTime()],
    ['2026-01-02 03:04:05.123', s.mssql.DATETIME2(2)],
    ['2026-01-02 03:04:05', s.mssql.SMALLDATETIME()],
    ['1899-12-31 00:00', s.mssql.SMALLDATETIME()],
    ['2026-01-02 03:04:05+14:30', s.mssql.DATETIMEOFFSET()],
    ['03:04:05+01:00', s.time({ timezone: true })],
    ['2026-01-02 03:04:05', s.types.TIMESTAMP()],
    [Uint8Array.of(1), s.mssql.ROWVERSION()],
    [Uint8Array.of(1), s.mssql.TIMESTAMP()],
  ])('%j of %j is refused: it would be rounded, or not taken', (value, type) => {
    expect(() => dialect.literal(value, type)).toThrow();
  });
});

describe('A number', () => {
  test.each<[unknown, DataType, string]>([
    [1.5, s.double(), '1.5'],
    [0.1, s.double(), '0.1'],
    [-0, s.double(), '-0e0'],
    ['0.12345678901234566', s.double(), '0.12345678901234566e0'],
    [1e20, s.float(), '100000000000000000000e0'],
    [1e300, s.float(), '1e+300'],
    ['12.50', s.numeric(4, 2), '12.50'],
    ['9'.repeat(38), s.numeric(38), '9'.repeat(38)],
    [null, s.double(), 'NULL'],
    [true, s.boolean(), '1'],
    ['5b6e6b1e000040008000000000000001', s.uuid(), "'5b6e6b1e-0000-4000-8000-000000000001'"],
    ['5b6e6b1e-0000-4000-8000-000000000001', s.uuid({ nativeUuid: false }), "'5b6e6b1e000040008000000000000001'"],
    [Uint8Array.of(0, 255), s.largeBinary(), '0x00ff'],
  ])('or the like, %j, is %s', (value, type, expected) => {
    expect(dialect.literal(value, type)).toBe(expected);
  });
  test.each<[unknown, DataType]>([
    [Number.NaN, s.double()],
    [Number.POSITIVE_INFINITY, s.double()],
    ['9'.repeat(39), s.numeric(38)],
  ])('%j that SQL Server does not have is refused', (value, type) => {
    expect(() => dialect.literal(value, type)).toThrow();
  });
});

describe('A name', () => {
  test.each([
    ['plain', 'plain'],
    ['Order', '[Order]'],
    ['order', '[order]'],
    ['go', '[go]'],
    ['a]b', '[a]]b]'],
    ['a"b', '[a"b]'],
    ["it's", "[it's]"],
    ['a\tb', '[a\tb]'],
    ['#temp', '[#temp]'],
    ['😀', '[😀]'],
    ['$x', '[$x]'],
    ['x'.repeat(128), 'x'.repeat(128)],
  ])('%j is %s', (name, expected) => {
    expect(dialect.id(name)).toBe(expected);
  });
  test.each(['', 'a\0b', 'a\nGO\nb', 'a\rb', '$(x)', 'x'.repeat(129), '😀'.repeat(65), '\ud800'])(
    '%j is refused',
    (name) => {
      expect(() => dialect.id(name)).toThrow();
      expect(() => dialect.quoted(name)).toThrow();
    },
  );
  test.each([
    ['app', 'app.t'],
    ['other.dbo', 'other.dbo.t'],
    ['My.dbo', '[My].dbo.t'],
    ['[my.app]', '[my.app].t'],
    ['[a.b].[c]]d]', '[a.b].[c]]d].t'],
    ['odd[', '[odd[].t'],
  ])('of a table in %s is %s', (schema, expected) => {
    expect(dialect.table({ schema, name: 't' })).toBe(expected);
  });
});
