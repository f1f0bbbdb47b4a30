import type { Operation, SqlEffect } from '../operations/operation.ts';
import { harmlessObjects } from './create.ts';
import { type Cursor, NotUnderstood } from './cursor.ts';
import { hidesStatement, none, opaque, opaqueTables, operations } from './effect.ts';
import { dropType } from './named-types.ts';

/** DROP of anything. */
export function dropStatement(cursor: Cursor): readonly SqlEffect[] {
  cursor.needs('DROP');
  if (cursor.takesOneOf('TEMPORARY', 'FOREIGN') !== undefined) return dropOther(cursor);
  cursor.takesOneOf('MATERIALIZED', 'PUBLIC');
  const what = cursor.next().upper;
  switch (what) {
    case 'TABLE':
    case 'TABLES':
      return dropTable(cursor);
    case 'VIEW':
      return dropDependent(cursor, 'view');
    case 'TRIGGER':
      return dropDependent(cursor, 'trigger');
    case 'INDEX':
      return dropIndex(cursor);
    case 'TYPE':
    case 'DOMAIN':
      return dropType(cursor, what);
    case 'SCHEMA':
      return cursor.facts.databaseIsSchema || cascades(cursor) || hidesStatement(cursor) ? opaque(cursor.sql) : none;
    case 'DATABASE':
      return cursor.facts.databaseIsSchema || hidesStatement(cursor) ? opaque(cursor.sql) : none;
    default:
      return harmlessObjects.has(what) && !cascades(cursor) && !hidesStatement(cursor) ? none : opaque(cursor.sql);
  }
}

/** A temporary table, which may have the name of a lasting one; a foreign table, a foreign data wrapper. */
function dropOther(cursor: Cursor): readonly SqlEffect[] {
  if (!cursor.takes('TABLE')) return cascades(cursor) || cursor.sees('SEQUENCE') ? opaque(cursor.sql) : none;
  cursor.takes('IF', 'EXISTS');
  const tables = cursor.list(() => cursor.tableName());
  return opaqueTables(cursor, ...tables);
}

function dropTable(cursor: Cursor): readonly SqlEffect[] {
  const ifExists = cursor.takes('IF', 'EXISTS');
  const tables = cursor.list(() => cursor.tableName());
  const cascade = cursor.takes('CASCADE');
  cursor.takes('CONSTRAINTS');
  cursor.takesOneOf('RESTRICT', 'PURGE');
  cursor.needsEnd();
  const lasting = tables.filter((table) => !(cursor.facts.looseTerminators && table.name.startsWith('#')));
  const drops = operations(...lasting.map((table): Operation => ({ kind: 'dropTable', table, ifExists, options: {} })));
  // CASCADE takes foreign keys and views along that only the server knows all of.
  if (cascade && cursor.facts.dropCascades) return [...drops, ...opaque(cursor.sql)];
  return drops.length === 0 ? none : drops;
}

function dropDependent(cursor: Cursor, dependent: 'view' | 'trigger'): readonly SqlEffect[] {
  cursor.takes('IF', 'EXISTS');
  const names = cursor.list(() => cursor.tableName());
  if (cursor.takes('ON')) {
    // SQL Server: ON DATABASE, ON ALL SERVER.
    cursor.takes('ALL');
    cursor.tableName();
  }
  cursor.takes('CASCADE');
  cursor.takesOneOf('CONSTRAINTS', 'RESTRICT');
  cursor.needsEnd();
  return names.map((name) => ({ kind: 'dropDependent', dependent, name }));
}

/** DROP INDEX a, b; MySQL and SQL Server say ON which table. */
function dropIndex(cursor: Cursor): readonly SqlEffect[] {
  cursor.takes('CONCURRENTLY');
  const ifExists = cursor.takes('IF', 'EXISTS');
  const drops = cursor.list((): Operation => {
    const { name, schema: prefix } = cursor.tableName();
    const table = cursor.takes('ON') ? cursor.tableName() : undefined;
    // `DROP INDEX t.ix` is SQL Server's old form: what stands before the dot is the table.
    if (cursor.facts.looseTerminators && prefix !== undefined) throw new NotUnderstood('an index by its table');
    const schema = prefix ?? table?.schema;
    return {
      kind: 'dropIndex',
      name,
      ...(table && { table }),
      ...(schema !== undefined && { schema }),
      ifExists,
      options: {},
    };
  });
  const cascade = cursor.takesOneOf('CASCADE', 'RESTRICT', 'FORCE') === 'CASCADE';
  if (!cursor.done && cursor.facts.databaseIsSchema) indexOptions(cursor);
  cursor.needsEnd();
  return cascade ? [...operations(...drops), ...opaque(cursor.sql)] : operations(...drops);
}

/** `ALGORITHM = INPLACE LOCK = NONE`. */
function indexOptions(cursor: Cursor): void {
  while (cursor.takesOneOf('ALGORITHM', 'LOCK') !== undefined) {
    cursor.takesSign('=');
    cursor.name();
  }
}

function cascades(cursor: Cursor): boolean {
  return cursor.mentions(new Set(['CASCADE', 'FORCE']));
}
