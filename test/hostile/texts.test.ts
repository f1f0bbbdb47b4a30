import { afterAll, describe, expect, test } from 'vitest';
import { TsmigError } from '../../src/errors.ts';
import { type DialectName, dialectNames } from '../../src/model/dialect-options.ts';
import { hostileTexts, largeTexts } from '../support/hostile.ts';
import { renderTexts, type TextRole, textRoles } from '../support/hostile-roles.ts';
import { openPglite } from '../support/pglite.ts';
import { readTokens, type Token, trappedLines } from '../support/sql-reader.ts';
import { openSqlite } from '../support/sqlite.ts';

const impossible = (text: string): boolean => text.includes('\0') || /\p{Surrogate}/u.test(text);

/** What is refused beyond NUL and half surrogate pairs, and why. */
const refused: { readonly [D in DialectName]?: { readonly [R in TextRole]?: (text: string) => boolean } } = {
  // A label has 63 bytes. https://www.postgresql.org/docs/current/datatype-enum.html
  postgresql: { enum: (text) => Buffer.byteLength(text) > 63 },
  // https://dev.mysql.com/doc/refman/8.4/en/enum.html: trailing spaces are deleted; an element has 255 characters.
  mysql: { enum: (text) => text.endsWith(' ') || [...text].length > 255, comment: (text) => [...text].length > 1024 },
  mariadb: { enum: (text) => text.endsWith(' ') || [...text].length > 255, comment: (text) => [...text].length > 1024 },
  // Each carriage return is a part by itself, and there are at most 500 parts.
  mssql: Object.fromEntries(textRoles.map((role) => [role, (text: string) => text.split('\r').length > 250])),
  // COMMENT takes one literal, in which SQL*Plus must see no command.
  oracle: {
    comment: (text) =>
      hasControl(text) || `x${text}x`.split('\n').some((line) => /^\s*[/.]?\s*$|^\s*[@#!$]|[;-]\s*$/.test(line)),
  },
};

function hasControl(text: string): boolean {
  return /[^\P{Cc}\t\n\u0080-\u009f]/u.test(text);
}

function isRefused(dialect: DialectName, role: TextRole, text: string): boolean {
  if (dialect === 'sqlite' && role === 'comment') return false;
  return impossible(text) || refused[dialect]?.[role]?.(text) === true;
}

/** Without what differs by the length of a text, and with the value of SQL Server's @comment in its place. */
function comparable(statements: readonly string[], dialect: DialectName): Token[] {
  return statements.flatMap((sql) => {
    const tokens = readTokens(sql, dialect).map((token) =>
      /^\d+$/.test(token.value) && token.kind === 'word' ? { ...token, value: '0' } : token,
    );
    // A default of SQLite that is no literal stands in parentheses.
    if (dialect === 'sqlite') return tokens.filter(({ kind, value }) => kind !== 'mark' || !/[()]/.test(value));
    const [first, , , , , , , text] = tokens;
    if (first?.value !== 'declare' || text === undefined) return tokens;
    return tokens.slice(8).map((token) => (token.value === '@comment' ? text : token));
  });
}

test('there are two hundred texts and more', () => {
  expect(hostileTexts.length).toBeGreaterThan(200);
});

describe.each(dialectNames)('In %s a hostile text', (dialect) => {
  test.each(textRoles)('as %s is refused where it cannot be said', async (role) => {
    const accepted: string[] = [];
    for (const text of hostileTexts.filter((one) => isRefused(dialect, role, one))) {
      const error: unknown = await renderTexts(role, [text], dialect).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (!(error instanceof TsmigError && (error.code === 'value' || error.code === 'unsupported')))
        accepted.push(shown(text));
    }
    expect(accepted).toEqual([]);
  });

  test.each(textRoles)('as %s is nothing but that text, and no line a command to the client', async (role) => {
    const texts = hostileTexts.filter(
      (text) => !isRefused(dialect, role, text) && !(role === 'comment' && text === ''),
    );
    const statements = await renderTexts(role, texts, dialect);
    const plain = texts.map((_, i) => `plain text ${i}.`);
    const expected = comparable(await renderTexts(role, plain, dialect), dialect).map((token) => {
      const number = token.kind === 'text' ? /^plain text (\d+)\.$/.exec(token.value)?.[1] : undefined;
      return number === undefined ? token : { ...token, value: texts[Number(number)] ?? '' };
    });
    const read = comparable(statements, dialect);
    expect(differing(read, expected)).toEqual([]);
    expect(
      statements
        .flatMap((sql) => trappedLines(sql, dialect))
        .slice(0, 3)
        .map(shown),
    ).toEqual([]);
  });

  test('of a megabyte is that text', async () => {
    for (const text of largeTexts) {
      const statements = await renderTexts('value', [text], dialect);
      const read = statements.flatMap((sql) => readTokens(sql, dialect)).filter(({ kind }) => kind === 'text');
      expect(read.length).toBe(1);
      expect(read[0]?.value === text).toBe(true);
      expect(
        statements
          .flatMap((sql) => trappedLines(sql, dialect))
          .slice(0, 3)
          .map(shown),
      ).toEqual([]);
    }
  });
});

describe.each([
  ['postgresql', await openPglite()],
  ['sqlite', await openSqlite()],
] as const)('%s reads back a hostile text', (dialect, engine) => {
  afterAll(() => engine.close());
  const texts = (role: TextRole): string[] => hostileTexts.filter((text) => !isRefused(dialect, role, text));
  const hexOf = (column: string): string =>
    dialect === 'sqlite' ? `lower(hex(${column}))` : `encode(convert_to(${column}::text, 'UTF8'), 'hex')`;
  const read = async (column: string, from: string): Promise<unknown[]> =>
    (await engine.rows(`SELECT ${hexOf(column)} FROM ${from}`)).map(([value]) =>
      Buffer.from(String(value), 'hex').toString(),
    );
  const store = async (role: TextRole, some: readonly string[]): Promise<void> => {
    await engine.reset();
    await engine.execute(await renderTexts(role, some, dialect));
  };

  test('that is a value, with those of a megabyte', async () => {
    const all = [...texts('value'), ...largeTexts];
    await store('value', all);
    const rows = await read('v', 't ORDER BY id');
    expect(rows.length).toBe(all.length);
    expect(all.filter((text, i) => rows[i] !== text).map(shown)).toEqual([]);
  });
  test('that is in a condition', async () => {
    await store('condition', texts('condition'));
    const rows = await read('w', 't ORDER BY id');
    expect(
      texts('condition')
        .filter((text, i) => rows[i] !== text)
        .map(shown),
    ).toEqual([]);
  });
  test('that is a default', async () => {
    const all = texts('default');
    await store('default', all);
    for (const [i, text] of all.entries()) expect(await read('v', `t${i}`)).toEqual([text]);
  });
  test('that is in an enum', async () => {
    const all = texts('enum');
    await store('enum', all);
    for (const [i, text] of all.entries()) expect(await read('v', `t${i}`)).toEqual([text]);
  });
  test('that is in a check', async () => {
    const all = texts('check');
    await store('check', all);
    for (const [i, text] of all.entries()) {
      const insert = (value: string): string => `INSERT INTO t${i} VALUES (1, CAST(x'${hex(value)}' AS TEXT))`;
      const write = (value: string): Promise<void> =>
        engine.execute([
          dialect === 'sqlite'
            ? insert(value)
            : insert(value).replace(/CAST\(x('.*') AS TEXT\)/, "convert_from(decode($1, 'hex'), 'UTF8')"),
        ]);
      await write(`${text}.`);
      await expect(write(text)).rejects.toThrow(/check/i);
    }
  });
});

test('PostgreSQL reads back a hostile comment', async () => {
  const engine = await openPglite();
  const all = hostileTexts.filter((text) => !isRefused('postgresql', 'comment', text));
  await engine.execute(await renderTexts('comment', all, 'postgresql'));
  const read = await engine.rows(
    "SELECT encode(convert_to(obj_description(c.oid), 'UTF8'), 'hex'), encode(convert_to(col_description(c.oid, 2), 'UTF8'), 'hex') FROM pg_class c WHERE relkind = 'r' AND relname ~ '^t\\d' ORDER BY substr(relname, 2)::int",
  );
  expect(read).toEqual(all.map((text) => (text === '' ? [null, null] : [hex(text), hex(text)])));
  await engine.close();
});

function shown(text: string): string {
  return JSON.stringify(text).slice(0, 80);
}

function differing(read: readonly Token[], expected: readonly Token[]): string[] {
  const length = Math.max(read.length, expected.length);
  return Array.from(
    { length },
    (_, i) => `${JSON.stringify(read[i])?.slice(0, 80)} for ${JSON.stringify(expected[i])?.slice(0, 80)}`,
  )
    .filter((_, i) => read[i]?.kind !== expected[i]?.kind || read[i]?.value !== expected[i]?.value)
    .slice(0, 3);
}

function hex(text: string): string {
  return Buffer.from(text).toString('hex');
}
