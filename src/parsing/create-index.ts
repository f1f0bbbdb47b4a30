import type { Expression } from '../model/expressions.ts';
import type { SqlEffect } from '../operations/operation.ts';
import type { Created } from './create.ts';
import { type Cursor, NotUnderstood } from './cursor.ts';
import { hidesStatement, opaqueTables, operations } from './effect.ts';
import { words } from './words.ts';

/** CREATE [UNIQUE] INDEX [CONCURRENTLY] name ON t [USING m] (…) [WHERE …]; anything more hides the table. */
export function createIndex(cursor: Cursor, { kinds, replaces }: Created): readonly SqlEffect[] {
  cursor.takes('CONCURRENTLY');
  const ifNotExists = cursor.takes('IF', 'NOT', 'EXISTS');
  const path = cursor.sees('ON') ? undefined : cursor.tableName();
  const ahead = using(cursor);
  cursor.needs('ON');
  cursor.takes('ONLY');
  const named = cursor.tableName();
  // In SQLite the schema stands before the index: https://www.sqlite.org/lang_createindex.html
  const schema = named.schema ?? path?.schema;
  const table = schema === undefined ? named : { ...named, schema };
  try {
    if (path === undefined || replaces || [...kinds].some((word) => word !== 'UNIQUE'))
      throw new NotUnderstood('an index of another kind');
    const method = ahead ?? using(cursor);
    cursor.needsSign('(');
    const columns = cursor.list(() => element(cursor));
    cursor.needsSign(')');
    const where = cursor.facts.partialIndexes && cursor.takes('WHERE') ? toEnd(cursor) : undefined;
    cursor.needsEnd();
    const given = { ...(method !== undefined && { using: method }), ...(where && { where }) };
    const options = Object.keys(given).length === 0 ? {} : { [cursor.dialect]: given };
    return operations({
      kind: 'createIndex',
      table,
      index: { name: path.name, columns, unique: kinds.has('UNIQUE'), options },
      ifNotExists,
    });
  } catch (error) {
    if (error instanceof NotUnderstood) return opaqueTables(cursor, table);
    throw error;
  }
}

function using(cursor: Cursor): string | undefined {
  if (!cursor.takes('USING')) return undefined;
  return cursor.name().toLowerCase();
}

/** A column, a column with its direction, or the source text of anything else. */
function element(cursor: Cursor): string | Expression {
  const from = cursor.at;
  const token = cursor.peek();
  const name = token?.kind === 'word' || token?.kind === 'quoted' ? cursor.name() : undefined;
  if (name !== undefined) {
    if (cursor.seesSign(',') || cursor.seesSign(')')) return name;
    const direction = cursor.takesOneOf('ASC', 'DESC');
    if ((direction === 'ASC' || direction === 'DESC') && (cursor.seesSign(',') || cursor.seesSign(')'))) {
      return { kind: 'order', of: { kind: 'identifier', path: [name] }, direction };
    }
    // A prefix of a column, `title(10)`, looks like a function's call.
    if (cursor.facts.databaseIsSchema && cursor.seesSign('(')) throw new NotUnderstood('a prefix');
  }
  cursor.skipToComma();
  return { kind: 'raw', text: cursor.textBetween(from, cursor.at) };
}

function toEnd(cursor: Cursor): Expression {
  const from = cursor.at;
  // Where statements need no semicolon, what follows may be another one, or SQL Server's WITH and ON.
  const { facts } = cursor;
  if (facts.looseTerminators && (hidesStatement(cursor) || cursor.mentions(afterWhere)))
    throw new NotUnderstood('more after WHERE');
  while (!cursor.done) cursor.skipItem();
  return { kind: 'raw', text: cursor.textBetween(from, cursor.at) };
}
const afterWhere = words('WITH ON INSERT UPDATE DELETE SELECT');
