import type { DialectName } from '../model/dialect-options.ts';
import type { SqlEffect } from '../operations/operation.ts';
import { alterStatement } from './alter.ts';
import { commentOn } from './comment-on.ts';
import { createStatement } from './create.ts';
import { Cursor } from './cursor.ts';
import { dropStatement } from './drop.ts';
import { hidesStatement, none, opaque, opaqueTables, operations } from './effect.ts';
import { grammarFacts } from './grammar-facts.ts';
import { callStatement } from './sp-rename.ts';
import { words } from './words.ts';

/** Verbs that leave the schema as it is. What they do to rows, settings or rights is not the catalog's. */
const harmless = words(
  'INSERT UPDATE DELETE MERGE REPLACE TRUNCATE VALUES GRANT REVOKE DENY SET RESET SHOW ANALYZE ANALYSE VACUUM',
  'REINDEX CLUSTER LOCK UNLOCK COPY EXPLAIN DESCRIBE REFRESH NOTIFY LISTEN UNLISTEN SAVEPOINT RELEASE COMMIT',
  'ROLLBACK ABORT START USE ATTACH DETACH DISCARD CHECKPOINT REASSIGN SECURITY FETCH MOVE CLOSE DEALLOCATE',
  'OPTIMIZE REPAIR CHECK CHECKSUM FLUSH KILL PURGE PRINT DBCC RAISERROR AUDIT NOAUDIT LOAD BULK WAITFOR DESC',
);
const queries = new Set(['SELECT', 'WITH', 'TABLE']);
/** What may follow BEGIN and END where they are about a transaction. */
const transactionWords = words('TRANSACTION TRAN WORK DEFERRED IMMEDIATE EXCLUSIVE ISOLATION READ NOT CONCURRENT');
/** Where statements need no semicolon between them, one of these words may begin another one. */
const changing = words('CREATE ALTER DROP EXEC EXECUTE INTO DECLARE IF WHILE');
const verbs = /^(?:\(\s*)*([A-Za-z]+)/;

/** What one statement does to the catalog. Throws `NotUnderstood` where only "anything" can be said. */
export function scanStatement(sql: string, dialect: DialectName): readonly SqlEffect[] {
  const facts = grammarFacts[dialect];
  const verb = verbs.exec(sql)?.[1]?.toUpperCase() ?? '';
  if (facts.psql && sql.startsWith('\\'))
    return /^\\(i|ir|include\w*|c|connect|g\w*|o|if|elif)\b/.test(sql) ? opaque(sql) : none;
  if (facts.executableComments && /^\/\*M?!/.test(sql)) return executable(sql, dialect);
  if (harmless.has(verb)) return facts.looseTerminators && hidesChange(verb, sql, dialect) ? opaque(sql) : none;
  if (queries.has(verb) && !/\b(into|create|alter|drop|exec|execute)\b/i.test(sql)) return none;
  const cursor = new Cursor(sql, dialect);
  switch (verb) {
    case 'SELECT':
    case 'WITH':
    case 'TABLE':
      return query(cursor);
    case 'CREATE':
      return createStatement(cursor);
    case 'DROP':
      return dropStatement(cursor);
    case 'ALTER':
      return alterStatement(cursor);
    case 'COMMENT':
      return commentOn(cursor);
    case 'RENAME':
      return renameStatement(cursor);
    case 'EXEC':
    case 'EXECUTE':
      return facts.looseTerminators ? callStatement(cursor) : opaque(sql);
    case 'BEGIN':
    case 'END':
      return isTransaction(cursor) ? none : opaque(sql);
    case 'PRAGMA':
      return cursor.tokens.some((token) => token.upper === 'WRITABLE_SCHEMA') ? opaque(sql) : none;
    default:
      return opaque(sql);
  }
}

/** SELECT … INTO t makes a table, which lives on unless its name says that it is temporary. */
function query(cursor: Cursor): readonly SqlEffect[] {
  const { facts, sql } = cursor;
  if (hidesStatement(cursor)) return opaque(sql);
  if (!facts.selectIntoCreates || !/\binto\b/i.test(sql)) return none;
  for (; !cursor.done; cursor.at++) {
    const before = cursor.tokens[cursor.at - 1]?.upper;
    if (!cursor.sees('INTO') || before === 'INSERT' || before === 'MERGE') continue;
    cursor.at++;
    cursor.takesOneOf('TEMPORARY', 'TEMP', 'UNLOGGED');
    cursor.takes('TABLE');
    return cursor.peek()?.text.startsWith('#') ? none : opaqueTables(cursor, cursor.tableName());
  }
  return none;
}

/** `RENAME TABLE a TO b, c TO d`; https://dev.mysql.com/doc/refman/8.0/en/rename-table.html; Oracle: `RENAME a TO b`. */
function renameStatement(cursor: Cursor): readonly SqlEffect[] {
  cursor.needs('RENAME');
  cursor.takesOneOf('TABLE', 'TABLES');
  const renames = cursor.list(() => {
    const table = cursor.tableName();
    cursor.needs('TO');
    return { table, to: cursor.tableName() };
  });
  cursor.needsEnd();
  return renames.flatMap(({ table, to }) =>
    to.schema === table.schema
      ? operations({ kind: 'renameTable', table, newName: to.name })
      : opaqueTables(cursor, table, to),
  );
}

function isTransaction(cursor: Cursor): boolean {
  cursor.at = 1;
  if (cursor.facts.bodies === 'separator') return false;
  if (cursor.done)
    return (
      !cursor.facts.looseTerminators && (cursor.facts.bodies !== 'controlBlock' || cursor.tokens[0]?.upper === 'BEGIN')
    );
  return cursor.seesAny(transactionWords) && !cursor.mentions(changing);
}

/** A comment that MySQL executes: what is in it counts. */
function executable(sql: string, dialect: DialectName): readonly SqlEffect[] {
  const inner = /^\/\*M?!\d*([\s\S]*)\*\/$/.exec(sql)?.[1]?.trim();
  return inner === undefined || inner.includes('*/') || inner.startsWith('/*')
    ? opaque(sql)
    : scanStatement(inner, dialect);
}

/** Whether another statement may follow on the first one without a semicolon. */
function hidesChange(verb: string, sql: string, dialect: DialectName): boolean {
  if (!/\b(create|alter|drop|exec|execute)\b/i.test(sql)) return false;
  const cursor = new Cursor(sql, dialect);
  if (verb !== 'GRANT' && verb !== 'REVOKE' && verb !== 'DENY') return hidesStatement(cursor);
  // GRANT ALTER ON …, DENY EXECUTE TO …
  return hidesStatement(
    cursor,
    cursor.tokens.findIndex((token) => token.upper === 'TO' || token.upper === 'FROM'),
  );
}
