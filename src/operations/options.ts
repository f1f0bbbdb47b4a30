import type { DialectOptions } from '../model/dialect-options.ts';
import type { TableElement, TableOptions } from '../model/dml.ts';
import type { DefaultValue, Element } from '../model/elements.ts';
import type { Expression } from '../model/expressions.ts';
import type { NamingConvention } from '../model/naming.ts';
import type { Computed, Identity } from '../model/nouns.ts';
import type { DataType } from '../model/types.ts';
import type { ConstraintType } from './operation.ts';

/** A table of `s.table`, whatever its columns. */
export type AnyTable = Omit<TableElement, 'c' | 'insert' | 'update' | 'delete'>;

/** Where the table is; without it, in the default schema. */
export interface InSchema {
  readonly schema?: string | null;
}

/** What a column's default can be: null drops it; an identity or a computed expression stands for one. */
export type DefaultChangeValue = DefaultValue | Identity | Computed | null;

export interface AddColumnOptions {
  readonly ifNotExists?: boolean;
  /** Writes the column's foreign key beside it (`REFERENCES …`) instead of adding it as a constraint of the table. */
  readonly inlineReferences?: boolean;
  /** Writes `PRIMARY KEY` beside the column. */
  readonly inlinePrimaryKey?: boolean;
}
/** Where a batch that rebuilds the table puts a column. */
export interface ColumnPlace {
  readonly insertBefore?: string;
  readonly insertAfter?: string;
}
export interface AlterColumnOptions extends DialectOptions {
  readonly nullable?: boolean;
  /** Null drops the comment. */
  readonly comment?: string | null;
  /** Null drops the default. */
  readonly serverDefault?: DefaultChangeValue;
  readonly newColumnName?: string;
  readonly type?: DataType;
  readonly autoincrement?: boolean;
  readonly existingType?: DataType;
  readonly existingServerDefault?: DefaultChangeValue;
  readonly existingNullable?: boolean;
  readonly existingComment?: string | null;
  readonly existingAutoincrement?: boolean;
}
interface Deferral {
  readonly deferrable?: boolean;
  readonly initially?: 'DEFERRED' | 'IMMEDIATE';
}
export interface CreatePrimaryKeyOptions extends DialectOptions, Deferral {}
export interface CreateUniqueOptions extends DialectOptions, Deferral {}
export interface CreateCheckOptions extends DialectOptions, Deferral {}
export interface CreateExcludeOptions extends DialectOptions, Deferral {
  /** The index method: `'gist'`. */
  readonly using?: string;
  readonly where?: string | Expression;
}
export interface CreateForeignKeyOptions extends DialectOptions, Deferral {
  readonly onUpdate?: string;
  readonly onDelete?: string;
  readonly match?: string;
  readonly referentSchema?: string | null;
}
export interface CreateIndexOptions extends DialectOptions {
  readonly unique?: boolean;
  readonly ifNotExists?: boolean;
  /** Whether the name is quoted, where the dialect would decide otherwise. */
  readonly quote?: boolean;
}
export interface CreateTableOptions extends Omit<TableOptions, 'schema' | 'renamedFrom'>, InSchema {
  readonly ifNotExists?: boolean;
}
export interface CommentOptions {
  readonly existingComment?: string | null;
}
export interface DropColumnOptions extends DialectOptions {
  readonly ifExists?: boolean;
}
export interface DropConstraintOptions {
  /** Needed by MySQL and MariaDB where history does not know the constraint. */
  readonly type?: ConstraintType;
  readonly ifExists?: boolean;
}
export interface DropIndexOptions extends DialectOptions {
  readonly ifExists?: boolean;
  readonly quote?: boolean;
}
export interface DropTableOptions extends DialectOptions, InSchema {
  readonly ifExists?: boolean;
}
export interface AlterEnumOptions extends InSchema {
  /** Values that only get another name: `{ old: 'new' }`. */
  readonly rename?: Readonly<Record<string, string>>;
}
export interface BulkInsertOptions {
  /** As Alembic's; in a script each row is a statement of its own either way. */
  readonly multiinsert?: boolean;
}
export interface BatchOptions extends InSchema {
  /** Whether the table is built anew: where ALTER TABLE cannot do it (`'auto'`), always or never. */
  readonly recreate?: 'auto' | 'always' | 'never';
  /** What the table is, where history does not know it. */
  readonly copyFrom?: AnyTable;
  /** Constraints and indexes that the rebuilt table has besides. */
  readonly tableArgs?: readonly Element[];
  /** Options of `op.createTable` for the rebuilt table. */
  readonly tableKwargs?: Omit<TableOptions, 'schema' | 'renamedFrom'>;
  /** Groups of columns in the order that they shall have. */
  readonly partialReordering?: readonly (readonly string[])[];
  /** Names the unnamed constraints of the table, so that the batch can drop them. */
  readonly namingConvention?: NamingConvention;
}
