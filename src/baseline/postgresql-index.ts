import type { OperationOf } from '../operations/operation.ts';
import { postgresqlOptions } from './postgresql-constraints.ts';
import { listTexts, readElements } from './postgresql-elements.ts';
import { bare, cursorAt, NotExpressible, need, only, relationName, storageParameters } from './postgresql-nodes.ts';
import type { IndexElem, IndexStmt, Node, ParsedStatement } from './postgresql-parser.ts';

/** CREATE INDEX. */
export function readIndex(node: IndexStmt, statement: ParsedStatement): OperationOf<'createIndex'> {
  only(
    node,
    [
      'idxname',
      'relation',
      'accessMethod',
      'indexParams',
      'indexIncludingParams',
      'options',
      'whereClause',
      'unique',
      'nulls_not_distinct',
    ],
    'the index',
  );
  const { relation, accessMethod = 'btree' } = node;
  if (relation?.inh !== true) throw new NotExpressible('an index on a partitioned table ONLY');
  const cursor = cursorAt(statement, relation.location);
  while (!cursor.seesSign('(')) cursor.next();
  const { elements, ops } = readElements((node.indexParams ?? []).map(element), listTexts(cursor));
  const included = (node.indexIncludingParams ?? []).map((one) => need(element(one).name, 'a column of INCLUDE'));
  const parameters = storageParameters(node.options);
  const options = {
    ...(accessMethod !== 'btree' && { using: accessMethod }),
    ...(Object.keys(ops).length > 0 && { ops }),
    ...(included.length > 0 && { include: included }),
    ...(node.nulls_not_distinct && { nullsNotDistinct: true }),
    ...(parameters && { with: parameters }),
  };
  if (node.whereClause === undefined) return operation(options);
  while (!cursor.takes('WHERE')) cursor.skipItem();
  return operation({ ...options, where: bare(cursor.textBetween(cursor.at, cursor.end)) });

  function operation(given: Readonly<Record<string, unknown>>): OperationOf<'createIndex'> {
    return {
      kind: 'createIndex',
      table: relationName(relation),
      index: {
        name: need(node.idxname, 'the name of an index'),
        columns: elements,
        unique: node.unique === true,
        options: postgresqlOptions(given),
      },
      ifNotExists: false,
    };
  }
}

function element(node: Node): IndexElem {
  if ('IndexElem' in node) return node.IndexElem;
  throw new NotExpressible('an element of an index');
}
