import { TsmigError } from '../errors.ts';
import { described, refusal } from './arguments.ts';
import type { Expression, TableName } from './expressions.ts';
import { expression, expressionMark, isExpression, toExpression } from './sql.ts';
import { type DataType, typeFamily } from './types.ts';

/** What a column can be compared with: a value of its type, another column, or `sql`. Null has tests of its own. */
export type Comparable<T> = NonNullable<T> | Expression;

type ComparisonOperator = Extract<Expression, { kind: 'comparison' }>['operator'];

/**
 * A column of `s.table`, as `t.c.name` gives it: an expression, with the conditions that can be made of it.
 * Values become literals of the column's type.
 */
export class TableColumn<T = unknown> {
  readonly kind = 'column';
  readonly table: TableName;
  readonly name: string;
  declare readonly quote?: boolean;
  readonly #type: DataType | null;

  constructor(table: TableName, name: string, type: DataType | null, quote: boolean | undefined) {
    this.table = table;
    this.name = name;
    if (quote !== undefined) this.quote = quote;
    this.#type = type;
    const plain: Expression = { kind: 'column', table, name, ...(quote !== undefined && { quote }) };
    Object.defineProperty(this, expressionMark, { value: expression(plain) });
    Object.freeze(this);
  }

  /** `column = value`. For null there is {@link isNull}. */
  eq(value: Comparable<T>): Expression {
    return this.#compare('eq', '=', value);
  }

  /** `column != value`. For null there is {@link isNotNull}. */
  ne(value: Comparable<T>): Expression {
    return this.#compare('ne', '!=', value);
  }

  /** `column < value` */
  lt(value: Comparable<T>): Expression {
    return this.#compare('lt', '<', value);
  }

  /** `column <= value` */
  le(value: Comparable<T>): Expression {
    return this.#compare('le', '<=', value);
  }

  /** `column > value` */
  gt(value: Comparable<T>): Expression {
    return this.#compare('gt', '>', value);
  }

  /** `column >= value` */
  ge(value: Comparable<T>): Expression {
    return this.#compare('ge', '>=', value);
  }

  /**
   * `column BETWEEN low AND high`: both ends count.
   * @example t.c.price.between(10, 20)
   */
  between(low: Comparable<T>, high: Comparable<T>): Expression {
    return this.#between('between', low, high, false);
  }

  /**
   * `column NOT BETWEEN low AND high`
   * @example t.c.price.notBetween(10, 20)
   */
  notBetween(low: Comparable<T>, high: Comparable<T>): Expression {
    return this.#between('notBetween', low, high, true);
  }

  /** `column LIKE pattern`: `%` stands for any text, `_` for one character. Whether case counts is up to the database. */
  like(pattern: string | Expression): Expression {
    return this.#compareText('like', 'LIKE', pattern);
  }

  /** `column NOT LIKE pattern` */
  notLike(pattern: string | Expression): Expression {
    return this.#compareText('notLike', 'NOT LIKE', pattern);
  }

  /**
   * LIKE in any case of letters: PostgreSQL `column ILIKE pattern`, elsewhere `lower(column) LIKE lower(pattern)`.
   * SQLite's `lower` knows the letters of ASCII only.
   * @example t.c.name.ilike('o%')
   */
  ilike(pattern: string | Expression): Expression {
    const right = this.#pattern('ilike', pattern);
    return expression({ kind: 'ilike', left: toExpression(this), right });
  }

  /**
   * Whether the column begins with a text: `column LIKE 'text%'`. What LIKE would take for a wildcard is escaped.
   * @example t.c.code.startsWith('10%') // code LIKE '10/%%' ESCAPE '/'
   */
  startsWith(prefix: string): Expression {
    return this.#match('startsWith', prefix, 'start');
  }

  /** Whether the column ends with a text: `column LIKE '%text'`. What LIKE would take for a wildcard is escaped. */
  endsWith(suffix: string): Expression {
    return this.#match('endsWith', suffix, 'end');
  }

  /** Whether the column holds a text: `column LIKE '%text%'`. What LIKE would take for a wildcard is escaped. */
  contains(text: string): Expression {
    return this.#match('contains', text, 'anywhere');
  }

  /** `column IN (values)`; the list must not be empty. */
  in(values: readonly Comparable<T>[]): Expression {
    return this.#in('in', values, false);
  }

