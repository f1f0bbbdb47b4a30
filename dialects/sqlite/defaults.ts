import { TsmigError } from '../../src/errors.ts';

/**
 * The text of an expression as a default: SQLite takes words, literals, and anything else only in parentheses.
 * As in SQLAlchemy, a signed or broken number is put in parentheses, too.
 * https://www.sqlite.org/lang_createtable.html#the_default_clause
 */
export function defaultClause(text: string): string {
  const trimmed = text.trim();
  if (wholeLiteral.test(trimmed) || isParenthesised(trimmed)) return trimmed;
  if (!/^\w+$/.test(trimmed)) return `(${trimmed})`;
  if (constantWord.test(trimmed) || momentWord.test(trimmed)) return trimmed;
  throw new TsmigError('value', `sqlite takes the default ${trimmed} for the text '${trimmed}'`, {
    hint: 'give a text as a string, a call with its parentheses',
  });
}

/** Whether ADD COLUMN takes a default: it must be the same for every row, whenever it is evaluated. */
export function isConstant(clause: string | undefined): boolean {
  return clause === undefined || wholeLiteral.test(clause) || constantWord.test(clause) || signedNumber.test(clause);
}

/** Whether a column without a value gets none by its default. */
export function isNull(clause: string | undefined): boolean {
  return clause === undefined || /^\(*\s*null\s*\)*$/i.test(clause);
}

const wholeLiteral = /^(x?'([^']|'')*'|"([^"]|"")*")$/i;
const constantWord = /^(null|true|false|\d+|0x[\da-f]+)$/i;
const momentWord = /^current_(date|time|timestamp)$/i;
const signedNumber = /^\(?\s*[+-]?\s*(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*\)?$/i;

/** Whether the first parenthesis closes with the last character. */
function isParenthesised(text: string): boolean {
  if (!text.startsWith('(') || !text.endsWith(')')) return false;
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]/g)) {
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (depth === 0) return index === text.length - 1;
  }
  return false;
}
