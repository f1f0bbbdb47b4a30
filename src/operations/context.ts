import type { DialectName } from '../model/dialect-options.ts';
import type { Expression, TableName } from '../model/expressions.ts';
import type { NamingConvention } from '../model/naming.ts';
import type { Computed, Identity, Table } from '../model/nouns.ts';
import type { DataType, TypeBind } from '../model/types.ts';
import type { BatchAlterTable, Operation, SqlEffect } from './operation.ts';

/** What recording needs to know of the dialect. */
export interface DialectFacts {
  readonly name: DialectName;
  readonly serverVersion: string;
  readonly maxIdentifierLength: number;
  /** False: a reference is never written beside a new column, but as a constraint of its own, with its name; absent: it can be. */
  readonly inlineReferences?: boolean;
  /** Whether an enum with a name, and a domain, exist by themselves; absent: they do not. */
  readonly namedTypes?: boolean;
}

/** What `op.getContext()` gives. */
export interface MigrationContext {
  /** The dialect that the script is written for. */
  readonly dialect: DialectName;
  /** The server's version as configured, such as `'16'`. */
  readonly serverVersion: string;
  /** Always true: tsmig writes scripts and never connects. */
  readonly asSql: true;
  /** The `-x key=value` arguments of the command line. */
  readonly xArgs: Readonly<Record<string, string>>;
  /** Which of the configuration's `databases` the script is for. */
  readonly database: string | undefined;
  /** The `--tag` of the command line. */
  readonly tag: string | undefined;
  /**
   * Puts what `fn` asks for outside the transaction, as Alembic's `autocommit_block`: the script commits before it and begins
   * again after it. An async `fn` must be awaited: `await op.getContext().autocommitBlock(async () => { … })`.
   * @example op.getContext().autocommitBlock(() => { op.execute('VACUUM t'); });
   */
  autocommitBlock(fn: () => Promise<void>): Promise<void>;
  autocommitBlock(fn: () => void): void;
}

/** What `op.getBind()` gives: a connection that records. There is no database behind it, so it has no rows to give. */
export interface RecordingConnection extends TypeBind {
  readonly dialect: DialectName;
  /** The same as `op.execute`; gives nothing back. */
  execute(statement: unknown): void;
}

interface InSchema {
  readonly schema?: string | null;
}

/** What `op.inspect()` gives: the schema as the replayed history adds it up, under the names of SQLAlchemy's Inspector. */
export interface Inspector {
  /** Whether history has the table. @throws TsmigError `opaque` when raw SQL may have made it. */
  hasTable(table: string, options?: InSchema): boolean;
  hasColumn(table: string, column: string, options?: InSchema): boolean;
  hasIndex(table: string, index: string, options?: InSchema): boolean;
  /** The names of the tables of a schema (the default one without `schema`), sorted. */
  getTableNames(options?: InSchema): string[];
  getColumns(table: string, options?: InSchema): InspectedColumn[];
  getPkConstraint(table: string, options?: InSchema): { name: string | null; constrainedColumns: string[] };
  getForeignKeys(table: string, options?: InSchema): InspectedForeignKey[];
  getUniqueConstraints(table: string, options?: InSchema): { name: string | null; columnNames: string[] }[];
  getCheckConstraints(table: string, options?: InSchema): { name: string | null; sqltext: Expression }[];
  getIndexes(table: string, options?: InSchema): InspectedIndex[];
  getTableComment(table: string, options?: InSchema): { text: string | null };
  /** The named enum types that history has made. */
  getEnums(options?: InSchema): { name: string; schema: string | null; labels: string[] }[];
}
export interface InspectedColumn {
  readonly name: string;
  readonly type: DataType | null;
  readonly nullable: boolean;
  readonly default: Expression | null;
  readonly autoincrement: boolean | 'auto';
  readonly comment: string | null;
  readonly identity?: Identity;
  readonly computed?: Computed;
}
export interface InspectedForeignKey {
  readonly name: string | null;
  readonly constrainedColumns: string[];
  readonly referredSchema: string | null;
  readonly referredTable: string;
  readonly referredColumns: string[];
  readonly options: {
    readonly onDelete?: string;
    readonly onUpdate?: string;
    readonly match?: string;
    readonly deferrable?: boolean;
    readonly initially?: string;
  };
}
export interface InspectedIndex {
  readonly name: string;
  /** Null where an expression stands. */
  readonly columnNames: (string | null)[];
  readonly expressions: Expression[];
  readonly unique: boolean;
}

/**
 * What the calls of `op` are made of: the recorder's side of them. Operations are applied to the catalog there,
 * which this folder does not know.
 */
export interface Session {
  readonly dialect: DialectFacts;
  readonly namingConvention: NamingConvention;
  readonly context: MigrationContext;
  readonly connection: RecordingConnection;
  readonly inspector: Inspector;
  /** The table as replayed up to here; undefined when history does not know it in full. */
  table(name: TableName): Table | undefined;
  /** What SQL text does to the catalog. */
  effectsOf(sql: string): readonly SqlEffect[];
  /** Runs one call of `op`, so that what it records and what it throws has the place of the call. */
  call<T>(name: string, body: () => T): T;
  record(operation: Operation): void;
  warn(message: string): void;
  /** Runs `fn` with a session inside a batch, and records the batch with what it asked for. */
  batch(header: Omit<BatchAlterTable, 'operations'>, fn: (inner: Session) => void): void;
  /** Runs `fn` with a session whose operations are given back instead of recorded. */
  collect(fn: (inner: Session) => void): readonly Operation[];
}
