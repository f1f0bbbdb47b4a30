import type { Operation } from '../operations/operation.ts';
import type { Baseline, DumpOptions, DumpReader, Remark } from './baseline.ts';
import { type ParsedStatement, parseDump } from './postgresql-parser.ts';
import { leftOutOfSession } from './postgresql-session.ts';
import { readStatements } from './postgresql-statements.ts';
import { verbatim } from './statements.ts';

/** Dumps of `pg_dump --schema-only`. */
export const postgresqlDumps: DumpReader = { dialects: ['postgresql'], read: readPostgresqlDump };

/**
 * Reads what `pg_dump --schema-only` writes. Its order is kept, for it is one that runs; what pg_dump says of a table
 * in statements of its own (keys, defaults, comments) goes into the table where that makes the same schema.
 */
export async function readPostgresqlDump(text: string, { file }: DumpOptions): Promise<Baseline> {
  const all = await parseDump(text, file);
  const makesFunctions = all.some(({ node }) => 'CreateFunctionStmt' in node);
  const kept = new Set<string>();
  const leftOut: Remark[] = [];
  const statements = all.filter((statement) => {
    const why = leftOutOfSession(statement, makesFunctions, kept);
    if (why !== undefined) leftOut.push(remark(statement, why));
    return why === undefined;
  });
  const operations: Operation[] = [];
  const verbatims: Remark[] = [];
  readStatements(statements).forEach((outcome, at) => {
    const statement = statements[at];
    if (statement === undefined) return;
    switch (outcome.kind) {
      case 'operation':
        operations.push(outcome.operation);
        break;
      case 'table':
        operations.push({ kind: 'createTable', table: outcome.draft.table, ifNotExists: false });
        break;
      case 'verbatim':
        operations.push(verbatim(statement.sql, 'postgresql'));
        verbatims.push(remark(statement, outcome.why));
        break;
      case 'folded':
        break;
    }
  });
  return { operations, verbatim: verbatims, leftOut };
}

function remark({ line, sql }: ParsedStatement, why: string): Remark {
  return { line, sql, why };
}
