import { unreachable } from '../errors.ts';
import type { DialectName } from '../model/dialect-options.ts';
import { mapParts } from '../model/expression-parts.ts';
import type { DmlStatement, Expression } from '../model/expressions.ts';
import type { Table } from '../model/nouns.ts';
import { mapValues } from '../model/sql.ts';
import { DataType } from '../model/types.ts';

/** A type as `dialect` uses it: its variant for it, all the way down, without the variants for others. */
export function resolveType(type: DataType, dialect: DialectName): DataType {
  const own = type.for(dialect);
  const { spec } = own;
  if (spec.kind === 'array') {
    const item = resolveType(spec.item, dialect);
    if (item !== spec.item) return new DataType({ ...spec, item });
  }
  if (spec.kind === 'domain') {
    const dataType = resolveType(spec.dataType, dialect);
    if (dataType !== spec.dataType) return new DataType({ ...spec, dataType });
  }
  return Object.keys(own.variants).length === 0 ? own : new DataType(spec);
}

/** An expression with the types of its literals resolved. */
export function resolveExpression(expression: Expression, dialect: DialectName): Expression {
  const resolve = (inner: Expression) => resolveExpression(inner, dialect);
  switch (expression.kind) {
    case 'literal':
      return expression.type === undefined
        ? expression
        : { ...expression, type: resolveType(expression.type, dialect) };
    case 'textMatch': {
      const type = expression.type && resolveType(expression.type, dialect);
      return { ...expression, of: resolve(expression.of), ...(type && { type }) };
    }
    case 'cast':
      return { ...expression, value: resolve(expression.value), type: resolveType(expression.type, dialect) };
    default:
      return mapParts(expression, resolve);
  }
}

/**
 * A data change with its types resolved. A literal for a column without a type (`s.column('id')`) takes the type that the
 * replayed table has for it, so that `'12.50'` for a decimal is not taken for text.
 */
export function resolveDml<S extends DmlStatement>(statement: S, dialect: DialectName, replayed: Table | undefined): S {
  const value = (column: string, given: Expression): Expression => {
    const type = replayed?.columns.find(({ name }) => name === column)?.type;
    const resolved = resolveExpression(given, dialect);
    if (type == null) return resolved;
    return mapValues(resolved, (one) => (one.kind === 'literal' && one.type === undefined ? { ...one, type } : one));
  };
  const assign = (assignment: { readonly column: string; readonly value: Expression }) => ({
    ...assignment,
    value: value(assignment.column, assignment.value),
  });
  const resolve = (expression: Expression) => resolveExpression(expression, dialect);
  switch (statement.kind) {
    case 'insert':
      return { ...statement, rows: statement.rows.map((row) => row.map(assign)) };
    case 'insertFromSelect':
      return { ...statement, select: resolve(statement.select) };
    case 'update':
      return { ...statement, set: statement.set.map(assign), where: statement.where.map(resolve) };
    case 'delete':
      return { ...statement, where: statement.where.map(resolve) };
    default:
      return unreachable(statement);
  }
}
