import { describe, expect, expectTypeOf, test } from 'vitest';
import { TsmigError } from '../../src/errors.ts';
import { s } from '../../src/model/schema.ts';
import type { DataType } from '../../src/model/types.ts';

const specs = (types: readonly DataType[]): unknown[] => types.map((type) => type.spec);

describe('generic types', () => {
  test('hold what was said, and their defaults', () => {
    expect(
      specs([
        s.smallInteger(),
        s.integer(),
        s.bigInteger(),
        s.date(),
        s.json(),
        s.float(24),
        s.double(),
        s.numeric(10, 2),
        s.numeric(),
      ]),
    ).toStrictEqual([
      { kind: 'smallInteger' },
      { kind: 'integer' },
      { kind: 'bigInteger' },
      { kind: 'date' },
      { kind: 'json' },
      { kind: 'float', precision: 24 },
      { kind: 'double' },
      { kind: 'numeric', precision: 10, scale: 2 },
      { kind: 'numeric' },
    ]);
    expect(
      specs([
        s.string(20, { collation: 'C' }),
        s.text(),
        s.unicode(40),
        s.unicodeText(),
        s.largeBinary(200),
        s.time(),
        s.dateTime({ timezone: true }),
      ]),
    ).toStrictEqual([
      { kind: 'string', length: 20, collation: 'C' },
      { kind: 'text' },
      { kind: 'unicode', length: 40 },
      { kind: 'unicodeText' },
      { kind: 'largeBinary', length: 200 },
      { kind: 'time', timezone: false },
      { kind: 'dateTime', timezone: true },
    ]);
    expect(
      specs([
        s.boolean(),
        s.boolean({ createConstraint: true, name: 'ck' }),
        s.interval({ secondPrecision: 3, dayPrecision: 4 }),
        s.uuid({ nativeUuid: false }),
        s.type('geometry(Point,4326)'),
      ]),
    ).toStrictEqual([
      { kind: 'boolean', createConstraint: false },
      { kind: 'boolean', createConstraint: true, name: 'ck' },
      { secondPrecision: 3, dayPrecision: 4, kind: 'interval', native: true },
      { kind: 'uuid', nativeUuid: false },
      { kind: 'verbatim', text: 'geometry(Point,4326)' },
    ]);
  });

  test('enums and arrays', () => {
    expect(s.enum(['on', 'off'], { name: 'switch', nativeEnum: false, length: 32 }).spec).toStrictEqual({
      kind: 'enum',
      values: ['on', 'off'],
      name: 'switch',
      nativeEnum: false,
      createConstraint: false,
      length: 32,
      createType: true,
    });
    const item = s.string(10);
    expect(s.array(item, { dimensions: 2 }).spec).toStrictEqual({ kind: 'array', item, dimensions: 2 });
    expectTypeOf(s.enum(['on', 'off'])).toEqualTypeOf<DataType<'on' | 'off'>>();
  });

  test('a variant keeps the type and its rows', () => {
    const type = s.text().withVariant(s.mysql.LONGTEXT(), 'mysql', 'mariadb');
    expectTypeOf(type).toEqualTypeOf<DataType<string>>();
    expect(type.for('mariadb').spec).toMatchObject({ name: 'LONGTEXT' });
    expect(type.for('postgresql').spec).toEqual({ kind: 'text' });
  });
});

