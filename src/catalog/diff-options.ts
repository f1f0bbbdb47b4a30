import type { Expression, TableName } from '../model/expressions.ts';
import type { NamingConvention } from '../model/naming.ts';
import type { Column, Constraint, Index, Table } from '../model/nouns.ts';
import type { DataType } from '../model/types.ts';
import type { Operation } from '../operations/operation.ts';
import type { Renames } from './renames.ts';

/** What the comparison of two catalogs needs to be told. */
export interface DiffOptions {
  /** Whether two types mean the same: where they read the same on the project's dialects. */
  readonly sameType: (a: DataType, b: DataType) => boolean;
  /** Whether two expressions say the same. */
  readonly sameExpression: (a: Expression, b: Expression) => boolean;
  readonly renames: Renames;
  /** False leaves an object alone: as it is, it is to be. */
  readonly include?: (object: DiffObject) => boolean;
  /** True: the types differ; false: they are the same; undefined: as `sameType` has it. */
  readonly compareType?: (before: Column, after: Column, table: TableName) => boolean | undefined;
  /** True: the defaults differ; false: they are the same; undefined: as `sameExpression` has it. */
  readonly compareServerDefault?: (before: Column, after: Column, table: TableName) => boolean | undefined;
  /** Whether named types are objects of their own in the database, made and dropped by themselves; absent: they are. */
  readonly ownTypes?: boolean;
  /** What a computed column is that does not say whether it is stored; absent: not known, so what is said differs from it. */
  readonly storedByDefault?: boolean;
  /** What names the index of a column's `index` flag; absent: the convention of those who have none. */
  readonly namingConvention?: NamingConvention;
  /** How long the names of that convention may be; absent: 63. */
  readonly maxIdentifierLength?: number;
}

/** Something that is compared, as it is on either side; absent where it does not exist, or is not known. */
export type DiffObject =
  | DiffSides<'table', Table>
  | DiffSides<'column', Column>
  | DiffSides<'constraint', Constraint>
  | DiffSides<'index', Index>
  | DiffSides<'type', DataType>;

interface DiffSides<K extends string, O> {
  readonly kind: K;
  /** The table that it is, or belongs to, by its new name; for a type, the type's name. */
  readonly table: TableName;
  /** Absent for a constraint without a name. */
  readonly name?: string;
  readonly before?: O;
  readonly after?: O;
}

/** Something dropped and something added that look alike: perhaps the one has got the other's name. */
export interface RenameCandidate {
  readonly kind: 'table' | 'column';
  /** The table of the column; for a table, the table to be. */
  readonly table: TableName;
  readonly from: string;
  readonly to: string;
}

/** What makes one catalog into another. */
export interface Difference {
  /** In an order in which they can be applied. */
  readonly operations: readonly Operation[];
  /** What no operation says, and which names are a guess. */
  readonly warnings: readonly string[];
  /** Drops and additions that may be renames, likely ones first. */
  readonly candidates: readonly RenameCandidate[];
}
