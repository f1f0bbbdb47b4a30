import type { DialectOptions } from './dialect-options.ts';
import type { Expression, TableName } from './expressions.ts';
import type { DataType } from './types.ts';

/** Options of a sequence behind an identity column; `always` false is BY DEFAULT. */
export interface Identity {
  readonly kind: 'identity';
  readonly always?: boolean;
  readonly onNull?: boolean;
  readonly start?: number | bigint;
  readonly increment?: number | bigint;
  readonly minValue?: number | bigint;
  readonly maxValue?: number | bigint;
  readonly noMinValue?: boolean;
  readonly noMaxValue?: boolean;
  readonly cycle?: boolean;
  readonly cache?: number | bigint;
  readonly order?: boolean;
}

/** A generated column's expression; `persisted` true is stored, false virtual, undefined the dialect's default. */
export interface Computed {
  readonly kind: 'computed';
  readonly expression: Expression;
  readonly persisted?: boolean;
}

/** A column as the catalog knows it: what hangs on it (keys, unique constraints, references, indexes) stands at its table. */
export interface Column {
  readonly name: string;
  readonly quote?: boolean;
  /** Null: not known, as in a table that is only for DML. Variants are resolved. */
  readonly type: DataType | null;
  readonly nullable: boolean;
  /** 'auto', the default: a single integer primary key without default and reference counts by itself. */
  readonly autoincrement: boolean | 'auto';
  /** A literal (of the column's type) or an expression. */
  readonly serverDefault?: Expression;
  readonly identity?: Identity;
  readonly computed?: Computed;
  readonly comment?: string;
  /** Checks written beside the column. */
  readonly checks: readonly CheckConstraint[];
  readonly options: DialectOptions;
}

interface ConstraintBase {
  readonly name?: string;
  readonly deferrable?: boolean;
  readonly initially?: 'DEFERRED' | 'IMMEDIATE';
  readonly options: DialectOptions;
}
export interface PrimaryKeyConstraint extends ConstraintBase {
  readonly kind: 'primaryKey';
  readonly columns: readonly string[];
}
export interface UniqueConstraint extends ConstraintBase {
  readonly kind: 'unique';
  readonly columns: readonly string[];
  /** Set when it stands for a column's `unique: true`. */
  readonly ofColumn?: string;
}
export interface ForeignKeyConstraint extends ConstraintBase {
  readonly kind: 'foreignKey';
  readonly columns: readonly string[];
  readonly references: { readonly table: TableName; readonly columns: readonly string[] };
  readonly onDelete?: string;
  readonly onUpdate?: string;
  readonly match?: string;
}
export interface CheckConstraint extends ConstraintBase {
  readonly kind: 'check';
  readonly condition: Expression;
  /** The column whose Boolean or Enum type brings this check; dialects that have the type natively leave it out. */
  readonly typeBound?: string;
}
export interface ExcludeConstraint extends ConstraintBase {
  readonly kind: 'exclude';
  readonly elements: readonly { readonly expression: Expression; readonly operator: string }[];
  readonly using?: string;
  readonly where?: Expression;
}
export type Constraint =
  | PrimaryKeyConstraint
  | UniqueConstraint
  | ForeignKeyConstraint
  | CheckConstraint
  | ExcludeConstraint;

export interface Index {
  readonly name: string;
  readonly quote?: boolean;
  /** A column's name, or an expression. */
  readonly columns: readonly (string | Expression)[];
  readonly unique: boolean;
  readonly options: DialectOptions;
}

/** A table as the catalog knows it. The primary key stands first among the constraints, the others as declared. */
export interface Table {
  readonly name: string;
  readonly schema?: string;
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Index[];
  readonly comment?: string;
  readonly prefixes: readonly string[];
  readonly options: DialectOptions;
}
