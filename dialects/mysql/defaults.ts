import { fractionOf, isLarge } from './types.ts';

/** What decides how a default is written. */
export interface DefaultRules {
  /** Expressions can be defaults at all. */
  readonly expressions: boolean;
  /** Types without a size take literals, and words such as CURRENT_DATE stand without parentheses, as on MariaDB. */
  readonly loose: boolean;
}

/** Where a default stands: at a new column, at a column that is restated, or by itself in SET DEFAULT. */
export type DefaultPlace = 'new' | 'restated' | 'alone';

/**
 * The text of a default as the server takes it: literals and the present time bare, other expressions in parentheses.
 * Undefined: it has no such default. As in SQLAlchemy `now()` of a new column counts as an expression.
 * https://dev.mysql.com/doc/refman/8.0/en/data-type-defaults.html https://mariadb.com/kb/en/create-table/#default-column-option
 */
export function defaultClause(
  text: string,
  type: string,
  rules: DefaultRules,
  place: DefaultPlace,
): string | undefined {
  const trimmed = text.trim();
  const expression = isParenthesised(trimmed) ? trimmed : `(${trimmed})`;
  const asExpression = rules.expressions ? expression : undefined;
  if (isNull(trimmed)) return trimmed;
  if (isLiteral(trimmed)) return isLarge(type) && !rules.loose ? asExpression : trimmed;
  const now = present.exec(trimmed);
  if (now !== null) {
    const fits = fractionOf(type) === Number(now.groups?.digits ?? 0);
    if (now.groups?.update !== undefined) return place === 'alone' ? undefined : trimmed;
    if (place === 'alone') return asExpression;
    if (place === 'new' && /\(\s*\)$/.test(trimmed) && rules.expressions) return expression;
    return fits || rules.loose ? trimmed : asExpression;
  }
  if (rules.loose && /^\w+$/.test(trimmed) && place !== 'alone') return trimmed;
  return asExpression;
}

/** Whether a default is none: a column that is NOT NULL cannot say it. */
export function isNull(text: string): boolean {
  return /^\(*\s*null\s*\)*$/i.test(text.trim());
}

/** Whether a default is set anew with every change of its row: that goes only with the whole column. */
export function setsOnUpdate(text: string): boolean {
  return /\bon\s+update\b/i.test(text);
}

const present =
  /^(?:current_timestamp|now|localtime|localtimestamp)(?:\s*\(\s*(?<digits>\d?)\s*\))?(?<update>\s+on\s+update\s+[\s\S]+)?$/i;
const string = String.raw`(?:'(?:[^'\\]|''|\\[\s\S])*'|"(?:[^"\\]|""|\\[\s\S])*")`;
const literal = new RegExp(
  String.raw`^(?:(?:[nxb]|_\w+\s*|(?:date|time|timestamp)\s*)?${string}|[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?|0x[\da-f]+|0b[01]+|true|false)$`,
  'i',
);

function isLiteral(text: string): boolean {
  return literal.test(text);
}

/** Whether the first parenthesis closes with the last character. */
export function isParenthesised(text: string): boolean {
  if (!text.startsWith('(') || !text.endsWith(')')) return false;
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(new RegExp(`${string}|\`(?:[^\`]|\`\`)*\`|[()]`, 'g'))) {
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (depth === 0) return index === text.length - 1;
  }
  return false;
}
