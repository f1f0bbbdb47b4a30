import type { SqlStatement } from '../src/script/statement.ts';

/** A part of a sentence; what is not said leaves no trace. */
export type Word = string | false | null | undefined;

/** The parts that are said, one space between them. */
export function words(...parts: readonly Word[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join(' ');
}

/** A statement that takes part in the transaction. */
export function statement(sql: string): SqlStatement {
  return { sql, transactional: true };
}

/** `(a, b)` */
export function list(items: readonly string[]): string {
  return `(${items.join(', ')})`;
}

/** The body of CREATE TABLE: one line an element. */
export function lines(items: readonly string[]): string {
  return items.length === 0 ? '(\n)' : `(\n    ${items.join(',\n    ')}\n)`;
}
