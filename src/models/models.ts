import type { TableElement } from '../model/dml.ts';
import type { NamingConvention } from '../model/naming.ts';
import type { DataType } from '../model/types.ts';

/** What a project's models say, whatever they are written in: names are not made yet, variants not resolved. */
export interface Models {
  readonly tables: readonly TableElement[];
  /** Named types that no column need use. */
  readonly types: readonly DataType[];
  /** Of `s.metadata`; else that of the configuration. */
  readonly namingConvention?: NamingConvention;
  /** The file that exports each table, for messages. */
  readonly files?: ReadonlyMap<TableElement, string>;
}

/** One way of writing models. */
export interface ModelSource {
  /** What it is called, for messages. */
  readonly name: string;
  /** The models among the exports of a file; undefined: none of them is written this way. */
  read(exports: Readonly<Record<string, unknown>>, file: string): Promise<Models | undefined>;
}
