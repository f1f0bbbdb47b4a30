import path from 'node:path';
import { TsmigError } from '../errors.ts';
import { type Token, tokensOf } from './tokens.ts';
import { placeOf } from './transform.ts';

/** What a revision's `downRevision` is, and what it is to be. */
export interface Reparenting {
  readonly id: string;
  readonly from: readonly string[];
  /** At least one. */
  readonly to: readonly string[];
}

/**
 * The source of a revision file with another `downRevision`: every other character stays, and within it those that need not
 * change.
 *
 * @param file its path, for messages
 * @throws TsmigError `revision` with the place, when the declaration is not plainly a string, a list of strings or `null`
 */
export function withDownRevision(file: string, source: string, { from, to }: Omit<Reparenting, 'id'>): string {
  const declared = declarationOf(file, source);
  const { value } = declared;
  const edits = value.kind === 'list' ? listEdits(source, declared, value, from, to) : [oneEdit(source, value, to)];
  if (edits === undefined) throw unreadable(file, source, value.start);
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end, by }) => text.slice(0, start) + by + text.slice(end), source);
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

type Value =
  | { readonly kind: 'none' | 'text'; readonly start: number; readonly end: number }
  | {
      readonly kind: 'list';
      readonly start: number;
      readonly end: number;
      readonly items: readonly Token[];
      readonly tokens: readonly Token[];
    };

interface Declaration {
  readonly value: Value;
  /** Nothing is said of its type: then a list of one may become a string. */
  readonly untyped: boolean;
}

function declarationOf(file: string, source: string): Declaration {
  const tokens = [...tokensOf(source)];
  const name = nameOf(tokens);
  if (name === undefined) throw unreadable(file, source, Math.max(0, source.search(/\bdownRevision\b/)));
  const annotated = tokens[name + 1]?.text === ':';
  const equals = tokens.findIndex(({ text }, at) => at > name && (text === '=' || text === ';'));
  const first = equals + 1;
  const value = tokens[equals]?.text === '=' ? valueAt(tokens, first) : undefined;
  const next = tokens.find(({ start }) => value !== undefined && start >= value.end);
  if (value === undefined || !endsThere(source, value, next)) {
    throw unreadable(file, source, tokens[first]?.start ?? tokens[name]?.start ?? 0);
  }
  return {
    value,
    untyped:
      !annotated && (next?.text !== 'as' || tokenAfter(tokens, next)?.text === 'const') && next?.text !== 'satisfies',
  };
}

/** The place of the name in `const downRevision`, outside of all brackets. */
function nameOf(tokens: readonly Token[]): number | undefined {
  let depth = 0;
  for (const [at, { kind, text }] of tokens.entries()) {
    if (kind === 'mark' && /^[([{]$/.test(text)) depth++;
    if (kind === 'mark' && /^[)\]}]$/.test(text)) depth--;
    if (depth > 0 || kind !== 'word' || text !== 'downRevision') continue;
    if (/^(?:const|let|var|,)$/.test(tokens[at - 1]?.text ?? '')) return at;
  }
  return undefined;
}

function valueAt(tokens: readonly Token[], first: number): Value | undefined {
  const token = tokens[first];
  if (token === undefined) return undefined;
  if (token.kind === 'text') return { kind: 'text', start: token.start, end: token.end };
  if (token.text === 'null') return { kind: 'none', start: token.start, end: token.end };
  if (token.text !== '[') return undefined;
  const items: Token[] = [];
  for (let at = first + 1; at < tokens.length; at++) {
    const item = tokens[at];
    if (item?.text === ']') {
      return { kind: 'list', start: token.start, end: item.end, items, tokens: tokens.slice(first, at + 1) };
    }
    if (item?.kind !== 'text') return undefined;
    items.push(item);
    const after = tokens[at + 1]?.text;
    if (after === ',') at++;
    else if (after !== ']') return undefined;
  }
  return undefined;
}

/** Whether nothing more belongs to the value than a word about its type. */
function endsThere(source: string, value: Value, next: Token | undefined): boolean {
  if (next === undefined || /^(?:;|,|as|satisfies)$/.test(next.text)) return true;
  return next.kind === 'word' && /[\n\r]/.test(source.slice(value.end, next.start));
}

function tokenAfter(tokens: readonly Token[], token: Token): Token | undefined {
  return tokens[tokens.indexOf(token) + 1];
}

