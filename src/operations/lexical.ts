import type { DialectName } from '../model/dialect-options.ts';

/** How a database's SQL is cut into text that is code and text that is not. */
export interface Lexical {
  /** A backslash in a quoted string takes the next character along. */
  readonly backslash: boolean;
  /** Before a quote, these letters make a string with backslash escapes. */
  readonly escapePrefix: string;
  readonly quotes: readonly (readonly [open: string, close: string])[];
  readonly lineComments: readonly string[];
  readonly nestedComments: boolean;
  /** `$tag$ … $tag$` */
  readonly dollarQuotes: boolean;
  /** `q'[ … ]'` */
  readonly alternativeQuotes: boolean;
  readonly identifierQuote: string;
  /** How the drivers of the dialect write placeholders: `?`, or this sign and a number. */
  readonly placeholder: '?' | '$' | '@' | ':';
}

const standard: Lexical = {
  backslash: false,
  escapePrefix: '',
  quotes: [
    ["'", "'"],
    ['"', '"'],
  ],
  lineComments: ['--'],
  nestedComments: false,
  dollarQuotes: false,
  alternativeQuotes: false,
  identifierQuote: '"',
  placeholder: '?',
};
// https://dev.mysql.com/doc/refman/8.0/en/lexical-structure.html
const mysql: Lexical = {
  ...standard,
  backslash: true,
  quotes: [...standard.quotes, ['`', '`']],
  // Two hyphens without a blank behind them are two minus signs.
  lineComments: ['-- ', '--\t', '--\n', '#'],
  identifierQuote: '`',
};

export const lexicals: Readonly<Record<DialectName, Lexical>> = {
  // https://www.postgresql.org/docs/16/sql-syntax-lexical.html
  postgresql: { ...standard, escapePrefix: 'eE', nestedComments: true, dollarQuotes: true, placeholder: '$' },
  mysql,
  mariadb: mysql,
  // https://www.sqlite.org/lang_keywords.html
  sqlite: { ...standard, quotes: [...standard.quotes, ['`', '`'], ['[', ']']] },
  // https://learn.microsoft.com/sql/t-sql/language-elements/slash-star-comment-transact-sql
  mssql: { ...standard, quotes: [...standard.quotes, ['[', ']']], nestedComments: true, placeholder: '@' },
  // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Literals.html
  oracle: { ...standard, alternativeQuotes: true, placeholder: ':' },
};

/** Where the quoted text or comment that starts at `at` ends; `at` itself when none starts there. */
export function skipQuoted(sql: string, at: number, lexical: Lexical): number {
  if (lexical.lineComments.some((mark) => sql.startsWith(mark, at))) {
    const end = sql.indexOf('\n', at);
    return end === -1 ? sql.length : end + 1;
  }
  if (sql.startsWith('/*', at)) return endOfComment(sql, at, lexical.nestedComments);
  if (lexical.dollarQuotes && sql[at] === '$' && !isWord(sql[at - 1])) {
    const tag = /^\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/.exec(sql.slice(at, at + 80))?.[0];
    if (tag !== undefined) return endAfter(sql, tag, at + tag.length);
  }
  const alternative = lexical.alternativeQuotes && /^n?q'([\s\S])/i.exec(sql.slice(at, at + 4));
  if (alternative && !isWord(sql[at - 1])) {
    const open = alternative[1] ?? '';
    return endAfter(sql, `${closers[open] ?? open}'`, at + alternative[0].length);
  }
  const pair = lexical.quotes.find(([open]) => sql.startsWith(open, at));
  return pair === undefined ? at : endOfQuote(sql, at, pair[1], escapes(sql, at, pair[0], lexical));
}

/** Whether a character can be part of a name or number. */
export function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\w$\u0080-\uffff]/.test(character);
}

const closers: Readonly<Record<string, string>> = { '[': ']', '{': '}', '(': ')', '<': '>' };

function escapes(sql: string, at: number, open: string, { backslash, escapePrefix }: Lexical): boolean {
  if (backslash) return open !== '`';
  const before = sql[at - 1];
  return open === "'" && before !== undefined && escapePrefix.includes(before) && !isWord(sql[at - 2]);
}

function endOfQuote(sql: string, from: number, close: string, backslash: boolean): number {
  for (let at = from + 1; at < sql.length; at++) {
    if (backslash && sql[at] === '\\') at++;
    else if (sql[at] === close) {
      if (sql[at + 1] !== close) return at + 1;
      at++;
    }
  }
  return sql.length;
}

function endOfComment(sql: string, from: number, nested: boolean): number {
  let depth = 0;
  for (let at = from; at < sql.length; at++) {
    if (sql.startsWith('/*', at) && (nested || depth === 0)) {
      depth++;
      at++;
    } else if (sql.startsWith('*/', at)) {
      depth--;
      at++;
      if (depth === 0) return at + 1;
    }
  }
  return sql.length;
}

function endAfter(sql: string, text: string, from: number): number {
  const end = sql.indexOf(text, from);
  return end === -1 ? sql.length : end + text.length;
}
