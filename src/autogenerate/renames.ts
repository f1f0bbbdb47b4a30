import { type Catalog, keyOf } from '../catalog/catalog.ts';
import type { Renames } from '../catalog/renames.ts';
import { TsmigError } from '../errors.ts';
import type { TableName } from '../model/expressions.ts';

/** A rename as it is said: `users=people`, or `users.email=users.email_address`. */
export interface SaidRename {
  readonly from: string;
  readonly to: string;
}

/** Reads `--rename old=new`. */
export function readRename(text: string): SaidRename {
  const [from, to, ...rest] = text.split('=').map((side) => side.trim());
  if (from && to && rest.length === 0) return { from, to };
  throw new TsmigError('usage', `'${text}' is no rename`, {
    hint: 'write --rename users.email=users.email_address, or --rename users=people for a table',
  });
}

/**
 * The renames of the models, and those that are said beside them. What is said must fit: the old name is the history's, the new
 * one the models'.
 *
 * @throws TsmigError `usage` for a rename that fits nothing.
 */
export function withRenames(models: Renames, said: readonly SaidRename[], history: Catalog, after: Catalog): Renames {
  const tables = new Map(models.tables);
  const columns = new Map([...models.columns].map(([key, names]) => [key, new Map(names)]));
  for (const one of said) {
    const [oldTable, newTable] = [tableIn(history, one.from), tableIn(after, one.to)];
    if (oldTable !== undefined && newTable !== undefined) tables.set(newTable, oldTable);
    else {
      const [oldColumn, newColumn] = [columnIn(history, one.from), columnIn(after, one.to)];
      if (oldColumn === undefined || newColumn === undefined) throw unfit(one, oldColumn ?? oldTable);
      const names = columns.get(newColumn.table) ?? new Map<string, string>();
      columns.set(newColumn.table, names.set(newColumn.column, oldColumn.column));
    }
  }
  return { tables, columns };
}

function unfit({ from, to }: SaidRename, found: unknown): TsmigError {
  const missing = found === undefined ? `the history has no '${from}'` : `the models have no '${to}'`;
  return new TsmigError('usage', `--rename ${from}=${to}: ${missing}`, {
    hint: 'name a table, or a column as table.column; a schema stands before the table',
  });
}

function nameOf(parts: readonly string[]): TableName {
  const name = parts.at(-1) ?? '';
  return parts.length > 1 ? { schema: parts.slice(0, -1).join('.'), name } : { name };
}

function tableIn(catalog: Catalog, name: string): string | undefined {
  const key = keyOf(nameOf(name.split('.')));
  return catalog.tables.has(key) ? key : undefined;
}

function columnIn(catalog: Catalog, name: string): { readonly table: string; readonly column: string } | undefined {
  const parts = name.split('.');
  const column = parts.pop() ?? '';
  const key = keyOf(nameOf(parts));
  const state = catalog.tables.get(key);
  if (state?.kind !== 'known' || !state.table.columns.some((one) => one.name === column)) return undefined;
  return { table: key, column };
}
