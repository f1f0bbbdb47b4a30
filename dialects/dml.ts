import { TsmigError, unreachable } from '../src/errors.ts';
import type { Assignment, DmlStatement, Expression, TableName } from '../src/model/expressions.ts';
import type { Table } from '../src/model/nouns.ts';
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

/** INSERT, one statement a row, UPDATE or DELETE; `known`: the table as the history has it, for quotes and missing types. */
export function dmlStatements(dml: DmlStatement, forms: DmlForms, known: Table | undefined): SqlStatement[] {
  const table = forms.table(dml.table);
  const value = (assignment: Assignment): string => forms.expression(typedValue(assignment, known), true);
  const column = ({ column: name, quote }: Assignment): string => forms.id(name, quote ?? columnOf(known, name)?.quote);
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
  if (value.kind !== 'literal' || value.type !== undefined) return value;
  if (typeof value.value !== 'object' || value.value === null) return value;
  const type = columnOf(known, column)?.type;
  return type ? { ...value, type } : value;
}

function columnOf(table: Table | undefined, name: string): Table['columns'][number] | undefined {
  return table?.columns.find((column) => column.name === name);
}
