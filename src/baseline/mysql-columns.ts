import type { Expression } from '../model/expressions.ts';
import type { CheckConstraint, Column, Computed } from '../model/nouns.ts';
import { type DataType, typeFamily } from '../model/types.ts';
import { type Cursor, NotUnderstood } from '../parsing/cursor.ts';
import { contentOf, readText } from './mysql-texts.ts';
import { readType } from './mysql-types.ts';

/** Reads `name type clause …` up to the next comma or closing parenthesis, as SHOW CREATE TABLE writes it. */
export function readColumn(cursor: Cursor): Column {
  const name = cursor.name();
  const type = readType(cursor);
  const draft: Draft = { checks: [] };
  while (!cursor.seesSign(',') && !cursor.seesSign(')')) readClause(cursor, type, draft);
  const { nullable = true, autoincrement = false, ...rest } = draft;
  return { name, type, nullable, autoincrement, ...rest, options: {} };
}

interface Draft {
  nullable?: boolean;
  autoincrement?: true;
  serverDefault?: Expression;
  computed?: Computed;
  comment?: string;
  readonly checks: CheckConstraint[];
}

function readClause(cursor: Cursor, type: DataType, draft: Draft): void {
  if (cursor.takes('NOT', 'NULL')) once(draft, 'nullable', false);
  else if (cursor.takes('NULL')) once(draft, 'nullable', true);
  else if (cursor.takes('DEFAULT')) {
    const value = readDefault(cursor, type);
    // To say that a column has no value says nothing.
    if (value !== undefined) once(draft, 'serverDefault', value);
  } else if (cursor.takes('AUTO_INCREMENT')) once(draft, 'autoincrement', true);
  else if (cursor.takes('COMMENT')) once(draft, 'comment', readText(cursor));
  else if (cursor.takes('CHECK')) {
    draft.checks.push({ kind: 'check', condition: { kind: 'raw', text: cursor.parenthesized() }, options: {} });
  } else if (cursor.takes('GENERATED', 'ALWAYS', 'AS')) {
    const expression: Expression = { kind: 'raw', text: cursor.parenthesized() };
    const how = cursor.takesOneOf('STORED', 'VIRTUAL');
    if (how === undefined) throw new NotUnderstood('a generated column that is neither stored nor virtual');
    once(draft, 'computed', { kind: 'computed', expression, persisted: how === 'STORED' });
  } else throw new NotUnderstood(`${cursor.next().text} of a column`);
}

function once<K extends keyof Draft>(draft: Draft, key: K, value: Draft[K]): void {
  if (draft[key] !== undefined) throw new NotUnderstood(`${key} twice`);
  draft[key] = value;
}

const ends = new Set(['COMMENT', 'CHECK', 'AUTO_INCREMENT', 'ON', 'NOT', 'INVISIBLE']);
const textFamilies = new Set(['string', 'enum']);

/** A default's literal, or the source text of any other with its ON UPDATE; undefined: NULL. */
function readDefault(cursor: Cursor, type: DataType): Expression | undefined {
  const from = cursor.at;
  const first = cursor.next();
  cursor.at = from;
  while (!cursor.seesSign(',') && !cursor.seesSign(')') && !cursor.seesAny(ends)) cursor.skipItem();
  const isAlone = cursor.at === from + 1;
  if (cursor.takes('ON', 'UPDATE')) {
    // Only the present time is written anew without a default of its own.
    if (first.upper !== 'CURRENT_TIMESTAMP') throw new NotUnderstood('ON UPDATE beside another default');
    cursor.needs('CURRENT_TIMESTAMP');
    if (cursor.seesSign('(')) cursor.skipParentheses();
    return { kind: 'raw', text: cursor.textBetween(from, cursor.at) };
  }
  if (isAlone && first.upper === 'NULL') return undefined;
  const text = isAlone && textFamilies.has(typeFamily(type)) ? contentOf(first) : undefined;
  if (text !== undefined) return { kind: 'literal', value: text, type };
  return { kind: 'raw', text: cursor.textBetween(from, cursor.at) };
}
