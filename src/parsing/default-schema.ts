import type { DialectName } from '../model/dialect-options.ts';
import type { TableName } from '../model/expressions.ts';
import type { Constraint } from '../model/nouns.ts';
import type { Operation, SqlEffect } from '../operations/operation.ts';
import { grammarFacts } from './grammar-facts.ts';

/**
 * `public.t` and `t` are one table, and history may know it by either name: an effect on the qualified name counts for
 * the bare one, and leaves what history may know by the qualified one opaque.
 */
export function withDefaultSchema(effects: readonly SqlEffect[], dialect: DialectName): readonly SqlEffect[] {
  const schema = grammarFacts[dialect].defaultSchema;
  if (schema === undefined) return effects;
  const read = effects.flatMap((effect) => withBareNames(effect, schema));
  const hidden = read.map((effect) => (effect.kind === 'opaqueTables' ? JSON.stringify(effect) : undefined));
  return read.filter((_, at) => hidden[at] === undefined || hidden.indexOf(hidden[at]) === at);
}

function withBareNames(effect: SqlEffect, schema: string): readonly SqlEffect[] {
  switch (effect.kind) {
    case 'none':
    case 'opaque':
      return [effect];
    case 'opaqueTables':
      return [{ ...effect, tables: both(effect.tables, schema) }];
    case 'createDependent':
      return [{ ...effect, name: bare(effect.name, schema), tables: both(effect.tables, schema) }];
    case 'dropDependent':
    case 'changeEnum':
    case 'renameType':
      return both([effect.name], schema).map((name) => ({ ...effect, name }));
    case 'operation':
      return bareOperation(effect.operation, schema);
  }
}

function bareOperation(given: Operation, schema: string): readonly SqlEffect[] {
  const operation = withBareReferences(given, schema);
  if (operation.kind === 'dropIndex' && operation.schema === schema) {
    const { schema: _, ...index } = operation;
    return [
      {
        kind: 'operation',
        operation: index.table === undefined ? index : { ...index, table: bare(index.table, schema) },
      },
    ];
  }
  if (!('table' in operation) || operation.table?.schema !== schema) return [{ kind: 'operation', operation }];
  const done = {
    kind: 'operation',
    operation: { ...operation, table: bare(operation.table, schema) } as Operation,
  } as const;
  if (operation.kind === 'createTable') return [done];
  if (operation.kind === 'dropTable') return [done, { kind: 'operation', operation: { ...operation, ifExists: true } }];
  const { name } = operation.table;
  return [done, { kind: 'opaqueTables', tables: [{ schema, name }], sql: `${schema}.${name}` }];
}

function withBareReferences(operation: Operation, schema: string): Operation {
  switch (operation.kind) {
    case 'createTable':
      return {
        ...operation,
        table: {
          ...operation.table,
          constraints: operation.table.constraints.map((one) => bareConstraint(one, schema)),
        },
      };
    case 'addColumn':
      return { ...operation, constraints: operation.constraints.map((one) => bareConstraint(one, schema)) };
    case 'createForeignKey': {
      const { references } = operation.constraint;
      return {
        ...operation,
        constraint: { ...operation.constraint, references: { ...references, table: bare(references.table, schema) } },
      };
    }
    default:
      return operation;
  }
}

function bareConstraint(constraint: Constraint, schema: string): Constraint {
  if (constraint.kind !== 'foreignKey') return constraint;
  const { references } = constraint;
  return { ...constraint, references: { ...references, table: bare(references.table, schema) } };
}

function bare<T extends TableName>(table: T, schema: string): T {
  if (table.schema !== schema) return table;
  const { schema: _, ...rest } = table;
  return rest as T;
}

function both(tables: readonly TableName[], schema: string): readonly TableName[] {
  return tables.flatMap((table) => (table.schema === schema ? [bare(table, schema), table] : [table]));
}
