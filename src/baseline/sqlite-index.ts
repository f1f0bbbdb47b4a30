import type { Expression } from '../model/expressions.ts';
import type { OperationOf } from '../operations/operation.ts';
import { Cursor } from '../parsing/cursor.ts';

/**
 * Reads `CREATE INDEX` of SQLite. https://www.sqlite.org/lang_createindex.html
 * @throws NotUnderstood for what is not read in full.
 */
export function readIndex(sql: string): OperationOf<'createIndex'> {
  const cursor = new Cursor(sql, 'sqlite');
  cursor.needs('CREATE');
  const unique = cursor.takes('UNIQUE');
  cursor.needs('INDEX');
  cursor.takes('IF', 'NOT', 'EXISTS');
  const name = cursor.name();
  cursor.needs('ON');
  const table = { name: cursor.name() };
  cursor.needsSign('(');
  const columns = cursor.list(() => readElement(cursor));
  cursor.needsSign(')');
  const where = cursor.takes('WHERE') ? readRest(cursor) : undefined;
  cursor.needsEnd();
  const options = where === undefined ? {} : { sqlite: { where } };
  return { kind: 'createIndex', table, index: { name, columns, unique, options }, ifNotExists: false };
}

function readElement(cursor: Cursor): string | Expression {
  const from = cursor.at;
  const first = cursor.peek();
  if (first?.kind === 'word' || first?.kind === 'quoted') {
    const name = cursor.name();
    if (isOver(cursor)) return name;
    const direction = cursor.takesOneOf('ASC', 'DESC');
    if (isOver(cursor) && direction !== undefined)
      return direction === 'DESC' ? { kind: 'order', of: { kind: 'identifier', path: [name] }, direction } : name;
    cursor.at = from;
  }
  cursor.skipToComma();
  return { kind: 'raw', text: cursor.textBetween(from, cursor.at) };
}

function isOver(cursor: Cursor): boolean {
  return cursor.seesSign(',') || cursor.seesSign(')');
}

function readRest(cursor: Cursor): Expression {
  const from = cursor.at;
  while (!cursor.done) cursor.skipItem();
  return { kind: 'raw', text: cursor.textBetween(from, cursor.at) };
}
