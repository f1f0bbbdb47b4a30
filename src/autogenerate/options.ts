import type { Expression, TableName } from '../model/expressions.ts';
import type { Column, Constraint, Index, Table } from '../model/nouns.ts';
import type { DataType } from '../model/types.ts';
import type { ProcessRevisionDirectives } from './hooks.ts';

/** What a name or object is that a filter is asked about. */
export type ObjectKind =
  | 'schema'
  | 'table'
  | 'column'
  | 'index'
  | 'unique_constraint'
  | 'foreign_key_constraint'
  | 'check_constraint'
  | 'primary_key_constraint'
  | 'exclude_constraint'
  | 'type';

/** Where something with a name stands. */
export interface ParentNames {
  readonly schemaName: string | null;
  readonly tableName: string | null;
}

/** Any of the things that are compared. */
export type ComparedObject = Table | Column | Constraint | Index | DataType;

/** What the key `autogenerate` of the configuration says, with Alembic's words in camelCase. */
export interface AutogenerateConfig {
  /** Whether what the history calls so is compared at all. `name` is null for what has none. */
  readonly includeName?: (name: string | null, kind: ObjectKind, parents: ParentNames) => boolean;
  /**
   * Whether an object is compared.
   * @param reflected true: it is the history's; false: it is the model's.
   * @param compareTo the same on the other side; null: there is none.
   */
  readonly includeObject?: (
    object: ComparedObject,
    name: string | null,
    kind: ObjectKind,
    reflected: boolean,
    compareTo: ComparedObject | null,
  ) => boolean;
  /** False: only the default schema is compared. Default: true. */
  readonly includeSchemas?: boolean;
  /** Whether types are compared (default: true), or a function that says whether they differ; undefined: as usual. */
  readonly compareType?:
    | boolean
    | ((history: DataType, model: DataType, column: string, table: TableName) => boolean | undefined);
  /** As `compareType`, for server defaults. Default: true, since nobody need be asked. */
  readonly compareServerDefault?:
    | boolean
    | ((
        history: Expression | undefined,
        model: Expression | undefined,
        column: string,
        table: TableName,
      ) => boolean | undefined);
  /** Prints a type, default or element in another way; false: as usual. */
  readonly renderItem?: (kind: string, item: unknown) => string | false;
  /** Changes what has been found before it is printed. */
  readonly processRevisionDirectives?: ProcessRevisionDirectives;
  /** Whether changes of one table stand together in `op.batchAlterTable`. Default: false. */
  readonly renderAsBatch?: boolean;
}
