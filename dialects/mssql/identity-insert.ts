import { TsmigError } from '../../src/errors.ts';
import type { DmlStatement } from '../../src/model/expressions.ts';
import type { Table } from '../../src/model/nouns.ts';
import type { SqlStatement } from '../../src/script/statement.ts';
import { type DmlForms, dmlStatements } from '../dml.ts';
import { statement } from '../words.ts';
import { identityColumn } from './identity.ts';

/**
 * DML as it is; rows that bring the value of an identity column stand between IDENTITY_INSERT ON and OFF, other rows
 * must not (errors 544 and 545). Of a table that history does not know nothing is switched.
 * https://learn.microsoft.com/sql/t-sql/statements/set-identity-insert-transact-sql
 */
export function countedDml(dml: DmlStatement, known: Table | undefined, forms: DmlForms): SqlStatement[] {
  const counted = known && identityColumn(known)?.name;
  const names = (row: readonly { readonly column: string }[]) => row.some(({ column }) => column === counted);
  if (dml.kind === 'update' && names(dml.set)) {
    throw new TsmigError('unsupported', `mssql cannot set the identity column ${dml.table.name}.${counted}`, {
      hint: 'delete the row, and insert it anew',
    });
  }
  if (dml.kind === 'insertFromSelect') return countedSelect(dml, counted, known, forms);
  if (dml.kind !== 'insert') return dmlStatements(dml, forms, known);
  const table = forms.table(dml.table);
  return runs(dml.rows, names).flatMap((rows) => {
    const inserts = dmlStatements({ ...dml, rows }, forms, known);
    return rows[0] === undefined || !names(rows[0]) ? inserts : switched(table, inserts);
  });
}

/** A common table expression stands before INSERT. https://learn.microsoft.com/sql/t-sql/queries/with-common-table-expression-transact-sql */
function countedSelect(
  dml: DmlStatement & { kind: 'insertFromSelect' },
  counted: string | undefined,
  known: Table | undefined,
  forms: DmlForms,
): SqlStatement[] {
  if (/^\s*with\b/i.test(forms.expression(dml.select, true))) {
    throw new TsmigError(
      'unsupported',
      `mssql cannot insert into ${dml.table.name} from a SELECT that starts with WITH`,
      {
        hint: 'write the statement with op.execute(sql`WITH … INSERT …`)',
      },
    );
  }
  const inserts = dmlStatements(dml, forms, known);
  return dml.columns.some(({ column }) => column === counted) ? switched(forms.table(dml.table), inserts) : inserts;
}

function switched(table: string, inserts: readonly SqlStatement[]): SqlStatement[] {
  return [statement(`SET IDENTITY_INSERT ${table} ON`), ...inserts, statement(`SET IDENTITY_INSERT ${table} OFF`)];
}

/** Neighbours of the same kind, in order. */
function runs<T>(items: readonly T[], kind: (item: T) => boolean): T[][] {
  const made: T[][] = [];
  for (const item of items) {
    const last = made.at(-1);
    if (last?.[0] !== undefined && kind(last[0]) === kind(item)) last.push(item);
    else made.push([item]);
  }
  return made;
}
