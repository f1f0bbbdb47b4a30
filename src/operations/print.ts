import { TsmigError, unreachable } from '../errors.ts';
import type { NamingConvention } from '../model/naming.ts';
import type { Table } from '../model/nouns.ts';
import type { DataType } from '../model/types.ts';
import type { DialectFacts } from './context.ts';
import { hasTarget } from './elements-of.ts';
import type { BatchAlterTable, CreateTable, CreateType, DropType, Operation } from './operation.ts';
import { addColumnSources, alterColumnSource } from './print-columns.ts';
import { constraintSource, dropConstraintSource, dropIndexSource, indexSource } from './print-constraints.ts';
import {
  call,
  chained,
  flag,
  inSchema,
  objectOf,
  type PrintContext,
  type RenderItem,
  request,
  TableConstants,
  text,
  texts,
} from './print-context.ts';
import { rowsSource } from './print-dml.ts';
import { executeSource } from './print-execute.ts';
import { argumentsSource, elementsSource, tableEntries } from './print-tables.ts';
import { typeSource } from './print-types.ts';
import { dialectEntries, valueSource } from './print-values.ts';
import { type Source, type Statement, usesOf } from './source.ts';
import { layStatements } from './source-layout.ts';
import { identifierFor, quoted } from './source-text.ts';

export interface PrintOptions {
  readonly namingConvention: NamingConvention;
  /** The dialect for which the names and types of what is printed were made. */
  readonly dialect: DialectFacts;
  readonly renderItem?: RenderItem;
}

/** TypeScript, line by line, without indentation; a template's own line breaks stand within one of the lines. */
export interface Printed {
  readonly lines: readonly string[];
  /** What the file must import of tsmig. */
  readonly uses: ReadonlySet<'s' | 'sql'>;
}

/**
 * Operations as the body of a revision's function, as a person would write it: recorded again, it gives the operations.
 * @throws TsmigError `operation` for what no call of `op` asks for.
 */
export function printOperations(operations: readonly Operation[], options: PrintOptions): Printed {
  const context = contextOf(options, 'op.f', new TableConstants(namesInUse()), new Map());
  const statements = operations.flatMap((operation) => withConstants(() => statementsOf(operation, context), context));
  return { lines: layStatements(statements, 2), uses: usesOf(statements) };
}

/**
 * Tables as a file of models: `export const account = s.table('account', …);`.
 * @param types named types that stand alone: columns of such a type refer to it.
 */
export function printModels(tables: readonly Table[], types: readonly DataType[], options: PrintOptions): Printed {
  const taken = namesInUse();
  const constants = new Map<DataType, string>();
  const context = contextOf(options, 's.f', new TableConstants(taken), constants);
  const exported = (name: string, value: () => Source) =>
    withConstants(() => [{ before: `export const ${name} = `, value: value() }], context);
  const made = types.map((type) => {
    const { spec } = type;
    const name = identifierFor('name' in spec && spec.name !== undefined ? String(spec.name) : 'type', 'Type', taken);
    const statements = exported(name, () => typeSource(type, context));
    constants.set(type, name);
    return statements;
  });
  const models = tables.map((table) => {
    const name = identifierFor(table.name, 'Table', taken);
    const facts = objectOf(tableEntries(table, context));
    return exported(name, () => call('s.table', quoted(table.name), elementsSource(table, context), ...facts));
  });
  const groups = [...made, ...models];
  const lines = groups.flatMap((group, at) => [...(at === 0 ? [] : ['']), ...layStatements(group)]);
  return { lines, uses: usesOf(groups.flat()) };
}

