import { TsmigError, unreachable } from '../src/errors.ts';
import type { Expression, TableName } from '../src/model/expressions.ts';
import { type DataType, typeFamily } from '../src/model/types.ts';
import { escapeCharacter, likePattern } from './like.ts';
import { list, words } from './words.ts';

/** What a dialect says of the parts of an expression. */
export interface ExpressionForms {
  id(name: string, quote?: boolean): string;
  table(table: TableName): string;
  literal(value: unknown, type?: DataType | null): string;
  /** A literal beside operators or in a call, where no column says what its type is. */
  operandLiteral(value: unknown, type?: DataType | null): string;
  /** A literal that CASE may give: for a column of `type`, but without the column beside it. */
  caseLiteral(value: unknown, type?: DataType | null): string;
  /** A type as CAST takes it. */
  castType(type: DataType): string;
  /** LIKE in any case of letters. */
  ilike(left: string, right: string): string;
  /** The characters that a pattern of LIKE does not take as they are, unless ESCAPE names another one. */
  readonly wildcards: string;
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
    case 'ilike':
      return forms.ilike(
        operand(expression.left, text(expression.left)),
        operand(expression.right, text(expression.right)),
      );
    case 'textMatch': {
      const { pattern, escaped } = likePattern(expression.text, expression.at, forms.wildcards);
      const literal = forms.operandLiteral(pattern, expression.type);
      return words(
        operand(expression.of, text(expression.of)),
        'LIKE',
        literal,
        escaped && `ESCAPE '${escapeCharacter}'`,
      );
    }
    case 'between':
      return words(
        operand(expression.of, text(expression.of)),
        expression.negated ? 'NOT BETWEEN' : 'BETWEEN',
        operand(expression.low, text(expression.low)),
        'AND',
        operand(expression.high, text(expression.high)),
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
    case 'cast':
      return `CAST(${castOperand(expression, forms) ?? text(expression.value)} AS ${forms.castType(expression.type)})`;
    case 'case':
      return caseText(expression, text, forms);
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

/** A condition, which some places take in parentheses only. */
export function isCondition({ kind }: Expression): boolean {
  return conditions.has(kind);
}

const conditions: ReadonlySet<Expression['kind']> = new Set([
  'comparison',
  'ilike',
  'textMatch',
  'between',
  'isNull',
  'in',
  'logical',
  'not',
]);

/**
 * A literal in the form of the type that it is cast to: what the text of a date means is up to the server, and to the
 * session. A number or a truth value that is cast to something else goes by itself.
 */
function castOperand({ value, type }: Expression & { kind: 'cast' }, forms: ExpressionForms): string | undefined {
  if (value.kind !== 'literal' || value.type !== undefined) return undefined;
  const family = typeFamily(type);
  switch (typeof value.value) {
    case 'number':
    case 'bigint':
      return family === 'decimal' || family === 'float' || family === 'json'
        ? forms.literal(value.value, type)
        : undefined;
    case 'boolean':
      return family === 'boolean' || family === 'json' ? forms.literal(value.value, type) : undefined;
    default:
      return forms.literal(value.value, type);
  }
}

function caseText(
  { branches, otherwise }: Expression & { kind: 'case' },
  text: (of: Expression) => string,
  forms: ExpressionForms,
): string {
  const result = (of: Expression) => (of.kind === 'literal' ? forms.caseLiteral(of.value, of.type) : text(of));
  return words(
    'CASE',
    ...branches.map(({ when, value }) => `WHEN ${text(when)} THEN ${result(value)}`),
    otherwise && `ELSE ${result(otherwise)}`,
    'END',
  );
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
  if (isCondition(expression)) return `(${text})`;
  switch (expression.kind) {
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
