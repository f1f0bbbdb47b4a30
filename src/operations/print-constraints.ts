import { unreachable } from '../errors.ts';
import type { TableName } from '../model/expressions.ts';
import type { Constraint } from '../model/nouns.ts';
import { excludedColumn } from './elements-of.ts';
import { nameGiving, nameOfConstraint, nameOfIndex } from './given-names.ts';
import { nameOf } from './normalize-constraints.ts';
import type { CreateIndex, DropConstraint, DropIndex } from './operation.ts';
import { call, flag, inSchema, nameSource, objectOf, type PrintContext, text, texts } from './print-context.ts';
import { actionEntries, constraintEntries, excludeEntries, pairsSource } from './print-elements.ts';
import { columnSource, sqlSource } from './print-expressions.ts';
import { dialectEntries } from './print-values.ts';
import type { Source } from './source.ts';
import { quoted } from './source-text.ts';

/** A constraint by the call of `op` that adds it to its table. */
export function constraintSource(table: TableName, constraint: Constraint, context: PrintContext): Source {
  // The name is an argument of its own.
  const { name: _, ...entries } = constraintEntries(constraint, context);
  const shared = { ...entries, ...inSchema(table, context) };
  const create = (method: string, args: readonly Source[], entries: Readonly<Record<string, Source | undefined>>) => {
    const name = nameSource(nameOfConstraint(constraint, table, context.by), context);
    const named = context.inBatch ? [name] : [name, quoted(table.name)];
    return call(`${context.op}.${method}`, ...named, ...args, ...objectOf(entries));
  };
  switch (constraint.kind) {
    case 'primaryKey':
      return create('createPrimaryKey', [texts(constraint.columns)], shared);
    case 'unique':
      return create('createUniqueConstraint', [texts(constraint.columns)], shared);
    case 'check':
      return create('createCheckConstraint', [sqlSource(constraint.condition, context)], shared);
    case 'exclude': {
      const elements = constraint.elements.map(
        ({ expression, operator }) => [excludedColumn(expression), operator] as const,
      );
      return create('createExcludeConstraint', [pairsSource(elements, context)], {
        ...excludeEntries(constraint, context),
        ...shared,
      });
    }
    case 'foreignKey': {
      const { table: referent, columns } = constraint.references;
      const { schema, ...rest } = shared;
      return create('createForeignKey', [quoted(referent.name), texts(constraint.columns), texts(columns)], {
        ...actionEntries(constraint),
        ...rest,
        sourceSchema: schema,
        referentSchema: text(referent.schema),
      });
    }
    default:
      return unreachable(constraint);
  }
}

/** An index by the call of `op` that creates it. */
export function indexSource({ table, index, ifNotExists }: Omit<CreateIndex, 'kind'>, context: PrintContext): Source {
  const name = nameSource(nameOfIndex(index, table, context.by), context);
  const items = index.columns.map((column) => columnSource(column, context));
  const options = objectOf({
    unique: flag(index.unique, false),
    ifNotExists: flag(ifNotExists, false),
    quote: flag(index.quote),
    ...inSchema(table, context),
    ...dialectEntries(index.options, context),
  });
  const named = context.inBatch ? [name] : [name, quoted(table.name)];
  return call(`${context.op}.createIndex`, ...named, { kind: 'list', items }, ...options);
}

const kinds = { primary: 'primaryKey', unique: 'unique', foreignkey: 'foreignKey', check: 'check' } as const;

/** The drop of a constraint. */
export function dropConstraintSource({ table, name, type, ifExists }: DropConstraint, context: PrintContext): Source {
  const options = { type: text(type), ifExists: flag(ifExists, false), ...inSchema(table, context) };
  const wanted = nameGiving(name, (given) => {
    if (given === null || type === undefined) return given ?? undefined;
    return nameOf(given, kinds[type], table, [], context.by).name ?? given;
  });
  const args = [nameSource(wanted, context), ...(context.inBatch ? [] : [quoted(table.name)])];
  return call(`${context.op}.dropConstraint`, ...args, ...objectOf(options));
}

/** The drop of an index. */
export function dropIndexSource(
  { name, quote, table, schema, ifExists, options }: DropIndex,
  context: PrintContext,
): Source {
  const entries = {
    ...(!context.inBatch && { table: text(table?.name), schema: text(schema) }),
    ifExists: flag(ifExists, false),
    quote: flag(quote),
    ...dialectEntries(options, context),
  };
  return call(`${context.op}.dropIndex`, quoted(name), ...objectOf(entries));
}
