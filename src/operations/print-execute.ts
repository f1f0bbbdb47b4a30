import { isDeepStrictEqual } from 'node:util';
import { unreachable } from '../errors.ts';
import { effectsOf } from '../parsing/effects.ts';
import { statementText } from './execute.ts';
import type { Execute, ExecutedStatement, Operation } from './operation.ts';
import { call, objectOf, type PrintContext } from './print-context.ts';
import { dmlSource } from './print-dml.ts';
import { statementSource } from './print-expressions.ts';
import type { Source } from './source.ts';
import { quoted, templateText } from './source-text.ts';

/** A statement, and what it means where that was said. */
export function executeSource(
  operation: Execute,
  print: (operation: Operation, context: PrintContext) => readonly Source[],
  context: PrintContext,
): Source {
  const meaning = meaningOf(operation, context);
  const body = meaning?.flatMap((one) => print(one, context).map((value) => ({ value })));
  const means: Source | undefined = body && { kind: 'function', parameter: 'op', body };
  return call('op.execute', executed(operation.statement, context), ...objectOf({ means }));
}

/** The operations that a user has said the statement to mean; undefined: what its text says. */
function meaningOf({ statement, effects }: Execute, { by }: PrintContext): readonly Operation[] | undefined {
  const text = statementText(statement, by.dialect.name);
  if (text === undefined || isDeepStrictEqual(effectsOf(text, by.dialect.name), effects)) return undefined;
  const operations = effects.flatMap((effect) => (effect.kind === 'operation' ? [effect.operation] : []));
  return operations.length === effects.length ? operations : undefined;
}

function executed(statement: ExecutedStatement, context: PrintContext): Source {
  switch (statement.kind) {
    case 'text': {
      const { sql } = statement;
      if (!sql.includes('\n')) return quoted(sql);
      return { kind: 'template', tag: '', texts: [templateText(sql, 'line breaks')], values: [] };
    }
    case 'expression':
      return statementSource(statement.expression, context);
    case 'dml':
      return dmlSource(statement.statement, context);
    default:
      return unreachable(statement);
  }
}
