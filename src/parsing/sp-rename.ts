import type { SqlEffect } from '../operations/operation.ts';
import { Cursor, NotUnderstood } from './cursor.ts';
import { none, opaque, opaqueTables, operations } from './effect.ts';
import { words } from './words.ts';

/** Procedures that describe objects and leave them as they are. */
const descriptive = new Set([
  'SP_ADDEXTENDEDPROPERTY',
  'SP_UPDATEEXTENDEDPROPERTY',
  'SP_DROPEXTENDEDPROPERTY',
  'SP_HELP',
  'SP_UPDATESTATS',
]);

/**
 * `EXEC sp_rename 'table.column', 'new', 'COLUMN'`; any other procedure may do anything.
 * https://learn.microsoft.com/sql/relational-databases/system-stored-procedures/sp-rename-transact-sql
 */
export function callStatement(cursor: Cursor): readonly SqlEffect[] {
  cursor.takesOneOf('EXEC', 'EXECUTE');
  while (cursor.takes('SYS') || cursor.takesSign('.'));
  const procedure = cursor.next().upper;
  if (procedure !== 'SP_RENAME')
    return descriptive.has(procedure) && !cursor.mentions(verbs) ? none : opaque(cursor.sql);
  const [from = '', to = '', type] = cursor.list(() => argument(cursor));
  cursor.needsEnd();
  const path = nameParts(from, cursor);
  const last = path.at(-1);
  if (last === undefined || to === '') throw new NotUnderstood('sp_rename');
  const [name, schema] = [path.at(-2), path.at(-3)];
  switch (type?.toUpperCase() ?? 'TABLE') {
    case 'TABLE':
      if (path.length > 2) throw new NotUnderstood('sp_rename of another database');
      return operations({
        kind: 'renameTable',
        table: { name: last, ...(name !== undefined && { schema: name }) },
        newName: to,
      });
    case 'COLUMN': {
      if (name === undefined || path.length > 3) throw new NotUnderstood('sp_rename of a column');
      const table = { name, ...(schema !== undefined && { schema }) };
      return operations({
        kind: 'alterColumn',
        table,
        column: last,
        newColumnName: to,
        existing: {},
        typeChecks: [],
        options: {},
      });
    }
    case 'INDEX':
      if (name === undefined || path.length > 3) throw new NotUnderstood('sp_rename of an index');
      return opaqueTables(cursor, { name, ...(schema !== undefined && { schema }) });
    default:
      return opaque(cursor.sql);
  }
}

const verbs = words('CREATE ALTER DROP EXEC EXECUTE INTO');

/** `'x'`, `N'x'`, or a bare or bracketed name, as Alembic writes it. */
function argument(cursor: Cursor): string {
  if (cursor.peek()?.text.startsWith('@')) throw new NotUnderstood('named arguments');
  return cursor.peek()?.kind === 'string' ? cursor.string() : cursor.name();
}

function nameParts(text: string, cursor: Cursor): readonly string[] {
  const parts = new Cursor(text, cursor.dialect);
  const names = [parts.name()];
  while (parts.takesSign('.')) names.push(parts.name());
  parts.needsEnd();
  return names;
}
