import { isDeepStrictEqual } from 'node:util';
import type { Table } from '../model/nouns.ts';
import { columnElement, divide, withTypeCheck } from './elements-of.ts';
import type { AddColumn, AlterColumn, DefaultChange } from './operation.ts';
import { constraintSource, indexSource } from './print-constraints.ts';
import { flag, inSchema, type PrintContext, request, text } from './print-context.ts';
import { elementSource, generatedSource } from './print-elements.ts';
import { expressionSource, isPlain } from './print-expressions.ts';
import { renderedOf } from './print-tables.ts';
import { typeSource } from './print-types.ts';
import { dialectEntries, valueSource } from './print-values.ts';
import type { Source } from './source.ts';
import { quoted } from './source-text.ts';

/** A new column, and by calls of their own what its options do not say: constraints and indexes that it came with. */
export function addColumnSources(operation: AddColumn, context: PrintContext): Source[] {
  const { table, column, ifNotExists, inlineReferences, inlinePrimaryKey, insertBefore, insertAfter } = operation;
  const rendered = renderedOf('column', [column], context);
  const columns = rendered.has(column) ? [] : [column];
  const { constraints, indexes } = operation;
  const alone: Table = { ...table, columns, constraints, indexes, prefixes: [], options: {} };
  const division = divide(alone, context.by);
  const flags = { ...division.flags.get(column.name), primaryKey: operation.primaryKey };
  const element = columnElement(column, flags, operation.primaryKey, table, context.by);
  const usual = () => elementSource(withTypeCheck(element, constraints), context);
  const source = rendered.has(column) ? rendered.get(column) : usual();
  const options = {
    ifNotExists: flag(ifNotExists, false),
    inlineReferences: flag(inlineReferences, false),
    inlinePrimaryKey: flag(inlinePrimaryKey, false),
    insertBefore: text(insertBefore),
    insertAfter: text(insertAfter),
    ...inSchema(table, context),
  };
  return [
    ...(source === undefined ? [] : [request('addColumn', table, [source], options, context)]),
    ...[...column.checks.slice(1), ...division.constraints].map((one) => constraintSource(table, one, context)),
    ...division.indexes.map((index) => indexSource({ table, index, ifNotExists: false }, context)),
  ];
}

/** A change of a column. */
export function alterColumnSource(operation: AlterColumn, context: PrintContext): Source {
  const { table, column, newColumnName, type, nullable, serverDefault, comment, autoincrement, existing } = operation;
  const options = {
    newColumnName: text(newColumnName),
    type: type && typeSource(type, context),
    nullable: flag(nullable),
    serverDefault: defaultChangeSource(serverDefault, operation, context),
    comment: comment === undefined ? undefined : valueSource(comment),
    autoincrement: flag(autoincrement),
    existingType: existing.type && typeSource(existing.type, context),
    existingNullable: flag(existing.nullable),
    existingServerDefault: defaultChangeSource(existing.serverDefault, { existing }, context),
    existingComment: existing.comment === undefined ? undefined : valueSource(existing.comment),
    existingAutoincrement: flag(existing.autoincrement),
    insertBefore: text(operation.insertBefore),
    insertAfter: text(operation.insertAfter),
    ...inSchema(table, context),
    ...dialectEntries(operation.options, context),
  };
  return request('alterColumn', table, [quoted(column)], options, context);
}

/** A literal without a type, or of another one than the column's, is not what a plain value says. */
function defaultChangeSource(
  change: DefaultChange | undefined,
  { type, existing }: Pick<AlterColumn, 'type' | 'existing'>,
  context: PrintContext,
): Source | undefined {
  if (change === undefined) return undefined;
  if (change === null) return 'null';
  if (change.kind === 'identity' || change.kind === 'computed') return generatedSource(change, context);
  const rendered = context.renderItem('serverDefault', change);
  if (rendered === null) return undefined;
  if (rendered !== false) return { kind: 'verbatim', text: rendered };
  const known = type ?? existing.type;
  if (change.kind === 'literal' && change.type !== undefined && isPlain(change.value)) {
    if (known === undefined || isDeepStrictEqual(change.type, known)) return valueSource(change.value);
  }
  return expressionSource(change, context);
}
