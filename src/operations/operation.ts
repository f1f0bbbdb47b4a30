import type { DialectOptions } from '../model/dialect-options.ts';
import type { DmlStatement, Expression, TableName } from '../model/expressions.ts';
import type { NamingConvention } from '../model/naming.ts';
import type {
  CheckConstraint,
  Column,
  Computed,
  Constraint,
  ExcludeConstraint,
  ForeignKeyConstraint,
  Identity,
  Index,
  PrimaryKeyConstraint,
  Table,
  UniqueConstraint,
} from '../model/nouns.ts';
import type { DataType } from '../model/types.ts';

/**
 * What a revision asks for: one readonly tagged union. Its readers (render, apply, reverse, summarize) are exhaustive
 * switches over `kind`. Names are final (the naming convention is applied), types are resolved for the dialect, and
 * the flags of a column (`unique`, `index`, `references`, `primaryKey`) have become constraints and indexes.
 */
export type Operation =
  | CreateTable
  | DropTable
  | RenameTable
  | AddColumn
  | DropColumn
  | AlterColumn
  | CreatePrimaryKey
  | CreateUniqueConstraint
  | CreateForeignKey
  | CreateCheckConstraint
  | CreateExcludeConstraint
  | DropConstraint
  | CreateIndex
  | DropIndex
  | CreateTableComment
  | DropTableComment
  | BulkInsert
  | Execute
  | BatchAlterTable
  | CreateType
  | DropType
  | AlterEnum
  | CopyRows;

export interface CreateTable {
  readonly kind: 'createTable';
  readonly table: Table;
  readonly ifNotExists: boolean;
}
export interface DropTable {
  readonly kind: 'dropTable';
  readonly table: TableName;
  readonly ifExists: boolean;
  readonly options: DialectOptions;
}
export interface RenameTable {
  readonly kind: 'renameTable';
  readonly table: TableName;
  readonly newName: string;
}
export interface AddColumn {
  readonly kind: 'addColumn';
  readonly table: TableName;
  readonly column: Column;
  readonly primaryKey: boolean;
  /** What the column's flags and its type bring along, in the order in which they are added. */
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Index[];
  readonly ifNotExists: boolean;
  readonly inlineReferences: boolean;
  readonly inlinePrimaryKey: boolean;
  /** In a batch that rebuilds: where the column goes. */
  readonly insertBefore?: string;
  readonly insertAfter?: string;
}
export interface DropColumn {
  readonly kind: 'dropColumn';
  readonly table: TableName;
  readonly column: string;
  readonly ifExists: boolean;
  readonly options: DialectOptions;
}
/** What a column's default can be changed to: null drops it. */
export type DefaultChange = Expression | Identity | Computed | null;
export interface AlterColumn {
  readonly kind: 'alterColumn';
  readonly table: TableName;
  readonly column: string;
  readonly newColumnName?: string;
  readonly type?: DataType;
  readonly nullable?: boolean;
  readonly serverDefault?: DefaultChange;
  /** Null drops the comment. */
  readonly comment?: string | null;
  readonly autoincrement?: boolean;
  /** What the user says the column is before the change. Never needed where history knows; checked against it. */
  readonly existing: {
    readonly type?: DataType;
    readonly nullable?: boolean;
    readonly serverDefault?: DefaultChange;
    readonly comment?: string | null;
    readonly autoincrement?: boolean;
  };
  /** The check that comes with a Boolean or Enum `type`. */
  readonly typeChecks: readonly CheckConstraint[];
  readonly insertBefore?: string;
  readonly insertAfter?: string;
  readonly options: DialectOptions;
}
export interface CreatePrimaryKey {
  readonly kind: 'createPrimaryKey';
  readonly table: TableName;
  readonly constraint: PrimaryKeyConstraint;
}
export interface CreateUniqueConstraint {
  readonly kind: 'createUniqueConstraint';
  readonly table: TableName;
  readonly constraint: UniqueConstraint;
}
export interface CreateForeignKey {
  readonly kind: 'createForeignKey';
  readonly table: TableName;
  readonly constraint: ForeignKeyConstraint;
}
export interface CreateCheckConstraint {
  readonly kind: 'createCheckConstraint';
  readonly table: TableName;
  readonly constraint: CheckConstraint;
}
export interface CreateExcludeConstraint {
  readonly kind: 'createExcludeConstraint';
  readonly table: TableName;
  readonly constraint: ExcludeConstraint;
}
export type ConstraintType = 'foreignkey' | 'primary' | 'unique' | 'check';
export interface DropConstraint {
  readonly kind: 'dropConstraint';
  readonly table: TableName;
  readonly name: string;
  readonly type?: ConstraintType;
  readonly ifExists: boolean;
}
export interface CreateIndex {
  readonly kind: 'createIndex';
  readonly table: TableName;
  readonly index: Index;
  readonly ifNotExists: boolean;
}
export interface DropIndex {
  readonly kind: 'dropIndex';
  readonly name: string;
  readonly quote?: boolean;
  /** Absent: the replayed history knows it. */
  readonly table?: TableName;
  readonly schema?: string;
  readonly ifExists: boolean;
  readonly options: DialectOptions;
}
export interface CreateTableComment {
  readonly kind: 'createTableComment';
  readonly table: TableName;
  readonly comment: string;
  readonly existingComment?: string | null;
}
export interface DropTableComment {
  readonly kind: 'dropTableComment';
  readonly table: TableName;
  readonly existingComment?: string | null;
}
export interface BulkInsert {
  readonly kind: 'bulkInsert';
  readonly table: TableName;
  /** One statement a row; values are expressions, literals typed by the column. */
  readonly insert: DmlStatement & { readonly kind: 'insert' };
}
export interface Execute {
  readonly kind: 'execute';
  readonly statement: ExecutedStatement;
  /** What the SQL means for the catalog, statement by statement: read by `parsing/`, or said by the user (`means`). */
  readonly effects: readonly SqlEffect[];
}
/** What one SQL statement does to the catalog. */
export type SqlEffect =
  | { readonly kind: 'none' }
  /** Understood: applied as this operation would be, never rendered. */
  | { readonly kind: 'operation'; readonly operation: Operation }
  /** A view or trigger on these tables came or went: a rebuild of a table would lose or break it. */
  | {
      readonly kind: 'createDependent';
      readonly dependent: 'view' | 'trigger';
      readonly name: TableName;
      readonly tables: readonly TableName[];
    }
  | { readonly kind: 'dropDependent'; readonly dependent: 'view' | 'trigger'; readonly name: TableName }
  /** A value of a named enum type was added or renamed. */
  | {
      readonly kind: 'changeEnum';
      readonly name: TableName;
      readonly change:
        | { readonly add: string; readonly before?: string; readonly after?: string }
        | { readonly rename: string; readonly to: string };
    }
  /** A named type got another name. */
  | { readonly kind: 'renameType'; readonly name: TableName; readonly newName: string }
  /** Something about these tables changed that was not understood. */
  | { readonly kind: 'opaqueTables'; readonly tables: readonly TableName[]; readonly sql: string }
  /** Anything may have changed. */
  | { readonly kind: 'opaque'; readonly sql: string };
