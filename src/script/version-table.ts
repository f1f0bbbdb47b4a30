import type { TableName } from '../model/expressions.ts';
import { DataType } from '../model/types.ts';
import type { CreateTable, Execute } from '../operations/operation.ts';
import { maxRevisionLength } from '../revisions/exports.ts';

/** Where the applied revisions are written down: `versionTable`, `versionTableSchema` and `versionTablePk` of the configuration. */
export interface VersionTableOptions {
  readonly name: string;
  readonly schema?: string;
  /** True: the table has the primary key `<name>_pkc`. */
  readonly primaryKey: boolean;
}

/** One change of the version table's rows. */
export type VersionChange =
  | { readonly kind: 'insert'; readonly id: string }
  | { readonly kind: 'delete'; readonly id: string }
  | { readonly kind: 'update'; readonly from: string; readonly to: string };

const column = 'version_num';
const type = new DataType<string>({ kind: 'string', length: maxRevisionLength });

/** The operation that makes the version table, as Alembic's. */
export function createVersionTable({ name, schema, primaryKey }: VersionTableOptions): CreateTable {
  return {
    kind: 'createTable',
    ifNotExists: false,
    table: {
      name,
      ...(schema !== undefined && { schema }),
      columns: [{ name: column, type, nullable: false, autoincrement: false, checks: [], options: {} }],
      constraints: primaryKey ? [{ kind: 'primaryKey', name: `${name}_pkc`, columns: [column], options: {} }] : [],
      indexes: [],
      prefixes: [],
      options: {},
    },
  };
}

/** The operation for one change of the version table's rows. */
export function versionOperation(change: VersionChange, { name, schema }: VersionTableOptions): Execute {
  const table: TableName = { name, ...(schema !== undefined && { schema }) };
  const literal = (value: string) => ({ kind: 'literal', value, type }) as const;
  const is = (value: string) =>
    ({
      kind: 'comparison',
      operator: '=',
      left: { kind: 'column', table, name: column },
      right: literal(value),
    }) as const;
  const execute = (statement: Extract<Execute['statement'], { kind: 'dml' }>['statement']): Execute => ({
    kind: 'execute',
    statement: { kind: 'dml', statement },
    effects: [{ kind: 'none' }],
  });
  switch (change.kind) {
    case 'insert':
      return execute({ kind: 'insert', table, rows: [[{ column, value: literal(change.id) }]] });
    case 'delete':
      return execute({ kind: 'delete', table, where: [is(change.id)] });
    case 'update':
      return execute({ kind: 'update', table, set: [{ column, value: literal(change.to) }], where: [is(change.from)] });
  }
}
