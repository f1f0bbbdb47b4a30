import type { DialectName } from '../model/dialect-options.ts';
import type { TableName } from '../model/expressions.ts';
import { type GrammarFacts, grammarFacts } from './grammar-facts.ts';
import { type Token, tokenize } from './tokens.ts';

/** Thrown inside `parsing/` where a statement holds something that is not read; never leaves it. */
export class NotUnderstood extends Error {}

/** A place in a statement's tokens, moving forward. What does not fit throws `NotUnderstood`. */
export class Cursor {
  readonly sql: string;
  readonly dialect: DialectName;
  readonly facts: GrammarFacts;
  readonly tokens: readonly Token[];
  at = 0;
  /** Where the part under reading ends. */
  end: number;

  /** @param tokens those of `sql`, where they are known already. */
  constructor(sql: string, dialect: DialectName, tokens?: readonly Token[]) {
    this.sql = sql;
    this.dialect = dialect;
    this.facts = grammarFacts[dialect];
    this.tokens = tokens ?? tokenize(sql, this.facts);
    this.end = this.tokens.length;
  }

  get done(): boolean {
    return this.at >= this.end;
  }

  peek(ahead = 0): Token | undefined {
    const at = this.at + ahead;
    return at < this.end ? this.tokens[at] : undefined;
  }

  next(): Token {
    const token = this.peek();
    if (token === undefined) throw new NotUnderstood('end of statement');
    this.at++;
    return token;
  }

  /** Whether these keywords stand next. */
  sees(...words: string[]): boolean {
    return words.every((word, i) => this.peek(i)?.upper === word);
  }

  seesAny(words: ReadonlySet<string>): boolean {
    const token = this.peek();
    return token !== undefined && words.has(token.upper);
  }

  /** Steps over these keywords, when they stand next. */
  takes(...words: string[]): boolean {
    if (!this.sees(...words)) return false;
    this.at += words.length;
    return true;
  }

  /** Steps over the first of these keywords that stands next, and gives it. */
  takesOneOf(...words: string[]): string | undefined {
    const upper = this.peek()?.upper;
    if (upper === undefined || upper === '' || !words.includes(upper)) return undefined;
    this.at++;
    return upper;
  }

  needs(...words: string[]): void {
    if (!this.takes(...words)) throw new NotUnderstood(`${words.join(' ')} expected`);
  }

  seesSign(sign: string): boolean {
    const token = this.peek();
    return token?.kind === 'punctuation' && token.text === sign;
  }

  takesSign(sign: string): boolean {
    if (!this.seesSign(sign)) return false;
    this.at++;
    return true;
  }

  needsSign(sign: string): void {
    if (!this.takesSign(sign)) throw new NotUnderstood(`${sign} expected`);
  }

  needsEnd(): void {
    if (!this.done) throw new NotUnderstood('end expected');
  }

  /** A name without a schema. */
  name(): string {
    const token = this.next();
    if ((token.kind !== 'word' && token.kind !== 'quoted') || token.value === undefined || token.value === '') {
      throw new NotUnderstood('name expected');
    }
    return token.value;
  }

  /** `name` or `schema.name`. */
  tableName(): TableName {
    const first = this.name();
    if (!this.takesSign('.')) return { name: first };
    const name = this.name();
    if (this.seesSign('.')) throw new NotUnderstood('a name of three parts');
    return { schema: first, name };
  }

  /** `(a, b)`: plain names. */
  names(): string[] {
    this.needsSign('(');
    const names = this.list(() => this.name());
    this.needsSign(')');
    return names;
  }

  /** What `read` gives, as often as commas follow. */
  list<T>(read: () => T): T[] {
    const items = [read()];
    while (this.takesSign(',')) items.push(read());
    return items;
  }

  /** The content of the next token, a string. */
  string(): string {
    const token = this.next();
    if (token.kind !== 'string' || token.value === undefined) throw new NotUnderstood('string expected');
    return token.value;
  }

  /** Past a parenthesis that opens here and all that it holds. */
  skipParentheses(): void {
    this.needsSign('(');
    for (let depth = 1; depth > 0; ) {
      const token = this.next();
      if (token.text === '(' && token.kind === 'punctuation') depth++;
      else if (token.text === ')' && token.kind === 'punctuation') depth--;
    }
  }

  /** One token, or a parenthesis with all that it holds. */
  skipItem(): void {
    if (this.seesSign('(')) this.skipParentheses();
    else if (this.next().kind === 'strange') throw new NotUnderstood('strange token');
  }

  /** Moves before the next comma outside parentheses, or to the end. */
  skipToComma(): void {
    while (!this.done && !this.seesSign(',') && !this.seesSign(')')) this.skipItem();
  }

  /** The source text from one token up to another. */
  textBetween(from: number, to: number): string {
    const first = this.tokens[from];
    const last = this.tokens[to - 1];
    if (first === undefined || last === undefined || to <= from) throw new NotUnderstood('expression expected');
    return this.sql.slice(first.start, last.end);
  }

  /** The source text inside the parentheses that stand here. */
  parenthesized(): string {
    const from = this.at;
    this.skipParentheses();
    return this.textBetween(from + 1, this.at - 1);
  }

  /** Whether a keyword stands anywhere from here on. */
  mentions(words: ReadonlySet<string>): boolean {
    return this.tokens.some((token, i) => i >= this.at && words.has(token.upper));
  }
}
