import { TsmigError, unreachable } from '../src/errors.ts';
import type { Expression, TableName } from '../src/model/expressions.ts';
import type { DataType } from '../src/model/types.ts';
import { list, words } from './words.ts';

/** What a dialect says of the parts of an expression. */
export interface ExpressionForms {
  id(name: string, quote?: boolean): string;
  table(table: TableName): string;
  literal(value: unknown, type?: DataType | null): string;
  /** A literal beside operators or in a call, where no column says what its type is. */
  operandLiteral(value: unknown, type?: DataType | null): string;
  /** What a function that goes by another name there is called; absent: every function by its own. */
  functionName?(name: string): string;
  /** What `sql.now()` is. */
  readonly now: string;
  readonly currentTimestamp: string;
}

/** An expression as text; `qualified`: columns go with their tables, as in the conditions of UPDATE and DELETE. */
export function expressionText(expression: Expression, forms: ExpressionForms, qualified: boolean): string {
  const text = (of: Expression): string =>
    of.kind === 'literal' ? forms.operandLiteral(of.value, of.type) : expressionText(of, forms, qualified);
  switch (expression.kind) {
    case 'raw':
      return expression.text;
    case 'literal':
      return forms.literal(expression.value, expression.type);
    case 'identifier':
      return expression.path.map((name) => forms.id(name)).join('.');
    case 'column': {
      const name = forms.id(expression.name, expression.quote);
      return qualified ? `${forms.table(expression.table)}.${name}` : name;
    }
    case 'table':
      return forms.table(expression.table);
    case 'fragment':
      return expression.parts.map(text).join('');
    case 'function':
      return `${functionName(forms.functionName?.(expression.name) ?? expression.name)}${list(expression.args.map(text))}`;
    case 'now':
      return forms.now;
    case 'currentTimestamp':
      return forms.currentTimestamp;
    case 'order':
      return words(text(expression.of), expression.direction);
    case 'comparison':
      return words(
        operand(expression.left, text(expression.left)),
        expression.operator,
        operand(expression.right, text(expression.right)),
      );
    case 'isNull':
      return words(operand(expression.of, text(expression.of)), expression.negated ? 'IS NOT NULL' : 'IS NULL');
    case 'in':
      return inList(expression, text);
    case 'logical':
      return expression.operands
        .map((of) => (isLoose(of, expression.operator) ? `(${text(of)})` : text(of)))
        .join(` ${expression.operator} `);
    case 'not':
      return `NOT (${text(expression.of)})`;
    default:
      return unreachable(expression);
  }
}

/** Conditions that must all hold, as `.where(a).where(b)` gives them. */
export function conjunction(conditions: readonly Expression[]): Expression | undefined {
  const [first, ...others] = conditions;
  if (first === undefined || others.length === 0) return first;
  return { kind: 'logical', operator: 'AND', operands: conditions };
}

/** `x IN ()` is an error on most servers; what it means is written instead. */
function inList(expression: Expression & { kind: 'in' }, text: (of: Expression) => string): string {
  if (expression.values.length === 0) return expression.negated ? '1 = 1' : '1 = 0';
  return words(
    operand(expression.of, text(expression.of)),
    expression.negated ? 'NOT IN' : 'IN',
    list(expression.values.map(text)),
  );
}

/** Free text beside AND and OR may hold either, so it goes in parentheses; so does OR within AND. */
function isLoose(expression: Expression, within: 'AND' | 'OR'): boolean {
  if (expression.kind === 'logical') return expression.operator !== within;
  return expression.kind === 'raw' || expression.kind === 'fragment';
}

/** Conditions, and free text that holds an operator as loose as a comparison, stand in parentheses beside a comparison. */
function operand(expression: Expression, text: string): string {
  switch (expression.kind) {
    case 'comparison':
    case 'isNull':
    case 'in':
    case 'logical':
    case 'not':
      return `(${text})`;
    case 'raw':
    case 'fragment':
      return looseOperator.test(text) && !quantifier.test(text) ? `(${text})` : text;
    default:
      return text;
  }
}

const looseOperator = /\b(and|or|not|is|in|like|between)\b|[<>=]/i;
const quantifier = /^\s*(any|all|some)\s*\(/i;

function functionName(name: string): string {
  if (!/^[A-Za-z_][\w$]*(\.[A-Za-z_][\w$]*)*$/.test(name)) {
    throw new TsmigError('value', `${JSON.stringify(name)} is no name of a function`, {
      hint: 'write the call with sql`…`',
    });
  }
  return name;
}
