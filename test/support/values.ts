import { s } from '../../src/index.ts';
import type { DialectName } from '../../src/model/dialect-options.ts';
import type { DataType } from '../../src/model/types.ts';

/** A value that goes in by `bulkInsert`, and the text that must come out. */
export interface StoredValue {
  readonly title: string;
  readonly type: DataType;
  readonly value: unknown;
  /** What a text reading of the column gives, where it is not the value itself. */
  readonly text: string | null;
  /** How to read it, where not by a cast to text. */
  readonly read?: string;
}

const strings = [
  "it's 'quoted' ''twice''",
  '"double" `back` [square]',
  'C:\\temp\\new\\',
  "\\'; DROP TABLE v; --",
  '100% %s %(x)s %%',
  ':name a:b ::text 10:30:59',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the text is the point
  '$1 ${x} #{y} ? ?? $$ $tag$',
  'tab\there',
  'line\nbreak\r\nwindows\rold',
  '😀 日本語 Ünïcödé \u202eRTL\u202c \u200b',
  '  spaces  ',
  '',
  '-- comment /* not */ ;',
  '&ampersand $(sqlcmd)',
  '\u0001\u0007\u001b[31m\u007f\u0085\u2028\u2029',
];

/** The strings, which every dialect keeps as they are. */
export const storedStrings: readonly StoredValue[] = strings.map((value) => ({
  title: JSON.stringify(value),
  type: s.text(),
  value,
  text: value,
}));

/** Numbers and NULL, which every dialect reads back with the same digits. */
export const storedNumbers: readonly StoredValue[] = [
  { title: 'NULL', type: s.text(), value: null, text: null },
  { title: 'undefined', type: s.integer(), value: undefined, text: null },
  { title: 'an integer', type: s.integer(), value: -2147483648, text: '-2147483648' },
  { title: 'the largest bigint', type: s.bigInteger(), value: 9223372036854775807n, text: '9223372036854775807' },
  { title: 'the smallest bigint', type: s.bigInteger(), value: -9223372036854775808n, text: '-9223372036854775808' },
  { title: 'a double', type: s.double(), value: 0.1, text: '0.1' },
];

/** How to read a value as a text, where not by CAST(v AS TEXT). */
export const asText: { readonly [D in DialectName]?: string } = { mariadb: 'CAST(v AS CHAR)' };

const instant = new Date('2026-01-02T03:04:05.678Z');

