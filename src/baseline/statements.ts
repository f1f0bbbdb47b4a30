import type { DialectName } from '../model/dialect-options.ts';
import type { OperationOf } from '../operations/operation.ts';
import { effectsOf } from '../parsing/effects.ts';
import { splitStatements } from '../parsing/split.ts';

/** A statement of a dump, without its terminator. */
export interface DumpStatement {
  readonly sql: string;
  /** Where it begins, counted from 1. */
  readonly line: number;
}

/** The statements of a dump, as the dialect's own client would cut it. */
export function dumpStatements(text: string, dialect: DialectName): DumpStatement[] {
  const lineAt = lineCounter(text);
  return splitStatements(text, dialect).map(({ text: sql, start }) => ({ sql, line: lineAt(start) }));
}

/** Gives the line of a place in a text, counted from 1; quick for places that come in order. */
export function lineCounter(text: string): (place: number) => number {
  let [counted, line] = [0, 1];
  return (place) => {
    if (place < counted) [counted, line] = [0, 1];
    for (let at = text.indexOf('\n', counted); at >= 0 && at < place; at = text.indexOf('\n', at + 1)) {
      line++;
      counted = at + 1;
    }
    return line;
  };
}

/** A statement as it stands in the dump, with what can be read of its effect, as `op.execute` records it. */
export function verbatim(sql: string, dialect: DialectName): OperationOf<'execute'> {
  return { kind: 'execute', statement: { kind: 'text', sql }, effects: effectsOf(sql, dialect) };
}
