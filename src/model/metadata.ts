import { checkOptions, described, refusal } from './arguments.ts';
import { isTableElement, type TableElement } from './dml.ts';
import { checkConvention, type NamingConvention } from './naming.ts';

/** A model: tables, and the convention that names their constraints and indexes. */
export interface Metadata {
  readonly kind: 'metadata';
  readonly tables: readonly TableElement[];
  readonly namingConvention: NamingConvention;
  /** The schema of tables that name none. */
  readonly schema?: string;
}

/** Options of `s.metadata`. */
export interface MetadataOptions {
  readonly namingConvention?: NamingConvention;
  readonly schema?: string;
}

/**
 * A model for autogenerate.
 * @param tables what `s.table` gave.
 * @throws TsmigError `operation` for what is not a table and for a table that is there twice, `config` for an unknown token.
 */
export function metadata(tables: readonly TableElement[], options?: MetadataOptions): Metadata {
  const call = 's.metadata()';
  const said = checkOptions<MetadataOptions>(call, options, { namingConvention: 'any', schema: 'text' });
  if (!Array.isArray(tables)) throw refusal(`${call}: the tables must be a list, not ${described(tables)}`);
  const names = new Set<string>();
  for (const table of tables as readonly unknown[]) {
    if (!isTableElement(table))
      throw refusal(`${call}: ${described(table)} is not a table`, 'give what s.table(…) gives');
    const name = `${table.schema ?? said.schema ?? ''}.${table.name}`;
    if (names.has(name))
      throw refusal(`${call} has two tables '${table.name}'`, 'leave one out, or give it another schema');
    names.add(name);
  }
  const namingConvention = said.namingConvention ?? {};
  checkConvention(namingConvention);
  return Object.freeze({
    kind: 'metadata',
    tables: Object.freeze([...tables]),
    namingConvention,
    ...(said.schema !== undefined && { schema: said.schema }),
  });
}
