import type { DialectOptions } from '../model/dialect-options.ts';
import type { Expression } from '../model/expressions.ts';
import type {
  CheckConstraint,
  Constraint,
  ExcludeConstraint,
  ForeignKeyConstraint,
  PrimaryKeyConstraint,
  UniqueConstraint,
} from '../model/nouns.ts';
import { Cursor } from '../parsing/cursor.ts';
import { listTexts, readElements } from './postgresql-elements.ts';
import { cursorAt, NotExpressible, need, only, raw, relationName, strings } from './postgresql-nodes.ts';
import type { Constraint as ConstraintNode, IndexElem, Node, ParsedStatement } from './postgresql-parser.ts';

/** A constraint of a table, as CREATE TABLE and ALTER TABLE … ADD write it. */
export function readConstraint(node: ConstraintNode, statement: ParsedStatement): Constraint {
  switch (node.contype) {
    case 'CONSTR_PRIMARY':
    case 'CONSTR_UNIQUE':
      return key(node);
    case 'CONSTR_FOREIGN':
      return foreignKey(node);
    case 'CONSTR_CHECK':
      return check(node, statement);
    case 'CONSTR_EXCLUSION':
      return exclude(node, statement);
    default:
      throw new NotExpressible('a constraint of this kind');
  }
}

const shared = ['contype', 'conname', 'location', 'deferrable', 'initdeferred'] as const;
const checked = ['is_enforced', 'skip_validation', 'initially_valid'] as const;

function key(node: ConstraintNode): PrimaryKeyConstraint | UniqueConstraint {
  only(node, [...shared, 'keys', 'including', 'nulls_not_distinct'], 'the key');
  const options = {
    ...(node.including && { include: strings(node.including) }),
    ...(node.nulls_not_distinct && { nullsNotDistinct: true }),
  };
  return {
    kind: node.contype === 'CONSTR_PRIMARY' ? 'primaryKey' : 'unique',
    ...named(node),
    columns: strings(node.keys),
    ...deferral(node),
    options: postgresqlOptions(options),
  };
}

const actions: Readonly<Record<string, string>> = { r: 'RESTRICT', c: 'CASCADE', n: 'SET NULL', d: 'SET DEFAULT' };

function foreignKey(node: ConstraintNode): ForeignKeyConstraint {
  only(
    node,
    [...shared, ...checked, 'pktable', 'fk_attrs', 'pk_attrs', 'fk_matchtype', 'fk_upd_action', 'fk_del_action'],
    'the foreign key',
  );
  const onDelete = actions[node.fk_del_action ?? 'a'];
  const onUpdate = actions[node.fk_upd_action ?? 'a'];
  return {
    kind: 'foreignKey',
    ...named(node),
    columns: strings(node.fk_attrs),
    references: {
      table: relationName(node.pktable),
      columns: strings(need(node.pk_attrs, 'what a foreign key refers to')),
    },
    ...(onDelete !== undefined && { onDelete }),
    ...(onUpdate !== undefined && { onUpdate }),
    ...(node.fk_matchtype === 'f' && { match: 'FULL' }),
    ...deferral(node),
    options: validity(node),
  };
}

function check(node: ConstraintNode, statement: ParsedStatement): CheckConstraint {
  only(node, [...shared, ...checked, 'raw_expr'], 'the check');
  const cursor = cursorAt(statement, node.location);
  while (!cursor.takes('CHECK')) cursor.next();
  return {
    kind: 'check',
    ...named(node),
    condition: raw(cursor.parenthesized()),
    ...deferral(node),
    options: validity(node),
  };
}

function exclude(node: ConstraintNode, statement: ParsedStatement): ExcludeConstraint {
  only(node, [...shared, 'exclusions', 'access_method', 'where_clause'], 'the exclude constraint');
  const cursor = cursorAt(statement, node.location);
  while (!cursor.takes('EXCLUDE')) cursor.next();
  while (!cursor.takesSign('(')) cursor.next();
  const pairs = (node.exclusions ?? []).map(exclusion);
  cursor.at--;
  const { elements, ops } = readElements(
    pairs.map(([element]) => element),
    listTexts(cursor).map(beforeWith),
  );
  return {
    kind: 'exclude',
    ...named(node),
    elements: elements.map((element, at) => ({
      expression: typeof element === 'string' ? { kind: 'identifier', path: [element] } : element,
      operator: pairs[at]?.[1] ?? '',
    })),
    using: node.access_method ?? 'gist',
    ...(node.where_clause && { where: whereOf(cursor) }),
    ...deferral(node),
    options: postgresqlOptions(Object.keys(ops).length === 0 ? {} : { ops }),
  };
}

/** An element of an exclude constraint without its `WITH operator`. */
function beforeWith(text: string): string {
  const cursor = new Cursor(text, 'postgresql');
  while (!cursor.sees('WITH')) cursor.skipItem();
  return cursor.textBetween(0, cursor.at);
}

function whereOf(cursor: Cursor): Expression {
  while (!cursor.takes('WHERE')) cursor.next();
  return raw(cursor.parenthesized());
}

function exclusion(node: Node): [element: IndexElem, operator: string] {
  const [element, operator] = 'List' in node ? (node.List.items ?? []) : [];
  if (element === undefined || !('IndexElem' in element) || operator === undefined || !('List' in operator))
    throw new NotExpressible('an exclude constraint');
  const path = strings(operator.List.items);
  const [sign = ''] = path.slice(-1);
  if (path.length === 1) return [element.IndexElem, sign];
  const schema = path.slice(0, -1).join('.');
  if (!/^[a-z_][a-z0-9_]*$/.test(schema)) throw new NotExpressible('an operator of a schema that needs quotes');
  return [element.IndexElem, `OPERATOR(${schema}.${sign})`];
}

function named({ conname }: ConstraintNode): { readonly name?: string } {
  return conname === undefined ? {} : { name: conname };
}

function deferral({ deferrable, initdeferred }: ConstraintNode): Pick<Constraint, 'deferrable' | 'initially'> {
  return { ...(deferrable && { deferrable: true }), ...(initdeferred && { initially: 'DEFERRED' as const }) };
}

function validity({ skip_validation, is_enforced }: ConstraintNode): DialectOptions {
  if (is_enforced !== true) throw new NotExpressible('NOT ENFORCED has no option');
  return postgresqlOptions(skip_validation ? { notValid: true } : {});
}

/** Options of this dialect; none when there are none. */
export function postgresqlOptions(options: Readonly<Record<string, unknown>>): DialectOptions {
  return Object.keys(options).length === 0 ? {} : { postgresql: options };
}