describe('exact types', () => {
  test('of standard SQL', () => {
    expect(s.types.DECIMAL(12, 4).spec).toStrictEqual({
      kind: 'exact',
      name: 'DECIMAL',
      family: 'decimal',
      args: [12, 4],
      options: {},
    });
    expect(s.types.TIMESTAMP({ timezone: true }).spec).toStrictEqual({
      kind: 'exact',
      name: 'TIMESTAMP',
      family: 'dateTime',
      args: [],
      options: { timezone: true },
    });
    expect(Object.keys(s.types).sort()).toEqual(
      'BIGINT BINARY BLOB BOOLEAN CHAR CLOB DATE DATETIME DECIMAL DOUBLE DOUBLE_PRECISION FLOAT INTEGER JSON NCHAR NUMERIC NVARCHAR REAL SMALLINT TEXT TIME TIMESTAMP UUID VARBINARY VARCHAR'.split(
        ' ',
      ),
    );
  });

  test('of PostgreSQL', () => {
    expect(s.postgresql.BIT(undefined, { varying: true }).spec).toStrictEqual({
      kind: 'exact',
      name: 'BIT',
      family: 'other',
      dialect: 'postgresql',
      args: [],
      options: { varying: true },
    });
    expect(s.postgresql.TIMESTAMP({ timezone: true, precision: 0 }).spec).toMatchObject({
      options: { timezone: true, precision: 0 },
    });
    expect(s.postgresql.INTERVAL({ fields: 'day to second', precision: 3 }).spec).toMatchObject({
      options: { fields: 'DAY TO SECOND', precision: 3 },
    });
    expect(s.postgresql.NUMERIC(2, -3).spec).toMatchObject({ args: [2, -3] });
    expect(Object.keys(s.postgresql).sort()).toEqual(
      'ARRAY BIGINT BIT BOOLEAN BYTEA CHAR CIDR CITEXT DATE DATEMULTIRANGE DATERANGE DOMAIN DOUBLE_PRECISION ENUM FLOAT HSTORE INET INT4MULTIRANGE INT4RANGE INT8MULTIRANGE INT8RANGE INTEGER INTERVAL JSON JSONB JSONPATH MACADDR MACADDR8 MONEY NUMERIC NUMMULTIRANGE NUMRANGE OID REAL REGCLASS REGCONFIG SMALLINT TEXT TIME TIMESTAMP TSMULTIRANGE TSQUERY TSRANGE TSTZMULTIRANGE TSTZRANGE TSVECTOR UUID VARCHAR'.split(
        ' ',
      ),
    );
  });

  test('enums, arrays and domains of PostgreSQL', () => {
    expect(s.postgresql.ENUM(['a', 'b'], { name: 'letter', schema: 'app', createType: false }).spec).toStrictEqual({
      kind: 'enum',
      values: ['a', 'b'],
      name: 'letter',
      schema: 'app',
      nativeEnum: true,
      createConstraint: false,
      createType: false,
    });
    expect(s.postgresql.ENUM([], { name: 'letter' }).spec).toMatchObject({ values: [], createType: true });
    expect(s.postgresql.ARRAY(s.integer(), { dimensions: 3 }).spec).toMatchObject({ kind: 'array', dimensions: 3 });
    const dataType = s.text();
    const domain = s.postgresql.DOMAIN('email', dataType, {
      check: "VALUE LIKE '%@%'",
      constraintName: 'valid_email',
      default: 'a@b',
    });
    expect(domain.spec).toStrictEqual({
      kind: 'domain',
      name: 'email',
      dataType,
      check: { kind: 'raw', text: "VALUE LIKE '%@%'" },
      constraintName: 'valid_email',
      default: { kind: 'literal', value: 'a@b', type: dataType },
      notNull: false,
      createType: true,
    });
  });

  test('of MySQL', () => {
    expect(s.mysql.TINYINT({ displayWidth: 1, unsigned: true }).spec).toStrictEqual({
      kind: 'exact',
      name: 'TINYINT',
      family: 'integer',
      dialect: 'mysql',
      args: [],
      options: { displayWidth: 1, unsigned: true },
    });
    expect(s.mysql.ENUM('a', "it's", { charset: 'utf8mb4', collation: 'utf8mb4_bin' }).spec).toStrictEqual({
      kind: 'exact',
      name: 'ENUM',
      family: 'enum',
      dialect: 'mysql',
      args: ['a', "it's"],
      options: { charset: 'utf8mb4', collation: 'utf8mb4_bin' },
    });
    expect(s.mysql.SET('x', 'y').spec).toMatchObject({ name: 'SET', family: 'string', args: ['x', 'y'], options: {} });
    expect(s.mysql.DECIMAL(10, 2, { unsigned: true, zerofill: true }).spec).toMatchObject({
      args: [10, 2],
      options: { unsigned: true, zerofill: true },
    });
    expect(s.mysql.TEXT(undefined, { charset: 'utf8mb4' }).spec).toMatchObject({
      args: [],
      options: { charset: 'utf8mb4' },
    });
    expectTypeOf(s.mysql.ENUM('a', 'b', { charset: 'utf8mb4' })).toEqualTypeOf<DataType<'a' | 'b'>>();
    expect(Object.keys(s.mysql).sort()).toEqual(
      'BIGINT BINARY BIT BLOB BOOLEAN CHAR DATE DATETIME DECIMAL DOUBLE ENUM FLOAT INET4 INET6 INTEGER JSON LONGBLOB LONGTEXT MEDIUMBLOB MEDIUMINT MEDIUMTEXT NCHAR NUMERIC NVARCHAR REAL SET SMALLINT TEXT TIME TIMESTAMP TINYBLOB TINYINT TINYTEXT UUID VARBINARY VARCHAR YEAR'.split(
        ' ',
      ),
    );
  });

  test('of SQL Server, Oracle and SQLite', () => {
    expect(s.mssql.NVARCHAR('max', { collation: 'Latin1_General_CI_AS' }).spec).toMatchObject({
      dialect: 'mssql',
      args: ['max'],
      options: { collation: 'Latin1_General_CI_AS' },
    });
    expect(s.mssql.DATETIME2(0).spec).toMatchObject({ name: 'DATETIME2', args: [0] });
    expect(s.oracle.NUMBER(10, -2).spec).toMatchObject({ name: 'NUMBER', family: 'decimal', args: [10, -2] });
    expect(s.oracle.FLOAT({ binaryPrecision: 63 }).spec).toMatchObject({ args: [], options: { binaryPrecision: 63 } });
    expect(s.oracle.DATE().spec).toMatchObject({ family: 'dateTime' });
    expect(s.sqlite.REAL().spec).toStrictEqual({
      kind: 'exact',
      name: 'REAL',
      family: 'float',
      dialect: 'sqlite',
      args: [],
      options: {},
    });
    expect(Object.keys(s.mssql).sort()).toEqual(
      'BIGINT BINARY BIT CHAR DATE DATETIME DATETIME2 DATETIMEOFFSET DECIMAL DOUBLE_PRECISION FLOAT IMAGE INTEGER JSON MONEY NCHAR NTEXT NUMERIC NVARCHAR REAL ROWVERSION SMALLDATETIME SMALLINT SMALLMONEY SQL_VARIANT TEXT TIME TIMESTAMP TINYINT UNIQUEIDENTIFIER VARBINARY VARCHAR XML'.split(
        ' ',
      ),
    );
    expect(Object.keys(s.oracle).sort()).toEqual(
      'BFILE BINARY_DOUBLE BINARY_FLOAT BLOB CHAR CLOB DATE DOUBLE_PRECISION FLOAT INTERVAL LONG NCHAR NCLOB NUMBER NVARCHAR NVARCHAR2 RAW REAL ROWID TIMESTAMP VARCHAR VARCHAR2 VECTOR'.split(
        ' ',
      ),
    );
    expect(Object.keys(s.sqlite).sort()).toEqual(
      'BLOB BOOLEAN CHAR DATE DATETIME DECIMAL FLOAT INTEGER JSON NUMERIC REAL SMALLINT TEXT TIME TIMESTAMP VARCHAR'.split(
        ' ',
      ),
    );
  });
});

