import type { Dialect, Frame } from './dialect.ts';
import type { SqlStatement } from './statement.ts';
import { isStatement, type StatementEnd, terminated } from './terminate.ts';

/** What a script says of one step: the parts of a compiled step, and what its comment names. */
export interface ScriptStep {
  /** What goes after `-- Running `: `upgrade a -> b`; absent: there is no such comment. */
  readonly log?: string;
  /** The revision's message, of any number of lines; may be empty. */
  readonly message: string;
  /** Makes the version table; empty unless the step starts from base. */
  readonly versionTable: readonly SqlStatement[];
  readonly statements: readonly SqlStatement[];
  readonly versionRows: readonly SqlStatement[];
}

/** What laying out needs of a dialect. */
export type ScriptDialect = StatementEnd & Pick<Dialect, 'begin' | 'commit' | 'separator' | 'commentText'>;

/** How transactions frame a script. */
export interface ScriptFrame {
  /** Whether there are transactions at all. */
  readonly transactional: boolean;
  /** One transaction a step. */
  readonly perStep: boolean;
  /** What `dialect.frame` gives: stands outside all transactions. */
  readonly around: Frame;
}

/**
 * The text of a script, as Alembic lays it out: each item followed by a blank line.
 *
 * @param steps in the order in which they are applied; no step gives no text, not even a frame.
 */
export function layOut(steps: readonly ScriptStep[], dialect: ScriptDialect, frame: ScriptFrame): string {
  if (steps.length === 0) return '';
  const items = [...frame.around.before];
  const transaction = new Transaction(items, dialect, frame.transactional);
  if (!frame.perStep) transaction.begin();
  for (const step of steps) {
    if (frame.perStep) transaction.begin();
    transaction.add(step.versionTable);
    if (step.log !== undefined) transaction.comment(heading(step.log, step.message, dialect));
    transaction.add(step.statements);
    transaction.add(step.versionRows);
    if (frame.perStep) transaction.commit();
  }
  if (!frame.perStep) transaction.commit();
  items.push(...frame.around.after);
  return items.map((item) => `${item}\n\n`).join('');
}

/** The comment lines that open a step: what runs, and the revision's message. */
function heading(log: string, message: string, dialect: ScriptDialect): string {
  return [`Running ${log}`, oneLine(message)]
    .map((text) => (dialect.commentText === undefined ? text : dialect.commentText(text)))
    .filter((text) => text !== '')
    .map((text) => `-- ${text}`)
    .join('\n');
}

/**
 * A text on one line, so that it cannot get out of a `--` comment: every control character and every line or
 * paragraph separator of Unicode becomes a space.
 */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

/** Writes statements into a list of items, stepping out of the transaction for those that cannot stand in one. */
class Transaction {
  readonly #items: string[];
  readonly #dialect: ScriptDialect;
  readonly #transactional: boolean;
  #open = false;

  constructor(items: string[], dialect: ScriptDialect, transactional: boolean) {
    this.#items = items;
    this.#dialect = dialect;
    this.#transactional = transactional;
  }

  begin(): void {
    if (!this.#transactional || this.#open) return;
    this.#items.push(terminated(this.#dialect.begin, this.#dialect));
    // Alembic leaves it out on SQL Server, where CREATE VIEW and its like must be first in their batch.
    this.separate();
    this.#open = true;
  }

  commit(): void {
    if (!this.#open) return;
    this.#items.push(terminated(this.#dialect.commit, this.#dialect));
    this.separate();
    this.#open = false;
  }

  /** The separator after a statement. After comments alone, SQL*Plus would run the statement before once more. */
  separate(): void {
    if (this.#dialect.separator !== undefined) this.#items.push(this.#dialect.separator);
  }

  comment(text: string): void {
    this.#items.push(text);
  }

  add(statements: readonly SqlStatement[]): void {
    let outside = false;
    for (const statement of statements) {
      const text = terminated(statement.sql, this.#dialect);
      if (text === '') continue;
      if (statement.transactional && outside) this.begin();
      if (!statement.transactional) this.commit();
      outside = !statement.transactional;
      this.#items.push(text);
      if (isStatement(text, this.#dialect)) this.separate();
    }
    if (outside) this.begin();
  }
}