export type ExecutedStatement =
  /** Text that goes out as it is. */
  | { readonly kind: 'text'; readonly sql: string }
  /** `sql`, or a compiled statement of a query builder whose placeholders have become literals. */
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'dml'; readonly statement: DmlStatement };
export interface BatchAlterTable {
  readonly kind: 'batchAlterTable';
  readonly table: TableName;
  readonly recreate: 'auto' | 'always' | 'never';
  readonly copyFrom?: Table;
  readonly tableArgs: { readonly constraints: readonly Constraint[]; readonly indexes: readonly Index[] };
  readonly tableKwargs: {
    readonly prefixes?: readonly string[];
    readonly comment?: string;
    readonly options: DialectOptions;
  };
  readonly partialReordering: readonly (readonly string[])[];
  /** Names the unnamed constraints of the table before the operations look them up. */
  readonly namingConvention?: NamingConvention;
  readonly operations: readonly Operation[];
}
/** A named type (enum, domain) made by itself. */
export interface CreateType {
  readonly kind: 'createType';
  readonly type: DataType;
  readonly checkFirst: boolean;
  /** True: tsmig makes it because a column uses it, and drops it with its last user. */
  readonly implicit: boolean;
}
export interface DropType {
  readonly kind: 'dropType';
  readonly type: DataType;
  readonly checkFirst: boolean;
  readonly implicit: boolean;
}
/** The values of a named enum change, in all columns that use it. */
export interface AlterEnum {
  readonly kind: 'alterEnum';
  /** Of the type. */
  readonly name: TableName;
  /** All values afterwards, in order. */
  readonly values: readonly string[];
  /** Values that only get another name, by the old one. */
  readonly renamed: Readonly<Record<string, string>>;
}
/** The copy of a move-and-copy rebuild. Never recorded: a dialect's `lower` makes it. */
export interface CopyRows {
  readonly kind: 'copyRows';
  readonly from: TableName;
  readonly to: TableName;
  readonly columns: readonly { readonly from: string; readonly to: string; readonly castTo?: DataType }[];
  /** For the quotes of the columns. */
  readonly fromTable: Table;
  readonly toTable: Table;
}

export type OperationKind = Operation['kind'];
export type OperationOf<K extends OperationKind> = Extract<Operation, { kind: K }>;
