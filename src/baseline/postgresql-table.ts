import type { Expression } from '../model/expressions.ts';
import type { Column, Computed, Constraint, Table } from '../model/nouns.ts';
import { postgresqlOptions, readConstraint } from './postgresql-constraints.ts';
import {
  cursorAt,
  NotExpressible,
  need,
  only,
  raw,
  relationName,
  skipElement,
  storageParameters,
  strings,
} from './postgresql-nodes.ts';
import type { ColumnDef, Constraint as ConstraintNode, CreateStmt, ParsedStatement } from './postgresql-parser.ts';
import { type NamedTypes, readType } from './postgresql-types.ts';

/** CREATE TABLE as a table. What it says beside the known clauses is not expressible. */
export function readTable(node: CreateStmt, statement: ParsedStatement, named: NamedTypes): Table {
  only(node, ['relation', 'tableElts', 'options', 'oncommit'], 'the table');
  const { relation, tableElts = [] } = node;
  if (node.oncommit !== 'ONCOMMIT_NOOP') throw new NotExpressible('ON COMMIT');
  if (tableElts.length === 0) throw new NotExpressible('a table without columns');
  const columns: Column[] = [];
  const constraints: Constraint[] = [];
  for (const element of tableElts) {
    if ('ColumnDef' in element) columns.push(readColumn(element.ColumnDef, statement, named));
    else if ('Constraint' in element) constraints.push(readConstraint(element.Constraint, statement));
    else throw new NotExpressible('LIKE has no operation');
  }
  const parameters = storageParameters(node.options);
  return {
    ...relationName(relation),
    columns,
    constraints: keyFirst(constraints),
    indexes: [],
    prefixes: persistence(relation?.relpersistence),
    options: postgresqlOptions(parameters === undefined ? {} : { with: parameters }),
  };
}

/** The primary key stands first. */
export function keyFirst(constraints: readonly Constraint[]): readonly Constraint[] {
  const isKey = ({ kind }: Constraint) => kind === 'primaryKey';
  return [...constraints.filter(isKey), ...constraints.filter((one) => !isKey(one))];
}

function persistence(kind: string | undefined): readonly string[] {
  if (kind === 'p') return [];
  if (kind === 'u') return ['UNLOGGED'];
  throw new NotExpressible('a temporary table');
}

function readColumn(node: ColumnDef, statement: ParsedStatement, named: NamedTypes): Column {
  only(node, ['colname', 'typeName', 'is_local', 'constraints', 'collClause', 'location'], 'a column');
  const name = need(node.colname, 'the name of a column');
  const type = need(node.typeName, 'the type of a column');
  const clauses = (node.constraints ?? []).map((one) => {
    if ('Constraint' in one) return one.Constraint;
    throw new NotExpressible('a clause of a column');
  });
  const starts = [...clauses, ...(node.collClause ? [node.collClause] : [])].map(({ location = 0 }) => location);
  /** From a clause to the next one, or to the end of the column. */
  const clauseText = (location: number | undefined, skip: number): string => {
    const cursor = cursorAt(statement, location);
    const from = cursor.at + skip;
    const next = Math.min(...starts.filter((start) => start > (location ?? 0)));
    if (Number.isFinite(next)) cursor.end = cursorAt(statement, next).at;
    skipElement(cursor);
    return cursor.textBetween(from, cursor.at);
  };
  const parts = clauses.map((clause) => columnPart(clause, clauseText, statement));
  const column: Column = {
    name,
    type: readType(type, clauseText(type.location, 0), strings(node.collClause?.collname), named),
    nullable: true,
    autoincrement: 'auto',
    checks: [],
    options: {},
  };
  return Object.assign({}, column, ...parts);
}

type ColumnPart = Partial<Pick<Column, 'nullable' | 'serverDefault' | 'computed'>>;

function columnPart(
  clause: ConstraintNode,
  textFrom: (location: number | undefined, skip: number) => string,
  statement: ParsedStatement,
): ColumnPart {
  switch (clause.contype) {
    case 'CONSTR_NOTNULL':
      only(clause, ['contype', 'location', 'is_enforced', 'initially_valid'], 'NOT NULL');
      return { nullable: false };
    case 'CONSTR_DEFAULT':
      only(clause, ['contype', 'location', 'raw_expr'], 'a default');
      return { serverDefault: { kind: 'raw', text: textFrom(clause.location, 1) } };
    case 'CONSTR_GENERATED':
      only(clause, ['contype', 'location', 'raw_expr', 'generated_when', 'generated_kind'], 'a generated column');
      return { computed: computed(clause, statement) };
    default:
      throw new NotExpressible('a constraint beside a column');
  }
}

function computed({ location, generated_kind }: ConstraintNode, statement: ParsedStatement): Computed {
  const cursor = cursorAt(statement, location);
  cursor.needs('GENERATED', 'ALWAYS', 'AS');
  const expression: Expression = raw(cursor.parenthesized());
  return { kind: 'computed', expression, persisted: generated_kind !== 'v' };
}
