import { expect, it } from 'vitest';
import type { DialectName } from '../../src/model/dialect-options.ts';
import type { Expression, TableName } from '../../src/model/expressions.ts';
import type { Column, Constraint, Index, Table } from '../../src/model/nouns.ts';
import { DataType, type TypeSpec } from '../../src/model/types.ts';
import type { AlterColumn, Operation, SqlEffect } from '../../src/operations/operation.ts';
import { effectsOf } from '../../src/parsing/effects.ts';

/** A statement, or several, and what they do to the catalog. */
export type Case = readonly [sql: string, ...effects: readonly (SqlEffect | readonly SqlEffect[])[]];

/** One test a case. */
export function reads(dialect: DialectName, cases: readonly Case[]): void {
  it.each(cases.map(([sql, ...effects]) => ({ sql, effects })))('$sql', ({ sql, effects }) => {
    expect(effectsOf(sql, dialect)).toEqual(effects.flat());
  });
}

export const none: SqlEffect = { kind: 'none' };
/** Anything may have changed; what its message quotes has a test of its own. */
export const opaque: SqlEffect = { kind: 'opaque', sql: expect.any(String) };
export const hidden = (...tables: readonly string[]): SqlEffect => ({
  kind: 'opaqueTables',
  tables: tables.map(named),
  sql: expect.any(String),
});
export const view = (name: string, ...tables: readonly string[]): SqlEffect => ({
  kind: 'createDependent',
  dependent: 'view',
  name: named(name),
  tables: tables.map(named),
});
export const trigger = (name: string, ...tables: readonly string[]): SqlEffect => ({
  kind: 'createDependent',
  dependent: 'trigger',
  name: named(name),
  tables: tables.map(named),
});
export const dropped = (dependent: 'view' | 'trigger', name: string): SqlEffect => ({
  kind: 'dropDependent',
  dependent,
  name: named(name),
});

export const op = (operation: Operation): SqlEffect => ({ kind: 'operation', operation });
export const dropTable = (name: string, ifExists = false): SqlEffect =>
  op({ kind: 'dropTable', table: named(name), ifExists, options: {} });
export const renameTable = (name: string, newName: string): SqlEffect =>
  op({ kind: 'renameTable', table: named(name), newName });
export const dropColumn = (table: string, column: string, ifExists = false): SqlEffect =>
  op({ kind: 'dropColumn', table: named(table), column, ifExists, options: {} });
export const alter = (table: string, name: string, change: Partial<AlterColumn>): SqlEffect =>
  op({ kind: 'alterColumn', table: named(table), column: name, ...change, existing: {}, typeChecks: [], options: {} });
export const addColumn = (
  table: string,
  added: Column,
  more: Partial<Extract<Operation, { kind: 'addColumn' }>> = {},
): SqlEffect =>
  op({
    kind: 'addColumn',
    table: named(table),
    column: added,
    primaryKey: false,
    constraints: [],
    indexes: [],
    ifNotExists: false,
    inlineReferences: false,
    inlinePrimaryKey: false,
    ...more,
  });
export const createTable = (
  name: string,
  columns: readonly Column[],
  more: Partial<Table> = {},
  ifNotExists = false,
): SqlEffect =>
  op({
    kind: 'createTable',
    table: { ...named(name), columns, constraints: [], indexes: [], prefixes: [], options: {}, ...more },
    ifNotExists,
  });
export const createIndex = (
  table: string,
  index: Partial<Index> & Pick<Index, 'name' | 'columns'>,
  ifNotExists = false,
): SqlEffect =>
  op({ kind: 'createIndex', table: named(table), index: { unique: false, options: {}, ...index }, ifNotExists });
export const dropConstraint = (
  table: string,
  name: string,
  more: { type?: 'foreignkey' | 'check'; ifExists?: boolean } = {},
): SqlEffect => op({ kind: 'dropConstraint', table: named(table), name, ifExists: false, ...more });

export const column = (name: string, spec: TypeSpec, more: Partial<Column> = {}): Column => ({
  name,
  type: new DataType(spec),
  nullable: true,
  autoincrement: 'auto',
  checks: [],
  options: {},
  ...more,
});
export const primaryKey = (...columns: readonly string[]): Constraint => ({ kind: 'primaryKey', columns, options: {} });
export const raw = (text: string): Expression => ({ kind: 'raw', text });
export const integer: TypeSpec = { kind: 'integer' };
export const text: TypeSpec = { kind: 'text' };
export const varchar = (length: number): TypeSpec => ({ kind: 'string', length });
export const verbatim = (written: string): TypeSpec => ({ kind: 'verbatim', text: written });

/** `schema.name`, or a name alone. */
export function named(name: string): TableName {
  const [first = '', second] = name.split('.');
  return second === undefined ? { name: first } : { schema: first, name: second };
}