/** `null` or one string becomes another one, or a list. */
function oneEdit(source: string, { kind, start, end }: Value, to: readonly string[]): Edit {
  const quote = kind === 'text' ? source.charAt(start) : quoteIn(source);
  const ids = to.map((id) => literal(id, quote));
  return { start, end, by: ids.length === 1 ? (ids[0] ?? '') : `[${ids.join(', ')}]` };
}

/** Undefined: the list does not hold what was loaded from it. */
function listEdits(
  source: string,
  { untyped }: Declaration,
  { start, end, items, tokens }: Value & { readonly kind: 'list' },
  from: readonly string[],
  to: readonly string[],
): Edit[] | undefined {
  if (items.length !== from.length) return undefined;
  const quote = items[0] === undefined ? quoteIn(source) : source.charAt(items[0].start);
  if (untyped && items.length > 1 && to.length === 1 && !hasComment(source, tokens)) {
    return [{ start, end, by: literal(to[0] ?? '', quote) }];
  }
  const added = to.filter((id) => !from.includes(id));
  const fates = items.map((item, at): { readonly item: Token; readonly by: string | undefined } => {
    const id = from[at] ?? '';
    if (to.includes(id) && from.indexOf(id) === at) return { item, by: item.text };
    const replacement = added.shift();
    return { item, by: replacement === undefined ? undefined : literal(replacement, item.text.charAt(0)) };
  });
  const kept = fates.findIndex(({ by }) => by !== undefined);
  const lines = items.map((item) => lineOf(source, item, tokens));
  const edits = fates.map(({ item, by }, at): Edit => {
    if (by !== undefined) return { start: item.start, end: item.end, by };
    const line = lines.includes(undefined) ? undefined : lines[at];
    return { ...(line ?? withComma(source, item, tokens, kept !== -1 && kept < at)), by: '' };
  });
  if (added.length === 0) return edits;
  const place = items.at(-1)?.end ?? start + 1;
  const text = added.map((id) => literal(id, quote)).join(', ');
  return [...edits, { start: place, end: place, by: items.length === 0 ? text : `, ${text}` }];
}

type Span = Pick<Edit, 'start' | 'end'>;

/** The line of an item that has it for itself, with the comment that stands behind it. */
function lineOf(source: string, item: Token, tokens: readonly Token[]): Span | undefined {
  const at = tokens.indexOf(item);
  const last = tokens[at + 1]?.text === ',' ? at + 1 : at;
  const start = source.lastIndexOf('\n', item.start) + 1;
  const newline = source.indexOf('\n', tokens[last]?.end);
  const shared = (tokens[at - 1]?.end ?? 0) > start || (tokens[last + 1]?.start ?? 0) < newline;
  const around = [source.slice(start, item.start), source.slice(tokens[last]?.end, newline)];
  // A comment that goes on over lines is left alone.
  if (newline === -1 || shared || around[0]?.trim() !== '' || /\/\*(?!.*\*\/)/.test(around[1] ?? '')) return undefined;
  return { start, end: newline + 1 };
}

/** An item and the comma before it, or (before the first that stays) the one behind it. */
function withComma(source: string, item: Token, tokens: readonly Token[], comesLater: boolean): Span {
  const at = tokens.indexOf(item);
  if (comesLater) return { start: tokens[at - 1]?.start ?? item.start, end: item.end };
  const end = tokens[at + 1]?.end ?? item.end;
  return { start: item.start, end: end + (/^[ \t]*/.exec(source.slice(end))?.[0].length ?? 0) };
}

function hasComment(source: string, tokens: readonly Token[]): boolean {
  return tokens.some(({ end }, at) => source.slice(end, tokens[at + 1]?.start ?? end).trim() !== '');
}

/** The quotation mark that the file uses. */
function quoteIn(source: string): string {
  for (const { kind, text } of tokensOf(source)) if (kind === 'text' && !text.startsWith('`')) return text.charAt(0);
  return "'";
}

function literal(id: string, quote: string): string {
  const escaped = id.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return quote + (quote === '`' ? escaped.replaceAll('${', '\\${') : escaped) + quote;
}

function unreadable(file: string, source: string, offset: number): TsmigError {
  return new TsmigError('revision', `${path.basename(file)}: its downRevision cannot be changed safely`, {
    source: { position: placeOf(file, source, offset) },
    hint: "write it as export const downRevision = '…', a list of such strings or null; or change it by hand",
  });
}
