import type { TableName } from '../model/expressions.ts';
import type { SqlEffect } from '../operations/operation.ts';
import { type Cursor, NotUnderstood } from './cursor.ts';
import { none, opaque, opaqueTables, operations } from './effect.ts';

/**
 * `COMMENT ON TABLE t IS 'x'`, `COMMENT ON COLUMN s.t.c IS NULL`; comments on anything else are not the catalog's.
 * https://www.postgresql.org/docs/current/sql-comment.html
 */
export function commentOn(cursor: Cursor): readonly SqlEffect[] {
  cursor.needs('COMMENT');
  if (!cursor.facts.commentOn || !cursor.takes('ON')) return opaque(cursor.sql);
  const what = cursor.takesOneOf('TABLE', 'COLUMN');
  if (what === undefined) return none;
  const path = [cursor.name()];
  while (cursor.takesSign('.')) path.push(cursor.name());
  const column = what === 'COLUMN' ? path.pop() : undefined;
  const table = tableOf(path);
  let comment: string | null;
  try {
    cursor.needs('IS');
    comment = cursor.takes('NULL') ? null : cursor.string() || null;
    cursor.needsEnd();
  } catch (error) {
    if (error instanceof NotUnderstood) return opaqueTables(cursor, table);
    throw error;
  }
  if (column !== undefined) {
    return operations({ kind: 'alterColumn', table, column, comment, existing: {}, typeChecks: [], options: {} });
  }
  return operations(
    comment === null ? { kind: 'dropTableComment', table } : { kind: 'createTableComment', table, comment },
  );
}

function tableOf(path: readonly string[]): TableName {
  const [first, second] = path;
  if (first === undefined || path.length > 2) throw new NotUnderstood('the name of a table');
  return second === undefined ? { name: first } : { schema: first, name: second };
}
