import { unreachable } from '../errors.ts';
import type { TableName } from '../model/expressions.ts';
import type { DataType } from '../model/types.ts';
import type { Operation, SqlEffect } from '../operations/operation.ts';
import { tableOfIndex } from './apply-constraints.ts';
import type { Catalog } from './catalog.ts';
import { nameOf, spell } from './lookup.ts';
import { namedTypeOf, typeName } from './type-users.ts';

/**
 * What an operation changes, as people name it: `table account`, `type mood`; `everything` where raw SQL may change anything.
 *
 * @param before the catalog just before it.
 */
export function touches(operation: Operation, before: Catalog): readonly string[] {
  switch (operation.kind) {
    case 'renameTable':
      return [operation.table, { ...operation.table, name: operation.newName }].map(table);
    case 'dropIndex': {
      const of = operation.table ?? tableOfIndex(before, { ...operation, ifExists: true });
      return of === undefined ? [] : [table(of)];
    }
    case 'createTable':
    case 'dropTable':
    case 'addColumn':
    case 'dropColumn':
    case 'alterColumn':
    case 'createPrimaryKey':
    case 'createUniqueConstraint':
    case 'createForeignKey':
    case 'createCheckConstraint':
    case 'createExcludeConstraint':
    case 'dropConstraint':
    case 'createIndex':
    case 'createTableComment':
    case 'dropTableComment':
    case 'bulkInsert':
    case 'batchAlterTable':
      return [table(operation.table)];
    case 'execute': {
      const { statement, effects } = operation;
      const changed = statement.kind === 'dml' ? [table(statement.statement.table)] : [];
      return [...changed, ...effects.flatMap((effect) => touchedBy(effect, before))];
    }
    case 'createType':
    case 'dropType':
      return type(operation.type);
    case 'alterEnum':
      return [`type ${spell(operation.name)}`];
    case 'copyRows':
      return [table(operation.to)];
    default:
      return unreachable(operation);
  }
}

function touchedBy(effect: SqlEffect, before: Catalog): readonly string[] {
  switch (effect.kind) {
    case 'none':
      return [];
    case 'operation':
      return touches(effect.operation, before);
    case 'createDependent':
    case 'dropDependent':
      return [`${effect.dependent} ${spell(effect.name)}`];
    case 'changeEnum':
    case 'renameType':
      return [`type ${spell(effect.name)}`];
    case 'opaqueTables':
      return effect.tables.map(table);
    case 'opaque':
      return ['everything'];
    default:
      return unreachable(effect);
  }
}

function table(name: TableName): string {
  return `table ${spell(nameOf(name))}`;
}

function type(given: DataType): readonly string[] {
  const named = namedTypeOf(given);
  return named === undefined ? [] : [`type ${spell(typeName(named))}`];
}
