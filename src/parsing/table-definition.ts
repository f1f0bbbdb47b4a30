import type { DialectOptions } from '../model/dialect-options.ts';
import type { TableName } from '../model/expressions.ts';
import type { Column, Constraint, Index, PrimaryKeyConstraint, Table } from '../model/nouns.ts';
import { type ColumnDefinition, keyCounts, readColumn } from './column-definition.ts';
import { confirmTable } from './confirm-table.ts';
import { readConstraint, seesConstraint } from './constraint-definition.ts';
import { type Cursor, NotUnderstood } from './cursor.ts';

/** A table under reading. */
interface Draft {
  readonly columns: ColumnDefinition[];
  readonly constraints: Constraint[];
  readonly indexes: Index[];
}
interface TableOptions {
  readonly options: Readonly<Record<string, unknown>>;
  readonly comment?: string;
}

/**
 * Reads what follows CREATE TABLE's name: `(…) options`. Names and expressions come from the source text, as the
 * parser's tree has lost the quotes; the parser must have understood the same table, else `NotUnderstood`.
 */
export function readTable(cursor: Cursor, name: TableName, prefixes: readonly string[]): Table {
  cursor.needsSign('(');
  const draft: Draft = { columns: [], constraints: [], indexes: [] };
  cursor.list(() => element(cursor, draft));
  cursor.needsSign(')');
  const { options, comment } = tableOptions(cursor);
  cursor.needsEnd();
  const table = assemble(cursor, name, draft, options);
  confirmTable(cursor.sql, cursor.facts.grammar, draft.columns, draft.constraints.length + draft.indexes.length);
  return { ...table, prefixes, ...(comment !== undefined && { comment }) };
}

function element(cursor: Cursor, draft: Draft): void {
  if (seesConstraint(cursor)) draft.constraints.push(readConstraint(cursor));
  else if (cursor.facts.databaseIsSchema && cursor.takesOneOf('KEY', 'INDEX') !== undefined) {
    const name = cursor.name();
    draft.indexes.push({ name, columns: cursor.names(), unique: false, options: {} });
  } else if (cursor.sees('LIKE') || cursor.sees('FULLTEXT') || cursor.sees('SPATIAL') || cursor.sees('PERIOD')) {
    throw new NotUnderstood('an element of a table');
  } else draft.columns.push(readColumn(cursor));
}

function assemble(cursor: Cursor, name: TableName, draft: Draft, options: Readonly<Record<string, unknown>>): Table {
  const key = primaryKey(draft);
  const columns = draft.columns.map(({ column }) =>
    key?.columns.includes(column.name) ? keyColumn(cursor, column) : column,
  );
  if (columns.length === 0) throw new NotUnderstood('a table without columns');
  requireNames(columns, key, draft);
  const counts = draft.columns.some((one) => one.counts) ? { autoincrement: true } : {};
  const given = { ...counts, ...options };
  const others = [
    ...draft.columns.flatMap((one) => one.constraints),
    ...draft.constraints.filter((one) => one.kind !== 'primaryKey'),
  ];
  const dialectOptions: DialectOptions = Object.keys(given).length === 0 ? {} : { [cursor.dialect]: given };
  return {
    ...name,
    columns,
    constraints: [...(key ? [key] : []), ...others],
    indexes: draft.indexes,
    prefixes: [],
    options: dialectOptions,
  };
}

function primaryKey(draft: Draft): PrimaryKeyConstraint | undefined {
  const beside = draft.columns.filter((one) => one.primaryKey);
  const apart = draft.constraints.filter((one) => one.kind === 'primaryKey');
  if (beside.length + apart.length > 1) throw new NotUnderstood('two primary keys');
  const [one] = beside;
  if (one === undefined) return apart[0];
  const named = one.primaryKeyName === undefined ? {} : { name: one.primaryKeyName };
  return { kind: 'primaryKey', columns: [one.column.name], ...named, options: {} };
}

function keyColumn(cursor: Cursor, column: Column): Column {
  const autoincrement = column.autoincrement === true ? true : keyCounts(cursor, column.type);
  const rowid = autoincrement === 'auto';
  return { ...column, autoincrement, nullable: cursor.facts.primaryKeyIsNotNull || rowid ? false : column.nullable };
}

/** A column that counts outside the key, or a name that no column has, is more than is read here. */
function requireNames(columns: readonly Column[], key: PrimaryKeyConstraint | undefined, draft: Draft): void {
  const names = new Set(columns.map((column) => column.name));
  if (names.size < columns.length) throw new NotUnderstood('a column twice');
  const counting = columns.find((column) => column.autoincrement === true);
  if (counting !== undefined && !key?.columns.includes(counting.name))
    throw new NotUnderstood('counting outside the key');
  for (const constraint of draft.constraints) {
    if ('columns' in constraint && !constraint.columns.every((name) => names.has(name)))
      throw new NotUnderstood('an unknown column');
  }
}

/** What follows the closing parenthesis, by the names that `createTable` has for it. */
function tableOptions(cursor: Cursor): TableOptions {
  const options: Record<string, unknown> = {};
  let comment: string | undefined;
  while (!cursor.done) {
    cursor.takesSign(',');
    if (cursor.facts.freeTypes && cursor.takes('STRICT')) options.strict = true;
    else if (cursor.facts.freeTypes && cursor.takes('WITHOUT', 'ROWID')) options.withRowid = false;
    else if (cursor.facts.databaseIsSchema && cursor.takes('COMMENT')) {
      cursor.takesSign('=');
      comment = cursor.string();
    } else if (cursor.facts.databaseIsSchema) serverOption(cursor, options);
    else throw new NotUnderstood('a table option');
  }
  return { options, ...(comment !== undefined && { comment }) };
}

/** `ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`; where a counter stands is no part of the schema. */
function serverOption(cursor: Cursor, options: Record<string, unknown>): void {
  const byDefault = cursor.takes('DEFAULT');
  const key = cursor.takes('CHARACTER', 'SET') ? 'CHARSET' : cursor.next().upper;
  cursor.takesSign('=');
  const value = cursor.next();
  if (value.value === undefined || value.kind === 'punctuation') throw new NotUnderstood('an option of a table');
  if (key === 'ENGINE') options.engine = value.value;
  else if (key === 'CHARSET') options[byDefault ? 'defaultCharset' : 'charset'] = value.value;
  else if (key === 'COLLATE') options[byDefault ? 'defaultCollate' : 'collate'] = value.value;
  else if (key !== 'AUTO_INCREMENT' || byDefault) throw new NotUnderstood('an option of a table');
}
