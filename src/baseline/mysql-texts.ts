import { type Cursor, NotUnderstood } from '../parsing/cursor.ts';
import type { Token } from '../parsing/tokens.ts';

/** The content of the string that stands next; escapes as the server writes them in SHOW CREATE TABLE. */
export function readText(cursor: Cursor): string {
  const token = cursor.next();
  const text = contentOf(token);
  if (text === undefined) throw new NotUnderstood(`the text ${token.text}`);
  return text;
}

/** The content of a string; undefined: no string, or an escape that a dump does not use. */
export function contentOf({ kind, text }: Token): string | undefined {
  if (kind !== 'string' || !text.startsWith("'")) return undefined;
  const inner = text.slice(1, -1);
  const isKnown = /^(?:[^'\\]|''|\\[\\0nr'"])*$/.test(inner);
  return isKnown ? inner.replace(/''|\\(.)/g, (_, escaped: string | undefined) => unescaped(escaped)) : undefined;
}

function unescaped(escaped: string | undefined): string {
  switch (escaped) {
    case undefined:
      return "'";
    case '0':
      return '\0';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    default:
      return escaped;
  }
}
