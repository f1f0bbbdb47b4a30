import type { DialectName } from '../model/dialect-options.ts';
import type { TableName } from '../model/expressions.ts';
import type { DialectFacts } from '../operations/context.ts';
import type { Operation } from '../operations/operation.ts';

/** What a dump says, as operations that make the same schema: what they cannot express stands verbatim. */
export interface Baseline {
  /** `createType`, `createTable`, `createIndex` …, `execute` of text for the rest, in an order that runs. */
  readonly operations: readonly Operation[];
  /** Each statement that went in verbatim, with its line in the dump and why. */
  readonly verbatim: readonly Remark[];
  /** Each statement that was left out, because it says nothing about the schema. */
  readonly leftOut: readonly Remark[];
}

/** A statement of a dump, and what became of it. */
export interface Remark {
  /** Counted from 1. */
  readonly line: number;
  readonly sql: string;
  readonly why: string;
}

/** Why the table of the versions is left out. */
export const versionTableLeftOut = 'scripts make the version table';

export interface DumpOptions {
  /** The dump's file, for messages. */
  readonly file: string;
  readonly dialect: DialectFacts;
  /** The table of the versions, which scripts make by themselves: left out, should the dump have it. */
  readonly versionTable?: TableName;
}

/** One kind of dump: each database has its own. */
export interface DumpReader {
  readonly dialects: readonly DialectName[];
  /** @throws TsmigError for a text that is no dump of such a database, with its line. */
  read(text: string, options: DumpOptions): Promise<Baseline>;
}
