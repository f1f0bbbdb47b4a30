import type { Column, Constraint, PrimaryKeyConstraint, Table } from '../model/nouns.ts';
import { readConstraint, seesConstraint } from '../parsing/constraint-definition.ts';
import { Cursor, NotUnderstood } from '../parsing/cursor.ts';
import { type ReadColumn, readColumn, readConflict } from './sqlite-columns.ts';

/**
 * Reads `CREATE TABLE` of SQLite. https://www.sqlite.org/lang_createtable.html
 * @throws NotUnderstood for any clause that is not read in full.
 */
export function readTable(sql: string): Table {
  const cursor = new Cursor(sql, 'sqlite');
  cursor.needs('CREATE', 'TABLE');
  cursor.takes('IF', 'NOT', 'EXISTS');
  const name = cursor.name();
  const columns: ReadColumn[] = [];
  const constraints: Constraint[] = [];
  cursor.needsSign('(');
  cursor.list(() => {
    if (seesConstraint(cursor)) constraints.push(readTableConstraint(cursor));
    else columns.push(readColumn(cursor));
  });
  cursor.needsSign(')');
  const options = readOptions(cursor);
  const key = keyOf(columns, constraints);
  const counts = columns.some((one) => one.counts);
  const given = { ...(counts && { autoincrement: true }), ...options };
  const others = constraints.filter(({ kind }) => kind !== 'primaryKey');
  return {
    name,
    columns: columns.map(({ column }) => inKey(column, key, options.withRowid !== false)),
    constraints: [...(key ? [key] : []), ...columns.flatMap((one) => one.constraints), ...others],
    indexes: [],
    prefixes: [],
    options: Object.keys(given).length === 0 ? {} : { sqlite: given },
  };
}

/** https://www.sqlite.org/syntax/table-constraint.html */
function readTableConstraint(cursor: Cursor): Constraint {
  const constraint = readConstraint(cursor);
  if (constraint.kind === 'foreignKey') return constraint;
  return { ...constraint, options: readConflict(cursor) };
}

function readOptions(cursor: Cursor): { strict?: true; withRowid?: false } {
  const options: { strict?: true; withRowid?: false } = {};
  while (!cursor.done) {
    if (cursor.takes('STRICT')) options.strict = true;
    else if (cursor.takes('WITHOUT', 'ROWID')) options.withRowid = false;
    else throw new NotUnderstood(`${cursor.next().text} of a table`);
    if (!cursor.done) cursor.needsSign(',');
  }
  return options;
}

function keyOf(columns: readonly ReadColumn[], constraints: readonly Constraint[]): PrimaryKeyConstraint | undefined {
  const keys = [
    ...columns.flatMap(({ primaryKey }) => primaryKey ?? []),
    ...constraints.filter((one) => one.kind === 'primaryKey'),
  ];
  if (keys.length > 1) throw new NotUnderstood('two primary keys');
  return keys[0];
}

/** A column that stands for the rowid counts and is never null; without a rowid no part of a key is. */
function inKey(column: Column, key: PrimaryKeyConstraint | undefined, hasRowid: boolean): Column {
  if (key === undefined || !key.columns.includes(column.name)) return column;
  if (!hasRowid) return { ...column, nullable: false };
  const isRowid = key.columns.length === 1 && column.type?.spec.kind === 'integer';
  return isRowid ? { ...column, nullable: false, autoincrement: 'auto' } : column;
}
