import type { DialectName } from '../../src/model/dialect-options.ts';

/** A piece of a statement as the server reads it. Texts that are put together are one, CHR and CAST around them gone. */
export interface Token {
  readonly kind: 'text' | 'name' | 'word' | 'mark';
  readonly value: string;
}

/** How each database reads quotes, by its manual; nothing here knows how tsmig writes them. */
interface Rules {
  readonly quotes: readonly [open: string, close: string];
  /** What stands in a text for something else. */
  readonly decode: (text: string) => string;
  /** A text in quotes, with its prefix. */
  readonly text: RegExp;
  /** A call that gives one character of a code. */
  readonly character?: RegExp;
  /** What goes around a part of a text. */
  readonly wraps?: RegExp;
  /** What joins two texts. */
  readonly joins?: string;
}

const doubled = (text: string): string => text.replaceAll("''", "'");
const plainText = /'((?:[^']|'')*)'/y;

const mysql: Rules = {
  quotes: ['`', '`'],
  text: /'((?:[^'\\]|''|\\.)*)'/sy,
  // https://dev.mysql.com/doc/refman/8.4/en/string-literals.html
  decode: (text) =>
    text.replace(/''|\\(.)/gs, (pair, escaped: string | undefined) => {
      if (escaped === undefined) return pair.charAt(0);
      return { n: '\n', r: '\r', t: '\t', b: '\b', Z: '\u001a', '0': '\0' }[escaped] ?? escaped;
    }),
};

const rules: Readonly<Record<DialectName, Rules>> = {
  postgresql: { quotes: ['"', '"'], text: plainText, decode: doubled },
  // https://www.sqlite.org/lang_expr.html; replace() of one sign by char(13) is read by `readTokens`.
  sqlite: { quotes: ['"', '"'], text: plainText, decode: doubled },
  mysql,
  mariadb: mysql,
  mssql: {
    quotes: ['[', ']'],
    text: /N?'((?:[^']|'')*)'/y,
    // https://learn.microsoft.com/sql/t-sql/language-elements/sql-server-utilities-statements-backslash
    decode: (text) => doubled(text.replace(/\\(\r\n|\r|\n)/g, '')),
    character: /N?CHAR\((\d+)\)/y,
    wraps: /CAST\((?=N?')/y,
    joins: ' + ',
  },
  oracle: {
    quotes: ['"', '"'],
    text: /N?'((?:[^']|'')*)'/y,
    decode: doubled,
    character: /CHR\((\d+)\)/y,
    wraps: /TO_N?CLOB\((?=N?')/y,
    joins: '||',
  },
};

/** The tokens of a statement; a comment, or a quote that is not closed, is an error: tsmig writes neither. */
export function readTokens(sql: string, dialect: DialectName): Token[] {
  const { quotes, text, decode, character, wraps, joins } = rules[dialect];
  const [open, close] = quotes;
  const tokens: Token[] = [];
  let at = 0;
  let unclosed = 0;
  let joined = false;
  const match = (pattern: RegExp | undefined): RegExpExecArray | undefined => {
    if (pattern === undefined) return undefined;
    pattern.lastIndex = at;
    const found = pattern.exec(sql) ?? undefined;
    if (found !== undefined) at = pattern.lastIndex;
    return found;
  };
  const add = (kind: Token['kind'], value: string): void => {
    const last = tokens.at(-1);
    if (kind === 'text' && joined && last?.kind === 'text') {
      tokens[tokens.length - 1] = { kind, value: last.value + value };
    } else tokens.push({ kind, value });
    joined = false;
  };
  while (at < sql.length) {
    if (match(/\s+/y)) continue;
    if (sql.startsWith('--', at) || sql.startsWith('/*', at)) throw new Error(`a comment: ${sql.slice(at, at + 40)}`);
    if (match(wraps)) {
      unclosed++;
      continue;
    }
    const literal = match(text);
    if (literal) {
      if (Buffer.byteLength(literal[0]) > 4003 && dialect === 'oracle') throw new Error('a literal past 4000 bytes');
      add('text', decode(literal[1] ?? ''));
      if (unclosed > 0 && match(/ AS N?VARCHAR\(max\)\)|\)/y)) unclosed--;
      continue;
    }
    const code = match(character)?.[1];
    if (code !== undefined) {
      add('text', String.fromCharCode(Number(code)));
      continue;
    }
    if (joins !== undefined && tokens.at(-1)?.kind === 'text' && match(joins === '||' ? /\|\|/y : /\+/y)) {
      joined = true;
      continue;
    }
    if (sql.startsWith(open, at)) {
      const found = match(quotedName(open, close));
      if (!found) throw new Error(`a quote that is not closed: ${sql.slice(at, at + 40)}`);
      add('name', (found[1] ?? '').replaceAll(close + close, close));
      continue;
    }
    const word = match(/[\p{L}\p{N}_$#@]+/uy);
    if (word) {
      add('word', word[0]);
      continue;
    }
    add('mark', sql.charAt(at));
    at++;
  }
  return dialect === 'sqlite' ? withReplaced(tokens) : tokens;
}

function quotedName(open: string, close: string): RegExp {
  const [o, c] = [open, close].map((one) => `\\${one}`);
  return new RegExp(`${o}((?:[^${c}]|${c}${c})+)${c}`, 'y');
}

/** `replace(text, sign, char(13))` as what SQLite makes of it. https://www.sqlite.org/lang_corefunc.html#replace */
function withReplaced(tokens: readonly Token[]): Token[] {
  const read: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const shape = tokens.slice(i, i + 11).map(({ kind, value }) => (kind === 'text' ? '' : value));
    const token = tokens[i] as Token;
    if (shape.join(' ') === 'replace (  ,  , char ( 13 ) )') {
      const [, , text, , sign] = tokens.slice(i);
      read.push({ kind: 'text', value: String(text?.value).replaceAll(String(sign?.value), '\r') });
      i += 10;
    } else read.push(token);
  }
  return read;
}

/** The lines of a script that its client would take for something else than SQL, by the client's manual. */
export function trappedLines(sql: string, dialect: DialectName): string[] {
  // MySQL's client knows what is in quotes; the others read line by line.
  const read = dialect === 'mysql' || dialect === 'mariadb' ? sql.replace(mysqlQuoted, '``') : sql;
  return read.split('\n').filter((line) => traps[dialect]?.test(line) === true);
}

const mysqlQuoted = /'(?:[^'\\]|''|\\.)*'|`(?:[^`]|``)*`/gs;

const traps: { readonly [D in DialectName]?: RegExp } = {
  // https://learn.microsoft.com/sql/tools/sqlcmd/sqlcmd-commands, and variables wherever they stand
  mssql: /^\s*(go(\s+\d+)?\s*;?\s*(--.*)?$|(exit|quit|reset|ed)\b|!!|:)|\$\(|\r/i,
  // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqpug/using-SQL-Plus.html
  oracle: /^\s*[/.]?\s*$|^\s*[@#!$]|[;-]\s*$|\r|^(?=.{5000}).*$/,
  // https://dev.mysql.com/doc/refman/8.4/en/mysql-commands.html
  mysql: /delimiter |\\/i,
  mariadb: /delimiter |\\/i,
  sqlite: /\r$/,
};