/** Values whose stored form differs by database. */
export const storedByDialect: { readonly [D in DialectName]?: readonly StoredValue[] } = {
  postgresql: [
    { title: 'true', type: s.boolean(), value: true, text: 'true' },
    {
      title: 'an exact decimal',
      type: s.numeric(30, 10),
      value: '12345678901234567890.0123456789',
      text: '12345678901234567890.0123456789',
    },
    { title: 'a decimal with its zeros', type: s.numeric(10, 2), value: '12.50', text: '12.50' },
    { title: 'a date', type: s.date(), value: new Date('2024-02-29'), text: '2024-02-29' },
    { title: 'a date before 1970', type: s.date(), value: '1582-10-15', text: '1582-10-15' },
    { title: 'a time', type: s.time(), value: '23:59:59.999999', text: '23:59:59.999999' },
    { title: 'a date-time with milliseconds', type: s.dateTime(), value: instant, text: '2026-01-02 03:04:05.678' },
    {
      title: 'a date-time with a zone',
      type: s.dateTime({ timezone: true }),
      value: instant,
      read: "to_char(v AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
      text: '2026-01-02 03:04:05.678000',
    },
    {
      title: 'bytes',
      type: s.largeBinary(),
      value: Uint8Array.from([0, 255, 39, 92, 10]),
      read: "encode(v, 'hex')",
      text: '00ff275c0a',
    },
    { title: 'no bytes', type: s.largeBinary(), value: new Uint8Array(), read: "encode(v, 'hex')", text: '' },
    {
      title: 'JSON',
      type: s.json(),
      value: { a: ["it's", 1.5, null, true], 'b"\\': '\n😀' },
      text: JSON.stringify({ a: ["it's", 1.5, null, true], 'b"\\': '\n😀' }),
    },
    { title: 'JSONB', type: s.postgresql.JSONB(), value: { a: "it's\\" }, read: "v ->> 'a'", text: "it's\\" },
    {
      title: 'a UUID',
      type: s.uuid(),
      value: '5b6e6b1e-0000-4000-8000-000000000001',
      text: '5b6e6b1e-0000-4000-8000-000000000001',
    },
    {
      title: 'an array of strings',
      type: s.array(s.text()),
      value: ["it's", 'a,b', '{x}', '"q"', '\\'],
      read: "array_to_string(v, '|')",
      text: 'it\'s|a,b|{x}|"q"|\\',
    },
    { title: 'an empty array', type: s.array(s.integer()), value: [], text: '{}' },
    { title: 'Infinity', type: s.double(), value: Number.POSITIVE_INFINITY, text: 'Infinity' },
    { title: 'NaN', type: s.double(), value: Number.NaN, text: 'NaN' },
    { title: 'an enum', type: s.enum(["it's", 'b\\c'], { name: 'odd' }), value: 'b\\c', text: 'b\\c' },
    { title: 'an interval', type: s.interval(), value: '1 day 02:03:04', text: '1 day 02:03:04' },
  ],
  sqlite: [
    { title: 'true', type: s.boolean(), value: true, text: '1' },
    { title: 'a decimal', type: s.numeric(10, 2), value: '12.25', text: '12.25' },
    { title: 'a date', type: s.date(), value: new Date('2024-02-29'), text: '2024-02-29' },
    { title: 'a time', type: s.time(), value: '23:59:59.999999', text: '23:59:59.999999' },
    { title: 'an interval', type: s.interval(), value: '1 day 02:03:04', text: '1970-01-02 02:03:04.000000' },
    { title: 'a date-time with milliseconds', type: s.dateTime(), value: instant, text: '2026-01-02 03:04:05.678000' },
    {
      title: 'bytes',
      type: s.largeBinary(),
      value: Uint8Array.from([0, 255, 39, 92, 10]),
      read: 'lower(hex(v))',
      text: '00ff275c0a',
    },
    { title: 'no bytes', type: s.largeBinary(), value: new Uint8Array(), read: 'hex(v)', text: '' },
    {
      title: 'JSON',
      type: s.json(),
      value: { a: ["it's", 1.5, null, true], 'b"\\': '\n😀' },
      text: JSON.stringify({ a: ["it's", 1.5, null, true], 'b"\\': '\n😀' }),
    },
    {
      title: 'a UUID',
      type: s.uuid(),
      value: '5b6e6b1e-0000-4000-8000-000000000001',
      text: '5b6e6b1e000040008000000000000001',
    },
    { title: 'an enum', type: s.enum(["it's", 'b\\c'], { name: 'odd' }), value: 'b\\c', text: 'b\\c' },
  ],
  mariadb: [
    { title: 'true', type: s.boolean(), value: true, text: '1' },
    {
      title: 'an exact decimal',
      type: s.numeric(30, 10),
      value: '12345678901234567890.0123456789',
      text: '12345678901234567890.0123456789',
    },
    { title: 'a decimal with its zeros', type: s.numeric(10, 2), value: '12.50', text: '12.50' },
    { title: 'a large double', type: s.double(), value: 1.7976931348623157e308, text: '1.7976931348623157e308' },
    { title: 'a small double', type: s.double(), value: 2.2250738585072014e-308, text: '2.2250738585072014e-308' },
    {
      title: 'an unsigned bigint',
      type: s.mysql.BIGINT({ unsigned: true }),
      value: 2n ** 64n - 1n,
      text: '18446744073709551615',
    },
    { title: 'bits', type: s.mysql.BIT(8), value: 165, read: 'BIN(v)', text: '10100101' },
    { title: 'a year', type: s.mysql.YEAR(), value: 2026, text: '2026' },
    { title: 'a date', type: s.date(), value: new Date('2024-02-29'), text: '2024-02-29' },
    { title: 'a date before 1970', type: s.date(), value: '1582-10-15', text: '1582-10-15' },
    { title: 'a time of whole seconds', type: s.time(), value: '10:30:00', text: '10:30:00' },
    { title: 'an interval', type: s.interval(), value: '1 day 02:03:04', text: '1970-01-02 02:03:04' },
    { title: 'a negative interval', type: s.interval(), value: '-3 days', text: '1969-12-29 00:00:00' },
    { title: 'a time', type: s.mysql.TIME({ fsp: 6 }), value: '23:59:59.999999', text: '23:59:59.999999' },
    {
      title: 'a date-time with milliseconds',
      type: s.mysql.DATETIME({ fsp: 3 }),
      value: instant,
      text: '2026-01-02 03:04:05.678',
    },
    {
      title: 'a date-time with a zone, in UTC',
      type: s.dateTime({ timezone: true }),
      value: '2026-01-02T01:04:05+02:00',
      text: '2026-01-01 23:04:05',
    },
    {
      title: 'bytes',
      type: s.largeBinary(),
      value: Uint8Array.from([0, 255, 39, 92, 10, 13, 26]),
      read: 'LOWER(HEX(v))',
      text: '00ff275c0a0d1a',
    },
    { title: 'no bytes', type: s.largeBinary(), value: new Uint8Array(), read: 'HEX(v)', text: '' },
    {
      title: 'JSON',
      type: s.json(),
      value: { a: ["it's", 1.5, null, true], 'b"\\': '\r\n😀' },
      text: JSON.stringify({ a: ["it's", 1.5, null, true], 'b"\\': '\r\n😀' }),
    },
    {
      title: 'a UUID',
      type: s.uuid(),
      value: '5b6e6b1e-0000-4000-8000-000000000001',
      text: '5b6e6b1e000040008000000000000001',
    },
    {
      title: 'a UUID in a UUID',
      type: s.mysql.UUID(),
      value: '5b6e6b1e000040008000000000000001',
      text: '5b6e6b1e-0000-4000-8000-000000000001',
    },
    { title: 'an address', type: s.mysql.INET6(), value: '2001:db8::1', text: '2001:db8::1' },
    { title: 'an enum', type: s.enum(["it's", 'b\\c'], { name: 'odd' }), value: 'b\\c', text: 'b\\c' },
    { title: 'a set', type: s.mysql.SET("it's", 'b\\c', 'd'), value: "it's,b\\c", text: "it's,b\\c" },
  ],
};
