import { keyOf } from '../catalog/catalog.ts';
import type { TableName } from '../model/expressions.ts';
import type { Column, Table } from '../model/nouns.ts';
import { columnOf } from '../model/tables.ts';
import type { Operation } from '../operations/operation.ts';
import { NotExpressible, need } from './postgresql-nodes.ts';
import type { ParsedStatement } from './postgresql-parser.ts';
import type { NamedTypes } from './postgresql-types.ts';

/** What became of a statement. */
export type Outcome =
  | { readonly kind: 'operation'; readonly operation: Operation }
  /** CREATE TABLE. */
  | { readonly kind: 'table'; readonly draft: Draft }
  /** The operation of another statement says it. */
  | { readonly kind: 'folded' }
  | { readonly kind: 'verbatim'; readonly why: string };

/** A table to which later statements may add, and which statement makes it. */
export interface Draft {
  table: Table;
  readonly at: number;
}

/** The statements of a dump, as far as they have been read. */
export interface Reading {
  readonly statements: readonly ParsedStatement[];
  /** One for each statement that has been read. */
  readonly outcomes: Outcome[];
  readonly drafts: Map<string, Draft>;
  readonly named: NamedTypes;
}

/** The table that a statement is about; what is said of one that went in verbatim goes in verbatim too. */
export function draftOf({ drafts }: Reading, name: TableName): Draft {
  const draft = drafts.get(keyOf(name));
  if (draft === undefined) throw new NotExpressible(`${name.name} is not made by an operation`);
  return draft;
}

/** The column of a draft. */
export function columnOfDraft({ table }: Draft, name: string): Column {
  return need(columnOf(table, name), `the column ${name}`);
}

/** Changes a column of a draft. */
export function changeColumn(draft: Draft, name: string, change: Partial<Column>): void {
  const columns = draft.table.columns.map((column) => (column.name === name ? { ...column, ...change } : column));
  draft.table = { ...draft.table, columns };
}
