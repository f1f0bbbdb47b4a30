import type { DialectOptions } from './dialect-options.ts';
import type { DmlStatement, Expression } from './expressions.ts';
import type { Computed, Identity } from './nouns.ts';
import type { DataType, Name } from './types.ts';

/**
 * What `s.column`, `s.uniqueConstraint` … give: elements as a revision writes them, before names are made,
 * variants are resolved and a column's flags become constraints (`operations/normalize.ts` does that).
 */
export type Element = ColumnElement | ConstraintElement | IndexElement;

/** A default: a string, number or boolean becomes a literal of the column's type, an expression goes as it is. */
export type DefaultValue = string | number | bigint | boolean | Expression;

export interface ColumnElement<N extends string = string, T = unknown> {
  readonly kind: 'columnElement';
  readonly name: N;
  readonly type: DataType<T> | null;
  readonly primaryKey: boolean;
  /** Undefined: nullable unless it is part of the primary key. */
  readonly nullable?: boolean;
  readonly unique: boolean;
  readonly index: boolean;
  readonly autoincrement?: boolean | 'auto';
  readonly comment?: string;
  readonly serverDefault?: DefaultValue;
  readonly quote?: boolean;
  readonly references?: ForeignKeyReference;
  readonly identity?: Identity;
  readonly computed?: Computed;
  readonly check?: CheckConstraintElement;
  /** In a model: its old name. */
  readonly renamedFrom?: string;
  readonly options: DialectOptions;
}

/** What `s.foreignKey('schema.table.column', …)` gives. */
export interface ForeignKeyReference {
  readonly kind: 'foreignKeyReference';
  readonly target: string;
  readonly name?: Name | null;
  readonly onDelete?: string;
  readonly onUpdate?: string;
  readonly deferrable?: boolean;
  readonly initially?: 'DEFERRED' | 'IMMEDIATE';
  readonly match?: string;
  readonly options: DialectOptions;
}

interface ConstraintElementBase {
  readonly name?: Name | null;
  readonly deferrable?: boolean;
  readonly initially?: 'DEFERRED' | 'IMMEDIATE';
  readonly options: DialectOptions;
}
export interface PrimaryKeyElement extends ConstraintElementBase {
  readonly kind: 'primaryKeyElement';
  readonly columns: readonly string[];
}
export interface UniqueElement extends ConstraintElementBase {
  readonly kind: 'uniqueElement';
  readonly columns: readonly string[];
}
export interface ForeignKeyElement extends ConstraintElementBase {
  readonly kind: 'foreignKeyElement';
  readonly columns: readonly string[];
  /** `table.column` or `schema.table.column`, one for each column. */
  readonly targets: readonly string[];
  readonly onDelete?: string;
  readonly onUpdate?: string;
  readonly match?: string;
}
export interface CheckConstraintElement extends ConstraintElementBase {
  readonly kind: 'checkElement';
  readonly condition: Expression;
}
export interface ExcludeElement extends ConstraintElementBase {
  readonly kind: 'excludeElement';
  /** A string is a column's name. */
  readonly elements: readonly (readonly [string | Expression, string])[];
  readonly using?: string;
  readonly where?: Expression;
}
export type ConstraintElement =
  | PrimaryKeyElement
  | UniqueElement
  | ForeignKeyElement
  | CheckConstraintElement
  | ExcludeElement;

export interface IndexElement {
  readonly kind: 'indexElement';
  readonly name: Name | null;
  readonly quote?: boolean;
  readonly columns: readonly (string | Expression)[];
  readonly unique: boolean;
  readonly options: DialectOptions;
}

/** What `t.insert(…)`, `t.update(…)` and `t.delete()` give: the statement as data, with the builder's methods on it. */
export interface DmlBuilder {
  readonly kind: 'dmlStatement';
  readonly statement: DmlStatement;
}