describe('what makes no sense is refused at the call', () => {
  const cases: readonly [string, () => unknown, string][] = [
    ['a negative length', () => s.string(-1), 's.string(): the length must be a whole number of at least 1, not -1'],
    [
      'a length that is no number',
      () => s.string('50' as never),
      "the length must be a whole number of at least 1, not '50'",
    ],
    ['a fraction as a precision', () => s.numeric(1.5), 'the precision must be a whole number of at least 1, not 1.5'],
    ['a negative scale', () => s.numeric(5, -1), 'the scale must be a whole number of at least 0, not -1'],
    ['a scale without a precision', () => s.numeric(undefined, 2), 's.numeric(): a scale without a precision'],
    ['a misspelt option', () => s.dateTime({ timezon: true } as never), "s.dateTime() has no option 'timezon'"],
    ['an enum without values and name', () => s.enum([]), 's.enum() without values and without a name'],
    ['a value twice', () => s.enum(['a', 'a']), "the value 'a' stands twice"],
    ['a value that is no string', () => s.enum([1 as never]), 'each value must be a string, not 1'],
    ['values that are no list', () => s.enum('a' as never), "the values must be a list, not 'a'"],
    [
      'a length below that of the values',
      () => s.enum(['abc'], { length: 2 }),
      'length 2 is less than the longest value has: 3',
    ],
    ['an array of arrays', () => s.array(s.array(s.integer())), 's.array() of an array'],
    ['an array of nothing', () => s.array(5 as never), 'the item must be a type, not 5'],
    [
      'an argument that a generic type does not take',
      () => (s.integer as (x: object) => unknown)({}),
      's.integer() takes at most 0 arguments, not 1',
    ],
    ['an empty type', () => s.type(''), 'the type is empty'],
    [
      'an argument that is not taken',
      () => (s.postgresql.JSONB as (x: number) => unknown)(5),
      's.postgresql.JSONB() takes no arguments',
    ],
    [
      'options where the length should be',
      () => s.mysql.TEXT({ charset: 'x' } as never),
      'the length must be a number, not an object',
    ],
    [
      'an unknown option of an exact type',
      () => s.mysql.TINYINT({ unsinged: true } as never),
      "s.mysql.TINYINT() has no option 'unsinged'",
    ],
    [
      'a scale without a precision, exactly',
      () => s.oracle.NUMBER(undefined, 2),
      's.oracle.NUMBER(): the scale without the precision',
    ],
    [
      'max where there is none',
      () => s.types.VARCHAR('max' as never),
      "the length must be a whole number of at least 1, not 'max'",
    ],
    ['unknown fields', () => s.postgresql.INTERVAL({ fields: 'WEEK' }), 'fields must be one of YEAR'],
    ['an enum of PostgreSQL without a name', () => s.postgresql.ENUM(['a'], {} as never), 'the type has no name'],
    [
      'an enum of PostgreSQL without options',
      () => (s.postgresql.ENUM as (x: string[]) => unknown)(['a']),
      'the type has no name',
    ],
    [
      'a name for no check',
      () => s.postgresql.DOMAIN('d', s.text(), { constraintName: 'x' }),
      'constraintName names no check',
    ],
    ['an enum of MySQL without values', () => s.mysql.ENUM(), 's.mysql.ENUM() without values'],
    [
      'an unknown option of an enum of MySQL',
      () => s.mysql.ENUM('a', { charst: 'x' } as never),
      "s.mysql.ENUM() has no option 'charst'",
    ],
    ['a comma in a set', () => s.mysql.SET('a,b'), "the value 'a,b' has a comma"],
  ];
  test.each(cases)('%s', (_, call, message) => {
    expect(call).toThrowError(TsmigError);
    expect(call).toThrowError(message);
    expect(call).toThrowError(expect.objectContaining({ code: 'operation' }));
  });
});
