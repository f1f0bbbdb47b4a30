import type { Expression } from '../model/expressions.ts';
import type { Cursor } from '../parsing/cursor.ts';
import { NotExpressible, skipElement, strings } from './postgresql-nodes.ts';
import type { IndexElem } from './postgresql-parser.ts';

/** What an index is on, or an exclude constraint: columns or expressions, with their operator classes and directions. */
export interface IndexElements {
  readonly elements: readonly (string | Expression)[];
  /** Operator classes by column. */
  readonly ops: Readonly<Record<string, string>>;
}

/** @param texts the text of each element, its directions included. */
export function readElements(given: readonly IndexElem[], texts: readonly string[]): IndexElements {
  if (given.length !== texts.length) throw new NotExpressible('the elements of an index');
  const ops: Record<string, string> = {};
  const names = given.map(({ name }) => name);
  const elements = given.map((element, at) =>
    readElement(element, texts[at] ?? '', (operatorClass) => {
      const { name } = element;
      if (name === undefined || names.filter((other) => other === name).length > 1) return false;
      ops[name] = operatorClass;
      return true;
    }),
  );
  return { elements, ops };
}

/** The texts between the commas of a list in parentheses, which opens at the cursor. */
export function listTexts(cursor: Cursor): string[] {
  cursor.needsSign('(');
  const texts = cursor.list(() => {
    const from = cursor.at;
    skipElement(cursor);
    return cursor.textBetween(from, cursor.at);
  });
  cursor.needsSign(')');
  return texts;
}

/** @param setClass notes the operator class of a column; false: it must stay with the text. */
function readElement(
  element: IndexElem,
  text: string,
  setClass: (operatorClass: string) => boolean,
): string | Expression {
  const { name, opclass, opclassopts, collation } = element;
  const words = directions(element);
  const core = withoutDirections(text, words);
  const plainClass = opclass === undefined ? '' : strings(opclass).join('.');
  const isPlain = name !== undefined && collation === undefined && opclassopts === undefined && isClassName(plainClass);
  const inName = isPlain && (plainClass === '' || setClass(plainClass));
  const of: Expression = inName ? { kind: 'identifier', path: [name] } : { kind: 'raw', text: core };
  if (inName && words.length === 0) return name;
  return words.reduce<Expression>((inner, direction) => ({ kind: 'order', of: inner, direction }), of);
}

type Direction = Extract<Expression, { kind: 'order' }>['direction'];

function directions({ ordering, nulls_ordering }: IndexElem): Direction[] {
  const words: Direction[] = [];
  if (ordering === 'SORTBY_ASC') words.push('ASC');
  if (ordering === 'SORTBY_DESC') words.push('DESC');
  if (nulls_ordering === 'SORTBY_NULLS_FIRST') words.push('NULLS FIRST');
  if (nulls_ordering === 'SORTBY_NULLS_LAST') words.push('NULLS LAST');
  return words;
}

function withoutDirections(text: string, words: readonly Direction[]): string {
  if (words.length === 0) return text;
  const tail = new RegExp(`\\s+${words.join('\\s+').replaceAll(' ', '\\s+')}$`, 'i');
  if (!tail.test(text)) throw new NotExpressible('an element of an index');
  return text.replace(tail, '');
}

/** Whether the option `ops` can hold it: names that need no quotes. */
function isClassName(name: string): boolean {
  return name === '' || /^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/.test(name);
}
