import { unreachable } from '../errors.ts';
import type { Expression } from './expressions.ts';

/** The expression with `map` done to each of its parts: the one place that knows what an expression is made of. */
export function mapParts(expression: Expression, map: (part: Expression) => Expression): Expression {
  switch (expression.kind) {
    case 'raw':
    case 'literal':
    case 'identifier':
    case 'column':
    case 'table':
    case 'now':
    case 'currentTimestamp':
      return expression;
    case 'fragment':
      return { ...expression, parts: expression.parts.map(map) };
    case 'function':
      return { ...expression, args: expression.args.map(map) };
    case 'order':
    case 'isNull':
    case 'not':
    case 'textMatch':
      return { ...expression, of: map(expression.of) };
    case 'comparison':
    case 'ilike':
      return { ...expression, left: map(expression.left), right: map(expression.right) };
    case 'between':
      return { ...expression, of: map(expression.of), low: map(expression.low), high: map(expression.high) };
    case 'cast':
      return { ...expression, value: map(expression.value) };
    case 'case':
      return {
        ...expression,
        branches: expression.branches.map(({ when, value }) => ({ when: map(when), value: map(value) })),
        ...(expression.otherwise && { otherwise: map(expression.otherwise) }),
      };
    case 'in':
      return { ...expression, of: map(expression.of), values: expression.values.map(map) };
    case 'logical':
      return { ...expression, operands: expression.operands.map(map) };
    default:
      return unreachable(expression);
  }
}

/** The parts that an expression is made of, in order. */
export function partsOf(expression: Expression): Expression[] {
  const parts: Expression[] = [];
  mapParts(expression, (part) => {
    parts.push(part);
    return part;
  });
  return parts;
}
