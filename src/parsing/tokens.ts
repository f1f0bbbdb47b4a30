import type { GrammarFacts } from './grammar-facts.ts';

export type LexemeKind =
  | 'space'
  | 'comment'
  | 'word'
  | 'quoted'
  | 'string'
  | 'number'
  | 'punctuation'
  /** Something whose meaning is not read: an escaped name, an executable comment, what is never closed. */
  | 'strange';

/** A piece of SQL that means something, comments and spaces aside. */
export interface Token {
  readonly kind: Exclude<LexemeKind, 'space' | 'comment'>;
  /** As written. */
  readonly text: string;
  /** A word in upper case, for comparing with keywords; else empty. */
  readonly upper: string;
  /** What it stands for: a name folded or unquoted, a string's content. Undefined: not read. */
  readonly value: string | undefined;
  readonly start: number;
  readonly end: number;
}

/** Where the lexeme that starts at `at` ends, and what it is: the one place that knows each dialect's quotes. */
export function lexemeAt(
  sql: string,
  at: number,
  facts: GrammarFacts,
): { readonly kind: LexemeKind; readonly end: number } {
  const code = sql.charCodeAt(at);
  const next = sql[at + 1];
  if (isSpace(code)) return { kind: 'space', end: skipSpaces(sql, at + 1) };
  if (code === 45 && next === '-' && !(facts.dashesNeedSpace && isVisible(sql.charCodeAt(at + 2))))
    return { kind: 'comment', end: lineEnd(sql, at) };
  if (code === 35 && facts.hashComments) return { kind: 'comment', end: lineEnd(sql, at) };
  if (code === 47 && next === '*') return comment(sql, at, facts);
  if (code === 39) return quotedEnd(sql, at, "'", facts.backslashStrings, 'string');
  if (code === 34)
    return quotedEnd(sql, at, '"', facts.doubleQuotedStrings, facts.doubleQuotedStrings ? 'string' : 'quoted');
  if (code === 96 && facts.backticks) return quotedEnd(sql, at, '`', false, 'quoted');
  if (code === 91 && facts.brackets) return quotedEnd(sql, at, ']', false, 'quoted');
  if (code === 36 && facts.dollarStrings) {
    const tag = dollarTag(sql, at, facts);
    if (tag !== undefined) return closedBy(sql, at + tag.length, tag, 'string');
  }
  if (isDigit(code)) return { kind: 'number', end: numberEnd(sql, at) };
  if (isWordPart(code, facts)) return wordAt(sql, at, facts);
  return { kind: 'punctuation', end: at + 1 };
}

/** The tokens of one statement. */
export function tokenize(sql: string, facts: GrammarFacts): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < sql.length; ) {
    const { kind, end } = lexemeAt(sql, at, facts);
    if (kind !== 'space' && kind !== 'comment') {
      const text = sql.slice(at, end);
      const upper = kind === 'word' ? text.toUpperCase() : '';
      tokens.push({ kind, text, upper, value: meaning(kind, text, facts), start: at, end });
    }
    at = end;
  }
  return tokens;
}

