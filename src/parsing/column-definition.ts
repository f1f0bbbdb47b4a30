import type { Expression } from '../model/expressions.ts';
import type { CheckConstraint, Column, Computed, Constraint, Identity } from '../model/nouns.ts';
import { DataType } from '../model/types.ts';
import { constraintTail, references } from './constraint-definition.ts';
import { type Cursor, NotUnderstood } from './cursor.ts';
import { readIdentityOptions, signedNumber } from './identity-options.ts';
import { readType } from './type-names.ts';
import { words } from './words.ts';

/** A column as CREATE TABLE or ADD COLUMN writes it, with what hangs on it. */
export interface ColumnDefinition {
  readonly column: Column;
  readonly primaryKey: boolean;
  /** The key's name, where it is written beside the column. */
  readonly primaryKeyName?: string;
  readonly constraints: readonly Constraint[];
  /** SQLite's AUTOINCREMENT. */
  readonly counts: boolean;
}

/** What ends a default's expression. */
const clauseWords = words(
  'NOT NULL CONSTRAINT PRIMARY UNIQUE KEY CHECK REFERENCES COLLATE GENERATED AS COMMENT AUTO_INCREMENT',
  'AUTOINCREMENT ON DEFERRABLE INITIALLY STORED VIRTUAL FIRST AFTER IDENTITY ENABLE DISABLE WITH INVISIBLE',
  'VISIBLE DEFAULT STORAGE COMPRESSION CHARACTER CHARSET SPARSE ROWGUIDCOL ENCRYPT USING',
);
/** PostgreSQL's names for an integer with a sequence of its own. */
const serials: Readonly<Record<string, 'integer' | 'bigInteger' | 'smallInteger'>> = {
  SERIAL: 'integer',
  SERIAL4: 'integer',
  BIGSERIAL: 'bigInteger',
  SERIAL8: 'bigInteger',
  SMALLSERIAL: 'smallInteger',
  SERIAL2: 'smallInteger',
};

/** What is gathered while the clauses of a column are read. */
interface Draft {
  type: DataType;
  nullable: boolean | undefined;
  serverDefault?: Expression;
  identity?: Identity;
  computed?: Computed;
  comment?: string;
  primaryKey: boolean;
  primaryKeyName?: string;
  autoincrement: boolean | undefined;
  counts: boolean;
  readonly checks: CheckConstraint[];
  readonly constraints: Constraint[];
}

/** Reads `name type clause …` up to the next comma or closing parenthesis. */
export function readColumn(cursor: Cursor): ColumnDefinition {
  const name = cursor.name();
  return readColumnType(cursor, name);
}

/** Reads a column's type and clauses. */
export function readColumnType(cursor: Cursor, name: string): ColumnDefinition {
  const draft = startOf(cursor);
  while (
    !cursor.done &&
    !cursor.seesSign(',') &&
    !cursor.seesSign(')') &&
    !cursor.sees('AFTER') &&
    !cursor.sees('FIRST')
  ) {
    clause(cursor, name, draft);
  }
  const keyIsNotNull = draft.primaryKey && (cursor.facts.primaryKeyIsNotNull || isInteger(draft.type));
  const column: Column = {
    name,
    type: draft.type,
    nullable: keyIsNotNull ? false : (draft.nullable ?? true),
    autoincrement: draft.autoincrement ?? (draft.primaryKey ? keyCounts(cursor, draft.type) : 'auto'),
    ...(draft.serverDefault && { serverDefault: draft.serverDefault }),
    ...(draft.identity && { identity: draft.identity }),
    ...(draft.computed && { computed: draft.computed }),
    ...(draft.comment !== undefined && { comment: draft.comment }),
    checks: draft.checks,
    options: {},
  };
  const { primaryKey, primaryKeyName, constraints, counts } = draft;
  return { column, primaryKey, constraints, counts, ...(primaryKeyName !== undefined && { primaryKeyName }) };
}

/** Whether a column that became part of the key counts by itself: only what the text says, never what tsmig would make of it. */
export function keyCounts(cursor: Cursor, type: DataType | null): 'auto' | false {
  return cursor.facts.integerKeyCounts && type !== null && isInteger(type) ? 'auto' : false;
}

/** The source text of a default: from here to the clause that follows it. */
export function readDefault(cursor: Cursor): Expression {
  const from = cursor.at;
  cursor.skipItem();
  while (!cursor.done && !cursor.seesSign(',') && !cursor.seesSign(')') && !cursor.seesAny(clauseWords))
    cursor.skipItem();
  return { kind: 'raw', text: cursor.textBetween(from, cursor.at) };
}

