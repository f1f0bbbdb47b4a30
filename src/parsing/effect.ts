import type { TableName } from '../model/expressions.ts';
import type { Operation, SqlEffect } from '../operations/operation.ts';
import type { Cursor } from './cursor.ts';

export const none: readonly SqlEffect[] = [{ kind: 'none' }];

/** These operations, applied one after the other. */
export function operations(...list: readonly Operation[]): readonly SqlEffect[] {
  return list.map((operation) => ({ kind: 'operation', operation }));
}

/** Anything may have changed. */
export function opaque(sql: string): readonly SqlEffect[] {
  return [{ kind: 'opaque', sql: firstWords(sql) }];
}

/** Something about these tables changed that is not read. */
export function opaqueTables(cursor: Cursor, ...tables: readonly TableName[]): readonly SqlEffect[] {
  if (hidesStatement(cursor)) return opaque(cursor.sql);
  return [{ kind: 'opaqueTables', tables, sql: firstWords(cursor.sql) }];
}

/** Where statements need no semicolon between them: whether another one that changes the schema may stand in this text. */
export function hidesStatement(cursor: Cursor, from = 1): boolean {
  if (!cursor.facts.looseTerminators) return false;
  return cursor.tokens.some((token, at) => {
    if (at < from) return false;
    if (token.upper === 'ALTER' || token.upper === 'DROP')
      return !partsOfTables.has(cursor.tokens[at + 1]?.upper ?? '');
    return token.upper === 'CREATE' || token.upper === 'EXEC' || token.upper === 'EXECUTE';
  });
}

/** What ALTER TABLE alters and drops. */
const partsOfTables = new Set(['COLUMN', 'CONSTRAINT']);

/** The beginning of a statement on one line, for messages. */
export function firstWords(sql: string): string {
  const line = sql.slice(0, 400).replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
