export {
  type AutogenerateContext,
  type MigrationScript,
  type ProcessRevisionDirectives,
  Rewriter,
} from './autogenerate/hooks.ts';
export type { AutogenerateConfig } from './autogenerate/options.ts';
export { defineConfig, type UserConfig } from './config/config.ts';
export { type ErrorCode, type OperationSource, type SourcePosition, TsmigError } from './errors.ts';
export type { ColumnOptions, IdentityOptions } from './model/columns.ts';
export type { ConstraintOptions, ExcludeOptions, ForeignKeyOptions, IndexOptions } from './model/constraints.ts';
export type { DialectName, DialectOptions } from './model/dialect-options.ts';
export type { Columns, Row, TableColumns, TableElement, TableOptions } from './model/dml.ts';
export type { ColumnElement, ConstraintElement, Element, ForeignKeyReference, IndexElement } from './model/elements.ts';
export type { Expression } from './model/expressions.ts';
export type { EnumOptions } from './model/generic-types.ts';
export type { NamingConvention } from './model/naming.ts';
export { s } from './model/schema.ts';
export { sql } from './model/sql.ts';
export { DataType, type Name } from './model/types.ts';
export type { BatchOperations } from './operations/batch.ts';
export type {
  InspectedColumn,
  InspectedForeignKey,
  InspectedIndex,
  Inspector,
  MigrationContext,
  RecordingConnection,
} from './operations/context.ts';
export type { Executable, ExecuteOptions } from './operations/execute.ts';
export type { Operations } from './operations/op.ts';
export type { Operation, OperationKind } from './operations/operation.ts';
export type {
  AddColumnOptions,
  AlterColumnOptions,
  AlterEnumOptions,
  BatchOptions,
  CreateForeignKeyOptions,
  CreateIndexOptions,
  CreateTableOptions,
} from './operations/options.ts';
