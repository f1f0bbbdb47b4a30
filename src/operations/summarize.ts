import { unreachable } from '../errors.ts';
import type { Expression, TableName } from '../model/expressions.ts';
import type { Constraint } from '../model/nouns.ts';
import type { DataType } from '../model/types.ts';
import type { AlterColumn, BatchAlterTable, Execute, Operation } from './operation.ts';

/** An operation in one line for people, such as `add column account.email`: for errors and logs. */
export function summarize(operation: Operation): string {
  switch (operation.kind) {
    case 'createTable':
      return `create table ${spell(operation.table)}`;
    case 'dropTable':
      return `drop table ${spell(operation.table)}`;
    case 'renameTable':
      return `rename table ${spell(operation.table)} to ${operation.newName}`;
    case 'addColumn':
      return `add column ${spell(operation.table)}.${operation.column.name}`;
    case 'dropColumn':
      return `drop column ${spell(operation.table)}.${operation.column}`;
    case 'alterColumn':
      return `alter column ${spell(operation.table)}.${operation.column}${changes(operation)}`;
    case 'createPrimaryKey':
    case 'createUniqueConstraint':
    case 'createForeignKey':
    case 'createCheckConstraint':
    case 'createExcludeConstraint':
      return `create ${constraint(operation.constraint)} on ${spell(operation.table)}`;
    case 'dropConstraint':
      return `drop constraint ${operation.name} on ${spell(operation.table)}`;
    case 'createIndex':
      return `create ${operation.index.unique ? 'unique ' : ''}index ${operation.index.name} on ${spell(operation.table)}`;
    case 'dropIndex':
      return operation.table === undefined
        ? `drop index ${spell({ name: operation.name, ...(operation.schema !== undefined && { schema: operation.schema }) })}`
        : `drop index ${operation.name} on ${spell(operation.table)}`;
    case 'createTableComment':
      return `comment on table ${spell(operation.table)}`;
    case 'dropTableComment':
      return `drop comment on table ${spell(operation.table)}`;
    case 'bulkInsert':
      return `insert ${count(operation.insert.rows.length, 'row')} into ${spell(operation.table)}`;
    case 'execute':
      return executed(operation);
    case 'batchAlterTable':
      return batch(operation);
    case 'createType':
      return `create type ${typeName(operation.type)}`;
    case 'dropType':
      return `drop type ${typeName(operation.type)}`;
    case 'alterEnum':
      return `alter enum ${spell(operation.name)} to ${operation.values.join(', ')}`;
    case 'copyRows':
      return `copy rows from ${spell(operation.from)} to ${spell(operation.to)}`;
    default:
      return unreachable(operation);
  }
}

function spell({ name, schema }: TableName): string {
  return schema === undefined ? name : `${schema}.${name}`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function changes(operation: AlterColumn): string {
  const said = [
    operation.newColumnName !== undefined && `rename to ${operation.newColumnName}`,
    operation.type !== undefined && 'type',
    operation.nullable !== undefined && (operation.nullable ? 'nullable' : 'not nullable'),
    operation.serverDefault !== undefined && (operation.serverDefault === null ? 'drop default' : 'default'),
    operation.comment !== undefined && (operation.comment === null ? 'drop comment' : 'comment'),
    operation.autoincrement !== undefined && 'autoincrement',
  ].filter((one) => one !== false);
  return said.length === 0 ? '' : ` (${said.join(', ')})`;
}

const words: Readonly<Record<Constraint['kind'], string>> = {
  primaryKey: 'primary key',
  unique: 'unique constraint',
  foreignKey: 'foreign key',
  check: 'check constraint',
  exclude: 'exclude constraint',
};

function constraint({ kind, name }: Constraint): string {
  return name === undefined ? words[kind] : `${words[kind]} ${name}`;
}

function executed({ statement }: Execute): string {
  switch (statement.kind) {
    case 'text':
      return `execute ${firstWords(statement.sql)}`;
    case 'expression':
      return `execute ${firstWords(text(statement.expression))}`;
    case 'dml':
      return dml(statement.statement);
    default:
      return unreachable(statement);
  }
}

function dml(statement: Extract<Execute['statement'], { kind: 'dml' }>['statement']): string {
  const table = spell(statement.table);
  switch (statement.kind) {
    case 'insert':
      return `insert ${count(statement.rows.length, 'row')} into ${table}`;
    case 'insertFromSelect':
      return `insert rows of a query into ${table}`;
    case 'update':
      return `update ${table}`;
    case 'delete':
      return `delete from ${table}`;
    default:
      return unreachable(statement);
  }
}

function batch({ table, operations }: BatchAlterTable): string {
  return `alter table ${spell(table)} in a batch of ${count(operations.length, 'operation')}`;
}

/** The text of an expression without its values: they may be long, or nobody else's business. */
function text(expression: Expression): string {
  switch (expression.kind) {
    case 'raw':
      return expression.text;
    case 'identifier':
      return expression.path.join('.');
    case 'column':
      return expression.name;
    case 'table':
      return spell(expression.table);
    case 'fragment':
      return expression.parts.map(text).join('');
    default:
      return '…';
  }
}

const longest = 60;

function firstWords(sql: string): string {
  const line = sql.replace(/\s+/g, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1).trimEnd()}…`;
}

function typeName({ spec }: DataType): string {
  if (spec.kind !== 'enum' && spec.kind !== 'domain') return spec.kind;
  const name = String(spec.name ?? spec.kind);
  return spell({ name, ...(spec.schema !== undefined && { schema: spec.schema }) });
}
