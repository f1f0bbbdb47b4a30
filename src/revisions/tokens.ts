/** A token of TypeScript or JavaScript, comments and blanks left out. */
export interface Token {
  /** `text`: a string, or a template without substitutions; `template`: one that has some. */
  readonly kind: 'word' | 'text' | 'template' | 'number' | 'pattern' | 'mark';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const blank = /(?:\s|\/\/[^\n\r\u2028\u2029]*|\/\*[\s\S]*?\*\/)*/y;
const hashbang = /^\uFEFF?#![^\n\r]*/;
const string = /'(?:[^'\\\n\r]|\\(?:\r\n|[\s\S]))*'|"(?:[^"\\\n\r]|\\(?:\r\n|[\s\S]))*"/y;
const word = /[\p{ID_Start}$_#@\\][\p{ID_Continue}$\u200C\u200D]*/uy;
const number = /\d[\w.]*/y;
const pattern = /\/(?:[^\\/[\n\r]|\\.|\[(?:[^\]\\\n\r]|\\.)*\])+\/\w*/y;
const mark = /=>|[=!<>]=+|\.\.\.|[\s\S]/y;

/** Behind these words a slash begins a regular expression. */
const beforePattern = new Set(
  'return typeof case do else in instanceof new delete void throw of await yield'.split(' '),
);

/**
 * Takes source text apart, as far as that is needed to find a declaration in it. It is told of no syntax error, and may take
 * a division behind `)` and `}` for what it is not: what is found by it is to be checked.
 */
export function* tokensOf(source: string, from = hashbang.exec(source)?.[0].length ?? 0): Generator<Token> {
  let at = from;
  let last: Token | undefined;
  const match = (expression: RegExp): string | undefined => {
    expression.lastIndex = at;
    return expression.exec(source)?.[0];
  };
  for (;;) {
    at += match(blank)?.length ?? 0;
    if (at >= source.length) return;
    last = tokenAt(source, at, match, last);
    yield last;
    at = last.end;
  }
}

function tokenAt(
  source: string,
  start: number,
  match: (expression: RegExp) => string | undefined,
  last: Token | undefined,
): Token {
  const token = (kind: Token['kind'], text: string): Token => ({ kind, text, start, end: start + text.length });
  const first = source[start];
  if (first === '`') {
    const { end, plain } = endOfTemplate(source, start);
    return token(plain ? 'text' : 'template', source.slice(start, end));
  }
  if (first === '/' && patternMayFollow(last)) {
    const found = match(pattern);
    if (found !== undefined) return token('pattern', found);
  }
  for (const [kind, expression] of [
    ['text', string],
    ['word', word],
    ['number', number],
  ] as const) {
    const found = match(expression);
    if (found !== undefined) return token(kind, found);
  }
  return token('mark', match(mark) ?? '');
}

function patternMayFollow(last: Token | undefined): boolean {
  if (last === undefined) return true;
  if (last.kind === 'word') return beforePattern.has(last.text);
  return last.kind === 'mark' && last.text !== ')' && last.text !== ']';
}

/** Where the template that begins at `start` is over, and whether it has no substitutions. */
function endOfTemplate(source: string, start: number): { readonly end: number; readonly plain: boolean } {
  let plain = true;
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === '`') return { end: at + 1, plain };
    else if (source.startsWith('${', at)) {
      plain = false;
      at = endOfBraces(source, at + 2) - 1;
    }
  }
  return { end: source.length, plain: false };
}

function endOfBraces(source: string, from: number): number {
  let depth = 1;
  for (const { kind, text, end } of tokensOf(source, from)) {
    if (kind !== 'mark') continue;
    if (text === '{') depth++;
    if (text === '}') depth--;
    if (depth === 0) return end;
  }
  return source.length;
}
