import { unreachable } from '../errors.ts';
import type { ColumnElement, ConstraintElement, Element, ForeignKeyReference } from '../model/elements.ts';
import type { Computed, Identity } from '../model/nouns.ts';
import { isExpression } from '../model/sql.ts';
import { call, flag, nameSource, objectOf, type PrintContext, text, texts } from './print-context.ts';
import { columnSource, expressionSource, sqlSource } from './print-expressions.ts';
import { typeSource } from './print-types.ts';
import { dialectEntries, valueSource } from './print-values.ts';
import type { Source } from './source.ts';
import { quoted } from './source-text.ts';

/** An element as the call of `s` that makes it. */
export function elementSource(element: Element, context: PrintContext): Source {
  switch (element.kind) {
    case 'columnElement':
      return columnElementSource(element, context);
    case 'primaryKeyElement':
      return call('s.primaryKeyConstraint', texts(element.columns), ...objectOf(constraintEntries(element, context)));
    case 'uniqueElement':
      return call('s.uniqueConstraint', texts(element.columns), ...objectOf(constraintEntries(element, context)));
    case 'foreignKeyElement': {
      const options = { ...actionEntries(element), ...constraintEntries(element, context) };
      return call('s.foreignKeyConstraint', texts(element.columns), texts(element.targets), ...objectOf(options));
    }
    case 'checkElement': {
      const options = objectOf(constraintEntries(element, context));
      return call('s.checkConstraint', sqlSource(element.condition, context), ...options);
    }
    case 'excludeElement': {
      const options = { ...excludeEntries(element, context), ...constraintEntries(element, context) };
      return call('s.excludeConstraint', pairsSource(element.elements, context), ...objectOf(options));
    }
    case 'indexElement': {
      const { name, columns, unique, quote, options } = element;
      const items = columns.map((column) => columnSource(column, context));
      const entries = { unique: flag(unique, false), quote: flag(quote), ...dialectEntries(options, context) };
      return call('s.index', nameSource(name, context), { kind: 'list', items }, ...objectOf(entries));
    }
    default:
      return unreachable(element);
  }
}

/** The options that all constraints have, as entries. */
export function constraintEntries(
  element: Pick<ConstraintElement, 'name' | 'deferrable' | 'initially' | 'options'>,
  context: PrintContext,
): Readonly<Record<string, Source | undefined>> {
  return {
    name: element.name == null ? undefined : nameSource(element.name, context),
    deferrable: flag(element.deferrable),
    initially: text(element.initially),
    ...dialectEntries(element.options, context),
  };
}

/** What a foreign key does, as entries. */
export function actionEntries({
  onDelete,
  onUpdate,
  match,
}: Pick<ForeignKeyReference, 'onDelete' | 'onUpdate' | 'match'>): Readonly<Record<string, Source | undefined>> {
  return { onDelete: text(onDelete), onUpdate: text(onUpdate), match: text(match) };
}

type Excluding = Extract<ConstraintElement, { kind: 'excludeElement' }>;

/** What an exclude constraint has besides, as entries. */
export function excludeEntries(
  { using, where }: Pick<Excluding, 'using' | 'where'>,
  context: PrintContext,
): Readonly<Record<string, Source | undefined>> {
  return { using: text(using), where: where && sqlSource(where, context) };
}

/** The elements of an exclude constraint. */
export function pairsSource(elements: Excluding['elements'], context: PrintContext): Source {
  const items = elements.map(
    ([on, operator]): Source => ({ kind: 'list', items: [columnSource(on, context), quoted(operator)] }),
  );
  return { kind: 'list', items };
}

/** An identity, or a computed expression. */
export function generatedSource(generated: Identity | Computed, context: PrintContext): Source {
  if (generated.kind === 'computed') {
    const options = objectOf({ persisted: flag(generated.persisted) });
    return call('s.computed', sqlSource(generated.expression, context), ...options);
  }
  const { kind: _, ...options } = generated;
  const entries = Object.entries(options).filter(([, value]) => value !== undefined);
  return call('s.identity', ...objectOf(Object.fromEntries(entries.map(([key, value]) => [key, valueSource(value)]))));
}

function columnElementSource(element: ColumnElement, context: PrintContext): Source {
  const options = objectOf({
    primaryKey: flag(element.primaryKey, false),
    autoincrement: element.autoincrement === undefined ? undefined : valueSource(element.autoincrement),
    nullable: flag(element.nullable),
    unique: flag(element.unique, false),
    index: flag(element.index, false),
    references: element.references && referenceSource(element.references, context),
    serverDefault: defaultSource(element.serverDefault, context),
    identity: element.identity && generatedSource(element.identity, context),
    computed: element.computed && generatedSource(element.computed, context),
    check: element.check && checkSource(element.check, context),
    comment: text(element.comment),
    quote: flag(element.quote),
    ...dialectEntries(element.options, context),
  });
  const type = element.type === null && options.length === 0 ? [] : [typeSource(element.type, context)];
  return call('s.column', quoted(element.name), ...type, ...options);
}

function defaultSource(given: ColumnElement['serverDefault'], context: PrintContext): Source | undefined {
  if (given === undefined) return undefined;
  const rendered = context.renderItem('serverDefault', given);
  if (rendered === null) return undefined;
  if (rendered !== false) return { kind: 'verbatim', text: rendered };
  return isExpression(given) || typeof given === 'object' ? expressionSource(given, context) : valueSource(given);
}

function referenceSource(reference: ForeignKeyReference, context: PrintContext): Source {
  const options = objectOf({ ...actionEntries(reference), ...constraintEntries(reference, context) });
  return options.length === 0 ? quoted(reference.target) : call('s.foreignKey', quoted(reference.target), ...options);
}

/** A condition alone stands as it is, where it is plain text. */
function checkSource(check: NonNullable<ColumnElement['check']>, context: PrintContext): Source {
  const condition = sqlSource(check.condition, context);
  const options = objectOf(constraintEntries(check, context));
  const plain = options.length === 0 && typeof condition === 'string';
  return plain ? condition : call('s.checkConstraint', condition, ...options);
}
