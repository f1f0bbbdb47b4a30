import type { TableName } from '../model/expressions.ts';
import type { SqlEffect } from '../operations/operation.ts';
import { createIndex } from './create-index.ts';
import { type Cursor, NotUnderstood } from './cursor.ts';
import { hidesStatement, none, opaque, opaqueTables, operations } from './effect.ts';
import { createType } from './named-types.ts';
import { readTable } from './table-definition.ts';
import { tablesIn } from './view-tables.ts';
import { words } from './words.ts';

/** What CREATE makes that no table depends on, so that the catalog need not know it. */
export const harmlessObjects = words(
  'SEQUENCE FUNCTION PROCEDURE PROC EXTENSION ROLE USER GROUP LOGIN POLICY PUBLICATION SUBSCRIPTION AGGREGATE',
  'OPERATOR CAST COLLATION CONVERSION STATISTICS DATABASE EVENT TABLESPACE SERVER TEXT LANGUAGE TRANSFORM ACCESS',
  'RULE SYNONYM PACKAGE DIRECTORY CONTEXT PROFILE FULLTEXT PARTITION CERTIFICATE CREDENTIAL XML DEFAULT LIBRARY',
  'SESSION SYSTEM INSTANCE LARGE AUTHORIZATION ROUTINE WORKLOAD RESOURCE SECURITY',
);
const modifiers = words(
  'TEMP TEMPORARY GLOBAL LOCAL UNLOGGED RECURSIVE MATERIALIZED UNIQUE CONSTRAINT TRUSTED PROCEDURAL PUBLIC FORCE',
  'NOFORCE EDITIONABLE NONEDITIONABLE FULLTEXT SPATIAL BITMAP CLUSTERED NONCLUSTERED FOREIGN VIRTUAL EXTERNAL',
  'EDITIONING COLUMNSTORE PRIVATE IMMUTABLE BLOCKCHAIN SHARDED DUPLICATED PRIMARY MULTIVALUE',
);

/** What stands between CREATE and the kind of object. */
export interface Created {
  readonly kinds: ReadonlySet<string>;
  readonly replaces: boolean;
}

/** CREATE of anything. */
export function createStatement(cursor: Cursor): readonly SqlEffect[] {
  cursor.needs('CREATE');
  const replaces = cursor.takes('OR', 'REPLACE') || cursor.takes('OR', 'ALTER');
  const kinds = new Set<string>();
  while (cursor.seesAny(modifiers)) kinds.add(cursor.next().upper);
  viewSettings(cursor);
  const created = { kinds, replaces };
  const what = cursor.next().upper;
  switch (what) {
    case 'TABLE':
      return createTable(cursor, created);
    case 'VIEW':
      return createView(cursor);
    case 'TRIGGER':
      return createTrigger(cursor);
    case 'INDEX':
      return createIndex(cursor, created);
    case 'TYPE':
    case 'DOMAIN':
      return createType(cursor, what);
    case 'SCHEMA':
      return cursor.mentions(new Set(['CREATE'])) ? opaque(cursor.sql) : none;
    case 'LOG':
      return none;
    default:
      // A FOREIGN DATA WRAPPER, a USER MAPPING.
      if (what === 'DATA' || harmlessObjects.has(what)) return hidesMore(cursor) ? opaque(cursor.sql) : none;
      return opaque(cursor.sql);
  }
}

/** Without a body, CREATE may be followed by the next statement where none needs a semicolon. */
function hidesMore(cursor: Cursor): boolean {
  return !cursor.mentions(new Set(['AS'])) && hidesStatement(cursor);
}

function createTable(cursor: Cursor, { kinds, replaces }: Created): readonly SqlEffect[] {
  const ifNotExists = cursor.takes('IF', 'NOT', 'EXISTS');
  const name = cursor.tableName();
  const other = [...kinds].filter((word) => word !== 'UNLOGGED');
  // SQL Server's # tables are temporary: https://learn.microsoft.com/sql/t-sql/statements/create-table-transact-sql#temporary-tables
  if (cursor.facts.looseTerminators && name.name.startsWith('#'))
    return hidesStatement(cursor) ? opaque(cursor.sql) : none;
  if (other.length > 0 || replaces) return opaqueTables(cursor, name);
  try {
    const table = readTable(cursor, name, kinds.has('UNLOGGED') ? ['UNLOGGED'] : []);
    // Whether the table was there already, and how it looked then, only the catalog can tell: `apply` leaves it alone then.
    return operations({ kind: 'createTable', table, ifNotExists });
  } catch (error) {
    if (error instanceof NotUnderstood) return opaqueTables(cursor, name);
    throw error;
  }
}

/** `ALGORITHM = MERGE DEFINER = user@host SQL SECURITY INVOKER`: https://dev.mysql.com/doc/refman/8.0/en/create-view.html */
function viewSettings(cursor: Cursor): void {
  if (!cursor.facts.databaseIsSchema || !cursor.seesAny(settings)) return;
  while (!cursor.done && !cursor.seesAny(defined)) cursor.at++;
}
const settings = new Set(['ALGORITHM', 'DEFINER', 'SQL', 'AGGREGATE']);
const defined = new Set(['VIEW', 'TRIGGER', 'PROCEDURE', 'FUNCTION', 'EVENT']);

/** A view stands on the tables that its query names. */
export function createView(cursor: Cursor): readonly SqlEffect[] {
  cursor.takes('IF', 'NOT', 'EXISTS');
  const name = cursor.tableName();
  return [{ kind: 'createDependent', dependent: 'view', name, tables: tablesIn(cursor, 'query') }];
}

/** A trigger stands on its table, and on those that its body names. */
export function createTrigger(cursor: Cursor): readonly SqlEffect[] {
  cursor.takes('IF', 'NOT', 'EXISTS');
  const name = cursor.tableName();
  while (!cursor.takes('ON')) {
    cursor.next();
  }
  if (cursor.seesAny(wide)) return none;
  const table = cursor.tableName();
  const isTable = (one: TableName) => one.name === table.name && one.schema === table.schema;
  const others = tablesIn(cursor, 'body').filter((one) => !isTable(one));
  return [{ kind: 'createDependent', dependent: 'trigger', name, tables: [table, ...others] }];
}
/** Triggers on more than a table. */
const wide = words('DATABASE SCHEMA ALL PLUGGABLE DDL_COMMAND_START DDL_COMMAND_END SQL_DROP TABLE_REWRITE LOGIN');
