import type { DialectName, DialectOptions } from '../model/dialect-options.ts';
import type { Column, Constraint, ForeignKeyConstraint, Index, PrimaryKeyConstraint, Table } from '../model/nouns.ts';
import { readConstraint } from '../parsing/constraint-definition.ts';
import { Cursor, NotUnderstood } from '../parsing/cursor.ts';
import { readColumn } from './mysql-columns.ts';
import { readKeyParts } from './mysql-keys.ts';
import { readTableOptions } from './mysql-table-options.ts';

/** A table of a dump: its foreign keys apart, for they may refer to what comes later. */
export interface DumpedTable {
  readonly table: Table;
  readonly foreignKeys: readonly ForeignKeyConstraint[];
  /** What counts how far the table has been filled. */
  readonly counter?: string;
}

/** Reads `CREATE TABLE` as SHOW CREATE TABLE writes it. @throws NotUnderstood for any clause that is not read in full. */
export function readTable(sql: string, dialect: DialectName): DumpedTable {
  const cursor = new Cursor(sql, dialect);
  cursor.needs('CREATE', 'TABLE');
  const name = cursor.tableName();
  const draft: Draft = { columns: [], keys: [], foreignKeys: [], checks: [], indexes: [] };
  cursor.needsSign('(');
  cursor.list(() => readElement(cursor, draft));
  cursor.needsSign(')');
  const { options, comment, counter } = readTableOptions(cursor);
  requireKeptMethods(draft.indexes, options.engine);
  return {
    table: {
      ...name,
      columns: draft.columns.map((column) => (isInKey(column, draft) ? { ...column, nullable: false } : column)),
      constraints: [...(draft.primaryKey ? [draft.primaryKey] : []), ...draft.keys, ...draft.checks],
      indexes: draft.indexes,
      ...(comment !== undefined && { comment }),
      prefixes: [],
      options: mysqlOptions(options),
    },
    foreignKeys: draft.foreignKeys,
    ...(counter !== undefined && { counter }),
  };
}

interface Draft {
  primaryKey?: PrimaryKeyConstraint;
  readonly columns: Column[];
  readonly keys: Constraint[];
  readonly foreignKeys: ForeignKeyConstraint[];
  readonly checks: Constraint[];
  readonly indexes: Index[];
}

/** CREATE INDEX forgets USING HASH where the engine has no such index; CREATE TABLE keeps it. */
function requireKeptMethods(indexes: readonly Index[], engine: unknown): void {
  if (indexes.some((index) => index.options.mysql?.using === 'hash') && engine !== 'MEMORY')
    throw new NotUnderstood('USING HASH of a key');
}

function isInKey({ name }: Column, { primaryKey }: Draft): boolean {
  return primaryKey?.columns.includes(name) ?? false;
}

function readElement(cursor: Cursor, draft: Draft): void {
  if (cursor.takes('PRIMARY', 'KEY')) {
    const { columns, options } = readKeyParts(cursor);
    draft.primaryKey = { kind: 'primaryKey', columns: plain(columns), options: mysqlOptions(options) };
    if (options.length !== undefined) throw new NotUnderstood('a primary key on a part of a column');
  } else if (cursor.takes('UNIQUE', 'KEY')) readUnique(cursor, draft);
  else if (cursor.takes('KEY')) draft.indexes.push(readIndex(cursor, {}));
  else if (cursor.takes('FULLTEXT', 'KEY')) draft.indexes.push(readIndex(cursor, { prefix: 'FULLTEXT' }));
  else if (cursor.takes('SPATIAL', 'KEY')) draft.indexes.push(readIndex(cursor, { prefix: 'SPATIAL' }));
  else if (cursor.sees('CONSTRAINT')) {
    const constraint = readConstraint(cursor);
    if (constraint.kind === 'foreignKey') draft.foreignKeys.push(constraint);
    else if (constraint.kind === 'check') draft.checks.push(constraint);
    else throw new NotUnderstood(`CONSTRAINT of a ${constraint.kind}`);
  } else draft.columns.push(readColumn(cursor));
}

/**
 * A unique constraint, or, where it says more than its columns, a unique index. An index is made after the table: then
 * those that follow are, too, so that the server keeps their order.
 */
function readUnique(cursor: Cursor, draft: Draft): void {
  const name = cursor.name();
  const { columns, options } = readKeyParts(cursor);
  const isPlain = Object.keys(options).length === 0 && columns.every((column) => typeof column === 'string');
  if (isPlain && !draft.indexes.some(({ unique }) => unique))
    draft.keys.push({ kind: 'unique', name, columns: plain(columns), options: {} });
  else draft.indexes.push({ name, columns, unique: true, options: mysqlOptions(options) });
}

function readIndex(cursor: Cursor, given: Readonly<Record<string, unknown>>): Index {
  const name = cursor.name();
  const { columns, options } = readKeyParts(cursor);
  return { name, columns, unique: false, options: mysqlOptions({ ...given, ...options }) };
}

function plain(columns: Index['columns']): string[] {
  return columns.map((column) => {
    if (typeof column !== 'string') throw new NotUnderstood('a key on more than columns');
    return column;
  });
}

/** MariaDB takes what stands under `mysql`. */
function mysqlOptions(options: Readonly<Record<string, unknown>>): DialectOptions {
  return Object.keys(options).length === 0 ? {} : { mysql: options };
}
