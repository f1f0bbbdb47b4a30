import { TsmigError } from '../../src/errors.ts';
import type { Expression } from '../../src/model/expressions.ts';
import type { Index } from '../../src/model/nouns.ts';
import { isExpression } from '../../src/model/sql.ts';
import { flagOption, type Options } from '../options.ts';
import type { Word } from '../words.ts';

/** `CLUSTERED` or `NONCLUSTERED`; not said, the server decides: clustered for a primary key. */
export function clusteredWord(options: Options): Word {
  if (options.clustered === undefined || options.clustered === null) return undefined;
  return flagOption(options, 'clustered') ? 'CLUSTERED' : 'NONCLUSTERED';
}

/** A condition given as an option: `sql`, or its text. */
export function indexCondition(where: unknown, index: Index): Expression | undefined {
  if (where === undefined || where === null) return undefined;
  if (typeof where === 'string' && where.trim() !== '') return { kind: 'raw', text: where };
  if (isExpression(where)) return where;
  throw new TsmigError('operation', `where of the index ${index.name} must be sql\`…\` or its text`);
}

/**
 * What SQL Server would reject of an index, with its remedy.
 * https://learn.microsoft.com/sql/t-sql/statements/create-index-transact-sql
 * https://learn.microsoft.com/sql/t-sql/statements/create-columnstore-index-transact-sql
 */
export function refusedIndex(index: Index, options: Options): { what: string; hint: string } | undefined {
  const clustered = clusteredWord(options) === 'CLUSTERED';
  const columnstore = flagOption(options, 'columnstore');
  const has = (key: string) => options[key] !== undefined && options[key] !== null;
  if (columnstore && index.unique) return { what: 'make a columnstore index unique', hint: 'leave out unique' };
  if (columnstore && has('include')) return { what: 'include columns in a columnstore index', hint: 'list them' };
  if (columnstore && clustered && index.columns.length > 0) {
    return { what: 'list the columns of a clustered columnstore index', hint: 'it has all: give no columns' };
  }
  if (clustered && has('include')) return { what: 'include columns in a clustered index', hint: 'it has all of them' };
  if (clustered && has('where')) return { what: 'filter a clustered index', hint: 'leave out clustered or where' };
  return undefined;
}

/** Whether an element of an index, as text, is a column, with or without a direction: all that SQL Server takes. */
export function isColumnElement(text: string): boolean {
  return /^\s*([\p{L}_@#][\p{L}\p{N}_@#$]*|\[(?:[^\]]|\]\])+\]|"(?:[^"]|"")+")(\s+(asc|desc))?\s*$/iu.test(text);
}