function meaning(kind: LexemeKind, text: string, facts: GrammarFacts): string | undefined {
  if (kind === 'word') return facts.folds === 'lower' ? text.toLowerCase() : text;
  if (kind === 'quoted') {
    const close = text.at(-1) ?? '';
    const name = text.slice(1, -1).replaceAll(close + close, close);
    return facts.upperIsUnquoted && /^[A-Z][A-Z0-9_$#]*$/.test(name) ? name.toLowerCase() : name;
  }
  if (kind !== 'string') return text;
  const plain = /^[nN]?(?=')/.exec(text);
  if (plain === null || (facts.backslashStrings && text.includes('\\'))) return undefined;
  return text.slice(plain[0].length + 1, -1).replaceAll("''", "'");
}

/** Strings may have a letter before them, which belongs to them and may change how they are read. */
function wordAt(sql: string, at: number, facts: GrammarFacts): { kind: LexemeKind; end: number } {
  let end = at + 1;
  while (end < sql.length && isWordPart(sql.charCodeAt(end), facts)) end++;
  const next = sql[end];
  if (next === "'" && end - at <= 2) {
    const prefix = sql.slice(at, end).toLowerCase();
    if (facts.qStrings && (prefix === 'q' || prefix === 'nq')) return qString(sql, end);
    if (facts.escapeStrings && prefix === 'e') return quotedEnd(sql, end, "'", true, 'string');
    if (end - at === 1 && 'nbxe'.includes(prefix)) return quotedEnd(sql, end, "'", facts.backslashStrings, 'string');
  }
  if (facts.escapeStrings && next === '&' && end - at === 1 && /u/i.test(sql[at] ?? '')) {
    const quote = sql[end + 1];
    if (quote === '"' || quote === "'") return quotedEnd(sql, end + 1, quote, false, 'strange');
  }
  return { kind: 'word', end };
}

/** To the closing quote; a doubled one is part of the content. Not closed: strange, to the end. */
function quotedEnd(
  sql: string,
  open: number,
  close: string,
  backslashes: boolean,
  kind: LexemeKind,
): { kind: LexemeKind; end: number } {
  for (let at = open + 1; at < sql.length; at++) {
    if (!backslashes) {
      at = sql.indexOf(close, at);
      if (at < 0) break;
    }
    const char = sql[at];
    if (char === '\\') at++;
    else if (char === close) {
      if (sql[at + 1] !== close) return { kind, end: at + 1 };
      at++;
    }
  }
  return { kind: 'strange', end: sql.length };
}

function closedBy(sql: string, from: number, close: string, kind: LexemeKind): { kind: LexemeKind; end: number } {
  const found = sql.indexOf(close, from);
  return found < 0 ? { kind: 'strange', end: sql.length } : { kind, end: found + close.length };
}

function qString(sql: string, quote: number): { kind: LexemeKind; end: number } {
  const open = sql[quote + 1] ?? '';
  const close = { '[': ']', '(': ')', '{': '}', '<': '>' }[open] ?? open;
  return closedBy(sql, quote + 2, `${close}'`, 'string');
}

function comment(sql: string, at: number, facts: GrammarFacts): { kind: LexemeKind; end: number } {
  if (facts.executableComments && (sql[at + 2] === '!' || sql.startsWith('M!', at + 2)))
    return closedBy(sql, at + 3, '*/', 'strange');
  if (!facts.nestedComments) return closedBy(sql, at + 2, '*/', 'comment');
  let depth = 1;
  for (let i = at + 2; i < sql.length; i++) {
    if (sql[i] === '*' && sql[i + 1] === '/') {
      i++;
      if (--depth === 0) return { kind: 'comment', end: i + 1 };
    } else if (sql[i] === '/' && sql[i + 1] === '*') {
      i++;
      depth++;
    }
  }
  return { kind: 'strange', end: sql.length };
}

/** `$$` or `$tag$`, when a dollar string starts here. */
function dollarTag(sql: string, at: number, facts: GrammarFacts): string | undefined {
  let end = at + 1;
  if (isDigit(sql.charCodeAt(end))) return undefined;
  while (end < sql.length && sql[end] !== '$' && isWordPart(sql.charCodeAt(end), facts)) end++;
  return sql[end] === '$' ? sql.slice(at, end + 1) : undefined;
}

function numberEnd(sql: string, at: number): number {
  let end = at + 1;
  while (end < sql.length && (isDigit(sql.charCodeAt(end)) || isLetter(sql.charCodeAt(end)) || sql[end] === '.')) end++;
  return end;
}

/** Just past the line that `at` stands in, its line break excluded. */
export function lineEnd(sql: string, at: number): number {
  const end = sql.indexOf('\n', at);
  return end < 0 ? sql.length : end;
}

function skipSpaces(sql: string, at: number): number {
  while (at < sql.length && isSpace(sql.charCodeAt(at))) at++;
  return at;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 160 || code === 0xfeff;
}
function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code > 160;
}
/** False at the end of the text. */
function isVisible(code: number): boolean {
  return code > 32;
}
function isWordPart(code: number, facts: GrammarFacts): boolean {
  return (
    isLetter(code) ||
    isDigit(code) ||
    code === 95 ||
    (code < 128 && facts.nameSigns.includes(String.fromCharCode(code)))
  );
}
