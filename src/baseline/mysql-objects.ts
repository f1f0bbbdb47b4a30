import type { Cursor } from '../parsing/cursor.ts';

/** What a CREATE of a dump makes. */
export type Created =
  | { readonly kind: 'table' | 'view'; readonly name: string }
  /** Kept by the server with the mode in which it was made. */
  | { readonly kind: 'routine' }
  /** Needed by what follows: a sequence, an index. */
  | { readonly kind: 'other' };

const routines = new Set(['TRIGGER', 'PROCEDURE', 'FUNCTION', 'EVENT', 'PACKAGE']);
const modifiers = new Set([
  'OR',
  'REPLACE',
  'TEMPORARY',
  'ALGORITHM',
  'DEFINER',
  'SQL',
  'AGGREGATE',
  'UNIQUE',
  'FULLTEXT',
]);
const kinds = new Set([
  ...routines,
  'TABLE',
  'VIEW',
  'SEQUENCE',
  'INDEX',
  'SERVER',
  'USER',
  'ROLE',
  'TABLESPACE',
  'LOGFILE',
]);

/** What a statement makes; undefined: it makes nothing. */
export function createdBy(cursor: Cursor): Created | undefined {
  if (cursor.tokens[0]?.upper !== 'CREATE') return undefined;
  cursor.at = 1;
  if (cursor.seesAny(modifiers)) while (!cursor.done && !cursor.seesAny(kinds)) cursor.at++;
  const kind = cursor.peek()?.upper ?? '';
  cursor.at++;
  if (routines.has(kind)) return { kind: 'routine' };
  if (kind !== 'TABLE' && kind !== 'VIEW') return kinds.has(kind) ? { kind: 'other' } : undefined;
  cursor.takes('IF', 'NOT', 'EXISTS');
  return { kind: kind === 'TABLE' ? 'table' : 'view', name: cursor.tableName().name };
}

/** The views in an order that runs: each after those that it names. */
export function orderViews<V extends { readonly name: string; readonly cursor: Cursor }>(views: readonly V[]): V[] {
  const byName = new Map(views.map((view) => [view.name, view]));
  const ordered = new Set<V>();
  const visit = (view: V, path: readonly V[]): void => {
    if (ordered.has(view) || path.includes(view)) return;
    for (const { kind, value } of view.cursor.tokens) {
      const named = kind === 'quoted' || kind === 'word' ? byName.get(value ?? '') : undefined;
      if (named !== undefined && named !== view) visit(named, [...path, view]);
    }
    ordered.add(view);
  };
  for (const view of views) visit(view, []);
  return [...ordered];
}
