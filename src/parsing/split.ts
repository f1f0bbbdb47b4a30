import type { DialectName } from '../model/dialect-options.ts';
import { type GrammarFacts, grammarFacts } from './grammar-facts.ts';
import { type LexemeKind, lexemeAt, lineEnd } from './tokens.ts';
import { words } from './words.ts';

/** One statement of a script, without its terminator and the comments around it: `sql.slice(start, end)`. */
export interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The statements of a script, in order, as the dialect's own client would cut it: quotes, dollar strings, bodies with
 * semicolons, and the client's own lines (`DELIMITER`, `GO`, `/`) are respected. Never fails: what is not closed runs to the end.
 */
export function splitStatements(sql: string, dialect: DialectName): Piece[] {
  return new Splitter(sql, grammarFacts[dialect]).run();
}

/** How many words decide what a statement is. */
const headLength = 8;
/** Statements of MySQL that open a body, closed by END and their own name. */
const controls = new Set(['IF', 'LOOP', 'WHILE', 'REPEAT', 'CASE']);
const atomicBodies = new Set(['FUNCTION', 'PROCEDURE']);
const blockBodies = new Set(['FUNCTION', 'PROCEDURE', 'TRIGGER', 'EVENT']);
const batchBodies = new Set(['PROC', 'PROCEDURE', 'FUNCTION', 'TRIGGER', 'VIEW']);
const separatorBodies = words('PROCEDURE FUNCTION PACKAGE TRIGGER TYPE LIBRARY');

class Splitter {
  private readonly sql: string;
  private readonly facts: GrammarFacts;
  private readonly pieces: Piece[] = [];
  /** Where the statement under way starts and its last lexeme ends; -1 between statements. */
  private start = -1;
  private end = -1;
  private head: string[] = [];
  private holds: 'unknown' | 'body' | 'batch' | 'separator' | 'no' = 'unknown';
  private depth = 0;
  private parentheses = 0;
  private previous = '';
  private delimiter = ';';
  /** Nothing but spaces stand between the line's start and here. */
  private onNewLine = true;

  constructor(sql: string, facts: GrammarFacts) {
    this.sql = sql;
    this.facts = facts;
  }

  run(): Piece[] {
    const { sql, facts } = this;
    for (let at = 0; at < sql.length; ) {
      const skipped = this.clientLine(at);
      if (skipped !== undefined) at = skipped;
      else if (this.isTerminator(at)) {
        const copies = facts.psql && this.copiesRows();
        const end = at + this.delimiter.length;
        this.finish();
        at = copies ? this.afterRows(end) : end;
      } else {
        const { kind, end: whole } = lexemeAt(sql, at, facts);
        const end = kind === 'word' ? this.beforeDelimiter(at, whole) : whole;
        if (kind !== 'space' && kind !== 'comment') this.take(kind, at, end);
        this.onNewLine = kind === 'space' ? this.onNewLine || sql.slice(at, end).includes('\n') : false;
        at = end;
      }
    }
    this.finish();
    return this.pieces;
  }

  private take(kind: LexemeKind, start: number, end: number): void {
    if (this.start < 0) this.start = start;
    this.end = end;
    if (kind === 'word') this.word(start, end);
    else if (kind === 'punctuation') {
      if (this.sql[start] === '(') this.parentheses++;
      if (this.sql[start] === ')') this.parentheses--;
      this.previous = '';
    }
  }

  private word(start: number, end: number): void {
    // Long names are no keywords; don't copy them.
    const word = end - start > 20 ? '' : this.sql.slice(start, end).toUpperCase();
    if (this.head.length < headLength) this.head.push(word);
    if (this.holds === 'unknown') {
      this.holds = this.body(word);
      if (this.holds === 'body' && this.head[0] === 'BEGIN') this.depth = 1;
    }
    if (this.holds === 'body') this.bodyWord(word, end);
    this.previous = word;
  }

  /** Whether this statement holds statements, as far as its words so far tell. */
  private body(word: string): Splitter['holds'] {
    const { bodies } = this.facts;
    const [first, second, third] = this.head;
    if (bodies === 'separator' && (first === 'BEGIN' || first === 'DECLARE')) return 'separator';
    if (bodies === 'controlBlock' && first === 'BEGIN')
      return second === undefined ? 'unknown' : second === 'NOT' ? 'body' : 'no';
    if (first !== 'CREATE' && !(first === 'ALTER' && bodies === 'batch')) return 'no';
    switch (bodies) {
      case 'atomic':
        if (atomicBodies.has(word)) return 'body';
        return this.head.length > 3 ? 'no' : 'unknown';
      case 'block':
        if (word === 'TRIGGER') return 'body';
        return this.head.length > 3 ? 'no' : 'unknown';
      case 'controlBlock':
        // CREATE DEFINER = user@host PROCEDURE: the user may be several words.
        if (blockBodies.has(word)) return 'body';
        return this.head.length >= headLength || word === 'TABLE' || word === 'VIEW' ? 'no' : 'unknown';
      case 'batch':
        if (second === 'OR' && third === undefined) return 'unknown';
        if (batchBodies.has(word)) return 'batch';
        return this.head.length > 4 ? 'no' : 'unknown';
      case 'separator':
        if (separatorBodies.has(word)) return 'separator';
        return this.head.length > 5 ? 'no' : 'unknown';
    }
  }