function startOf(cursor: Cursor): Draft {
  const draft = {
    nullable: undefined,
    primaryKey: false,
    autoincrement: undefined,
    counts: false,
    checks: [],
    constraints: [],
  };
  const serial = cursor.facts.serialTypes ? serials[cursor.peek()?.upper ?? ''] : undefined;
  if (serial === undefined) return { ...draft, type: readType(cursor) };
  cursor.next();
  return { ...draft, type: new DataType({ kind: serial }), nullable: false, autoincrement: true };
}

function clause(cursor: Cursor, column: string, draft: Draft): void {
  const name = cursor.takes('CONSTRAINT') ? cursor.name() : undefined;
  const named = name === undefined ? {} : { name };
  if (cursor.takes('PRIMARY', 'KEY')) {
    draft.primaryKey = true;
    if (name !== undefined) draft.primaryKeyName = name;
    if (cursor.takes('AUTOINCREMENT')) draft.counts = true;
  } else if (cursor.takes('UNIQUE')) {
    cursor.takes('KEY');
    draft.constraints.push({
      kind: 'unique',
      columns: [column],
      ofColumn: column,
      ...named,
      ...constraintTail(cursor),
      options: {},
    });
  } else if (cursor.takes('REFERENCES')) {
    draft.constraints.push({ kind: 'foreignKey', columns: [column], ...named, ...references(cursor), options: {} });
  } else if (cursor.takes('CHECK')) {
    draft.checks.push({
      kind: 'check',
      condition: { kind: 'raw', text: cursor.parenthesized() },
      ...named,
      options: {},
    });
  } else if (cursor.takes('NOT', 'NULL')) draft.nullable = false;
  else if (name !== undefined) throw new NotUnderstood('a named default');
  else if (cursor.takes('NULL')) draft.nullable = true;
  else if (cursor.takes('DEFAULT')) draft.serverDefault = readDefault(cursor);
  else if (cursor.takes('COLLATE')) draft.type = collated(draft.type, cursor);
  else if (cursor.takes('COMMENT')) draft.comment = cursor.string();
  else if (cursor.takes('AUTO_INCREMENT')) draft.autoincrement = true;
  else if (cursor.takes('IDENTITY')) {
    draft.identity = increments(cursor);
    draft.nullable = false;
  } else generated(cursor, draft);
}

/** GENERATED ALWAYS AS (…), AS (…), GENERATED … AS IDENTITY. */
function generated(cursor: Cursor, draft: Draft): void {
  const says = cursor.takes('GENERATED');
  const by = says
    ? (cursor.takesOneOf('ALWAYS') ?? (cursor.takes('BY', 'DEFAULT') ? 'DEFAULT' : undefined))
    : undefined;
  const onNull = by === 'DEFAULT' && cursor.takes('ON', 'NULL');
  cursor.needs('AS');
  if (by !== undefined && cursor.takes('IDENTITY')) {
    const options = cursor.seesSign('(') ? readIdentityOptions(cursor) : {};
    draft.identity = { kind: 'identity', always: by === 'ALWAYS', ...(onNull && { onNull }), ...options };
    draft.nullable = false;
    return;
  }
  if (by === 'DEFAULT') throw new NotUnderstood('GENERATED BY DEFAULT AS (…)');
  const expression: Expression = { kind: 'raw', text: cursor.parenthesized() };
  const how = cursor.takesOneOf('STORED', 'PERSISTED', 'PERSISTENT', 'VIRTUAL');
  draft.computed = { kind: 'computed', expression, ...(how !== undefined && { persisted: how !== 'VIRTUAL' }) };
}

/** SQL Server's IDENTITY(seed, increment). */
function increments(cursor: Cursor): Identity {
  if (!cursor.takesSign('(')) return { kind: 'identity', start: 1, increment: 1 };
  const start = signedNumber(cursor);
  cursor.needsSign(',');
  const increment = signedNumber(cursor);
  cursor.needsSign(')');
  return { kind: 'identity', start, increment };
}

function collated(type: DataType, cursor: Cursor): DataType {
  const { spec } = type;
  const collation = cursor.name();
  if ((spec.kind === 'string' || spec.kind === 'text' || spec.kind === 'unicode') && !cursor.seesSign('.')) {
    return new DataType({ ...spec, collation });
  }
  throw new NotUnderstood('a collation on a type that is not read');
}

function isInteger(type: DataType): boolean {
  return type.spec.kind === 'integer';
}
