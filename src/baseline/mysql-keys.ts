import type { Expression } from '../model/expressions.ts';
import type { Index } from '../model/nouns.ts';
import { type Cursor, NotUnderstood } from '../parsing/cursor.ts';

/** What stands behind a key's name. */
export interface KeyParts {
  readonly columns: Index['columns'];
  readonly options: { readonly using?: string; readonly length?: Readonly<Record<string, number>> };
}

/** Reads `(a, b(10), c DESC) USING BTREE`. */
export function readKeyParts(cursor: Cursor): KeyParts {
  const lengths = new Map<string, number>();
  cursor.needsSign('(');
  const columns = cursor.list(() => readPart(cursor, lengths));
  cursor.needsSign(')');
  const using = cursor.takes('USING') ? cursor.takesOneOf('BTREE', 'HASH', 'RTREE') : undefined;
  if (!cursor.seesSign(',') && !cursor.seesSign(')')) throw new NotUnderstood(`${cursor.next().text} of a key`);
  return {
    columns,
    options: {
      ...(lengths.size > 0 && { length: Object.fromEntries(lengths) }),
      ...(using !== undefined && { using: using.toLowerCase() }),
    },
  };
}

function readPart(cursor: Cursor, lengths: Map<string, number>): string | Expression {
  // https://dev.mysql.com/doc/refman/8.0/en/create-index.html#create-index-functional-key-parts
  const part: string | Expression = cursor.seesSign('(')
    ? { kind: 'raw', text: cursor.parenthesized() }
    : readColumnPart(cursor, lengths);
  const direction = cursor.takesOneOf('ASC', 'DESC');
  if (direction !== 'DESC') return part;
  const of: Expression = typeof part === 'string' ? { kind: 'identifier', path: [part] } : part;
  return { kind: 'order', of, direction };
}

function readColumnPart(cursor: Cursor, lengths: Map<string, number>): string {
  const name = cursor.name();
  if (!cursor.seesSign('(')) return name;
  const length = cursor.parenthesized();
  if (!/^\d+$/.test(length)) throw new NotUnderstood(`the part (${length}) of a column`);
  lengths.set(name, Number(length));
  return name;
}
