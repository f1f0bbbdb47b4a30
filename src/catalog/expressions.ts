import { mapParts } from '../model/expression-parts.ts';
import type { Expression } from '../model/expressions.ts';

/** Whether an expression inside a table's own definition names this column of it. */
export function mentions(expression: Expression, column: string): boolean {
  let found = false;
  mapNames(expression, (name, quoted) => {
    if (isSame(column, name, quoted)) found = true;
    return name;
  });
  return found;
}

/**
 * The expression with the column's new name; what does not name it is given back as it is.
 * @param others the table's other columns: a bare word that differs from the column in case alone means it, unless
 *   one of them is meant.
 */
export function renameInExpression(
  expression: Expression,
  from: string,
  to: string,
  others: readonly string[] = [],
): Expression {
  let found = false;
  const renamed = mapNames(expression, (name, quoted) => {
    const isMeant = isSame(from, name, quoted) || (!quoted && isInAnyCase(from, name) && !isAmong(name, others));
    if (isMeant) found = true;
    return isMeant ? to : name;
  });
  return found ? renamed : expression;
}

/** A bare word means a lower-case column in whatever case it is written: in no database is that another column. */
function isSame(column: string, name: string, quoted: boolean): boolean {
  return name === column || (!quoted && name.toLowerCase() === column);
}

/** SQLite and SQL Server tell no names apart by their case; where others do, such a word would name no column at all. */
function isInAnyCase(column: string, word: string): boolean {
  return word.toLowerCase() === column.toLowerCase();
}

function isAmong(word: string, columns: readonly string[]): boolean {
  return columns.some((column) => isSame(column, word, false));
}

type Rename = (name: string, quoted: boolean) => string;

/** Goes through the column names of an expression; text is read word by word, outside strings, comments, calls and casts. */
function mapNames(expression: Expression, map: Rename): Expression {
  switch (expression.kind) {
    case 'raw':
      return mapFragment([expression], map);
    case 'fragment':
      return mapFragment(expression.parts, map);
    case 'identifier':
      return { ...expression, path: expression.path.with(-1, map(expression.path.at(-1) ?? '', true)) };
    case 'column':
      return { ...expression, name: map(expression.name, true) };
    default:
      return mapParts(expression, (part) => mapNames(part, map));
  }
}

/** Stands in text for a part that is not text; no text holds it, for it is no character. */
const gap = '\uffff';

/** Text is read across the parts of a fragment: a quote may open in one and close in another. */
function mapFragment(parts: readonly Expression[], map: Rename): Expression {
  const others = parts.filter((part) => part.kind !== 'raw');
  const text = parts.map((part) => (part.kind === 'raw' ? part.text : gap)).join('');
  const mapped = mapText(text, map).flatMap((part): readonly Expression[] => {
    if (part.kind !== 'raw') return [part];
    return part.text.split(gap).flatMap((piece, at): readonly Expression[] => {
      const other = at === 0 ? undefined : others.shift();
      return [
        ...(other === undefined ? [] : [mapNames(other, map)]),
        ...(piece === '' ? [] : [{ kind: 'raw', text: piece } as const]),
      ];
    });
  });
  const [only] = mapped;
  return only !== undefined && mapped.length === 1 ? only : { kind: 'fragment', parts: mapped };
}

/** Strings and comments, which hold no names; quoted names; numbers; words. */
const token =
  /(?<skip>'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/)|"(?<ansi>(?:[^"]|"")+)"|`(?<tick>(?:[^`]|``)+)`|\[(?<bracket>[A-Za-z_][^\]]*)\]|\d[\w.]*|(?<word>[\p{L}_][\p{L}\p{N}_$#]*)/gu;

/** A renamed word becomes an identifier, so that the dialect decides about its quotes. */
function mapText(text: string, map: Rename): Expression[] {
  const parts: Expression[] = [];
  let done = 0;
  for (const match of text.matchAll(token)) {
    const name = nameAt(text, match);
    if (name === undefined) continue;
    const renamed = map(name, match.groups?.word === undefined);
    if (renamed === name) continue;
    if (match.index > done) parts.push({ kind: 'raw', text: text.slice(done, match.index) });
    parts.push({ kind: 'identifier', path: [renamed] });
    done = match.index + match[0].length;
  }
  if (done < text.length || parts.length === 0) parts.push({ kind: 'raw', text: text.slice(done) });
  return parts;
}

function nameAt(text: string, match: RegExpExecArray): string | undefined {
  const { ansi, tick, bracket, word } = match.groups ?? {};
  if (ansi !== undefined) return ansi.replaceAll('""', '"');
  if (tick !== undefined) return tick.replaceAll('``', '`');
  if (bracket !== undefined) return bracket;
  if (word === undefined) return undefined;
  const isCall = /^\s*\(/.test(text.slice(match.index + word.length));
  const isQualifier = text[match.index + word.length] === '.';
  const isCastTarget = /(::|\bas)\s*$/i.test(text.slice(0, match.index));
  return isCall || isQualifier || isCastTarget ? undefined : word;
}
