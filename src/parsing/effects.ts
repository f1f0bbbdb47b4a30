import type { DialectName } from '../model/dialect-options.ts';
import type { SqlEffect } from '../operations/operation.ts';
import { NotUnderstood } from './cursor.ts';
import { withDefaultSchema } from './default-schema.ts';
import { none, opaque } from './effect.ts';
import { scanStatement } from './scan.ts';
import { splitStatements } from './split.ts';

/**
 * What raw SQL does to the catalog, statement by statement: nothing, an operation, or something that is not understood.
 * It advises: whatever the text, it never throws, and what it does not understand it says to be opaque.
 */
export function effectsOf(sql: string, dialect: DialectName): readonly SqlEffect[] {
  const effects = splitStatements(sql, dialect).flatMap(({ text }) =>
    withDefaultSchema(effectsOfStatement(text, dialect), dialect),
  );
  return effects.length === 0 ? none : effects;
}

function effectsOfStatement(sql: string, dialect: DialectName): readonly SqlEffect[] {
  try {
    return scanStatement(sql, dialect);
  } catch (error) {
    // A deep nesting may use up the stack: that, too, is not understood.
    if (error instanceof NotUnderstood || error instanceof RangeError) return opaque(sql);
    throw error;
  }
}
