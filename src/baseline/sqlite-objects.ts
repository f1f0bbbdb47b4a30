import type { Cursor } from '../parsing/cursor.ts';

/** What a CREATE of SQLite makes, and the name of a table. */
export interface Created {
  readonly kind: 'table' | 'virtualTable' | 'index' | 'other';
  readonly name: string;
}

/** What a statement makes; undefined: it makes nothing. */
export function createdBy(cursor: Cursor): Created | undefined {
  const words = cursor.tokens.map(({ upper }) => upper);
  if (words[0] !== 'CREATE') return undefined;
  const isVirtual = words[1] === 'VIRTUAL';
  const at = isVirtual ? 2 : 1;
  if (words[at] === 'TABLE') {
    const name = cursor.tokens[words[at + 1] === 'IF' ? at + 4 : at + 1]?.value ?? '';
    return { kind: isVirtual ? 'virtualTable' : 'table', name };
  }
  const isIndex = words[1] === 'INDEX' || (words[1] === 'UNIQUE' && words[2] === 'INDEX');
  return { kind: isIndex ? 'index' : 'other', name: '' };
}

/** The tables in which modules keep what their virtual tables hold: https://www.sqlite.org/fts5.html, rtree.html, fts3.html */
const shadows = /^(?<of>.*)_(?:data|idx|content|docsize|config|segments|segdir|stat|node|rowid|parent)$/s;

/** Why a statement of a dump is left out; undefined: it says something about the schema. */
export function whyLeftOut(
  cursor: Cursor,
  created: Created | undefined,
  virtualTables: ReadonlySet<string>,
): string | undefined {
  if (created?.kind === 'table') {
    if (/^sqlite_/i.test(created.name)) return 'SQLite makes it by itself';
    const of = shadows.exec(created.name)?.groups?.of;
    return of !== undefined && virtualTables.has(of) ? `${of} makes it by itself` : undefined;
  }
  switch (cursor.tokens[0]?.upper) {
    case 'PRAGMA':
      return 'it is a setting of the session';
    case 'BEGIN':
    case 'COMMIT':
    case 'END':
    case 'ROLLBACK':
    case 'SAVEPOINT':
    case 'RELEASE':
      return 'the script has its own transaction';
    case 'INSERT':
    case 'DELETE':
    case 'UPDATE':
    case 'REPLACE':
      return 'rows are no part of the schema';
    case 'ANALYZE':
      return 'statistics are no part of the schema';
    default:
      return undefined;
  }
}
