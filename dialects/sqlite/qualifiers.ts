import { mapParts } from '../../src/model/expression-parts.ts';
import type { Expression } from '../../src/model/expressions.ts';
import type { CheckConstraint, Constraint, Table } from '../../src/model/nouns.ts';

/**
 * The table with checks that name their columns alone: `t.a` would name another table while t is built aside, and a
 * check can name no table but its own. https://www.sqlite.org/lang_createtable.html#check_constraints
 */
export function withBareChecks(table: Table): Table {
  return {
    ...table,
    columns: table.columns.map((column) =>
      column.checks.length === 0 ? column : { ...column, checks: column.checks.map(bareCheck) },
    ),
    constraints: table.constraints.map((one): Constraint => (one.kind === 'check' ? bareCheck(one) : one)),
  };
}

function bareCheck(check: CheckConstraint): CheckConstraint {
  return { ...check, condition: bare(check.condition) };
}

function bare(expression: Expression): Expression {
  switch (expression.kind) {
    case 'raw':
      return { ...expression, text: bareText(expression.text) };
    case 'fragment':
      return bareFragment(expression.parts);
    case 'identifier':
      return { ...expression, path: expression.path.slice(-1) };
    default:
      return mapParts(expression, bare);
  }
}

/** Stands for a part that is not text; it is no character, so no text holds it. */
const gap = '\uffff';

/** Raw parts of one text belong together: a quote may open in one and close in another. */
function bareFragment(parts: readonly Expression[]): Expression {
  const others = parts.filter((part) => part.kind !== 'raw').map(bare);
  const text = parts.map((part) => (part.kind === 'raw' ? part.text : gap)).join('');
  const pieces = bareText(text).split(gap);
  return {
    kind: 'fragment',
    parts: pieces.flatMap((piece, at): Expression[] => {
      const other = at === 0 ? undefined : others[at - 1];
      return [...(other ? [other] : []), ...(piece === '' ? [] : [{ kind: 'raw' as const, text: piece }])];
    }),
  };
}

/** A string, a comment or a number; or a name and the point behind it. */
const tokens =
  /(?<kept>'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|\d[\w.]*)|(?:"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[\p{L}_][\p{L}\p{N}_$]*)(?<point>\s*\.\s*)?/gu;

function bareText(text: string): string {
  return text.replace(tokens, (...match) => {
    const [token, groups] = [String(match[0]), match.at(-1) as { point?: string }];
    return groups.point === undefined ? token : '';
  });
}