  /** `column NOT IN (values)`; the list must not be empty. */
  notIn(values: readonly Comparable<T>[]): Expression {
    return this.#in('notIn', values, true);
  }

  /** `column IS NULL` */
  isNull(): Expression {
    return expression({ kind: 'isNull', of: toExpression(this), negated: false });
  }

  /** `column IS NOT NULL` */
  isNotNull(): Expression {
    return expression({ kind: 'isNull', of: toExpression(this), negated: true });
  }

  #compare(method: string, operator: ComparisonOperator, value: unknown): Expression {
    const right = this.#value(method, value);
    return expression({ kind: 'comparison', operator, left: toExpression(this), right });
  }

  #between(method: string, low: unknown, high: unknown, negated: boolean): Expression {
    return expression({
      kind: 'between',
      of: toExpression(this),
      low: this.#value(method, low),
      high: this.#value(method, high),
      negated,
    });
  }

  #compareText(method: string, operator: ComparisonOperator, pattern: unknown): Expression {
    const right = this.#pattern(method, pattern);
    return expression({ kind: 'comparison', operator, left: toExpression(this), right });
  }

  #pattern(method: string, pattern: unknown): Expression {
    if (typeof pattern !== 'string' && !isExpression(pattern)) {
      throw refusal(`${this.#call(method)}: the pattern must be a string, not ${described(pattern)}`);
    }
    return toExpression(pattern, this.#textType());
  }

  #match(method: string, text: unknown, at: 'start' | 'end' | 'anywhere'): Expression {
    if (typeof text !== 'string') {
      const hint = isExpression(text) ? 'compare with an expression by .like(sql`…`)' : undefined;
      throw refusal(`${this.#call(method)}: the text must be a string, not ${described(text)}`, hint);
    }
    const type = this.#textType();
    return expression({ kind: 'textMatch', of: toExpression(this), text, ...(type !== null && { type }), at });
  }

  /** A pattern is text even when the column is not; of an enum's type it would be checked against the enum's values. */
  #textType(): DataType | null {
    return this.#type !== null && typeFamily(this.#type) === 'string' ? this.#type : null;
  }

  #in(method: string, values: unknown, negated: boolean): Expression {
    if (!Array.isArray(values)) {
      throw refusal(`${this.#call(method)} takes a list, not ${described(values)}`, 'write .in([1, 2])');
    }
    if (values.length === 0) {
      throw refusal(
        `${this.#call(method)}: the list is empty`,
        'no database takes IN (): leave the statement out, or say what it means',
      );
    }
    const items = values.map((value) => this.#value(method, value));
    return expression({ kind: 'in', of: toExpression(this), values: items, negated });
  }

  #value(method: string, value: unknown): Expression {
    if (value === null || value === undefined) {
      const hint = method === 'ne' || method.startsWith('not') ? 'isNotNull()' : 'isNull()';
      throw refusal(`${this.#call(method)}: a comparison with ${value} is never true`, `use ${hint} for it`);
    }
    return toExpression(value, this.#type);
  }

  #call(method: string): string {
    return `${this.table.name}.c['${this.name}'].${method}()`;
  }
}

/** All of the conditions. */
export function and(...conditions: readonly Expression[]): Expression {
  return logical('and', 'AND', conditions);
}

/** At least one of the conditions. */
export function or(...conditions: readonly Expression[]): Expression {
  return logical('or', 'OR', conditions);
}

/** The contrary of a condition. */
export function not(condition: Expression): Expression {
  return expression({ kind: 'not', of: checkCondition('s.not()', condition) });
}

/** A condition that `where`, `s.and` … take: an expression, nothing else. */
export function checkCondition(call: string, condition: unknown): Expression {
  if (isExpression(condition)) return toExpression(condition);
  throw new TsmigError('operation', `${call}: a condition must be an expression, not ${described(condition)}`, {
    hint: 'compare with t.c.name.eq(…), or write sql`…`',
  });
}

function logical(call: string, operator: 'AND' | 'OR', conditions: readonly Expression[]): Expression {
  const operands = conditions.map((condition) => checkCondition(`s.${call}()`, condition));
  const [only] = operands;
  if (only === undefined) throw refusal(`s.${call}() without conditions`, 'give at least one');
  return operands.length === 1 ? only : expression({ kind: 'logical', operator, operands });
}
