import { partsOf } from '../../src/model/expression-parts.ts';
import type { Expression } from '../../src/model/expressions.ts';
import type { Table } from '../../src/model/nouns.ts';

/**
 * Whether an expression names a column, as far as its text tells: names in any of SQLite's quotes count, in any case;
 * what stands in a string literal or a comment does not. https://www.sqlite.org/lang_keywords.html
 */
export function mentions(expression: Expression, column: string): boolean {
  const name = column.toLowerCase();
  return namesIn(expression).some((found) => found.toLowerCase() === name);
}

/** An expression of a table, and whose it is. */
export interface TableExpression {
  readonly of: string;
  /** The column that it stands at. */
  readonly column?: string;
  readonly expression: Expression;
}

/** The expressions of a table that may name its columns. */
export function expressionsOf(table: Table): TableExpression[] {
  return [
    ...table.columns.flatMap(({ name: column, computed, checks }) => [
      ...(computed ? [{ of: `generated column ${column}`, column, expression: computed.expression }] : []),
      ...checks.map(({ condition }) => ({ of: `the check of column ${column}`, column, expression: condition })),
    ]),
    ...table.constraints.flatMap((constraint) =>
      constraint.kind === 'check'
        ? [{ of: `check constraint ${constraint.name ?? '(unnamed)'}`, expression: constraint.condition }]
        : [],
    ),
    ...table.indexes.flatMap(({ name, columns, options }) =>
      [...columns.filter((column) => typeof column !== 'string'), ...conditions(options.sqlite?.where)].map(
        (expression) => ({ of: `index ${name}`, expression }),
      ),
    ),
  ];
}

function conditions(where: unknown): Expression[] {
  if (typeof where === 'string') return [{ kind: 'raw', text: where }];
  return isExpression(where) ? [where] : [];
}

/** Whether an option holds an expression. */
export function isExpression(value: unknown): value is Expression {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

function namesIn(expression: Expression): string[] {
  switch (expression.kind) {
    case 'raw':
      return namesInText(expression.text);
    case 'identifier':
      return [...expression.path];
    case 'column':
      return [expression.name];
    case 'fragment':
      return fragmentNames(expression.parts);
    default:
      return partsOf(expression).flatMap(namesIn);
  }
}

/** Raw parts of one text belong together: a quote may open in one and close in another. */
function fragmentNames(parts: readonly Expression[]): string[] {
  const text = parts.map((part) => (part.kind === 'raw' ? part.text : ' ')).join('');
  return [...namesInText(text), ...parts.filter((part) => part.kind !== 'raw').flatMap(namesIn)];
}

/** A word before a parenthesis is a function or a keyword. */
const tokens =
  /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|"(?<double>(?:[^"]|"")*)"|`(?<back>(?:[^`]|``)*)`|\[(?<bracket>[^\]]*)\]|(?<word>[\p{L}_][\p{L}\p{N}_$]*)(?![\p{L}\p{N}_$]|\s*\()/gu;

function namesInText(text: string): string[] {
  const names: string[] = [];
  for (const { groups } of text.matchAll(tokens)) {
    const name =
      groups?.double?.replaceAll('""', '"') ?? groups?.back?.replaceAll('``', '`') ?? groups?.bracket ?? groups?.word;
    if (name !== undefined) names.push(name);
  }
  return names;
}