  /** BEGIN and CASE open, END closes; https://www.sqlite.org/lang_createtrigger.html, and psql's own counting. */
  private bodyWord(word: string, end: number): void {
    const control = this.facts.bodies === 'controlBlock';
    if (this.previous === 'END' && controls.has(word)) return;
    if (word === 'BEGIN') {
      if (this.facts.bodies !== 'atomic' || this.nextWord(end) === 'ATOMIC' || this.depth > 0) this.depth++;
    } else if (word === 'CASE' && this.depth > 0) this.depth++;
    else if (word === 'END' && this.depth > 0) {
      const next = control ? this.nextWord(end) : '';
      if (next === 'CASE' || !controls.has(next)) this.depth--;
    }
  }

  private nextWord(at: number): string {
    while (at < this.sql.length) {
      const { kind, end } = lexemeAt(this.sql, at, this.facts);
      if (kind === 'word') return this.sql.slice(at, end).toUpperCase();
      if (kind !== 'space' && kind !== 'comment') return '';
      at = end;
    }
    return '';
  }

  private isTerminator(at: number): boolean {
    if (this.delimiter !== ';') return this.sql.startsWith(this.delimiter, at);
    if (this.sql.charCodeAt(at) !== 59) return false;
    if (this.holds === 'batch' || this.holds === 'separator' || this.depth > 0) return false;
    return !(this.facts.parenthesesHold && this.parentheses > 0);
  }

  /** Past a line that is the client's business, when one begins here; undefined: none does. */
  private clientLine(at: number): number | undefined {
    const { sql, facts } = this;
    if (!this.onNewLine) return undefined;
    if (facts.separatorLine !== undefined && isSeparator(sql, at, facts.separatorLine)) {
      this.finish();
      return lineEnd(sql, at);
    }
    if (this.start >= 0) return undefined;
    if (facts.delimiterLines && /^[ \t]*delimiter[ \t]/i.test(sql.slice(at, at + 40))) {
      const line = sql.slice(at, lineEnd(sql, at));
      this.delimiter = line.trim().split(/\s+/)[1] ?? ';';
      return at + line.length;
    }
    if (facts.psql && sql[at] === '\\') {
      this.start = at;
      this.end = lineEnd(sql, at);
      const end = this.end;
      this.finish();
      return end;
    }
    return undefined;
  }

  /** `$$` may be a delimiter, and the end of a name: the client looks for its delimiter first. */
  private beforeDelimiter(at: number, end: number): number {
    if (this.delimiter === ';') return end;
    const found = this.sql.indexOf(this.delimiter, at);
    return found > at && found < end ? found : end;
  }

  private copiesRows(): boolean {
    if (this.head[0] !== 'COPY' || this.start < 0) return false;
    return /\bfrom\s+stdin\b/i.test(this.sql.slice(this.start, Math.min(this.end, this.start + 2000)));
  }

  /** Past the rows that follow COPY … FROM stdin: https://www.postgresql.org/docs/current/sql-copy.html */
  private afterRows(at: number): number {
    const line = lineEnd(this.sql, at);
    if (this.sql.slice(at, line).trim() !== '') return at;
    const end = /^\\\.\r?$/m.exec(this.sql.slice(line));
    return end === null ? at : line + end.index + end[0].length;
  }

  private finish(): void {
    if (this.start >= 0) {
      this.pieces.push({ text: this.sql.slice(this.start, this.end), start: this.start, end: this.end });
    }
    this.start = -1;
    this.head = [];
    this.holds = 'unknown';
    this.depth = 0;
    this.parentheses = 0;
    this.previous = '';
  }
}

function isSeparator(sql: string, at: number, separator: string): boolean {
  const line = sql
    .slice(at, Math.min(lineEnd(sql, at), at + 40))
    .trim()
    .toUpperCase();
  return line === separator || (separator === 'GO' && /^GO\s+\d+$/.test(line));
}
