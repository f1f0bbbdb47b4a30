import { terminated } from '../../src/script/terminate.ts';

/**
 * SQL has no semicolon at its end (ORA-00911), PL/SQL has one: a block, and what has one in it.
 * https://docs.oracle.com/en/database/oracle/oracle-database/19/sqpug/using-SQL-Plus.html: Running PL/SQL Blocks
 */
export function withOwnEnd(sql: string): string {
  return isPlsql(sql) ? terminated(sql, { terminator: ';' }) : sql;
}

/** By its first words. */
function isPlsql(sql: string): boolean {
  const code = sql.replace(/^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, '');
  if (/^(?:begin|declare)\b/i.test(code) || code.startsWith('<<')) return true;
  const unit = /^create\s+(?:or\s+replace\s+)?(?:(?:non)?editionable\s+)?(function|procedure|package|trigger|type)\b/i;
  const kind = unit.exec(code)?.[1]?.toLowerCase();
  // A trigger whose body is a call has no block, and no semicolon.
  return kind !== undefined && !(kind === 'trigger' && /\bcall\s+[^;]*$/i.test(code) && !/\bbegin\b/i.test(code));
}
