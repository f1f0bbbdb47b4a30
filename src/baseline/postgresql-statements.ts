import { keyOf } from '../catalog/catalog.ts';
import { NotUnderstood } from '../parsing/cursor.ts';
import { alterTable } from './postgresql-alter-table.ts';
import { foldComment } from './postgresql-comments.ts';
import { tablesApart } from './postgresql-dependencies.ts';
import { type Draft, draftOf, type Outcome, type Reading } from './postgresql-draft.ts';
import { readIndex } from './postgresql-index.ts';
import { type NamedType, readDomain, readEnum } from './postgresql-named-types.ts';
import { NotExpressible, relationName } from './postgresql-nodes.ts';
import type { CreateStmt, ParsedStatement } from './postgresql-parser.ts';
import { foldSerials } from './postgresql-serials.ts';
import { readTable } from './postgresql-table.ts';
import { NamedTypes } from './postgresql-types.ts';
import { noOperationFor } from './postgresql-why.ts';

/** What became of each statement. What a table gets from later ones is in its draft. */
export function readStatements(statements: readonly ParsedStatement[]): readonly Outcome[] {
  const reading: Reading = { statements, outcomes: [], drafts: new Map(), named: new NamedTypes() };
  const apart = tablesApart(statements);
  for (const statement of statements) reading.outcomes.push(attempt(() => readStatement(statement, reading, apart)));
  foldSerials(reading);
  return reading.outcomes;
}

function attempt(read: () => Outcome): Outcome {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotExpressible) return { kind: 'verbatim', why: error.message };
    if (error instanceof NotUnderstood)
      return { kind: 'verbatim', why: `it is not written as pg_dump does: ${error.message}` };
    throw error;
  }
}

function readStatement(statement: ParsedStatement, reading: Reading, apart: ReadonlySet<string>): Outcome {
  const { node } = statement;
  if ('CreateStmt' in node) return createTable(node.CreateStmt, statement, reading, apart);
  if ('AlterTableStmt' in node) return alterTable(node.AlterTableStmt, statement, reading);
  if ('IndexStmt' in node) {
    const operation = readIndex(node.IndexStmt, statement);
    draftOf(reading, operation.table);
    return { kind: 'operation', operation };
  }
  if ('CreateEnumStmt' in node) return createType(readEnum(node.CreateEnumStmt), reading);
  if ('CreateDomainStmt' in node)
    return createType(readDomain(node.CreateDomainStmt, statement, reading.named), reading);
  if ('CommentStmt' in node && foldComment(node.CommentStmt, reading)) return { kind: 'folded' };
  return { kind: 'verbatim', why: noOperationFor(statement) };
}

function createTable(
  node: CreateStmt,
  statement: ParsedStatement,
  { named, drafts, outcomes }: Reading,
  apart: ReadonlySet<string>,
): Outcome {
  const key = keyOf(relationName(node.relation));
  if (apart.has(key)) throw new NotExpressible('there is no operation for partitions and inheritance');
  const draft: Draft = { table: readTable(node, statement, named), at: outcomes.length };
  drafts.set(key, draft);
  return { kind: 'table', draft };
}

function createType({ name, type }: NamedType, { named }: Reading): Outcome {
  named.add(name, type);
  return { kind: 'operation', operation: { kind: 'createType', type, checkFirst: false, implicit: false } };
}
