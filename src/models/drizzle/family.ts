import type * as Orm from 'drizzle-orm';
import type { DefaultValue, Element } from '../../model/elements.ts';
import type { DataType } from '../../model/types.ts';
import type { SqlReader } from './expressions.ts';

/** What Drizzle's `getTableConfig` tells of a table, as far as it is alike for all databases. */
export interface TableConfig {
  readonly name: string;
  readonly schema?: string | undefined;
  readonly columns: readonly Orm.Column[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly checks: readonly { readonly name: string; readonly value: Orm.SQL }[];
  readonly primaryKeys: readonly { readonly columns: readonly Orm.Column[]; getName(): string }[];
  readonly uniqueConstraints: readonly UniqueConstraint[];
}

/** A foreign key of Drizzle; what it refers to is known once all tables are. */
export interface ForeignKey {
  readonly onUpdate: string | undefined;
  readonly onDelete: string | undefined;
  reference(): {
    readonly columns: readonly Orm.Column[];
    readonly foreignTable: Orm.Table;
    readonly foreignColumns: readonly Orm.Column[];
  };
  getName(): string;
}

interface UniqueConstraint {
  readonly columns: readonly Orm.Column[];
  readonly nullsNotDistinct?: boolean;
  getName(): string | undefined;
}

/** The tables of one kind of database, and what of them is not as everywhere. */
export interface Family {
  /** The configuration of a table; undefined: it is none of this family. */
  configOf(table: Orm.Table): TableConfig | undefined;
  /** The indexes of a table; what else it has that others do not, it refuses. */
  indexes(table: Orm.Table, reader: SqlReader): readonly Element[];
  /** The type of a column that is, or is not, part of the primary key. */
  type(column: Orm.Column, inKey: boolean): DataType;
  /** Whether a column counts by itself; absent: the database has a rule of its own. */
  counts?(column: Orm.Column): boolean;
  /** The default of a column, with what the database says besides. */
  defaultWith?(column: Orm.Column, given: DefaultValue | undefined): DefaultValue | undefined;
  /** Whether a column takes no NULL; absent: when it says so. */
  isNotNull?(column: Orm.Column): boolean;
  /** Whether a column brings a unique key along; absent: when it says so. */
  isUnique?(column: Orm.Column): boolean;
  /** Whether Drizzle makes a unique index of a unique key there. */
  readonly uniqueIsIndex?: boolean;
  /** Whether the counting of a table is an option of it. */
  countsByOption?(table: Orm.Table): boolean;
}
