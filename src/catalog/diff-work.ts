import type { TableName } from '../model/expressions.ts';
import type { Constraint, Table } from '../model/nouns.ts';
import { primaryKeyOf } from '../model/tables.ts';
import type { Operation } from '../operations/operation.ts';
import { apply } from './apply.ts';
import { type Catalog, keyOf, knownTable } from './catalog.ts';
import type { DiffOptions } from './diff-options.ts';
import type { Compare } from './same.ts';

/** A comparison under way: what the operations found so far add up to, and what it is to become. */
export interface Work {
  readonly options: DiffOptions;
  readonly compare: Compare;
  readonly after: Catalog;
  now: Catalog;
  /** What each table that exists on both sides, or is new, is to become, by its new key. */
  readonly aims: Map<string, Table>;
  readonly operations: Operation[];
  readonly warnings: Set<string>;
  /** The tables whose foreign keys are to be looked at in the end. */
  readonly unlinked: Set<string>;
  /** The tables from which everything that goes is gone. */
  readonly cleared: Set<string>;
  /** What has been dropped, by the table's key: what is made again has its old name. */
  readonly dropped: Map<string, Constraint[]>;
  /** What databases call constraints without a name whose table, or column, has another name now. */
  readonly formerNames: Map<Constraint, string>;
  /** Who has a constraint or index of a name, by the keys of tables; made when it is needed first. */
  holders?: ReadonlyMap<string, readonly string[]>;
}

/** Begins a comparison. */
export function beginWork(before: Catalog, after: Catalog, options: DiffOptions): Work {
  const work: Work = {
    options,
    compare: { ...options, primaryKey: (table) => primaryKeyColumns(work, table) },
    after,
    now: before,
    aims: new Map(),
    operations: [],
    warnings: new Set(),
    unlinked: new Set(),
    cleared: new Set(),
    dropped: new Map(),
    formerNames: new Map(),
  };
  return work;
}

/** Adds an operation, which must fit what the others have come to. */
export function emit(work: Work, operation: Operation): void {
  work.now = apply(work.now, operation, {});
  work.operations.push(operation);
}

/** The table as the operations so far have made it. */
export function tableNow(work: Work, name: TableName): Table | undefined {
  return knownTable(work.now, name);
}

/** What the table is to become; undefined: nothing is to be done about it. */
export function aimOf(work: Work, name: TableName): Table | undefined {
  return work.aims.get(keyOf(name));
}

function primaryKeyColumns(work: Work, name: TableName): readonly string[] {
  const table = aimOf(work, name) ?? tableNow(work, name);
  return (table && primaryKeyOf(table)?.columns) ?? [];
}
