import { keyOf } from '../catalog/catalog.ts';
import { TsmigError } from '../errors.ts';
import type { TableName } from '../model/expressions.ts';
import type { Operation } from '../operations/operation.ts';
import { type Baseline, type DumpOptions, type DumpReader, type Remark, versionTableLeftOut } from './baseline.ts';
import { relationName } from './postgresql-nodes.ts';
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
export async function readPostgresqlDump(text: string, { file, versionTable }: DumpOptions): Promise<Baseline> {
  const all = await parseDump(text, file);
  refuseDrops(all, file);
  const makesFunctions = all.some(({ node }) => 'CreateFunctionStmt' in node);
  const kept = new Set<string>();
  const leftOut: Remark[] = [];
  const statements = all.filter((statement) => {
    const isOfVersions = versionTable !== undefined && isAbout(statement, versionTable);
    const why = isOfVersions ? versionTableLeftOut : leftOutOfSession(statement, makesFunctions, kept);
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

/** What comes before a history must not take anything away. */
function refuseDrops(statements: readonly ParsedStatement[], file: string): void {
  const drop = statements.find(({ sql }) =>
    /^(DROP|(CREATE|ALTER) DATABASE|ALTER TABLE .* DROP CONSTRAINT)\s/i.test(sql),
  );
  if (drop === undefined) return;
  const [words] = drop.sql.split('\n');
  throw new TsmigError('io', `${file}:${drop.line}: the dump does not only make things: ${words}`, {
    hint: 'write it with pg_dump --schema-only, without --clean and --create',
  });
}

function isAbout({ node }: ParsedStatement, table: TableName): boolean {
  const changed = 'CreateStmt' in node ? node.CreateStmt : 'AlterTableStmt' in node ? node.AlterTableStmt : undefined;
  return changed !== undefined && keyOf(relationName(changed.relation)) === keyOf(table);
}

function remark({ line, sql }: ParsedStatement, why: string): Remark {
  return { line, sql, why };
}
