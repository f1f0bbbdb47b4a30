import type { SqlEffect } from '../operations/operation.ts';
import { alterTable } from './alter-table.ts';
import { createTrigger, createView, harmlessObjects } from './create.ts';
import type { Cursor } from './cursor.ts';
import { none, opaque, opaqueTables } from './effect.ts';
import { alterType } from './named-types.ts';

/** ALTER of anything. */
export function alterStatement(cursor: Cursor): readonly SqlEffect[] {
  cursor.needs('ALTER');
  cursor.takesOneOf('MATERIALIZED', 'ONLINE', 'IGNORE');
  if (cursor.takes('FOREIGN', 'TABLE')) {
    cursor.takes('IF', 'EXISTS');
    return opaqueTables(cursor, cursor.tableName());
  }
  const what = cursor.next().upper;
  switch (what) {
    case 'TABLE':
      return cursor.takes('ALL', 'IN') ? none : alterTable(cursor);
    case 'INDEX':
      return alterIndex(cursor);
    case 'TYPE':
    case 'DOMAIN':
      return alterType(cursor);
    case 'VIEW':
      // A new query; anything else leaves the view on the tables that it stands on.
      return cursor.mentions(new Set(['AS'])) && cursor.mentions(new Set(['SELECT', 'WITH']))
        ? createView(cursor)
        : none;
    case 'TRIGGER':
      return cursor.mentions(new Set(['AS'])) && cursor.mentions(new Set(['AFTER', 'FOR', 'INSTEAD']))
        ? createTrigger(cursor)
        : none;
    case 'SCHEMA':
      return cursor.mentions(new Set(['RENAME', 'TRANSFER'])) ? opaque(cursor.sql) : none;
    default:
      // A FOREIGN DATA WRAPPER.
      return what === 'FOREIGN' || harmlessObjects.has(what) ? none : opaque(cursor.sql);
  }
}

/** A new name of an index is one the catalog would miss; rebuilding and moving it changes nothing. */
function alterIndex(cursor: Cursor): readonly SqlEffect[] {
  if (setsStatistics(cursor)) return none;
  return cursor.mentions(new Set(['RENAME', 'CREATE', 'ALTER', 'DROP'])) ? opaque(cursor.sql) : none;
}

/** `ALTER INDEX i ALTER COLUMN 1 SET STATISTICS 300`: how much ANALYZE gathers of an expression. */
function setsStatistics(cursor: Cursor): boolean {
  const words = cursor.tokens.slice(-6).map((token) => token.upper);
  return ['ALTER', 'COLUMN', '', 'SET', 'STATISTICS', ''].every((word, at) => words[at] === word);
}
