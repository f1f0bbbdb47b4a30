import type { Dialect } from './dialect.ts';

/** The facts of a dialect that decide where a statement ends. */
export type StatementEnd = Pick<Dialect, 'terminator' | 'lineComments' | 'backslashEscapes'>;

/**
 * A statement with its terminator, exactly one. Text that ends in `;` keeps that one, a terminator never ends up in a
 * comment, and comments alone get none: a server would take it for an empty statement, and SQL*Plus would run
 * the one before once more.
 */
export function terminated(sql: string, dialect: StatementEnd): string {
  const text = sql.trimEnd();
  const end = endOf(text, dialect);
  if (end.last === '' || dialect.terminator === '') return text;
  // Left in the middle of a string or a comment (by our reading: the dialect may see it otherwise), the `;` at the
  // very end is the best guess there is; a second one is harmless, a missing one is not.
  const last = end.inside ? (end.inComment ? undefined : text.at(-1)) : end.last;
  const { terminator } = dialect;
  if (last !== ';' || !terminator.startsWith(';')) return text + (end.inComment ? '\n' : '') + terminator;
  const rest = terminator.slice(1);
  return rest === '' ? text : text + rest;
}

/** Whether the text holds more than comments: what a client would run. */
export function isStatement(sql: string, dialect: StatementEnd): boolean {
  return endOf(sql.trimEnd(), dialect).last !== '';
}

interface End {
  /** The last character that is neither blank nor comment; '' when there is none. */
  readonly last: string;
  /** The text ends in a line comment, or may do so: what follows must go on a new line. */
  readonly inComment: boolean;
  /** The text ends in an open string, quoted name or block comment. */
  readonly inside: boolean;
}

function endOf(text: string, { lineComments = ['--'], backslashEscapes = false }: StatementEnd): End {
  let last = '';
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at, at + 3);
    const quote = rest.charAt(0);
    if (lineComments.some((opening) => rest.startsWith(opening))) {
      const newline = text.indexOf('\n', at);
      if (newline === -1) return { last, inComment: true, inside: false };
      at = newline + 1;
      continue;
    }
    if (rest.startsWith('/*')) {
      // MySQL and MariaDB run what stands in /*! … */ and /*M! … */.
      // https://dev.mysql.com/doc/refman/8.0/en/comments.html
      const runs = rest === '/*!' || text.startsWith('/*M!', at);
      at = afterBlockComment(text, at);
      if (runs) last = '/';
      if (at === -1) return { last: last || '*', inComment: false, inside: true };
      continue;
    }
    if (quote === "'" || quote === '"' || quote === '`')
      at = afterQuoted(text, at, quote, backslashEscapes && quote !== '`');
    else if (quote === '$') at = afterDollar(text, at);
    else at += 1;
    if (at === -1) return { last: quote, inComment: lastLineMayBeComment(text, lineComments), inside: true };
    if (quote.trim() !== '') last = quote;
  }
  return { last, inComment: false, inside: false };
}

/** Where the comment that opens at `start` is over, -1: nowhere. Comments nest, as PostgreSQL and SQL Server have it. */
function afterBlockComment(text: string, start: number): number {
  let depth = 1;
  const marks = /\/\*|\*\//g;
  marks.lastIndex = start + 2;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  // Where comments do not nest, the first end was the end.
  const first = text.indexOf('*/', start + 2);
  return first === -1 ? -1 : first + 2;
}

/** A doubled quote closes a string and opens the next one, which comes to the same. */
function afterQuoted(text: string, start: number, quote: string, escapes: boolean): number {
  // PostgreSQL's E'…' strings have escapes whatever the dialect's other strings have.
  const backslash = escapes || (quote === "'" && /(^|[^\w$])[eE]$/.test(text.slice(Math.max(0, start - 2), start)));
  for (let at = start + 1; at < text.length; at++) {
    if (backslash && text[at] === '\\') at += 1;
    else if (text[at] === quote) return at + 1;
  }
  return -1;
}

/** After PostgreSQL's `$tag$ … $tag$`; any other `$` is a character like others. */
function afterDollar(text: string, start: number): number {
  if (start > 0 && /[\w$]/.test(text.charAt(start - 1))) return start + 1;
  const tag = /^\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/u.exec(text.slice(start, start + 130))?.[0];
  if (tag === undefined) return start + 1;
  const close = text.indexOf(tag, start + tag.length);
  return close === -1 ? -1 : close + tag.length;
}

function lastLineMayBeComment(text: string, lineComments: readonly string[]): boolean {
  const line = text.slice(text.lastIndexOf('\n') + 1);
  return lineComments.some((opening) => line.includes(opening));
}
