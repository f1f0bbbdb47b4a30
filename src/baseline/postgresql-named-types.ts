import type { TableName } from '../model/expressions.ts';
import { DataType, type DomainSpec } from '../model/types.ts';
import { cursorAt, NotExpressible, need, only, qualified, raw, strings } from './postgresql-nodes.ts';
import type { CreateDomainStmt, CreateEnumStmt, ParsedStatement } from './postgresql-parser.ts';
import { type NamedTypes, readType } from './postgresql-types.ts';

/** CREATE TYPE … AS ENUM. */
export function readEnum({ typeName, vals }: CreateEnumStmt): NamedType {
  const name = qualified(strings(typeName));
  const type = new DataType({
    kind: 'enum',
    values: strings(vals),
    ...name,
    nativeEnum: true,
    createConstraint: false,
    createType: true,
  });
  return { name, type };
}

export interface NamedType {
  readonly name: TableName;
  readonly type: DataType;
}

/** CREATE DOMAIN with at most one check. */
export function readDomain(node: CreateDomainStmt, statement: ParsedStatement, named: NamedTypes): NamedType {
  only(node, ['domainname', 'typeName', 'collClause', 'constraints'], 'the domain');
  const name = qualified(strings(node.domainname));
  const typeName = need(node.typeName, 'the type of a domain');
  const clauses = (node.constraints ?? []).map((one) => {
    if ('Constraint' in one) return one.Constraint;
    throw new NotExpressible('a clause of a domain');
  });
  const starts = [...clauses, ...(node.collClause ? [node.collClause] : [])].map(({ location = 0 }) => location);
  const textFrom = (location: number | undefined, skip: number): string => {
    const cursor = cursorAt(statement, location);
    const next = Math.min(...starts.filter((start) => start > (location ?? 0)));
    const end = Number.isFinite(next) ? cursorAt(statement, next).at : cursor.end;
    return cursor.textBetween(cursor.at + skip, end);
  };
  const parts = clauses.map((clause): Partial<DomainSpec> => {
    switch (clause.contype) {
      case 'CONSTR_NOTNULL':
        only(clause, ['contype', 'location', 'is_enforced', 'initially_valid'], 'NOT NULL');
        return { notNull: true };
      case 'CONSTR_DEFAULT':
        only(clause, ['contype', 'location', 'raw_expr'], 'a default');
        return { default: { kind: 'raw', text: textFrom(clause.location, 1) } };
      case 'CONSTR_CHECK': {
        only(clause, ['contype', 'location', 'conname', 'raw_expr', 'is_enforced', 'initially_valid'], 'a check');
        const cursor = cursorAt(statement, clause.location);
        while (!cursor.takes('CHECK')) cursor.next();
        const check = raw(cursor.parenthesized());
        return clause.conname === undefined ? { check } : { check, constraintName: clause.conname };
      }
      default:
        throw new NotExpressible('a constraint of this kind');
    }
  });
  if (parts.filter(({ check }) => check !== undefined).length > 1)
    throw new NotExpressible('a domain of an operation has one check');
  const spec: DomainSpec = {
    kind: 'domain',
    ...name,
    dataType: readType(typeName, textFrom(typeName.location, 0), [], named),
    ...collation(strings(node.collClause?.collname)),
    notNull: false,
    createType: true,
  };
  return { name, type: new DataType(Object.assign({}, spec, ...parts)) };
}

function collation(path: readonly string[]): { readonly collation?: string } {
  const names = path[0] === 'pg_catalog' ? path.slice(1) : path;
  const [name, more] = names;
  if (more !== undefined) throw new NotExpressible('a domain with a collation of another schema');
  return name === undefined ? {} : { collation: name };
}
