import type { TableName } from '../model/expressions.ts';
import type { Constraint, Index, Table } from '../model/nouns.ts';
import { constraintElement, elementsOf, indexElement } from './elements-of.ts';
import { type ItemKind, type PrintContext, text, texts } from './print-context.ts';
import { elementSource } from './print-elements.ts';
import { dialectEntries } from './print-values.ts';
import type { Source } from './source.ts';

/** The columns, constraints and indexes of a table as a list. */
export function elementsSource(table: Table, context: PrintContext): Source {
  const columns = renderedOf('column', table.columns, context);
  const constraints = renderedOf('constraint', table.constraints, context);
  const indexes = renderedOf('index', table.indexes, context);
  // What others print is no part of what is printed here: no column can say it by a flag.
  const own: Table = {
    ...table,
    columns: table.columns.filter((one) => !columns.has(one)),
    constraints: table.constraints.filter((one) => !constraints.has(one)),
    indexes: table.indexes.filter((one) => !indexes.has(one)),
  };
  const printed = elementsOf(own, context.by).map((element) => elementSource(element, context));
  const inOrder = table.columns.map((column) =>
    columns.has(column) ? columns.get(column) : printed[own.columns.indexOf(column)],
  );
  const others = [...printed.slice(own.columns.length), ...constraints.values(), ...indexes.values()];
  return { kind: 'list', items: [...inOrder, ...others].filter((source) => source !== undefined) };
}

/** Constraints and indexes as a list, none of them a column's own. */
export function argumentsSource(
  table: TableName,
  { constraints, indexes }: { readonly constraints: readonly Constraint[]; readonly indexes: readonly Index[] },
  context: PrintContext,
): Source {
  const { by } = context;
  const elements = [
    ...constraints.map((one) => constraintElement(one, table, by)),
    ...indexes.map((one) => indexElement(one, table, by)),
  ];
  return { kind: 'list', items: elements.map((element) => elementSource(element, context)) };
}

/** What a table has besides its elements, as entries. */
export function tableEntries(
  facts: Pick<Table, 'comment' | 'options'> & { readonly schema?: string; readonly prefixes?: readonly string[] },
  context: PrintContext,
): Readonly<Record<string, Source | undefined>> {
  const { schema, comment, prefixes = [], options } = facts;
  return {
    comment: text(comment),
    prefixes: prefixes.length === 0 ? undefined : texts(prefixes),
    schema: text(schema),
    ...dialectEntries(options, context),
  };
}

/** What `renderItem` says of items, where it says anything: undefined leaves one out. */
export function renderedOf<T>(
  kind: ItemKind,
  items: readonly T[],
  { renderItem }: PrintContext,
): ReadonlyMap<T, Source | undefined> {
  const rendered = new Map<T, Source | undefined>();
  for (const item of items) {
    const text = renderItem(kind, item);
    if (text !== false) rendered.set(item, text === null ? undefined : { kind: 'verbatim', text });
  }
  return rendered;
}