function statementsOf(operation: Operation, context: PrintContext): Source[] {
  switch (operation.kind) {
    case 'createTable':
      return createTableSources(operation, context);
    case 'dropTable': {
      const { table, ifExists, options } = operation;
      const entries = { ifExists: flag(ifExists, false), ...dialectEntries(options, context) };
      return [request('dropTable', table, [], { ...entries, ...inSchema(table, context) }, context)];
    }
    case 'renameTable': {
      const { table, newName } = operation;
      return [request('renameTable', table, [quoted(newName)], inSchema(table, context), context)];
    }
    case 'addColumn':
      return addColumnSources(operation, context);
    case 'dropColumn': {
      const { table, column, ifExists, options } = operation;
      const entries = { ifExists: flag(ifExists, false), ...dialectEntries(options, context) };
      return [request('dropColumn', table, [quoted(column)], { ...inSchema(table, context), ...entries }, context)];
    }
    case 'alterColumn':
      return [alterColumnSource(operation, context)];
    case 'createPrimaryKey':
    case 'createUniqueConstraint':
    case 'createForeignKey':
    case 'createCheckConstraint':
    case 'createExcludeConstraint':
      return [constraintSource(operation.table, operation.constraint, context)];
    case 'dropConstraint':
      return [dropConstraintSource(operation, context)];
    case 'createIndex':
      return [indexSource(operation, context)];
    case 'dropIndex':
      return [dropIndexSource(operation, context)];
    case 'createTableComment': {
      const { table, comment, existingComment } = operation;
      const entries = { existingComment: optionalValue(existingComment), ...inSchema(table, context) };
      return [request('createTableComment', table, [quoted(comment)], entries, context)];
    }
    case 'dropTableComment': {
      const { table, existingComment } = operation;
      const entries = { existingComment: optionalValue(existingComment), ...inSchema(table, context) };
      return [request('dropTableComment', table, [], entries, context)];
    }
    case 'bulkInsert': {
      const rows = rowsSource(operation.insert, context);
      return [call('op.bulkInsert', context.tables.table(operation.table), rows)];
    }
    case 'execute':
      return [executeSource(operation, statementsOf, context)];
    case 'batchAlterTable':
      return [batchSource(operation, context)];
    case 'createType':
      return [typeChangeSource(operation, 'create', context)];
    case 'dropType':
      return [typeChangeSource(operation, 'drop', context)];
    case 'alterEnum': {
      const { name, values, renamed } = operation;
      const rename = Object.keys(renamed).length === 0 ? undefined : valueSource(renamed);
      return [
        call('op.alterEnum', quoted(name.name), texts(values), ...objectOf({ rename, ...inSchema(name, context) })),
      ];
    }
    case 'copyRows':
      throw new TsmigError('internal', 'the copy of a rebuild is not written into a revision');
    default:
      return unreachable(operation);
  }
}

function createTableSources({ table, ifNotExists }: CreateTable, context: PrintContext): Source[] {
  // `schema.table.column` cannot name what has a dot in its name.
  const apart = table.constraints.filter((one) => one.kind === 'foreignKey' && !hasTarget(one));
  const own = { ...table, constraints: table.constraints.filter((one) => !apart.includes(one)) };
  const options = objectOf({ ifNotExists: flag(ifNotExists, false), ...tableEntries(table, context) });
  return [
    call('op.createTable', quoted(table.name), elementsSource(own, context), ...options),
    ...apart.map((one) => constraintSource(table, one, context)),
  ];
}

function batchSource(batch: BatchAlterTable, context: PrintContext): Source {
  const { table, recreate, copyFrom, tableArgs, tableKwargs, partialReordering, namingConvention } = batch;
  const { schema: _, ...copied } = copyFrom ?? table;
  const [kwargs] = objectOf(tableEntries(tableKwargs, context));
  const options = objectOf({
    ...inSchema(table, context),
    recreate: recreate === 'auto' ? undefined : text(recreate),
    copyFrom:
      copyFrom &&
      call(
        's.table',
        quoted(table.name),
        elementsSource(copyFrom, context),
        ...objectOf(tableEntries({ ...copyFrom, ...copied }, context)),
      ),
    tableArgs:
      tableArgs.constraints.length + tableArgs.indexes.length === 0
        ? undefined
        : argumentsSource(table, tableArgs, context),
    tableKwargs: kwargs,
    partialReordering:
      partialReordering.length === 0 ? undefined : { kind: 'list', items: partialReordering.map(texts) },
    namingConvention: namingConvention && valueSource(namingConvention),
  });
  const inner: PrintContext = { ...context, op: 'batch', exactName: 'batch.f', inBatch: true };
  const body = batch.operations.flatMap((operation) => statementsOf(operation, inner).map((value) => ({ value })));
  return call('op.batchAlterTable', quoted(table.name), ...options, { kind: 'function', parameter: 'batch', body });
}

/** A type that comes and goes with its columns is asked for like any other: by itself it would not be printed. */
function typeChangeSource(
  { type, checkFirst }: CreateType | DropType,
  method: 'create' | 'drop',
  context: PrintContext,
): Source {
  return chained(
    typeSource(type, context),
    method,
    'op.getBind()',
    ...objectOf({ checkFirst: flag(checkFirst, true) }),
  );
}

/** Statements, behind the constants that they need. */
function withConstants(print: () => readonly (Source | Statement)[], context: PrintContext): Statement[] {
  // Twice, for only at its end all is known of the columns that they mention.
  print();
  const own = print().map((one): Statement => (typeof one === 'object' && 'value' in one ? one : { value: one }));
  return [...context.tables.declarations((type) => typeSource(type, context)), ...own];
}

function contextOf(
  { namingConvention, dialect, renderItem }: PrintOptions,
  exactName: PrintContext['exactName'],
  tables: TableConstants,
  typeConstants: ReadonlyMap<DataType, string>,
): PrintContext {
  const by = { namingConvention, dialect };
  return { by, op: 'op', exactName, inBatch: false, renderItem: renderItem ?? (() => false), typeConstants, tables };
}

/** Names that no constant may have, for what is printed says them. */
function namesInUse(): Set<string> {
  return new Set(['op', 'batch', 's', 'sql']);
}

function optionalValue(value: string | null | undefined): Source | undefined {
  return value === undefined ? undefined : valueSource(value);
}
