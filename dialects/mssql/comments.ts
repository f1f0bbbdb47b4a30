import { TsmigError } from '../../src/errors.ts';
import { checkText } from '../literals.ts';
import { needsParts, textLiteral } from './literals.ts';

/** A table or a column of it, as arguments of the procedures name it: `'schema', dbo, 'table', t, 'column', c`. */
export interface Commented {
  readonly schema: string;
  readonly table: string;
  readonly column?: string;
}

/**
 * A comment is the extended property MS_Description, made, changed and dropped by procedures of their own.
 * https://learn.microsoft.com/sql/relational-databases/system-stored-procedures/sp-addextendedproperty-transact-sql
 *
 * @param call `execute`, or `exec`, as Alembic has it in ALTER COLUMN
 * @param present whether there is a comment before
 */
export function commentSql(
  call: 'execute' | 'exec',
  { schema, table, column }: Commented,
  comment: string,
  present: boolean,
): string | undefined {
  const owner = [`'schema', ${schema}`, `'table', ${table}`, ...(column === undefined ? [] : [`'column', ${column}`])];
  if (comment === '') {
    return present ? `${call} sp_dropextendedproperty 'MS_Description', ${owner.join(', ')}` : undefined;
  }
  // The value is a sql_variant of at most 7500 bytes.
  if (comment.length > 3750) {
    throw new TsmigError('unsupported', `mssql cannot take a comment of ${comment.length} characters on ${table}`, {
      hint: 'it takes 3750',
    });
  }
  const procedure = `sp_${present ? 'update' : 'add'}extendedproperty`;
  const value = textLiteral(checkText(comment), true);
  // An argument of EXECUTE is no expression.
  if (!needsParts(comment)) return `${call} ${procedure} 'MS_Description', ${value}, ${owner.join(', ')}`;
  return `declare @comment nvarchar(3750) = ${value}\n${call} ${procedure} 'MS_Description', @comment, ${owner.join(', ')}`;
}
