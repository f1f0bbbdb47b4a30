import type { Constraint, ForeignKeyConstraint } from '../model/nouns.ts';
import { type Cursor, NotUnderstood } from './cursor.ts';
import { words } from './words.ts';

const starts = words('CONSTRAINT PRIMARY UNIQUE FOREIGN CHECK EXCLUDE');

/** Whether a constraint, and no column, stands next: a column may be called `check` only in quotes. */
export function seesConstraint(cursor: Cursor): boolean {
  return cursor.seesAny(starts);
}

/** Reads `[CONSTRAINT name] PRIMARY KEY (…) | UNIQUE (…) | FOREIGN KEY (…) REFERENCES … | CHECK (…)`. */
export function readConstraint(cursor: Cursor): Constraint {
  let name = cursor.takes('CONSTRAINT') && !cursor.seesAny(starts) ? cursor.name() : undefined;
  const named = () => (name === undefined ? {} : { name });
  if (cursor.takes('PRIMARY', 'KEY')) {
    return { kind: 'primaryKey', columns: cursor.names(), ...named(), ...constraintTail(cursor), options: {} };
  }
  if (cursor.takes('UNIQUE')) {
    const indexed = cursor.takesOneOf('KEY', 'INDEX') !== undefined || cursor.facts.databaseIsSchema;
    if (indexed && !cursor.seesSign('(')) name = cursor.name();
    return { kind: 'unique', columns: cursor.names(), ...named(), ...constraintTail(cursor), options: {} };
  }
  if (cursor.takes('FOREIGN', 'KEY')) {
    const columns = cursor.names();
    cursor.needs('REFERENCES');
    return { kind: 'foreignKey', columns, ...named(), ...references(cursor), options: {} };
  }
  cursor.needs('CHECK');
  const condition = { kind: 'raw', text: cursor.parenthesized() } as const;
  return { kind: 'check', condition, ...named(), options: {} };
}

type References = Omit<ForeignKeyConstraint, 'kind' | 'name' | 'columns' | 'options'>;

/** Reads what follows REFERENCES. Without columns it means the other table's key, which is not known here. */
export function references(cursor: Cursor): References {
  const table = cursor.tableName();
  if (!cursor.seesSign('(')) throw new NotUnderstood('REFERENCES without columns');
  const columns = cursor.names();
  const read: { -readonly [K in 'match' | 'onDelete' | 'onUpdate']?: string } = {};
  for (;;) {
    if (cursor.takes('MATCH')) read.match = cursor.next().upper;
    else if (cursor.takes('ON', 'DELETE')) read.onDelete = action(cursor);
    else if (cursor.takes('ON', 'UPDATE')) read.onUpdate = action(cursor);
    else return { references: { table, columns }, ...read, ...constraintTail(cursor) };
  }
}

/** Reads `[NOT] DEFERRABLE`, `INITIALLY …`. */
export function constraintTail(cursor: Cursor): { deferrable?: boolean; initially?: 'DEFERRED' | 'IMMEDIATE' } {
  const tail: { deferrable?: boolean; initially?: 'DEFERRED' | 'IMMEDIATE' } = {};
  for (;;) {
    if (cursor.takes('DEFERRABLE')) tail.deferrable = true;
    else if (cursor.takes('NOT', 'DEFERRABLE')) tail.deferrable = false;
    else if (cursor.takes('INITIALLY')) {
      const word = cursor.takesOneOf('DEFERRED', 'IMMEDIATE');
      if (word !== 'DEFERRED' && word !== 'IMMEDIATE') throw new NotUnderstood('INITIALLY');
      tail.initially = word;
    } else return tail;
  }
}

function action(cursor: Cursor): string {
  const one = cursor.takesOneOf('CASCADE', 'RESTRICT');
  if (one !== undefined) return one;
  for (const words of [
    ['NO', 'ACTION'],
    ['SET', 'NULL'],
    ['SET', 'DEFAULT'],
  ]) {
    if (cursor.takes(...words)) {
      if (cursor.seesSign('(')) throw new NotUnderstood('columns of an action');
      return words.join(' ');
    }
  }
  throw new NotUnderstood('a referential action');
}
