import { TsmigError, unreachable } from '../src/errors.ts';
import type { Assignment, DmlStatement, Expression, TableName, TargetColumn } from '../src/model/expressions.ts';
import type { Table } from '../src/model/nouns.ts';
import { mapValues } from '../src/model/sql.ts';
import type { SqlStatement } from '../src/script/statement.ts';
import { conjunction } from './expressions.ts';
import { list, statement, type Word, words } from './words.ts';

/** What a dialect says of the parts of DML. */
export interface DmlForms {
  id(name: string, quote?: boolean): string;
  table(table: TableName): string;
  expression(expression: Expression, qualified?: boolean): string;
  /** What INSERT says of a row without values. */
  readonly emptyRow: string;
  /** What INSERT says before VALUES so that it may give these columns their values. */
  overriding(columns: readonly string[], known: Table | undefined): Word;
}

/** INSERT, one statement a row or one from a SELECT, UPDATE or DELETE; `known`: the table as the history has it, for quotes and missing types. */
export function dmlStatements(dml: DmlStatement, forms: DmlForms, known: Table | undefined): SqlStatement[] {
  const table = forms.table(dml.table);
  const value = (assignment: Assignment): string => forms.expression(typedValue(assignment, known), true);
  const column = ({ column: name, quote }: TargetColumn): string =>
    forms.id(name, quote ?? columnOf(known, name)?.quote);
  switch (dml.kind) {
    case 'insert':
      return dml.rows.map((row) =>
        statement(
          row.length === 0
            ? words('INSERT INTO', table, forms.emptyRow)
            : words(
                'INSERT INTO',
                table,
                list(row.map(column)),
                forms.overriding(
                  row.map((one) => one.column),
                  known,
                ),
                'VALUES',
                list(row.map(value)),
              ),
        ),
      );
    case 'insertFromSelect': {
      const names = dml.columns.map((one) => one.column);
      const columns = list(dml.columns.map(column));
      const select = forms.expression(dml.select, true);
      return [statement(words('INSERT INTO', table, columns, forms.overriding(names, known), select))];
    }
    case 'update': {
      if (dml.set.length === 0) throw new TsmigError('operation', `the update of ${dml.table.name} sets nothing`);
      const set = dml.set.map((assignment) => `${column(assignment)}=${value(assignment)}`).join(', ');
      return [statement(words('UPDATE', table, 'SET', set, where(dml.where, forms)))];
    }
    case 'delete':
      return [statement(words('DELETE FROM', table, where(dml.where, forms)))];
    default:
      return unreachable(dml);
  }
}

function where(conditions: readonly Expression[], forms: DmlForms): string | undefined {
  const condition = conjunction(conditions);
  return condition && `WHERE ${forms.expression(condition, true)}`;
}

/** A date or an object says too little by itself: without a type of its own it takes the column's in the history. */
function typedValue({ column, value }: Assignment, known: Table | undefined): Expression {
  const type = columnOf(known, column)?.type;
  return mapValues(value, (one) => {
    if (!type || one.kind !== 'literal' || one.type !== undefined) return one;
    return typeof one.value !== 'object' || one.value === null ? one : { ...one, type };
  });
}

function columnOf(table: Table | undefined, name: string): Table['columns'][number] | undefined {
  return table?.columns.find((column) => column.name === name);
}
