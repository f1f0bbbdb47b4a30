import { keyOf } from '../catalog/catalog.ts';
import { columnOf } from '../model/tables.ts';
import { changeColumn, type Reading } from './postgresql-draft.ts';
import { qualified, strings } from './postgresql-nodes.ts';
import type { CommentStmt } from './postgresql-parser.ts';

/** Puts a comment into its table; false where it is on something else. */
export function foldComment({ objtype, object, comment }: CommentStmt, { drafts }: Reading): boolean {
  if (object === undefined || !('List' in object) || comment === undefined || comment === '') return false;
  if (objtype !== 'OBJECT_TABLE' && objtype !== 'OBJECT_COLUMN') return false;
  const path = strings(object.List.items);
  const column = objtype === 'OBJECT_COLUMN' ? path.pop() : undefined;
  const draft = drafts.get(keyOf(qualified(path)));
  if (draft === undefined) return false;
  if (column === undefined) draft.table = { ...draft.table, comment };
  else if (columnOf(draft.table, column) === undefined) return false;
  else changeColumn(draft, column, { comment });
  return true;
}
