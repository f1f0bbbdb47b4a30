import { TsmigError } from '../../src/errors.ts';
import type { Expression } from '../../src/model/expressions.ts';
import { isExpression } from '../../src/model/sql.ts';
import type { Options } from '../options.ts';
import { recordOption } from '../options.ts';
import { list } from '../words.ts';

/** `WITH (fillfactor = 70)`; undefined when nothing is said. */
export function storageParameters(options: Options): string | undefined {
  const parameters = Object.entries(recordOption(options, 'with'));
  if (parameters.length === 0) return undefined;
  return `WITH ${list(parameters.map(([name, value]) => `${parameterName(name)} = ${parameterValue(name, value)}`))}`;
}

/** A condition given as an option: `sql`, or its text. */
export function conditionOption(options: Options, key: string): Expression | undefined {
  const value = options[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && value.trim() !== '') return { kind: 'raw', text: value };
  if (isExpression(value)) return value;
  throw new TsmigError('operation', `the option ${key} must be sql\`…\` or its text`);
}

/** The operator classes by column, `{ name: 'varchar_pattern_ops' }`; one for a column that is not there is refused. */
export function operatorClasses(
  options: Options,
  names: readonly (string | undefined)[],
  what: string,
): Map<string, string> {
  const classes = new Map<string, string>();
  for (const [column, name] of Object.entries(recordOption(options, 'ops'))) {
    if (!names.includes(column)) {
      throw new TsmigError('operation', `${what} has no column ${column}, which ops names`);
    }
    // An operator class may have parameters: gist_trgm_ops(siglen=32).
    if (typeof name !== 'string' || !/^[A-Za-z_][\w$.]*( ?\([\w$ =,]*\))?$/.test(name)) {
      throw new TsmigError('operation', `${String(name)} is no operator class (ops of ${column}, ${what})`);
    }
    classes.set(column, name);
  }
  return classes;
}

/** The column that an element of an index is on, whatever order it has; undefined for an expression. */
export function elementName(element: string | Expression): string | undefined {
  if (typeof element === 'string') return element;
  if (element.kind === 'order') return elementName(element.of);
  if (element.kind === 'column') return element.name;
  return element.kind === 'identifier' && element.path.length === 1 ? element.path[0] : undefined;
}

/** The element and what stands behind it: `DESC`, `NULLS LAST`. An operator class goes between them. */
export function orderOf(element: Expression): { readonly of: Expression; readonly directions: readonly string[] } {
  if (element.kind !== 'order') return { of: element, directions: [] };
  const { of, directions } = orderOf(element.of);
  return { of, directions: [...directions, element.direction] };
}

function parameterName(name: string): string {
  if (/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)?$/.test(name)) return name;
  throw new TsmigError('operation', `${JSON.stringify(name)} is no storage parameter`);
}

function parameterValue(name: string, value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value === 'boolean' || (typeof value === 'string' && /^[\w.]+$/.test(value))) return String(value);
  throw new TsmigError('operation', `the storage parameter ${name} cannot be ${String(value)}`);
}
