import type { DialectOptions } from '../model/dialect-options.ts';
import type { CheckConstraint, Column, Constraint, PrimaryKeyConstraint } from '../model/nouns.ts';
import { DataType } from '../model/types.ts';
import { readDefault } from '../parsing/column-definition.ts';
import { references } from '../parsing/constraint-definition.ts';
import { type Cursor, NotUnderstood } from '../parsing/cursor.ts';
import { readType } from '../parsing/type-names.ts';

/** A column as CREATE TABLE of SQLite writes it, with what hangs on it. */
export interface ReadColumn {
  readonly column: Column;
  readonly primaryKey?: PrimaryKeyConstraint;
  /** AUTOINCREMENT. */
  readonly counts: boolean;
  readonly constraints: readonly Constraint[];
}

/** https://www.sqlite.org/syntax/column-def.html */
export function readColumn(cursor: Cursor): ReadColumn {
  const name = cursor.name();
  const draft: Draft = {
    column: { name, type: readType(cursor), nullable: true, autoincrement: false, checks: [], options: {} },
    counts: false,
    checks: [],
    constraints: [],
  };
  while (!cursor.seesSign(',') && !cursor.seesSign(')')) readClause(cursor, draft);
  const { column, checks, ...rest } = draft;
  return { column: { ...column, checks }, ...rest };
}

/** `ON CONFLICT IGNORE`, under the name that the options have for it. */
export function readConflict(cursor: Cursor, key = 'onConflict'): DialectOptions {
  if (!cursor.takes('ON', 'CONFLICT')) return {};
  const how = cursor.takesOneOf('ROLLBACK', 'ABORT', 'FAIL', 'IGNORE', 'REPLACE');
  if (how === undefined) throw new NotUnderstood('ON CONFLICT');
  return { sqlite: { [key]: how } };
}

interface Draft {
  column: Column;
  primaryKey?: PrimaryKeyConstraint;
  counts: boolean;
  readonly checks: CheckConstraint[];
  readonly constraints: Constraint[];
}

function readClause(cursor: Cursor, draft: Draft): void {
  const { name: column } = draft.column;
  const name = cursor.takes('CONSTRAINT') ? cursor.name() : undefined;
  const named = name === undefined ? {} : { name };
  if (cursor.takes('PRIMARY', 'KEY')) {
    cursor.takes('ASC');
    draft.primaryKey = { kind: 'primaryKey', columns: [column], ...named, options: readConflict(cursor) };
    draft.counts = cursor.takes('AUTOINCREMENT');
    if (draft.counts && name !== undefined) throw new NotUnderstood('AUTOINCREMENT of a named key');
  } else if (cursor.takes('UNIQUE')) {
    const options = readConflict(cursor);
    draft.constraints.push({ kind: 'unique', columns: [column], ofColumn: column, ...named, options });
  } else if (cursor.takes('REFERENCES')) {
    draft.constraints.push({ kind: 'foreignKey', columns: [column], ...named, ...references(cursor), options: {} });
  } else if (cursor.takes('CHECK')) {
    const condition = { kind: 'raw', text: cursor.parenthesized() } as const;
    draft.checks.push({ kind: 'check', condition, ...named, options: {} });
  } else if (name !== undefined) throw new NotUnderstood(`the name ${name} of what cannot be named`);
  else draft.column = { ...draft.column, ...readAttribute(cursor, draft.column) };
}

function readAttribute(cursor: Cursor, column: Column): Partial<Column> {
  if (cursor.takes('NOT', 'NULL')) return { nullable: false, options: readConflict(cursor, 'onConflictNotNull') };
  if (cursor.takes('NULL')) return {};
  if (cursor.takes('DEFAULT')) return readValue(cursor);
  if (cursor.takes('COLLATE')) return { type: collated(column.type, cursor.name()) };
  if (cursor.takes('GENERATED', 'ALWAYS', 'AS') || cursor.takes('AS')) {
    const expression = { kind: 'raw', text: cursor.parenthesized() } as const;
    const how = cursor.takesOneOf('STORED', 'VIRTUAL');
    return { computed: { kind: 'computed', expression, ...(how !== undefined && { persisted: how === 'STORED' }) } };
  }
  throw new NotUnderstood(`${cursor.next().text} of the column ${column.name}`);
}

const constants = new Set(['NULL', 'TRUE', 'FALSE', 'CURRENT_DATE', 'CURRENT_TIME', 'CURRENT_TIMESTAMP']);

/** SQLite takes another word for a text; as an expression it would be a column. */
function readValue(cursor: Cursor): Partial<Column> {
  const first = cursor.peek();
  if (first?.kind === 'word' && !constants.has(first.upper)) throw new NotUnderstood(`the default ${first.text}`);
  return { serverDefault: readDefault(cursor) };
}

function collated(type: DataType | null, collation: string): DataType {
  const spec = type?.spec;
  if ((spec?.kind !== 'string' && spec?.kind !== 'text') || spec.collation !== undefined)
    throw new NotUnderstood(`COLLATE ${collation} of a type that is no text`);
  return new DataType({ ...spec, collation });
}
